use super::{ComponentChanges, ComponentFacts, EventChanges, EventFacts, FromTo, ItemChange, PageChanges, component};
use crate::model::{Instant, Overall, Snapshot};

/// The changes that visitors see between two versions of a site, both taken at the same instant.
#[derive(Clone, Debug)]
pub struct SiteChanges {
    /// The instant of both snapshots.
    pub now: Instant,
    /// The changes of the settings of the page.
    pub page: PageChanges,
    /// The change of the overall status of the page.
    pub overall: Option<FromTo<Overall>>,
    /// Changes of components in the order of the page, then removed components.
    pub components: Vec<ItemChange<ComponentFacts, ComponentChanges>>,
    /// Whether the order changed among components that are in both snapshots and stayed in their groups.
    pub reordered: bool,
    /// Changes of incidents that have started, newest first, then removed incidents.
    pub incidents: Vec<ItemChange<EventFacts, EventChanges>>,
    /// Changes of maintenance windows, latest start first, then removed windows.
    pub windows: Vec<ItemChange<EventFacts, EventChanges>>,
}

impl SiteChanges {
    /// Returns the changes between two snapshots of the same instant.
    pub fn between(before: &Snapshot<'_>, after: &Snapshot<'_>) -> Self {
        let incidents = |snapshot: &Snapshot<'_>| -> Vec<EventFacts> {
            let begun = snapshot.incidents().into_iter();
            begun.map(|incident| EventFacts::of_incident(incident, snapshot)).collect()
        };
        let windows = |snapshot: &Snapshot<'_>| -> Vec<EventFacts> {
            snapshot.windows().into_iter().map(|window| EventFacts::of_window(window, snapshot)).collect()
        };
        let events = |before, after| ItemChange::all(before, after, |each| each.id.clone(), EventChanges::between);
        Self {
            now: after.now,
            page: PageChanges::between(before.site, after.site),
            overall: FromTo::of(before.overall, after.overall),
            components: component::differences(before, after),
            reordered: component::are_reordered(before.site, after.site),
            incidents: events(incidents(before), incidents(after)),
            windows: events(windows(before), windows(after)),
        }
    }

    /// Whether visitors see no change.
    pub fn is_empty(&self) -> bool {
        self.page == PageChanges::default()
            && self.overall.is_none()
            && self.components.is_empty()
            && !self.reordered
            && self.incidents.is_empty()
            && self.windows.is_empty()
    }
}
