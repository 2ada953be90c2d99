//! Uptime, compared with the expected results of the cases in `tests/vectors`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use allgreen::check::{CheckContext, check};
use allgreen::model::{ComponentStatus, Instant, MonthRecord, Report, Snapshot, Uptime};
use allgreen::pipeline::inputs;
use allgreen::repo;
use serde_json::{Value, json};

#[test]
fn each_test_vector_has_its_expected_results() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let mut count = 0;
    for case in fs::read_dir(cases).unwrap().flatten().filter(|case| case.path().is_dir()) {
        assert_expected(&case.path());
        count += 1;
    }
    assert!(count > 0, "no case was found");
}

/// Reads data outside the repository, and does nothing if it is missing.
#[test]
fn jenkins_history_has_expected_status_and_uptime() {
    let jenkins = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/real/jenkins");
    if jenkins.exists() {
        assert_expected(&jenkins);
    }
}

fn assert_expected(case: &Path) {
    let now = Instant::parse_rfc3339(fs::read_to_string(case.join("now")).unwrap().trim()).unwrap();
    let inputs = inputs(repo::read(case));
    let (languages, assets) = (["en".to_owned()], BTreeMap::new());
    let context = CheckContext::new(now, &languages, &assets);
    let checked = check(&inputs, &context);
    let site = checked.site.unwrap_or_else(|| panic!("{}: {:#?}", case.display(), checked.diagnostics));
    let snapshot = Snapshot::take(&site, now);
    let wanted: Value = serde_json::from_slice(&fs::read(case.join("expected.json")).unwrap()).unwrap();

    let overall = json!([snapshot.overall.indicator().word(), snapshot.overall.description()]);
    assert_eq!(overall, wanted["overall"], "{}", case.display());
    assert_eq!(json!(site.window_days), wanted["window_days"], "{}", case.display());
    let report = Report::of(&snapshot);
    let components = wanted["components"].as_array().unwrap();
    assert_eq!(components.len(), site.components.len());
    for (index, wanted) in components.iter().enumerate() {
        let name = format!("{}: {}", case.display(), site.components[index].id);
        let uptime = snapshot.uptime(index, site.window_days);
        assert_eq!(json!(site.components[index].id), wanted["id"], "{name}");
        assert_eq!(json!(snapshot.histories[index].status.word()), wanted["status"], "{name}");
        assert_eq!(json!(uptime.seconds.known()), wanted["known_seconds"], "{name}");
        assert_close(uptime.downtime_seconds(), wanted["downtime_seconds"].as_f64().unwrap(), &name);
        assert_eq!(uptime.ratio().is_some(), wanted["uptime"].is_f64(), "{name}");
        assert_close(uptime.ratio().unwrap_or_default(), wanted["uptime"].as_f64().unwrap_or_default(), &name);
        assert_eq!(days(&uptime), wanted["days"], "{name}");
        for (month, record) in report.months.iter().zip(report.component(index)) {
            month_is_sum_of_days(&month.month.to_string(), record, &uptime, &name);
        }
    }
}

/// Asserts that a month is the sum of its days, if `uptime` has all of them.
fn month_is_sum_of_days(month: &str, record: &MonthRecord, uptime: &Uptime, name: &str) {
    let days = || uptime.days.iter().filter(|day| day.date.to_string().starts_with(month));
    if days().next().is_some_and(|day| day.date.to_string().ends_with("-01")) {
        for status in ComponentStatus::ALL {
            let sum: u64 = days().map(|day| day.seconds.of(status)).sum();
            assert_eq!(record.uptime.seconds.of(status), sum, "{name}: {month}");
        }
        let unknown: u64 = days().map(|day| day.seconds.no_data()).sum();
        assert_eq!(record.uptime.seconds.no_data(), unknown, "{name}: {month}");
    }
}

fn assert_close(got: f64, wanted: f64, name: &str) {
    assert!((got - wanted).abs() <= 1e-9, "{name}: {got} is not {wanted}");
}

fn days(uptime: &Uptime) -> Value {
    let day = |day: &allgreen::model::DayRecord| {
        let mut seconds = serde_json::Map::new();
        for status in ComponentStatus::ALL {
            seconds.insert(status.word().to_owned(), json!(day.seconds.of(status)));
        }
        seconds.insert("no_data".to_owned(), json!(day.seconds.no_data()));
        seconds.retain(|_, seconds| *seconds != json!(0));
        let status = day.status().map_or("no_data", ComponentStatus::word);
        json!({ "date": day.date.to_string(), "status": status, "seconds": seconds })
    };
    uptime.days.iter().map(day).collect()
}
