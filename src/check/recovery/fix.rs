//! Writes a line as it should be, to be shown in a message. What it guesses is never published.

use super::super::time::resolve;
use super::heading::is_dash;
use crate::model::{Instant, Zone};
use crate::source::RawTime;

/// The offsets of zones that people write by abbreviation.
const ZONES: [(&str, &str); 16] = [
    ("UTC", "UTC"),
    ("GMT", "UTC"),
    ("Z", "UTC"),
    ("WET", "+00:00"),
    ("BST", "+01:00"),
    ("CET", "+01:00"),
    ("CEST", "+02:00"),
    ("EET", "+02:00"),
    ("EEST", "+03:00"),
    ("JST", "+09:00"),
    ("EST", "-05:00"),
    ("EDT", "-04:00"),
    ("CST", "-06:00"),
    ("CDT", "-05:00"),
    ("PST", "-08:00"),
    ("PDT", "-07:00"),
];

/// Returns the time that is probably meant by a text that begins with a date, in the form of a heading. `commit` is
/// the time at which the text was written.
pub fn guess_time(text: &str, zone: Zone, commit: Instant) -> Option<String> {
    let (date, rest) = guess_date(text, zone, commit)?;
    let (clock, rest) = guess_clock(rest)?;
    let offset = match guess_zone(rest) {
        Some(offset) => format!(" {offset}"),
        // A word that is no zone may mean anything.
        None if rest.trim_start().starts_with(|next: char| next.is_alphanumeric() || next == '+') => {
            return (rest.trim_start().starts_with("Uhr")).then(|| format!("{date} {clock}"));
        }
        None => String::new(),
    };
    let time = format!("{date} {clock}{offset}");
    let raw = RawTime::parse(&time).ok()?;
    resolve(&raw, zone).is_ok().then_some(time)
}

/// Reads three numbers as a date. Returns it with the text after it.
fn guess_date(text: &str, zone: Zone, commit: Instant) -> Option<(String, &str)> {
    let start = text.find(|each: char| each.is_ascii_digit())?;
    let (first, sign, rest) = number(&text[start..])?;
    let (second, second_sign, rest) = number(rest)?;
    let digits = rest.trim_start().bytes().take_while(u8::is_ascii_digit).count();
    let (third, rest) = rest.trim_start().split_at(digits);
    let is_cut = rest.starts_with(|next: char| next.is_alphanumeric() && next != 'T');
    let third: u32 = third.parse().ok().filter(|_| sign == second_sign && !is_cut)?;
    let today = zone.date(commit);
    let this_year = u32::try_from(today.year()).ok()?;
    let year = |year: u32| match year {
        0..=99 => 2000 + year,
        2000..=2099 if year <= this_year + 1 => year,
        _ => this_year,
    };
    let days_off = |month: u32, day: u32| {
        let date = crate::model::Date::new(i32::try_from(year(third)).ok()?, month, day)?;
        Some(date.days_since(today).max(today.days_since(date)))
    };
    let (year, month, day) = match (sign, digits) {
        _ if first > 31 => (year(first), second, third),
        (_, 2) if sign != '/' && year(first) == this_year && year(third) != this_year => (year(first), second, third),
        ('/', _) if first <= 12 && second <= 12 => match (days_off(first, second), days_off(second, first)) {
            (Some(american), Some(european)) if european < american => (year(third), second, first),
            _ => (year(third), first, second),
        },
        _ if second > 12 => (year(third), first, second),
        _ => (year(third), second, first),
    };
    Some((format!("{year:04}-{month:02}-{day:02}"), rest))
}

/// Reads a number and the sign after it. Returns both and the text after them.
fn number(text: &str) -> Option<(u32, char, &str)> {
    let text = text.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    let sign = rest.chars().next().filter(|sign| matches!(sign, '/' | '.') || is_dash(*sign))?;
    Some((number.parse().ok()?, sign, &rest[sign.len_utf8()..]))
}

/// Reads a time of day such as `3:12`, `14.02`, `3pm` or `2:20 PM`. Returns it with the text after it.
fn guess_clock(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start_matches(|each: char| !each.is_ascii_digit());
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (hour, mut rest) = text.split_at(digits(text));
    let mut hour: u32 = hour.parse().ok()?;
    let mut minute = "00";
    if let Some(after) = rest.strip_prefix([':', '.', 'h']).filter(|after| digits(after) == 2) {
        (minute, rest) = after.split_at(2);
    }
    if let Some(after) = rest.strip_prefix(':').filter(|after| digits(after) == 2) {
        rest = &after[2..];
    }
    if rest.starts_with([':', '.']) {
        return None;
    }
    let half = rest.trim_start().get(..2).unwrap_or_default().to_ascii_lowercase();
    if (half == "am" || half == "pm") && hour <= 12 {
        hour = hour % 12 + if half == "pm" { 12 } else { 0 };
        rest = &rest.trim_start()[2..];
    }
    Some((format!("{hour:02}:{minute}"), rest))
}

/// Reads a zone by its abbreviation, or an offset such as `+0200`.
fn guess_zone(text: &str) -> Option<String> {
    let word = text.split_whitespace().next()?.trim_matches(|each| matches!(each, '(' | ')' | ',' | ':'));
    if let Some((_, offset)) = ZONES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)) {
        return Some((*offset).to_owned());
    }
    let sign = word.chars().next().filter(|sign| matches!(sign, '+' | '-'))?;
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        1 | 2 => Some(format!("{sign}{digits:0>2}:00")),
        4 => Some(format!("{sign}{}:{}", &digits[..2], &digits[2..])),
        _ => None,
    }
}

/// Returns a word with a capital, as statuses are written in headings.
pub fn capitalize(word: &str) -> String {
    let word = word.replace('_', " ");
    let mut characters = word.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_dates_are_guessed() {
        let commit = Instant::parse_rfc3339("2026-11-20T14:30:00Z").unwrap();
        let zone = Zone::named("Europe/Berlin").unwrap();
        let cases = [
            ("20.11.2026 15:02 - Investigating", "2026-11-20 15:02"),
            ("20. 11. 2026, 15.02 Uhr - x", "2026-11-20 15:02"),
            ("11/20/2026 2:20 PM UTC - Resolved", "2026-11-20 14:20 UTC"),
            ("20/11/26 15:10 - x", "2026-11-20 15:10"),
            ("26-11-20 15:10 - x", "2026-11-20 15:10"),
            ("2026–11–20 15:25 - x", "2026-11-20 15:25"),
            ("1926-11-20 14:02 UTC - x", "2026-11-20 14:02 UTC"),
            ("2026-11-20 3:12 UTC - x", "2026-11-20 03:12 UTC"),
            ("2026-11-20 3pm: x", "2026-11-20 15:00"),
            ("2026-11-20 15:02 CET - x", "2026-11-20 15:02 +01:00"),
            ("2026-11-20 15:02 +0100 - x", "2026-11-20 15:02 +01:00"),
        ];
        for (text, time) in cases {
            assert_eq!(guess_time(text, zone, commit).as_deref(), Some(time), "{text}");
        }
        for text in [
            "2026-11-2O 15:20 - x",
            "2026-11-20 15:2O - x",
            "2026-11-20 17:25 GMT+3 - x",
            "2026-11-20 - Resolved",
            "2026-02-30 14:00 - x",
            "x",
        ] {
            assert_eq!(guess_time(text, zone, commit), None, "{text}");
        }
    }
}
