use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::{Node, YamlValue};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::SourceText;

/// The limit of nested lists and maps. Valid files need at most five levels.
const DEEPEST: usize = 64;

/// The limit of values in a file, counted after aliases are expanded.
const MOST_VALUES: usize = 1_000_000;

/// Parses `range` of a file as one YAML document. An empty document is [`YamlValue::Empty`].
///
/// # Errors
/// When the text is not YAML, has several documents, or exceeds a limit.
pub fn parse(source: &SourceText, range: Range<usize>) -> Result<Rc<Node>, Diagnostic> {
    parse_text(source, &source.text[range.clone()], range.start)
}

/// Parses `text` as one YAML document. It takes the place of as many bytes of a file from the offset `start` on.
///
/// # Errors
/// Like [`parse`].
pub fn parse_text(source: &SourceText, text: &str, start: usize) -> Result<Rc<Node>, Diagnostic> {
    let range = start..start + text.len();
    let bytes = ByteOffsets::new(text, start);
    let mut builder = Builder::new(source, bytes);
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| builder.syntax(&error))?;
        builder.take(event, &span)?;
    }
    Ok(builder.root.unwrap_or_else(|| Rc::new(Node { span: range, value: YamlValue::Empty })))
}

/// Converts the character offsets of the parser to byte offsets.
struct ByteOffsets {
    start: usize,
    end: usize,
    /// The byte offset of each character; `None` for ASCII text, where it equals the index of the character.
    table: Option<Vec<usize>>,
}

impl ByteOffsets {
    fn new(text: &str, start: usize) -> Self {
        let table = (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).collect());
        Self { start, end: start + text.len(), table }
    }

    fn of(&self, character: usize) -> usize {
        let offset = match &self.table {
            None => Some(character),
            Some(table) => table.get(character).copied(),
        };
        offset.map_or(self.end, |offset| (self.start + offset).min(self.end))
    }
}

/// A list or map whose end is not parsed yet.
struct Open {
    anchor: usize,
    start: usize,
    is_map: bool,
    children: Vec<Rc<Node>>,
    size: usize,
}

struct Builder<'a> {
    source: &'a SourceText,
    bytes: ByteOffsets,
    open: Vec<Open>,
    anchors: HashMap<usize, (Rc<Node>, usize)>,
    root: Option<Rc<Node>>,
}

impl<'a> Builder<'a> {
    fn new(source: &'a SourceText, bytes: ByteOffsets) -> Self {
        Self { source, bytes, open: Vec::new(), anchors: HashMap::new(), root: None }
    }

    fn take(&mut self, event: Event<'_>, span: &Span) -> Result<(), Diagnostic> {
        let span = self.bytes.of(span.start.index())..self.bytes.of(span.end.index());
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let empty = style == ScalarStyle::Plain && text.is_empty();
                let value = if empty { YamlValue::Empty } else { YamlValue::Text(text.into_owned()) };
                self.finish(Rc::new(Node { span, value }), anchor, 1)
            }
            Event::SequenceStart(anchor, _) => self.begin(anchor, &span, false),
            Event::MappingStart(anchor, _) => self.begin(anchor, &span, true),
            Event::SequenceEnd | Event::MappingEnd => self.end(&span),
            Event::Alias(anchor) => self.alias(anchor, &span),
            Event::DocumentStart(_) if self.root.is_some() => Err(self
                .source
                .problem(Code::YamlSyntax, &span, "a second YAML document begins here, but only one is allowed")
                .hint("remove the line `---` and everything that belongs to another document")),
            _ => Ok(()),
        }
    }

    fn begin(&mut self, anchor: usize, span: &Range<usize>, is_map: bool) -> Result<(), Diagnostic> {
        if self.open.len() >= DEEPEST {
            let message = format!("values are nested more than {DEEPEST} levels deep");
            let problem = self.source.problem(Code::YamlTooBig, &(span.start..span.start + 1), message);
            return Err(problem.hint("use at most five levels"));
        }
        self.open.push(Open { anchor, start: span.start, is_map, children: Vec::new(), size: 1 });
        Ok(())
    }

    fn end(&mut self, span: &Range<usize>) -> Result<(), Diagnostic> {
        let Some(Open { anchor, start, is_map, children, size }) = self.open.pop() else { return Ok(()) };
        let value = if is_map {
            let mut entries = Vec::with_capacity(children.len() / 2);
            let mut children = children.into_iter();
            while let (Some(key), Some(value)) = (children.next(), children.next()) {
                entries.push((key, value));
            }
            YamlValue::Map(entries)
        } else {
            YamlValue::List(children)
        };
        self.finish(Rc::new(Node { span: start..span.end.max(start), value }), anchor, size)
    }

    fn alias(&mut self, anchor: usize, span: &Range<usize>) -> Result<(), Diagnostic> {
        let Some((node, size)) = self.anchors.get(&anchor).cloned() else {
            let message = "this alias is inside the value that it refers to";
            let problem = self.source.problem(Code::YamlSyntax, span, message);
            return Err(problem.hint("write a value instead of the alias"));
        };
        self.finish(node, 0, size)
    }

    fn finish(&mut self, node: Rc<Node>, anchor: usize, size: usize) -> Result<(), Diagnostic> {
        if anchor != 0 {
            self.anchors.insert(anchor, (Rc::clone(&node), size));
        }
        let Some(parent) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        parent.size = parent.size.saturating_add(size);
        if parent.size > MOST_VALUES {
            let message = format!("aliases expand to more than {MOST_VALUES} values");
            return Err(self
                .source
                .problem(Code::YamlTooBig, &node.span, message)
                .hint("use fewer aliases inside of other aliases"));
        }
        parent.children.push(node);
        Ok(())
    }

    fn syntax(&self, error: &saphyr_parser::ScanError) -> Diagnostic {
        let at = self.bytes.of(error.marker().index());
        if error.info().contains("recursion") {
            return self
                .source
                .problem(Code::YamlTooBig, &(at..at + 1), "values are nested too deeply")
                .hint("use at most five levels");
        }
        let problem = self.source.problem(Code::YamlSyntax, &(at..at + 1), format!("invalid YAML: {}", error.info()));
        let line = self.source.place(&(at..at + 1)).source;
        problem.hint(yaml_hint(&line, error.info()))
    }
}

/// Returns the hint for the most likely cause of a syntax error, from the line at which the parser stopped.
fn yaml_hint(line: &str, info: &str) -> &'static str {
    let value = line.split_once(": ").map_or("", |(_, value)| value.trim());
    let opens = ['"', '\''].into_iter().find(|quote| value.starts_with(*quote));
    if line.trim_start_matches(' ').starts_with('\t') || info.contains("tab") {
        "indent with spaces instead of tabs"
    } else if info.contains("quote") || opens.is_some_and(|quote| value.matches(quote).count() % 2 == 1) {
        "close the quote"
    } else if opens.is_none() && (value.contains(": ") || value.starts_with(['@', '`', '%', '&', '*', '!'])) {
        "put the value in quotes"
    } else if value.starts_with(['[', '{']) {
        "close the bracket, or put the value in quotes"
    } else {
        "put a space after each colon and align keys of the same level; the error may be in the line above"
    }
}
