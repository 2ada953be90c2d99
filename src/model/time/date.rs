use std::fmt;
use std::ops::RangeInclusive;

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};

use super::Instant;

/// A calendar date without a time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub(super) NaiveDate);

impl Date {
    /// The years of the times in files of incidents.
    pub const YEARS: RangeInclusive<i32> = 2000..=2099;

    /// Returns the date, or `None` if the calendar does not have it.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// Parses a date in exactly the format `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let digits = |from: usize, to: usize| -> Option<u32> {
            let part = &bytes[from..to];
            part.iter()
                .all(u8::is_ascii_digit)
                .then(|| part.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')))
        };
        let year = digits(0, 4).filter(|year| *year > 0)?;
        Self::new(i32::try_from(year).ok()?, digits(5, 7)?, digits(8, 10)?)
    }

    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Returns the month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// Returns the day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// Returns the day of the week, 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> u32 {
        self.0.weekday().num_days_from_monday()
    }

    /// Returns the date `days` later, clamped to the range of the calendar.
    pub fn plus_days(self, days: i64) -> Self {
        let end = if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
        Self(TimeDelta::try_days(days).and_then(|delta| self.0.checked_add_signed(delta)).unwrap_or(end))
    }

    /// Returns the number of days since `earlier`, or 0 if `earlier` is the later date.
    pub fn days_since(self, earlier: Self) -> u32 {
        u32::try_from(self.0.signed_duration_since(earlier.0).num_days()).unwrap_or(0)
    }

    /// Returns the first day of the month that contains this date.
    pub fn month_start(self) -> Self {
        Self(self.0.with_day(1).unwrap_or(self.0))
    }

    /// Returns the instant of a local time on this date in a zone that is `offset` seconds east of UTC. Returns `None`
    /// if the offset is a day or more, or if the time is out of range.
    pub fn at_offset(self, hour: u32, minute: u32, second: u32, offset: i32) -> Option<Instant> {
        let zone = FixedOffset::east_opt(offset)?;
        let time = zone.from_local_datetime(&self.0.and_hms_opt(hour, minute, second)?).single()?;
        Instant::from_unix(time.timestamp())
    }

    /// Returns midnight of this date in local time. A time zone may skip or repeat it.
    pub(super) fn midnight(self) -> NaiveDateTime {
        self.0.and_time(NaiveTime::MIN)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_yyyy_mm_dd_is_parsed() {
        assert!(Date::parse("2026-02-28").is_some());
        for wrong in ["2026-02-29", "2026-2-28", "0000-01-01", "+026-01-01", "2026-01-1x", "2026–01-01"] {
            assert!(Date::parse(wrong).is_none(), "{wrong}");
        }
    }
}
