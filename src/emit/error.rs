use crate::diagnostic::{Failure, FailureKind};
use crate::text::TextError;

/// Why a file of the site could not be rendered.
#[derive(Debug, thiserror::Error)]
pub enum EmitError {
    /// The catalog of the page's language cannot be used.
    #[error(transparent)]
    Words(#[from] TextError),
    /// A template failed. Tera's report names the template, line and column.
    #[error("could not render `{path}`\n{report}")]
    Template { path: String, report: tera::Error },
    /// A file could not be serialized, which is a bug in allgreen.
    #[error("could not render `{path}`: {reason}")]
    Format { path: String, reason: String },
}

impl From<EmitError> for Failure {
    fn from(error: EmitError) -> Self {
        match error {
            EmitError::Words(error) => error.into(),
            EmitError::Template { .. } => Self::from_error(FailureKind::Invalid, &error),
            EmitError::Format { .. } => Self::from_error(FailureKind::Internal, &error),
        }
    }
}

impl EmitError {
    pub(crate) fn new(path: &str, reason: &impl ToString) -> Self {
        Self::Format { path: path.to_owned(), reason: reason.to_string() }
    }
}
