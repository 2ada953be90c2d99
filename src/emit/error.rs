/// A file of the site could not be made. It takes a mistake of ours, not of the people who write.
#[derive(Debug, thiserror::Error)]
#[error("could not render `{path}`: {reason}")]
pub struct EmitError {
    /// The file, relative to the root of the site.
    pub path: String,
    pub reason: String,
}

impl EmitError {
    pub(super) fn new(path: &str, reason: &impl ToString) -> Self {
        Self { path: path.to_owned(), reason: reason.to_string() }
    }
}
