mod builder;
#[cfg(test)]
mod tests;

use serde::Serialize;

use self::builder::NoticeBuilder;
use super::{LabelKind, ViewContext};
use crate::model::{Instant, Maintenance, Snapshot};

/// How many seconds before its start a maintenance window gets a notice.
const LEAD_TIME: i64 = 86_400;
/// The maximum number of scheduled windows that have notices.
const MAX_WINDOWS: usize = 8;
/// How far ahead changes of the notices are computed, in seconds. The site is built again long before that time.
const MAX_AHEAD: i64 = 30 * 86_400;
/// How many future changes of the notices are computed at most.
const MAX_CHANGES: usize = 24;

/// A notice that other sites show, and when they show it. It is about an incident, a maintenance window, a bad status
/// that no incident explains, or a possible problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// The id of the notice. A visitor who has dismissed it sees no other one with the same `id` and `kind`.
    pub id: String,
    /// How bad the event is; `notice` for an incident without impact and for a window that has not started.
    pub kind: LabelKind,
    pub title: String,
    /// The status of the incident, the window or the components, in the page's language.
    pub state: String,
    /// The names of the affected components, or the times of a window; may be empty.
    pub about: String,
    /// The path of the page that the notice links to, relative to the root of the site.
    pub path: String,
    /// The ids of the affected components; may be empty.
    pub components: Vec<String>,
    /// The time from which the notice is shown, such as `2026-12-05T22:00:00Z`; none if it is shown already.
    pub from: Option<String>,
    /// The time until which the notice is shown; none if that is unknown.
    pub until: Option<String>,
}

impl Notice {
    /// Returns the current notices, that of a possible problem first and then the worst, followed by those to show later:
    /// when a window is announced, starts or ends, or at the time of an update that is dated in the future.
    pub fn all(context: &ViewContext<'_>) -> Vec<Self> {
        let windows = windows(context);
        let times = change_times(&windows, context);
        let mut notices = NoticeBuilder { snapshot: context.snapshot, windows: &windows, context }.notices();
        for (index, at) in times.into_iter().enumerate() {
            // After the last computed change, no notice is better than a wrong one.
            let is_known = index < MAX_CHANGES;
            let later = is_known.then(|| Snapshot::take(context.snapshot.site, at));
            let shown =
                later.map(|snapshot| NoticeBuilder { snapshot: &snapshot, windows: &windows, context }.notices());
            change_at(&mut notices, shown.unwrap_or_default(), at);
            if !is_known {
                break;
            }
        }
        notices
    }

    /// Whether both notices are equal except for the times `from` and `until`.
    fn has_same_content(&self, other: &Self) -> bool {
        let timeless = |notice: &Self| Self { from: None, until: None, ..notice.clone() };
        timeless(self) == timeless(other)
    }
}

/// Ends the notices that are not in `shown`, and adds the new ones from `shown`. Both happen at the time `at`.
fn change_at(notices: &mut Vec<Notice>, mut shown: Vec<Notice>, at: Instant) {
    for notice in notices.iter_mut().filter(|notice| notice.until.is_none()) {
        match shown.iter().position(|other| notice.has_same_content(other)) {
            Some(same) => drop(shown.remove(same)),
            None => notice.until = Some(at.rfc3339()),
        }
    }
    notices.extend(shown.into_iter().map(|notice| Notice { from: Some(at.rfc3339()), ..notice }));
}

/// Returns the windows that can have notices: those in progress, then the next scheduled ones. A window that is over is
/// included if it has a future update, because the update may reopen it.
fn windows<'a>(context: &ViewContext<'a>) -> Vec<&'a Maintenance> {
    let now = context.now();
    let mut windows = context.snapshot.windows();
    windows.reverse();
    windows.retain(|window| {
        let may_change = window.updates.last().is_some_and(|update| update.at > now);
        (may_change || !window.status(now).is_over()) && window.starts <= now.plus(MAX_AHEAD)
    });
    let (active, scheduled): (Vec<_>, Vec<_>) = windows.into_iter().partition(|window| window.status(now).is_active());
    active.into_iter().chain(scheduled.into_iter().take(MAX_WINDOWS)).collect()
}

/// Returns the future times at which notices can change: windows are announced, start or end, or an update appears.
fn change_times(windows: &[&Maintenance], context: &ViewContext<'_>) -> Vec<Instant> {
    let now = context.now();
    let of_window = |window: &&Maintenance| {
        let updates: Vec<_> = window.updates.iter().map(|update| update.at.counts_from()).collect();
        [window.starts.plus(-LEAD_TIME), window.starts, window.ends].into_iter().chain(updates)
    };
    // An incident that has not started has no page.
    let incidents = context.snapshot.site.incidents.iter().filter(|incident| incident.has_started(now));
    let updates = incidents.flat_map(|incident| incident.updates.iter().map(|update| update.at.counts_from()));
    let mut times: Vec<_> = windows.iter().flat_map(of_window).filter(|at| *at > now).collect();
    times.extend(updates.filter(|at| *at > now && *at <= now.plus(MAX_AHEAD)));
    times.sort_unstable();
    times.dedup();
    times
}
