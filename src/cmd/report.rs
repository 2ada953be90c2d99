//! Messages on the terminal about diagnostics and builds.

use std::fmt::Write;
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;

use crate::diagnostic::render::{self, plain};
use crate::diagnostic::{Diagnostic, Effect, Severity};
use crate::pipeline::{Counts, Loaded};
use crate::write::Written;

/// Returns the numbers of errors and warnings, such as `2 errors and 1 warning`.
pub fn tally(diagnostics: &[Diagnostic]) -> String {
    let count = |severity| diagnostics.iter().filter(|each| each.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    match (errors, warnings) {
        (0, 0) => "no problems".to_owned(),
        (0, _) => number(warnings, "warning"),
        (_, 0) => number(errors, "error"),
        _ => format!("{} and {}", number(errors, "error"), number(warnings, "warning")),
    }
}

/// Returns a number with a noun, such as `1 page` or `2 pages`.
pub fn number(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Returns what was read: `7 components, 11 incidents, 5 maintenance windows and 81 lines of the log`.
pub fn read(counts: &Counts) -> String {
    let Counts { components, incidents, windows, log_lines } = *counts;
    format!(
        "{}, {}, {} and {} of the log",
        number(components, "component"),
        number(incidents, "incident"),
        number(windows, "maintenance window"),
        number(log_lines, "line"),
    )
}

/// Returns the summary of a build: how many files were written, where, from what and in how long.
pub fn built(loaded: &Loaded, written: &Written, out: &Path, time: Duration) -> String {
    let Written { written, unchanged, removed } = *written;
    let changes = if unchanged == 0 && removed == 0 {
        String::new()
    } else {
        format!(" ({written} written, {unchanged} unchanged, {removed} removed)")
    };
    format!(
        "built {}{changes} in {} from {} in {} ms",
        number(written + unchanged, "file"),
        out.display(),
        read(&loaded.counts),
        time.as_millis().max(1),
    )
}

/// Returns one line of text for each file that is not published as written, and for each part that is left out.
pub fn invalid_content(loaded: &Loaded) -> Vec<String> {
    let lines = not_as_written(loaded).map(|problem| {
        let line = problem.place.as_ref().map(|place| format!(":{}", place.line)).unwrap_or_default();
        let shown = problem.shown.as_deref().unwrap_or(problem.code.summary());
        format!("{}{line}: {}", problem.file, plain(shown))
    });
    replaced_files(loaded).into_iter().chain(lines).collect()
}

/// Returns one line of text for each file that is replaced by an older version or left out.
pub fn replaced_files(loaded: &Loaded) -> Vec<String> {
    let replaced = loaded.replaced.iter().map(|replaced| match &replaced.by {
        Some(commit) => {
            format!(
                "{}: has errors, so the version of commit {} is used",
                replaced.path,
                &commit[..commit.len().min(12)]
            )
        }
        None if loaded.is_incident(&replaced.path) => {
            format!("{}: has errors, so visitors do not see it", replaced.path)
        }
        None => format!("{}: has errors and is left out", replaced.path),
    });
    replaced.collect()
}

/// Returns the problems because of which a part of the site is not published as it is written, without those of files
/// that are replaced or left out.
pub fn not_as_written(loaded: &Loaded) -> impl Iterator<Item = &Diagnostic> {
    let is_replaced = |path: &str| loaded.replaced.iter().any(|replaced| replaced.path == path);
    loaded.diagnostics.iter().filter(move |each| match each.effect {
        Effect::LeavesOut => true,
        Effect::Stops => !is_replaced(&each.file),
        Effect::Nothing => false,
    })
}

/// Returns [`invalid_content`] as a message to print after a build, or `None` if everything is published as written.
pub fn left_out(loaded: &Loaded) -> Option<String> {
    let mut lines = String::new();
    for line in invalid_content(loaded) {
        let _ = writeln!(lines, "  {line}");
    }
    if let Some(why) = loaded.history_gap {
        let _ = writeln!(lines, "hint: {why}");
    }
    (!lines.is_empty()).then(|| format!("published WITHOUT some changes:\n{lines}"))
}

/// Prints diagnostics on stderr.
pub fn diagnostics<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> io::Result<()> {
    let all: Vec<_> = diagnostics.into_iter().cloned().collect();
    write!(anstream::stderr(), "{}", render::text(&all))
}

/// Warns on stderr that a list of incidents or windows leaves out the files at `paths`, because they are invalid.
pub fn not_listed(paths: &[&str]) -> io::Result<()> {
    let Some(first) = paths.first() else { return Ok(()) };
    let others = if paths.len() > 1 { format!(" and {} more", paths.len() - 1) } else { String::new() };
    let path = plain(first);
    writeln!(
        anstream::stderr(),
        "warning: not listed because of errors: {path}{others}\nhint: run `allgreen check` to see the errors"
    )
}
