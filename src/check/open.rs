use std::ops::Range;

use super::CheckContext;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ComponentIndex, ComponentStatus, Instant, Site};
use crate::source::SourceText;

/// How many seconds a component may have a status other than `operational` without an incident or window.
const PATIENCE: u64 = 3600;

/// Reports components whose declared status is not `operational`, if no incident or window explains it and it was
/// declared over an hour ago or at an unknown time.
pub fn check(site: &Site, source: &SourceText, places: &[Range<usize>], context: &CheckContext<'_>) -> Vec<Diagnostic> {
    let now = context.now;
    let mut diagnostics = Vec::new();
    for (index, component) in site.components.iter().enumerate() {
        if component.declared == ComponentStatus::Operational || is_explained(site, index, now) {
            continue;
        }
        let recorded = site.log[index].declared_since(component.declared, now);
        let since = recorded.or_else(|| (context.declared_since)(&component.id, component.declared));
        let message = match since {
            Some(since) if now.seconds_since(since) <= PATIENCE => continue,
            Some(since) => format!(
                "`{}` has been `{}` since {}, but no incident explains why",
                component.id,
                component.declared,
                since.format_utc()
            ),
            None => format!(
                "`{}` is `{}`, but neither the log nor a commit shows since when",
                component.id, component.declared
            ),
        };
        let hint = "open an incident for this component, or set it to `operational`";
        diagnostics.push(source.problem(Code::Unexplained, &places[index], message).hint(hint));
    }
    diagnostics
}

fn is_explained(site: &Site, component: ComponentIndex, now: Instant) -> bool {
    let incident = site.incidents.iter().any(|each| each.is_open(now) && each.components(now).contains(&component));
    let window = site.windows.iter().any(|each| each.status(now).is_active() && each.affects.contains(&component));
    incident || window
}
