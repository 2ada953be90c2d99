use std::fmt;

use super::StatusPairs;
use crate::model::{Instant, Zone};
use crate::source::{RawHeading, RawTime, RawWhen, RawZone};

/// The heading of a new update.
#[derive(Clone, Debug)]
pub struct NewHeading {
    pub at: Instant,
    /// The status as in Statuspage JSON, such as `in_progress`.
    pub status: &'static str,
    /// The statuses in the braces of the heading, by component: `{api=operational}`.
    pub sets: StatusPairs,
}

impl NewHeading {
    /// Whether the parsed heading `raw` has the same values as this one.
    pub(super) fn matches(&self, raw: &RawHeading) -> bool {
        let word = raw.status.value.to_lowercase().replace(' ', "_");
        let sets = raw.sets.iter().map(|(component, status)| (&component.value, &status.value));
        raw.when.value == RawWhen::At(raw_time(self.at))
            && word == self.status
            && sets.eq(self.sets.0.iter().map(|(component, status)| (component, status)))
    }
}

fn raw_time(at: Instant) -> RawTime {
    let time = Zone::UTC.local(at);
    RawTime {
        year: time.date.year(),
        month: time.date.month(),
        day: time.date.day(),
        hour: time.hour,
        minute: time.minute,
        second: time.second,
        zone: RawZone::Utc,
    }
}

/// Formats the heading: `## 2026-11-20 14:02 UTC - In progress {api=operational}`.
impl fmt::Display for NewHeading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "## {} - {}", self.at.format_utc(), status_title(self.status))?;
        let sets: Vec<_> = self.sets.0.iter().map(|(component, status)| format!("{component}={status}")).collect();
        if sets.is_empty() { Ok(()) } else { write!(f, " {{{}}}", sets.join(" ")) }
    }
}

/// Returns a status as headings spell it: `In progress` for `in_progress`.
pub fn status_title(word: &str) -> String {
    let (first, rest) = word.split_at(word.len().min(1));
    first.to_uppercase() + &rest.replace('_', " ")
}
