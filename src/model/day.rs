use super::{Date, Instant, Zone};

/// A calendar day in the page's time zone, `starts ≤ t < ends`. Today ends at now, so it is empty at midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub date: Date,
    pub starts: Instant,
    pub ends: Instant,
}

/// Consecutive days up to and including today, oldest first, without dates that the time zone skipped.
#[derive(Clone, Debug)]
pub struct Days(Vec<Day>);

impl Days {
    /// Returns the days of the last `count` dates in `zone`, oldest first. The last one is today and ends at `now`.
    pub fn until(now: Instant, zone: Zone, count: u32) -> Self {
        let today = zone.date(now);
        let first = today.plus_days(1 - i64::from(count.max(1)));
        let mut days = Vec::with_capacity(count as usize);
        let mut date = first;
        let mut starts = zone.day_start(date);
        while date <= today {
            let next = date.plus_days(1);
            let ends = zone.day_start(next);
            if starts < ends {
                days.push(Day { date, starts, ends: ends.min(now) });
            }
            (date, starts) = (next, ends);
        }
        Self(days)
    }

    /// Returns the days among the last `count` dates, including today.
    pub fn last(&self, count: u32) -> &[Day] {
        let Some(today) = self.0.last() else { return &[] };
        let first = today.date.plus_days(1 - i64::from(count.max(1)));
        &self.0[self.0.partition_point(|day| day.date < first)..]
    }
}
