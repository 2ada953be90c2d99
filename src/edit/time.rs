use crate::model::{Instant, Zone};

/// Formats a time as in files: `2026-11-20 14:02 UTC`, with seconds only if they are not zero.
pub fn written(at: Instant) -> String {
    let time = Zone::UTC.local(at);
    let second = if time.second == 0 { String::new() } else { format!(":{:02}", time.second) };
    format!("{} {:02}:{:02}{second} UTC", time.date, time.hour, time.minute)
}

/// Returns the time for an update that is written now: the current minute, or the current second if an update of the
/// file is not older than that, so that the new one comes last.
pub fn next_update_time(now: Instant, newest: Option<Instant>) -> Instant {
    let minute = now.plus(-now.unix().rem_euclid(60));
    if newest.is_none_or(|newest| newest < minute) { minute } else { now }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse_rfc3339(text).unwrap()
    }

    #[test]
    fn seconds_are_written_only_if_needed() {
        let now = at("2026-11-20T14:02:31Z");
        let formatted = |newest: Option<&str>| written(next_update_time(now, newest.map(at)));
        assert_eq!(formatted(None), "2026-11-20 14:02 UTC");
        assert_eq!(formatted(Some("2026-11-20T14:01:59Z")), "2026-11-20 14:02 UTC");
        assert_eq!(formatted(Some("2026-11-20T14:02:00Z")), "2026-11-20 14:02:31 UTC");
        assert_eq!(formatted(Some("2026-11-20T14:02:31Z")), "2026-11-20 14:02:31 UTC");
        assert_eq!(written(next_update_time(at("1969-12-31T23:59:59Z"), None)), "1969-12-31 23:59 UTC");
    }
}
