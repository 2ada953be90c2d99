/// Why a site is not live.
#[derive(Debug, thiserror::Error)]
pub enum DeployError {
    /// GitHub answered, and not with success.
    #[error("could not {doing}: GitHub answered {status}{}{}", said(message), hint(*status))]
    Refused { doing: &'static str, status: u16, message: String },
    /// No answer came.
    #[error("could not {doing}")]
    NoAnswer { doing: &'static str, source: Box<ureq::Error> },
    /// An answer came that says something else than it should.
    #[error("could not {doing}: the answer makes no sense: {message}")]
    Nonsense { doing: &'static str, message: String },
    #[error(
        "GitHub gave the deployment up: `{status}`\nhint: run the workflow again; githubstatus.com tells whether \
         Pages has trouble"
    )]
    GaveUp { status: String },
    #[error(
        "the deployment took more than {seconds} seconds and was called off; GitHub last said `{status}`\n\
         hint: run the workflow again; githubstatus.com tells whether Pages has trouble"
    )]
    TooLong { seconds: u64, status: String },
    #[error(
        "the deployment succeeded, but {seconds} seconds later {address} is not the site that was built: {found}\n\
         hint: run the workflow again; if that does not help, look at the domain in the settings of Pages and at \
         what stands between it and visitors"
    )]
    NotLive { address: String, seconds: u64, found: String },
}

impl DeployError {
    pub(super) fn status(&self) -> Option<u16> {
        match self {
            Self::Refused { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// Whether it may go right a little later: GitHub had trouble, too much to do, or another deployment.
    pub(super) fn is_passing(&self) -> bool {
        match self {
            Self::Refused { status: 400, message, .. } => message.contains("in progress"),
            Self::Refused { status, .. } => *status == 429 || *status >= 500,
            Self::NoAnswer { .. } => true,
            _ => false,
        }
    }
}

fn said(message: &str) -> String {
    if message.is_empty() { String::new() } else { format!(": {message}") }
}

fn hint(status: u16) -> &'static str {
    match status {
        401 | 403 => "\nhint: the job needs `permissions: { pages: write, id-token: write }`",
        404 => {
            "\nhint: choose `GitHub Actions` as the source in the settings of Pages; the version must be a commit that \
             GitHub has"
        }
        _ => "",
    }
}
