use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};

#[derive(Serialize)]
struct CheckJson<'a> {
    errors: usize,
    warnings: usize,
    diagnostics: Vec<DiagnosticJson<'a>>,
}

/// A diagnostic in JSON. Lines and columns, in characters, count from 1. `end_column` is after the last character.
#[derive(Debug, Serialize)]
pub struct DiagnosticJson<'a> {
    code: &'static str,
    severity: &'static str,
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    end_column: Option<usize>,
    message: &'a str,
    hint: Option<&'a str>,
    /// The line as it should be.
    fix: Option<&'a str>,
    /// What visitors see with `--keep-going` until it is fixed.
    shown: Option<&'a str>,
    source: Option<&'a str>,
}

/// Formats diagnostics as one JSON object.
pub fn json(diagnostics: &[Diagnostic]) -> String {
    let count = |severity| diagnostics.iter().filter(|each| each.severity == severity).count();
    let report = CheckJson {
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        diagnostics: diagnostics.iter().map(DiagnosticJson::from).collect(),
    };
    // Serializing strings and numbers cannot fail.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

impl<'a> From<&'a Diagnostic> for DiagnosticJson<'a> {
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
            fix: diagnostic.fix.as_deref(),
            shown: diagnostic.shown.as_deref(),
            source: place.map(|place| place.source.as_str()),
        }
    }
}
