use chrono::{DateTime, Datelike, SecondsFormat, Utc};

/// A point in time, in whole seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub(super) i64);

impl Instant {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self(0);
    /// Earlier than every time that can be written.
    pub const BEGINNING: Self = Self(i64::MIN);

    /// The instant `seconds` after 1970-01-01T00:00:00Z, if it lies in the years 1 to 9999.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        let utc = DateTime::from_timestamp(seconds, 0)?;
        (1..=9999).contains(&utc.year()).then_some(Self(seconds))
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339, such as `2026-11-20T14:02:00Z`; fractions of a second are cut off.
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        let time = DateTime::parse_from_rfc3339(text).ok()?;
        Self::from_unix(time.timestamp())
    }

    /// Whole seconds from `earlier` to this instant; zero if it is not earlier.
    pub const fn seconds_since(self, earlier: Self) -> u64 {
        if earlier.0 >= self.0 { 0 } else { self.0.abs_diff(earlier.0) }
    }

    /// This instant moved by `seconds`, kept within what can be represented.
    pub const fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// `2026-11-20T14:02:00Z`.
    pub fn rfc3339(self) -> String {
        self.utc().to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// `2026-11-20 14:02 UTC`, the way people write it; with seconds where there are any.
    pub fn written(self) -> String {
        let form = if self.0 % 60 == 0 { "%Y-%m-%d %H:%M UTC" } else { "%Y-%m-%d %H:%M:%S UTC" };
        self.utc().format(form).to_string()
    }

    /// `2026-11-20T14:02:00.000Z`, as Statuspage writes it.
    pub fn rfc3339_millis(self) -> String {
        self.utc().to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// `Fri, 20 Nov 2026 14:02:00 +0000`, as RSS wants it.
    pub fn rfc2822(self) -> String {
        self.utc().to_rfc2822()
    }

    /// `20261120T140200Z`, short enough for ids and anchors.
    pub fn compact(self) -> String {
        self.rfc3339().replace(['-', ':'], "")
    }

    pub(super) fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0, 0).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_of_a_second_are_cut_off() {
        let time = Instant::parse_rfc3339("2026-11-20T14:02:00.999+01:00").unwrap();
        assert_eq!(time.rfc3339_millis(), "2026-11-20T13:02:00.000Z");
        let before = Instant::parse_rfc3339("1969-12-31T23:59:59.5Z").unwrap();
        assert_eq!(before.unix(), -1);
    }
}
