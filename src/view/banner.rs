use serde::Serialize;

use super::{Label, LabelKind, ViewContext};
use crate::model::{Impact, Indicator, Snapshot};
use crate::text::Catalog;

/// The overall status at the top of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Banner {
    pub label: Label,
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

    /// Returns the banner with the overall status of the components. If an incident is open but no status is worse than
    /// maintenance, the banner has the worst impact of the open incidents instead.
    pub fn new(context: &ViewContext<'_>) -> Self {
        Self::of(context.snapshot, context.catalog)
    }

    /// Returns the banner of `snapshot`, whose time can be later than that of the build.
    pub fn of(snapshot: &Snapshot<'_>, catalog: &Catalog) -> Self {
        let overall = snapshot.overall;
        let open = snapshot.open_incidents();
        let worst = open.iter().map(|incident| incident.impact(snapshot.now)).max();
        let is_calm = matches!(overall.indicator(), Indicator::None | Indicator::Maintenance);
        let label = match worst.filter(|_| is_calm) {
            Some(impact) => Label { kind: LabelKind::from(impact), text: catalog.format(message(impact)) },
            None => Label { kind: overall.indicator().into(), text: catalog.overall(overall) },
        };
        Self { label }
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
    use crate::view::fixture;

    #[test]
    fn banner_is_not_operational_while_incident_is_open() {
        let banner = |impact| {
            let mut site = fixture::quiet();
            site.incidents.push(fixture::incident("x", &[("2026-11-22T13:00:00Z", "investigating", "")]));
            site.incidents[0].impact = Some(impact);
            fixture::with(&site, |context| Banner::new(context).label)
        };
        assert_eq!(banner(Impact::Critical).text, "Critical incident in progress");
        assert_eq!(banner(Impact::None), Label { kind: LabelKind::Notice, text: "Incident in progress".into() });
        let operational = fixture::with(&fixture::quiet(), |context| Banner::new(context).label);
        assert_eq!(operational, Label { kind: LabelKind::Operational, text: "All Systems Operational".into() });
    }
}
