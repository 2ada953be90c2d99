use std::borrow::Cow;

use ::csv::{Error, Terminator, WriterBuilder};
use rayon::prelude::*;

use crate::emit::{EmitError, File, Stage};
use crate::model::{ComponentStatus, MonthRecord, Percent, Report, Snapshot, Uptime};

const PATH: &str = "api/uptime.csv";

const COLUMNS: [&str; 18] = [
    "month",
    "component_id",
    "component_name",
    "group",
    "known_seconds",
    "operational_seconds",
    "under_maintenance_seconds",
    "degraded_performance_seconds",
    "partial_outage_seconds",
    "major_outage_seconds",
    "no_data_seconds",
    "downtime_seconds",
    "uptime_percent",
    "incidents",
    "resolved_incidents",
    "seconds_to_resolve",
    "mean_seconds_to_resolve",
    "longest_outage_seconds",
];

/// Returns `api/uptime.csv`: a row for each month and component, oldest first, in the format of RFC 4180.
pub fn file(report: &Report, snapshot: &Snapshot<'_>) -> Result<File, EmitError> {
    let failed = |error: &Error| EmitError::new(PATH, error);
    let mut parts = vec![rows([COLUMNS.map(Cow::Borrowed)]).map_err(|error| failed(&error))?];
    let months = (0..report.months.len()).into_par_iter().map(|index| month(index, report, snapshot));
    parts.extend(months.collect::<Result<Vec<_>, _>>().map_err(|error| failed(&error))?);
    Ok(File { path: PATH.to_owned(), bytes: parts.concat(), stage: Stage::Data })
}

/// Returns the rows of the month at `index` in the report.
fn month(index: usize, report: &Report, snapshot: &Snapshot<'_>) -> Result<Vec<u8>, Error> {
    let site = snapshot.site;
    let month = report.months[index].month.to_string();
    rows(site.components.iter().enumerate().map(|(component, each)| {
        let group = site.group_of(component).map_or("", |group| &group.name);
        let names =
            [month.as_str().into(), each.id.as_str().into(), without_formula(&each.name), without_formula(group)];
        row(names, &report.component(component)[index])
    }))
}

fn rows<'a>(rows: impl IntoIterator<Item = [Cow<'a, str>; COLUMNS.len()]>) -> Result<Vec<u8>, Error> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(|cell| cell.as_bytes()))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn row<'a>(names: [Cow<'a, str>; 4], record: &MonthRecord) -> [Cow<'a, str>; COLUMNS.len()] {
    let MonthRecord { uptime, incidents, longest_outage } = record;
    let number = |number: u64| Cow::Owned(number.to_string());
    let [month, id, name, group] = names;
    let [operational, maintenance, degraded, partial, major] =
        ComponentStatus::ALL.map(|status| number(uptime.seconds.of(status)));
    [
        month,
        id,
        name,
        group,
        number(uptime.seconds.known()),
        operational,
        maintenance,
        degraded,
        partial,
        major,
        number(uptime.seconds.no_data()),
        downtime(uptime).into(),
        uptime.percent().map(percent).unwrap_or_default().into(),
        number(incidents.begun),
        number(incidents.resolved),
        number(incidents.seconds_to_resolve),
        incidents.mean_seconds_to_resolve().map(number).unwrap_or_default(),
        longest_outage.map(|outage| number(outage.seconds)).unwrap_or_default(),
    ]
}

/// Returns the weighted downtime in seconds as an exact decimal number: `2160`, or `2160.3`.
fn downtime(uptime: &Uptime) -> String {
    match uptime.exact_downtime() {
        (whole, 0) => whole.to_string(),
        (whole, billionths) => format!("{whole}.{billionths:09}").trim_end_matches('0').to_owned(),
    }
}

/// Formats a percentage with two decimals, rounded down: `98.33`.
fn percent(percent: Percent) -> String {
    format!("{}.{:02}", percent.whole(), percent.hundredths())
}

/// Returns `text`, with an apostrophe before it if spreadsheets would run it as a formula.
///
/// Source: <https://owasp.org/www-community/attacks/CSV_Injection>.
fn without_formula(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::fixture::{now, site};

    fn table(site: &crate::model::Site) -> String {
        let snapshot = Snapshot::take(site, now());
        String::from_utf8(file(&Report::of(&snapshot), &snapshot).unwrap().bytes).unwrap()
    }

    #[test]
    fn csv_has_a_row_for_each_month_and_component() {
        let table = table(&site());
        let rows: Vec<_> = table.split_terminator("\r\n").collect();
        assert_eq!(rows[0], COLUMNS.join(","));
        assert_eq!(rows.len(), 4, "{table}");
        assert_eq!(rows[2], "2026-11,api,API,,133200,129000,0,2400,0,1800,1728000,1800,98.64,1,1,4200,4200,1800");
        assert_eq!(rows[3], "2026-11,payments,Payments,Shop,0,0,0,0,0,0,1861200,0,,0,0,0,,");
    }

    #[test]
    fn names_are_escaped_for_spreadsheets() {
        let mut site = site();
        for (name, cell) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("a=1", "a=1"),
            ("\"a\", b", "\"\"\"a\"\", b\""),
            ("-1,\r\n2", "\"'-1,\r\n2\""),
        ] {
            site.components[1].name = name.to_owned();
            assert!(table(&site).contains(&format!("\r\n2026-11,api,{cell},,133200,")), "{}", table(&site));
        }
    }

    #[test]
    fn csv_downtime_is_exact_to_a_billionth_of_a_second() {
        let mut site = site();
        site.weights.set(ComponentStatus::DegradedPerformance, 1);
        assert!(table(&site).contains(",1800.0000024,"), "{}", table(&site));
    }
}
