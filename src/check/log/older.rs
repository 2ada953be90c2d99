//! Lines that are older than what pages look at. What a component's status was when that begins, and since when, may
//! hang on any of them: on a line that repeats another, that makes another void, or that a person spoke over. In no order
//! no bounded number of them tells it. So the log is read again, one stretch of time after another, and each stretch
//! is heard in its order and forgotten. Where the log is in order, each older line is parsed twice; where it is in none,
//! once more for each stretch.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use ahash::AHashMap;
use rayon::prelude::*;

use super::fields::Fields;
use super::gathered::Rules;
use super::{Lengths, parts};
use crate::model::{Instant, LogLine, Part, Recorder, Voice};

/// Days since 1970, in UTC.
type Day = i64;

/// Which older lines there are.
#[derive(Default)]
pub(super) struct Older {
    /// How many there are of each day.
    days: AHashMap<Day, usize>,
    /// The first and the last of their days in each part that has any.
    parts: BTreeMap<Part, (Day, Day)>,
}

/// Which older lines there are, and the numbers of those who say them.
pub(super) struct Heard {
    pub older: Older,
    pub monitors: AHashMap<Box<str>, Voice>,
}

impl Older {
    pub fn count(&mut self, at: Instant, part: Part) {
        let day = day(at);
        *self.days.entry(day).or_default() += 1;
        self.widen(part, (day, day));
    }

    pub fn join(mut self, other: Self) -> Self {
        for (day, count) in other.days {
            *self.days.entry(day).or_default() += count;
        }
        for (part, days) in other.parts {
            self.widen(part, days);
        }
        self
    }

    fn widen(&mut self, part: Part, (from, to): (Day, Day)) {
        let days = self.parts.entry(part).or_insert((from, to));
        *days = (days.0.min(from), days.1.max(to));
    }

    /// Stretches of whole days, oldest first, each with so many lines at most, or of one day.
    fn stretches(&self, most: usize) -> Vec<RangeInclusive<Day>> {
        let mut days: Vec<_> = self.days.iter().map(|(day, count)| (*day, *count)).collect();
        days.sort_unstable();
        let mut stretches: Vec<RangeInclusive<Day>> = Vec::new();
        let mut held = 0;
        for (day, count) in days {
            held += count;
            match stretches.last_mut().filter(|_| held <= most) {
                Some(stretch) => *stretch = *stretch.start()..=day,
                None => {
                    stretches.push(day..=day);
                    held = count;
                }
            }
        }
        stretches
    }

    fn has(&self, part: Part, stretch: &RangeInclusive<Day>) -> bool {
        self.parts.get(&part).is_some_and(|(from, to)| from <= stretch.end() && stretch.start() <= to)
    }
}

impl Heard {
    /// For each component, what has heard all of its older lines.
    pub fn recorders(&self, lengths: Lengths, rules: &Rules<'_>) -> Vec<Recorder> {
        let mut recorders: Vec<_> = rules.known.components.iter().map(|_| Recorder::default()).collect();
        for stretch in self.older.stretches(lengths.older) {
            let lines = self.lines(lengths, rules, &stretch);
            recorders.par_iter_mut().zip(lines).for_each(|(recorder, lines)| {
                recorder.hear(lines);
                recorder.forget();
            });
        }
        recorders
    }

    /// The older lines of a stretch of time, by component. A source that was not there when the log was first read has
    /// been added since: the next run will hear it.
    fn lines(&self, lengths: Lengths, rules: &Rules<'_>, stretch: &RangeInclusive<Day>) -> Vec<Vec<LogLine>> {
        let new = || vec![Vec::new(); rules.known.components.len()];
        let read = parts(lengths.part, rules.files).enumerate().map(|(part, read)| (Part::behind(part), read));
        let read = read.filter(|(part, _)| self.older.has(*part, stretch)).par_bridge();
        let found = read.fold(new, |mut found, (part, (_, read))| {
            let lines = read.iter().flat_map(|read| read.lines()).filter_map(|raw| Fields::parse(raw).ok());
            for Fields { at, component, status, source } in lines {
                if at < rules.kept_from
                    && stretch.contains(&day(at))
                    && let Some(component) = rules.known.component(component)
                    && let Some(voice) = voice(&self.monitors, source)
                {
                    found[component].push(LogLine { at, voice, part, status });
                }
            }
            found
        });
        found.reduce(new, |mut found, other| {
            for (found, other) in found.iter_mut().zip(other) {
                found.reserve_exact(other.len());
                found.extend(other);
            }
            found
        })
    }
}

/// The number of a source; none of a monitor that has none.
pub(super) fn voice(monitors: &AHashMap<Box<str>, Voice>, source: &str) -> Option<Voice> {
    match source {
        "manual" => Some(Voice::MANUAL),
        "*" => Some(Voice::OVERRIDE),
        _ => monitors.get(source).copied(),
    }
}

fn day(at: Instant) -> Day {
    at.unix().div_euclid(86_400)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn older(days: &[(Day, usize)]) -> Older {
        let mut older = Older::default();
        for (number, (day, count)) in days.iter().enumerate() {
            for second in 0..*count {
                let at = Instant::EPOCH.plus(day * 86_400 + i64::try_from(second).unwrap());
                older.count(at, Part::behind(number / 2));
            }
        }
        older
    }

    #[test]
    fn no_more_is_held_than_asked_for_but_of_one_day() {
        let older = older(&[(7, 2), (-1, 1), (0, 2), (3, 5), (8, 1), (9, 1)]);
        assert_eq!(older.stretches(3), [-1..=0, 3..=3, 7..=8, 9..=9]);
        assert_eq!(older.stretches(100), [RangeInclusive::new(-1, 9)]);
        assert!(older.stretches(1).iter().all(|stretch| stretch.start() == stretch.end()));
    }

    #[test]
    fn only_parts_with_lines_of_the_stretch_are_parsed_again() {
        let older = older(&[(7, 1), (-1, 1), (9, 1), (8, 1)]).join(self::older(&[(10, 1)]));
        let has = |days| [0, 1, 2].map(|part| older.has(Part::behind(part), &days));
        assert_eq!(has(0..=1), [true, false, false]);
        assert_eq!(has(8..=8), [true, true, false]);
        assert_eq!(has(-9..=-2), [false; 3]);
    }
}
