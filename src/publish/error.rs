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
        "`history.log` is ignored by git, so that what it remembers would be lost\n\
         hint: take it out of `.gitignore`, or keep it on a branch of its own with `--log-branch`"
    )]
    IgnoredLog,
    #[error(
        "could not keep the log on branch `{branch}`: `history/` is there, and only one file is kept so\n\
         hint: put all lines into `history.log` there"
    )]
    SplitLog { branch: String },
    #[error(
        "could not keep the log on branch `{branch}`: `history.log` is on the branch that people work on, too\n\
         hint: move it to its own branch once and ignore it here: {}/blob/main/docs/publishing.md#a-protected-main \
         has the commands",
        env!("CARGO_PKG_REPOSITORY")
    )]
    TwoLogs { branch: String },
}
