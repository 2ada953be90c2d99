use super::{ComponentStatus, Date, Day, Instant, Percent, Timeline};

const STATUSES: usize = ComponentStatus::ALL.len();

/// The share of each second that counts as downtime, by status. Stored in billionths, so decimal fractions are exact.
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
    /// The weight 1 in billionths: every second counts completely as downtime.
    pub const ONE: u32 = 1_000_000_000;

    /// Sets the weight of `status` in billionths, at most [`Self::ONE`].
    pub fn set(&mut self, status: ComponentStatus, billionths: u32) {
        self.0[status.slot()] = billionths.min(Self::ONE);
    }

    /// Returns the weight of `status` in billionths.
    pub const fn of(&self, status: ComponentStatus) -> u32 {
        self.0[status.slot()]
    }

    fn downtime(&self, seconds: &Seconds) -> u128 {
        self.0.iter().zip(seconds.by_status).map(|(weight, seconds)| u128::from(*weight) * u128::from(seconds)).sum()
    }
}

/// The number of seconds in each status, and without data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seconds {
    by_status: [u64; STATUSES],
    no_data: u64,
}

impl Seconds {
    /// Returns the number of seconds in `status`.
    pub const fn of(&self, status: ComponentStatus) -> u64 {
        self.by_status[status.slot()]
    }

    /// Returns the number of seconds without data.
    pub const fn no_data(&self) -> u64 {
        self.no_data
    }

    /// Returns the number of seconds with data, in any status.
    pub fn known(&self) -> u64 {
        self.by_status.iter().sum()
    }

    /// Returns the worst status that lasted at least a second, or `None` without data.
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

/// How long a component had each status on one day: one square on the page.
#[derive(Clone, Debug)]
pub struct DayRecord {
    pub date: Date,
    pub seconds: Seconds,
}

impl DayRecord {
    /// Returns the worst status of the day, or `None` without data.
    pub fn status(&self) -> Option<ComponentStatus> {
        self.seconds.worst()
    }
}

/// The uptime of a component over some days.
#[derive(Clone, Debug, Default)]
pub struct Uptime {
    /// One record for each day, oldest first. Empty if only the sum was computed.
    pub days: Vec<DayRecord>,
    /// The seconds in each status, summed over all days.
    pub seconds: Seconds,
    /// The weighted downtime, in billionths of a second.
    downtime: u128,
}

impl Uptime {
    /// Computes the uptime of `timeline` over `days`, which end at `now`. No other function computes uptime.
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
        Self { days: records, seconds: total, downtime: weights.downtime(&total) }
    }

    /// Returns the uptime over all `days`, with [`Uptime::days`] empty.
    pub fn sum(days: &[DayRecord], weights: &Weights) -> Self {
        let mut seconds = Seconds::default();
        for day in days {
            seconds.add(&day.seconds);
        }
        Self { days: Vec::new(), seconds, downtime: weights.downtime(&seconds) }
    }

    /// Returns the weighted downtime: whole seconds, and the remaining billionths of a second.
    pub fn exact_downtime(&self) -> (u128, u128) {
        (self.downtime / u128::from(Weights::ONE), self.downtime % u128::from(Weights::ONE))
    }

    /// Adds the uptime over other days, or of another component over the same days. If both have records of days, these
    /// are added in pairs. Both must have been computed with the same weights.
    pub fn add(&mut self, other: &Self) {
        for (day, others) in self.days.iter_mut().zip(&other.days) {
            day.seconds.add(&others.seconds);
        }
        self.seconds.add(&other.seconds);
        self.downtime += other.downtime;
    }

    /// Returns the weighted downtime in seconds: Σ weight × seconds.
    pub fn downtime_seconds(&self) -> f64 {
        as_f64(self.downtime) / f64::from(Weights::ONE)
    }

    /// Returns the uptime as a fraction, 1 − downtime / seconds with data, or `None` without data.
    pub fn ratio(&self) -> Option<f64> {
        let known = self.seconds.known();
        // With any downtime, the ratio is less than 1, even if rounding would give 1.
        let most = if self.downtime > 0 { 1.0_f64.next_down() } else { 1.0 };
        (known > 0).then(|| (1.0 - self.downtime_seconds() / as_f64(u128::from(known))).min(most))
    }

    /// Returns the uptime as a percentage, rounded down, or `None` without data.
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
    fn tiny_downtime_keeps_ratio_below_one() {
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
