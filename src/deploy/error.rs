use crate::diagnostic::{Failure, FailureKind};

/// The reason why a deployment failed.
#[derive(Debug, thiserror::Error)]
pub enum DeployError {
    /// GitHub answered with an error.
    #[error("could not {doing}: GitHub answered {status}{}", suffix(message))]
    Refused { doing: &'static str, status: u16, message: String },
    /// The request failed, or its answer could not be read.
    #[error("could not {doing}")]
    NoAnswer { doing: &'static str, source: Box<ureq::Error> },
    /// The answer is not the expected JSON.
    #[error("could not {doing}: the answer is invalid: {message}")]
    InvalidAnswer { doing: &'static str, message: String },
    #[error("the deployment failed: GitHub reports `{status}`")]
    GaveUp { status: String },
    #[error("the deployment took more than {seconds} seconds and was canceled; GitHub last reported `{status}`")]
    TooLong { seconds: u64, status: String },
    #[error("the deployment succeeded, but {seconds} seconds later {address} is not the site that was built: {found}")]
    NotLive { address: String, seconds: u64, found: String },
}

impl DeployError {
    pub(super) fn status(&self) -> Option<u16> {
        match self {
            Self::Refused { status, .. } => Some(*status),
            _ => None,
        }
    }

    fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Refused { status: 401 | 403, .. } => {
                Some("the job needs `permissions: { pages: write, id-token: write }`")
            }
            Self::Refused { status: 404, .. } => Some(
                "choose `GitHub Actions` as the source in the settings of Pages; the version must be a commit that \
                 GitHub has",
            ),
            Self::GaveUp { .. } | Self::TooLong { .. } => {
                Some("run the workflow again; githubstatus.com shows whether Pages has an incident")
            }
            Self::NotLive { .. } => Some(
                "run the workflow again; if that does not help, check the domain in the settings of Pages and any CDN \
                 or proxy in front of it",
            ),
            Self::Refused { .. } | Self::NoAnswer { .. } | Self::InvalidAnswer { .. } => None,
        }
    }

    /// Returns whether a later attempt may succeed: GitHub failed, was busy, or had another deployment in progress.
    pub(super) fn is_temporary(&self) -> bool {
        match self {
            Self::Refused { status: 400, message, .. } => message.contains("in progress"),
            Self::Refused { status, .. } => *status == 429 || *status >= 500,
            Self::NoAnswer { .. } => true,
            _ => false,
        }
    }
}

fn suffix(message: &str) -> String {
    if message.is_empty() { String::new() } else { format!(": {message}") }
}

impl From<DeployError> for Failure {
    fn from(error: DeployError) -> Self {
        Self::from_error(FailureKind::Network, &error).maybe_hint(error.hint().map(str::to_owned))
    }
}
