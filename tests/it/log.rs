//! Compares the timelines of old, unordered logs with a simple replay of their lines.

use std::collections::BTreeMap;
use std::fmt::Write;

use allgreen::check::{CheckContext, Checked, Input, Inputs, check};
use allgreen::model::{ComponentStatus, Instant, Snapshot};
use proptest::prelude::*;

use crate::site::{NOW, PAGE};

/// A log line: its age in seconds before `now`, its source and its status.
type Line = (i64, &'static str, ComponentStatus);

fn now() -> Instant {
    Instant::parse_rfc3339(NOW).unwrap()
}

/// Generates lines in any order with few different times, so that many lines have equal times and repeat each other.
fn lines() -> impl Strategy<Value = Vec<Line>> {
    let age = prop_oneof![0..2_500_i64, 360..375_i64, 1_090..1_130_i64];
    prop::collection::vec(age.prop_map(|days| days * 86_400), 1..9).prop_flat_map(|ages| {
        let status = prop::sample::select(&ComponentStatus::ALL[..4]);
        let source = prop::sample::select(&["manual", "*", "probe/a", "probe/b", "probe/c"][..]);
        prop::collection::vec((prop::sample::select(ages), source, status), 0..40)
    })
}

fn text(lines: &[Line]) -> String {
    let mut text = String::new();
    for (age, source, status) in lines {
        let at = now().plus(-age).rfc3339();
        writeln!(text, "{at} api {status} {source}").unwrap();
    }
    text
}

fn checked(status: &str, logs: &[String]) -> Checked {
    let input = |path: &str, text: &str| Input { path: path.to_owned(), content: Ok(text.as_bytes().to_vec()) };
    let log = |(number, text): (usize, &String)| input(&format!("history/{number}.log"), text);
    let inputs = Inputs {
        status: input("status.yaml", status),
        incidents: Vec::new(),
        logs: logs.iter().enumerate().map(log).collect(),
    };
    let (languages, assets) = (["en".to_owned()], BTreeMap::new());
    check(&inputs, &CheckContext::new(now(), &languages, &assets))
}

fn status_yaml(declared: ComponentStatus) -> String {
    format!("{PAGE}components:\n  - {{ id: api, name: API, status: {declared} }}\n")
}

/// Returns the recorded status `age` seconds before `now`, by a replay of all lines up to then.
fn recorded(lines: &[Line], age: i64) -> ComponentStatus {
    // In order of time. Of two lines with the same time and source, the later in the file counts.
    let mut ordered: BTreeMap<(i64, bool, &str), ComponentStatus> = BTreeMap::new();
    for (line, source, status) in lines.iter().filter(|(line, ..)| *line >= age) {
        ordered.insert((-line, *source == "*", source), *status);
    }
    let mut last: BTreeMap<&str, (ComponentStatus, bool)> = BTreeMap::new();
    for ((.., source), status) in ordered {
        if source == "*" {
            for (_, counts) in last.values_mut() {
                *counts = false;
            }
            last.insert("manual", (status, true));
        } else if source == "manual" || last.get(source).is_none_or(|(before, counts)| *counts || *before != status) {
            last.insert(source, (status, true));
        }
    }
    if last.get("manual").is_some_and(|(status, _)| *status == ComponentStatus::UnderMaintenance) {
        return ComponentStatus::UnderMaintenance;
    }
    let counting = last.values().filter(|(_, counts)| *counts).map(|(status, _)| *status);
    counting.max().unwrap_or(ComponentStatus::Operational)
}

/// Returns the status of the newest line from people: source `manual` or `*`.
fn declared(lines: &[Line]) -> ComponentStatus {
    let mut by_people: Vec<_> = lines.iter().filter(|(_, source, _)| ["manual", "*"].contains(source)).collect();
    by_people.sort_by_key(|(age, source, _)| (-age, *source == "*"));
    by_people.last().map_or(ComponentStatus::Operational, |(.., status)| *status)
}

/// Returns when the recorded status last changed: at the first line if never, and `None` without lines.
fn changed(lines: &[Line]) -> Option<Instant> {
    let mut ages: Vec<_> = lines.iter().map(|(age, ..)| *age).collect();
    ages.sort_unstable_by_key(|age| -age);
    let statuses: Vec<_> = ages.iter().map(|age| recorded(lines, *age)).collect();
    let last = statuses.last()?;
    let before = statuses.iter().rposition(|status| status != last);
    Some(now().plus(-ages[before.map_or(0, |before| before + 1)]))
}

proptest! {
    #[test]
    fn timeline_equals_replay_of_log_lines(lines in lines(), cut in any::<prop::sample::Index>()) {
        let (one, other) = lines.split_at(cut.index(lines.len() + 1));
        let site = checked(&status_yaml(ComponentStatus::Operational), &[text(one), text(other)]).site.unwrap();
        let snapshot = Snapshot::take(&site, now());
        let timeline = &snapshot.histories[0].timeline;
        prop_assert_eq!(site.log[0].lines(), lines.len());
        prop_assert_eq!(timeline.begins(), lines.iter().map(|(age, ..)| now().plus(-age)).min());
        for age in lines.iter().map(|(age, ..)| *age).filter(|age| *age > 0) {
            for age in [age, age + 1] {
                let at = now().plus(-age);
                prop_assert_eq!(timeline.status_at(at), recorded(&lines, age), "at {}", at.rfc3339());
            }
        }
    }

    #[test]
    fn time_of_last_status_change_equals_replay_of_log_lines(lines in lines(), cut in any::<prop::sample::Index>()) {
        let (one, other) = lines.split_at(cut.index(lines.len() + 1));
        let site = checked(&status_yaml(declared(&lines)), &[text(one), text(other)]).site.unwrap();
        prop_assert_eq!(Snapshot::take(&site, now()).histories[0].timeline.changed_at(), changed(&lines));
    }

    #[test]
    fn unrecorded_declared_status_counts_as_newest_log_line(lines in lines(), declared in prop::sample::select(&ComponentStatus::ALL[..])) {
        let site = checked(&status_yaml(declared), &[text(&lines)]).site.unwrap();
        let mut all = lines.clone();
        if self::declared(&lines) != declared {
            // One second after `now`, so that it is the newest line.
            all.push((-1, "manual", declared));
        }
        prop_assert_eq!(Snapshot::take(&site, now()).histories[0].status, recorded(&all, -1));
    }
}

/// Returns when the status last changed in a log of these lines, and in a log of the same lines in reverse order.
fn changed_in(log: &[&str]) -> [String; 2] {
    let changed = |lines: Vec<&str>| {
        let log = format!("{}\n", lines.join("\n"));
        let site = checked(&status_yaml(ComponentStatus::Operational), &[log]).site.unwrap();
        Snapshot::take(&site, now()).histories[0].timeline.changed_at().unwrap().rfc3339()
    };
    [changed(log.to_vec()), changed(log.iter().rev().copied().collect())]
}

#[test]
fn change_of_status_years_ago_is_found() {
    let log = [
        "2020-03-01T08:00:00Z api major_outage probe/a",
        "2020-03-01T09:00:00Z api partial_outage probe/b",
        "2020-03-01T09:30:00Z api operational probe/b",
        "2020-03-01T10:00:00Z api operational probe/a",
    ];
    assert_eq!(changed_in(&log), ["2020-03-01T10:00:00Z"; 2]);
}

#[test]
fn repeated_status_is_not_a_change() {
    let log = [
        "2020-01-01T00:00:00Z api operational probe",
        "2020-02-01T00:00:00Z api major_outage probe",
        "2021-01-01T00:00:00Z api major_outage probe",
    ];
    assert_eq!(changed_in(&log), ["2020-02-01T00:00:00Z"; 2]);
}

#[test]
fn line_that_keeps_worst_status_of_all_sources_is_not_a_change() {
    let log = [
        "2020-01-01T00:00:00Z api operational a",
        "2020-02-01T00:00:00Z api major_outage a",
        "2020-03-01T00:00:00Z api major_outage b",
        "2020-04-01T00:00:00Z api operational a",
        "2020-05-01T00:00:00Z api degraded_performance a",
    ];
    assert_eq!(changed_in(&log), ["2020-02-01T00:00:00Z"; 2]);
}

#[test]
fn line_replaced_by_later_line_with_same_time_is_not_a_change() {
    let log = "2020-01-01T00:00:00Z api operational a\n2020-02-01T00:00:00Z api major_outage a\n\
               2020-03-01T00:00:00Z api operational a\n2020-02-01T00:00:00Z api operational a\n";
    let site = checked(&status_yaml(ComponentStatus::Operational), &[log.to_owned()]).site.unwrap();
    assert_eq!(
        Snapshot::take(&site, now()).histories[0].timeline.changed_at().unwrap().rfc3339(),
        "2020-01-01T00:00:00Z"
    );
}
