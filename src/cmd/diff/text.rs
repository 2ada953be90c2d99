use std::fmt::Write;

use super::outline::{DiffOutline, Sign};
use super::phrase::{Phrase, Piece};
use super::{Comparison, NOTHING, Side};
use crate::diagnostic::render::plain;

/// Renders the changes for a terminal.
pub fn text(comparison: &Comparison<'_>) -> String {
    let Comparison { from, to, changes } = *comparison;
    let mut text = String::new();
    if changes.is_empty() {
        let _ = writeln!(text, "{NOTHING}");
    } else {
        let _ = writeln!(text, "from {} to {}, as of {}", name(from), name(to), changes.now.format_utc());
    }
    for section in DiffOutline::of(changes).sections {
        let _ = writeln!(text, "\n{}", section.title);
        for entry in section.entries {
            let _ = writeln!(text, "  {} {}", sign(entry.sign), line(&entry.head));
            for (kind, detail) in &entry.details {
                let sign = if *kind == Sign::Changed { ' ' } else { sign(*kind) };
                let _ = writeln!(text, "    {sign} {}", line(detail));
            }
        }
    }
    for side in [from, to].into_iter().filter(|side| !side.invalid.is_empty()) {
        let _ = writeln!(text, "\nInvalid in {}", name(side));
        for line in &side.invalid {
            let _ = writeln!(text, "  {}", plain(line));
        }
    }
    text
}

/// Returns the name of a side of the comparison: `HEAD (1a2b3c4d5e6f)`, or `the work tree`.
fn name(side: &Side) -> String {
    match (&side.revision, &side.commit) {
        (Some(revision), Some(commit)) => format!("{} ({})", plain(revision), &commit[..commit.len().min(12)]),
        (Some(revision), None) => plain(revision),
        (None, _) => "the work tree".to_owned(),
    }
}

const fn sign(sign: Sign) -> char {
    match sign {
        Sign::Added => '+',
        Sign::Removed => '-',
        Sign::Changed => '~',
    }
}

fn line(phrase: &Phrase) -> String {
    let pieces = phrase.0.iter().map(|piece| match piece {
        Piece::Ours(words) => words.clone(),
        Piece::Theirs(words) if words.is_empty() => "(empty)".to_owned(),
        Piece::Theirs(words) => plain(words),
    });
    pieces.collect()
}
