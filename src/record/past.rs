use std::path::Path;

use super::declared::{self, Declared};
use super::{RecordError, Recorder};
use crate::model::Instant;
use crate::repo::{Commit, Git};

/// What `status.yaml` is called.
const STATUS: &str = "status.yaml";

/// The commits that changed `status.yaml`.
pub struct Past {
    git: Option<Git>,
    /// Oldest first.
    commits: Vec<Commit>,
}

impl Past {
    /// Of the repository at `root`; without git there is no past.
    pub fn of(root: &Path) -> Result<Self, RecordError> {
        let git = Git::open(root)?;
        let commits = git.as_ref().map(|git| git.changes(STATUS)).transpose()?.unwrap_or_default();
        Ok(Self { git, commits })
    }

    pub fn is_shallow(&self) -> bool {
        self.git.as_ref().is_some_and(Git::is_shallow)
    }

    /// Tells what each commit declared, or only those from the first on that may be news. One whose file cannot be
    /// read says nothing.
    pub fn tell(&self, recorder: &mut Recorder, all: bool) -> Result<(), RecordError> {
        let is_old = |commit: &&Commit| !all && !time(commit).is_some_and(|at| recorder.is_news(at));
        let commits: Vec<_> = self.commits.iter().skip_while(is_old).collect();
        let Some(git) = self.git.as_ref().filter(|_| !commits.is_empty()) else { return Ok(()) };
        for (commit, form) in commits.iter().zip(git.forms(&commits)?) {
            let statuses = form.and_then(|bytes| declared::read(STATUS, &bytes).0);
            if let (Some(at), Some(statuses)) = (time(commit), statuses) {
                recorder.replay(Declared { at, statuses });
            }
        }
        Ok(())
    }
}

fn time(commit: &Commit) -> Option<Instant> {
    Instant::from_unix(commit.time)
}
