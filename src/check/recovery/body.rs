//! Finds the lines below the front matter that are meant as updates.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

use super::heading::{LooseHeading, Vocabulary, begins_with_date};
use super::line::Line;
use crate::source::{MARKDOWN, heading_text};

/// A line that is meant as an update.
#[derive(Debug)]
pub struct Candidate {
    /// The lines of the heading, counted from the first line of the body.
    pub lines: Range<usize>,
    /// The byte range of the first line in the file. Empty if no line is meant as an update.
    pub span: Range<usize>,
    pub heading: LooseHeading,
    pub is_level_2: bool,
    /// Whether it is a heading outside of code, comments and conflicts, so that it can end an incident.
    pub is_plain_heading: bool,
}

/// The lines that are meant as updates, and the blocks that hide others.
#[derive(Debug, Default)]
pub struct Body {
    pub candidates: Vec<Candidate>,
    /// The first line of a fenced code block or comment that is never closed.
    pub open_block: Option<usize>,
    /// The first line of a comment that is never closed.
    pub open_comment: Option<usize>,
    /// Markdown of every definition of a link.
    pub link_definitions: String,
}

/// What the Markdown parser says of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Block {
    #[default]
    Text,
    /// The first line of a paragraph.
    Paragraph,
    /// A heading outside of lists, and the number of its lines.
    Heading(HeadingLevel, usize),
    Code,
    OpenComment,
    /// A quote or a closed comment.
    Hidden,
}

impl Body {
    /// Reads the lines of a body.
    pub fn read(lines: &[Line], words: &Vocabulary<'_>) -> Self {
        let text: String = lines.iter().flat_map(|line| [line.text.as_str(), "\n"]).collect();
        let mut scan = Scan::of(lines, &text);
        scan.run();
        let Scan { blocks, open_block, open_comment, link_definitions, .. } = scan;
        let finder = Finder { lines, blocks: &blocks, words, is_code_open: open_block.is_some() };
        let candidates = (0..lines.len()).filter_map(|line| finder.candidate(line)).collect();
        Self { candidates, open_block, open_comment, link_definitions }
    }
}

/// Determines the block that each line is in.
struct Scan<'a> {
    text: &'a str,
    /// The byte offset of each line.
    starts: Vec<usize>,
    blocks: Vec<Block>,
    open_block: Option<usize>,
    open_comment: Option<usize>,
    link_definitions: String,
}

impl<'a> Scan<'a> {
    fn of(lines: &[Line], text: &'a str) -> Self {
        let starts = lines.iter().scan(0, |at, line| {
            let start = *at;
            *at += line.text.len() + 1;
            Some(start)
        });
        Self {
            text,
            starts: starts.collect(),
            blocks: vec![Block::Text; lines.len()],
            open_block: None,
            open_comment: None,
            link_definitions: String::new(),
        }
    }

    fn run(&mut self) {
        let mut events = Parser::new_ext(self.text, MARKDOWN).into_offset_iter();
        let (mut quotes, mut lists) = (0_usize, 0_usize);
        for (event, range) in events.by_ref() {
            match event {
                Event::Start(Tag::BlockQuote(_)) => {
                    quotes += 1;
                    self.mark(&range, Block::Hidden);
                }
                Event::End(TagEnd::BlockQuote(_)) => quotes -= 1,
                Event::Start(Tag::List(_)) => lists += 1,
                Event::End(TagEnd::List(_)) => lists -= 1,
                _ if quotes > 0 => {}
                Event::Start(Tag::Heading { level, .. }) if lists == 0 => {
                    let lines = self.lines(&range);
                    self.blocks[lines.start] = Block::Heading(level, lines.len());
                }
                Event::Start(Tag::Paragraph) => {
                    let line = self.lines(&range).start;
                    self.blocks[line] = Block::Paragraph;
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => self.fenced(&range),
                Event::Start(Tag::HtmlBlock) => self.comment(&range),
                _ => {}
            }
        }
        let mut spans: Vec<_> = events.reference_definitions().iter().map(|(_, found)| found.span.clone()).collect();
        spans.sort_by_key(|span| span.start);
        self.link_definitions = spans.into_iter().map(|span| self.text[span].trim()).collect::<Vec<_>>().join("\n");
    }

    fn fenced(&mut self, range: &Range<usize>) {
        let block = self.text[range.clone()].trim_end();
        let fence = block.trim_start().get(..3).unwrap_or_default();
        let last = block.lines().skip(1).last().map(str::trim);
        let is_closed = last.is_some_and(|line| {
            line.starts_with(fence) && line.trim_matches(|each| fence.starts_with(each)).is_empty()
        });
        if !is_closed {
            self.open_block = self.open_block.or(Some(self.lines(range).start));
        }
        self.mark(range, Block::Code);
    }

    fn comment(&mut self, range: &Range<usize>) {
        let block = self.text[range.clone()].trim_start();
        if !block.starts_with("<!--") {
            return;
        }
        if block.contains("-->") {
            return self.mark(range, Block::Hidden);
        }
        let line = self.lines(range).start;
        self.open_block = self.open_block.or(Some(line));
        self.open_comment = Some(line);
        self.mark(range, Block::OpenComment);
    }

    fn mark(&mut self, range: &Range<usize>, block: Block) {
        let lines = self.lines(range);
        self.blocks[lines].fill(block);
    }

    /// Returns the lines that a byte range is in.
    fn lines(&self, range: &Range<usize>) -> Range<usize> {
        let end = range.start + self.text[range.clone()].trim_end().len().max(1);
        let first = self.starts.partition_point(|start| *start <= range.start).max(1) - 1;
        let last = self.starts.partition_point(|start| *start < end).max(first + 1);
        first..last
    }
}

/// Decides which lines are meant as updates.
struct Finder<'a> {
    lines: &'a [Line],
    blocks: &'a [Block],
    words: &'a Vocabulary<'a>,
    /// Whether a code block or comment is never closed, so that any code block may hide updates.
    is_code_open: bool,
}

impl Finder<'_> {
    fn candidate(&self, line: usize) -> Option<Candidate> {
        let text = self.lines[line].text.as_str();
        match self.blocks[line] {
            Block::Hidden => None,
            Block::Code | Block::OpenComment => {
                let heading = text.trim_start_matches(' ').strip_prefix("## ").filter(|_| self.is_code_open)?;
                let heading = LooseHeading::parse(heading.trim_end_matches('#'), self.words);
                let is_meant = begins_with_date(&text[text.find("## ")? + 3..]) || is_update(&heading, self.words);
                is_meant.then(|| self.make(line..line + 1, heading, true, false))
            }
            Block::Heading(level, count) => {
                let lines = line..line + count;
                let whole: Vec<_> = self.lines[lines.clone()].iter().map(|line| line.text.as_str()).collect();
                let whole = whole.join("\n");
                let text = heading_text(&whole);
                let is_level_2 = level == HeadingLevel::H2;
                let bare = strip_markers(text);
                let heading = LooseHeading::parse(&bare, self.words);
                let is_meant = is_level_2 && begins_with_date(&bare) || is_update(&heading, self.words);
                is_meant.then(|| self.make(lines, heading, is_level_2, true))
            }
            block => {
                let bare = strip_markers(text);
                if bare == text.trim() && block != Block::Paragraph && !text.starts_with("    ") {
                    return None;
                }
                let heading = LooseHeading::parse(&bare, self.words);
                is_update(&heading, self.words).then(|| self.make(line..line + 1, heading, false, false))
            }
        }
    }

    fn make(&self, lines: Range<usize>, heading: LooseHeading, is_level_2: bool, is_heading: bool) -> Candidate {
        let first = &self.lines[lines.start];
        let (span, is_plain_heading) = (first.span.clone(), is_heading && !first.is_disputed);
        Candidate { lines, span, heading, is_level_2, is_plain_heading }
    }
}

/// Whether a heading is nothing but a time, a separator and a status.
fn is_update(heading: &LooseHeading, words: &Vocabulary<'_>) -> bool {
    heading.is_regular && heading.when.is_some() && (words.is_status)(&heading.word)
}

/// Whether a line that may be front matter is meant as an update.
pub fn is_update_line(line: &str, words: &Vocabulary<'_>) -> bool {
    let bare = strip_markers(line);
    let begins_like_one = bare != line.trim() || bare.starts_with(|first: char| first.is_ascii_digit());
    let is_dated = line.trim_start().starts_with("## ") && begins_with_date(&bare);
    is_dated || (begins_like_one && is_update(&LooseHeading::parse(&bare, words), words))
}

/// Returns a line without the characters that make it a heading, a list item, bold or code.
fn strip_markers(line: &str) -> String {
    let line = line.replace("**", "").replace('`', "");
    let line = line.trim();
    let item = line.strip_prefix(['-', '*', '+', '•']).filter(|rest| rest.starts_with([' ', '\t']));
    let number = line.trim_start_matches(|each: char| each.is_ascii_digit());
    let numbered = number.strip_prefix(['.', ')']).filter(|rest| number != line && rest.starts_with(' '));
    let bare = item.or(numbered).unwrap_or(line).trim();
    let bare = bare.strip_prefix("[ ]").or_else(|| bare.strip_prefix("[x]")).unwrap_or(bare);
    bare.trim_matches(|each: char| matches!(each, '#' | '*' | '_') || each.is_whitespace()).to_owned()
}
