use std::cmp::Reverse;

use super::{Moment, Place, address, markdown};
use crate::model::{ComponentIndex, Event, Instant, Page, Snapshot, Zone};
use crate::text::{Catalog, Memo};

/// What every page needs at hand: the facts, the words, and what is worked out once for all pages.
#[derive(Debug)]
pub struct Guide<'a> {
    pub snapshot: &'a Snapshot<'a>,
    pub words: &'a Catalog,
    /// All that has begun, newest first.
    pub happened: Vec<Happened<'a>>,
    by_component: Vec<Vec<Happened<'a>>>,
    /// What texts say without markup: several pages tell the same.
    in_words: Memo<String>,
}

/// An incident or a window with its times, which take some work to find.
#[derive(Clone, Copy, Debug)]
pub struct Happened<'a> {
    pub event: Event<'a>,
    pub start: Instant,
    /// None while it goes on.
    pub end: Option<Instant>,
}

impl<'a> Guide<'a> {
    pub fn new(snapshot: &'a Snapshot<'a>, words: &'a Catalog) -> Self {
        let now = snapshot.now;
        let all = snapshot.site.events().map(|event| Happened::new(event, now));
        let mut happened: Vec<_> = all.filter(|each| each.start <= now).collect();
        happened.sort_by_key(|each| (Reverse(each.start), each.event.id()));
        let mut by_component = vec![Vec::new(); snapshot.site.components.len()];
        for each in &happened {
            for component in each.event.components(now) {
                by_component[component].push(*each);
            }
        }
        Self { snapshot, words, happened, by_component, in_words: Memo::default() }
    }

    /// All that has begun and has to do with `component`, newest first.
    pub fn happened_to(&self, component: ComponentIndex) -> &[Happened<'a>] {
        &self.by_component[component]
    }

    /// The words of an update's text on one line.
    pub fn in_words(&self, text: &str, link_definitions: &str) -> String {
        let words = || markdown::to_text(text, link_definitions);
        if link_definitions.is_empty() { self.in_words.text(text, words) } else { words() }
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
        Moment { iso: at.rfc3339(), text: self.words.time(at, self.zone()) }
    }

    /// The page of a component.
    pub fn component(&self, component: ComponentIndex) -> Place {
        let component = &self.snapshot.site.components[component];
        Place { name: component.name.clone(), href: address::component(&component.id) }
    }

    /// The names of components as a sentence has them.
    pub fn names(&self, components: &[ComponentIndex]) -> String {
        let all = &self.snapshot.site.components;
        let names: Vec<_> = components.iter().map(|component| all[*component].name.as_str()).collect();
        self.words.list(&names)
    }
}

impl<'a> Happened<'a> {
    pub fn new(event: Event<'a>, now: Instant) -> Self {
        Self { event, start: event.start(now), end: event.end(now) }
    }

    pub fn is_incident(&self) -> bool {
        matches!(self.event, Event::Incident(_))
    }
}
