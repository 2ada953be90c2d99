use crate::check::status_hint;
use crate::model::{ComponentStatus, Instant};
use crate::source::RawLine;

/// What a line of the log says, if it is well-formed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fields<'l> {
    pub at: Instant,
    pub component: &'l str,
    pub status: ComponentStatus,
    /// `manual` where the line has none.
    pub source: &'l str,
}

/// What is wrong with a line: the field, or nothing for the line as a whole.
#[derive(Debug)]
pub(super) struct LineProblem<'l> {
    pub field: Option<&'l str>,
    pub message: String,
    pub hint: String,
}

const FORM: &str =
    "a line is `TIME COMPONENT STATUS [SOURCE] [KEY=VALUE …]`, such as `2026-11-20T14:02:00Z api major_outage`";

impl<'l> Fields<'l> {
    /// What a line says.
    ///
    /// # Errors
    /// When it is ill-formed.
    pub fn parse(raw: RawLine<'l>) -> Result<Self, LineProblem<'l>> {
        Self::usual(raw).map_or_else(|| Self::any(raw), Ok)
    }

    /// What a line says that is written as programs write it: a whole line in ASCII, its time in UTC and to the second,
    /// one blank between two fields, and none behind the source. Of others this says nothing, not even that they are
    /// wrong.
    fn usual(raw: RawLine<'l>) -> Option<Self> {
        const TIME: usize = "2026-11-20T14:02:00Z".len();
        let line = std::str::from_utf8(raw.bytes).ok().filter(|_| raw.ended)?;
        let (time, rest) = line.split_at_checked(TIME)?;
        let (component, rest) = field(rest.strip_prefix(' ')?)?;
        let (word, rest) = field(rest?)?;
        let (source, rest) = rest.map_or(Some(("manual", None)), field)?;
        if rest.is_some() {
            return None;
        }
        let (at, status) = (Instant::parse_utc(time)?, ComponentStatus::from_word(word)?);
        Some(Self { at, component, status, source })
    }

    fn any(raw: RawLine<'l>) -> Result<Self, LineProblem<'l>> {
        let wrong = |field, message: &str, hint: String| LineProblem { field, message: message.to_owned(), hint };
        let mut fields =
            raw.fields().map_err(|_| wrong(None, "the line is not UTF-8", "remove it, or write it anew".to_owned()))?;
        let (Some(time), Some(component), Some(word)) = (fields.next(), fields.next(), fields.next()) else {
            return Err(wrong(None, "the line has fewer than three fields", FORM.to_owned()));
        };
        let at = Instant::parse_rfc3339(time).ok_or_else(|| {
            wrong(Some(time), "this is no RFC 3339 time", "write it as `2026-11-20T14:02:00Z`".to_owned())
        })?;
        let status = ComponentStatus::from_word(word).ok_or_else(|| {
            let hint = status_hint(word);
            LineProblem { field: Some(word), message: format!("`{word}` is no status of a component"), hint }
        })?;
        let source = fields.next().unwrap_or("manual");
        if !raw.ended && !matches!(source, "manual" | "*") {
            // The end of a name may be missing, and nobody would ever clear what half a name says.
            let hint = "end the line with a newline if it is whole".to_owned();
            return Err(wrong(None, "no newline ends the line, so its source may be cut off", hint));
        }
        let is_pair = |field: &&str| field.split_once('=').is_some_and(|(key, _)| !key.is_empty());
        if let Some(field) = fields.find(|field| !is_pair(field)) {
            let hint = "behind the source only fields of the form `KEY=VALUE` may stand".to_owned();
            return Err(wrong(Some(field), "this field is one too many", hint));
        }
        Ok(Self { at, component, status, source })
    }
}

/// The field that a text begins with, of characters of ASCII that can be seen, and what stands behind the blank that
/// ends it; none where something else ends it, or where it is empty.
fn field(text: &str) -> Option<(&str, Option<&str>)> {
    let end = text.bytes().position(|byte| !byte.is_ascii_graphic());
    let (field, rest) = match end {
        Some(end) => (&text[..end], Some(text[end..].strip_prefix(' ')?)),
        None => (text, None),
    };
    (!field.is_empty()).then_some((field, rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::LogLines;

    /// Fields that are right, nearly right and wrong, and what stands between them.
    fn line() -> impl Strategy<Value = String> {
        let field = |some: &'static [&'static str]| prop::sample::select(some);
        let times = field(&[
            "2026-11-20T14:02:00Z",
            "2026-11-20t14:02:00z",
            "2026-11-20T14:02:00.5Z",
            "2026-11-20T14:02:60Z",
            "2026-11-20T14:02:00+01:00",
            "2026-02-29T14:02:00Z",
            "0000-11-20T14:02:00Z",
            "2026-11-20T24:02:00Z",
        ]);
        let components = field(&["api", "", "äpi", "a\u{b}i", "api="]);
        let words = field(&["operational", "major_outage", "under_maintenance", "Operational", "majör"]);
        let sources = field(&["", "manual", "*", "probe/a", "pröbe", "a b", "a k=v", "k=v", "\u{7f}", "\u{a0}"]);
        let blank = || field(&[" ", " ", " ", "  ", "\t", ""]);
        let ends = field(&["\n", "\n", "\r\n", " \n", ""]);
        (times, blank(), components, blank(), words, blank(), sources, ends).prop_map(
            |(time, a, component, b, word, c, source, end)| [time, a, component, b, word, c, source, end].concat(),
        )
    }

    proptest! {
        #[test]
        fn what_is_read_fast_is_read_alike(text in line()) {
            for raw in LogLines::new(text.as_bytes()) {
                if let Some(fields) = Fields::usual(raw) {
                    prop_assert_eq!(Fields::any(raw).ok(), Some(fields));
                }
            }
        }
    }

    #[test]
    fn what_programs_write_is_read_fast() {
        for text in ["2026-11-20T14:02:00Z api operational\n", "2026-11-20T14:02:00Z api major_outage probe/a\r\n"] {
            assert!(LogLines::new(text.as_bytes()).next().and_then(Fields::usual).is_some(), "{text}");
        }
    }
}
