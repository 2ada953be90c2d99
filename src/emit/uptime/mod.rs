//! Uptime figures: `api/uptime.json` by day, `api/uptime.csv` and `api/uptime/YYYY-MM.json` by month.

mod csv;
mod days_json;
mod month_json;

use rayon::prelude::*;

#[cfg(test)]
use super::openapi::Described;
use super::{EmitError, File};
use crate::model::{Report, Snapshot};

/// Returns all files with uptime figures.
pub fn files(report: &Report, snapshot: &Snapshot<'_>) -> Result<Vec<File>, EmitError> {
    let months = (0..report.months.len()).into_par_iter().map(|index| month_json::file(index, report, snapshot));
    let mut files: Vec<File> = months.collect::<Result<_, _>>()?;
    files.push(days_json::file(snapshot)?);
    files.push(csv::file(report, snapshot)?);
    Ok(files)
}

/// Returns the descriptions of the files with uptime figures, for `schema/openapi.json`.
#[cfg(test)]
pub(super) fn described() -> Vec<Described> {
    vec![
        Described::json::<days_json::UptimeJson<'_>>("uptime.json", "uptime", "The uptime of every component, by day"),
        Described::csv(
            "uptime.csv",
            "months",
            "The uptime and incidents of every component and month, as CSV for spreadsheets",
        ),
        Described::json::<month_json::MonthJson<'_>>(
            "uptime/{month}.json",
            "month",
            "The uptime, incidents and longest outage of every component in one month",
        ),
    ]
}
