use serde::{Serialize, Serializer};

use crate::diagnostic::Failure;
use crate::source::{RawAffects, RawFrontMatter, RawIncident, SourceText, Spanned};

/// The front matter of a new file in `incidents/`. Times are already formatted.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NewFrontMatter {
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maintenance: Option<WindowTimes>,
    #[serde(skip_serializing_if = "NewAffects::is_empty")]
    pub affects: NewAffects,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impact: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub update_every: Option<String>,
}

/// The planned start and end of a maintenance window.
#[derive(Clone, Debug, Serialize)]
pub struct WindowTimes {
    pub starts: String,
    pub ends: String,
}

/// The `affects` of an incident (a status for each component) or of a window (a list of components).
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum NewAffects {
    Statuses(StatusPairs),
    Components(Vec<String>),
}

/// Pairs of component id and status, in the order in which they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatusPairs(pub Vec<(String, String)>);

impl Serialize for StatusPairs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(component, status)| (component, status)))
    }
}

impl Default for NewAffects {
    fn default() -> Self {
        Self::Statuses(StatusPairs::default())
    }
}

impl NewAffects {
    fn is_empty(&self) -> bool {
        match self {
            Self::Statuses(statuses) => statuses.0.is_empty(),
            Self::Components(components) => components.is_empty(),
        }
    }

    fn matches(&self, raw: &RawAffects) -> bool {
        match (self, raw) {
            (Self::Statuses(ours), RawAffects::Statuses(_, theirs)) => {
                let theirs = theirs.iter().map(|(component, status)| (&component.value, &status.value));
                theirs.eq(ours.0.iter().map(|(component, status)| (component, status)))
            }
            (Self::Components(ours), RawAffects::Components(_, theirs)) => {
                ours.iter().eq(theirs.iter().map(|each| &each.value))
            }
            (ours, RawAffects::None) => ours.is_empty(),
            _ => false,
        }
    }
}

impl NewFrontMatter {
    /// Returns a file with this front matter and an empty body.
    ///
    /// # Errors
    /// When parsing the file does not return the same values, because YAML cannot represent a character.
    pub(super) fn to_file(&self) -> Result<Vec<u8>, Failure> {
        let yaml = serde_yaml::to_string(self).map_err(|_| unprintable())?;
        let file = format!("---\n{yaml}---\n").into_bytes();
        let source = SourceText::new("", &file).map_err(|_| unprintable())?;
        let (raw, problems) = RawIncident::read(&source);
        let right = problems.is_empty() && raw.is_some_and(|raw| self.matches(&raw.front));
        if right { Ok(file) } else { Err(unprintable()) }
    }

    /// Whether the front matter of a file has exactly these values.
    fn matches(&self, raw: &RawFrontMatter) -> bool {
        let same = |ours: Option<&String>, theirs: &Option<Spanned<String>>| {
            ours == theirs.as_ref().map(|theirs| &theirs.value)
        };
        let RawFrontMatter { title, affects, started, impact, update_every, draft, maintenance } = raw;
        let window = match (&self.maintenance, maintenance) {
            (Some(ours), Some(theirs)) => {
                same(Some(&ours.starts), &theirs.starts) && same(Some(&ours.ends), &theirs.ends)
            }
            (ours, theirs) => ours.is_none() && theirs.is_none(),
        };
        window
            && same(Some(&self.title), title)
            && self.affects.matches(affects)
            && same(self.started.as_ref(), started)
            && same(self.impact.as_ref(), impact)
            && same(self.update_every.as_ref(), update_every)
            && !draft
    }
}

fn unprintable() -> Failure {
    let failure = Failure::invalid("could not write the front matter: a value would be different when read back");
    failure.hint("use only letters, digits and punctuation in the title")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(title: &str) -> String {
        let affects = NewAffects::Statuses(StatusPairs(vec![("404".to_owned(), "major_outage".to_owned())]));
        let front = NewFrontMatter { title: title.to_owned(), affects, ..NewFrontMatter::default() };
        String::from_utf8(front.to_file().unwrap()).unwrap()
    }

    #[test]
    fn titles_in_front_matter_round_trip() {
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
    fn title_that_does_not_round_trip_is_rejected() {
        // Some YAML parsers treat LINE SEPARATOR as a line break, others do not.
        let title = "a\u{2028}b".to_owned();
        assert!(NewFrontMatter { title, ..NewFrontMatter::default() }.to_file().is_err());
    }
}
