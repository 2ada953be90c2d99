//! Feeds, for the page and for each component, in three formats of one content: newest 50 updates, one
//! entry an update.

mod atom;
mod entry;
mod json;
mod rss;
mod story;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use self::entry::Entry;
use self::story::{Said, Story};
use super::{EmitError, File, Stage};
use crate::model::{ComponentIndex, Instant, Snapshot};
use crate::text::Catalogue;
use crate::view::address;

/// How many entries a feed has.
const NEWEST: usize = 50;

/// Every feed of the site. `base_url` has no slash at its end.
pub fn files(snapshot: &Snapshot<'_>, catalogue: &Catalogue, base_url: &str) -> Result<Vec<File>, EmitError> {
    let (of_page, of_components) = newest(snapshot);
    let told: BTreeSet<_> = of_page.iter().chain(of_components.iter().flatten()).map(|said| said.event_place).collect();
    let told: Vec<_> = told.into_iter().collect();
    let events: Vec<_> = snapshot.site.events().collect();
    let stories = told.par_iter().map(|place| (*place, Story::new(events[*place], snapshot, catalogue, base_url)));
    let teller = Teller { snapshot, catalogue, base_url, stories: stories.collect() };

    let subjects = of_components.into_iter().enumerate().map(|(component, said)| (Some(component), said));
    let subjects: Vec<_> = std::iter::once((None, of_page)).chain(subjects).collect();
    let files: Result<Vec<_>, _> =
        subjects.par_iter().map(|(component, said)| teller.feed(*component, said).files()).collect();
    Ok(files?.into_iter().flatten().collect())
}

/// The newest updates of the page and of each component, newest first.
fn newest(snapshot: &Snapshot<'_>) -> (Vec<Said>, Vec<Vec<Said>>) {
    let events: Vec<_> = snapshot.site.events().collect();
    let mut all: Vec<Said> =
        events.iter().enumerate().flat_map(|(place, event)| Said::of(*event, place, snapshot.now)).collect();
    all.sort_by(|a, b| b.at.cmp(&a.at).then(a.event_place.cmp(&b.event_place)).then(b.update.cmp(&a.update)));
    let concerned: Vec<_> = events.iter().map(|event| event.components(snapshot.now)).collect();
    let mut of_components = vec![Vec::new(); snapshot.site.components.len()];
    for said in &all {
        for component in &concerned[said.event_place] {
            if of_components[*component].len() < NEWEST {
                of_components[*component].push(*said);
            }
        }
    }
    all.truncate(NEWEST);
    (all, of_components)
}

/// One feed, before it is written in any format.
#[derive(Debug)]
struct Feed<'a> {
    title: String,
    description: String,
    /// Who speaks: the page.
    author: &'a str,
    language: &'a str,
    /// The host that ids are made of.
    host: &'a str,
    /// The page that the feed belongs to, absolute.
    home: String,
    /// Where its files stand: empty, or a path with a slash at its end.
    folder: String,
    base_url: &'a str,
    /// The newest entry's time, so that a feed in which nothing is new stays as it is.
    updated: Instant,
    /// Newest first.
    entries: Vec<Entry<'a>>,
}

impl Feed<'_> {
    fn files(&self) -> Result<[File; 3], EmitError> {
        Ok([rss::file(self)?, atom::file(self)?, json::file(self)?])
    }

    /// The absolute address of one of its files.
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

/// Makes feeds of stories.
struct Teller<'a> {
    snapshot: &'a Snapshot<'a>,
    catalogue: &'a Catalogue,
    base_url: &'a str,
    /// By the place of the event among all events.
    stories: BTreeMap<usize, Story<'a>>,
}

impl<'a> Teller<'a> {
    fn feed(&self, component: Option<ComponentIndex>, said: &[Said]) -> Feed<'a> {
        let site = self.snapshot.site;
        let page = site.page.name.as_str();
        let mut words = vec![("page", page.into())];
        let mut folder = String::new();
        if let Some(component) = component.map(|component| &site.components[component]) {
            words.push(("component", component.name.as_str().into()));
            folder = address::component(&component.id);
        }
        let (title, description) = match component {
            Some(_) => ("feed-title-component", "feed-description-component"),
            None => ("feed-title", "feed-description"),
        };
        let described = component.map_or(&site.page.description, |component| &site.components[component].description);
        Feed {
            title: self.catalogue.say_with(title, &words),
            description: described.clone().unwrap_or_else(|| self.catalogue.say_with(description, &words)),
            author: page,
            language: &site.page.language,
            host: site.page.url.host(),
            home: format!("{}/{folder}", self.base_url),
            folder,
            base_url: self.base_url,
            updated: said.first().map_or_else(|| self.snapshot.newest(), |newest| newest.at),
            entries: said
                .iter()
                .filter_map(|said| Some(self.stories.get(&said.event_place)?.entry(*said, self.base_url)))
                .collect(),
        }
    }
}
