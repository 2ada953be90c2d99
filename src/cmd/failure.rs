use std::io::Write;

use serde_json::json;

use crate::diagnostic::Failure;
use crate::diagnostic::render::{self, DiagnosticJson, plain};

/// Prints a failure on stderr and, if `json` is set, as an object on stdout. All failures are printed here.
pub fn print(failure: &Failure, json: bool) {
    // There is no place left to report that printing fails.
    let _ = write!(anstream::stderr(), "{}", text(failure));
    if json {
        let Failure { kind, message, hint, diagnostics } = failure;
        let diagnostics: Vec<_> = diagnostics.iter().map(DiagnosticJson::from).collect();
        let error = json!({ "kind": kind, "message": message, "hint": hint, "diagnostics": diagnostics });
        let _ = writeln!(anstream::stdout(), "{:#}", json!({ "error": error }));
    }
}

fn text(failure: &Failure) -> String {
    let diagnostics = render::text(&failure.diagnostics);
    let hint = failure.hint.as_ref().map(|hint| format!("hint: {hint}\n")).unwrap_or_default();
    // File names and other foreign texts must not control the terminal.
    let message = failure.message.lines().map(plain).collect::<Vec<_>>().join("\n");
    format!("{diagnostics}error: {message}\n{hint}")
}
