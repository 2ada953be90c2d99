use chrono::{DateTime, Datelike, SecondsFormat, Utc};

use super::Date;

/// How many seconds ahead of now an update counts already, because neither hands nor clocks are exact.
pub const TOLERANCE: i64 = 5 * 60;

/// A point in time, in whole seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub(super) i64);

impl Instant {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self(0);
    /// The earliest possible instant.
    pub const BEGINNING: Self = Self(i64::MIN);

    /// Returns the instant `seconds` after the epoch, or `None` outside of the years 1 to 9999.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        let utc = DateTime::from_timestamp(seconds, 0)?;
        (1..=9999).contains(&utc.year()).then_some(Self(seconds))
    }

    /// Returns the seconds since 1970-01-01T00:00:00Z.
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// Parses a time in RFC 3339, such as `2026-11-20T14:02:00Z`. Fractions of a second are truncated.
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        Self::parse_utc(text).or_else(|| Self::from_unix(DateTime::parse_from_rfc3339(text).ok()?.timestamp()))
    }

    /// Parses exactly the format `2026-11-20T14:02:00Z`, far faster than a full RFC 3339 parser.
    fn parse_utc(text: &str) -> Option<Self> {
        let date = Date::parse(text.get(..10)?)?;
        let &[b'T', h0, h1, b':', m0, m1, b':', s0, s1, b'Z'] = text.as_bytes().get(10..)? else { return None };
        let digits = |tens: u8, ones: u8, most: u32| {
            let value = (tens.is_ascii_digit() && ones.is_ascii_digit())
                .then(|| u32::from(tens - b'0') * 10 + u32::from(ones - b'0'));
            value.filter(|value| *value <= most).map(i64::from)
        };
        let seconds = digits(h0, h1, 23)? * 3600 + digits(m0, m1, 59)? * 60 + digits(s0, s1, 59)?;
        Some(Self(date.midnight().and_utc().timestamp() + seconds))
    }

    /// Returns the seconds from `earlier` to this instant, or 0 if `earlier` is later.
    pub const fn seconds_since(self, earlier: Self) -> u64 {
        if earlier.0 >= self.0 { 0 } else { self.0.abs_diff(earlier.0) }
    }

    /// Whether an update with this time counts at `now`: it is at most [`TOLERANCE`] seconds ahead.
    pub fn counts_at(self, now: Self) -> bool {
        self <= now.plus(TOLERANCE)
    }

    /// Returns the first instant at which an update with this time counts.
    pub const fn counts_from(self) -> Self {
        self.plus(-TOLERANCE)
    }

    /// Returns the instant `seconds` later, saturating.
    pub const fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// Returns the start of the minute that contains this instant.
    pub const fn minute_start(self) -> Self {
        self.plus(-self.0.rem_euclid(60))
    }

    /// Formats as `2026-11-20T14:02:00Z`.
    pub fn rfc3339(self) -> String {
        self.utc().to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// Formats as in files and messages, `2026-11-20 14:02 UTC`, with seconds unless they are zero.
    pub fn format_utc(self) -> String {
        let format = if self.0 % 60 == 0 { "%Y-%m-%d %H:%M UTC" } else { "%Y-%m-%d %H:%M:%S UTC" };
        self.utc().format(format).to_string()
    }

    /// Formats as `2026-11-20T14:02:00.000Z`, as Statuspage does.
    pub fn rfc3339_millis(self) -> String {
        self.utc().to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// Formats as `Fri, 20 Nov 2026 14:02:00 +0000`, for RSS.
    pub fn rfc2822(self) -> String {
        self.utc().to_rfc2822()
    }

    /// Formats as `20261120T140200Z`, for ids and anchors.
    pub fn compact(self) -> String {
        let mut text = self.rfc3339();
        text.retain(|each| !matches!(each, '-' | ':'));
        text
    }

    pub(super) fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0, 0).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn utc_parsers_agree(text in "[0-9]{3}[0-9x]-[0-2][0-9]-[0-4][0-9][T ][0-2][0-9]:[0-6][0-9]:[0-6][0-9]Z?") {
            let fast = Instant::parse_utc(&text);
            // A leap second counts as the second before it.
            prop_assert!(fast == Instant::parse_rfc3339(&text).filter(|_| text.contains('T')) || text.ends_with(":60Z"));
        }

        #[test]
        fn formatted_time_parses_back(seconds in -62_135_596_800_i64..253_402_300_800) {
            let at = Instant::from_unix(seconds).unwrap();
            prop_assert_eq!(Instant::parse_utc(&at.rfc3339()), Some(at));
        }
    }

    #[test]
    fn utc_format_shows_seconds_unless_zero() {
        let text = |time: &str| Instant::parse_rfc3339(time).unwrap().format_utc();
        assert_eq!(text("2026-11-20T14:02:00Z"), "2026-11-20 14:02 UTC");
        assert_eq!(text("2026-11-20T14:02:31Z"), "2026-11-20 14:02:31 UTC");
        assert_eq!(text("1969-12-31T23:59:59Z"), "1969-12-31 23:59:59 UTC");
    }

    #[test]
    fn fractions_of_a_second_are_truncated() {
        let time = Instant::parse_rfc3339("2026-11-20T14:02:00.999+01:00").unwrap();
        assert_eq!(time.rfc3339_millis(), "2026-11-20T13:02:00.000Z");
        let before = Instant::parse_rfc3339("1969-12-31T23:59:59.5Z").unwrap();
        assert_eq!(before.unix(), -1);
    }
}
