use std::fmt::Write;

use super::outline::{DiffOutline, Sign};
use super::phrase::{Phrase, Piece};
use super::{Comparison, NOTHING, Side};
use crate::diagnostic::render::plain;

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
            let _ = writeln!(text, "- {}", code(line));
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
        (Some(revision), Some(commit)) => format!("{} ({})", code(revision), code(&commit[..commit.len().min(12)])),
        (Some(revision), None) => code(revision),
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
        Piece::Theirs(words) => code(words),
    });
    pieces.collect()
}

/// Returns a code span. Its fence has one backtick more than the longest run of backticks in the text.
fn code(text: &str) -> String {
    let text = plain(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let longest = text.split(|each| each != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    // The spaces separate backticks at the ends of the text from the fence. Markdown removes these spaces.
    if text.starts_with('`') || text.ends_with('`') {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn backticks_and_control_characters_in_code_span_are_escaped() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("``"), "``` `` ```");
        assert_eq!(code("a\n\n# b\r\n\tc"), "`a # b c`");
        assert_eq!(code("\u{1b}[31m\u{202e}"), "`\\u{1b}[31m\\u{202e}`");
    }

    #[test]
    fn markdown_in_code_span_stays_literal() {
        use pulldown_cmark::{Event, Parser};
        for hostile in
            ["@everyone", "[a](javascript:b)", "![x](http://x.y)", "<img src=x>", "a`b``c```", "`", "|a|b|", "&amp;"]
        {
            let line = format!("- {} → {}\n", code(hostile), code("b"));
            let events: Vec<_> = Parser::new(&line).collect();
            let spans: Vec<_> = events
                .iter()
                .filter_map(|each| if let Event::Code(code) = each { Some(&**code) } else { None })
                .collect();
            assert_eq!(spans, [hostile, "b"], "{line}");
        }
    }
}
