use pulldown_cmark::HeadingLevel;

use super::{RawHeading, Spanned};

/// The Markdown characters that may surround a text that is meant as an update, as in `**now - Resolved**`.
const MARKERS: [char; 4] = ['#', '*', '_', '`'];

/// A text that may be meant as an update but is not one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    pub text: Spanned<String>,
    kind: NearMissKind,
}

/// What a near miss is written as in Markdown: a heading or a plain line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NearMissKind {
    Heading(HeadingLevel),
    Line,
}

impl NearMiss {
    /// Creates a near miss from a heading whose level or start is wrong for an update, or that is in an unclosed block.
    pub const fn heading(text: Spanned<String>, level: HeadingLevel) -> Self {
        Self { text, kind: NearMissKind::Heading(level) }
    }

    /// Returns the first line of a paragraph if, without the Markdown characters around it, the line reads like the
    /// heading of an update. `at` is the byte offset of the paragraph in the file.
    pub fn line(paragraph: &str, at: usize) -> Option<Self> {
        let line = paragraph.lines().next()?.trim_end();
        let bare = strip_markers(line);
        let is_update = RawHeading::is_meant(bare) && RawHeading::parse(bare, 0).is_ok();
        is_update.then(|| Self { text: Spanned::new(line.to_owned(), at..at + line.len()), kind: NearMissKind::Line })
    }

    /// Whether it is a heading of level 1 or 2, as updates are.
    pub const fn is_main_heading(&self) -> bool {
        matches!(self.kind, NearMissKind::Heading(HeadingLevel::H1 | HeadingLevel::H2))
    }

    /// Whether the text is probably meant as an update. `words` are the statuses that an update of the event may have.
    pub fn is_likely(&self, words: &[&str]) -> bool {
        let text = &self.text.value;
        match self.kind {
            NearMissKind::Line => {
                RawHeading::parse(strip_markers(text), 0).is_ok_and(|line| is_one(&line.status.value, words))
            }
            // Headings of deeper levels structure a text and may be called `Monitoring`.
            NearMissKind::Heading(HeadingLevel::H1 | HeadingLevel::H2) if is_one(last_part(text), words) => true,
            NearMissKind::Heading(_) => {
                contains_word(text, words) && (contains_now(text) || contains_date(text) || contains_clock_time(text))
            }
        }
    }
}

/// Returns the text after the last dash of a heading, without braces and Markdown.
fn last_part(text: &str) -> &str {
    let plain = text.split('{').next().unwrap_or(text);
    strip_markers(plain.rsplit(" - ").next().unwrap_or(plain))
}

fn strip_markers(text: &str) -> &str {
    text.trim_matches(|each: char| MARKERS.contains(&each) || each.is_whitespace())
}

/// Returns the text in lower case, with `_` replaced by a space and a single space between words.
fn plain(text: &str) -> String {
    text.to_lowercase().replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_one(text: &str, words: &[&str]) -> bool {
    let text = plain(text);
    words.iter().any(|word| plain(word) == text)
}

/// Whether a text contains one of `words` as a complete word.
fn contains_word(text: &str, words: &[&str]) -> bool {
    let text = plain(text);
    words.iter().any(|word| {
        let word = plain(word);
        text.match_indices(&word).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + word.len()..].chars().next();
            ![before, after].into_iter().flatten().any(char::is_alphanumeric)
        })
    })
}

fn contains_now(text: &str) -> bool {
    text.split(|next: char| !next.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("now"))
}

/// Whether a text contains a date: three numbers with the same separator, of which the first or last has four digits.
fn contains_date(text: &str) -> bool {
    ['-', '/', '.'].into_iter().any(|sign| {
        text.split(|next: char| !next.is_ascii_digit() && next != sign).any(|run| {
            let parts: Vec<&str> = run.split(sign).filter(|part| !part.is_empty()).collect();
            let short = |part: &str| part.len() <= 2;
            match parts[..] {
                [a, b, c] => (a.len() == 4 && short(b) && short(c)) || (short(a) && short(b) && c.len() == 4),
                _ => false,
            }
        })
    })
}

/// Whether a text contains a time of day such as `14:20`, with or without seconds.
fn contains_clock_time(text: &str) -> bool {
    text.split(|next: char| !next.is_ascii_digit() && next != ':').any(|run| {
        let parts: Vec<&str> = run.split(':').filter(|part| !part.is_empty()).collect();
        let below = |part: &str, limit: u8| part.parse::<u8>().is_ok_and(|number| number < limit);
        match parts[..] {
            [hour, minute] | [hour, minute, _] => below(hour, 24) && minute.len() == 2 && below(minute, 60),
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [&str; 3] = ["monitoring", "resolved", "in_progress"];

    fn heading(text: &str, level: HeadingLevel) -> bool {
        NearMiss::heading(Spanned::new(text.to_owned(), 0..text.len()), level).is_likely(&WORDS)
    }

    fn line(text: &str) -> bool {
        NearMiss::line(text, 0).is_some_and(|line| line.is_likely(&WORDS))
    }

    #[test]
    fn headings_meant_as_updates_are_found() {
        let meant = [
            "Update 2026-11-20 14:02 - Resolved",
            "20.11.2026 in progress",
            "now Resolved",
            "Now: Resolved",
            "now - Resolved",
            "`now` - Resolved",
            "*now* - Resolved",
            "[now] - Resolved",
            "14:20 - Resolved",
            "Resolved - now",
            "14:20: In progress",
        ];
        for text in meant {
            assert!(heading(text, HeadingLevel::H2) && heading(text, HeadingLevel::H4), "{text}");
        }
        assert!(heading("Resolved", HeadingLevel::H2) && heading("**in progress**", HeadingLevel::H1));
        for text in
            ["What we resolved", "2026-11-20 unresolved", "now", "At 14:20", "Resolved for 1:2", "Known: resolved"]
        {
            assert!(!heading(text, HeadingLevel::H2), "{text}");
        }
        assert!(!heading("Monitoring", HeadingLevel::H3), "it may be a part of a postmortem");
    }

    #[test]
    fn lines_meant_as_updates_are_found() {
        let meant = [
            "now - Resolved",
            "##now - Resolved",
            "##2026-11-22 02:00 UTC - Resolved\nText.",
            "**2026-11-22 02:00 UTC - Resolved**",
            "2026-11-22 02:00 UTC - in progress",
        ];
        for text in meant {
            assert!(line(text), "{text}");
        }
        let prose = [
            "We resolved it at 14:20.",
            "now - resolved at last",
            "Now - we hope - it is resolved.",
            "2026-11-22 02:00 UTC - Resolved by a restart",
            "Resolved",
            "Text.\nnow - Resolved",
        ];
        for text in prose {
            assert!(!line(text), "{text}");
        }
    }
}
