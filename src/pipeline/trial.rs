use std::path::Path;

use super::past::Past;
use super::{gather, theme};
use crate::check::{self, Checked, Context, Input, Inputs};
use crate::emit::ThemeError;
use crate::model::{ComponentStatus, Instant};
use crate::repo;

/// Checks the repository at `source` as it would be with other files in the place of those of the same paths, or
/// beside them. Nothing is written.
///
/// # Errors
/// Never, unless the program was built from a broken theme.
pub fn check_with(source: &Path, now: Instant, changes: &[(String, Vec<u8>)]) -> Result<Checked, ThemeError> {
    let files = repo::read(source);
    let past = Past::of(source);
    let theme = theme::read(&files.theme, None)?.theme;
    let (languages, assets) = (theme.languages(), theme.asset_sizes());
    let declared_since = |component: &str, status: ComponentStatus| past.declared_since(component, status, now);
    let mut inputs = gather::inputs(files);
    for (path, bytes) in changes {
        change(&mut inputs, path, bytes.clone());
    }
    let context = Context { now, languages: &languages, assets: &assets, declared_since: &declared_since };
    Ok(check::check(&inputs, &context))
}

fn change(inputs: &mut Inputs, path: &str, bytes: Vec<u8>) {
    let changed = Input { path: path.to_owned(), content: Ok(bytes) };
    if path == inputs.status.path {
        inputs.status = changed;
    } else {
        put(if path.ends_with(".log") { &mut inputs.logs } else { &mut inputs.incidents }, changed);
    }
}

fn put(files: &mut Vec<Input>, changed: Input) {
    match files.iter_mut().find(|input| input.path == changed.path) {
        Some(input) => *input = changed,
        None => files.push(changed),
    }
}
