//! Finds the status that a misspelt word is meant as.

use crate::model::ComponentStatus;

/// The most letters that a word may differ from the status that it is read as.
const MAX_DISTANCE: usize = 2;

/// The most letters that a word may differ if reading it makes something better.
pub const MAX_DISTANCE_TO_BETTER: usize = 1;

/// Words that other products use for a status.
const SYNONYMS: [(&str, ComponentStatus); 9] = [
    ("down", ComponentStatus::MajorOutage),
    ("outage", ComponentStatus::MajorOutage),
    ("offline", ComponentStatus::MajorOutage),
    ("major", ComponentStatus::MajorOutage),
    ("partial", ComponentStatus::PartialOutage),
    ("slow", ComponentStatus::DegradedPerformance),
    ("degraded", ComponentStatus::DegradedPerformance),
    ("up", ComponentStatus::Operational),
    ("ok", ComponentStatus::Operational),
];

/// A status, and the number of letters by which the word differs from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NearStatus<S> {
    pub status: S,
    pub distance: usize,
}

/// Returns the status among `all` that `text` is, or is near to. `word` returns the spelling of a status.
pub fn near_status<S: Copy>(text: &str, all: &[S], word: fn(S) -> &'static str) -> Option<NearStatus<S>> {
    let text = normalize(text);
    let has_only_letters = text.chars().all(|each| each.is_alphabetic() || each == '_');
    let limit = if has_only_letters { MAX_DISTANCE } else { 0 };
    let distances =
        all.iter().map(|status| NearStatus { status: *status, distance: strsim::osa_distance(&text, word(*status)) });
    distances.min_by_key(|near| near.distance).filter(|near| near.distance <= limit)
}

/// Returns the status of a component that `text` is, is a synonym of, or is near to.
pub fn near_component_status(text: &str) -> Option<NearStatus<ComponentStatus>> {
    let normal = normalize(text);
    let synonym = SYNONYMS.iter().find(|(synonym, _)| *synonym == normal);
    match synonym {
        Some((_, status)) => Some(NearStatus { status: *status, distance: 0 }),
        None => near_status(text, &ComponentStatus::ALL, ComponentStatus::word),
    }
}

/// Returns a word in lower case, with `_` between its parts, and without quotes and punctuation around it.
fn normalize(text: &str) -> String {
    let is_around =
        |each: char| each.is_whitespace() || matches!(each, '"' | '\'' | '`' | '.' | ',' | ';' | ':') || is_quote(each);
    // In front of a word, `!` means "not".
    let text = text.trim_end_matches(|each| is_around(each) || each == '!');
    let lower = text.trim_matches(is_around).to_lowercase();
    lower
        .split(|each: char| each.is_whitespace() || each == '-' || each == '_')
        .filter(|part| !part.is_empty())
        .fold(String::new(), |joined, part| if joined.is_empty() { part.to_owned() } else { joined + "_" + part })
}

/// Whether a character is a typographic quotation mark.
pub const fn is_quote(character: char) -> bool {
    matches!(character, '\u{2018}'..='\u{201f}' | '«' | '»' | '‹' | '›')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::IncidentStatus;

    #[test]
    fn misspelt_words_are_read_as_the_nearest_status() {
        let near = |text: &str| near_component_status(text).map(|near| (near.status, near.distance));
        assert_eq!(near("Partial Outage"), Some((ComponentStatus::PartialOutage, 0)));
        assert_eq!(near("“major-outage”,"), Some((ComponentStatus::MajorOutage, 0)));
        assert_eq!(near("operatonal"), Some((ComponentStatus::Operational, 1)));
        assert_eq!(near("magor_outtage"), Some((ComponentStatus::MajorOutage, 2)));
        assert_eq!(near("Down!"), Some((ComponentStatus::MajorOutage, 0)));
        assert_eq!(near("dwon"), None);
        assert_eq!(near("!operational"), None);
        assert_eq!(near("ausgefallen"), None);
    }

    #[test]
    fn word_with_other_characters_is_near_nothing() {
        let near = |text: &str| near_status(text, &IncidentStatus::ALL, IncidentStatus::word);
        assert_eq!(near("Resolvd").map(|near| near.distance), Some(1));
        assert_eq!(near("Resolved?"), None);
        assert_eq!(near("Resolved for some"), None);
    }
}
