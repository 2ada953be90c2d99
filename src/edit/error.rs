use crate::diagnostic::Diagnostic;

/// Why a file was not changed.
#[derive(Debug, thiserror::Error)]
pub enum SetError {
    /// Nobody knows what stands where.
    #[error("the file cannot be read")]
    Unreadable(Box<Diagnostic>),
    #[error("`status.yaml` has no component `{component}`{}", hint(.near.as_deref(), .all))]
    UnknownComponent {
        component: String,
        near: Option<String>,
        /// All that there are.
        all: Vec<String>,
    },
    /// The value stands where a change would change something else, too.
    #[error(
        "could not set `{component}` without changing anything else, so nothing was changed\n\
         hint: the entry in line {line} or its status is shared with another place by an anchor (`&`), an alias (`*`) or a \
         merge key (`<<`), or is no plain word; write both places out by hand, this one with `status: {status}`"
    )]
    ByHand { component: String, status: String, line: usize },
}

fn hint(near: Option<&str>, all: &[String]) -> String {
    match near {
        Some(near) => format!("\nhint: did you mean `{near}`?"),
        None if all.is_empty() => String::new(),
        None => format!("\nhint: there are {}", all.join(", ")),
    }
}
