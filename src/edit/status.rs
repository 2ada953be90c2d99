use std::ops::Range;
use std::rc::Rc;

use super::SetError;
use super::original::Original;
use super::proof::only_status_differs;
use super::splice::{Pair, Splice, behind_properties};
use crate::diagnostic::nearest;
use crate::layout::STATUS_FILE;
use crate::source::SourceText;
use crate::source::yaml::{Node, Reader, Value, parse};

/// A changed `status.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    pub bytes: Vec<u8>,
    /// The word that was declared before.
    pub before: String,
    /// The line that says the status now, or where the component stands if nothing had to be changed. From 1.
    pub line: usize,
}

/// What a component declares that says nothing of it.
const DEFAULT: &str = "operational";

/// Sets the status of a component in the bytes of a `status.yaml`; all other bytes stay as they are. Where it is so
/// already, all do.
///
/// # Errors
/// When the file cannot be read, has no such component, or cannot be changed at this place alone.
pub fn set_status(bytes: &[u8], component: &str, status: &str) -> Result<Edited, SetError> {
    let file = File::read(bytes)?;
    let index = file.find(component)?;
    let entry = &file.components[index];
    let before = file.declared(entry);
    let line = |place: &Range<usize>| file.source.place(place).line;
    if before == status {
        return Ok(Edited { bytes: bytes.to_vec(), before, line: line(&entry.span) });
    }
    let original = Original::new(bytes);
    for splice in file.splices(entry, status) {
        let bytes = original.with(&splice.place, &splice.by);
        let is_proven = File::read(&bytes).is_ok_and(|changed| {
            only_status_differs(&file.root, &changed.root, index)
                && changed.declared(&changed.components[index]) == status
        });
        if is_proven {
            let line = line(&splice.place) + splice.by.matches('\n').count();
            return Ok(Edited { bytes, before, line });
        }
    }
    let (component, status) = (component.to_owned(), status.to_owned());
    Err(SetError::ByHand { component, status, line: line(&entry.span) })
}

/// A `status.yaml` as a tree.
struct File {
    source: SourceText,
    root: Rc<Node>,
    components: Vec<Rc<Node>>,
}

impl File {
    fn read(bytes: &[u8]) -> Result<Self, SetError> {
        let unreadable = |problem| SetError::Unreadable(Box::new(problem));
        let source = SourceText::new(STATUS_FILE, bytes).map_err(unreadable)?;
        let root = parse(&source, 0..source.text.len()).map_err(unreadable)?;
        let components = own(&root, "components").map(|(_, node)| node);
        let components = match components.map(|node| &node.value) {
            Some(Value::List(list)) => list.clone(),
            _ => Vec::new(),
        };
        Ok(Self { source, root, components })
    }

    /// The place of a component in the list. Of two with one id, the first has it.
    fn find(&self, component: &str) -> Result<usize, SetError> {
        let ids: Vec<_> = self.components.iter().map(|entry| self.text(entry, "id").unwrap_or_default()).collect();
        ids.iter().position(|id| id == component).ok_or_else(|| {
            // What stands in the file must not steer the terminal on which it is shown.
            let shown = ids.iter().filter(|id| !id.is_empty() && !id.contains(char::is_control));
            let all: Vec<_> = shown.cloned().collect();
            let near = nearest(component, all.iter().map(String::as_str)).map(str::to_owned);
            SetError::UnknownComponent { component: component.to_owned(), near, all }
        })
    }

    /// What a component declares, by itself or by what is merged into it.
    fn declared(&self, entry: &Node) -> String {
        self.text(entry, "status").unwrap_or_else(|| DEFAULT.to_owned())
    }

    fn text(&self, entry: &Node, key: &str) -> Option<String> {
        let mut reader = Reader::new(&self.source);
        let node = reader.fields(entry, "a component")?.take(key)?;
        reader.text(&node, key).map(|text| text.value)
    }

    /// The ways to give a component a status, the likeliest to be right first.
    fn splices(&self, entry: &Node, status: &str) -> Vec<Splice> {
        let text = &self.source.text;
        if let Some((key, value)) = own(entry, "status") {
            return Pair::new(text, key, value).replace(status);
        }
        let Value::Map(entries) = &entry.value else { return Vec::new() };
        let named = ["name", "id"].into_iter().filter_map(|key| own(entry, key));
        let last = entries.last().map(|(key, value)| (key, value));
        let pairs = named.chain(last).map(|(key, value)| Pair::new(text, key, value));
        let is_flow = text[behind_properties(text, entry.span.start)..].starts_with('{');
        let behind = |pair: Pair<'_>| {
            if is_flow { pair.flow_behind("status", status) } else { pair.line_behind("status", status) }
        };
        pairs.map(behind).collect()
    }
}

/// The entry of a map that has a key of its own, not by a merge.
fn own<'n>(map: &'n Node, name: &str) -> Option<(&'n Rc<Node>, &'n Rc<Node>)> {
    let Value::Map(entries) = &map.value else { return None };
    let is_it = |(key, _): &&(Rc<Node>, Rc<Node>)| matches!(&key.value, Value::Text(text) if text == name);
    entries.iter().find(is_it).map(|(key, value)| (key, value))
}
