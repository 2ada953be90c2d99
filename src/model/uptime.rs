use super::{ComponentStatus, Date, Day, Instant, Percent, Timeline};

const STATUSES: usize = ComponentStatus::ALL.len();

/// How much of a second counts as down, by status, in billionths: decimal fractions stay exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights([u32; STATUSES]);

impl Default for Weights {
    fn default() -> Self {
        let mut weights = Self([0; STATUSES]);
        weights.set(ComponentStatus::PartialOutage, Self::ONE / 10 * 3);
        weights.set(ComponentStatus::MajorOutage, Self::ONE);
        weights
    }
}

impl Weights {
    /// A whole second, in the units of these weights.
    pub const ONE: u32 = 1_000_000_000;

    /// Makes a second of `status` count as `billionths` of a second of downtime; one at most.
    pub fn set(&mut self, status: ComponentStatus, billionths: u32) {
        self.0[status.slot()] = billionths.min(Self::ONE);
    }

    /// How much of a second of `status` counts as downtime, in billionths of it.
    pub const fn of(&self, status: ComponentStatus) -> u32 {
        self.0[status.slot()]
    }

    fn weigh(&self, seconds: &Seconds) -> u128 {
        self.0.iter().zip(seconds.by_status).map(|(weight, seconds)| u128::from(*weight) * u128::from(seconds)).sum()
    }
}

/// How long each status held, in whole seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seconds {
    by_status: [u64; STATUSES],
    no_data: u64,
}

impl Seconds {
    /// The seconds of one status.
    pub const fn of(&self, status: ComponentStatus) -> u64 {
        self.by_status[status.slot()]
    }

    /// The seconds of which nothing is known.
    pub const fn no_data(&self) -> u64 {
        self.no_data
    }

    /// The seconds of which something is known.
    pub fn known(&self) -> u64 {
        self.by_status.iter().sum()
    }

    /// The worst status that held for a second or more; none where nothing is known.
    pub fn worst(&self) -> Option<ComponentStatus> {
        ComponentStatus::ALL.into_iter().rev().find(|status| self.of(*status) > 0)
    }

    fn add(&mut self, other: &Self) {
        for (sum, seconds) in self.by_status.iter_mut().zip(other.by_status) {
            *sum += seconds;
        }
        self.no_data += other.no_data;
    }
}

/// One square: a day of one component.
#[derive(Clone, Debug)]
pub struct DayRecord {
    pub date: Date,
    pub seconds: Seconds,
}

impl DayRecord {
    /// The worst status of the day; none where nothing is known.
    pub fn status(&self) -> Option<ComponentStatus> {
        self.seconds.worst()
    }
}

/// The numbers of one component over some days. No other function computes them.
#[derive(Clone, Debug, Default)]
pub struct Uptime {
    /// Oldest first; none where only what they come to is told.
    pub days: Vec<DayRecord>,
    /// Over all of the days.
    pub seconds: Seconds,
    /// Weighted seconds of downtime, in billionths.
    downtime: u128,
}

impl Uptime {
    /// What `timeline` comes to over `days`, which end at `now`.
    pub fn over(days: &[Day], timeline: &Timeline, weights: &Weights, now: Instant) -> Self {
        let mut records: Vec<_> =
            days.iter().map(|day| DayRecord { date: day.date, seconds: Seconds::default() }).collect();
        let begin = days.first().map_or(now, |day| day.starts);
        let mut first = 0;
        for (from, until, status) in timeline.stretches_within(begin, now) {
            first += days[first..].iter().take_while(|day| day.ends <= from).count();
            for (day, record) in days.iter().zip(&mut records).skip(first) {
                if day.starts >= until {
                    break;
                }
                let seconds = until.min(day.ends).seconds_since(from.max(day.starts));
                record.seconds.by_status[status.slot()] += seconds;
            }
        }
        let mut total = Seconds::default();
        for (day, record) in days.iter().zip(&mut records) {
            record.seconds.no_data = day.ends.seconds_since(day.starts) - record.seconds.known();
            total.add(&record.seconds);
        }
        Self { days: records, seconds: total, downtime: weights.weigh(&total) }
    }

    /// What `days` come to, without a record of each.
    pub fn sum(days: &[DayRecord], weights: &Weights) -> Self {
        let mut seconds = Seconds::default();
        for day in days {
            seconds.add(&day.seconds);
        }
        Self { days: Vec::new(), seconds, downtime: weights.weigh(&seconds) }
    }

    /// Whole weighted seconds of downtime, and the billionths behind them.
    pub fn exact_downtime(&self) -> (u128, u128) {
        (self.downtime / u128::from(Weights::ONE), self.downtime % u128::from(Weights::ONE))
    }

    /// Adds what other days come to, or another component over the same days, so that each counts for as long as it is
    /// known. Both are weighed alike; days are added one by one where both have a record of each.
    pub fn add(&mut self, other: &Self) {
        for (day, others) in self.days.iter_mut().zip(&other.days) {
            day.seconds.add(&others.seconds);
        }
        self.seconds.add(&other.seconds);
        self.downtime += other.downtime;
    }

    /// Weighted seconds: Σ weight × seconds.
    pub fn downtime_seconds(&self) -> f64 {
        as_f64(self.downtime) / f64::from(Weights::ONE)
    }

    /// 1 − downtime / known seconds; none with nothing known.
    pub fn ratio(&self) -> Option<f64> {
        let known = self.seconds.known();
        // All of it means not one weighted second of downtime, however few they are.
        let most = if self.downtime > 0 { 1.0_f64.next_down() } else { 1.0 };
        (known > 0).then(|| (1.0 - self.downtime_seconds() / as_f64(u128::from(known))).min(most))
    }

    /// The same as a percentage that is never rounded up; none with nothing known.
    pub fn percent(&self) -> Option<Percent> {
        let whole = u128::from(self.seconds.known()) * u128::from(Weights::ONE);
        Percent::of(whole.saturating_sub(self.downtime), whole)
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "three years in billionths of a second lose less than 1e-15 of their value"
)]
fn as_f64(number: u128) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_downtime_gives_less_than_100_percent() {
        let mut weights = Weights::default();
        weights.set(ComponentStatus::DegradedPerformance, 1);
        let mut seconds = Seconds::default();
        seconds.by_status[ComponentStatus::Operational.slot()] = 366 * 86_400;
        let well = Uptime::sum(&[DayRecord { date: crate::model::Date::new(2026, 1, 1).unwrap(), seconds }], &weights);
        assert_eq!(well.ratio(), Some(1.0));
        seconds.by_status[ComponentStatus::DegradedPerformance.slot()] = 1;
        let slow = Uptime::sum(&[DayRecord { date: crate::model::Date::new(2026, 1, 1).unwrap(), seconds }], &weights);
        assert!(slow.ratio().unwrap() < 1.0, "{:?}", slow.ratio());
    }
}
