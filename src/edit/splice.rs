use std::ops::Range;

use crate::source::yaml::{Node, YamlValue};

/// A replacement of the byte range `span` of a file by `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    pub span: Range<usize>,
    pub text: String,
}

impl Splice {
    fn new(span: Range<usize>, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }
}

/// A key of a YAML map and its value, with the text of the file.
#[derive(Clone, Copy)]
pub struct KeyValue<'a> {
    text: &'a str,
    key: &'a Node,
    value: &'a Node,
}

impl<'a> KeyValue<'a> {
    pub fn new(text: &'a str, key: &'a Node, value: &'a Node) -> Self {
        Self { text, key, value }
    }

    /// Returns splices that may set the value to `word`, to be tried in this order until one changes nothing else.
    pub fn replace(self, word: &str) -> Vec<Splice> {
        let Some(colon) = self.after_colon() else {
            // In a flow map a key may have no colon.
            return vec![Splice::new(self.key_end()..self.key_end(), format!(": {word}"))];
        };
        if self.is_alias() {
            return vec![Splice::new(self.alias(colon), word)];
        }
        match self.value.value {
            YamlValue::Text(_) => self.replace_text(colon, word),
            YamlValue::Empty => vec![Splice::new(self.end()..self.end(), format!(" {word}"))],
            YamlValue::List(_) | YamlValue::Map(_) => Vec::new(),
        }
    }

    fn replace_text(self, colon: usize, word: &str) -> Vec<Splice> {
        let start = skip_properties(self.text, self.value.span.start);
        let end = self.end();
        let mut splices = Vec::new();
        if quoted_end(self.text, start) == Some(end) {
            splices.push(Splice::new(start + 1..end - 1, word));
        }
        splices.push(Splice::new(start..end, word));
        // The value of a block scalar may end with a newline, so the last candidate also replaces its header (`|`).
        let header = skip_properties(self.text, skip_blanks(self.text, colon));
        if !self.text[header..start.max(header)].contains('#') {
            splices.push(Splice::new(header..end, word));
        }
        splices
    }

    /// Returns the splice that inserts a new key on a line of its own, after the line on which this key's value ends.
    pub fn insert_line_after(self, name: &str, word: &str) -> Splice {
        let line_start = self.text[..self.key.span.start].rfind('\n').map_or(0, |newline| newline + 1);
        let before = &self.text[line_start..self.key.span.start];
        let indent = if before.trim().is_empty() { before.to_owned() } else { " ".repeat(before.chars().count()) };
        let end = self.end();
        let at = self.text[end..].find('\n').map_or(self.text.len(), |newline| end + newline);
        Splice::new(at..at, format!("\n{indent}{name}: {word}"))
    }

    /// Returns the splice that inserts a new key after this value of a flow map. The new key is quoted if the key of
    /// this value is.
    pub fn insert_in_flow_after(self, name: &str, word: &str) -> Splice {
        let in_quotes = self.text[self.key.span.clone()].starts_with('"');
        let text = if in_quotes { format!(", \"{name}\": \"{word}\"") } else { format!(", {name}: {word}") };
        Splice::new(self.end()..self.end(), text)
    }

    /// Whether the value is an alias. If so, its node is the value at the anchor, which always comes before the key.
    fn is_alias(self) -> bool {
        self.value.span.start < self.key.span.end
    }

    fn alias(self, colon: usize) -> Range<usize> {
        let start = skip_blanks(self.text, colon);
        let is_end = |each: char| each.is_whitespace() || matches!(each, ',' | '[' | ']' | '{' | '}');
        let length = self.text[start..].find(is_end).unwrap_or(self.text.len() - start);
        start..start + length
    }

    /// Returns the offset after the value, without trailing blanks; for an empty value, the offset after the colon.
    fn end(self) -> usize {
        let colon = self.after_colon();
        match (&self.value.value, colon) {
            (_, None) => self.key_end(),
            (_, Some(colon)) if self.is_alias() => self.alias(colon).end,
            // The span of an empty value is the span of its anchor or tag, if it has one.
            (YamlValue::Empty, Some(colon)) if !self.text[self.value.span.clone()].starts_with(['&', '!']) => colon,
            _ => scalar_end(self.text, &self.value.span),
        }
    }

    fn key_end(self) -> usize {
        scalar_end(self.text, &self.key.span)
    }

    /// Returns the offset after the colon of the key, if it has a colon.
    fn after_colon(self) -> Option<usize> {
        let at = skip_blanks(self.text, self.key_end());
        self.text[at..].starts_with(':').then_some(at + 1)
    }
}

/// Returns the offset of the first character at or after `at` that is not part of whitespace or a comment.
pub fn skip_blanks(text: &str, mut at: usize) -> usize {
    loop {
        let rest = text[at..].trim_start();
        at = text.len() - rest.len();
        if !rest.starts_with('#') {
            return at;
        }
        at += rest.find('\n').unwrap_or(rest.len());
    }
}

/// Returns the offset of the text of a value that begins at `at`, after its anchor and tag.
pub fn skip_properties(text: &str, mut at: usize) -> usize {
    while text[at..].starts_with(['&', '!']) {
        let length = text[at..].find(char::is_whitespace).unwrap_or(text.len() - at);
        at = skip_blanks(text, at + length);
    }
    at
}

/// Returns the offset after a scalar, without the comments that the parser's span of a quoted scalar includes.
fn scalar_end(text: &str, span: &Range<usize>) -> usize {
    let quoted = quoted_end(text, skip_properties(text, span.start)).filter(|end| *end <= span.end);
    quoted.unwrap_or(span.start + text[span.clone()].trim_end().len())
}

/// Returns the offset after the quoted text that begins at `start`, or `None` if no quoted text begins there.
fn quoted_end(text: &str, start: usize) -> Option<usize> {
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
