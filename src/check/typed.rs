//! What people type for a command instead of writing it into a file: by the same rules, and with the same problems.

use super::time;
use super::words::{self, Kind};
use crate::diagnostic::Diagnostic;
use crate::model::{ComponentStatus, Impact, IncidentStatus, Instant, Zone};
use crate::source::{SourceText, Spanned};

/// The instant that a time names; without a zone of its own it is read in `zone`.
///
/// # Errors
/// When it is no time, or clocks skip it or show it twice.
pub fn instant(text: &str, zone: Zone) -> Result<Instant, Diagnostic> {
    let (source, text) = typed(text)?;
    time::instant_of_text(&source, &text, zone)
}

/// The status of a component that a word names.
///
/// # Errors
/// When it names none.
pub fn component_status(word: &str) -> Result<ComponentStatus, Diagnostic> {
    let (source, word) = typed(word)?;
    words::component_status(&source, &word)
}

/// The status of an incident that a word names.
///
/// # Errors
/// When it names none.
pub fn incident_status(word: &str) -> Result<IncidentStatus, Diagnostic> {
    let (source, word) = typed(word)?;
    words::update_status(&source, &word, IncidentStatus::from_word, Kind::Incident)
}

/// The impact that a word names.
///
/// # Errors
/// When it names none.
pub fn impact(word: &str) -> Result<Impact, Diagnostic> {
    let (source, word) = typed(word)?;
    words::impact(&source, &word)
}

/// A word as if it stood in a file.
fn typed(text: &str) -> Result<(SourceText, Spanned<String>), Diagnostic> {
    let source = SourceText::new("what was typed", text.as_bytes())?;
    let span = 0..source.text.len();
    Ok((source, Spanned::new(text.to_owned(), span)))
}
