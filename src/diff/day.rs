use std::collections::HashMap;

use crate::model::{ComponentStatus, Date, Seconds, Uptime};

/// A day of a component that looks different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayChange {
    pub date: Date,
    /// How long each status held.
    pub from: Seconds,
    pub to: Seconds,
}

impl DayChange {
    /// The days that are in both, oldest first.
    pub fn all(before: &Uptime, after: &Uptime) -> Vec<Self> {
        let known: HashMap<Date, Seconds> = before.days.iter().map(|day| (day.date, day.seconds)).collect();
        let changes = after.days.iter().filter_map(|day| {
            let (from, to) = (*known.get(&day.date)?, day.seconds);
            looks_different(&from, &to).then_some(Self { date: day.date, from, to })
        });
        changes.collect()
    }
}

/// Whether the square or what is said of it differs. How long all was well is said nowhere.
fn looks_different(from: &Seconds, to: &Seconds) -> bool {
    let same = |status: &ComponentStatus| *status == ComponentStatus::Operational || from.of(*status) == to.of(*status);
    from.worst() != to.worst() || !ComponentStatus::ALL.iter().all(same)
}
