use crate::check::status_hint;
use crate::model::{ComponentStatus, Instant};
use crate::source::RawLine;

/// The fields of a valid line of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogFields<'l> {
    pub at: Instant,
    pub component: &'l str,
    pub status: ComponentStatus,
    /// The source: who wrote the line. `manual` if the line has only three fields.
    pub source: &'l str,
}

/// Why a line of the log is invalid.
#[derive(Debug)]
pub struct LineError<'l> {
    /// The invalid field, or `None` if the error concerns the entire line.
    pub(super) field: Option<&'l str>,
    pub(super) message: String,
    pub(super) hint: String,
}

const FORMAT: &str =
    "write `TIME COMPONENT STATUS [SOURCE] [KEY=VALUE …]`, such as `2026-11-20T14:02:00Z api major_outage`";

impl<'l> LogFields<'l> {
    /// Parses a line of the log.
    ///
    /// # Errors
    /// If the line is invalid.
    pub fn parse(line: RawLine<'l>) -> Result<Self, LineError<'l>> {
        let error =
            |field, message: &str, hint: &str| LineError { field, message: message.to_owned(), hint: hint.to_owned() };
        let mut fields =
            line.fields().map_err(|_| error(None, "the line is not UTF-8", "rewrite or remove the line"))?;
        let (Some(time), Some(component), Some(word)) = (fields.next(), fields.next(), fields.next()) else {
            return Err(error(None, "the line has fewer than three fields", FORMAT));
        };
        let at = Instant::parse_rfc3339(time).ok_or_else(|| {
            error(Some(time), "this is not a valid RFC 3339 time", "write it as `2026-11-20T14:02:00Z`")
        })?;
        let status = ComponentStatus::from_word(word).ok_or_else(|| {
            error(Some(word), &format!("`{word}` is not a valid status of a component"), &status_hint(word))
        })?;
        let source = fields.next().unwrap_or("manual");
        if !line.ended && !matches!(source, "manual" | "*") {
            // If the name of the source is cut off, no later line would clear the status that this one sets.
            let message = "the line does not end with a newline, so its last field may be cut off";
            return Err(error(None, message, "add a newline if the line is complete"));
        }
        let is_pair = |field: &&str| field.split_once('=').is_some_and(|(key, _)| !key.is_empty());
        if let Some(field) = fields.find(|field| !is_pair(field)) {
            let hint = "after its fourth field, a log line may only have fields of the form `KEY=VALUE`";
            return Err(error(Some(field), "unexpected field", hint));
        }
        Ok(Self { at, component, status, source })
    }
}
