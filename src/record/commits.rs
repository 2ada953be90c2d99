use std::path::Path;

use super::declared;
use super::replay::Replay;
use crate::diagnostic::Failure;
use crate::layout::STATUS_FILE;
use crate::model::Instant;
use crate::repo::{FileCommit, Git};

/// The commits that changed `status.yaml`.
pub struct StatusCommits {
    git: Option<Git>,
    /// The commits, oldest first.
    commits: Vec<FileCommit>,
}

impl StatusCommits {
    /// Lists the commits of the repository at `root`. The list is empty if `root` is not in a git repository.
    pub fn list(root: &Path) -> Result<Self, Failure> {
        let git = Git::open(root)?;
        let commits = git.as_ref().map(|git| git.file_commits(STATUS_FILE)).transpose()?.unwrap_or_default();
        Ok(Self { git, commits })
    }

    pub fn is_shallow(&self) -> bool {
        self.git.as_ref().is_some_and(Git::is_shallow)
    }

    /// Adds to `replay` the statuses that the commits declare. Without `all`, starts at the first commit whose statuses
    /// may be missing in the log. Skips commits whose `status.yaml` cannot be read.
    pub fn replay(&self, replay: &mut Replay, all: bool) -> Result<(), Failure> {
        let is_recorded = |commit: &&FileCommit| !all && !time(commit).is_some_and(|at| replay.may_lack(at));
        let commits: Vec<_> = self.commits.iter().skip_while(is_recorded).collect();
        let Some(git) = self.git.as_ref().filter(|_| !commits.is_empty()) else { return Ok(()) };
        for (commit, content) in commits.iter().zip(git.file_versions(&commits)?) {
            let statuses = content.and_then(|bytes| declared::parse(STATUS_FILE, &bytes).0);
            if let (Some(at), Some(statuses)) = (time(commit), statuses) {
                replay.add_commit(at, statuses);
            }
        }
        Ok(())
    }
}

fn time(commit: &FileCommit) -> Option<Instant> {
    Instant::from_unix(commit.time)
}
