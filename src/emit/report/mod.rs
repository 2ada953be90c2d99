//! Numbers to take away, by component and month: `api/uptime.csv`, and `api/uptime/YYYY-MM.json` for each month.

mod csv;
mod json;

use rayon::prelude::*;

#[cfg(test)]
use super::openapi::Described;
use super::{EmitError, File};
use crate::model::{Report, Snapshot};

/// The table of all months, and a file for each of them.
pub fn files(report: &Report, snapshot: &Snapshot<'_>) -> Result<Vec<File>, EmitError> {
    let months = (0..report.months.len()).into_par_iter().map(|nth| json::file(nth, report, snapshot));
    let mut files: Vec<File> = months.collect::<Result<_, _>>()?;
    files.push(csv::file(report, snapshot)?);
    Ok(files)
}

/// The files, for the document of all that stands under `api/`.
#[cfg(test)]
pub(super) fn described() -> Vec<Described> {
    vec![
        Described::csv("uptime.csv", "months", "The numbers of every component and month, for spreadsheets"),
        Described::json::<json::Document<'_>>(
            "uptime/{month}.json",
            "month",
            "The uptime, incidents and longest outage of every component in one month",
        ),
    ]
}
