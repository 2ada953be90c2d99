use super::Instant;

/// How often people promise a word while an incident is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    /// Reads a length of time such as `1h 30m`, or `never`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text == "never" {
            return Some(Self::Never);
        }
        super::length::seconds_of(text).map(Self::Seconds)
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
    fn intervals_are_parsed() {
        assert_eq!(UpdateEvery::parse("30m"), Some(UpdateEvery::default()));
        assert_eq!(UpdateEvery::parse(" never "), Some(UpdateEvery::Never));
        assert_eq!(UpdateEvery::parse("sometimes"), None);
    }
}
