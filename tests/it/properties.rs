//! Properties of uptime and reports that hold for every log, every incident and every window.

use std::collections::BTreeMap;

use allgreen::model::{
    Component, ComponentLog, ComponentStatus, Days, Incident, IncidentStatus, IncidentUpdate, Instant, LogEntry,
    Maintenance, Month, Page, Report, Site, Snapshot, SourceId, Uptime, Url, Weights, Zone,
};
use proptest::prelude::*;

const DAY: i64 = 24 * 3600;
/// 2026-10-26 in Unix seconds, so that the days around it include a clock change in Europe.
const MIDDLE: i64 = 1_792_972_800;

fn instant(seconds: i64) -> Instant {
    Instant::from_unix(MIDDLE + seconds).unwrap()
}

fn time() -> impl Strategy<Value = Instant> {
    // Often at midnight, so that events coincide.
    prop_oneof![(-40 * DAY..30 * DAY).prop_map(instant), (-40_i64..30).prop_map(|day| instant(day * DAY))]
}

fn status() -> impl Strategy<Value = ComponentStatus> {
    prop::sample::select(&ComponentStatus::ALL[..])
}

fn source(overrides: bool) -> impl Strategy<Value = SourceId> {
    let mut sources = vec![SourceId::MANUAL, SourceId::monitor(0), SourceId::monitor(1)];
    sources.extend(overrides.then_some(SourceId::OVERRIDE));
    prop::sample::select(sources)
}

/// Log entries with distinct pairs of time and source, so that their order does not matter.
fn entries(overrides: bool) -> impl Strategy<Value = Vec<LogEntry>> {
    let entry = |((at, source), status)| LogEntry { at, source, status };
    prop::collection::btree_map((time(), source(overrides)), status(), 0..25)
        .prop_map(move |entries| entries.into_iter().map(entry).collect())
}

prop_compose! {
    fn incident()(
        affects in prop::option::of(status()),
        started in prop::option::of(time()),
        updates in prop::collection::btree_map(time(), (0..5_usize, prop::option::of(status())), 1..6),
    ) -> Incident {
        let updates = updates.into_iter().map(|(at, (word, set))| IncidentUpdate {
            at,
            status: IncidentStatus::ALL[word],
            sets: set.map(|status| (0, status)).into_iter().collect(),
            text: String::new(),
        });
        Incident {
            update_every: None,
            id: "incident".to_owned(),
            title: "Incident".to_owned(),
            affects: affects.map(|status| (0, status)).into_iter().collect(),
            started,
            impact: None,
            updates: updates.collect(),
            unknown: Vec::new(),
            link_definitions: String::new(),
        }
    }
}

prop_compose! {
    fn window()(starts in time(), hours in 1..72_i64) -> Maintenance {
        Maintenance {
            id: "window".to_owned(),
            title: "Window".to_owned(),
            starts,
            ends: starts.plus(hours * 3600),
            affects: vec![0],
            text: String::new(),
            updates: Vec::new(),
            link_definitions: String::new(),
        }
    }
}

fn zone() -> impl Strategy<Value = Zone> {
    let names = ["UTC", "Europe/Berlin", "America/Havana", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"];
    prop::sample::select(names.map(|name| Zone::named(name).unwrap()).to_vec())
}

prop_compose! {
    /// A site, and the entries of its log.
    fn site(overrides: bool)(
        entries in entries(overrides),
        incidents in prop::collection::vec(incident(), 0..4),
        windows in prop::collection::vec(window(), 0..3),
        zone in zone(),
        declared in status(),
    ) -> (Site, Vec<LogEntry>) {
        let page = Page {
            name: "Acme".to_owned(),
            url: Url::parse("https://status.acme.example").unwrap(),
            description: None,
            zone,
            language: "en".to_owned(),
            support_url: None,
            brand: allgreen::model::Brand::default(),
            announcement: None,
            stale_after: Page::STALE_AFTER,
        };
        let component =
            Component { id: "api".to_owned(), name: "API".to_owned(), group: None, description: None, declared, since: None };
        let site = Site {
            update_every: allgreen::model::UpdateEvery::default(),
            page,
            window_days: 30,
            weights: Weights::default(),
            components: vec![component],
            groups: Vec::new(),
            incidents,
            windows,
            has_possible_problem: false,
            log: vec![ComponentLog::new(entries.clone())],
        };
        (site, entries)
    }
}

fn now() -> impl Strategy<Value = Instant> {
    (-5 * DAY..25 * DAY).prop_map(instant)
}

fn uptime(site: &Site, now: Instant, days: u32) -> Uptime {
    Snapshot::take(site, now).uptime(0, days)
}

fn by_date(uptime: &Uptime) -> BTreeMap<String, String> {
    uptime.days.iter().map(|day| (day.date.to_string(), format!("{:?}", day.seconds))).collect()
}

proptest! {
    #[test]
    fn seconds_of_a_day_add_up_to_its_length((site, _) in site(true), now in now(), days in 1..60_u32) {
        let lengths = Days::until(now, site.page.zone, days);
        let uptime = uptime(&site, now, days);
        let mut window = 0;
        for (day, record) in lengths.last(days).iter().zip(&uptime.days) {
            let length = day.ends.seconds_since(day.starts);
            prop_assert_eq!(record.seconds.known() + record.seconds.no_data(), length);
            window += length;
        }
        prop_assert_eq!(uptime.seconds.known() + uptime.seconds.no_data(), window);
    }

    #[test]
    fn worse_status_never_gives_better_uptime((site, mut entries) in site(false), now in now(), entry in any::<prop::sample::Index>(), worse in status()) {
        let mut worsened = site.clone();
        prop_assume!(!entries.is_empty());
        let entry = entry.index(entries.len());
        let before = entries[entry].status;
        // Maintenance overrides other statuses, so it is neither better nor worse than they are.
        prop_assume!(before != ComponentStatus::UnderMaintenance && worse != ComponentStatus::UnderMaintenance);
        entries[entry].status = before.max(worse);
        worsened.log = vec![ComponentLog::new(entries.clone())];
        prop_assert!(uptime(&worsened, now, 30).ratio() <= uptime(&site, now, 30).ratio());
    }

    #[test]
    fn worse_incident_never_gives_better_uptime((site, _) in site(true), now in now(), worse in status()) {
        let mut worsened = site.clone();
        for incident in &mut worsened.incidents {
            let given = incident.affects.values_mut();
            given.for_each(|status| *status = (*status).max(worse));
        }
        prop_assert!(uptime(&worsened, now, 30).ratio() <= uptime(&site, now, 30).ratio());
    }

    #[test]
    fn order_of_log_lines_does_not_matter((site, mut entries) in site(true), now in now(), seed in any::<u64>()) {
        let mut shuffled = site.clone();
        entries.sort_by_key(|entry| (entry.at.unix() ^ i64::try_from(seed >> 1).unwrap()).wrapping_mul(0x9E37_79B9));
        shuffled.log = vec![ComponentLog::new(entries.clone())];
        prop_assert_eq!(by_date(&uptime(&site, now, 30)), by_date(&uptime(&shuffled, now, 30)));
        let status = |site: &Site| Snapshot::take(site, now).histories[0].status;
        prop_assert_eq!(status(&site), status(&shuffled));
    }

    #[test]
    fn uptime_of_a_day_does_not_depend_on_number_of_days((site, _) in site(true), now in now(), days in 1..60_u32) {
        let (one, other) = (by_date(&uptime(&site, now, 30)), by_date(&uptime(&site, now, days)));
        for (date, seconds) in &one {
            prop_assert!(other.get(date).is_none_or(|same| same == seconds), "{}", date);
        }
        prop_assert_eq!(one.keys().filter(|date| other.contains_key(*date)).count(), one.len().min(other.len()));
    }

    #[test]
    fn later_now_does_not_change_past_days((site, _) in site(true), now in now(), later in 0..5 * DAY) {
        let before = by_date(&uptime(&site, now, 30));
        let after = by_date(&uptime(&site, now.plus(later), 30));
        let today = site.page.zone.date(now).to_string();
        for (date, seconds) in before.iter().filter(|(date, _)| **date != today) {
            prop_assert!(after.get(date).is_none_or(|same| same == seconds), "{}", date);
        }
    }

    #[test]
    fn seconds_per_status_of_month_are_sums_over_its_days((site, _) in site(true), now in now()) {
        let snapshot = Snapshot::take(&site, now);
        let report = Report::of(&snapshot);
        let all = report.component_over(0, 0..report.months.len());
        let days = uptime(&site, now, Snapshot::LONGEST_PERIOD);
        // The months cover all data.
        prop_assert_eq!(all.uptime.seconds.known(), days.seconds.known());
        prop_assert_eq!(all.uptime.exact_downtime(), days.exact_downtime());
        for (month, record) in report.months.iter().zip(report.component(0)) {
            let of_month = |day: &&allgreen::model::DayRecord| Month::of(day.date) == month.month;
            let of: Vec<_> = days.days.iter().filter(of_month).cloned().collect();
            prop_assert_eq!(record.uptime.seconds, Uptime::sum(&of, &site.weights).seconds);
            let length = record.uptime.seconds.known() + record.uptime.seconds.no_data();
            prop_assert_eq!(length, month.ends.seconds_since(month.starts));
        }
    }

    #[test]
    fn later_now_does_not_change_past_months((site, _) in site(true), now in now(), later in 0..5 * DAY) {
        let before = Report::of(&Snapshot::take(&site, now));
        let after = Report::of(&Snapshot::take(&site, now.plus(later)));
        let over = before.months.iter().zip(before.component(0)).rev().skip(1);
        for (month, record) in over {
            let nth = after.months.iter().position(|other| other.month == month.month).unwrap();
            prop_assert_eq!(after.months[nth], *month);
            prop_assert_eq!(after.component(0)[nth].uptime.seconds, record.uptime.seconds);
        }
    }
}
