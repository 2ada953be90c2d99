use super::ComponentStatus::{self, DegradedPerformance, MajorOutage, Operational, PartialOutage, UnderMaintenance};

/// The word that sums up the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Indicator {
    None,
    Maintenance,
    Minor,
    Major,
    Critical,
}

impl Indicator {
    /// The word that Statuspage's JSON uses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Maintenance => "maintenance",
            Self::Minor => "minor",
            Self::Major => "major",
            Self::Critical => "critical",
        }
    }
}

/// The page as a whole: one of seven answers, whose words clients compare letter by letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Overall {
    AllOperational,
    MajorSystemOutage,
    PartialSystemOutage,
    MinorServiceOutage,
    DegradedSystemService,
    PartiallyDegradedService,
    UnderMaintenance,
}

impl Overall {
    /// What files about the page as a whole are called, beside those about components.
    pub const ID: &str = "overall";

    /// The first row of Statuspage's table that fits the components' statuses.
    pub fn of(statuses: &[ComponentStatus]) -> Self {
        let any = |status| statuses.contains(&status);
        let all = |status| statuses.iter().all(|each| *each == status);
        if all(Operational) {
            Self::AllOperational
        } else if all(MajorOutage) {
            Self::MajorSystemOutage
        } else if any(MajorOutage) || all(PartialOutage) {
            Self::PartialSystemOutage
        } else if any(PartialOutage) {
            Self::MinorServiceOutage
        } else if all(DegradedPerformance) {
            Self::DegradedSystemService
        } else if any(DegradedPerformance) {
            Self::PartiallyDegradedService
        } else {
            debug_assert!(any(UnderMaintenance));
            Self::UnderMaintenance
        }
    }

    pub const fn indicator(self) -> Indicator {
        match self {
            Self::AllOperational => Indicator::None,
            Self::MajorSystemOutage => Indicator::Critical,
            Self::PartialSystemOutage => Indicator::Major,
            Self::MinorServiceOutage | Self::DegradedSystemService | Self::PartiallyDegradedService => Indicator::Minor,
            Self::UnderMaintenance => Indicator::Maintenance,
        }
    }

    /// Statuspage's own English words, for JSON.
    pub const fn description(self) -> &'static str {
        match self {
            Self::AllOperational => "All Systems Operational",
            Self::MajorSystemOutage => "Major System Outage",
            Self::PartialSystemOutage => "Partial System Outage",
            Self::MinorServiceOutage => "Minor Service Outage",
            Self::DegradedSystemService => "Degraded System Service",
            Self::PartiallyDegradedService => "Partially Degraded Service",
            Self::UnderMaintenance => "Service Under Maintenance",
        }
    }
}
