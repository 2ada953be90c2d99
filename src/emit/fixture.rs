//! A small site for the tests of all formats, built with the functions of `view::fixture`.

use std::collections::BTreeMap;

use crate::model::{Component, ComponentLog, ComponentStatus, Date, Group, Incident, Instant, Maintenance, Site};
use crate::view::fixture::{component, incident, instant, quiet, window};

pub(super) const BASE_URL: &str = "https://status.acme.example";

pub(super) fn at(text: &str) -> Instant {
    instant(text)
}

/// The current time in tests that use [`site`].
pub(super) fn now() -> Instant {
    at("2026-11-22T12:00:00Z")
}

/// Returns a site with the components website, API and payments; website and payments form a group. One incident is
/// resolved, one is open, and one starts after [`now`]. One window is completed, one canceled, one in progress, and one
/// scheduled without an update.
pub(super) fn site() -> Site {
    let mut site = quiet();
    site.page.name = "Acme & <Co>".to_owned();
    site.page.description = None;
    site.page.support_url = None;
    site.window_days = 3;
    site.components = vec![
        component("website", "Website", Some(0)),
        Component { description: Some("api.acme.example".to_owned()), ..component("api", "API", None) },
        component("payments", "Payments", Some(0)),
    ];
    for component in &mut site.components {
        component.since = Date::parse("2026-11-21");
    }
    site.components[2].since = None;
    site.groups = vec![Group { id: "group-shop".to_owned(), name: "Shop".to_owned(), members: vec![0, 2] }];
    site.incidents = incidents();
    site.windows = windows();
    site.log = vec![ComponentLog::default(); 3];
    site
}

fn incidents() -> Vec<Incident> {
    let titled = |title: &str, component, status, incident: Incident| Incident {
        title: title.to_owned(),
        affects: BTreeMap::from([(component, status)]),
        link_definitions: "[s]: https://s.example\n".to_owned(),
        ..incident
    };
    let updates = [
        ("2026-11-21T10:00:00Z", "investigating", "We *look*: see [status][s]."),
        ("2026-11-21T10:00:00Z", "investigating", "- one\n- two"),
        ("2026-11-21T10:20:00Z", "monitoring", "<script>a</script> ]]>"),
        ("2026-11-21T11:00:00Z", "resolved", ""),
        ("2026-11-22T11:00:00Z", "postmortem", "Why: see [the other](slow.md)."),
    ];
    let mut down = titled("API is down", 1, ComponentStatus::MajorOutage, incident("api-down", &updates));
    down.started = Some(at("2026-11-21T09:50:00Z"));
    down.updates[2].sets =
        BTreeMap::from([(1, ComponentStatus::DegradedPerformance), (0, ComponentStatus::PartialOutage)]);
    let updates = [("2026-11-22T11:30:00Z", "identified", "A\u{1}B"), ("2026-11-22T13:00:00Z", "resolved", "Not yet.")];
    let open = titled("Slow pages", 0, ComponentStatus::DegradedPerformance, incident("slow", &updates));
    let updates = [("2026-11-23T10:00:00Z", "investigating", "Ahead.")];
    let later = titled("Later", 1, ComponentStatus::MajorOutage, incident("later", &updates));
    vec![down, later, open]
}

fn windows() -> Vec<Maintenance> {
    let updates =
        [("2026-11-18T09:00:00Z", "scheduled", "Reads stay up."), ("2026-11-21T01:00:00Z", "completed", "Done.")];
    let done = window("done", "2026-11-20T22:00:00Z", "2026-11-21T02:00:00Z", &updates);
    let updates = [("2026-11-19T09:00:00Z", "canceled", "Not needed.")];
    let canceled = window("called-off", "2026-11-30T22:00:00Z", "2026-11-30T23:00:00Z", &updates);
    let updates = [("2026-11-22T11:05:00Z", "in_progress", "We begin.")];
    let active = window("at-work", "2026-11-22T11:00:00Z", "2026-11-22T14:00:00Z", &updates);
    let mut coming = window("coming", "2026-12-01T22:00:00Z", "2026-12-02T00:00:00Z", &[]);
    coming.text = "We move house.".to_owned();
    let mut windows = vec![active, canceled, coming, done];
    for window in &mut windows {
        window.affects = vec![2];
    }
    windows
}
