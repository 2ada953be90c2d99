use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use rayon::prelude::*;

use crate::emit::{Edition, Theme};
use crate::model::{Event, Snapshot};
use crate::view::DatedEvent;

/// A hash of the source code of the program.
const SOURCES: &str = env!("ALLGREEN_SOURCES");

/// Hashes of everything that a page is made of, for pages that do not depend on the time of the build. A page with the
/// same fingerprint as in the last build has the same content.
#[derive(Debug)]
pub(super) struct Fingerprints<'a> {
    /// The hash of everything that all pages depend on.
    common: u64,
    /// The fingerprints of the events whose page changes only with their file, by ID.
    events: HashMap<&'a str, u64>,
}

impl<'a> Fingerprints<'a> {
    pub fn new(snapshot: &Snapshot<'a>, theme: &Theme, edition: Edition<'_>) -> Self {
        let site = snapshot.site;
        let mut common = DefaultHasher::new();
        (SOURCES, theme.fingerprint(), edition.base_url.as_str(), site.window_days).hash(&mut common);
        // The built-in templates show the commit on the front page only. A site's own ones may show it on any page.
        edition.commit.filter(|_| theme.has_own_templates()).hash(&mut common);
        format!("{:?}", site.page).hash(&mut common);
        for component in &site.components {
            (&component.id, &component.name).hash(&mut common);
        }
        let common = common.finish();
        let settled: Vec<_> = site.events().filter(|event| event.is_settled(snapshot.now)).collect();
        Self { common, events: settled.into_par_iter().map(|event| (event.id(), of_event(event, common))).collect() }
    }

    /// Returns the fingerprint of the page of an event, or `None` if the page may change with time.
    pub fn event(&self, id: &str) -> Option<u64> {
        self.events.get(id).copied()
    }

    /// Returns the fingerprint of a page that lists `events` and contains `more`, or `None` if one of the
    /// events may change with time.
    pub fn list(&self, events: &[DatedEvent<'_>], more: impl Hash) -> Option<u64> {
        let mut hasher = DefaultHasher::new();
        (self.common, more).hash(&mut hasher);
        for dated in events {
            self.event(dated.event.id())?.hash(&mut hasher);
        }
        Some(hasher.finish())
    }
}

/// Returns the fingerprint of a file that depends only on `text` and the program.
#[cfg(feature = "previews")]
pub(in crate::emit) fn of_text(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (SOURCES, text).hash(&mut hasher);
    hasher.finish()
}

fn of_event(event: Event<'_>, common: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    (common, event).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::emit::BuiltIn;
    use crate::view::fixture;

    #[test]
    fn fingerprint_includes_commit_if_site_has_templates() {
        let site = fixture::busy();
        let (snapshot, revised) = (Snapshot::take(&site, fixture::instant(fixture::NOW)), BTreeMap::new());
        let fingerprints = |theme: &Theme, commit| {
            let edition = Edition { base_url: &site.page.url, commit: Some(commit), revised: &revised };
            Fingerprints::new(&snapshot, theme, edition).events
        };
        let copy = BuiltIn::at("templates/404.html").unwrap();
        let own = Theme::new(BTreeMap::from([(copy.path.to_owned(), copy.text.as_bytes().to_vec())])).unwrap();
        let built_in = Theme::built_in().unwrap();
        assert!(!fingerprints(&built_in, "a").is_empty());
        assert_eq!(fingerprints(&built_in, "a"), fingerprints(&built_in, "b"));
        assert_ne!(fingerprints(&own, "a"), fingerprints(&own, "b"));
        assert_ne!(fingerprints(&own, "a"), fingerprints(&built_in, "a"));
    }
}
