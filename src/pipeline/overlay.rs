use std::path::Path;

use super::commit_history::CommitHistory;
use super::{inputs, theme};
use crate::check::{self, CheckContext, Checked, Input, Inputs};
use crate::model::{ComponentStatus, Instant};
use crate::repo;

/// Checks the repository at `source` with `changes`: the paths and contents of added or replaced files. Writes nothing.
pub fn check_with(source: &Path, now: Instant, changes: &[(String, Vec<u8>)]) -> Checked {
    let files = repo::read(source);
    let history = CommitHistory::of(source);
    let (languages, assets) = theme::check_context(&files.theme);
    let declared_since = |component: &str, status: ComponentStatus| history.declared_since(component, status, now);
    let mut inputs = inputs::inputs(files);
    for (path, bytes) in changes {
        apply(&mut inputs, path, bytes.clone());
    }
    let context = CheckContext { declared_since: &declared_since, ..CheckContext::new(now, &languages, &assets) };
    check::check(&inputs, &context)
}

fn apply(inputs: &mut Inputs, path: &str, bytes: Vec<u8>) {
    let changed = Input { path: path.to_owned(), content: Ok(bytes) };
    if path == inputs.status.path {
        inputs.status = changed;
    } else {
        insert(if path.ends_with(".log") { &mut inputs.logs } else { &mut inputs.incidents }, changed);
    }
}

fn insert(files: &mut Vec<Input>, changed: Input) {
    match files.iter_mut().find(|input| input.path == changed.path) {
        Some(input) => *input = changed,
        None => files.push(changed),
    }
}
