use super::affected::{self, AffectedComponents};
use super::{AffectedChange, EventStatus, FromTo, ItemChange};
use crate::model::{IncidentUpdate, Instant, MaintenanceUpdate, Site};

/// What visitors see of an update of an incident or a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateFacts {
    pub at: Instant,
    /// 0 for the first update at the time `at`, 1 for the second. `at` and `nth` identify an update, as in feeds.
    pub nth: usize,
    pub status: EventStatus,
    /// The statuses that the update sets for components.
    pub gives: AffectedComponents,
    /// The text of the update, in Markdown.
    pub text: String,
}

/// The changes of an update that is in both snapshots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateChanges {
    pub at: Instant,
    /// The status of the update in the newer snapshot.
    pub status: EventStatus,
    pub status_change: Option<FromTo<EventStatus>>,
    pub gives: Vec<AffectedChange>,
    pub text: Option<FromTo<String>>,
}

impl UpdateFacts {
    pub(super) fn of_incident(updates: &[IncidentUpdate], site: &Site) -> Vec<Self> {
        let facts = updates.iter().map(|update| Self {
            at: update.at,
            nth: 0,
            status: EventStatus::Incident(update.status),
            gives: affected::named(&update.sets, site),
            text: update.text.trim().to_owned(),
        });
        numbered(facts.collect())
    }

    pub(super) fn of_window(updates: &[MaintenanceUpdate]) -> Vec<Self> {
        let facts = updates.iter().map(|update| Self {
            at: update.at,
            nth: 0,
            status: EventStatus::Maintenance(update.status),
            gives: Vec::new(),
            text: update.text.trim().to_owned(),
        });
        numbered(facts.collect())
    }
}

/// Numbers updates that have the same time: sets `nth` to 0, 1, 2 and so on.
fn numbered(mut updates: Vec<UpdateFacts>) -> Vec<UpdateFacts> {
    for place in 1..updates.len() {
        if updates[place].at == updates[place - 1].at {
            updates[place].nth = updates[place - 1].nth + 1;
        }
    }
    updates
}

/// Returns the new and changed updates, oldest first, then the removed ones.
pub(super) fn differences(
    before: &[UpdateFacts],
    after: &[UpdateFacts],
) -> Vec<ItemChange<UpdateFacts, UpdateChanges>> {
    ItemChange::all(before.to_vec(), after.to_vec(), |each| (each.at, each.nth), UpdateChanges::between)
}

impl UpdateChanges {
    fn between(before: &UpdateFacts, after: &UpdateFacts) -> Option<Self> {
        let changes = Self {
            at: after.at,
            status: after.status,
            status_change: FromTo::of(before.status, after.status),
            gives: affected::differences(&before.gives, &after.gives),
            text: FromTo::of(before.text.clone(), after.text.clone()),
        };
        let any = changes.status_change.is_some() || !changes.gives.is_empty() || changes.text.is_some();
        any.then_some(changes)
    }
}
