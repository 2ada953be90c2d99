use super::{Change, ComponentChanges, ComponentFacts, Difference, EventChanges, EventFacts, PageChanges, component};
use crate::model::{Instant, Overall, Snapshot};

/// What visitors see change from one form of a site to another, both taken at the same instant.
#[derive(Clone, Debug)]
pub struct Changes {
    /// The instant at which both are looked at.
    pub now: Instant,
    /// What the page says of itself.
    pub page: PageChanges,
    /// The one answer of the page.
    pub overall: Option<Change<Overall>>,
    /// In the order of the page, then those that are gone.
    pub components: Vec<Difference<ComponentFacts, ComponentChanges>>,
    /// Whether components that are in both and in the same group stand in another order.
    pub reordered: bool,
    /// Those that have begun, newest first, then those that are gone.
    pub incidents: Vec<Difference<EventFacts, EventChanges>>,
    /// The one that starts last first, then those that are gone.
    pub windows: Vec<Difference<EventFacts, EventChanges>>,
}

impl Changes {
    /// What changes for visitors of `before` if they come to see `after`.
    pub fn between(before: &Snapshot<'_>, after: &Snapshot<'_>) -> Self {
        let incidents = |snapshot: &Snapshot<'_>| -> Vec<EventFacts> {
            let begun = snapshot.incidents().into_iter();
            begun.map(|incident| EventFacts::of_incident(incident, snapshot)).collect()
        };
        let windows = |snapshot: &Snapshot<'_>| -> Vec<EventFacts> {
            snapshot.windows().into_iter().map(|window| EventFacts::of_window(window, snapshot)).collect()
        };
        let events = |before, after| Difference::all(before, after, |each| each.id.clone(), EventChanges::between);
        Self {
            now: after.now,
            page: PageChanges::between(before.site, after.site),
            overall: Change::of(before.overall, after.overall),
            components: component::differences(before, after),
            reordered: component::are_reordered(before.site, after.site),
            incidents: events(incidents(before), incidents(after)),
            windows: events(windows(before), windows(after)),
        }
    }

    /// Whether visitors see nothing change.
    pub fn is_empty(&self) -> bool {
        self.page == PageChanges::default()
            && self.overall.is_none()
            && self.components.is_empty()
            && !self.reordered
            && self.incidents.is_empty()
            && self.windows.is_empty()
    }
}
