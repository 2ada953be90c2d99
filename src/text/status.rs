use super::Catalogue;
use crate::model::{ComponentStatus, Impact, IncidentStatus, MaintenanceStatus, Overall};

impl Catalogue {
    /// `Partial outage`; of a day of which nothing is known, `No data`.
    pub fn component_status(&self, status: Option<ComponentStatus>) -> String {
        self.word("component", status.map_or("no-data", ComponentStatus::word))
    }

    /// The same within a sentence: `partial outage`.
    pub fn component_status_inline(&self, status: Option<ComponentStatus>) -> String {
        self.word("inline", status.map_or("no-data", ComponentStatus::word))
    }

    /// `Investigating`.
    pub fn incident_status(&self, status: IncidentStatus) -> String {
        self.word("incident", status.word())
    }

    /// `In progress`.
    pub fn maintenance_status(&self, status: MaintenanceStatus) -> String {
        self.word("maintenance", status.word())
    }

    /// `Major impact`.
    pub fn impact(&self, impact: Impact) -> String {
        self.word("impact", impact.word())
    }

    /// The page as a whole. In English the words that Statuspage's clients know.
    pub fn overall(&self, overall: Overall) -> String {
        self.say(match overall {
            Overall::AllOperational => "overall-all-operational",
            Overall::MajorSystemOutage => "overall-major-system-outage",
            Overall::PartialSystemOutage => "overall-partial-system-outage",
            Overall::MinorServiceOutage => "overall-minor-service-outage",
            Overall::DegradedSystemService => "overall-degraded-system-service",
            Overall::PartiallyDegradedService => "overall-partially-degraded-service",
            Overall::UnderMaintenance => "overall-under-maintenance",
        })
    }

    fn word(&self, kind: &'static str, word: &'static str) -> String {
        self.statuses.text(&(kind, word), || self.say(&format!("{kind}-{}", word.replace('_', "-"))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_a_word() {
        let english = Catalogue::english().unwrap();
        let mut told = vec![english.component_status(None), english.component_status_inline(None)];
        for status in ComponentStatus::ALL {
            told.extend([english.component_status(Some(status)), english.component_status_inline(Some(status))]);
        }
        told.extend(IncidentStatus::ALL.map(|status| english.incident_status(status)));
        told.extend(MaintenanceStatus::ALL.map(|status| english.maintenance_status(status)));
        told.extend(Impact::ALL.map(|impact| english.impact(impact)));
        // A message that is missing is told by its key, which has dashes and no blank at its place.
        for word in told {
            assert!(!word.contains('-'), "{word}");
        }
    }

    #[test]
    fn english_sums_up_as_statuspage_does() {
        let english = Catalogue::english().unwrap();
        for statuses in ComponentStatus::ALL.map(|one| ComponentStatus::ALL.map(|two| [one, two])).as_flattened() {
            let overall = Overall::of(statuses);
            assert_eq!(english.overall(overall), overall.description());
        }
    }
}
