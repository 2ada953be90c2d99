use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use rayon::prelude::*;

use super::{Edition, Theme};
use crate::model::{Event, Snapshot};
use crate::view::Happened;

/// A hash over all that the program is made of.
const SOURCES: &str = env!("ALLGREEN_SOURCES");

/// What stands for all that a page was made from, as a number, for the pages that no clock changes. Where it is the
/// same as in an earlier build, so is the page.
#[derive(Debug)]
pub(super) struct Marks<'a> {
    /// What pages of their kind have in common.
    around: u64,
    /// By id, of each event whose page stays as it is until its file changes.
    events: HashMap<&'a str, u64>,
}

impl<'a> Marks<'a> {
    pub fn new(snapshot: &Snapshot<'a>, theme: &Theme, edition: Edition<'_>) -> Self {
        let site = snapshot.site;
        let mut around = DefaultHasher::new();
        (SOURCES, theme.mark(), edition.base_url.as_str(), site.window_days).hash(&mut around);
        // Ours name the commit on the front page alone; nobody knows where a site's own do.
        edition.commit.filter(|_| theme.has_own_templates()).hash(&mut around);
        format!("{:?}", site.page).hash(&mut around);
        for component in &site.components {
            (&component.id, &component.name).hash(&mut around);
        }
        let around = around.finish();
        let settled: Vec<_> = site.events().filter(|event| event.is_settled(snapshot.now)).collect();
        Self { around, events: settled.into_par_iter().map(|event| (event.id(), of_event(event, around))).collect() }
    }

    /// The mark of the page of an incident or a window; none while a clock may change it.
    pub fn event(&self, id: &str) -> Option<u64> {
        self.events.get(id).copied()
    }

    /// The mark of a page that tells of `events`, and on which `more` stands.
    pub fn list(&self, events: &[Happened<'_>], more: impl Hash) -> Option<u64> {
        let mut hasher = DefaultHasher::new();
        (self.around, more).hash(&mut hasher);
        for happened in events {
            self.event(happened.event.id())?.hash(&mut hasher);
        }
        Some(hasher.finish())
    }
}

/// The mark of what is made of `text` alone.
#[cfg(feature = "previews")]
pub(super) fn of_text(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (SOURCES, text).hash(&mut hasher);
    hasher.finish()
}

fn of_event(event: Event<'_>, around: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    (around, event).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::emit::BuiltIn;
    use crate::view::fixture;

    #[test]
    fn a_mark_changes_with_the_commit_where_any_template_may_name_it() {
        let site = fixture::busy();
        let (snapshot, revised) = (Snapshot::take(&site, fixture::instant(fixture::NOW)), BTreeMap::new());
        let marks = |theme: &Theme, commit| {
            let edition = Edition { base_url: &site.page.url, commit: Some(commit), revised: &revised };
            Marks::new(&snapshot, theme, edition).events
        };
        let copy = BuiltIn::at("templates/404.html").unwrap();
        let own = Theme::new(BTreeMap::from([(copy.path.to_owned(), copy.text.as_bytes().to_vec())])).unwrap();
        let built_in = Theme::built_in().unwrap();
        assert!(!marks(&built_in, "a").is_empty());
        assert_eq!(marks(&built_in, "a"), marks(&built_in, "b"));
        assert_ne!(marks(&own, "a"), marks(&own, "b"));
        assert_ne!(marks(&own, "a"), marks(&built_in, "a"));
    }
}
