use super::phrase::Phrase;
use super::{component, event, page};
use crate::diff::{Changes, Difference};

/// What changes, as it is read from top to bottom.
#[derive(Debug)]
pub struct Outline {
    /// Those in which something changes.
    pub sections: Vec<Section>,
}

#[derive(Debug)]
pub struct Section {
    pub title: &'static str,
    pub entries: Vec<Entry>,
}

/// One thing that is different.
#[derive(Debug)]
pub struct Entry {
    pub sign: Sign,
    pub head: Phrase,
    pub details: Vec<Detail>,
}

/// One difference of a thing that is in both.
pub type Detail = (Sign, Phrase);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Added,
    Removed,
    Changed,
}

impl Outline {
    pub fn of(changes: &Changes) -> Self {
        let window = changes.page.window_days.is_some();
        let components = entries(&changes.components, component::facts, |each| component::changes(each, window));
        let mut sections = vec![
            Section { title: "Page", entries: page::entries(changes) },
            Section { title: "Components", entries: components },
            Section { title: "Incidents", entries: entries(&changes.incidents, event::facts, event::changes) },
            Section { title: "Maintenance", entries: entries(&changes.windows, event::facts, event::changes) },
        ];
        sections.retain(|section| !section.entries.is_empty());
        Self { sections }
    }
}

impl Entry {
    /// One that says all in its head.
    pub fn changed(head: Phrase) -> Self {
        Self { sign: Sign::Changed, head, details: Vec::new() }
    }
}

/// A head, and what stands below it.
pub type Told = (Phrase, Vec<Detail>);

fn entries<F, C>(all: &[Difference<F, C>], facts: impl Fn(&F) -> Told, changes: impl Fn(&C) -> Told) -> Vec<Entry> {
    let entry = |difference: &Difference<F, C>| {
        let (sign, (head, details)) = match difference {
            Difference::Added(each) => (Sign::Added, facts(each)),
            // What was there is told by its head alone.
            Difference::Removed(each) => (Sign::Removed, (facts(each).0, Vec::new())),
            Difference::Changed(each) => (Sign::Changed, changes(each)),
        };
        Entry { sign, head, details }
    };
    all.iter().map(entry).collect()
}
