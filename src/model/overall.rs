use super::ComponentStatus::{self, DegradedPerformance, MajorOutage, Operational, PartialOutage, UnderMaintenance};

/// The severity of the overall status, as in `status.indicator` of Statuspage's JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Indicator {
    None,
    Maintenance,
    Minor,
    Major,
    Critical,
}

impl Indicator {
    /// Returns the value of `status.indicator` in Statuspage's JSON.
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

/// The overall status of the page.
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
    /// The id of the whole page in the names of badge files, where components have their ids: `badges/overall.svg`.
    pub const ID: &str = "overall";

    /// Returns the overall status of a page with components of these statuses, by the rules of Statuspage.
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

    /// Returns the English description of this status in the words of Statuspage, for JSON.
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
