use crate::diagnostic::{Diagnostic, Failure, FailureKind};

/// The reason why the status of a component was not changed.
#[derive(Debug, thiserror::Error)]
pub enum EditStatusError {
    /// The file is not YAML, so no value can be located.
    #[error("could not read `status.yaml`")]
    Unreadable(Box<Diagnostic>),
    #[error("`status.yaml` has no component `{component}`")]
    UnknownComponent {
        component: String,
        near: Option<String>,
        /// The ids of all components of the file.
        all: Vec<String>,
    },
    /// The value is shared with another entry, which would change as well.
    #[error("could not set `{component}` without changing anything else, so nothing was changed")]
    ByHand { component: String, status: String, line: usize },
}

impl EditStatusError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Unreadable(_) => Some("fix it first".to_owned()),
            Self::UnknownComponent { near: Some(near), .. } => Some(format!("did you mean `{near}`?")),
            Self::UnknownComponent { all, .. } => {
                (!all.is_empty()).then(|| format!("the components are {}", all.join(", ")))
            }
            Self::ByHand { status, line, .. } => Some(format!(
                "the entry in line {line} or its status is shared with another place by an anchor (`&`), an alias (`*`) \
                 or a merge key (`<<`), or is no plain word; write both out by hand, this one with `status: {status}`"
            )),
        }
    }
}

impl From<EditStatusError> for Failure {
    fn from(error: EditStatusError) -> Self {
        let kind = match error {
            EditStatusError::UnknownComponent { .. } => FailureKind::NotFound,
            EditStatusError::Unreadable(_) | EditStatusError::ByHand { .. } => FailureKind::Invalid,
        };
        let failure = Self::from_error(kind, &error).maybe_hint(error.hint());
        match &error {
            EditStatusError::Unreadable(problem) => failure.diagnostics([&**problem]),
            EditStatusError::UnknownComponent { .. } | EditStatusError::ByHand { .. } => failure,
        }
    }
}
