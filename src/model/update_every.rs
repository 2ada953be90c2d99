use super::Instant;

/// How often people promise a word while an incident is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UpdateEvery {
    /// At least once in so many seconds.
    Seconds(u32),
    /// Nothing is promised.
    Never,
}

impl Default for UpdateEvery {
    fn default() -> Self {
        Self::Seconds(30 * 60)
    }
}

impl UpdateEvery {
    /// Reads `30m`, `1h 30m`, `2d`, `90s` or `never`: whole numbers with their units, more than nothing in all.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text == "never" {
            return Some(Self::Never);
        }
        let mut seconds = 0_u32;
        let mut number = String::new();
        for each in text.chars().filter(|each| *each != ' ') {
            let unit = match each {
                '0'..='9' => {
                    number.push(each);
                    continue;
                }
                's' => 1,
                'm' => 60,
                'h' => 3600,
                'd' => 86_400,
                _ => return None,
            };
            let count: u32 = number.parse().ok()?;
            seconds = count.checked_mul(unit).and_then(|more| seconds.checked_add(more))?;
            number.clear();
        }
        (number.is_empty() && seconds > 0).then_some(Self::Seconds(seconds))
    }

    /// When the next word is due, if the last one came at `last`.
    pub fn after(self, last: Instant) -> Option<Instant> {
        match self {
            Self::Seconds(seconds) => Some(last.plus(i64::from(seconds))),
            Self::Never => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_read() {
        assert_eq!(UpdateEvery::parse("30m"), Some(UpdateEvery::default()));
        assert_eq!(UpdateEvery::parse("1h 30m"), Some(UpdateEvery::Seconds(5400)));
        assert_eq!(UpdateEvery::parse("never"), Some(UpdateEvery::Never));
        for wrong in ["", "30", "m", "0m", "1x", "-1h", "99999999d", "1h30"] {
            assert_eq!(UpdateEvery::parse(wrong), None, "{wrong}");
        }
    }
}
