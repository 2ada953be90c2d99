use std::fmt;

/// The status of a component. `Ord` compares severity: `Operational` is the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ComponentStatus {
    Operational,
    UnderMaintenance,
    DegradedPerformance,
    PartialOutage,
    MajorOutage,
}

impl ComponentStatus {
    /// Every status, mildest first.
    pub const ALL: [Self; 5] =
        [Self::Operational, Self::UnderMaintenance, Self::DegradedPerformance, Self::PartialOutage, Self::MajorOutage];

    /// Returns the word for this status in files and in Statuspage's JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Operational => "operational",
            Self::UnderMaintenance => "under_maintenance",
            Self::DegradedPerformance => "degraded_performance",
            Self::PartialOutage => "partial_outage",
            Self::MajorOutage => "major_outage",
        }
    }

    /// Parses a word that [`Self::word`] returns; upper case is not accepted.
    pub fn from_word(word: &str) -> Option<Self> {
        // Comparing lengths first is fast, which matters for logs of millions of lines.
        let status = match word.len() {
            11 => Self::Operational,
            12 => Self::MajorOutage,
            14 => Self::PartialOutage,
            17 => Self::UnderMaintenance,
            20 => Self::DegradedPerformance,
            _ => return None,
        };
        (status.word() == word).then_some(status)
    }

    /// Returns the index of this status in [`Self::ALL`].
    pub const fn slot(self) -> usize {
        self as usize
    }
}

impl fmt::Display for ComponentStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_words_are_parsed_case_sensitively() {
        for status in ComponentStatus::ALL {
            assert_eq!(ComponentStatus::from_word(status.word()), Some(status));
            assert_eq!(ComponentStatus::from_word(&status.word().to_uppercase()), None);
        }
        assert_eq!(ComponentStatus::from_word(""), None);
    }
}
