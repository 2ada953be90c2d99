use std::error::Error;
use std::fmt::{self, Display};
use std::io;

use serde::Serialize;

use super::Diagnostic;

/// The reason why an operation failed. Every other error type is converted to this one before it is printed.
#[derive(Clone, Debug)]
pub struct Failure {
    pub kind: FailureKind,
    /// What could not be done and why, without a full stop.
    pub message: String,
    /// How to fix it.
    pub hint: Option<String>,
    /// The diagnostics that caused the failure.
    pub diagnostics: Vec<Diagnostic>,
}

/// The kind of a failure, for programs that react to it. In JSON, it is `invalid`, `not_found` and so on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureKind {
    /// An argument or a file is not valid.
    Invalid,
    /// An argument or a file names something that does not exist.
    NotFound,
    /// The current state of the files or the repository does not allow the operation.
    Conflict,
    /// A file cannot be read or written.
    Io,
    /// `git` failed or is missing.
    Git,
    /// A server did not answer, or refused the request.
    Network,
    /// The reader of standard output, such as `head`, has closed the pipe.
    BrokenPipe,
    /// A bug in allgreen.
    Internal,
}

impl Failure {
    pub fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: None, diagnostics: Vec::new() }
    }

    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(FailureKind::Invalid, message)
    }

    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(FailureKind::NotFound, message)
    }

    pub fn conflict(message: impl Into<String>) -> Self {
        Self::new(FailureKind::Conflict, message)
    }

    /// Makes a failure from an error. The message also contains the errors that caused it, after colons.
    pub fn from_error(kind: FailureKind, error: &(dyn Error + 'static)) -> Self {
        let mut message = error.to_string();
        let mut next = Some(error);
        while let Some(cause) = next {
            next = cause.source();
            if let Some(cause) = next {
                message = format!("{message}: {cause}");
            }
        }
        Self::new(kind, message)
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Sets the hint, unless `hint` is `None`.
    pub fn maybe_hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint.or(self.hint);
        self
    }

    /// Adds the diagnostics that caused the failure.
    pub fn diagnostics<'a>(mut self, diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        self.diagnostics.extend(diagnostics.into_iter().cloned());
        self
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for Failure {}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let is_broken_pipe = error.kind() == io::ErrorKind::BrokenPipe;
        Self::from_error(if is_broken_pipe { FailureKind::BrokenPipe } else { FailureKind::Io }, &error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        io::Error::from(error).into()
    }
}

/// Adds to an error what was being done when it occurred.
pub trait Context<T> {
    /// Puts `action` and a colon before the message of the error.
    ///
    /// # Errors
    /// When `self` is an error.
    fn context(self, action: impl Display) -> Result<T, Failure>;

    /// Like [`Context::context`], but calls `action` only if `self` is an error.
    ///
    /// # Errors
    /// When `self` is an error.
    fn with_context<D: Display>(self, action: impl FnOnce() -> D) -> Result<T, Failure>;
}

impl<T, E: Into<Failure>> Context<T> for Result<T, E> {
    fn context(self, action: impl Display) -> Result<T, Failure> {
        self.with_context(|| action)
    }

    fn with_context<D: Display>(self, action: impl FnOnce() -> D) -> Result<T, Failure> {
        self.map_err(|error| {
            let failure = error.into();
            Failure { message: format!("{}: {}", action(), failure.message), ..failure }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn added_context_precedes_message_without_changing_kind_or_hint() {
        let error = Err::<(), _>(Failure::conflict("it is resolved").hint("reopen it"));
        let failure = error.context("could not update `x`").unwrap_err();
        assert_eq!(failure.message, "could not update `x`: it is resolved");
        assert_eq!((failure.kind, failure.hint.as_deref()), (FailureKind::Conflict, Some("reopen it")));
    }

    #[test]
    fn broken_pipe_has_its_own_kind() {
        let failure = Failure::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!(failure.kind, FailureKind::BrokenPipe);
    }
}
