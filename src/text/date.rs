use super::{Catalog, Value};
use crate::model::{Date, Instant, Local, Zone};

impl Catalog {
    /// Formats a date: `22 November 2026`.
    pub fn date(&self, date: Date) -> String {
        self.date_as("date", date)
    }

    /// Formats a date: `22 Nov 2026`.
    pub fn medium_date(&self, date: Date) -> String {
        self.date_as("date-medium", date)
    }

    /// Formats a date without its year: `22 November`.
    pub fn day(&self, date: Date) -> String {
        self.date_as("date-day", date)
    }

    /// Formats a month: `November 2026`.
    pub fn month(&self, date: Date) -> String {
        self.date_as("date-month", date)
    }

    /// Formats a month without its year: `Nov`.
    pub fn short_month(&self, date: Date) -> String {
        self.format(&format!("month-short-{}", date.month()))
    }

    /// Returns the day of the week: `Sunday`.
    pub fn weekday(&self, date: Date) -> String {
        self.format(&format!("weekday-{}", date.weekday() + 1))
    }

    /// Formats a time: `22 Nov 2026, 14:10 CET`.
    pub fn time(&self, at: Instant, zone: Zone) -> String {
        let local = zone.local(at);
        let clock = self.clock(&local);
        let values = [("date", self.medium_date(local.date)), ("time", clock), ("zone", zone_name(&local))];
        self.format_with("time", &values.map(|(name, value)| (name, Value::from(value))))
    }

    /// Formats a time without its zone: `22 Nov 2026, 14:10`.
    pub fn time_without_zone(&self, at: Instant, zone: Zone) -> String {
        let local = zone.local(at);
        let values = [("date", self.medium_date(local.date)), ("time", self.clock(&local))];
        self.format_with("time-without-zone", &values.map(|(name, value)| (name, Value::from(value))))
    }

    /// Formats a time of day: `14:10 CET`.
    pub fn time_of_day(&self, at: Instant, zone: Zone) -> String {
        let local = zone.local(at);
        self.format_with("time-of-day", &[("time", self.clock(&local).into()), ("zone", zone_name(&local).into())])
    }

    /// Formats a period: `22 Nov 2026, 14:10 – 15:05 CET` within a day, otherwise with a date and a zone in both times.
    pub fn times(&self, from: Instant, until: Instant, zone: Zone) -> String {
        let (first, last) = (zone.local(from), zone.local(until));
        if first.date != last.date || first.offset != last.offset {
            let values = [("from", self.time(from, zone)), ("until", self.time(until, zone))];
            return self.format_with("times", &values.map(|(name, value)| (name, Value::from(value))));
        }
        let values = [
            ("date", self.medium_date(first.date)),
            ("from", self.clock(&first)),
            ("until", self.clock(&last)),
            ("zone", zone_name(&last)),
        ];
        self.format_with("times-of-a-day", &values.map(|(name, value)| (name, Value::from(value))))
    }

    /// Formats hours and minutes: `14:10`.
    pub(super) fn clock(&self, local: &Local) -> String {
        self.clocks.text(&(local.hour, local.minute), || self.format_clock(local))
    }

    fn format_clock(&self, local: &Local) -> String {
        let two = |number: u32| Value::from(format!("{number:02}"));
        let half = if local.hour < 12 { "am" } else { "pm" };
        let hour12 = (local.hour + 11) % 12 + 1;
        let values = [
            ("hour", two(local.hour)),
            ("hour12", hour12.into()),
            ("half", half.into()),
            ("minute", two(local.minute)),
        ];
        self.format_with("clock", &values)
    }

    fn date_as(&self, key: &'static str, date: Date) -> String {
        self.dates.text(&(key, date), || self.format_date(key, date))
    }

    fn format_date(&self, key: &str, date: Date) -> String {
        let values = [
            // A number, so that a catalog can select a special text for the first day of a month, such as `1er`.
            ("day", date.day().into()),
            ("number", format!("{:02}", date.month()).into()),
            ("month", self.format(&format!("month-{}", date.month())).into()),
            ("short", self.format(&format!("month-short-{}", date.month())).into()),
            // A text, so that the year has no thousands separator.
            ("year", date.year().to_string().into()),
        ];
        self.format_with(key, &values)
    }
}

/// Returns the abbreviation of the time zone, such as `CET`, or else its offset, such as `UTC+05:45`.
pub(super) fn zone_name(local: &Local) -> String {
    if !local.zone.starts_with(['+', '-']) {
        return local.zone.clone();
    }
    let minutes = local.offset.unsigned_abs() / 60;
    let sign = if local.offset < 0 { '−' } else { '+' };
    format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse_rfc3339(text).unwrap()
    }

    #[test]
    fn english_dates_and_times_are_formatted() {
        let english = Catalog::english().unwrap();
        let berlin = Zone::named("Europe/Berlin").unwrap();
        let date = Date::new(2026, 11, 2).unwrap();
        assert_eq!(english.date(date), "2 November 2026");
        assert_eq!(english.month(date), "November 2026");
        assert_eq!(english.weekday(date), "Monday");
        assert_eq!(english.time(at("2026-11-22T13:10:00Z"), berlin), "22 Nov 2026, 14:10 CET");
        assert_eq!(english.time_of_day(at("2026-07-22T13:05:00Z"), berlin), "15:05 CEST");
    }

    #[test]
    fn period_within_a_day_has_one_date() {
        let english = Catalog::english().unwrap();
        let zone = Zone::named("Asia/Kathmandu").unwrap();
        let period = english.times(at("2026-11-22T13:10:00Z"), at("2026-11-22T14:00:00Z"), zone);
        assert_eq!(period, "22 Nov 2026, 18:55 – 19:45 UTC+05:45");
        let period = english.times(at("2026-11-22T13:10:00Z"), at("2026-11-23T14:00:00Z"), Zone::UTC);
        assert_eq!(period, "22 Nov 2026, 13:10 UTC – 23 Nov 2026, 14:00 UTC");
    }

    #[test]
    fn catalog_sets_order_of_date_parts() {
        let ftl = "date-medium = { $short } { $day }, { $year }\nclock = { $hour12 }:{ $minute } { $half }\n";
        let american = Catalog::load("en-US", &[("text/en-US.ftl", ftl)]).unwrap().or(Catalog::english().unwrap());
        assert_eq!(american.time(at("2026-11-22T00:10:00Z"), Zone::UTC), "Nov 22, 2026, 12:10 am UTC");
    }
}
