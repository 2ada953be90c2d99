use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};

#[derive(Serialize)]
struct Report<'a> {
    errors: usize,
    warnings: usize,
    diagnostics: Vec<One<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    code: &'static str,
    severity: &'static str,
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    end_column: Option<usize>,
    message: &'a str,
    hint: Option<&'a str>,
    source: Option<&'a str>,
}

/// Problems as one JSON object. Lines and columns count from 1, columns in characters; `end_column`
/// is the first behind the problem.
pub fn json(diagnostics: &[Diagnostic]) -> String {
    let count = |severity| diagnostics.iter().filter(|each| each.severity == severity).count();
    let report = Report {
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        diagnostics: diagnostics.iter().map(One::from).collect(),
    };
    // A report is text and numbers, which are always JSON.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

impl<'a> From<&'a Diagnostic> for One<'a> {
    fn from(diagnostic: &'a Diagnostic) -> Self {
        let place = diagnostic.place.as_ref();
        Self {
            code: diagnostic.code.id(),
            severity: diagnostic.severity.word(),
            file: &diagnostic.file,
            line: place.map(|place| place.line),
            column: place.map(|place| place.column),
            end_column: place.map(|place| place.column + place.width),
            message: &diagnostic.message,
            hint: diagnostic.hint.as_deref(),
            source: place.map(|place| place.source.as_str()),
        }
    }
}
