use super::Instant;

/// How often updates are promised while an incident is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UpdateEvery {
    /// At least once in this number of seconds.
    Seconds(u32),
    /// No updates are promised.
    Never,
}

impl Default for UpdateEvery {
    fn default() -> Self {
        Self::Seconds(30 * 60)
    }
}

impl UpdateEvery {
    /// Parses a duration such as `1h 30m`, or `never`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text == "never" {
            return Some(Self::Never);
        }
        super::length::seconds_of(text).map(Self::Seconds)
    }

    /// Returns when the next update is due after an update at `last`, or `None` if none is promised.
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
    fn duration_or_never_is_parsed() {
        assert_eq!(UpdateEvery::parse("30m"), Some(UpdateEvery::default()));
        assert_eq!(UpdateEvery::parse(" never "), Some(UpdateEvery::Never));
        assert_eq!(UpdateEvery::parse("sometimes"), None);
    }
}
