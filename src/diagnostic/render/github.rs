use std::fmt::Write;

use super::plain;
use crate::diagnostic::Diagnostic;

/// Problems as workflow commands, which GitHub shows at the lines of a pull request. `prefix` is the way from
/// the top of the repository to the files: empty, or with a slash at its end.
pub fn github(diagnostics: &[Diagnostic], prefix: &str) -> String {
    let mut commands = String::new();
    for each in diagnostics {
        let mut properties = format!("file={}", property(&format!("{prefix}{}", each.file)));
        if let Some(place) = &each.place {
            let (line, column, end) = (place.line, place.column, place.column + place.width);
            let _ = write!(properties, ",line={line},endLine={line},col={column},endColumn={end}");
        }
        let title = property(&format!("{}: {}", each.code.id(), each.code.summary()));
        let hint = each.hint.as_deref().map(|hint| format!("\nhint: {}", plain(hint))).unwrap_or_default();
        let message = data(&(plain(&each.message) + &hint));
        let _ = writeln!(commands, "::{} {properties},title={title}::{message}", each.severity.word());
    }
    commands
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
