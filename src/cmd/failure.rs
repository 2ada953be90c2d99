use std::io::Write;

use serde::Serialize;

use crate::diagnostic::render::{self, DiagnosticJson, plain};
use crate::diagnostic::{Failure, FailureKind};

/// A failure in JSON, on stdout of a command with `--format json`.
#[derive(Serialize)]
struct FailureJson<'a> {
    error: ErrorJson<'a>,
}

#[derive(Serialize)]
struct ErrorJson<'a> {
    kind: FailureKind,
    message: &'a str,
    hint: Option<&'a str>,
    /// The problems in files that caused it, as `allgreen check` lists them.
    diagnostics: Vec<DiagnosticJson<'a>>,
}

/// Prints a failure on stderr and, if `json` is set, as an object on stdout. All failures are printed here.
pub fn print(failure: &Failure, json: bool) {
    // There is no place left to report that printing fails.
    let _ = write!(anstream::stderr(), "{}", text(failure));
    if json {
        let object = serde_json::to_string_pretty(&FailureJson::from(failure)).unwrap_or_default();
        let _ = writeln!(anstream::stdout(), "{object}");
    }
}

fn text(failure: &Failure) -> String {
    let diagnostics = render::text(&failure.diagnostics);
    let hint = failure.hint.as_ref().map(|hint| format!("hint: {hint}\n")).unwrap_or_default();
    // Names and texts of others must not control the terminal.
    let message = failure.message.lines().map(plain).collect::<Vec<_>>().join("\n");
    format!("{diagnostics}error: {message}\n{hint}")
}

impl<'a> From<&'a Failure> for FailureJson<'a> {
    fn from(failure: &'a Failure) -> Self {
        let error = ErrorJson {
            kind: failure.kind,
            message: &failure.message,
            hint: failure.hint.as_deref(),
            diagnostics: failure.diagnostics.iter().map(DiagnosticJson::from).collect(),
        };
        Self { error }
    }
}
