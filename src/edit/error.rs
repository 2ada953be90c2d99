use crate::diagnostic::Diagnostic;

/// Why a file was not changed.
#[derive(Debug, thiserror::Error)]
pub enum SetError {
    /// Nobody knows what stands where.
    #[error("the file cannot be read")]
    Unreadable(Box<Diagnostic>),
    #[error("`status.yaml` has no component `{component}`{}", hint(.near.as_deref()))]
    UnknownComponent { component: String, near: Option<String> },
    /// The value stands where a change would change something else, too.
    #[error(
        "could not set `{component}` without changing anything else, so nothing was changed\n\
         hint: write `status: {status}` by hand for the component in line {line}"
    )]
    ByHand { component: String, status: String, line: usize },
}

fn hint(near: Option<&str>) -> String {
    near.map(|near| format!("\nhint: did you mean `{near}`?")).unwrap_or_default()
}
