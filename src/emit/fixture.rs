//! A small site, built by hand, that the tests of all formats read.

use std::collections::BTreeMap;

use crate::model::{
    Brand, Component, ComponentLog, ComponentStatus, Date, Group, Incident, IncidentStatus, IncidentUpdate, Instant,
    Maintenance, MaintenanceStatus, MaintenanceUpdate, Page, Site, UpdateEvery, Url, Weights, Zone,
};

pub(super) const BASE_URL: &str = "https://status.acme.example";

pub(super) fn at(text: &str) -> Instant {
    Instant::parse_rfc3339(text).unwrap()
}

/// The instant at which tests look at [`site`].
pub(super) fn now() -> Instant {
    at("2026-11-22T12:00:00Z")
}

/// Website, API and payments; website and payments make a group. One incident is over, one open, one
/// has not begun; one window is done, one canceled, one at work, one to come without a word.
pub(super) fn site() -> Site {
    Site {
        page: Page {
            name: "Acme & <Co>".to_owned(),
            url: Url::parse(BASE_URL).unwrap(),
            description: None,
            zone: Zone::named("Europe/Berlin").unwrap(),
            language: "en".to_owned(),
            support_url: None,
            brand: Brand::default(),
            announcement: None,
            stale_after: Page::STALE_AFTER,
        },
        window_days: 3,
        weights: Weights::default(),
        update_every: UpdateEvery::default(),
        components: vec![
            component("website", "Website", Some(0)),
            component("api", "API", None),
            Component { since: None, ..component("payments", "Payments", Some(0)) },
        ],
        groups: vec![Group { id: "group-shop".to_owned(), name: "Shop".to_owned(), members: vec![0, 2] }],
        incidents: incidents(),
        windows: windows(),
        log: vec![ComponentLog::default(); 3],
    }
}

fn component(id: &str, name: &str, group: Option<usize>) -> Component {
    Component {
        id: id.to_owned(),
        name: name.to_owned(),
        group,
        description: (id == "api").then(|| "api.acme.example".to_owned()),
        declared: ComponentStatus::Operational,
        since: Date::parse("2026-11-21"),
    }
}

fn incidents() -> Vec<Incident> {
    let major = || BTreeMap::from([(1, ComponentStatus::MajorOutage)]);
    let mut down = incident("api-down", "API is down", major());
    down.started = Some(at("2026-11-21T09:50:00Z"));
    down.updates = vec![
        said("2026-11-21T10:00:00Z", IncidentStatus::Investigating, "We *look*: see [status][s]."),
        said("2026-11-21T10:00:00Z", IncidentStatus::Investigating, "- one\n- two"),
        IncidentUpdate {
            sets: BTreeMap::from([(1, ComponentStatus::DegradedPerformance), (0, ComponentStatus::PartialOutage)]),
            ..said("2026-11-21T10:20:00Z", IncidentStatus::Monitoring, "<script>a</script> ]]>")
        },
        said("2026-11-21T11:00:00Z", IncidentStatus::Resolved, ""),
        said("2026-11-22T11:00:00Z", IncidentStatus::Postmortem, "Why: see [the other](slow.md)."),
    ];
    let mut open = incident("slow", "Slow pages", BTreeMap::from([(0, ComponentStatus::DegradedPerformance)]));
    open.updates = vec![
        said("2026-11-22T11:30:00Z", IncidentStatus::Identified, "A\u{1}B"),
        said("2026-11-22T13:00:00Z", IncidentStatus::Resolved, "Not yet."),
    ];
    let mut later = incident("later", "Later", major());
    later.updates = vec![said("2026-11-23T10:00:00Z", IncidentStatus::Investigating, "Ahead.")];
    vec![down, later, open]
}

fn incident(id: &str, title: &str, affects: BTreeMap<usize, ComponentStatus>) -> Incident {
    Incident {
        id: id.to_owned(),
        title: title.to_owned(),
        affects,
        started: None,
        impact: None,
        update_every: None,
        updates: Vec::new(),
        link_definitions: "[s]: https://s.example\n".to_owned(),
    }
}

fn said(time: &str, status: IncidentStatus, text: &str) -> IncidentUpdate {
    IncidentUpdate { at: at(time), status, sets: BTreeMap::new(), text: text.to_owned() }
}

fn windows() -> Vec<Maintenance> {
    let mut done = window("done", "2026-11-20T22:00:00Z", "2026-11-21T02:00:00Z");
    done.updates = vec![
        planned("2026-11-18T09:00:00Z", MaintenanceStatus::Scheduled, "Reads stay up."),
        planned("2026-11-21T01:00:00Z", MaintenanceStatus::Completed, "Done."),
    ];
    let mut called_off = window("called-off", "2026-11-30T22:00:00Z", "2026-11-30T23:00:00Z");
    called_off.updates = vec![planned("2026-11-19T09:00:00Z", MaintenanceStatus::Canceled, "Not needed.")];
    let mut at_work = window("at-work", "2026-11-22T11:00:00Z", "2026-11-22T14:00:00Z");
    at_work.updates = vec![planned("2026-11-22T11:05:00Z", MaintenanceStatus::InProgress, "We begin.")];
    let mut coming = window("coming", "2026-12-01T22:00:00Z", "2026-12-02T00:00:00Z");
    coming.text = "We move house.".to_owned();
    vec![at_work, called_off, coming, done]
}

fn window(id: &str, starts: &str, ends: &str) -> Maintenance {
    Maintenance {
        id: id.to_owned(),
        title: format!("Window {id}"),
        starts: at(starts),
        ends: at(ends),
        affects: vec![2],
        text: String::new(),
        updates: Vec::new(),
        link_definitions: String::new(),
    }
}

fn planned(time: &str, status: MaintenanceStatus, text: &str) -> MaintenanceUpdate {
    MaintenanceUpdate { at: at(time), status, text: text.to_owned() }
}
