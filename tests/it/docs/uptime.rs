use std::collections::BTreeMap;

use allgreen::check::{CheckContext, Input, Inputs, check};
use allgreen::model::{
    ComponentIndex, ComponentStatus, IncidentCount, Instant, MonthRecord, Report, Seconds, Snapshot, Uptime,
};
use allgreen::text::Catalog;

use super::examples::{Example, sections};
use super::read;

#[test]
fn every_figure_in_uptime_md_is_correct() {
    let sections = sections(&read("uptime.md"));
    let usual = &sections.iter().flatten().find(|example| example.of == "status.yaml").unwrap().text;
    let mut count = 0;
    for section in &sections {
        let mut files: Vec<&Example> = Vec::new();
        for example in section {
            if let Some(now) = example.of.strip_prefix("at ") {
                assert_figures(usual, &files, now, &example.text);
                files.clear();
                count += 1;
            } else if !example.of.is_empty() {
                files.push(example);
            }
        }
    }
    assert!(count > 0, "no example was found");
}

fn assert_figures(usual: &str, files: &[&Example], now: &str, wanted: &str) {
    let now = Instant::parse_rfc3339(now).unwrap();
    let input = |example: &&Example| Input { path: example.of.clone(), content: Ok(example.text.clone().into_bytes()) };
    let of = |part: &str| files.iter().filter(|file| file.of.contains(part)).map(input).collect::<Vec<_>>();
    let status = of("status.yaml")
        .pop()
        .unwrap_or_else(|| Input { path: "status.yaml".to_owned(), content: Ok(usual.to_owned().into_bytes()) });
    let inputs = Inputs { status, incidents: of("incidents/"), logs: of("history.log") };
    let languages = ["en".to_owned()];
    let checked = check(
        &inputs,
        &CheckContext { declared_since: &|_, _| Some(now), ..CheckContext::new(now, &languages, &BTreeMap::new()) },
    );
    assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
    let site = checked.site.unwrap();
    let snapshot = Snapshot::take(&site, now);
    let report = Report::of(&snapshot);
    let (mut uptime, mut last) = (None, 0);
    for line in wanted.lines() {
        let words: Vec<_> = line.split_whitespace().collect();
        let actual = match site.components.iter().position(|component| component.id == words[0]) {
            Some(component) => {
                let over = snapshot.uptime(component, site.window_days);
                let line = format_uptime(words[0], snapshot.histories[component].status, &over);
                (uptime, last) = (Some(over), component);
                line
            }
            None if words[0].len() == "2026-11".len() => format_month(words[0], last, &report),
            None => format_day(words[0], uptime.as_ref().unwrap()),
        };
        assert_eq!(actual, words.join(" "));
    }
}

/// Formats the uptime of a component as `api operational 98.33 % 2160 of 129600`.
fn format_uptime(id: &str, status: ComponentStatus, uptime: &Uptime) -> String {
    format!("{id} {status} {}", format_share(uptime))
}

/// Formats percentage, seconds of downtime and known seconds as `98.33 % 2160 of 129600`.
fn format_share(uptime: &Uptime) -> String {
    let percent = uptime.percent().map(|percent| Catalog::english().unwrap().percent(percent).replace('\u{a0}', " "));
    let percent = percent.unwrap_or_else(|| "no data".to_owned());
    format!("{percent} {} of {}", uptime.downtime_seconds(), uptime.seconds.known())
}

/// Formats a month: `2026-10 99.95 % 1080 of 2678400 1 incident 3600 to resolve 1 7200 longest outage`.
fn format_month(month: &str, component: ComponentIndex, report: &Report) -> String {
    let nth = report.months.iter().position(|each| each.month.to_string() == month).unwrap();
    let MonthRecord { uptime, incidents, longest_outage } = &report.component(component)[nth];
    let IncidentCount { begun, resolved, seconds_to_resolve } = incidents;
    let longest = longest_outage.map_or(0, |outage| outage.seconds);
    let share = format_share(uptime);
    format!("{month} {share} {begun} incident {seconds_to_resolve} to resolve {resolved} {longest} longest outage")
}

/// Formats a day with the seconds of each status: `2026-11-20 partial_outage 79200 operational, 7200 partial_outage`.
fn format_day(date: &str, uptime: &Uptime) -> String {
    let day = uptime.days.iter().find(|day| day.date.to_string() == date).unwrap();
    let status = day.status().map_or("no_data", ComponentStatus::word);
    format!("{date} {status} {}", format_seconds(&day.seconds)).trim().to_owned()
}

fn format_seconds(seconds: &Seconds) -> String {
    let known = ComponentStatus::ALL.map(|status| (seconds.of(status), status.word()));
    let all = known.into_iter().chain([(seconds.no_data(), "no_data")]).filter(|(seconds, _)| *seconds > 0);
    all.map(|(seconds, word)| format!("{seconds} {word}")).collect::<Vec<_>>().join(", ")
}
