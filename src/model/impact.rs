use super::ComponentStatus;

/// The impact of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Impact {
    None,
    Minor,
    Major,
    Critical,
}

impl Impact {
    /// Every impact, mildest first.
    pub const ALL: [Self; 4] = [Self::None, Self::Minor, Self::Major, Self::Critical];

    /// Returns the word for this impact in files and in Statuspage's JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Minor => "minor",
            Self::Major => "major",
            Self::Critical => "critical",
        }
    }

    /// Parses a word that [`Self::word`] returns; upper case is not accepted.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|impact| impact.word() == word)
    }
}

/// Returns the impact of an incident whose worst component status is `status`.
impl From<ComponentStatus> for Impact {
    fn from(status: ComponentStatus) -> Self {
        match status {
            ComponentStatus::MajorOutage => Self::Critical,
            ComponentStatus::PartialOutage => Self::Major,
            ComponentStatus::DegradedPerformance => Self::Minor,
            ComponentStatus::UnderMaintenance | ComponentStatus::Operational => Self::None,
        }
    }
}
