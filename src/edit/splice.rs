use std::ops::Range;

use crate::source::yaml::{Node, Value};

/// Another text in the place of a part of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    pub place: Range<usize>,
    pub by: String,
}

impl Splice {
    fn new(place: Range<usize>, by: impl Into<String>) -> Self {
        Self { place, by: by.into() }
    }
}

/// A key of a map and its value, as they stand in a text.
#[derive(Clone, Copy)]
pub struct Pair<'a> {
    text: &'a str,
    key: &'a Node,
    value: &'a Node,
}

impl<'a> Pair<'a> {
    pub fn new(text: &'a str, key: &'a Node, value: &'a Node) -> Self {
        Self { text, key, value }
    }

    /// The ways to give the key another word, the likeliest to be right first.
    pub fn replace(self, word: &str) -> Vec<Splice> {
        let Some(colon) = self.behind_colon() else {
            // A flow map may have a key and no more.
            return vec![Splice::new(self.key_end()..self.key_end(), format!(": {word}"))];
        };
        if self.is_alias() {
            return vec![Splice::new(self.alias(colon), word)];
        }
        match self.value.value {
            Value::Text(_) => self.replace_text(colon, word),
            Value::Empty => vec![Splice::new(self.end()..self.end(), format!(" {word}"))],
            Value::List(_) | Value::Map(_) => Vec::new(),
        }
    }

    fn replace_text(self, colon: usize, word: &str) -> Vec<Splice> {
        let start = behind_properties(self.text, self.value.span.start);
        let end = self.end();
        let mut splices = Vec::new();
        if quoted(self.text, start) == Some(end) {
            splices.push(Splice::new(start + 1..end - 1, word));
        }
        splices.push(Splice::new(start..end, word));
        // A block scalar may add a newline to whatever stands in it.
        let header = behind_properties(self.text, behind_blanks(self.text, colon));
        if !self.text[header..start.max(header)].contains('#') {
            splices.push(Splice::new(header..end, word));
        }
        splices
    }

    /// A new key on a line of its own, behind the line on which the value ends.
    pub fn line_behind(self, name: &str, word: &str) -> Splice {
        let line_start = self.text[..self.key.span.start].rfind('\n').map_or(0, |newline| newline + 1);
        let before = &self.text[line_start..self.key.span.start];
        let indent = if before.trim().is_empty() { before.to_owned() } else { " ".repeat(before.chars().count()) };
        let end = self.end();
        let at = self.text[end..].find('\n').map_or(self.text.len(), |newline| end + newline);
        Splice::new(at..at, format!("\n{indent}{name}: {word}"))
    }

    /// A new key behind the value, as a flow map has it. Where keys are in quotes, as in JSON, it is, too.
    pub fn flow_behind(self, name: &str, word: &str) -> Splice {
        let in_quotes = self.text[self.key.span.clone()].starts_with('"');
        let by = if in_quotes { format!(", \"{name}\": \"{word}\"") } else { format!(", {name}: {word}") };
        Splice::new(self.end()..self.end(), by)
    }

    /// Whether the value is a name for what stands elsewhere, which is always before.
    fn is_alias(self) -> bool {
        self.value.span.start < self.key.span.end
    }

    fn alias(self, colon: usize) -> Range<usize> {
        let start = behind_blanks(self.text, colon);
        let is_end = |each: char| each.is_whitespace() || matches!(each, ',' | '[' | ']' | '{' | '}');
        let length = self.text[start..].find(is_end).unwrap_or(self.text.len() - start);
        start..start + length
    }

    /// The end of what was written for the value, without blanks; where nothing was, the end of the key and its colon.
    fn end(self) -> usize {
        let colon = self.behind_colon();
        match (&self.value.value, colon) {
            (_, None) => self.key_end(),
            (_, Some(colon)) if self.is_alias() => self.alias(colon).end,
            // The place of nothing is that of its anchor or tag, if it has one.
            (Value::Empty, Some(colon)) if !self.text[self.value.span.clone()].starts_with(['&', '!']) => colon,
            _ => scalar_end(self.text, &self.value.span),
        }
    }

    fn key_end(self) -> usize {
        scalar_end(self.text, &self.key.span)
    }

    /// The place behind the colon, if there is one.
    fn behind_colon(self) -> Option<usize> {
        let at = behind_blanks(self.text, self.key_end());
        self.text[at..].starts_with(':').then_some(at + 1)
    }
}

/// The place of the next sign that is no blank, no newline and no comment.
pub fn behind_blanks(text: &str, mut at: usize) -> usize {
    loop {
        let rest = text[at..].trim_start();
        at = text.len() - rest.len();
        if !rest.starts_with('#') {
            return at;
        }
        at += rest.find('\n').unwrap_or(rest.len());
    }
}

/// The place of a value behind its anchor and its tag.
pub fn behind_properties(text: &str, mut at: usize) -> usize {
    while text[at..].starts_with(['&', '!']) {
        let length = text[at..].find(char::is_whitespace).unwrap_or(text.len() - at);
        at = behind_blanks(text, at + length);
    }
    at
}

/// The end of a value. To the parser, one in quotes reaches to the next that follows, over a comment, too.
fn scalar_end(text: &str, span: &Range<usize>) -> usize {
    let quoted = quoted(text, behind_properties(text, span.start)).filter(|end| *end <= span.end);
    quoted.unwrap_or(span.start + text[span.clone()].trim_end().len())
}

/// The end of what is in quotes at a place, if something is.
fn quoted(text: &str, start: usize) -> Option<usize> {
    let quote = text[start..].chars().next().filter(|first| matches!(first, '"' | '\''))?;
    let mut rest = text[start + 1..].char_indices().peekable();
    while let Some((at, each)) = rest.next() {
        let is_escape = each == '\\' && quote == '"';
        let is_doubled = each == quote && quote == '\'' && rest.peek().is_some_and(|(_, next)| *next == quote);
        if is_escape || is_doubled {
            rest.next();
        } else if each == quote {
            return Some(start + 1 + at + 1);
        }
    }
    None
}
