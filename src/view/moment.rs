use serde::Serialize;

use super::ViewContext;
use crate::model::Instant;

/// A time in two formats: for programs and for visitors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// The time in UTC: `2026-11-22T13:10:00Z`.
    pub iso: String,
    /// The time in the zone of the page: `22 Nov 2026, 14:10 CET`.
    pub text: String,
}

/// A start and an end. The end is none if it is not known yet.
#[derive(Clone, Debug, Serialize)]
pub struct Period {
    pub from: Moment,
    pub until: Option<Moment>,
}

impl Period {
    /// Returns the period. If it starts and ends on the same day, the date and the zone are written once.
    pub fn new(from: Instant, until: Option<Instant>, context: &ViewContext<'_>) -> Self {
        let (catalog, zone) = (context.catalog, context.zone());
        let wall = |at| (zone.local(at).date, zone.local(at).offset);
        match until.filter(|until| wall(*until) == wall(from)) {
            Some(until) => Self {
                from: Moment { iso: from.rfc3339(), text: catalog.time_without_zone(from, zone) },
                until: Some(Moment { iso: until.rfc3339(), text: catalog.time_of_day(until, zone) }),
            },
            None => Self { from: context.moment(from), until: until.map(|until| context.moment(until)) },
        }
    }
}
