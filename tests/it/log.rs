//! What a log says, however long, old and disordered it is, against a plain reading of the rules.

use std::collections::BTreeMap;
use std::fmt::Write;

use allgreen::check::{Checked, Context, Input, Inputs, LogInput, check};
use allgreen::model::{ComponentStatus, Instant, Snapshot};
use proptest::prelude::*;

use crate::site::{NOW, PAGE};

/// What is behind `now`, in seconds; the name of the source; and the status that it says.
type Line = (i64, &'static str, ComponentStatus);

fn now() -> Instant {
    Instant::parse_rfc3339(NOW).unwrap()
}

/// Lines in any order at a few instants of the last four years, so that many things are said at once and again.
fn lines() -> impl Strategy<Value = Vec<Line>> {
    // Some of them lie where the longest period of the pages begins.
    lines_of(prop_oneof![0..1_500_i64, 360..375_i64, 1_090..1_130_i64].boxed())
}

/// The same, where often all of it is over before any page begins.
fn old_lines() -> impl Strategy<Value = Vec<Line>> {
    prop_oneof![lines(), lines_of((1_090..2_500_i64).boxed())]
}

/// Lines in any order at a few such ages in days.
fn lines_of(age: BoxedStrategy<i64>) -> impl Strategy<Value = Vec<Line>> {
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
    let input = |text: &str| text.as_bytes().to_vec();
    let log = |(number, text): (usize, &String)| LogInput::held(format!("history/{number}.log"), input(text));
    let inputs = Inputs {
        status: Input { path: "status.yaml".to_owned(), content: Ok(input(status)) },
        incidents: Vec::new(),
        logs: logs.iter().enumerate().map(log).collect(),
    };
    let (languages, assets) = (["en".to_owned()], BTreeMap::new());
    check(&inputs, &Context { now: now(), languages: &languages, assets: &assets, declared_since: &|_, _| None })
}

fn status_yaml(declared: ComponentStatus) -> String {
    format!("{PAGE}components:\n  - {{ id: api, name: API, status: {declared} }}\n")
}

/// The recorded status so many seconds before `now`, from every line of the log.
fn recorded(lines: &[Line], age: i64) -> ComponentStatus {
    // Of two lines with the same time and source, the later in the file stands; the newest time comes last.
    let mut said: BTreeMap<(i64, bool, &str), ComponentStatus> = BTreeMap::new();
    for (line, source, status) in lines.iter().filter(|(line, ..)| *line >= age) {
        said.insert((-line, *source == "*", source), *status);
    }
    let mut last: BTreeMap<&str, (ComponentStatus, bool)> = BTreeMap::new();
    for ((.., source), status) in said {
        if source == "*" {
            for (_, is_heard) in last.values_mut() {
                *is_heard = false;
            }
            last.insert("manual", (status, true));
        } else if source == "manual" || last.get(source).is_none_or(|(said, is_heard)| *is_heard || *said != status) {
            last.insert(source, (status, true));
        }
    }
    if last.get("manual").is_some_and(|(status, _)| *status == ComponentStatus::UnderMaintenance) {
        return ComponentStatus::UnderMaintenance;
    }
    let heard = last.values().filter(|(_, is_heard)| *is_heard).map(|(status, _)| *status);
    heard.max().unwrap_or(ComponentStatus::Operational)
}

/// What people said last.
fn declared(lines: &[Line]) -> ComponentStatus {
    let mut by_people: Vec<_> = lines.iter().filter(|(_, source, _)| ["manual", "*"].contains(source)).collect();
    by_people.sort_by_key(|(age, source, _)| (-age, *source == "*"));
    by_people.last().map_or(ComponentStatus::Operational, |(.., status)| *status)
}

/// When the recorded status last changed, or when the first line was, from every line of the log.
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
    fn old_lines_that_are_not_kept_are_not_missed(lines in lines(), cut in any::<prop::sample::Index>()) {
        let (one, other) = lines.split_at(cut.index(lines.len() + 1));
        let site = checked(&status_yaml(ComponentStatus::Operational), &[text(one), text(other)]).site.unwrap();
        let snapshot = Snapshot::take(&site, now());
        let timeline = &snapshot.histories[0].timeline;
        prop_assert_eq!(site.log[0].lines(), lines.len());
        prop_assert_eq!(timeline.begins(), lines.iter().map(|(age, ..)| now().plus(-age)).min());
        let days = snapshot.uptime(0, u32::MAX).days;
        let first = site.page.zone.day_start(days[0].date);
        let ages = lines.iter().map(|(age, ..)| *age).filter(|age| *age > 0);
        for age in ages.chain([i64::try_from(now().seconds_since(first)).unwrap()]) {
            let at = now().plus(-age);
            if at >= first {
                prop_assert_eq!(timeline.status_at(at), recorded(&lines, age), "at {}", at.rfc3339());
            }
        }
    }

    #[test]
    fn since_when_is_told_as_if_every_line_were_kept(lines in old_lines(), cut in any::<prop::sample::Index>()) {
        let (one, other) = lines.split_at(cut.index(lines.len() + 1));
        let site = checked(&status_yaml(declared(&lines)), &[text(one), text(other)]).site.unwrap();
        prop_assert_eq!(Snapshot::take(&site, now()).histories[0].timeline.changed_at(), changed(&lines));
    }

    #[test]
    fn what_is_declared_now_is_one_more_line(lines in lines(), declared in prop::sample::select(&ComponentStatus::ALL[..])) {
        let site = checked(&status_yaml(declared), &[text(&lines)]).site.unwrap();
        let mut all = lines.clone();
        if self::declared(&lines) != declared {
            // Behind whatever else is said at this very instant.
            all.push((-1, "manual", declared));
        }
        prop_assert_eq!(Snapshot::take(&site, now()).histories[0].status, recorded(&all, -1));
    }
}

/// Since when the status holds, told of these lines and of the same from the last to the first.
fn changed_in(log: &[&str]) -> [String; 2] {
    let changed = |lines: Vec<&str>| {
        let log = format!("{}\n", lines.join("\n"));
        let site = checked(&status_yaml(ComponentStatus::Operational), &[log]).site.unwrap();
        Snapshot::take(&site, now()).histories[0].timeline.changed_at().unwrap().rfc3339()
    };
    [changed(log.to_vec()), changed(log.iter().rev().copied().collect())]
}

#[test]
fn since_when_a_component_is_well_is_known_after_years() {
    let log = [
        "2020-03-01T08:00:00Z api major_outage probe/a",
        "2020-03-01T09:00:00Z api partial_outage probe/b",
        "2020-03-01T09:30:00Z api operational probe/b",
        "2020-03-01T10:00:00Z api operational probe/a",
    ];
    assert_eq!(changed_in(&log), ["2020-03-01T10:00:00Z"; 2]);
}

#[test]
fn a_source_that_says_its_word_again_changes_nothing_however_old() {
    let log = [
        "2020-01-01T00:00:00Z api operational probe",
        "2020-02-01T00:00:00Z api major_outage probe",
        "2021-01-01T00:00:00Z api major_outage probe",
    ];
    assert_eq!(changed_in(&log), ["2020-02-01T00:00:00Z"; 2]);
}

#[test]
fn a_source_that_takes_over_from_another_changes_nothing_however_old() {
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
fn an_old_alarm_that_was_made_void_changes_nothing() {
    let log = "2020-01-01T00:00:00Z api operational a\n2020-02-01T00:00:00Z api major_outage a\n\
               2020-03-01T00:00:00Z api operational a\n2020-02-01T00:00:00Z api operational a\n";
    let site = checked(&status_yaml(ComponentStatus::Operational), &[log.to_owned()]).site.unwrap();
    assert_eq!(
        Snapshot::take(&site, now()).histories[0].timeline.changed_at().unwrap().rfc3339(),
        "2020-01-01T00:00:00Z"
    );
}
