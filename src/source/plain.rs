use std::ops::Range;

use memchr::{memchr2, memmem};
use pulldown_cmark::HeadingLevel;

/// A heading or, without a level, a paragraph, and where it stands in its text.
pub struct Block {
    pub level: Option<HeadingLevel>,
    pub range: Range<usize>,
}

/// The blocks of a Markdown text that holds headings and paragraphs without relative links, and nothing else; none
/// where it may hold more.
///
/// Nearly every incident is written so, and to find no more than this takes a tenth of what a parser takes. What is not
/// surely plain is left to the parser.
pub fn blocks(text: &str) -> Option<Vec<Block>> {
    if memchr2(b'\r', b'<', text.as_bytes()).is_some() || !links_lead_away(text) {
        return None;
    }
    let mut blocks: Vec<Block> = Vec::new();
    let mut in_paragraph = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        if line.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n')) {
            in_paragraph = false;
        } else if line.starts_with('#') {
            blocks.push(Block { level: Some(level(line)?), range });
            in_paragraph = false;
        } else if !line.starts_with(char::is_alphabetic) {
            return None;
        } else if let Some(block) = blocks.last_mut().filter(|_| in_paragraph) {
            block.range.end = range.end;
        } else {
            blocks.push(Block { level: None, range });
            in_paragraph = true;
        }
    }
    Some(blocks)
}

/// Whether each address that stands where a link has it begins with the scheme of the web.
fn links_lead_away(text: &str) -> bool {
    let mut addresses = memmem::find_iter(text.as_bytes(), "](").map(|at| &text[at + "](".len()..]);
    addresses.all(|address| address.starts_with("https://") || address.starts_with("http://"))
}

/// The level of the heading that a line with a number sign in front is, if it is one.
fn level(line: &str) -> Option<HeadingLevel> {
    let text = line.trim_start_matches('#');
    let level = HeadingLevel::try_from(line.len() - text.len()).ok()?;
    text.starts_with(' ').then_some(level)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Parser, Tag};

    use super::*;
    use crate::source::incident::MARKDOWN;

    type Told<'a> = Vec<(Option<HeadingLevel>, &'a str)>;

    fn told(text: &str) -> Option<Told<'_>> {
        let blocks = blocks(text)?;
        Some(blocks.into_iter().map(|block| (block.level, text[block.range].trim_end())).collect())
    }

    /// What a parser finds; none where there is more than headings, paragraphs and what stands within them.
    fn parsed(text: &str) -> Option<Told<'_>> {
        let mut blocks = Vec::new();
        let mut events = Parser::new_ext(text, MARKDOWN).into_offset_iter();
        for (event, range) in events.by_ref() {
            let level = match event {
                Event::Start(Tag::Heading { level, .. }) => Some(level),
                Event::Start(Tag::Paragraph) => None,
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    assert!(dest_url.starts_with("http"), "{dest_url} in {text:?}");
                    continue;
                }
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
                | Event::End(_)
                | Event::Text(_)
                | Event::Code(_)
                | Event::SoftBreak
                | Event::HardBreak => continue,
                _ => return None,
            };
            blocks.push((level, text[range].trim_end()));
        }
        (events.reference_definitions().iter().count() == 0).then_some(blocks)
    }

    #[test]
    fn headings_and_paragraphs_are_found() {
        let text = "We look\nat *it*.\n## now - Identified\nIt is [here](https://a.example).\n \nÜber\n# x #\n";
        let expected = [
            (None, "We look\nat *it*."),
            (Some(HeadingLevel::H2), "## now - Identified"),
            (None, "It is [here](https://a.example)."),
            (None, "Über"),
            (Some(HeadingLevel::H1), "# x #"),
        ];
        assert_eq!(told(text).unwrap(), expected);
    }

    #[test]
    fn what_may_be_more_is_left_alone() {
        let more = [
            "- a",
            "1. a",
            "> a",
            "    a",
            "a\n===",
            "a\n---",
            "a | b\n:-|-",
            "```\na",
            "[a]: b",
            "a [b](c)",
            "a <b>",
            "a\rb",
            "#a",
            "####### a",
            "\tb",
            "a [b]( https://c)",
        ];
        for text in more {
            assert!(told(text).is_none(), "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn a_parser_finds_the_same(parts in prop::collection::vec(prop::sample::select(&[
            "a", "über ", "Word", " ", "  ", "\t", "\n", "\n\n", "\n  ", "\n    ", "# ", "## ", "#", " #", "-", "- ", "---",
            "=", "===", "*", "**", "_", "`", "```", "~~~", "~~", "|", ":-", ">", "1. ", "2)", "[", "]", "](", "](https://x",
            ")", "[a]: ", "\\", "&amp;", "<", "<b>", "!", "\u{a0}", "\u{2028}", "\u{c}", "+", "\"",
        ][..]), 0..24)) {
            let text = parts.concat();
            if let Some(found) = told(&text) {
                prop_assert_eq!(Some(found), parsed(&text), "{:?}", text);
            }
        }
    }
}
