use std::ops::Range;

use super::{RawTime, Spanned, TimeProblem};

/// The word in a heading that `publish` replaces by the time of the commit.
const NOW: &str = "now";

/// The dashes that may follow the time in the heading of an update.
const DASHES: [char; 3] = ['-', '–', '—'];

/// The parts of the heading of an update: `TIME - STATUS [{COMPONENT=STATUS …}]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawHeading {
    /// The byte range of the heading in the file, without the `#` characters.
    pub span: Range<usize>,
    pub when: Spanned<RawWhen>,
    pub status: Spanned<String>,
    pub sets: Vec<(Spanned<String>, Spanned<String>)>,
    /// The byte range of `{…}` in the file, or `None` without braces.
    pub braces: Option<Range<usize>>,
}

/// The time of an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawWhen {
    At(RawTime),
    /// `now`, which `publish` replaces by the time of the commit.
    Now,
}

/// The reason why a heading that begins with a date or `now` is not an update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeadingProblem {
    Time(TimeProblem),
    /// The text between the time and the dash is not a zone.
    Zone(String),
    NoDash,
    NoStatus,
    /// The byte range in the text of the heading where the braces are invalid, and the message.
    Braces(Range<usize>, String),
}

impl RawHeading {
    /// Whether a heading is probably meant as an update: it begins with a date, or with `now` and a dash.
    pub fn is_meant(text: &str) -> bool {
        RawTime::begins_with_date(text) || strip_now(text).is_some_and(|rest| rest.trim_start().starts_with(DASHES))
    }

    /// Parses the text of a heading that [is meant](Self::is_meant) as an update. `at` is its byte offset in the file.
    ///
    /// # Errors
    /// When the text is not a valid heading of an update.
    pub fn parse(text: &str, at: usize) -> Result<Self, HeadingProblem> {
        let span = at..at + text.len();
        let (when, used) = match strip_now(text) {
            Some(rest) => (RawWhen::Now, text.len() - rest.len()),
            None => {
                let (time, used) = RawTime::parse_start(text).map_err(HeadingProblem::Time)?;
                (RawWhen::At(time), used)
            }
        };
        let when = Spanned::new(when, at..at + used);
        let after_time = text[used..].trim_start();
        let Some(after_dash) = after_time.strip_prefix(DASHES) else {
            let zone =
                after_time.split_once(char::is_whitespace).filter(|(_, rest)| rest.trim_start().starts_with(DASHES));
            return Err(zone.map_or(HeadingProblem::NoDash, |(zone, _)| HeadingProblem::Zone(zone.to_owned())));
        };
        let (word, braces) = match after_dash.find('{') {
            Some(brace) => after_dash.split_at(brace),
            None => (after_dash, ""),
        };
        let status = spanned(text, word.trim(), at);
        if status.value.is_empty() {
            return Err(HeadingProblem::NoStatus);
        }
        let braces_at = text.len() - braces.len();
        let sets = parse_braces(text, braces, braces_at, at)?;
        let braces = (!braces.is_empty()).then(|| at + braces_at..at + text.len());
        Ok(Self { span, when, status, sets, braces })
    }
}

/// Returns the text after the word `now` at the start, regardless of case.
fn strip_now(text: &str) -> Option<&str> {
    let (word, rest) = text.split_at_checked(NOW.len())?;
    word.eq_ignore_ascii_case(NOW).then_some(rest)
}

type Sets = Vec<(Spanned<String>, Spanned<String>)>;

fn parse_braces(text: &str, braces: &str, start: usize, at: usize) -> Result<Sets, HeadingProblem> {
    if braces.is_empty() {
        return Ok(Vec::new());
    }
    let all = start..text.len();
    let inner = braces.strip_prefix('{').and_then(|inner| inner.trim_end().strip_suffix('}'));
    let Some(inner) = inner else {
        let message = "`{` is not closed by a `}` at the end of the heading";
        return Err(HeadingProblem::Braces(all, message.to_owned()));
    };
    let mut sets = Vec::new();
    for pair in pairs(inner) {
        let place = spanned(text, pair, 0).span;
        let Some((component, status)) = pair.rsplit_once('=').filter(|(a, b)| !a.is_empty() && !b.is_empty()) else {
            return Err(HeadingProblem::Braces(place, format!("`{pair}` is not of the form `COMPONENT=STATUS`")));
        };
        let component = component.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or(component);
        sets.push((spanned(text, component, at), spanned(text, status, at)));
    }
    Ok(sets)
}

/// Returns `part`, a slice of `text`, with its byte range in the file. `at` is the byte offset of `text` in the file.
fn spanned(text: &str, part: &str, at: usize) -> Spanned<String> {
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    Spanned::new(part.to_owned(), at + start..at + start + part.len())
}

/// Splits pairs at commas and spaces outside of double quotes.
fn pairs(inner: &str) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    let is_end = move |each: char| {
        is_quoted ^= each == '"';
        !is_quoted && matches!(each, ' ' | '\t' | ',')
    };
    inner.split(is_end).filter(|pair| !pair.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heading_with_time_status_and_braces_is_parsed() {
        let text = "2026-11-20 14:20 UTC — In progress {payments=major_outage, api=operational}";
        let heading = RawHeading::parse(text, 100).unwrap();
        assert_eq!(heading.status.value, "In progress");
        assert_eq!(heading.sets.len(), 2);
        assert_eq!(&text[heading.sets[1].0.span.start - 100..heading.sets[1].0.span.end - 100], "api");
    }

    #[test]
    fn now_is_accepted_as_time_of_a_heading() {
        let heading = RawHeading::parse("Now – identified {api=operational}", 7).unwrap();
        assert_eq!(heading.when, Spanned::new(RawWhen::Now, 7..10));
        assert_eq!(heading.status.value, "identified");
        assert!(RawHeading::is_meant("now - Resolved") && RawHeading::is_meant("2026-11-20 - Resolved"));
        assert!(!RawHeading::is_meant("Nowhere - resolved") && !RawHeading::is_meant("Now resolved"));
    }

    #[test]
    fn invalid_headings_return_their_problem() {
        let wrong = |text| RawHeading::parse(text, 0).unwrap_err();
        assert_eq!(wrong("2026-11-20 14:20 UTC Resolved"), HeadingProblem::NoDash);
        assert_eq!(wrong("2026-11-20 14:20 CET - Resolved"), HeadingProblem::Zone("CET".to_owned()));
        assert_eq!(wrong("2026-11-20 14:20 +0200 – Resolved"), HeadingProblem::Zone("+0200".to_owned()));
        assert_eq!(wrong("2026-11-20 14:20 UTC -"), HeadingProblem::NoStatus);
        assert_eq!(wrong("2026-11-20 - Resolved"), HeadingProblem::Time(TimeProblem::NoTime));
        assert!(
            matches!(wrong("2026-11-20 14:20 - Resolved {api}"), HeadingProblem::Braces(place, _) if place == (29..32))
        );
    }
}
