use super::date::zone_name;
use super::{Catalog, Value};
use crate::model::{Instant, Local, Zone};

/// Times in feeds. In English they have exactly the format of Statuspage's feeds, because programs parse them.
impl Catalog {
    /// Formats a time: `Nov 22, 14:10 CET`.
    pub fn feed_time(&self, at: Instant, zone: Zone) -> String {
        let local = zone.local(at);
        self.format_with("feed-time", &[("time", self.wall(&local).into()), ("zone", zone_name(&local).into())])
    }

    /// Formats a period: `Nov 22, 14:10 - 15:05 CET` within a day, otherwise `Nov 22, 14:10 - Nov 23, 15:05 CET`.
    pub fn feed_times(&self, from: Instant, until: Instant, zone: Zone) -> String {
        let (first, last) = (zone.local(from), zone.local(until));
        let end = if first.date == last.date { self.clock(&last) } else { self.wall(&last) };
        let values = [("from", self.wall(&first)), ("until", end), ("zone", zone_name(&last))];
        self.format_with("feed-times", &values.map(|(name, value)| (name, Value::from(value))))
    }

    /// Formats a time without its zone: `Nov 22, 14:10`.
    fn wall(&self, local: &Local) -> String {
        let month = self.format(&format!("month-short-{}", local.date.month()));
        let values = [("short", month.into()), ("day", local.date.day().into()), ("time", self.clock(local).into())];
        self.format_with("feed-wall", &values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feed_times_have_the_format_of_statuspage() {
        let english = Catalog::english().unwrap();
        let at = |text| Instant::parse_rfc3339(text).unwrap();
        let (from, until) = (at("2026-04-07T13:00:00Z"), at("2026-04-07T22:00:00Z"));
        assert_eq!(english.feed_time(from, Zone::UTC), "Apr 7, 13:00 UTC");
        assert_eq!(english.feed_times(from, until, Zone::UTC), "Apr 7, 13:00 - 22:00 UTC");
        let berlin = Zone::named("Europe/Berlin").unwrap();
        assert_eq!(english.feed_times(from, until, berlin), "Apr 7, 15:00 - Apr 8, 00:00 CEST");
    }
}
