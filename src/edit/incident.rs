use super::newline::Newline;
use super::{Front, Heading};
use crate::diagnostic::{Diagnostic, render::plain};
use crate::source::{RawIncident, RawUpdate, SourceText};

/// Why a file of `incidents/` cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    #[error("the file cannot be read: {}", _0.message)]
    Unreadable(Box<Diagnostic>),
    #[error(
        "the file ends within a block of code or HTML that is never closed: an update behind it would be lost in it\nhint: close the block first, with a line of three backticks or with `-->`"
    )]
    Swallowed,
    #[error("the text holds a NUL byte\nhint: remove it")]
    Nul,
    #[error(
        "line {line} of the text, `{heading}`, would be an update of its own\nhint: indent it by four blanks, or begin it with `###`"
    )]
    SecondUpdate { line: usize, heading: String },
    #[error(
        "line {line} of the text looks like the heading of an update and is none: {problem}\nhint: indent it by four blanks, or begin it with `###`"
    )]
    NoUpdate { line: usize, problem: String },
    #[error(
        "the text ends within a block of code or HTML that is never closed: what is written later would be lost in it\nhint: close the block, with a line of three backticks or with `-->`"
    )]
    OpenEnd,
    #[error(
        "the front matter could not be written so that it reads the same\nhint: leave out of the title what is no letter, digit or sign"
    )]
    FrontMatter,
    #[error(
        "the text could not be written so that it reads the same, and everything else with it\nhint: write the update into the file with an editor"
    )]
    Unproven,
}

/// A line that no text can hide without being wrong.
const PROBE: &str = "\n\n## 2000-01-01 00:00 UTC - Probe\n";

/// A new file of `incidents/`, with its first update.
///
/// # Errors
/// Why the text would not be read as it is meant.
pub fn new_event(front: &Front, heading: &Heading, text: &str) -> Result<Vec<u8>, EditError> {
    append_update(&front.file()?, heading, text)
}

/// Adds an update at the end of a file of `incidents/`: every byte that stands there stays, and so does every update
/// that they make.
///
/// # Errors
/// Why the text would not be read as one update more, or the file as it was.
pub fn append_update(bytes: &[u8], heading: &Heading, text: &str) -> Result<Vec<u8>, EditError> {
    let text = tidy(text)?;
    let old = read(bytes)?;
    if count(&[bytes, PROBE.as_bytes()].concat()) != old.updates.len() + 1 {
        return Err(EditError::Swallowed);
    }
    let newline = Newline::of(bytes);
    let update = if text.is_empty() { format!("{heading}\n") } else { format!("{heading}\n\n{text}\n") };
    let new = [bytes, gap(bytes, newline).as_bytes(), newline.apply(&update).as_bytes()].concat();
    prove(&old, &new, heading, &text)?;
    Ok(new)
}

/// The text with `\n` at the ends of its lines, without blank lines around it.
fn tidy(text: &str) -> Result<String, EditError> {
    if text.contains('\0') {
        return Err(EditError::Nul);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let blank: usize = text.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
    Ok(text[blank..].trim_end().to_owned())
}

/// What has to stand between the end of a file and a heading, so that there is one blank line at least.
fn gap(bytes: &[u8], newline: Newline) -> String {
    let ends: [&[u8]; 3] = [b"\r\n", b"\n", b"\r"];
    let whole = ends.iter().find_map(|end| bytes.strip_suffix(*end));
    let lines = whole.unwrap_or(bytes);
    let last = lines.rsplit(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let blank = last.trim_ascii().is_empty();
    newline.sign().repeat(usize::from(whole.is_none()) + usize::from(!blank))
}

fn read(bytes: &[u8]) -> Result<RawIncident, EditError> {
    let unreadable = |problem| EditError::Unreadable(Box::new(problem));
    let (raw, problems) = RawIncident::read(&SourceText::new("", bytes).map_err(unreadable)?);
    let first = || problems.into_iter().find(Diagnostic::is_fatal).map_or(EditError::Unproven, unreadable);
    raw.ok_or_else(first)
}

fn count(bytes: &[u8]) -> usize {
    read(bytes).map_or(0, |raw| raw.updates.len())
}

/// Shows that a file says all that the old one said, and one update more.
fn prove(old: &RawIncident, bytes: &[u8], heading: &Heading, text: &str) -> Result<(), EditError> {
    let source = SourceText::new("", bytes).map_err(|_| EditError::Unproven)?;
    let (raw, problems) = RawIncident::read(&source);
    let new = raw.ok_or(EditError::Unproven)?;
    let Some((before, [added, others @ ..])) = new.updates.split_at_checked(old.updates.len()) else {
        return Err(EditError::Unproven);
    };
    let line = |update: &RawUpdate| source.place(&update.heading.span).line;
    // The text begins two lines below its heading.
    let first = line(added) + 2;
    if let Some(other) = others.first() {
        let written = &source.text[other.heading.span.clone()];
        let heading = plain(&written.chars().take(100).collect::<String>());
        return Err(EditError::SecondUpdate { line: (line(other) + 1).saturating_sub(first), heading });
    }
    let wrong = problems.iter().filter(|each| each.is_fatal());
    let in_text = wrong.filter_map(|each| Some((each, each.place.as_ref()?.line))).find(|(_, line)| *line >= first);
    if let Some((problem, line)) = in_text {
        return Err(EditError::NoUpdate { line: line + 1 - first, problem: problem.message.clone() });
    }
    let same = before == old.updates && new.front == old.front && new.intro == old.intro;
    if !same || !heading.is(&added.heading) || added.text != text {
        return Err(EditError::Unproven);
    }
    if count(&[bytes, PROBE.as_bytes()].concat()) != new.updates.len() + 1 {
        return Err(EditError::OpenEnd);
    }
    Ok(())
}
