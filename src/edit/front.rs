use serde::{Serialize, Serializer};

use super::EditError;
use crate::source::{RawAffects, RawFrontMatter, RawIncident, SourceText, Spanned};

/// The front matter of a new file of `incidents/`. Times are as they are to be written.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Front {
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maintenance: Option<Window>,
    #[serde(skip_serializing_if = "Affects::is_nothing")]
    pub affects: Affects,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impact: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub update_every: Option<String>,
}

/// When planned work is.
#[derive(Clone, Debug, Serialize)]
pub struct Window {
    pub starts: String,
    pub ends: String,
}

/// What an incident gives components, or the components of a window.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Affects {
    Statuses(Statuses),
    Components(Vec<String>),
}

/// Words of statuses by the ids of components, in the order in which they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statuses(pub Vec<(String, String)>);

impl Serialize for Statuses {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(component, status)| (component, status)))
    }
}

impl Default for Affects {
    fn default() -> Self {
        Self::Statuses(Statuses::default())
    }
}

impl Affects {
    fn is_nothing(&self) -> bool {
        match self {
            Self::Statuses(statuses) => statuses.0.is_empty(),
            Self::Components(components) => components.is_empty(),
        }
    }

    fn is(&self, raw: &RawAffects) -> bool {
        match (self, raw) {
            (Self::Statuses(ours), RawAffects::Statuses(_, theirs)) => {
                let theirs = theirs.iter().map(|(component, status)| (&component.value, &status.value));
                theirs.eq(ours.0.iter().map(|(component, status)| (component, status)))
            }
            (Self::Components(ours), RawAffects::Components(_, theirs)) => {
                ours.iter().eq(theirs.iter().map(|each| &each.value))
            }
            (nothing, RawAffects::None) => nothing.is_nothing(),
            _ => false,
        }
    }
}

impl Front {
    /// A file that has this front matter and nothing else.
    ///
    /// # Errors
    /// When the file would not be read as it is meant, which takes a sign in it that YAML does not have.
    pub(super) fn file(&self) -> Result<Vec<u8>, EditError> {
        let yaml = serde_yaml::to_string(self).map_err(|_| EditError::FrontMatter)?;
        let file = format!("---\n{yaml}---\n").into_bytes();
        let source = SourceText::new("", &file).map_err(|_| EditError::FrontMatter)?;
        let (raw, problems) = RawIncident::read(&source);
        let right = problems.is_empty() && raw.is_some_and(|raw| self.is(&raw.front));
        if right { Ok(file) } else { Err(EditError::FrontMatter) }
    }

    /// Whether a file says just this.
    fn is(&self, raw: &RawFrontMatter) -> bool {
        let same = |ours: Option<&String>, theirs: &Option<Spanned<String>>| {
            ours == theirs.as_ref().map(|theirs| &theirs.value)
        };
        let window = match (&self.maintenance, &raw.maintenance) {
            (Some(ours), Some(theirs)) => {
                same(Some(&ours.starts), &theirs.starts) && same(Some(&ours.ends), &theirs.ends)
            }
            (ours, theirs) => ours.is_none() && theirs.is_none(),
        };
        window
            && same(Some(&self.title), &raw.title)
            && self.affects.is(&raw.affects)
            && same(self.started.as_ref(), &raw.started)
            && same(self.impact.as_ref(), &raw.impact)
            && same(self.update_every.as_ref(), &raw.update_every)
            && !raw.draft
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(title: &str) -> String {
        let affects = Affects::Statuses(Statuses(vec![("404".to_owned(), "major_outage".to_owned())]));
        let front = Front { title: title.to_owned(), affects, ..Front::default() };
        String::from_utf8(front.file().unwrap()).unwrap()
    }

    #[test]
    fn any_title_comes_back_as_it_was() {
        assert_eq!(
            file("Card payments fail"),
            "---\ntitle: Card payments fail\naffects:\n  '404': major_outage\n---\n"
        );
        for title in [
            "no",
            "404",
            "~",
            "- a",
            "a: b",
            "a #b",
            "'",
            "\"",
            "{}",
            "[x]",
            "*x",
            "&x",
            "!x",
            "%x",
            "@x",
            "`x`",
            "|",
            ">",
            "---",
            "...",
            "a\\nb",
            "key:",
            "<<",
            "=",
            "?",
            "2026-01-01",
            "1e3",
            "0x1F",
            "日本語",
            "🔥 fire",
            "\u{feff}x",
            "é",
            "trailing:",
            "{{ x }}",
            "null",
            "true",
            "a\u{85}b",
        ] {
            assert!(file(title).ends_with("---\n"), "{title}");
        }
    }

    #[test]
    fn what_would_come_back_otherwise_is_refused() {
        // Some take this sign for the end of a line and some do not.
        let title = "a\u{2028}b".to_owned();
        assert!(Front { title, ..Front::default() }.file().is_err());
    }
}
