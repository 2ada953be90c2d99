//! Uptime reports by component and month.

use std::collections::BTreeMap;

use allgreen::check::{CheckContext, Input, Inputs, check};
use allgreen::model::{ComponentStatus, IncidentCount, Instant, Outage, Percent, Report, Site, Snapshot};

const NOW: &str = "2026-11-22T12:00:00Z";
const HOUR: u64 = 3600;

/// The files of a site in the time zone Europe/Berlin, whose component is `api`.
struct Case {
    status: String,
    log: String,
    incidents: Vec<(&'static str, String)>,
}

impl Case {
    fn new(more: &str) -> Self {
        let page = "page: { name: Acme, url: https://status.acme.example, timezone: Europe/Berlin }\n";
        Self { status: format!("{page}{more}"), log: String::new(), incidents: Vec::new() }
    }

    /// A site with the component `api` and its `since` date.
    fn since(date: &str) -> Self {
        Self::new(&format!("components: [{{ id: api, name: API, since: {date} }}]\n"))
    }

    /// Sets the log to lines with these times and statuses, all from one monitor.
    fn log(mut self, lines: &[(&str, &str)]) -> Self {
        self.log =
            lines.iter().map(|(time, status)| format!("{time} api {status} probe\n")).collect::<Vec<_>>().concat();
        self
    }

    fn incident(mut self, id: &'static str, affects: &str, updates: &[(&str, &str)]) -> Self {
        let updates: Vec<_> = updates.iter().map(|(time, word)| format!("## {time} UTC - {word}\n\n")).collect();
        let front = format!("---\ntitle: {id}\naffects: {{ {affects} }}\n---\n\n");
        self.incidents.push((id, front + &updates.concat()));
        self
    }

    fn site(&self, now: Instant) -> Site {
        let input = |path: &str, text: &str| Input { path: path.to_owned(), content: Ok(text.as_bytes().to_vec()) };
        let inputs = Inputs {
            status: input("status.yaml", &self.status),
            logs: vec![input("history.log", &self.log)],
            incidents: self.incidents.iter().map(|(id, text)| input(&format!("incidents/{id}.md"), text)).collect(),
        };
        let (languages, assets) = (["en".to_owned()], BTreeMap::new());
        let context = CheckContext::new(now, &languages, &assets);
        let checked = check(&inputs, &context);
        checked.site.unwrap_or_else(|| panic!("{:#?}", checked.diagnostics))
    }

    fn report(&self, now: &str) -> Report {
        let now = Instant::parse_rfc3339(now).unwrap();
        Report::of(&Snapshot::take(&self.site(now), now))
    }
}

fn names(report: &Report) -> Vec<String> {
    report.months.iter().map(|month| month.month.to_string()).collect()
}

fn known(report: &Report) -> Vec<u64> {
    report.component(0).iter().map(|month| month.uptime.seconds.known()).collect()
}

/// Returns the longest outage of each month: its length in seconds, and whether it has ended.
fn longest(report: &Report) -> Vec<Option<(u64, bool)>> {
    let length_and_end = |outage: Outage| (outage.seconds, outage.until.is_some());
    report.component(0).iter().map(|month| month.longest_outage.map(length_and_end)).collect()
}

fn percent(percent: Option<Percent>) -> Option<(u32, u32)> {
    percent.map(|percent| (percent.whole(), percent.hundredths()))
}

#[test]
fn seconds_with_data_in_a_month_respect_clock_changes() {
    let report = Case::since("2026-08-10").report(NOW);
    assert_eq!(names(&report), ["2026-08", "2026-09", "2026-10", "2026-11"]);
    // In Berlin, clocks went back on 25 October.
    assert_eq!(known(&report), [22 * 24, 30 * 24, 31 * 24 + 1, 21 * 24 + 13].map(|hours| hours * HOUR));
    let spring = Case::since("2026-03-01").report("2026-04-01T00:00:00Z");
    assert_eq!(known(&spring), [31 * 24 - 1, 2].map(|hours| hours * HOUR));
}

#[test]
fn reports_have_36_months() {
    let case = Case::since("2020-01-01")
        .log(&[("2023-12-30T00:00:00Z", "major_outage"), ("2024-01-02T23:00:00Z", "operational")])
        .incident(
            "old",
            "api: partial_outage",
            &[("2023-12-31 22:59", "Investigating"), ("2023-12-31 23:30", "Resolved")],
        );
    // In Berlin, it is already December.
    let report = case.report("2026-11-30T23:30:00Z");
    let names = names(&report);
    assert_eq!((names.len(), &*names[0], &*names[35]), (36, "2024-01", "2026-12"));
    let january = &report.component(0)[0];
    assert_eq!(january.uptime.seconds.of(ComponentStatus::MajorOutage), 48 * HOUR);
    assert_eq!(january.longest_outage, None);
    assert_eq!(report.incidents_over(0..36), IncidentCount::default());
    assert_eq!(report.component_over(0, 0..36).uptime.seconds.of(ComponentStatus::MajorOutage), 48 * HOUR);
}

#[test]
fn outage_counts_in_the_month_of_its_start() {
    let report = Case::since("2026-10-01")
        .log(&[
            ("2026-10-31T22:00:00Z", "partial_outage"),
            ("2026-11-01T00:00:00Z", "major_outage"),
            ("2026-11-01T01:00:00Z", "degraded_performance"),
            ("2026-11-22T10:00:00Z", "major_outage"),
        ])
        .report(NOW);
    // In Berlin, November began at 23:00 UTC.
    let partial = |nth: usize| report.component(0)[nth].uptime.seconds.of(ComponentStatus::PartialOutage);
    assert_eq!([partial(0), partial(1)], [HOUR, HOUR]);
    assert_eq!(longest(&report), [Some((3 * HOUR, true)), Some((2 * HOUR, false))]);
    assert_eq!(report.component_over(0, 0..2).longest_outage.unwrap().seconds, 3 * HOUR);
}

#[test]
fn outage_that_ends_now_has_ended() {
    let down = [("2026-11-22T11:00:00Z", "major_outage"), (NOW, "operational")];
    assert_eq!(longest(&Case::since("2026-11-01").log(&down).report(NOW)), [Some((HOUR, true))]);
    assert_eq!(longest(&Case::since("2026-11-01").log(&down[..1]).report(NOW)), [Some((HOUR, false))]);
    // A status declared at this instant ends it as well.
    let manual = Case { log: "2026-11-22T11:00:00Z api major_outage\n".to_owned(), ..Case::since("2026-11-01") };
    assert_eq!(longest(&manual.report(NOW)), [Some((HOUR, true))]);
}

#[test]
fn status_with_weight_above_zero_is_an_outage() {
    let slow = [("2026-11-02T10:00:00Z", "degraded_performance"), ("2026-11-02T12:00:00Z", "operational")];
    let components = "components: [{ id: api, name: API, since: 2026-11-01 }]\n";
    let weights = "uptime: { weights: { degraded_performance: 0.000000001 } }\n";
    assert_eq!(longest(&Case::new(components).log(&slow).report(NOW)), [None]);
    let weighed = Case::new(&format!("{weights}{components}")).log(&slow).report(NOW);
    assert_eq!(longest(&weighed), [Some((2 * HOUR, true))]);
    let november = &weighed.component(0)[0];
    assert_eq!(november.uptime.exact_downtime(), (0, 7200));
    assert_eq!(percent(november.uptime.percent()), Some((99, 99)));
}

#[test]
fn incident_counts_in_the_month_of_its_start() {
    let slow = "api: degraded_performance";
    let report = Case::since("2026-08-10")
        .incident("across", slow, &[("2026-09-30 21:00", "Investigating"), ("2026-10-01 01:00", "Resolved")])
        // It ends with its last resolution; a postmortem does not change that.
        .incident(
            "reopened",
            slow,
            &[
                ("2026-10-10 10:00", "Investigating"),
                ("2026-10-10 11:00", "Resolved"),
                ("2026-10-10 12:00", "Investigating"),
                ("2026-10-10 13:00", "Resolved"),
                ("2026-11-10 13:00", "Postmortem"),
            ],
        )
        .incident("open", slow, &[("2026-10-20 10:00", "Monitoring")])
        .incident(
            "harmless",
            "api: operational",
            &[("2026-10-21 10:00", "Monitoring"), ("2026-10-21 10:31", "Resolved")],
        )
        // No second of downtime has passed.
        .incident("begins", slow, &[("2026-11-22 12:00", "Investigating")])
        .report(NOW);
    let count = |begun, resolved, seconds_to_resolve| IncidentCount { begun, resolved, seconds_to_resolve };
    let of: Vec<_> = report.component(0).iter().map(|month| month.incidents).collect();
    assert_eq!(of, [count(0, 0, 0), count(1, 1, 4 * HOUR), count(2, 1, 3 * HOUR), count(0, 0, 0)]);
    assert_eq!(of[2].mean_seconds_to_resolve(), Some(3 * HOUR));
    // The page counts each incident once, including those without affected components.
    assert_eq!(report.incidents_over(1..3), count(4, 3, 7 * HOUR + 31 * 60));
    assert_eq!(report.incidents_over(1..3).mean_seconds_to_resolve(), Some(9020));
    assert_eq!(report.incidents_over(3..4), count(1, 0, 0));
    assert_eq!(report.incidents_over(3..4).mean_seconds_to_resolve(), None);
}

#[test]
fn incident_of_retired_component_counts_for_the_page_only() {
    let over = [("2026-10-02 10:00", "Investigating"), ("2026-10-02 11:00", "Resolved")];
    let report = Case::since("2026-10-01").incident("old", "gone: major_outage", &over).report(NOW);
    assert_eq!(report.component_over(0, 0..2).incidents.begun, 0);
    assert_eq!(report.incidents_over(0..2).begun, 1);
}

#[test]
fn month_without_data_has_no_percentage() {
    let early = [("2026-09-03 10:00", "Investigating"), ("2026-09-03 11:00", "Resolved")];
    let report = Case::since("2026-10-31").incident("early", "", &early).report(NOW);
    // An incident may precede the data of the component.
    assert_eq!(names(&report), ["2026-09", "2026-10", "2026-11"]);
    let percents: Vec<_> = report.component(0).iter().map(|month| percent(month.uptime.percent())).collect();
    assert_eq!(percents, [None, Some((100, 0)), Some((100, 0))]);

    let nothing = Case::new("components: [{ id: api, name: API }]\n").report(NOW);
    assert_eq!((names(&nothing), known(&nothing)), (vec!["2026-11".to_owned()], vec![0]));
    // At midnight, the new month has no seconds.
    let midnight = Case::since("2026-11-01").report("2026-11-30T23:00:00Z");
    assert_eq!(names(&midnight), ["2026-11", "2026-12"]);
    assert_eq!(percent(midnight.component(0)[1].uptime.percent()), None);
    assert_eq!(names(&Case::new("components: []\n").report(NOW)), ["2026-11"]);
}
