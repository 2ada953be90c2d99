use serde::Serialize;

use super::Guide;
use crate::model::Instant;

/// A time, for programs and for people.
#[derive(Clone, Debug, Serialize)]
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
    /// The end names its date only where that is another day than the start's.
    #[must_use]
    pub fn new(from: Instant, until: Option<Instant>, guide: &Guide<'_>) -> Self {
        let until = until.map(|until| {
            let same_day = guide.zone().date(from) == guide.zone().date(until);
            if same_day {
                Moment { iso: until.rfc3339(), text: guide.words.time_of_day(until, guide.zone()) }
            } else {
                guide.moment(until)
            }
        });
        Self { from: guide.moment(from), until }
    }
}
