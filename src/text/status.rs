use super::Catalog;
use crate::model::{ComponentStatus, Impact, IncidentStatus, MaintenanceStatus, Overall};

impl Catalog {
    /// Returns the name of a status: `Partial outage`, or `No data` for `None`.
    pub fn component_status(&self, status: Option<ComponentStatus>) -> String {
        self.word("component", status.map_or("no-data", ComponentStatus::word))
    }

    /// Returns the name of a status within a sentence: `partial outage`.
    pub fn component_status_inline(&self, status: Option<ComponentStatus>) -> String {
        self.word("inline", status.map_or("no-data", ComponentStatus::word))
    }

    /// Returns the name of a status: `Investigating`.
    pub fn incident_status(&self, status: IncidentStatus) -> String {
        self.word("incident", status.word())
    }

    /// Returns the name of a status: `In progress`.
    pub fn maintenance_status(&self, status: MaintenanceStatus) -> String {
        self.word("maintenance", status.word())
    }

    /// Returns the name of an impact: `Major impact`.
    pub fn impact(&self, impact: Impact) -> String {
        self.word("impact", impact.word())
    }

    /// Returns the text of the overall status. In English it equals the text of Statuspage, because clients parse it.
    pub fn overall(&self, overall: Overall) -> String {
        self.format(match overall {
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
        self.statuses.text(&(kind, word), || self.format(&format!("{kind}-{}", word.replace('_', "-"))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_a_message() {
        let english = Catalog::english().unwrap();
        let mut names = vec![english.component_status(None), english.component_status_inline(None)];
        for status in ComponentStatus::ALL {
            names.extend([english.component_status(Some(status)), english.component_status_inline(Some(status))]);
        }
        names.extend(IncidentStatus::ALL.map(|status| english.incident_status(status)));
        names.extend(MaintenanceStatus::ALL.map(|status| english.maintenance_status(status)));
        names.extend(Impact::ALL.map(|impact| english.impact(impact)));
        // A missing message is shown as its key, which contains a dash.
        for word in names {
            assert!(!word.contains('-'), "{word}");
        }
    }

    #[test]
    fn english_overall_status_has_wording_of_statuspage() {
        let english = Catalog::english().unwrap();
        for statuses in ComponentStatus::ALL.map(|one| ComponentStatus::ALL.map(|two| [one, two])).as_flattened() {
            let overall = Overall::of(statuses);
            assert_eq!(english.overall(overall), overall.description());
        }
    }
}
