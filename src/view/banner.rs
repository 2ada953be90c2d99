use serde::Serialize;

use super::{Label, LabelKind, ViewContext};
use crate::model::{Impact, Indicator, Snapshot};
use crate::text::Catalog;

/// The overall status at the top of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Banner {
    pub label: Label,
    /// A sentence about the status; none if the label says everything.
    pub note: Option<String>,
}

impl Banner {
    /// The kinds of labels that a banner can have.
    pub const KINDS: [LabelKind; 6] = [
        LabelKind::Operational,
        LabelKind::Maintenance,
        LabelKind::Degraded,
        LabelKind::Partial,
        LabelKind::Major,
        LabelKind::Notice,
    ];

    /// Returns the first that fits: a possible problem; the worse of open incidents and components; maintenance; that all
    /// is well.
    pub fn new(context: &ViewContext<'_>) -> Self {
        Self::of(context.snapshot, context.catalog)
    }

    /// Returns the banner of `snapshot`, whose time can be later than that of the build.
    pub fn of(snapshot: &Snapshot<'_>, catalog: &Catalog) -> Self {
        let known = known(snapshot, catalog);
        if !snapshot.site.has_possible_problem {
            return Self { label: known, note: None };
        }
        let kind = match known.kind {
            LabelKind::Operational | LabelKind::Maintenance => LabelKind::Notice,
            // An outage that is known does not look milder.
            worse => worse,
        };
        let label = Label { kind, text: catalog.format("banner-possible-problem") };
        Self { label, note: Some(catalog.format("possible-problem-text")) }
    }
}

/// Returns the overall status of the components, or the impact of an open incident that is worse. An open incident
/// comes before maintenance even if it has no impact.
fn known(snapshot: &Snapshot<'_>, catalog: &Catalog) -> Label {
    let indicator = snapshot.overall.indicator();
    let is_calm = matches!(indicator, Indicator::None | Indicator::Maintenance);
    let open = snapshot.open_incidents();
    match open.iter().map(|incident| incident.impact_beyond_components(snapshot.now)).max() {
        Some(impact) if is_calm || impact > impact_of(indicator) => {
            Label { kind: impact.into(), text: catalog.format(message(impact)) }
        }
        _ => Label { kind: indicator.into(), text: catalog.overall(snapshot.overall) },
    }
}

const fn impact_of(indicator: Indicator) -> Impact {
    match indicator {
        Indicator::None | Indicator::Maintenance => Impact::None,
        Indicator::Minor => Impact::Minor,
        Indicator::Major => Impact::Major,
        Indicator::Critical => Impact::Critical,
    }
}

const fn message(impact: Impact) -> &'static str {
    match impact {
        Impact::None => "banner-incident",
        Impact::Minor => "banner-incident-minor",
        Impact::Major => "banner-incident-major",
        Impact::Critical => "banner-incident-critical",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ComponentStatus, Incident, Site, UnknownComponent};
    use crate::view::fixture;

    fn banner(site: &Site) -> Banner {
        fixture::with(site, Banner::new)
    }

    fn label(site: &Site) -> String {
        let Label { kind, text } = banner(site).label;
        format!("{}: {text}", kind.word())
    }

    fn open_incident() -> Incident {
        fixture::incident("x", &[("2026-11-22T13:00:00Z", "investigating", "")])
    }

    fn unknown(name: &str, status: ComponentStatus, from: Option<&str>) -> UnknownComponent {
        UnknownComponent { name: name.into(), status, from: from.map(fixture::instant) }
    }

    #[test]
    fn banner_is_not_operational_while_incident_is_open() {
        let mut site = fixture::quiet();
        assert_eq!(label(&site), "operational: All Systems Operational");
        site.incidents.push(open_incident());
        assert_eq!(label(&site), "notice: Incident in progress");
        site.windows = vec![fixture::window("w", "2026-11-22T14:00:00Z", "2026-11-22T15:00:00Z", &[])];
        assert_eq!(label(&site), "notice: Incident in progress");
        site.incidents[0].impact = Some(Impact::Critical);
        assert_eq!(label(&site), "major: Critical incident in progress");
        site.incidents.clear();
        assert_eq!(label(&site), "maintenance: Service Under Maintenance");
    }

    #[test]
    fn banner_has_level_of_what_incident_gives_now() {
        let mut site = fixture::quiet();
        site.incidents.push(open_incident());
        site.incidents[0].affects = [(1, ComponentStatus::MajorOutage)].into();
        assert_eq!(label(&site), "partial: Partial System Outage");
        site.incidents[0].updates[0].sets = [(1, ComponentStatus::Operational)].into();
        site.incidents[0].started = Some(fixture::instant("2026-11-22T12:00:00Z"));
        assert_eq!(label(&site), "notice: Incident in progress", "the outage is over, the incident is not");
    }

    #[test]
    fn banner_has_level_of_unknown_component_unless_another_is_worse() {
        let mut site = fixture::quiet();
        site.incidents.push(open_incident());
        site.incidents[0].unknown = vec![unknown("shop", ComponentStatus::PartialOutage, None)];
        assert_eq!(label(&site), "partial: Major incident in progress");
        site.components[1].declared = ComponentStatus::DegradedPerformance;
        assert_eq!(label(&site), "partial: Major incident in progress");
        site.components[1].declared = ComponentStatus::MajorOutage;
        assert_eq!(label(&site), "partial: Partial System Outage");
        site.components[1].declared = ComponentStatus::Operational;
        let update = Some("2026-11-22T13:00:00Z");
        site.incidents[0].started = Some(fixture::instant("2026-11-22T12:00:00Z"));
        site.incidents[0].unknown.push(unknown("shop", ComponentStatus::Operational, update));
        assert_eq!(label(&site), "notice: Incident in progress");
        site.incidents[0].impact = Some(Impact::Minor);
        assert_eq!(label(&site), "degraded: Minor incident in progress");
    }

    #[test]
    fn possible_problem_comes_first_and_known_outage_keeps_its_color() {
        let mut site = fixture::quiet();
        site.has_possible_problem = true;
        assert_eq!(label(&site), "notice: Possible problem");
        assert_eq!(banner(&site).note.unwrap(), "We are looking into a possible problem.");
        site.windows = vec![fixture::window("w", "2026-11-22T14:00:00Z", "2026-11-22T15:00:00Z", &[])];
        assert_eq!(label(&site), "notice: Possible problem");
        site.components[1].declared = ComponentStatus::MajorOutage;
        assert_eq!(label(&site), "partial: Possible problem");
    }
}
