//! The lines of a file that is read part by part.

use std::ops::Range;

use crate::source::SourceText;

/// A line of a file, without the marks of a merge conflict.
#[derive(Clone, Debug)]
pub struct Line {
    /// The byte range in the file, without the line break.
    pub span: Range<usize>,
    /// The line without invisible characters and with every kind of space as a space or tab.
    pub text: String,
    /// Whether it is between the marks of a merge conflict.
    pub is_disputed: bool,
}

/// The lines of a file, and the place of each merge conflict.
#[derive(Debug)]
pub struct Lines {
    pub all: Vec<Line>,
    pub conflicts: Vec<Range<usize>>,
}

/// The part of a merge conflict that a line is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    None,
    Ours,
    /// The common version, which counts for neither side.
    Base,
    Theirs,
}

impl Lines {
    /// Splits a file into lines. Both sides of a conflict are kept, its marks and its base are not.
    pub fn of(source: &SourceText) -> Self {
        let mut lines = Self { all: Vec::new(), conflicts: Vec::new() };
        let mut side = Side::None;
        let mut at = 0;
        for line in source.text.split_inclusive('\n') {
            let span = at..at + line.trim_end_matches('\n').len();
            at += line.len();
            let text = clean(line);
            let next = match () {
                () if is_mark(&text, "<<<<<<<") => Some(Side::Ours),
                () if is_mark(&text, "|||||||") && side == Side::Ours => Some(Side::Base),
                () if is_mark(&text, "=======") && side != Side::None => Some(Side::Theirs),
                () if is_mark(&text, ">>>>>>>") => Some(Side::None),
                () => None,
            };
            match next {
                Some(next) => {
                    if next == Side::Ours || side == Side::None {
                        lines.conflicts.push(span);
                    }
                    side = next;
                }
                None if side == Side::Base => {}
                None => lines.all.push(Line { span, text, is_disputed: side != Side::None }),
            }
        }
        lines
    }
}

/// Whether a line is a mark of git: seven times the same character, then nothing or a label.
fn is_mark(line: &str, mark: &str) -> bool {
    line.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Returns a line without its end and invisible characters, and with every kind of space as a space or tab.
fn clean(line: &str) -> String {
    line.trim_end().chars().filter(|each| !is_invisible(*each)).map(plain_space).collect()
}

const fn plain_space(character: char) -> char {
    match character {
        '\u{b}'
        | '\u{c}'
        | '\u{85}'
        | '\u{a0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}' => ' ',
        other => other,
    }
}

/// Whether a character has no width and no ink, as those that web editors and chats insert.
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{0}'..='\u{8}'
            | '\u{e}'..='\u{1f}'
            | '\u{7f}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
    )
}

/// Splits `KEY: VALUE` or `KEY = VALUE`. Returns the key, the value and the sign.
pub fn split_key(line: &str) -> Option<(&str, &str, char)> {
    let quoted = line.strip_prefix('"').and_then(|rest| rest.find('"')).map_or(0, |end| end + 2);
    let after_group = if line.to_ascii_lowercase().starts_with("group:") { "group:".len() } else { quoted };
    let rest = &line[after_group..];
    let at = rest.char_indices().find(|(at, each)| match each {
        '=' => true,
        ':' => rest[at + 1..].is_empty() || rest[at + 1..].starts_with([' ', '\t']),
        _ => false,
    });
    let (at, sign) = at.map(|(at, sign)| (at + after_group, sign))?;
    let (key, value) = (line[..at].trim(), line[at + 1..].trim());
    (!key.is_empty() && key.len() <= 100).then_some((key, value, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> (Vec<(String, bool)>, usize) {
        let source = SourceText::new("incidents/x.md", text.as_bytes()).unwrap();
        let lines = Lines::of(&source);
        (lines.all.into_iter().map(|line| (line.text, line.is_disputed)).collect(), lines.conflicts.len())
    }

    #[test]
    fn both_sides_of_a_conflict_are_kept_without_base() {
        let (all, conflicts) = lines("a\n<<<<<<< HEAD\nb\n||||||| 1234\nold\n=======\nc\n>>>>>>> x\nd\n=======\n");
        let expected = [("a", false), ("b", true), ("c", true), ("d", false), ("=======", false)];
        assert_eq!(all, expected.map(|(text, is_disputed)| (text.to_owned(), is_disputed)));
        assert_eq!(conflicts, 1);
    }

    #[test]
    fn spaces_and_invisible_characters_are_cleaned() {
        assert_eq!(lines("##\u{a0}20\u{200b}26\u{3000}x\u{feff}").0[0].0, "## 2026 x");
    }
}
