//! Reads headings that are meant as updates, however they are written.

use crate::source::{RawTime, RawWhen};

/// The word for the time at which the line is published.
const NOW: &str = "now";

/// A line that is meant as an update.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LooseHeading {
    /// `None` if the time cannot be read.
    pub when: Option<RawWhen>,
    /// The time as written, if it can be read.
    pub time_text: String,
    /// The text that should be the status.
    pub word: String,
    /// The names in braces with the texts that should be their statuses.
    pub sets: Vec<LooseStatus>,
    /// Whether it is nothing but a time, a separator and a text, in either order, perhaps with braces.
    pub is_regular: bool,
}

/// The name of a component, and the text that should be its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LooseStatus {
    pub name: String,
    pub word: Option<String>,
}

/// Answers which words are statuses and which names are components.
pub struct Vocabulary<'a> {
    pub is_status: &'a dyn Fn(&str) -> bool,
    pub is_component: &'a dyn Fn(&str) -> bool,
}

impl LooseHeading {
    /// Reads the text of a line without the characters that make it a heading, a list item or bold.
    pub fn parse(text: &str, words: &Vocabulary<'_>) -> Self {
        let (plain, braces) = split_braces(text);
        let mut heading = time_first(plain.trim(), words)
            .or_else(|| word_first(plain.trim()))
            .unwrap_or_else(|| without_time(plain.trim(), words));
        heading.sets = braces.map(|inner| statuses(inner, '=', words.is_component)).unwrap_or_default();
        heading
    }

    fn new(when: Option<RawWhen>, time_text: &str, word: &str, is_regular: bool) -> Self {
        let time_text = time_text.trim().to_owned();
        Self { when, time_text, word: word.trim().to_owned(), sets: Vec::new(), is_regular }
    }
}

/// Whether a text begins with three numbers joined by `/`, `.` or a dash of any kind.
pub fn begins_with_date(text: &str) -> bool {
    let number = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let is_sign = |sign: &char| matches!(sign, '/' | '.') || is_dash(*sign);
    let first = number(text);
    let Some(sign) = text[first..].chars().next().filter(is_sign) else { return false };
    let rest = text[first + sign.len_utf8()..].trim_start_matches(' ');
    let second = number(rest);
    let Some(rest) = rest[second..].strip_prefix(sign) else { return false };
    let third = number(rest.trim_start_matches(' '));
    (1..=4).contains(&first) && (1..=2).contains(&second) && (1..=4).contains(&third)
}

/// Splits a heading into the text outside of the braces and the text in them.
fn split_braces(text: &str) -> (String, Option<&str>) {
    let Some((before, rest)) = text.split_once('{') else { return (text.to_owned(), None) };
    match rest.rsplit_once('}') {
        Some((inner, after)) => (format!("{before}{after}"), Some(inner)),
        None => (before.to_owned(), Some(rest)),
    }
}

/// Reads `TIME - WORD`. Returns `None` if the text does not begin with a time.
fn time_first(text: &str, words: &Vocabulary<'_>) -> Option<LooseHeading> {
    let (when, used) = time_at_start(text)?;
    let (time, rest) = (&text[..used], text[used..].trim_start());
    let word = rest.trim_start_matches(is_separator_or_space);
    let has_separator = rest.starts_with(is_separator);
    if has_separator && !word.starts_with(|next: char| next.is_ascii_digit()) {
        return Some(LooseHeading::new(Some(when), time, word, true));
    }
    if (words.is_status)(rest) {
        return Some(LooseHeading::new(Some(when), time, rest, false));
    }
    // What follows the time may be a zone that is not known.
    let word = after_separator(rest).or_else(|| last_words(rest, words));
    Some(match word {
        Some(word) => LooseHeading::new(None, "", word, false),
        None => LooseHeading::new(Some(when), time, rest, false),
    })
}

/// Reads `WORD - TIME`. Returns `None` if no separator is followed by a time and nothing else.
fn word_first(text: &str) -> Option<LooseHeading> {
    text.char_indices().filter(|(_, each)| is_separator(*each)).find_map(|(at, separator)| {
        let time = text[at + separator.len_utf8()..].trim();
        let when = if time.eq_ignore_ascii_case(NOW) { RawWhen::Now } else { RawWhen::At(RawTime::parse(time).ok()?) };
        let word = text[..at].trim_end_matches(is_separator_or_space);
        Some(LooseHeading::new(Some(when), time, word, true))
    })
}

/// Reads a heading whose time cannot be read.
fn without_time(text: &str, words: &Vocabulary<'_>) -> LooseHeading {
    let word = after_separator(text).or_else(|| last_words(text, words)).unwrap_or_else(|| {
        let is_of_date = |word: &str| word.contains(|each: char| each.is_ascii_digit());
        let mut rest = text;
        while let Some(word) = rest.split_whitespace().next().filter(|word| is_of_date(word)) {
            rest = rest.trim_start()[word.len()..].trim_start();
        }
        rest
    });
    LooseHeading::new(None, "", word, false)
}

/// Returns the time at the start of a text, and its length in bytes.
fn time_at_start(text: &str) -> Option<(RawWhen, usize)> {
    if let Some((word, rest)) = text.split_at_checked(NOW.len())
        && word.eq_ignore_ascii_case(NOW)
        && !rest.starts_with(char::is_alphanumeric)
    {
        return Some((RawWhen::Now, NOW.len()));
    }
    RawTime::parse_start(text).ok().map(|(time, used)| (RawWhen::At(time), used))
}

/// Returns the text after the first separator that has a space on both sides, or is a colon or bar before a space.
fn after_separator(text: &str) -> Option<&str> {
    text.char_indices().filter(|(_, each)| is_separator(*each)).find_map(|(at, separator)| {
        let (before, after) = (&text[..at], &text[at + separator.len_utf8()..]);
        let is_joined = matches!(separator, ':' | '|') || before.ends_with(char::is_whitespace);
        let word = after.trim_start_matches(is_separator_or_space);
        let is_word = after.starts_with(char::is_whitespace) && !word.starts_with(|next: char| next.is_ascii_digit());
        (is_joined && is_word && !word.is_empty()).then_some(word)
    })
}

/// Returns the longest status at the end of a text.
fn last_words<'a>(text: &'a str, words: &Vocabulary<'_>) -> Option<&'a str> {
    let starts = text.char_indices().filter(|(_, each)| is_separator_or_space(*each));
    let ends = starts.map(|(at, each)| text[at + each.len_utf8()..].trim());
    ends.filter(|end| !end.is_empty()).find(|end| (words.is_status)(end))
}

const fn is_separator(character: char) -> bool {
    is_dash(character) || matches!(character, ':' | '|')
}

const fn is_separator_or_space(character: char) -> bool {
    is_separator(character) || matches!(character, ' ' | '\t')
}

/// Whether a character is a dash of any kind.
pub const fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Reads pairs of a name and a status, such as those in braces. Commas or spaces separate them. `sign` joins name and
/// status, or a colon does if it does not appear.
pub fn statuses(text: &str, sign: char, is_component: &dyn Fn(&str) -> bool) -> Vec<LooseStatus> {
    let mut found = Vec::new();
    for piece in split_outside_quotes(text, &|_, each| matches!(each, ',' | ';')) {
        let sign = if piece.contains(sign) { sign } else { ':' };
        let is_sign = |before: &str, each: char| each == sign && !before.to_ascii_lowercase().ends_with("group");
        let parts = split_outside_quotes(piece, &is_sign);
        let Some((first, values)) = parts.split_first().filter(|_| !piece.trim().is_empty()) else { continue };
        let mut name = *first;
        for (at, value) in values.iter().enumerate() {
            let is_last = at + 1 == values.len();
            let (word, next) = if is_last { (*value, "") } else { split_next_name(value, is_component) };
            found.push(loose(name, Some(word)));
            name = next;
        }
        if values.is_empty() {
            found.push(loose(name, None));
        }
    }
    found.retain(|each| !each.name.is_empty());
    found
}

fn loose(name: &str, word: Option<&str>) -> LooseStatus {
    let word = word.map(|word| unquoted(word).to_owned()).filter(|word| !word.is_empty());
    LooseStatus { name: unquoted(name).to_owned(), word }
}

/// Splits `STATUS NAME`, where the name belongs to the next pair: it is the longest that is a component, or one word.
fn split_next_name<'a>(text: &'a str, is_component: &dyn Fn(&str) -> bool) -> (&'a str, &'a str) {
    let text = text.trim();
    if text.ends_with('"')
        && let Some(open) = text[..text.len() - 1].rfind('"')
    {
        return text.split_at(open);
    }
    let spaces: Vec<_> = text.match_indices(char::is_whitespace).map(|(at, _)| at).collect();
    let longest = spaces.iter().find(|at| is_component(text[**at..].trim())).or(spaces.last());
    longest.map_or(("", text), |at| text.split_at(*at))
}

/// Splits a text at the characters that `is_split` accepts, given the text before them, outside of quotes.
fn split_outside_quotes<'a>(text: &'a str, is_split: &dyn Fn(&str, char) -> bool) -> Vec<&'a str> {
    let (mut parts, mut start, mut quote) = (Vec::new(), 0, None);
    for (at, each) in text.char_indices() {
        match quote {
            Some(open) if each == open => quote = None,
            None if each == '"' => quote = Some(each),
            None if is_split(&text[start..at], each) => {
                parts.push(&text[start..at]);
                start = at + each.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// Returns a text without spaces and quotes around it.
pub fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(|each| matches!(each, '"' | '\'' | '`') || super::word::is_quote(each)).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> LooseHeading {
        let is_status =
            |word: &str| ["investigating", "resolved", "in progress"].contains(&word.to_lowercase().as_str());
        let is_component = |name: &str| ["api", "Product search"].contains(&name);
        LooseHeading::parse(text, &Vocabulary { is_status: &is_status, is_component: &is_component })
    }

    fn parts(text: &str) -> (bool, String, bool) {
        let heading = parse(text);
        (heading.when.is_some(), heading.word, heading.is_regular)
    }

    #[test]
    fn parts_of_headings_are_found() {
        let cases = [
            ("2026-11-20 14:02 UTC - Resolved", true, "Resolved", true),
            ("2026-11-20 14:02 UTC: Resolved for some", true, "Resolved for some", true),
            ("now | Resolved", true, "Resolved", true),
            ("Resolved – 2026-11-20 14:02 UTC", true, "Resolved", true),
            ("2026-11-20 14:02 UTC Resolved", true, "Resolved", false),
            ("2026-11-20 14:02 Broken again", true, "Broken again", false),
            ("2026-11-20 14:02 CET - Resolved", false, "Resolved", false),
            ("2026-11-20 14:02 CET Resolved", false, "Resolved", false),
            ("20.11.2026 15:02 - Resolved", false, "Resolved", false),
            ("11/20/2026 2:20 PM UTC - Resolved for most", false, "Resolved for most", false),
            ("2026-11-20 3:12 UTC - In progress", false, "In progress", false),
            ("2026-11-20 3pm: Resolved", false, "Resolved", false),
            ("2026-11-20 15:02 -01 - Resolved", false, "Resolved", false),
            ("20.11.2026 15:02 Broken again", false, "Broken again", false),
            ("2026-11-20", false, "", false),
        ];
        for (text, has_time, word, is_regular) in cases {
            assert_eq!(parts(text), (has_time, word.to_owned(), is_regular), "{text}");
        }
    }

    #[test]
    fn braces_are_read_with_any_separator() {
        let sets = |text: &str| {
            let sets = parse(&format!("now - Resolved {text}")).sets;
            sets.into_iter().map(|each| format!("{}={}", each.name, each.word.unwrap_or_default())).collect::<Vec<_>>()
        };
        assert_eq!(sets("{api=down web=up"), ["api=down", "web=up"]);
        assert_eq!(
            sets("{api: down, \"group:CDN and storage\": Major Outage}"),
            ["api=down", "group:CDN and storage=Major Outage"]
        );
        assert_eq!(sets("{api=partial outage Product search=down}"), ["api=partial outage", "Product search=down"]);
        assert_eq!(sets("{group:Shop=down; api}"), ["group:Shop=down", "api="]);
        assert_eq!(sets("{}"), Vec::<String>::new());
    }

    #[test]
    fn dates_are_three_numbers() {
        for date in ["2026-11-20", "20.11.2026", "20. 11. 2026", "11/20/26", "1926-1-2 x", "2026–11–20"] {
            assert!(begins_with_date(date), "{date}");
        }
        for text in ["14:02", "2026-11", "2026", "", "1.2", "v1.2.3", "20261-1-1"] {
            assert!(!begins_with_date(text), "{text}");
        }
    }
}
