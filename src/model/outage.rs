use super::{Instant, Timeline, Weights};

/// A continuous period in which the statuses of a component counted as downtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outage {
    pub from: Instant,
    /// The end, or `None` while the outage lasts.
    pub until: Option<Instant>,
    /// The duration in seconds, up to now while the outage lasts.
    pub seconds: u64,
}

impl Outage {
    /// Returns the outages of a component up to `now`, oldest first.
    pub fn all(timeline: &Timeline, weights: &Weights, now: Instant) -> Vec<Self> {
        let down: Vec<_> = timeline.stretches(now).filter(|(_, _, status)| weights.of(*status) > 0).collect();
        let goes_on = weights.of(timeline.status_at(now)) > 0;
        let outage = |run: &[(Instant, Instant, _)]| {
            let (from, until) = (run[0].0, run[run.len() - 1].1);
            let ended = until < now || !goes_on;
            Self { from, until: ended.then_some(until), seconds: until.seconds_since(from) }
        };
        down.chunk_by(|a, b| a.1 == b.0).map(outage).collect()
    }

    /// Returns the longest outage, and of equally long ones the latest.
    pub fn longest(outages: impl IntoIterator<Item = Self>) -> Option<Self> {
        outages.into_iter().max_by_key(|outage| (outage.seconds, outage.from))
    }
}
