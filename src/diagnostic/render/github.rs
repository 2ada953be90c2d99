use std::fmt::Write;

use super::plain;
use crate::diagnostic::{Diagnostic, Place, Severity};

/// Formats diagnostics as workflow commands, which GitHub shows at the lines of a pull request. `prefix` is the path
/// from the root of the repository to the folder with `status.yaml`: empty, or with a slash at its end.
pub fn github(diagnostics: &[Diagnostic], prefix: &str) -> String {
    let mut commands = String::new();
    for each in diagnostics {
        let file = format!("{prefix}{}", each.file);
        let title = format!("{}: {}", each.code.id(), each.code.summary());
        let fix = each.fix.as_ref().map(|line| format!("write `{}`", line.trim_end()));
        let hint =
            [fix.as_deref(), each.hint.as_deref(), each.shown.as_deref()].into_iter().flatten().collect::<Vec<_>>();
        let hint = (!hint.is_empty()).then(|| hint.join("; "));
        commands += &annotation(each.severity, &file, each.place.as_deref(), &title, &each.message, hint.as_deref());
    }
    commands
}

/// Formats an error or a warning as a GitHub workflow command. `file` is relative to the root of the repository.
pub fn annotation(
    severity: Severity,
    file: &str,
    place: Option<&Place>,
    title: &str,
    message: &str,
    hint: Option<&str>,
) -> String {
    let mut properties = format!("file={}", property(file));
    if let Some(place) = place {
        let (line, column, end) = (place.line, place.column, place.column + place.width);
        let _ = write!(properties, ",line={line},endLine={line},col={column},endColumn={end}");
    }
    let hint = hint.map(|hint| format!("\nhint: {}", plain(hint))).unwrap_or_default();
    let message = data(&(plain(message) + &hint));
    format!("::{} {properties},title={}::{message}\n", severity.word(), property(title))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
