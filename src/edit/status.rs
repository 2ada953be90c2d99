use std::ops::Range;
use std::rc::Rc;

use super::compare::only_status_differs;
use super::source_bytes::SourceBytes;
use super::splice::{KeyValue, Splice, skip_properties};
use crate::diagnostic::{Failure, nearest};
use crate::layout::STATUS_FILE;
use crate::source::SourceText;
use crate::source::yaml::{Node, Reader, YamlValue, parse};

/// The result of [`set_status`]: the new content of `status.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedStatus {
    pub bytes: Vec<u8>,
    /// The status of the component before the edit.
    pub before: String,
    /// The line of `status.yaml` with the changed status or, if nothing was changed, with the component. Starts at 1.
    pub line: usize,
}

/// The status of a component that has no key `status`.
const DEFAULT: &str = "operational";

/// Sets the status of a component in the bytes of a `status.yaml`. All other bytes stay the same. If the component
/// already has the status, nothing changes.
///
/// # Errors
/// When the file is invalid or has no such component, or the edit would change other values as well.
pub fn set_status(bytes: &[u8], component: &str, status: &str) -> Result<EditedStatus, Failure> {
    let file = StatusFile::read(bytes)?;
    let index = file.find(component)?;
    let entry = &file.components[index];
    let before = file.declared(entry);
    let line = |span: &Range<usize>| file.source.place(span).line;
    if before == status {
        return Ok(EditedStatus { bytes: bytes.to_vec(), before, line: line(&entry.span) });
    }
    let source = SourceBytes::new(bytes);
    for splice in file.splices(entry, status) {
        let bytes = source.replace(&splice.span, &splice.text);
        let is_verified = StatusFile::read(&bytes).is_ok_and(|changed| {
            only_status_differs(&file.root, &changed.root, index)
                && changed.declared(&changed.components[index]) == status
        });
        if is_verified {
            let line = line(&splice.span) + splice.text.matches('\n').count();
            return Ok(EditedStatus { bytes, before, line });
        }
    }
    let why =
        format!("could not set the status of `{component}` without changing other values, so nothing was changed");
    Err(Failure::invalid(why).hint(format!(
        "the component in line {} or its status is shared by an anchor (`&`), an alias (`*`) or a merge key (`<<`), or the \
         status is not a single word; write out the shared value in each place, here with `status: {status}`",
        line(&entry.span)
    )))
}

/// A `status.yaml` parsed as a YAML tree.
struct StatusFile {
    source: SourceText,
    root: Rc<Node>,
    components: Vec<Rc<Node>>,
}

impl StatusFile {
    fn read(bytes: &[u8]) -> Result<Self, Failure> {
        let unreadable = |problem| {
            Failure::invalid(format!("could not read `{STATUS_FILE}`")).diagnostics([&problem]).hint("fix it first")
        };
        let source = SourceText::new(STATUS_FILE, bytes).map_err(unreadable)?;
        let root = parse(&source, 0..source.text.len()).map_err(unreadable)?;
        let components = own_entry(&root, "components").map(|(_, node)| node);
        let components = match components.map(|node| &node.value) {
            Some(YamlValue::List(list)) => list.clone(),
            _ => Vec::new(),
        };
        Ok(Self { source, root, components })
    }

    /// Returns the index in `components` of the first component with this id.
    fn find(&self, component: &str) -> Result<usize, Failure> {
        let ids: Vec<_> = self.components.iter().map(|entry| self.text(entry, "id").unwrap_or_default()).collect();
        ids.iter().position(|id| id == component).ok_or_else(|| {
            // Control characters from the file must not reach the terminal.
            let shown = ids.iter().filter(|id| !id.is_empty() && !id.contains(char::is_control));
            let all: Vec<_> = shown.cloned().collect();
            let failure = Failure::not_found(format!("`{STATUS_FILE}` has no component `{component}`"));
            match nearest(component, all.iter().map(String::as_str)) {
                Some(near) => failure.hint(format!("did you mean `{near}`?")),
                None if all.is_empty() => failure,
                None => failure.hint(format!("the components are {}", all.join(", "))),
            }
        })
    }

    /// Returns the status that a component sets itself or through a merge key (`<<`), or else the default one.
    fn declared(&self, entry: &Node) -> String {
        self.text(entry, "status").unwrap_or_else(|| DEFAULT.to_owned())
    }

    fn text(&self, entry: &Node, key: &str) -> Option<String> {
        let mut reader = Reader::new(&self.source);
        let node = reader.fields(entry, "a component")?.take(key)?;
        reader.text(&node, key).map(|text| text.value)
    }

    /// Returns the edits to try, in this order, until one of them sets the status of the component.
    fn splices(&self, entry: &Node, status: &str) -> Vec<Splice> {
        let text = &self.source.text;
        if let Some((key, value)) = own_entry(entry, "status") {
            return KeyValue::new(text, key, value).replace(status);
        }
        let YamlValue::Map(entries) = &entry.value else { return Vec::new() };
        let named = ["name", "id"].into_iter().filter_map(|key| own_entry(entry, key));
        let last = entries.last().map(|(key, value)| (key, value));
        let pairs = named.chain(last).map(|(key, value)| KeyValue::new(text, key, value));
        let is_flow = text[skip_properties(text, entry.span.start)..].starts_with('{');
        let insert_after = |pair: KeyValue<'_>| {
            if is_flow { pair.insert_in_flow_after("status", status) } else { pair.insert_line_after("status", status) }
        };
        pairs.map(insert_after).collect()
    }
}

/// Returns the key and value of the entry with this name. Entries that a merge key (`<<`) adds do not count.
fn own_entry<'n>(map: &'n Node, name: &str) -> Option<(&'n Rc<Node>, &'n Rc<Node>)> {
    let YamlValue::Map(entries) = &map.value else { return None };
    let is_it = |(key, _): &&(Rc<Node>, Rc<Node>)| matches!(&key.value, YamlValue::Text(text) if text == name);
    entries.iter().find(is_it).map(|(key, value)| (key, value))
}
