//! The only place that knows the time crates: instants, dates and zones in the model's own terms.

use std::fmt;

use chrono::{
    DateTime, Datelike, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, Offset, SecondsFormat, TimeDelta,
    TimeZone, Timelike, Utc,
};
use chrono_tz::{OffsetName, Tz, TzOffset};

/// The release of the IANA time zone database that is compiled in, such as `2025b`.
pub const TZDB_VERSION: &str = chrono_tz::IANA_TZDB_VERSION;

/// A point in time, in whole seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

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
        self.utc().format("%Y%m%dT%H%M%SZ").to_string()
    }

    fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0, 0).unwrap_or_default()
    }
}

/// A date of the civil calendar, without a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// The date, if the calendar has it.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// Reads `YYYY-MM-DD` and nothing else.
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

    /// 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> u32 {
        self.0.weekday().num_days_from_monday()
    }

    /// This date moved by `days`, kept within what the calendar holds.
    pub fn plus_days(self, days: i64) -> Self {
        let end = if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
        Self(TimeDelta::try_days(days).and_then(|delta| self.0.checked_add_signed(delta)).unwrap_or(end))
    }

    /// The first date of this date's month.
    pub fn month_start(self) -> Self {
        Self(self.0.with_day(1).unwrap_or(self.0))
    }

    /// Midnight of this date, which a zone may skip or have twice.
    fn midnight(self) -> NaiveDateTime {
        self.0.and_time(chrono::NaiveTime::MIN)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

/// What the clocks on the wall show at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    pub date: Date,
    pub hour: u32,
    pub minute: u32,
    pub second: u32,
    /// `UTC`, `CET`, `+0545`: what the zone is called at that instant.
    pub zone: String,
    /// Seconds east of UTC.
    pub offset: i32,
}

/// Why a local time names no one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalError {
    /// Clocks jump over it.
    Skipped,
    /// Clocks show it twice, first at the first of these instants.
    Doubled(Instant, Instant),
}

/// A time zone of the IANA database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(Tz);

impl Zone {
    pub const UTC: Self = Self(Tz::UTC);

    /// The zone of that name, in exactly that spelling.
    pub fn named(name: &str) -> Option<Self> {
        name.parse().ok().map(Self)
    }

    /// The names of all zones, for suggestions.
    pub fn names() -> impl Iterator<Item = &'static str> {
        chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())
    }

    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The date on the wall at `at`.
    pub fn date(self, at: Instant) -> Date {
        Date(self.wall(at).date())
    }

    /// What the clocks on the wall show at `at`.
    pub fn local(self, at: Instant) -> Local {
        let time = self.0.from_utc_datetime(&at.utc().naive_utc());
        Local {
            date: Date(time.date_naive()),
            hour: time.hour(),
            minute: time.minute(),
            second: time.second(),
            zone: abbreviation(time.offset()),
            offset: time.offset().fix().local_minus_utc(),
        }
    }

    /// The instant at which clocks show `hour:minute:second` on `date`.
    ///
    /// # Errors
    /// When a clock change skips that time or shows it twice, or when it is no time at all.
    pub fn resolve(self, date: Date, hour: u32, minute: u32, second: u32) -> Result<Instant, LocalError> {
        let wall = date.0.and_hms_opt(hour, minute, second).ok_or(LocalError::Skipped)?;
        match self.0.from_local_datetime(&wall) {
            MappedLocalTime::Single(time) => Ok(Instant(time.timestamp())),
            MappedLocalTime::Ambiguous(first, second) => {
                Err(LocalError::Doubled(Instant(first.timestamp()), Instant(second.timestamp())))
            }
            MappedLocalTime::None => Err(LocalError::Skipped),
        }
    }

    /// The first instant of `date`: midnight, the first of two midnights, or where clocks jump over
    /// midnight the instant they land. For a date that the zone skipped altogether, that of the next.
    pub fn day_start(self, date: Date) -> Instant {
        match self.0.from_local_datetime(&date.midnight()) {
            MappedLocalTime::Single(time) => Instant(time.timestamp()),
            MappedLocalTime::Ambiguous(first, _) => Instant(first.timestamp()),
            MappedLocalTime::None => self.end_of_gap(date.midnight()),
        }
    }

    /// The instant at which clocks first show `wall` or later, when they never show `wall` itself.
    fn end_of_gap(self, wall: NaiveDateTime) -> Instant {
        const LONGEST_SHIFT: i64 = 48 * 3600;
        let guess = wall.and_utc().timestamp();
        let (mut before, mut after) = (guess - LONGEST_SHIFT, guess + LONGEST_SHIFT);
        while after - before > 1 {
            let middle = before + (after - before) / 2;
            if self.wall(Instant(middle)) < wall { before = middle } else { after = middle }
        }
        Instant(after)
    }

    fn wall(self, at: Instant) -> NaiveDateTime {
        let utc = at.utc().naive_utc();
        utc + TimeDelta::seconds(i64::from(self.0.offset_from_utc_datetime(&utc).fix().local_minus_utc()))
    }
}

/// The instant at which clocks `offset` seconds east of UTC show that time; none for an offset of a
/// day or more, or a time that no clock shows.
impl Date {
    pub fn at_offset(self, hour: u32, minute: u32, second: u32, offset: i32) -> Option<Instant> {
        let zone = FixedOffset::east_opt(offset)?;
        let time = zone.from_local_datetime(&self.0.and_hms_opt(hour, minute, second)?).single()?;
        Instant::from_unix(time.timestamp())
    }
}

/// What a zone is called while it has this offset: letters, or the offset itself where it has none.
fn abbreviation(offset: &TzOffset) -> String {
    offset.abbreviation().map_or_else(|| offset.fix().to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(zone: &str, date: &str) -> String {
        Zone::named(zone).unwrap().day_start(Date::parse(date).unwrap()).rfc3339()
    }

    #[test]
    fn days_begin_where_clocks_say_so() {
        assert_eq!(starts("Europe/Berlin", "2026-10-25"), "2026-10-24T22:00:00Z");
        // Midnight is missing in Cairo and comes twice in Havana.
        assert_eq!(starts("Africa/Cairo", "2026-04-24"), "2026-04-23T22:00:00Z");
        assert_eq!(starts("America/Havana", "2026-11-01"), "2026-11-01T04:00:00Z");
        assert_eq!(starts("America/Havana", "2026-11-02"), "2026-11-02T05:00:00Z");
        // A date that Samoa never had begins where the next one does.
        assert_eq!(starts("Pacific/Apia", "2011-12-30"), starts("Pacific/Apia", "2011-12-31"));
        // Newfoundland once went back from 00:01, so that the new date had begun before.
        assert_eq!(starts("America/St_Johns", "2010-11-07"), "2010-11-07T02:30:00Z");
    }

    #[test]
    fn dates_are_read_strictly() {
        assert!(Date::parse("2026-02-28").is_some());
        for wrong in ["2026-02-29", "2026-2-28", "0000-01-01", "+026-01-01", "2026-01-1x", "2026–01-01"] {
            assert!(Date::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn fractions_of_a_second_are_cut_off() {
        let time = Instant::parse_rfc3339("2026-11-20T14:02:00.999+01:00").unwrap();
        assert_eq!(time.rfc3339_millis(), "2026-11-20T13:02:00.000Z");
        let before = Instant::parse_rfc3339("1969-12-31T23:59:59.5Z").unwrap();
        assert_eq!(before.unix(), -1);
    }
}
