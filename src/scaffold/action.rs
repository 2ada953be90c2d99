//! The action of this project, as workflows refer to it.

use super::PROJECT;

/// The commit that this program was built from; empty if unknown.
pub const COMMIT: &str = env!("ALLGREEN_COMMIT");
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Returns `OWNER/REPO@COMMIT # vX.Y.Z`. Without a known commit, returns `OWNER/REPO@vX.Y.Z`, although tags can be moved.
pub fn pinned() -> String {
    let (project, commit, version) = (path(), COMMIT, VERSION);
    if commit.is_empty() { format!("{project}@v{version}") } else { format!("{project}@{commit} # v{version}") }
}

/// Returns the owner of the project on GitHub.
pub fn owner() -> &'static str {
    path().split('/').next().unwrap_or_default()
}

fn path() -> &'static str {
    PROJECT.trim_start_matches("https://github.com/")
}
