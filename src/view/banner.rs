use serde::Serialize;

use super::{Guide, Kind, Label};
use crate::model::{Impact, Indicator, Snapshot};
use crate::text::Catalog;

/// The one answer that visitors come for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Banner {
    pub label: Label,
}

impl Banner {
    /// The kinds that its label can have.
    pub const KINDS: [Kind; 6] =
        [Kind::Operational, Kind::Maintenance, Kind::Degraded, Kind::Partial, Kind::Major, Kind::Notice];

    /// What the components come to. While an incident is open it never says that all is well, or that all
    /// that happens was planned: then it names the worst impact of those that are open.
    pub fn new(guide: &Guide<'_>) -> Self {
        Self::of(guide.snapshot, guide.words)
    }

    /// The same at an instant for which there is no guide.
    pub fn of(snapshot: &Snapshot<'_>, words: &Catalog) -> Self {
        let overall = snapshot.overall;
        let open = snapshot.open_incidents();
        let worst = open.iter().map(|incident| incident.impact(snapshot.now)).max();
        let calm = matches!(overall.indicator(), Indicator::None | Indicator::Maintenance);
        let label = match worst.filter(|_| calm) {
            Some(impact) => Label { kind: Kind::from(impact), text: words.format(wording(impact)) },
            None => Label { kind: overall.indicator().into(), text: words.overall(overall) },
        };
        Self { label }
    }
}

const fn wording(impact: Impact) -> &'static str {
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
    fn all_is_never_well_while_an_incident_is_open() {
        let banner = |impact| {
            let mut site = fixture::quiet();
            site.incidents.push(fixture::incident("x", &[("2026-11-22T13:00:00Z", "investigating", "")]));
            site.incidents[0].impact = Some(impact);
            fixture::with(&site, |guide| Banner::new(guide).label)
        };
        assert_eq!(banner(Impact::Critical).text, "Critical incident in progress");
        assert_eq!(banner(Impact::None), Label { kind: Kind::Notice, text: "Incident in progress".into() });
        let well = fixture::with(&fixture::quiet(), |guide| Banner::new(guide).label);
        assert_eq!(well, Label { kind: Kind::Operational, text: "All Systems Operational".into() });
    }
}
