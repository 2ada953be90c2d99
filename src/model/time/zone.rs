use chrono::{MappedLocalTime, NaiveDateTime, Offset, TimeDelta, TimeZone, Timelike};
use chrono_tz::{OffsetName, Tz, TzOffset};

use super::{Date, Instant};

/// The release of the IANA time zone database that is compiled in, such as `2025b`.
pub const TZDB_VERSION: &str = chrono_tz::IANA_TZDB_VERSION;

/// The local date and time in a zone at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    pub date: Date,
    pub hour: u32,
    pub minute: u32,
    pub second: u32,
    /// The abbreviation of the zone at that instant: `UTC`, `CET`, `+0545`.
    pub zone: String,
    /// Seconds east of UTC.
    pub offset: i32,
}

/// Why a local time does not determine one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalError {
    /// A clock change skips the local time.
    Skipped,
    /// A clock change repeats the local time: it occurs at both of these instants.
    Ambiguous(Instant, Instant),
}

/// A time zone of the IANA database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(Tz);

impl Zone {
    pub const UTC: Self = Self(Tz::UTC);

    /// Returns the zone with exactly this name, such as `Europe/Berlin`.
    pub fn named(name: &str) -> Option<Self> {
        name.parse().ok().map(Self)
    }

    /// Returns the names of all zones.
    pub fn names() -> impl Iterator<Item = &'static str> {
        chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())
    }

    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// Returns the local date at `at`.
    pub fn date(self, at: Instant) -> Date {
        Date(self.wall(at).date())
    }

    /// Returns the local time at `at`.
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

    /// Returns the instant of the local time `hour:minute:second` on `date`.
    ///
    /// # Errors
    /// When a clock change skips or repeats that time, or when it is not a time of day.
    pub fn resolve(self, date: Date, hour: u32, minute: u32, second: u32) -> Result<Instant, LocalError> {
        let wall = date.0.and_hms_opt(hour, minute, second).ok_or(LocalError::Skipped)?;
        match self.0.from_local_datetime(&wall) {
            MappedLocalTime::Single(time) => Instant::from_unix(time.timestamp()).ok_or(LocalError::Skipped),
            MappedLocalTime::Ambiguous(first, second) => {
                Err(LocalError::Ambiguous(Instant(first.timestamp()), Instant(second.timestamp())))
            }
            MappedLocalTime::None => Err(LocalError::Skipped),
        }
    }

    /// Returns the first instant of `date`: midnight, the first of two midnights, or the end of a gap over midnight.
    /// If the zone skipped the date, returns the start of the next date.
    pub fn day_start(self, date: Date) -> Instant {
        match self.0.from_local_datetime(&date.midnight()) {
            MappedLocalTime::Single(time) => Instant(time.timestamp()),
            MappedLocalTime::Ambiguous(first, _) => Instant(first.timestamp()),
            MappedLocalTime::None => self.end_of_gap(date.midnight()),
        }
    }

    /// Returns the instant at which local time jumps past `wall`, a local time that a clock change skips.
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

/// Returns the abbreviation of the zone, or the offset if the zone has none.
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
    fn day_start_handles_missing_and_repeated_midnights() {
        assert_eq!(starts("Europe/Berlin", "2026-10-25"), "2026-10-24T22:00:00Z");
        // Clock changes skip midnight in Cairo and repeat it in Havana.
        assert_eq!(starts("Africa/Cairo", "2026-04-24"), "2026-04-23T22:00:00Z");
        assert_eq!(starts("America/Havana", "2026-11-01"), "2026-11-01T04:00:00Z");
        assert_eq!(starts("America/Havana", "2026-11-02"), "2026-11-02T05:00:00Z");
        // Samoa skipped 2011-12-30, so it begins when the next date does.
        assert_eq!(starts("Pacific/Apia", "2011-12-30"), starts("Pacific/Apia", "2011-12-31"));
        // In Newfoundland, clocks went back from 00:01 to 23:01, so midnight came twice.
        assert_eq!(starts("America/St_Johns", "2010-11-07"), "2010-11-07T02:30:00Z");
    }
}
