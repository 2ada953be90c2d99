//! Feeds of the page and of each component in three formats, with an entry for each of the newest 50 updates.

mod atom;
mod entry;
mod event_updates;
mod json;
mod rss;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use self::entry::Entry;
use self::event_updates::{EventUpdates, UpdateIndex};
use super::{EmitError, File, Stage};
use crate::model::{ComponentIndex, Instant, Snapshot};
use crate::text::Catalog;
use crate::view::address;

/// The maximum number of entries in a feed.
const NEWEST: usize = 50;

/// Returns every feed of the site. `base_url` has no slash at its end.
pub fn files(snapshot: &Snapshot<'_>, catalog: &Catalog, base_url: &str) -> Result<Vec<File>, EmitError> {
    let (of_page, of_components) = newest(snapshot);
    let used: BTreeSet<_> = of_page.iter().chain(of_components.iter().flatten()).map(|update| update.event).collect();
    let used: Vec<_> = used.into_iter().collect();
    let events: Vec<_> = snapshot.site.events().collect();
    let updates = used.par_iter().map(|index| (*index, EventUpdates::new(events[*index], snapshot, catalog, base_url)));
    let builder = FeedBuilder { snapshot, catalog, base_url, events: updates.collect() };

    let subjects = of_components.into_iter().enumerate().map(|(component, updates)| (Some(component), updates));
    let subjects: Vec<_> = std::iter::once((None, of_page)).chain(subjects).collect();
    let files: Result<Vec<_>, _> =
        subjects.par_iter().map(|(component, updates)| builder.feed(*component, updates).files()).collect();
    Ok(files?.into_iter().flatten().collect())
}

/// Returns the newest updates of the page and those of each component, newest first.
fn newest(snapshot: &Snapshot<'_>) -> (Vec<UpdateIndex>, Vec<Vec<UpdateIndex>>) {
    let events: Vec<_> = snapshot.site.events().collect();
    let mut all: Vec<UpdateIndex> =
        events.iter().enumerate().flat_map(|(index, event)| UpdateIndex::of(*event, index, snapshot.now)).collect();
    all.sort_by(|a, b| b.at.cmp(&a.at).then(a.event.cmp(&b.event)).then(b.update.cmp(&a.update)));
    let affected: Vec<_> = events.iter().map(|event| event.components(snapshot.now)).collect();
    let mut of_components = vec![Vec::new(); snapshot.site.components.len()];
    for update in &all {
        for component in &affected[update.event] {
            if of_components[*component].len() < NEWEST {
                of_components[*component].push(*update);
            }
        }
    }
    all.truncate(NEWEST);
    (all, of_components)
}

/// A feed, independent of the format.
#[derive(Debug)]
struct Feed<'a> {
    title: String,
    description: String,
    /// The author: the name of the page.
    author: &'a str,
    language: &'a str,
    /// The host of the page, which is part of Atom IDs.
    host: &'a str,
    /// The absolute address of the page that the feed belongs to.
    home: String,
    /// The folder of the feed's files: empty, or a path with a slash at its end.
    folder: String,
    base_url: &'a str,
    /// The time of the newest entry, so that a feed without new entries does not change.
    updated: Instant,
    /// The entries, newest first.
    entries: Vec<Entry<'a>>,
}

impl Feed<'_> {
    fn files(&self) -> Result<[File; 3], EmitError> {
        Ok([rss::file(self)?, atom::file(self)?, json::file(self)?])
    }

    /// Returns the absolute address of the file at `path`.
    fn address_of(&self, path: &str) -> String {
        format!("{}/{path}", self.base_url)
    }

    fn file(&self, name: &str, write: impl FnOnce(&str) -> Result<Vec<u8>, EmitError>) -> Result<File, EmitError> {
        let path = format!("{}{name}", self.folder);
        let mut bytes = write(&path)?;
        bytes.push(b'\n');
        Ok(File { path, bytes, stage: Stage::Data })
    }
}

/// Builds feeds.
struct FeedBuilder<'a> {
    snapshot: &'a Snapshot<'a>,
    catalog: &'a Catalog,
    base_url: &'a str,
    /// The rendered updates of events, by the index of the event among all events of the site.
    events: BTreeMap<usize, EventUpdates<'a>>,
}

impl<'a> FeedBuilder<'a> {
    fn feed(&self, component: Option<ComponentIndex>, updates: &[UpdateIndex]) -> Feed<'a> {
        let site = self.snapshot.site;
        let page = site.page.name.as_str();
        let mut values = vec![("page", page.into())];
        let mut folder = String::new();
        if let Some(component) = component.map(|component| &site.components[component]) {
            values.push(("component", component.name.as_str().into()));
            folder = address::component(&component.id);
        }
        let (title, description) = match component {
            Some(_) => ("feed-title-component", "feed-description-component"),
            None => ("feed-title", "feed-description"),
        };
        let described = component.map_or(&site.page.description, |component| &site.components[component].description);
        Feed {
            title: self.catalog.format_with(title, &values),
            description: described.clone().unwrap_or_else(|| self.catalog.format_with(description, &values)),
            author: page,
            language: &site.page.language,
            host: site.page.url.host(),
            home: format!("{}/{folder}", self.base_url),
            folder,
            base_url: self.base_url,
            updated: updates.first().map_or_else(|| self.snapshot.newest(), |newest| newest.at),
            entries: updates
                .iter()
                .filter_map(|update| Some(self.events.get(&update.event)?.entry(*update, self.base_url)))
                .collect(),
        }
    }
}
