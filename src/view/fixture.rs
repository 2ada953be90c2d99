//! Sites for tests, built without YAML.

use std::collections::BTreeMap;

use super::ViewContext;
use crate::model::{
    Brand, Component, ComponentLog, ComponentStatus, Date, Group, Incident, IncidentStatus, IncidentUpdate, Instant,
    LogEntry, Maintenance, MaintenanceStatus, MaintenanceUpdate, Page, Site, Snapshot, SourceId, UpdateEvery, Url,
    Weights, Zone,
};
use crate::text::Catalog;

/// The *now* of a test that does not set another one.
pub const NOW: &str = "2026-11-22T14:20:00Z";

/// Returns the result of `read`, which gets the context of `site` at [`NOW`].
pub fn with<T>(site: &Site, read: impl FnOnce(&ViewContext<'_>) -> T) -> T {
    at(site, NOW, read)
}

/// Returns the result of `read`, which gets the context of `site` at `now`.
pub fn at<T>(site: &Site, now: &str, read: impl FnOnce(&ViewContext<'_>) -> T) -> T {
    let snapshot = Snapshot::take(site, instant(now));
    let catalog = Catalog::english().unwrap();
    read(&ViewContext::new(&snapshot, &catalog))
}

pub fn instant(text: &str) -> Instant {
    Instant::parse_rfc3339(text).unwrap()
}

/// Returns a site with two operational components, which have data since June 2026, and without incidents.
pub fn quiet() -> Site {
    Site {
        page: Page {
            name: "Acme".into(),
            url: Url::parse("https://status.acme.example").unwrap(),
            description: Some("Live status of everything Acme runs.".into()),
            zone: Zone::named("Europe/Berlin").unwrap(),
            language: "en".into(),
            support_url: Some("https://acme.example/help".into()),
            brand: Brand::default(),
            announcement: None,
            stale_after: Page::STALE_AFTER,
        },
        window_days: 90,
        weights: Weights::default(),
        update_every: UpdateEvery::default(),
        components: vec![component("website", "Website", None), component("api", "API", None)],
        groups: Vec::new(),
        incidents: Vec::new(),
        windows: Vec::new(),
        has_possible_problem: false,
        log: vec![ComponentLog::default(); 2],
    }
}

pub fn component(id: &str, name: &str, group: Option<usize>) -> Component {
    Component {
        id: id.into(),
        name: name.into(),
        group,
        description: None,
        declared: ComponentStatus::Operational,
        since: Date::parse("2026-06-01"),
    }
}

/// Returns an incident that affects no component. Each update is a time, a status and a text.
pub fn incident(id: &str, updates: &[(&str, &str, &str)]) -> Incident {
    let update = |(at, status, text): &(&str, &str, &str)| IncidentUpdate {
        at: instant(at),
        status: IncidentStatus::from_word(status).unwrap(),
        sets: BTreeMap::new(),
        text: (*text).into(),
    };
    Incident {
        id: id.into(),
        title: format!("Incident {id}"),
        affects: BTreeMap::new(),
        started: None,
        impact: None,
        update_every: None,
        updates: updates.iter().map(update).collect(),
        unknown: Vec::new(),
        link_definitions: String::new(),
    }
}

/// Returns a maintenance window of the first component. Each update is a time, a status and a text.
pub fn window(id: &str, starts: &str, ends: &str, updates: &[(&str, &str, &str)]) -> Maintenance {
    let update = |(at, status, text): &(&str, &str, &str)| MaintenanceUpdate {
        at: instant(at),
        status: MaintenanceStatus::from_word(status).unwrap(),
        text: (*text).into(),
    };
    Maintenance {
        id: id.into(),
        title: format!("Window {id}"),
        starts: instant(starts),
        ends: instant(ends),
        affects: vec![0],
        text: String::new(),
        updates: updates.iter().map(update).collect(),
        link_definitions: String::new(),
    }
}

/// Returns the log of a component with these times and statuses from the source `manual`.
pub fn recorded(lines: &[(&str, ComponentStatus)]) -> ComponentLog {
    let entry = |(at, status): &(&str, ComponentStatus)| LogEntry {
        at: instant(at),
        source: SourceId::MANUAL,
        status: *status,
    };
    ComponentLog::new(lines.iter().map(entry).collect())
}

/// Returns a site with content of every kind: groups, all statuses, open and resolved incidents, a postmortem, past and
/// scheduled windows, a component without a history, and names that need escaping.
pub fn busy() -> Site {
    let mut site = quiet();
    site.components = vec![
        component("website", "Website <b>&amp;\"'", Some(0)),
        component("payments", "Payments", Some(0)),
        component("api", "API", Some(1)),
        component("auth", "Authentication", Some(1)),
        component("cdn", "CDN and file storage", None),
        component("email", "E-mail", Some(2)),
        component("webhooks", "Webhooks", Some(2)),
    ];
    site.components[0].description = Some("The shop itself <script>alert(1)</script>".into());
    site.components[4].since = Date::parse("2026-09-20");
    site.components[6].since = None;
    let members = [vec![0, 1], vec![2, 3], vec![5, 6]];
    let names = ["Storefront", "Platform", "Messaging"];
    site.groups = names.into_iter().zip(members).map(|(name, members)| group(name, members)).collect();
    site.log = vec![ComponentLog::default(); site.components.len()];
    site.log[2] = recorded(&[
        ("2026-10-09T02:14:33Z", ComponentStatus::DegradedPerformance),
        ("2026-10-09T02:58:33Z", ComponentStatus::Operational),
    ]);
    site.incidents = vec![card_payments(), email_delays()];
    site.windows = vec![
        window("2026-11-08-past", "2026-11-08T02:00:00Z", "2026-11-08T04:00:00Z", &[]),
        window(
            "2026-12-05-next",
            "2026-12-05T22:00:00Z",
            "2026-12-06T00:30:00Z",
            &[("2026-11-19T10:00:00Z", "scheduled", "New sign-ins may fail for up to ten minutes.")],
        ),
    ];
    site
}

fn group(name: &str, members: Vec<usize>) -> Group {
    Group { id: format!("group-{}", name.to_lowercase()), name: name.into(), members }
}

fn card_payments() -> Incident {
    let mut incident = incident(
        "2026-11-12-card-payments",
        &[
            ("2026-11-12T13:55:00Z", "investigating", "Roughly every third card payment fails."),
            ("2026-11-12T14:08:00Z", "identified", "It is now nearly all payments. We are rolling back."),
            ("2026-11-12T14:31:00Z", "monitoring", "Rolled back. <img src=x onerror=alert(1)>"),
            ("2026-11-12T15:05:00Z", "resolved", "All payments have gone through for twenty minutes."),
            (
                "2026-11-17T10:00:00Z",
                "postmortem",
                "We are sorry.\n\n### What happened\n\nA pool went from `120` to `12`.",
            ),
        ],
    );
    incident.title = "Card payments are failing".into();
    incident.started = Some(instant("2026-11-12T13:47:00Z"));
    incident.affects = BTreeMap::from([(1, ComponentStatus::PartialOutage)]);
    incident.updates[1].sets =
        BTreeMap::from([(1, ComponentStatus::MajorOutage), (2, ComponentStatus::DegradedPerformance)]);
    incident.updates[2].sets =
        BTreeMap::from([(1, ComponentStatus::DegradedPerformance), (2, ComponentStatus::Operational)]);
    incident
}

fn email_delays() -> Incident {
    let mut incident = incident(
        "2026-11-22-email-delays",
        &[
            ("2026-11-22T12:49:00Z", "investigating", "Order confirmations arrive about 20 minutes late."),
            ("2026-11-22T13:41:00Z", "monitoring", "New messages go out within a minute."),
        ],
    );
    incident.title = "E-mails arrive late <i>".into();
    incident.affects = BTreeMap::from([(5, ComponentStatus::DegradedPerformance)]);
    incident
}
