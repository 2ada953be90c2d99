use std::collections::BTreeMap;

use allgreen::check::{CheckContext, Input, Inputs, check};
use allgreen::model::{
    ComponentIndex, ComponentStatus, IncidentCount, Instant, MonthRecord, Report, Seconds, Snapshot, Uptime,
};
use allgreen::text::Catalog;

use super::examples::{Example, sections};
use super::read;

#[test]
fn every_figure_of_the_uptime_page_is_correct() {
    let sections = sections(&read("uptime.md"));
    let usual = &sections.iter().flatten().find(|example| example.of == "status.yaml").unwrap().text;
    let mut count = 0;
    for section in &sections {
        let mut files: Vec<&Example> = Vec::new();
        for example in section {
            if let Some(now) = example.of.strip_prefix("at ") {
                comes_out(usual, &files, now, &example.text);
                files.clear();
                count += 1;
            } else if !example.of.is_empty() {
                files.push(example);
            }
        }
    }
    assert!(count > 0, "no example was found");
}

fn comes_out(usual: &str, files: &[&Example], now: &str, wanted: &str) {
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
        &CheckContext { now, languages: &languages, assets: &BTreeMap::new(), declared_since: &|_, _| Some(now) },
    );
    assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
    let site = checked.site.unwrap();
    let snapshot = Snapshot::take(&site, now);
    let report = Report::of(&snapshot);
    let (mut uptime, mut last) = (None, 0);
    for line in wanted.lines() {
        let words: Vec<_> = line.split_whitespace().collect();
        let told = match site.components.iter().position(|component| component.id == words[0]) {
            Some(component) => {
                let over = snapshot.uptime(component, site.window_days);
                let told = tell(words[0], snapshot.histories[component].status, &over);
                (uptime, last) = (Some(over), component);
                told
            }
            None if words[0].len() == "2026-11".len() => tell_month(words[0], last, &report),
            None => tell_day(words[0], uptime.as_ref().unwrap()),
        };
        assert_eq!(told, words.join(" "));
    }
}

/// `api operational 98.33 % 2160 of 129600`
fn tell(id: &str, status: ComponentStatus, uptime: &Uptime) -> String {
    format!("{id} {status} {}", tell_share(uptime))
}

/// `98.33 % 2160 of 129600`
fn tell_share(uptime: &Uptime) -> String {
    let percent = uptime.percent().map(|percent| Catalog::english().unwrap().percent(percent).replace('\u{a0}', " "));
    let percent = percent.unwrap_or_else(|| "no data".to_owned());
    format!("{percent} {} of {}", uptime.downtime_seconds(), uptime.seconds.known())
}

/// `2026-10 99.95 % 1080 of 2678400 1 incident 3600 to resolve 1 7200 longest outage`
fn tell_month(month: &str, component: ComponentIndex, report: &Report) -> String {
    let nth = report.months.iter().position(|each| each.month.to_string() == month).unwrap();
    let MonthRecord { uptime, incidents, longest_outage } = &report.component(component)[nth];
    let IncidentCount { begun, resolved, seconds_to_resolve } = incidents;
    let longest = longest_outage.map_or(0, |outage| outage.seconds);
    let share = tell_share(uptime);
    format!("{month} {share} {begun} incident {seconds_to_resolve} to resolve {resolved} {longest} longest outage")
}

/// `2026-11-20 partial_outage 79200 operational, 7200 partial_outage`
fn tell_day(date: &str, uptime: &Uptime) -> String {
    let day = uptime.days.iter().find(|day| day.date.to_string() == date).unwrap();
    let status = day.status().map_or("no_data", ComponentStatus::word);
    format!("{date} {status} {}", tell_seconds(&day.seconds)).trim().to_owned()
}

fn tell_seconds(seconds: &Seconds) -> String {
    let known = ComponentStatus::ALL.map(|status| (seconds.of(status), status.word()));
    let all = known.into_iter().chain([(seconds.no_data(), "no_data")]).filter(|(seconds, _)| *seconds > 0);
    all.map(|(seconds, word)| format!("{seconds} {word}")).collect::<Vec<_>>().join(", ")
}
