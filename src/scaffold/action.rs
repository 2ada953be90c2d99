//! How workflows name the action of this project.

use super::PROJECT;

/// The commit that this program was built from; empty where nobody knows.
pub const COMMIT: &str = env!("ALLGREEN_COMMIT");
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// `OWNER/REPO@COMMIT # vX.Y.Z`. A commit cannot be moved, as a tag can, so the tag alone stands only where no commit
/// is known.
pub fn pinned() -> String {
    let (project, commit, version) = (path(), COMMIT, VERSION);
    if commit.is_empty() { format!("{project}@v{version}") } else { format!("{project}@{commit} # v{version}") }
}

/// Who the project belongs to.
pub fn owner() -> &'static str {
    path().split('/').next().unwrap_or_default()
}

fn path() -> &'static str {
    PROJECT.trim_start_matches("https://github.com/")
}
