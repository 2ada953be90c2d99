//! The name of this project's GitHub action in workflows.

use super::PROJECT;

/// The commit that this program was built from; empty if it is unknown.
pub const COMMIT: &str = env!("ALLGREEN_COMMIT");
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Returns the value of `uses:` for allgreen's GitHub action: `OWNER/REPO@COMMIT # vX.Y.Z`, pinned to a commit because
/// a tag can be moved. If the commit is unknown, returns `OWNER/REPO@vX.Y.Z`.
pub fn pinned() -> String {
    let (project, commit, version) = (path(), COMMIT, VERSION);
    if commit.is_empty() { format!("{project}@v{version}") } else { format!("{project}@{commit} # v{version}") }
}

/// Returns the owner of this project's repository on GitHub.
pub fn owner() -> &'static str {
    path().split('/').next().unwrap_or_default()
}

fn path() -> &'static str {
    PROJECT.trim_start_matches("https://github.com/")
}
