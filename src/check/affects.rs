use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceText, Spanned};

/// Returns the diagnostic for an incident whose `affects` is a list instead of a map.
pub(super) fn list_for_incident(source: &SourceText, span: &Range<usize>, names: &[Spanned<String>]) -> Diagnostic {
    let first = names.first().map_or("api", |name| name.value.as_str());
    let problem = source.problem(Code::WrongType, span, "an incident's `affects` must be a map, not a list");
    problem.hint(format!("write the status of each component, such as `{first}: partial_outage`"))
}

/// Returns the diagnostic for a maintenance window whose `affects` is a map instead of a list.
pub(super) fn map_for_window(
    source: &SourceText,
    span: &Range<usize>,
    statuses: &[(Spanned<String>, Spanned<String>)],
) -> Diagnostic {
    let names: Vec<_> = statuses.iter().map(|(name, _)| name.value.as_str()).collect();
    let problem = source.problem(Code::WrongType, span, "a window's `affects` must be a list, not a map");
    let list = names.join(", ");
    problem.hint(format!("write `affects: [{list}]`: all listed components are under maintenance during the window"))
}
