use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Date, Instant, LocalError, Zone};
use crate::source::{RawTime, RawWhen, RawZone, SourceText, Spanned, TimeProblem};

/// Returns the time of an update. An update dated `now` has the current time until `publish` replaces the word.
pub fn instant(source: &SourceText, when: &Spanned<RawWhen>, zone: Zone, now: Instant) -> Result<Instant, Diagnostic> {
    match when.value {
        RawWhen::Now => Ok(now),
        RawWhen::At(time) => resolved(source, &time, &when.span, zone),
    }
}

fn resolved(source: &SourceText, time: &RawTime, span: &Range<usize>, zone: Zone) -> Result<Instant, Diagnostic> {
    resolve(time, zone).map_err(|(message, hint)| source.problem(Code::BadTime, span, message).hint(hint))
}

/// Parses the time of `started`, `starts` or `ends`.
pub fn instant_of_text(source: &SourceText, text: &Spanned<String>, zone: Zone) -> Result<Instant, Diagnostic> {
    let time = RawTime::parse(&text.value).map_err(|problem| {
        let message = match problem {
            TimeProblem::NoDate => format!("`{}` does not begin with a date such as 2026-11-20", text.value),
            TimeProblem::NoTime => format!("`{}` has no time of day in the form `14:02`", text.value),
            TimeProblem::Zone => {
                let message = format!("unknown time zone `{}`", RawTime::zone_text(&text.value));
                let hint = format!("use `UTC`, an offset such as `+01:00`, or nothing for `{}`", zone.name());
                return source.problem(Code::BadTime, &text.span, message).hint(hint);
            }
        };
        let hint = "write `2026-11-20 03:12 UTC`, with two digits for the hour; without `UTC` or an offset, the time zone \
                    of the page is used";
        source.problem(Code::BadTime, &text.span, message).hint(hint)
    })?;
    resolved(source, &time, &text.span, zone)
}

/// Returns the instant of a time. Without a zone of its own, the time is in `zone`.
///
/// # Errors
/// The message and the hint, if there is no such time.
pub fn resolve(time: &RawTime, zone: Zone) -> Result<Instant, (String, String)> {
    let RawTime { year, month, day, hour, minute, second, .. } = *time;
    let wrong = |message: String, hint: &str| (message, hint.to_owned());
    if !Date::YEARS.contains(&year) {
        return Err(wrong(format!("the year {year:04} is not between 2000 and 2099"), "correct the year"));
    }
    let date = Date::new(year, month, day).ok_or_else(|| {
        wrong(format!("the date {year:04}-{month:02}-{day:02} does not exist"), "write year-month-day")
    })?;
    if hour > 23 || minute > 59 || second > 59 {
        let message = format!("{hour:02}:{minute:02}:{second:02} is not a valid time of day");
        return Err(wrong(message, "use hours from 00 to 23, and minutes and seconds from 00 to 59"));
    }
    let at_offset = |offset| {
        date.at_offset(hour, minute, second, offset).ok_or_else(|| {
            wrong("the offset is too large".to_owned(), "use an offset of less than 24 hours, such as `+02:00`")
        })
    };
    match time.zone {
        RawZone::Utc => at_offset(0),
        RawZone::Offset(offset) => at_offset(offset),
        RawZone::Page => zone.resolve(date, hour, minute, second).map_err(|error| {
            let seconds = if second == 0 { String::new() } else { format!(":{second:02}") };
            let local = format!("{date} {hour:02}:{minute:02}{seconds}");
            match error {
                LocalError::Skipped => wrong(
                    format!("{local} does not exist in {}, because the clocks skip it", zone.name()),
                    "write the time in UTC, such as `2026-11-20 14:02 UTC`",
                ),
                LocalError::Ambiguous(first, second) => (
                    format!("{local} occurs twice in {}, because the clocks go back", zone.name()),
                    format!("write the time in UTC: `{}` or `{}`", first.format_utc(), second.format_utc()),
                ),
            }
        }),
    }
}

/// Explains how a written time was interpreted, and what it would be in the other zone: UTC or that of the page.
pub fn readings(time: &RawTime, zone: Zone) -> String {
    let read = |clocks| resolve(&RawTime { zone: clocks, ..*time }, zone).ok();
    let show = |at: Option<Instant>| at.map_or_else(|| "not a valid time".to_owned(), Instant::format_utc);
    let (written, other, local) = match time.zone {
        RawZone::Page => (read(RawZone::Page), read(RawZone::Utc), "as UTC".to_owned()),
        zone_written => (read(zone_written), read(RawZone::Page), format!("as local time in {}", zone.name())),
    };
    let own = match time.zone {
        RawZone::Page => format!("it was read as local time in {}, which is {}", zone.name(), show(written)),
        _ => format!("it was read as {}", show(written)),
    };
    format!("{own}; {local} it would be {}", show(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_for_ambiguous_time_shows_seconds() {
        let time = RawTime::parse("2026-10-25 02:30:15").unwrap();
        let (message, hint) = resolve(&time, Zone::named("Europe/Berlin").unwrap()).unwrap_err();
        assert_eq!(message, "2026-10-25 02:30:15 occurs twice in Europe/Berlin, because the clocks go back");
        assert_eq!(hint, "write the time in UTC: `2026-10-25 00:30:15 UTC` or `2026-10-25 01:30:15 UTC`");
    }
}
