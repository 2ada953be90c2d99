use super::phrase::Phrase;
use super::{component, event, page};
use crate::diff::{ItemChange, SiteChanges};

/// The changes in sections, as the text and Markdown formats show them.
#[derive(Debug)]
pub struct DiffOutline {
    /// The sections that are not empty.
    pub sections: Vec<OutlineSection>,
}

#[derive(Debug)]
pub struct OutlineSection {
    pub title: &'static str,
    pub entries: Vec<OutlineEntry>,
}

/// One item that was added, removed or changed.
#[derive(Debug)]
pub struct OutlineEntry {
    pub sign: Sign,
    pub head: Phrase,
    pub details: Vec<Detail>,
}

/// One change of an item.
pub type Detail = (Sign, Phrase);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Added,
    Removed,
    Changed,
}

impl DiffOutline {
    pub fn of(changes: &SiteChanges) -> Self {
        let other_window = changes.page.window_days.is_some();
        let components = entries(&changes.components, component::facts, |each| component::changes(each, other_window));
        let mut sections = vec![
            OutlineSection { title: "Page", entries: page::entries(changes) },
            OutlineSection { title: "Components", entries: components },
            OutlineSection { title: "Incidents", entries: entries(&changes.incidents, event::facts, event::changes) },
            OutlineSection { title: "Maintenance", entries: entries(&changes.windows, event::facts, event::changes) },
        ];
        sections.retain(|section| !section.entries.is_empty());
        Self { sections }
    }
}

impl OutlineEntry {
    /// Creates the entry of a changed item without details.
    pub fn changed(head: Phrase) -> Self {
        Self { sign: Sign::Changed, head, details: Vec::new() }
    }
}

/// The head and the details of an [`OutlineEntry`].
pub type EntryText = (Phrase, Vec<Detail>);

fn entries<F, C>(
    all: &[ItemChange<F, C>],
    facts: impl Fn(&F) -> EntryText,
    changes: impl Fn(&C) -> EntryText,
) -> Vec<OutlineEntry> {
    let entry = |difference: &ItemChange<F, C>| {
        let (sign, (head, details)) = match difference {
            ItemChange::Added(each) => (Sign::Added, facts(each)),
            // For a removed item, the head is enough.
            ItemChange::Removed(each) => (Sign::Removed, (facts(each).0, Vec::new())),
            ItemChange::Changed(each) => (Sign::Changed, changes(each)),
        };
        OutlineEntry { sign, head, details }
    };
    all.iter().map(entry).collect()
}
