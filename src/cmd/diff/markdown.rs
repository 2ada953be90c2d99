use std::fmt::Write;

use super::outline::{DiffOutline, Sign};
use super::phrase::{Phrase, Piece};
use super::{Comparison, NOTHING, Side};
use crate::cmd::code_span::code_span;

/// The most items that are listed in one section.
const MOST: usize = 50;
/// The most changes that are listed for one item.
const MOST_DETAILS: usize = 12;
/// The most bytes of the Markdown: a comment on GitHub has at most 65,536 characters.
const LARGEST: usize = 60_000;

/// Renders the changes as Markdown, for the summary of a job or a comment on a pull request.
///
/// Text of the site is written only in code spans, where Markdown, GitHub and GitLab interpret nothing: no markup,
/// links, images, mentions, references or emoji.
pub fn markdown(comparison: &Comparison<'_>) -> String {
    let Comparison { from, to, changes } = *comparison;
    let mut text = "### Changes that visitors see\n\n".to_owned();
    let (range, now) = (format!("{} to {}", name(from), name(to)), changes.now.format_utc());
    if changes.is_empty() {
        let _ = writeln!(text, "From {range}: {NOTHING}.");
    } else {
        let _ = writeln!(text, "From {range}, as of {now}.");
    }
    for side in [from, to].into_iter().filter(|side| !side.invalid.is_empty()) {
        let _ = writeln!(text, "\n#### Invalid in {}\n", name(side));
        for line in side.invalid.iter().take(MOST) {
            let _ = writeln!(text, "- {}", code_span(line));
        }
        and_more(&mut text, "", side.invalid.len(), MOST);
    }
    for section in DiffOutline::of(changes).sections {
        let _ = writeln!(text, "\n#### {}\n", section.title);
        for entry in section.entries.iter().take(MOST) {
            let _ = writeln!(text, "- {}{}", sign(entry.sign), line(&entry.head));
            for (kind, detail) in entry.details.iter().take(MOST_DETAILS) {
                let _ = writeln!(text, "  - {}{}", sign(*kind), line(detail));
            }
            and_more(&mut text, "  ", entry.details.len(), MOST_DETAILS);
        }
        and_more(&mut text, "", section.entries.len(), MOST);
    }
    within(text, LARGEST)
}

/// Cuts the text after the last line that ends within `most` bytes.
fn within(mut text: String, most: usize) -> String {
    if text.len() > most {
        let end = text.as_bytes()[..most].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
        text.truncate(end);
        text += "\nThe rest is too long to show.\n";
    }
    text
}

fn and_more(text: &mut String, indent: &str, all: usize, most: usize) {
    if let Some(more) = all.checked_sub(most).filter(|more| *more > 0) {
        let _ = writeln!(text, "{indent}- and {more} more");
    }
}

fn name(side: &Side) -> String {
    match (&side.revision, &side.commit) {
        (Some(revision), Some(commit)) => {
            format!("{} ({})", code_span(revision), code_span(&commit[..commit.len().min(12)]))
        }
        (Some(revision), None) => code_span(revision),
        (None, _) => "the work tree".to_owned(),
    }
}

const fn sign(sign: Sign) -> &'static str {
    match sign {
        Sign::Added => "**New:** ",
        Sign::Removed => "**Removed:** ",
        Sign::Changed => "",
    }
}

fn line(phrase: &Phrase) -> String {
    let pieces = phrase.0.iter().map(|piece| match piece {
        Piece::Ours(words) => words.clone(),
        Piece::Theirs(words) if words.trim().is_empty() => "(empty)".to_owned(),
        Piece::Theirs(words) => code_span(words),
    });
    pieces.collect()
}
