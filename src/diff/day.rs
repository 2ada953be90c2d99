use std::collections::HashMap;

use crate::model::{ComponentStatus, Date, Seconds, Uptime};

/// A day of an uptime bar that looks different: its square or the description of the square changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayChange {
    pub date: Date,
    /// The seconds of the day that the component had each status: before the change in `from`, after it in `to`.
    pub from: Seconds,
    pub to: Seconds,
}

impl DayChange {
    /// Returns the changed days, oldest first. Only days that are in both `before` and `after` are compared.
    pub fn all(before: &Uptime, after: &Uptime) -> Vec<Self> {
        let known: HashMap<Date, Seconds> = before.days.iter().map(|day| (day.date, day.seconds)).collect();
        let changes = after.days.iter().filter_map(|day| {
            let (from, to) = (*known.get(&day.date)?, day.seconds);
            looks_different(&from, &to).then_some(Self { date: day.date, from, to })
        });
        changes.collect()
    }
}

/// Whether the square of a day in the uptime bar, or the description of that square, differs. The number of operational
/// seconds is ignored, because neither shows it.
fn looks_different(from: &Seconds, to: &Seconds) -> bool {
    let same = |status: &ComponentStatus| *status == ComponentStatus::Operational || from.of(*status) == to.of(*status);
    from.worst() != to.worst() || !ComponentStatus::ALL.iter().all(same)
}
