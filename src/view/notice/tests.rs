use super::*;
use crate::model::{ComponentStatus, Site};
use crate::view::fixture::{at, component, incident, instant, quiet, recorded, window};

const NOW: &str = "2026-11-22T14:20:00Z";

fn notices(site: &Site, now: &str) -> Vec<String> {
    let all = at(site, now, Notice::all);
    let time = |time: &Option<String>| time.as_ref().map_or("-".to_owned(), |time| time[5..16].to_owned());
    let one = |notice: &Notice| {
        let (from, until) = (time(&notice.from), time(&notice.until));
        format!("{from} {until} {} {}: {} / {}", notice.kind.word(), notice.title, notice.state, notice.about)
    };
    all.iter().map(one).collect()
}

#[test]
fn operational_site_has_no_notice() {
    assert!(notices(&quiet(), NOW).is_empty());
}

#[test]
fn incident_notice_has_status_and_components() {
    let mut site = quiet();
    site.incidents = vec![incident("a", &[("2026-11-22T13:00:00Z", "identified", "")])];
    assert_eq!(notices(&site, NOW), ["- - notice Incident a: Identified / "]);
    site.incidents[0].affects = [(0, ComponentStatus::MajorOutage), (1, ComponentStatus::PartialOutage)].into();
    assert_eq!(notices(&site, NOW), ["- - major Incident a: Identified / Website and API"]);
    assert_eq!(at(&site, NOW, Notice::all)[0].components, ["website", "api"]);
    assert!(notices(&site, "2026-11-22T12:00:00Z").is_empty(), "before its start");
}

#[test]
fn notice_of_possible_problem_comes_first_and_stays() {
    let mut site = quiet();
    site.has_possible_problem = true;
    let possible = "- - notice Possible problem: We are looking into a possible problem. / ";
    assert_eq!(notices(&site, NOW), [possible]);
    let only = &at(&site, NOW, Notice::all)[0];
    assert!(only.path.is_empty() && only.components.is_empty(), "it is shown on every site");
    site.components[1].declared = ComponentStatus::MajorOutage;
    site.windows = vec![window("w", "2026-11-25T22:00:00Z", "2026-11-25T23:00:00Z", &[])];
    let all = notices(&site, NOW);
    assert_eq!((all[0].as_str(), all[1].as_str()), (possible, "- - major API: Major outage / "));
}

#[test]
fn outage_with_open_incident_gets_no_second_notice() {
    let mut site = quiet();
    site.components[1].declared = ComponentStatus::MajorOutage;
    assert_eq!(notices(&site, NOW), ["- - major API: Major outage / "]);
    assert_eq!(at(&site, NOW, Notice::all)[0].path, "components/api/");
    site.components[0].declared = ComponentStatus::MajorOutage;
    assert_eq!(notices(&site, NOW), ["- - major Website and API: Major outage / "]);
    site.incidents = vec![incident("a", &[("2026-11-22T13:00:00Z", "identified", "")])];
    site.incidents[0].affects = [(0, ComponentStatus::MajorOutage)].into();
    let both = ["- - major API: Major outage / ", "- - major Incident a: Identified / Website"];
    assert_eq!(notices(&site, NOW), both);
}

#[test]
fn window_notice_is_shown_from_a_day_before_start_until_end() {
    let mut site = quiet();
    site.windows = vec![window("w", "2026-11-25T22:00:00Z", "2026-11-25T23:00:00Z", &[])];
    let times = "25 Nov 2026, 23:00 CET – 26 Nov 2026, 00:00 CET";
    let soon = |from| format!("{from} 11-25T22:00 notice Window w: Maintenance · Scheduled / {times}");
    let work = |from| format!("{from} 11-25T23:00 maintenance Window w: Maintenance · In progress / {times}");
    assert_eq!(notices(&site, NOW), [soon("11-24T22:00"), work("11-25T22:00")]);
    assert_eq!(notices(&site, "2026-11-25T10:00:00Z"), [soon("-"), work("11-25T22:00")]);
    assert_eq!(notices(&site, "2026-11-25T22:00:00Z"), [work("-")]);
    assert!(notices(&site, "2026-11-25T23:00:00Z").is_empty());
    assert!(notices(&site, "2026-10-25T00:00:00Z").is_empty(), "too far in the future");
}

#[test]
fn window_updates_override_planned_times() {
    let mut site = quiet();
    let updates = |status| [("2026-11-22T09:00:00Z", status, "")];
    let of = |status| window("w", "2026-11-22T15:00:00Z", "2026-11-22T16:00:00Z", &updates(status));
    site.windows = vec![of("canceled")];
    assert!(notices(&site, NOW).is_empty());
    site.windows = vec![of("verifying")];
    let early = "- 11-22T16:00 maintenance Window w: Maintenance · Verifying / 22 Nov 2026, 10:00 – 17:00 CET";
    assert_eq!(notices(&site, NOW), [early]);
}

#[test]
fn bad_status_has_no_notice_of_its_own_while_an_incident_sets_it() {
    let mut site = quiet();
    site.log[1] = recorded(&[("2026-11-22T14:00:00Z", ComponentStatus::MajorOutage)]);
    site.components[1].declared = ComponentStatus::MajorOutage;
    site.incidents = vec![incident("a", &[("2026-11-22T10:00:00Z", "monitoring", "")])];
    let mild = "- - degraded Incident a: Monitoring / API";
    let both = ["- - major API: Major outage / ", mild];
    site.incidents[0].affects = [(1, ComponentStatus::DegradedPerformance)].into();
    assert_eq!(notices(&site, NOW), both);
    site.incidents[0].updates[0].sets = [(1, ComponentStatus::Operational)].into();
    assert_eq!(notices(&site, NOW)[0], both[0], "the incident says that the component is operational again");
    site.incidents[0].updates[0].sets = [(1, ComponentStatus::MajorOutage)].into();
    assert_eq!(notices(&site, NOW), ["- - major Incident a: Monitoring / API"]);
}

#[test]
fn outage_during_maintenance_has_its_own_notice() {
    let mut site = quiet();
    site.windows = vec![window("w", "2026-11-22T14:00:00Z", "2026-11-22T15:00:00Z", &[])];
    let times = "22 Nov 2026, 15:00 – 16:00 CET";
    let work = format!("- 11-22T15:00 maintenance Window w: Maintenance · In progress / {times}");
    assert_eq!(notices(&site, NOW), [work.as_str()]);
    // The incident has the outage, the window the maintenance.
    site.incidents = vec![incident("a", &[("2026-11-22T14:10:00Z", "identified", "")])];
    site.incidents[0].affects = [(0, ComponentStatus::PartialOutage)].into();
    assert_eq!(notices(&site, NOW), ["- - partial Incident a: Identified / Website", work.as_str()]);
}

#[test]
fn notice_of_new_outage_has_new_id() {
    let ids = |failures: &[(&str, &str, &str)], now: &str| -> Vec<String> {
        let mut site = quiet();
        for (component, (from, until)) in failures.iter().map(|(id, from, until)| (*id, (*from, *until))) {
            let index = site.components.iter().position(|each| each.id == component).unwrap();
            let lines = [(from, ComponentStatus::MajorOutage), (until, ComponentStatus::Operational)];
            site.log[index] = recorded(&lines);
            let fails = instant(until) > instant(now);
            site.components[index].declared =
                if fails { ComponentStatus::MajorOutage } else { ComponentStatus::Operational };
        }
        at(&site, now, Notice::all).into_iter().map(|notice| notice.id).collect()
    };
    let (ten, two, later) = ("2026-11-22T10:00:00Z", "2026-11-22T14:00:00Z", "2026-11-23T00:00:00Z");
    let api = ids(&[("api", ten, later)], NOW);
    assert_eq!(api, ids(&[("api", ten, later)], "2026-11-22T15:00:00Z"), "no new outage");
    assert_ne!(api, ids(&[("website", ten, later)], NOW), "another component");
    assert_ne!(api, ids(&[("api", ten, later), ("website", ten, later)], NOW), "one more component");
    assert_ne!(api, ids(&[("api", two, later)], NOW), "the component was operational in between");
}

#[test]
fn id_of_notice_about_status_missing_in_log_does_not_change_with_time() {
    let mut site = quiet();
    site.components[1].declared = ComponentStatus::MajorOutage;
    let id = |now| at(&site, now, Notice::all)[0].id.clone();
    assert_eq!(id(NOW), id("2026-11-22T15:20:00Z"));
}

#[test]
fn notices_beyond_maximum_number_are_merged() {
    let mut site = quiet();
    let worst = [ComponentStatus::DegradedPerformance, ComponentStatus::MajorOutage];
    site.components =
        (0..300).map(|number| component(&format!("c{number}"), &format!("Service {number}"), None)).collect();
    site.log = vec![crate::model::ComponentLog::default(); 300];
    site.incidents = (10..50)
        .map(|minute| {
            let mut one =
                incident(&format!("i{minute}"), &[(&format!("2026-11-22T13:{minute}:00Z"), "identified", "")]);
            one.title = format!("Trouble {minute} {}", "and more of it ".repeat(40));
            one.affects = (0..300).map(|each| (each, worst[usize::from(minute == 20)])).collect();
            one
        })
        .collect();
    let actual = at(&site, NOW, Notice::all);
    let titles: Vec<_> = actual.iter().map(|notice| &notice.title[..10]).collect();
    let first = ["Trouble 20", "Trouble 49", "Trouble 48", "Trouble 47"];
    assert_eq!((&titles[..4], actual.len()), (&first[..], 9), "the worst, then the newest");
    assert!(actual.iter().all(|notice| notice.title.chars().count() <= 181));
    assert_eq!(actual[0].about, "Service 0, Service 1, Service 2, Service 3 and Service 4…");
    let others = &actual[8];
    assert_eq!((others.title.as_str(), others.path.as_str()), ("Current status", ""));
    assert_eq!((others.state.as_str(), others.about.as_str()), ("Major System Outage", "32 incidents"));
    assert_eq!((others.kind.word(), others.components.len()), ("degraded", 300));
    site.incidents.push(incident("quiet", &[("2026-11-22T14:00:00Z", "identified", "")]));
    let more = at(&site, NOW, Notice::all).pop().unwrap();
    assert_ne!(more.id, others.id, "visitors who dismissed the old notice have not seen this incident");
    assert!(more.components.is_empty(), "one of the incidents affects no component");
}

#[test]
fn notice_changes_at_times_of_future_updates() {
    let mut site = quiet();
    let updates = [("2026-11-22T13:00:00Z", "identified", ""), ("2026-11-22T16:00:00Z", "resolved", "")];
    site.incidents = vec![incident("a", &updates)];
    site.incidents[0].affects = [(0, ComponentStatus::MajorOutage)].into();
    assert_eq!(notices(&site, NOW), ["- 11-22T15:55 major Incident a: Identified / Website"]);
    site.incidents[0].updates.remove(0);
    assert!(notices(&site, NOW).is_empty(), "not started yet, so it has no page");
    site.incidents[0].started = Some(instant("2026-11-22T13:00:00Z"));
    assert_eq!(notices(&site, NOW), ["- 11-22T15:55 major Incident a: Investigating / Website"]);
    site.incidents.clear();
    let updates = [("2026-11-22T18:00:00Z", "canceled", "")];
    site.windows = vec![window("w", "2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z", &updates)];
    let times = "23 Nov 2026, 13:00 – 14:00 CET";
    assert_eq!(notices(&site, NOW), [format!("- 11-22T17:55 notice Window w: Maintenance · Scheduled / {times}")]);
    site.windows[0].updates[0].at = instant("2026-11-23T12:20:00Z");
    let [soon, work] = &notices(&site, NOW)[..] else { panic!() };
    assert!(soon.starts_with("- 11-23T12:00 notice") && work.starts_with("11-23T12:00 11-23T12:15 maintenance"));
}

#[test]
fn outage_during_maintenance_is_shown_after_window_ends() {
    let mut site = quiet();
    site.log[0] = recorded(&[("2026-11-22T14:00:00Z", ComponentStatus::MajorOutage)]);
    site.components[0].declared = ComponentStatus::MajorOutage;
    site.windows = vec![window("w", "2026-11-22T13:00:00Z", "2026-11-22T15:00:00Z", &[])];
    let outage = notices(&site, NOW).pop().unwrap();
    assert_eq!(outage, "11-22T15:00 - major Website: Major outage / ");
}

#[test]
fn notices_are_computed_for_limited_number_of_changes() {
    let mut site = quiet();
    let times: Vec<_> = (0..60).map(|minute| format!("2026-11-22T16:{minute:02}:00Z")).collect();
    let statuses = ["identified", "monitoring"];
    let updates: Vec<_> = times.iter().enumerate().map(|(index, at)| (at.as_str(), statuses[index % 2], "")).collect();
    site.incidents = vec![incident("a", &updates)];
    site.incidents[0].started = Some(instant("2026-11-22T13:00:00Z"));
    let actual = notices(&site, NOW);
    assert_eq!(actual.len(), 1 + MAX_CHANGES, "one notice for now and one for each change");
    assert_eq!(actual[MAX_CHANGES], "11-22T16:18 11-22T16:19 notice Incident a: Monitoring / ");
}
