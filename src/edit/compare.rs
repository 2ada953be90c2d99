use std::rc::Rc;

use crate::source::yaml::{Node, YamlValue};

/// Whether two trees of `status.yaml` are equal except for the `status` of the component at `index`.
pub fn only_status_differs(old: &Node, new: &Node, index: usize) -> bool {
    let (YamlValue::Map(old), YamlValue::Map(new)) = (&old.value, &new.value) else { return false };
    let mut components = old.iter().zip(new).filter(|(old, _)| is_key(&old.0, "components"));
    let Some(((_, old_list), (_, new_list))) = components.next() else { return false };
    is_changed_list(old_list, new_list, index)
        && entries_are_equal(&without(old, "components"), &without(new, "components"))
}

/// Whether two trees are equal except for the items of lists of texts.
pub fn only_choices_differ(old: &Node, new: &Node) -> bool {
    let is_text = |node: &Rc<Node>| matches!(node.value, YamlValue::Text(_));
    match (&old.value, &new.value) {
        (YamlValue::List(old), YamlValue::List(new)) if old.iter().chain(new).all(is_text) => true,
        (YamlValue::List(old), YamlValue::List(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| only_choices_differ(old, new))
        }
        (YamlValue::Map(old), YamlValue::Map(new)) => {
            let is_same =
                |(old, new): (&MapEntry, &MapEntry)| is_equal(&old.0, &new.0) && only_choices_differ(&old.1, &new.1);
            old.len() == new.len() && old.iter().zip(new).all(is_same)
        }
        _ => is_equal(old, new),
    }
}

type MapEntry = (Rc<Node>, Rc<Node>);

fn is_changed_list(old: &Node, new: &Node, index: usize) -> bool {
    let (YamlValue::List(old), YamlValue::List(new)) = (&old.value, &new.value) else { return false };
    let pairs = || old.iter().zip(new).enumerate();
    old.len() == new.len()
        && pairs().all(|(at, (old, new))| if at == index { is_changed_component(old, new) } else { is_equal(old, new) })
}

fn is_changed_component(old: &Node, new: &Node) -> bool {
    let (YamlValue::Map(old), YamlValue::Map(new)) = (&old.value, &new.value) else { return false };
    entries_are_equal(&without(old, "status"), &without(new, "status"))
}

/// Returns all entries of a map except the first one with this key, which is the only one of them that has an effect.
fn without<'a>(entries: &'a [MapEntry], key: &str) -> Vec<&'a MapEntry> {
    let first = entries.iter().position(|(name, _)| is_key(name, key));
    entries.iter().enumerate().filter(|(at, _)| Some(*at) != first).map(|(_, entry)| entry).collect()
}

fn is_key(node: &Node, name: &str) -> bool {
    matches!(&node.value, YamlValue::Text(text) if text == name)
}

fn entries_are_equal(old: &[&MapEntry], new: &[&MapEntry]) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| is_equal(&old.0, &new.0) && is_equal(&old.1, &new.1))
}

/// Whether two values are equal, regardless of their positions.
fn is_equal(old: &Node, new: &Node) -> bool {
    match (&old.value, &new.value) {
        (YamlValue::Empty, YamlValue::Empty) => true,
        (YamlValue::Text(old), YamlValue::Text(new)) => old == new,
        (YamlValue::List(old), YamlValue::List(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| is_equal(old, new))
        }
        (YamlValue::Map(old), YamlValue::Map(new)) => {
            old.len() == new.len()
                && old.iter().zip(new).all(|(old, new)| is_equal(&old.0, &new.0) && is_equal(&old.1, &new.1))
        }
        _ => false,
    }
}
