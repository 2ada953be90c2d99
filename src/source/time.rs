/// A time in the format `2026-11-20 14:02[:30] [UTC|Z|+02:00]`, whose numbers are not yet checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawTime {
    pub year: i32,
    pub month: u32,
    pub day: u32,
    pub hour: u32,
    pub minute: u32,
    pub second: u32,
    pub zone: RawZone,
}

/// The time zone in which a [`RawTime`] is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawZone {
    Utc,
    /// Seconds east of UTC.
    Offset(i32),
    /// The zone of the page: the time is written without a zone.
    Page,
}

/// The reason why a text is not a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeProblem {
    NoDate,
    NoTime,
    /// The text after the time is not a zone.
    Zone,
}

impl RawTime {
    /// Parses a text that consists of a time and nothing else.
    ///
    /// # Errors
    /// When the text does not have the format of a [`RawTime`].
    pub fn parse(text: &str) -> Result<Self, TimeProblem> {
        let text = text.trim();
        let (time, used) = Self::parse_start(text)?;
        if text[used..].trim().is_empty() { Ok(time) } else { Err(TimeProblem::Zone) }
    }

    /// Parses the time at the start of `text`. Returns it with its length in bytes.
    ///
    /// # Errors
    /// When the text does not have the format of a [`RawTime`].
    pub fn parse_start(text: &str) -> Result<(Self, usize), TimeProblem> {
        let mut scan = Scan { rest: text };
        let (year, month, day) = scan.date().ok_or(TimeProblem::NoDate)?;
        if !scan.eat("T") && !scan.eat("t") && !scan.blanks() {
            return Err(TimeProblem::NoTime);
        }
        let (hour, minute, second) = scan.time().ok_or(TimeProblem::NoTime)?;
        let before_zone = scan.rest;
        scan.blanks();
        let zone = scan.zone();
        if zone.is_none() {
            scan.rest = before_zone;
        }
        let year = i32::try_from(year).map_err(|_| TimeProblem::NoDate)?;
        let time = Self { year, month, day, hour, minute, second, zone: zone.unwrap_or(RawZone::Page) };
        Ok((time, text.len() - scan.rest.len()))
    }

    /// Returns what follows the time at the start of `text`, where a zone may be.
    pub fn zone_text(text: &str) -> &str {
        let text = text.trim();
        Self::parse_start(text).map_or("", |(_, used)| text[used..].trim())
    }

    /// Whether `text` begins with a date.
    pub fn begins_with_date(text: &str) -> bool {
        Scan { rest: text }.date().is_some()
    }
}

/// A cursor over a text.
struct Scan<'a> {
    rest: &'a str,
}

impl Scan<'_> {
    fn eat(&mut self, word: &str) -> bool {
        let rest = self.rest.strip_prefix(word);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn blanks(&mut self) -> bool {
        let trimmed = self.rest.trim_start_matches([' ', '\t']);
        let any = trimmed.len() < self.rest.len();
        self.rest = trimmed;
        any
    }

    /// Parses exactly `count` digits.
    fn digits(&mut self, count: usize) -> Option<u32> {
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits != count {
            return None;
        }
        let (number, rest) = self.rest.split_at(count);
        self.rest = rest;
        number.parse().ok()
    }

    fn date(&mut self) -> Option<(u32, u32, u32)> {
        let year = self.digits(4)?;
        let month = self.eat("-").then(|| self.digits(2))??;
        let day = self.eat("-").then(|| self.digits(2))??;
        Some((year, month, day))
    }

    fn time(&mut self) -> Option<(u32, u32, u32)> {
        let hour = self.digits(2)?;
        let minute = self.eat(":").then(|| self.digits(2))??;
        let second = if self.eat(":") { self.digits(2)? } else { 0 };
        Some((hour, minute, second))
    }

    fn zone(&mut self) -> Option<RawZone> {
        let word_ends = |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric());
        for word in ["UTC", "utc", "Z", "z"] {
            if self.rest.strip_prefix(word).is_some_and(word_ends) {
                self.eat(word);
                return Some(RawZone::Utc);
            }
        }
        let east = if self.rest.starts_with('+') {
            1
        } else if self.rest.starts_with('-') {
            -1
        } else {
            return None;
        };
        self.rest = &self.rest[1..];
        let hours = self.digits(2)?;
        let minutes = self.eat(":").then(|| self.digits(2))??;
        let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
        Some(RawZone::Offset(east * seconds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn valid_times_are_parsed_and_others_rejected() {
        let plain = RawTime { year: 2026, month: 11, day: 20, hour: 14, minute: 2, second: 0, zone: RawZone::Page };
        assert_eq!(RawTime::parse("2026-11-20 14:02"), Ok(plain));
        assert_eq!(RawTime::parse("2026-11-20T14:02Z"), Ok(RawTime { zone: RawZone::Utc, ..plain }));
        assert_eq!(RawTime::parse("2026-11-20 14:02:00 +02:00"), Ok(RawTime { zone: RawZone::Offset(7200), ..plain }));
        assert_eq!(RawTime::parse("2026-11-20"), Err(TimeProblem::NoTime));
        assert_eq!(RawTime::parse("2026-11-20 14:02 CET"), Err(TimeProblem::Zone));
        assert_eq!(RawTime::parse("20 Nov 2026"), Err(TimeProblem::NoDate));
    }

    #[test]
    fn dash_after_time_is_not_an_offset() {
        let used = |text: &str| RawTime::parse_start(text).map(|(_, used)| used);
        assert_eq!(used("2026-11-20 14:02 - Resolved"), Ok(16));
        assert_eq!(used("2026-11-20 14:02 -07:00 - Resolved"), Ok(23));
        assert_eq!(used("2026-11-20 14:02-Resolved"), Ok(16));
        assert_eq!(used("2026-11-20 14:02 UTC – Resolved"), Ok(20));
    }
}
