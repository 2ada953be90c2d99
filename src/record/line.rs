use std::fmt;

use crate::model::{ComponentStatus, Instant, Source};
use crate::source::{LogLines, RawLine};

/// A line of the log: from `at` on, `source` says `status` of a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub at: Instant,
    pub component: String,
    pub status: ComponentStatus,
    pub source: Source,
}

impl Line {
    /// What a line of the log says, if it is well-formed and whole.
    pub fn parse(raw: RawLine<'_>) -> Option<Self> {
        let mut fields = raw.fields().ok()?;
        let at = fields.next().and_then(Instant::parse_rfc3339)?;
        let component = fields.next()?.to_owned();
        let status = fields.next().and_then(ComponentStatus::from_word)?;
        let source = match fields.next() {
            None | Some("manual") => Source::Manual,
            Some("*") => Source::Override,
            // The end of a name may be missing, and nobody would ever clear what half a name says.
            Some(_) if !raw.ended => return None,
            Some(name) => Source::Named(name.into()),
        };
        let is_pair = |field: &str| field.split_once('=').is_some_and(|(key, _)| !key.is_empty());
        fields.all(is_pair).then_some(Self { at, component, status, source })
    }

    /// Parses one line of the log, without its newline. `None` if it is not a valid line.
    pub fn read(text: &str) -> Option<Self> {
        let text = format!("{text}\n");
        let raw = LogLines::new(text.as_bytes()).next()?;
        (text.matches(['\n', '\r']).count() == 1).then(|| Self::parse(raw))?
    }
}

impl fmt::Display for Line {
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
    fn a_line_is_read_as_it_is_written() {
        for text in ["2026-11-20T14:02:00Z api major_outage", "2026-11-20T14:02:00Z api operational *"] {
            assert_eq!(Line::read(text).unwrap().to_string(), text);
        }
        let longer = Line::read("2026-11-20T15:02:00.9+01:00\tapi  operational  probe/x  ms=3 ").unwrap();
        assert_eq!(longer.to_string(), "2026-11-20T14:02:00Z api operational probe/x");
    }

    #[test]
    fn what_is_no_single_line_is_refused() {
        let line = "2026-11-20T14:02:00Z api operational";
        let two = format!("{line}\n{line}");
        let returned = format!("{line}\r");
        for wrong in ["", "# remark", &two, &returned, "2026-11-20 api operational", &format!("{line} x y")] {
            assert_eq!(Line::read(wrong), None, "{wrong}");
        }
    }
}
