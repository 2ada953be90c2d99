use serde_json::{Value, json};

use super::{Api, files};
use crate::emit::fixture::{BASE_URL, at, now, site};
use crate::model::{Instant, Snapshot};

fn read(now: Instant, path: &str) -> Value {
    let site = site();
    let files = files(&Snapshot::take(&site, now), BASE_URL).unwrap();
    let file = files.iter().find(|file| file.path == format!("api/v2/{path}")).unwrap();
    assert_eq!(file.bytes.last(), Some(&b'\n'));
    serde_json::from_slice(&file.bytes).unwrap()
}

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|each| each["id"].as_str().unwrap()).collect()
}

#[test]
fn summary_snapshot() {
    let site = site();
    let snapshot = Snapshot::take(&site, now());
    let summary = serde_json::to_string_pretty(&Api::new(&snapshot, BASE_URL).summary()).unwrap();
    insta::assert_snapshot!(summary);
}

#[test]
fn event_lists_have_same_events_as_those_of_statuspage() {
    let summary = read(now(), "summary.json");
    assert_eq!(ids(&summary["incidents"]), ["slow"]);
    assert_eq!(ids(&summary["scheduled_maintenances"]), ["coming", "at-work"]);
    assert_eq!(ids(&read(now(), "incidents.json")["incidents"]), ["slow", "api-down"]);
    assert_eq!(ids(&read(now(), "incidents/unresolved.json")["incidents"]), ["slow"]);
    let all = read(now(), "scheduled-maintenances.json");
    assert_eq!(ids(&all["scheduled_maintenances"]), ["coming", "called-off", "at-work", "done"]);
    assert_eq!(all["scheduled_maintenances"][1]["status"], "completed");
    let upcoming = read(now(), "scheduled-maintenances/upcoming.json");
    assert_eq!(ids(&upcoming["scheduled_maintenances"]), ["coming"]);
    let active = read(now(), "scheduled-maintenances/active.json");
    assert_eq!(ids(&active["scheduled_maintenances"]), ["at-work"]);
    let status = read(now(), "status.json");
    assert_eq!(status["status"], json!({ "indicator": "minor", "description": "Partially Degraded Service" }));
    assert_eq!(read(now(), "components.json")["status"], status["status"]);
}

#[test]
fn groups_precede_their_components() {
    let components = read(now(), "components.json")["components"].clone();
    let rows: Vec<_> =
        components.as_array().unwrap().iter().map(|row| json!([row["id"], row["position"], row["group_id"]])).collect();
    assert_eq!(
        json!(rows),
        json!([["group-shop", 1, null], ["website", 1, "group-shop"], ["payments", 2, "group-shop"], ["api", 2, null]])
    );
    assert_eq!(components[0]["components"], json!(["website", "payments"]));
    assert_eq!(components[0]["status"], "degraded_performance");
    assert_eq!(components[1]["start_date"], "2026-11-21");
    assert_eq!(components[2]["start_date"], Value::Null);
    assert!(components[1].get("components").is_none());
}

#[test]
fn update_lists_changed_components_with_old_and_new_status() {
    let incidents = read(now(), "incidents.json");
    let incident = &incidents["incidents"][1];
    assert_eq!(incident["started_at"], "2026-11-21T09:50:00.000Z");
    assert_eq!(incident["created_at"], "2026-11-21T10:00:00.000Z");
    assert_eq!(incident["monitoring_at"], "2026-11-21T10:20:00.000Z");
    assert_eq!(incident["resolved_at"], "2026-11-21T11:00:00.000Z");
    assert_eq!(incident["updated_at"], "2026-11-22T11:00:00.000Z");
    assert_eq!((&incident["status"], &incident["impact"]), (&json!("postmortem"), &json!("critical")));
    let updates: Vec<_> = incident["incident_updates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|update| {
            let affected = update["affected_components"].as_array().unwrap();
            let affected = affected
                .iter()
                .map(|one| format!("{} {} {}", one["name"], one["old_status"], one["new_status"]).replace('"', ""));
            (update["id"].as_str().unwrap(), affected.collect::<Vec<_>>().join(", "))
        })
        .collect();
    assert_eq!(
        updates,
        [
            (
                "api-down-20261122t110000z",
                "Shop - Website operational operational, API operational operational".to_owned()
            ),
            (
                "api-down-20261121t110000z",
                "Shop - Website partial_outage operational, API degraded_performance operational".to_owned()
            ),
            (
                "api-down-20261121t102000z",
                "Shop - Website operational partial_outage, API major_outage degraded_performance".to_owned()
            ),
            ("api-down-20261121t100000z-2", "API major_outage major_outage".to_owned()),
            ("api-down-20261121t100000z", "API operational major_outage".to_owned()),
        ]
    );
}

#[test]
fn window_updates_have_component_statuses() {
    let windows = read(now(), "scheduled-maintenances.json");
    let done = &windows["scheduled_maintenances"][3];
    assert_eq!(done["resolved_at"], "2026-11-21T01:00:00.000Z");
    assert_eq!(done["scheduled_until"], "2026-11-21T02:00:00.000Z");
    assert_eq!(done["started_at"], done["created_at"]);
    let change = &done["incident_updates"][0]["affected_components"][0];
    assert_eq!((&change["old_status"], &change["new_status"]), (&json!("under_maintenance"), &json!("operational")));
    let coming = &windows["scheduled_maintenances"][0];
    assert_eq!(coming["incident_updates"][0]["body"], "We move house.");
    assert_eq!(coming["impact"], "maintenance");
}

#[test]
fn site_without_events_has_empty_lists() {
    let summary = read(at("2026-01-01T00:00:00Z"), "summary.json");
    assert_eq!(summary["incidents"], json!([]));
    assert_eq!(summary["status"]["indicator"], "none");
}

/// Our files have every key of the files that were recorded from Statuspage, in the same order. The only other keys are
/// those that Statuspage added later.
#[test]
fn keys_have_the_order_that_statuspage_uses() {
    let site = site();
    let ours = files(&Snapshot::take(&site, now()), BASE_URL).unwrap();
    let ours = |path: &str| Ordered::read(&ours.iter().find(|file| file.path == path).unwrap().bytes);
    let summary = Ordered::read(include_bytes!("../../../tests/fixtures/statuspage/summary.json"));
    let incidents = Ordered::read(include_bytes!("../../../tests/fixtures/statuspage/incidents.json"));

    let our_summary = ours("api/v2/summary.json");
    let our_window = our_summary.at("scheduled_maintenances").at("1");
    let window = summary.at("scheduled_maintenances").at("0");
    assert_eq!(our_summary.keys(&[]), summary.keys(&[]));
    assert_eq!(our_summary.at("page").keys(&[]), summary.at("page").keys(&[]));
    assert_eq!(our_summary.at("status").keys(&[]), summary.at("status").keys(&[]));
    assert_eq!(our_window.keys(&["reminder_intervals"]), window.keys(&[]));
    assert_eq!(our_summary.at("components").at("1").keys(&["start_date"]), summary.at("components").at("0").keys(&[]));

    let our_incidents = ours("api/v2/incidents.json");
    let (our_incident, incident) = (our_incidents.at("incidents").at("0"), incidents.at("incidents").at("0"));
    assert_eq!(our_incident.keys(&[]), incident.keys(&[]));
    assert_eq!(our_incident.at("components").at("0").keys(&[]), incident.at("components").at("0").keys(&[]));
    let (our_update, update) = (our_incident.at("incident_updates").at("0"), incident.at("incident_updates").at("0"));
    assert_eq!(our_update.keys(&[]), update.keys(&[]));
    let (ours, theirs) = (our_update.at("affected_components"), update.at("affected_components"));
    assert_eq!(ours.at("0").keys(&[]), theirs.at("0").keys(&[]));
}

/// JSON that keeps the order of its keys.
#[derive(Debug)]
enum Ordered {
    Object(Vec<(String, Ordered)>),
    Leaf,
}

impl Ordered {
    fn read(bytes: &[u8]) -> Self {
        serde_json::from_slice(bytes).unwrap()
    }

    fn at(&self, key: &str) -> &Self {
        let Self::Object(entries) = self else { panic!("no object at {key}") };
        &entries.iter().find(|(name, _)| name == key).unwrap_or_else(|| panic!("no {key}")).1
    }

    fn keys(&self, without: &[&str]) -> Vec<&str> {
        let Self::Object(entries) = self else { panic!("no object") };
        entries.iter().map(|(key, _)| key.as_str()).filter(|key| !without.contains(key)).collect()
    }
}

impl<'de> serde::Deserialize<'de> for Ordered {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Ordered;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("JSON")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Ordered, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Ordered::Object(entries))
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<Ordered, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = list.next_element()? {
                    entries.push((entries.len().to_string(), entry));
                }
                Ok(Ordered::Object(entries))
            }
            fn visit_bool<E>(self, _: bool) -> Result<Ordered, E> {
                Ok(Ordered::Leaf)
            }
            fn visit_u64<E>(self, _: u64) -> Result<Ordered, E> {
                Ok(Ordered::Leaf)
            }
            fn visit_str<E>(self, _: &str) -> Result<Ordered, E> {
                Ok(Ordered::Leaf)
            }
            fn visit_unit<E>(self) -> Result<Ordered, E> {
                Ok(Ordered::Leaf)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}
