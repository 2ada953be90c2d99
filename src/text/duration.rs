use super::Catalog;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

impl Catalog {
    /// Formats a duration in its two largest units, truncated: `3 days 4 hours`, `1 hour 5 minutes`, `45 minutes`,
    /// `less than a minute`.
    pub fn lasting(&self, seconds: u64) -> String {
        self.in_units(seconds, ["days", "hours", "minutes", "less-than-a-minute"])
    }

    /// Formats a duration for tables, in abbreviated units: `3 d 4 h`, `1 h 5 min`, `45 min`, `< 1 min`.
    pub fn lasting_short(&self, seconds: u64) -> String {
        self.in_units(seconds, ["short-days", "short-hours", "short-minutes", "short-less-than-a-minute"])
    }

    fn in_units(&self, seconds: u64, [day, hour, minute, less]: [&'static str; 4]) -> String {
        let (days, hours, minutes) = (seconds / DAY, seconds % DAY / HOUR, seconds % HOUR / MINUTE);
        match (days, hours, minutes) {
            (0, 0, 0) => self.format(less),
            (0, 0, _) => self.unit(minute, minutes),
            (0, _, _) => self.units((hour, hours), (minute, minutes)),
            _ => self.units((day, days), (hour, hours)),
        }
    }

    fn units(&self, (large, count): (&'static str, u64), (small, rest): (&'static str, u64)) -> String {
        let first = self.unit(large, count);
        if rest == 0 {
            return first;
        }
        self.format_with("two-units", &[("large", first.into()), ("small", self.unit(small, rest).into())])
    }

    fn unit(&self, unit: &'static str, count: u64) -> String {
        self.units.text(&(unit, count), || self.format_with(unit, &[("count", count.into())]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_at_most_two_units() {
        let english = Catalog::english().unwrap();
        let cases = [
            (0, "less than a minute"),
            (59, "less than a minute"),
            (60, "1 minute"),
            (45 * 60 + 59, "45 minutes"),
            (3600, "1 hour"),
            (3900, "1 hour 5 minutes"),
            (86_400, "1 day"),
            (86_400 + 1800, "1 day"),
            (3 * 86_400 + 4 * 3600, "3 days 4 hours"),
        ];
        for (seconds, text) in cases {
            assert_eq!(english.lasting(seconds), text);
        }
        let short = [59, 45 * 60 + 59, 3900, 3 * 86_400 + 4 * 3600].map(|seconds| english.lasting_short(seconds));
        assert_eq!(short.map(|text| text.replace('\u{a0}', " ")), ["< 1 min", "45 min", "1 h 5 min", "3 d 4 h"]);
    }
}
