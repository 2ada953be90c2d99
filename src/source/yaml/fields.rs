use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::{Node, YamlValue};
use crate::diagnostic::{Code, Diagnostic, Problems, nearest};
use crate::source::{SourceText, Spanned};

/// Reads typed values from a YAML tree and collects diagnostics. In all methods, `what` names the value in messages.
#[derive(Debug)]
pub struct Reader<'a> {
    pub source: &'a SourceText,
    pub problems: Problems,
}

impl<'a> Reader<'a> {
    pub fn new(source: &'a SourceText) -> Self {
        Self { source, problems: Problems::of(&source.path) }
    }

    /// Adds a diagnostic.
    pub fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// Reads a single value as text. Reports a list, a map or an empty value.
    pub fn text(&mut self, node: &Node, what: &str) -> Option<Spanned<String>> {
        match &node.value {
            YamlValue::Text(text) => Some(Spanned::new(text.clone(), node.span.clone())),
            _ => {
                self.wrong_type(node, what, "text");
                None
            }
        }
    }

    /// Reads `true` or `false`.
    pub fn truth(&mut self, node: &Node, what: &str) -> Option<bool> {
        let word = match &node.value {
            YamlValue::Text(text) => text.as_str(),
            _ => "",
        };
        match word {
            "true" | "True" | "TRUE" => Some(true),
            "false" | "False" | "FALSE" => Some(false),
            _ => {
                self.wrong_type(node, what, "`true` or `false`");
                None
            }
        }
    }

    /// Reads a list. A single value does not count as a list with one item.
    pub fn list<'n>(&mut self, node: &'n Node, what: &str) -> &'n [Rc<Node>] {
        match &node.value {
            YamlValue::List(list) => list,
            _ => {
                self.wrong_type(node, what, "a list");
                &[]
            }
        }
    }

    /// Reads a map, including the keys that merge keys (`<<`) add. Reports keys that appear twice.
    pub fn fields(&mut self, node: &Node, what: &str) -> Option<Fields> {
        let YamlValue::Map(entries) = &node.value else {
            self.wrong_type(node, what, "a map");
            return None;
        };
        let mut fields =
            Fields { what: what.to_owned(), span: node.span.clone(), entries: Vec::new(), places: HashMap::new() };
        let mut merges = Vec::new();
        for (key, value) in entries {
            match &key.value {
                YamlValue::Text(name) if name == "<<" => merges.push(Rc::clone(value)),
                YamlValue::Text(name) => self.add(&mut fields, name, key, value),
                _ => self.wrong_type(key, "a key", "text"),
            }
        }
        for merge in merges {
            self.merge(&mut fields, &merge, 0);
        }
        Some(fields)
    }

    /// Reports that `node` has the wrong type. `wanted` is the right type, such as `a map`.
    pub fn wrong_type(&mut self, node: &Node, what: &str, wanted: &str) {
        let message = format!("{what} must be {wanted}, not {}", describe(node));
        let hint = match wanted {
            "a map" => Some("write lines of the form `key: value`"),
            "a list" => Some("begin each item with `- `"),
            "text" => Some("write a single value, in quotes if it has special characters"),
            _ => None,
        };
        let problem = self.source.problem(Code::WrongType, &node.span, message);
        self.report(problem.maybe_hint(hint.map(str::to_owned)));
    }

    fn add(&mut self, fields: &mut Fields, name: &str, key: &Node, value: &Rc<Node>) {
        if fields.get(name).is_some() {
            let message = format!("the key `{name}` appears twice in {}", fields.what);
            let problem = self.source.problem(Code::DuplicateKey, &key.span, message);
            self.report(problem.hint("remove one of them"));
        } else {
            fields.places.insert(name.to_owned(), fields.entries.len());
            fields.entries.push(Field {
                name: name.to_owned(),
                key: key.span.clone(),
                value: Rc::clone(value),
                read: false,
            });
        }
    }

    /// Adds the entries that a merge key refers to: those of a map, or of a list of maps in which earlier maps win.
    fn merge(&mut self, fields: &mut Fields, node: &Rc<Node>, depth: usize) {
        match &node.value {
            YamlValue::Map(entries) => {
                for (key, value) in entries {
                    match &key.value {
                        YamlValue::Text(name) if name == "<<" && depth < 8 => self.merge(fields, value, depth + 1),
                        YamlValue::Text(name) if fields.get(name).is_none() => self.add(fields, name, key, value),
                        _ => {}
                    }
                }
            }
            YamlValue::List(list) if depth == 0 => list.iter().for_each(|each| self.merge(fields, each, 1)),
            _ => self.wrong_type(node, "the value of `<<`", "a map"),
        }
    }
}

/// The keys and values of a YAML map, and which of them have been read.
#[derive(Debug)]
pub struct Fields {
    what: String,
    pub span: Range<usize>,
    entries: Vec<Field>,
    places: HashMap<String, usize>,
}

#[derive(Debug)]
struct Field {
    name: String,
    key: Range<usize>,
    value: Rc<Node>,
    read: bool,
}

impl Fields {
    /// Returns the value of a key and marks the key as read. A key without a value counts as missing.
    pub fn take(&mut self, name: &str) -> Option<Rc<Node>> {
        let field = &mut self.entries[*self.places.get(name)?];
        field.read = true;
        (!matches!(field.value.value, YamlValue::Empty)).then(|| Rc::clone(&field.value))
    }

    /// Returns the byte range of a key, whether or not it has a value.
    pub fn place(&self, name: &str) -> Option<Range<usize>> {
        self.get(name).map(|field| field.key.clone())
    }

    /// Reads the text of a required key.
    pub fn required_text(&mut self, reader: &mut Reader<'_>, name: &str) -> Option<Spanned<String>> {
        match self.take(name) {
            Some(node) => {
                let text = reader.text(&node, &format!("`{name}`"))?;
                if text.value.trim().is_empty() {
                    let message = format!("`{name}` is empty");
                    reader.report(reader.source.problem(Code::WrongType, &text.span, message).hint("write a text"));
                    return None;
                }
                Some(text)
            }
            None => {
                self.missing(reader, name, &format!("{name}: …"));
                None
            }
        }
    }

    /// Reports a missing key. `example` is the text that the hint suggests to add, such as `title: …`.
    pub fn missing(&self, reader: &mut Reader<'_>, name: &str, example: &str) {
        let message = format!("{} has no `{name}`", self.what);
        let span = self.get(name).map_or(&self.span, |field| &field.key);
        let problem = reader.source.problem(Code::MissingKey, span, message);
        reader.report(problem.hint(format!("add `{example}`")));
    }

    /// Reads the value of an optional key. Reports a value that is not a text.
    pub fn text(&mut self, reader: &mut Reader<'_>, name: &str) -> Option<Spanned<String>> {
        let node = self.take(name)?;
        reader.text(&node, &format!("`{name}`"))
    }

    /// Returns all keys with their byte ranges and values, for maps whose keys are names chosen by people.
    pub fn all(&self) -> impl Iterator<Item = (Spanned<String>, &Rc<Node>)> {
        self.entries.iter().map(|field| (Spanned::new(field.name.clone(), field.key.clone()), &field.value))
    }

    /// Reports unknown keys: those that were not read, are not in `known` or `reserved`, and do not begin with `x-`.
    pub fn finish(self, reader: &mut Reader<'_>, known: &[&str], reserved: &[&str]) {
        let names = known.iter().chain(reserved).copied();
        for field in &self.entries {
            if field.read || field.name.starts_with("x-") || names.clone().any(|name| name == field.name) {
                continue;
            }
            let message = format!("unknown key `{}` in {}", field.name, self.what);
            let hint = match nearest(&field.name, names.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("use one of: {}; keys of your own begin with `x-`", known.join(", ")),
            };
            reader.report(reader.source.problem(Code::UnknownKey, &field.key, message).hint(hint));
        }
    }

    fn get(&self, name: &str) -> Option<&Field> {
        self.places.get(name).map(|place| &self.entries[*place])
    }
}

fn describe(node: &Node) -> String {
    match &node.value {
        YamlValue::Text(text) if text.chars().count() <= 40 => format!("`{text}`"),
        _ => node.kind().to_owned(),
    }
}
