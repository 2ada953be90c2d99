use std::fmt;

use crate::check::LogFields;
use crate::model::{ComponentStatus, Instant, Source};
use crate::source::{LogLines, RawLine};

/// A line of the log: from `at` on, `source` reports this status of a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    pub at: Instant,
    pub component: String,
    pub status: ComponentStatus,
    pub source: Source,
}

impl LogLine {
    /// Parses a line of the log. Returns `None` if it is ill-formed.
    pub fn parse(line: RawLine<'_>) -> Option<Self> {
        LogFields::parse(line).ok().map(Self::from)
    }

    /// Parses a text that is a single line of the log, without its newline.
    pub fn parse_text(text: &str) -> Option<Self> {
        if text.contains(['\n', '\r']) {
            return None;
        }
        LogLines::new(format!("{text}\n").as_bytes()).next().and_then(Self::parse)
    }
}

impl From<LogFields<'_>> for LogLine {
    fn from(fields: LogFields<'_>) -> Self {
        let source = match fields.source {
            "manual" => Source::Manual,
            "*" => Source::Override,
            name => Source::Named(name.into()),
        };
        Self { at: fields.at, component: fields.component.to_owned(), status: fields.status, source }
    }
}

impl fmt::Display for LogLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.at.rfc3339(), self.component, self.status)?;
        match &self.source {
            Source::Manual => Ok(()),
            Source::Override => f.write_str(" *"),
            Source::Named(name) => write!(f, " {name}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parsed_log_line_formats_to_the_same_text() {
        for text in ["2026-11-20T14:02:00Z api major_outage", "2026-11-20T14:02:00Z api operational *"] {
            assert_eq!(LogLine::parse_text(text).unwrap().to_string(), text);
        }
        let longer = LogLine::parse_text("2026-11-20T15:02:00.9+01:00\tapi  operational  probe/x  ms=3 ").unwrap();
        assert_eq!(longer.to_string(), "2026-11-20T14:02:00Z api operational probe/x");
    }

    #[test]
    fn text_that_is_not_a_single_line_is_rejected() {
        let line = "2026-11-20T14:02:00Z api operational";
        let two = format!("{line}\n{line}");
        let returned = format!("{line}\r");
        for wrong in ["", "# remark", &two, &returned, "2026-11-20 api operational", &format!("{line} x y")] {
            assert_eq!(LogLine::parse_text(wrong), None, "{wrong}");
        }
    }
}
