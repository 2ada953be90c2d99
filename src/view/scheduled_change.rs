use serde::Serialize;

use super::{Banner, Label, PageHead, ViewContext, section};
use crate::model::{ComponentIndex, ComponentStatus, Instant, Maintenance, Snapshot};
use crate::text::Catalog;

/// The maximum number of scheduled changes on the front page.
const MAX_CHANGES: usize = 8;
/// How far ahead changes of the front page are computed, in seconds. The site is built again long before that time.
const MAX_AHEAD: i64 = 30 * 86_400;

/// The changes of the front page at the time when a maintenance window starts or ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScheduledChange {
    /// The time of the change: `2026-12-05T22:00:00Z`.
    pub at: String,
    /// The new title of the page.
    pub title: String,
    /// The new banner; none if it does not change.
    pub banner: Option<Banner>,
    /// The new labels of the components, groups and windows whose label changes.
    pub statuses: Vec<NewStatus>,
    /// The new number of components that are not operational, for each group in which it changes.
    pub counts: Vec<GroupCount>,
}

/// The new label of a component, a group or a window on the front page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewStatus {
    /// The id of a component, `group:2` for the second section of the page, or `window:ID` for a window.
    pub id: String,
    pub label: Label,
}

/// How many components of a group are not operational.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroupCount {
    /// The index of the group among the sections of the page, from one.
    pub group: usize,
    /// `2 of 3 not operational`; empty if all are operational.
    pub text: String,
}

impl ScheduledChange {
    /// Returns what changes on the page when `windows` start and end next, in order of time. Each change contains only
    /// what differs from the page just before it. `shown` are the windows that have a card on the page.
    pub fn all(windows: &[&Maintenance], shown: &[&Maintenance], context: &ViewContext<'_>) -> Vec<Self> {
        let mut before = PageState::new(shown, context.snapshot, context.catalog);
        let changes = instants(windows, context.now()).into_iter().take(MAX_CHANGES).map(|at| {
            let snapshot = Snapshot::take(context.snapshot.site, at);
            let state = PageState::new(shown, &snapshot, context.catalog);
            let change = Self::between(&before, &state, at, context);
            before = state;
            change
        });
        changes.collect()
    }

    fn between(before: &PageState, after: &PageState, at: Instant, context: &ViewContext<'_>) -> Self {
        let pairs = before.statuses.iter().zip(&after.statuses);
        Self {
            at: at.rfc3339(),
            title: PageHead::new(String::new(), &after.banner.label.text, String::new(), context).title,
            banner: (before.banner != after.banner).then(|| after.banner.clone()),
            statuses: pairs.filter(|(old, new)| old != new).map(|(_, new)| new.clone()).collect(),
            counts: after.counts.iter().filter(|count| !before.counts.contains(count)).cloned().collect(),
        }
    }
}

/// Returns the future times at which a window starts or ends, in order.
fn instants(windows: &[&Maintenance], now: Instant) -> Vec<Instant> {
    let all = windows.iter().flat_map(|window| [window.starts, window.ends]);
    let mut instants: Vec<_> = all.filter(|at| *at > now && *at <= now.plus(MAX_AHEAD)).collect();
    instants.sort_unstable();
    instants.dedup();
    instants
}

/// The parts of the front page that change when windows start and end.
struct PageState {
    banner: Banner,
    /// The labels of all components, groups and shown windows. Their ids and order do not depend on the time.
    statuses: Vec<NewStatus>,
    counts: Vec<GroupCount>,
}

impl PageState {
    fn new(shown: &[&Maintenance], snapshot: &Snapshot<'_>, catalog: &Catalog) -> Self {
        let new_status =
            |id: String, status: ComponentStatus| NewStatus { id, label: Label::component(status, catalog) };
        let (mut statuses, mut counts) = (Vec::new(), Vec::new());
        for (number, (group, members)) in (1..).zip(snapshot.site.sections()) {
            if group.is_some() {
                statuses.push(new_status(format!("group:{number}"), section::worst(&members, snapshot)));
                counts.push(GroupCount { group: number, text: section::not_operational(&members, snapshot, catalog) });
            }
            let member = |member: ComponentIndex| {
                new_status(snapshot.site.components[member].id.clone(), snapshot.histories[member].status)
            };
            statuses.extend(members.into_iter().map(member));
        }
        statuses.extend(shown.iter().map(|window| NewStatus {
            id: format!("window:{}", window.id),
            label: Label::maintenance(window.status(snapshot.now), catalog),
        }));
        Self { banner: Banner::of(snapshot, catalog), statuses, counts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Site;
    use crate::view::fixture;

    fn changes(site: &Site) -> Vec<ScheduledChange> {
        fixture::with(site, |context| {
            ScheduledChange::all(&context.snapshot.windows(), &context.snapshot.windows(), context)
        })
    }

    #[test]
    fn labels_change_when_window_starts_and_ends() {
        let mut site = fixture::quiet();
        site.windows = vec![fixture::window("w", "2026-12-05T22:00:00Z", "2026-12-06T00:30:00Z", &[])];
        let changes = changes(&site);
        let actual: Vec<_> = changes.iter().map(|change| (change.at.as_str(), change.title.as_str())).collect();
        assert_eq!(
            actual,
            [
                ("2026-12-05T22:00:00Z", "Service Under Maintenance – Acme"),
                ("2026-12-06T00:30:00Z", "All Systems Operational – Acme"),
            ]
        );
        let statuses = |change: &ScheduledChange| -> Vec<_> {
            change.statuses.iter().map(|status| format!("{} {}", status.id, status.label.text)).collect()
        };
        assert_eq!(statuses(&changes[0]), ["website Under maintenance", "window:w In progress"]);
        assert_eq!(statuses(&changes[1]), ["website Operational", "window:w Completed"]);
    }

    #[test]
    fn scheduled_change_equals_page_built_at_that_time() {
        let mut site = fixture::busy();
        site.windows[1].affects = vec![2, 3, 5];
        for change in changes(&site) {
            let state = |at: &str| {
                fixture::at(&site, at, |context| {
                    PageState::new(&context.snapshot.windows(), context.snapshot, context.catalog)
                })
            };
            let (before, then) = (state(fixture::NOW), state(&change.at));
            assert_eq!(change.banner.as_ref().unwrap_or(&before.banner), &then.banner);
            for status in &change.statuses {
                assert!(then.statuses.contains(status), "{status:?}");
            }
        }
    }

    #[test]
    fn scheduled_changes_are_limited_in_time_and_number() {
        let mut site = fixture::quiet();
        site.windows = vec![fixture::window("far", "2027-02-01T22:00:00Z", "2027-02-01T23:00:00Z", &[])];
        assert!(changes(&site).is_empty());
        site.windows = vec![fixture::window("now", "2026-11-22T14:00:00Z", "2026-11-22T15:00:00Z", &[])];
        assert_eq!(changes(&site).len(), 1);
        let daily = |day| {
            let (from, until) = (format!("2026-12-{day:02}T01:00:00Z"), format!("2026-12-{day:02}T02:00:00Z"));
            fixture::window(&format!("w{day}"), &from, &until, &[])
        };
        site.windows = (1..=6).map(daily).collect();
        assert_eq!(changes(&site).len(), MAX_CHANGES);
    }
}
