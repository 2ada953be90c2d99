use std::cmp::Reverse;

use super::{Moment, PageRef, address};
use crate::model::{ComponentIndex, Event, Incident, Instant, Page, Snapshot, Zone};
use crate::text::Catalog;

/// The data that every view is built from: a snapshot, the messages of the page's language, and the events by time.
#[derive(Debug)]
pub struct ViewContext<'a> {
    pub snapshot: &'a Snapshot<'a>,
    pub catalog: &'a Catalog,
    /// The events that have started, newest first.
    pub events: Vec<DatedEvent<'a>>,
    by_component: Vec<Vec<DatedEvent<'a>>>,
}

/// An incident or a maintenance window with its start and end, which are computed only once, from its updates.
#[derive(Clone, Copy, Debug)]
pub struct DatedEvent<'a> {
    pub event: Event<'a>,
    pub start: Instant,
    /// The end; `None` while the event is open.
    pub end: Option<Instant>,
}

impl<'a> ViewContext<'a> {
    pub fn new(snapshot: &'a Snapshot<'a>, catalog: &'a Catalog) -> Self {
        let now = snapshot.now;
        let all = snapshot.site.events().map(|event| DatedEvent::new(event, now));
        let mut events: Vec<_> = all.filter(|each| each.start <= now).collect();
        events.sort_by_key(|each| (Reverse(each.start), each.event.id()));
        let mut by_component = vec![Vec::new(); snapshot.site.components.len()];
        for each in &events {
            for component in each.event.components(now) {
                by_component[component].push(*each);
            }
        }
        Self { snapshot, catalog, events, by_component }
    }

    /// Returns the events that have started and affect `component`, newest first.
    pub fn events_of(&self, component: ComponentIndex) -> &[DatedEvent<'a>] {
        &self.by_component[component]
    }

    pub fn page(&self) -> &'a Page {
        &self.snapshot.site.page
    }

    pub fn now(&self) -> Instant {
        self.snapshot.now
    }

    pub fn zone(&self) -> Zone {
        self.page().zone
    }

    pub fn moment(&self, at: Instant) -> Moment {
        Moment { iso: at.rfc3339(), text: self.catalog.time(at, self.zone()) }
    }

    /// Returns a link to the page of a component.
    pub fn component(&self, component: ComponentIndex) -> PageRef {
        let component = &self.snapshot.site.components[component];
        PageRef { name: component.name.clone(), href: address::component(&component.id) }
    }

    /// Returns a name that no component has, as a link without an address.
    pub fn unknown_component(name: &str) -> PageRef {
        PageRef { name: name.to_owned(), href: String::new() }
    }

    /// Returns the names of components as a list in the page's language, such as `Website and API`.
    pub fn names(&self, components: &[ComponentIndex]) -> String {
        let all = &self.snapshot.site.components;
        let names: Vec<_> = components.iter().map(|component| all[*component].name.as_str()).collect();
        self.catalog.list(&names)
    }

    /// Returns what an incident affects up to now, as a list in the page's language.
    pub fn affected(&self, incident: &Incident) -> String {
        self.catalog.list(&self.affected_names(incident, self.now()))
    }

    /// Returns the names of the components that an incident affects up to `now`, then those that no component has.
    pub fn affected_names<'b>(&'b self, incident: &'b Incident, now: Instant) -> Vec<&'b str> {
        let all = &self.snapshot.site.components;
        let known = incident.components(now).into_iter().map(|component| all[component].name.as_str());
        known.chain(incident.unknown_names(now)).collect()
    }
}

impl<'a> DatedEvent<'a> {
    pub fn new(event: Event<'a>, now: Instant) -> Self {
        Self { event, start: event.start(now), end: event.end(now) }
    }

    pub fn is_incident(&self) -> bool {
        matches!(self.event, Event::Incident(_))
    }
}
