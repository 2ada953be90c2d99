use serde::Serialize;

use super::Guide;
use crate::model::Instant;

/// A time, for programs and for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// `2026-11-22T13:10:00Z`.
    pub iso: String,
    /// `22 Nov 2026, 14:10 CET`.
    pub text: String,
}

/// From one time to another; without an end it goes on.
#[derive(Clone, Debug, Serialize)]
pub struct Period {
    pub from: Moment,
    pub until: Option<Moment>,
}

impl Period {
    /// Within a day, date and zone are told once.
    pub fn new(from: Instant, until: Option<Instant>, guide: &Guide<'_>) -> Self {
        let (words, zone) = (guide.words, guide.zone());
        let wall = |at| (zone.local(at).date, zone.local(at).offset);
        match until.filter(|until| wall(*until) == wall(from)) {
            Some(until) => Self {
                from: Moment { iso: from.rfc3339(), text: words.time_without_zone(from, zone) },
                until: Some(Moment { iso: until.rfc3339(), text: words.time_of_day(until, zone) }),
            },
            None => Self { from: guide.moment(from), until: until.map(|until| guide.moment(until)) },
        }
    }
}
