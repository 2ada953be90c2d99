use crate::model::{ComponentStatus, Percent, Seconds, UpdateEvery};

/// Formats a percentage: `99.94 %`, `100 %`, or `none` without data.
pub fn percent(percent: Option<Percent>) -> String {
    match percent {
        None => "none".to_owned(),
        Some(all) if all.whole() == 100 => "100 %".to_owned(),
        Some(part) => format!("{}.{:02} %", part.whole(), part.hundredths()),
    }
}

/// Formats a number of seconds like a duration in `status.yaml`: `1h 30m`.
pub fn lasting(seconds: u64) -> String {
    let parts = [(seconds / 86_400, 'd'), (seconds / 3600 % 24, 'h'), (seconds / 60 % 60, 'm'), (seconds % 60, 's')];
    let parts: Vec<_> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, unit)| format!("{count}{unit}")).collect();
    if parts.is_empty() { "0s".to_owned() } else { parts.join(" ") }
}

/// Formats an interval between updates: `30m`, or `never` if none is promised.
pub fn every(every: Option<UpdateEvery>) -> String {
    match every {
        Some(UpdateEvery::Seconds(seconds)) => lasting(u64::from(seconds)),
        Some(UpdateEvery::Never) | None => "never".to_owned(),
    }
}

/// Describes the statuses of a day: `major_outage 50m, partial_outage 25m`, `operational` or `no data`.
pub fn day(seconds: &Seconds) -> String {
    let abnormal = ComponentStatus::ALL.into_iter().rev().filter(|status| *status != ComponentStatus::Operational);
    let held = abnormal.filter(|status| seconds.of(*status) > 0);
    let parts: Vec<_> = held.map(|status| format!("{status} {}", lasting(seconds.of(status)))).collect();
    match (parts.is_empty(), seconds.worst()) {
        (true, None) => "no data".to_owned(),
        (true, Some(_)) => ComponentStatus::Operational.word().to_owned(),
        (false, _) => parts.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_and_percentages_are_formatted() {
        assert_eq!([0, 45, 5400, 90_000].map(lasting), ["0s", "45s", "1h 30m", "1d 1h"]);
        assert_eq!(percent(Percent::of(99_999, 100_000)), "99.99 %");
        assert_eq!(percent(Percent::of(1, 1)), "100 %");
    }
}
