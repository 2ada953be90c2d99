use crate::record::RecordError;
use crate::repo::{GitError, PutError};

/// Why a repository cannot be published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    #[error(transparent)]
    Git(#[from] GitError),
    #[error(transparent)]
    Put(#[from] PutError),
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error("could not read `{path}`")]
    Read { path: String, source: std::io::Error },
    #[error(
        "there are changes that are not committed: {}\n\
         hint: commit them, or put them aside with `git stash`; what is published is what is committed",
        paths.join(", ")
    )]
    Uncommitted { paths: Vec<String> },
    #[error(
        "could not keep the log on branch `{branch}`: `history.log` is on the branch that people work on, too\n\
         hint: hand its lines over once: `mkdir unpushed && git mv history.log unpushed/`, commit that without \
         `unpushed/`, and publish with `--unpushed unpushed`"
    )]
    TwoLogs { branch: String },
}
