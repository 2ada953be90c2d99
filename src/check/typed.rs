//! Parses arguments of commands with the rules and the diagnostics for files.

use super::time;
use super::words::{self, EventKind};
use crate::diagnostic::Diagnostic;
use crate::model::{ComponentStatus, Impact, IncidentStatus, Instant, Zone};
use crate::source::{SourceText, Spanned};

/// Parses a time. If the text names no zone, the time is in `zone`.
///
/// # Errors
/// When the text is not a time, or a clock change skips or repeats it.
pub fn instant(text: &str, zone: Zone) -> Result<Instant, Diagnostic> {
    let (source, text) = typed(text)?;
    time::instant_of_text(&source, &text, zone)
}

/// Parses the status of a component.
///
/// # Errors
/// When the word is not a valid value.
pub fn component_status(word: &str) -> Result<ComponentStatus, Diagnostic> {
    let (source, word) = typed(word)?;
    words::component_status(&source, &word)
}

/// Parses the status of an incident.
///
/// # Errors
/// When the word is not a valid value.
pub fn incident_status(word: &str) -> Result<IncidentStatus, Diagnostic> {
    let (source, word) = typed(word)?;
    words::update_status(&source, &word, IncidentStatus::from_word, EventKind::Incident)
}

/// Parses an impact.
///
/// # Errors
/// When the word is not a valid value.
pub fn impact(word: &str) -> Result<Impact, Diagnostic> {
    let (source, word) = typed(word)?;
    words::impact(&source, &word)
}

/// Wraps an argument as the content of a file named `argument`, so that functions for files can parse it.
fn typed(text: &str) -> Result<(SourceText, Spanned<String>), Diagnostic> {
    let source = SourceText::new("argument", text.as_bytes())?;
    let span = 0..source.text.len();
    Ok((source, Spanned::new(text.to_owned(), span)))
}
