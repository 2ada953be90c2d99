use crate::model::Instant;

/// Returns the time for an update that is made at `now`: the start of the minute, or `now` itself if the newest update
/// is not older than that, so that the new update is the last one.
pub fn next_update_time(now: Instant, newest: Option<Instant>) -> Instant {
    let minute = now.minute_start();
    if newest.is_none_or(|newest| newest < minute) { minute } else { now }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse_rfc3339(text).unwrap()
    }

    #[test]
    fn update_time_is_start_of_minute_unless_newest_update_is_in_it() {
        let now = at("2026-11-20T14:02:31Z");
        let text = |newest: Option<&str>| next_update_time(now, newest.map(at)).format_utc();
        assert_eq!(text(None), "2026-11-20 14:02 UTC");
        assert_eq!(text(Some("2026-11-20T14:01:59Z")), "2026-11-20 14:02 UTC");
        assert_eq!(text(Some("2026-11-20T14:02:00Z")), "2026-11-20 14:02:31 UTC");
        assert_eq!(text(Some("2026-11-20T14:02:31Z")), "2026-11-20 14:02:31 UTC");
        assert_eq!(next_update_time(at("1969-12-31T23:59:59Z"), None).format_utc(), "1969-12-31 23:59 UTC");
    }
}
