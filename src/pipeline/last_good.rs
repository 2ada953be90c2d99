use std::collections::BTreeMap;

use super::commit_history::CommitHistory;
use crate::check::{self, CheckContext, Checked, DeclaredStatus, Input, Inputs, check};
use crate::diagnostic::Diagnostic;
use crate::repo::FileCommit;
use crate::source::SourceText;

/// A file that has errors, so that a build uses an older version of it or leaves it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The path of the file, relative to the folder with `status.yaml`.
    pub path: String,
    /// The commit whose version of the file is used instead; `None` if the file is left out.
    pub by: Option<String>,
}

impl Replaced {
    pub(super) fn left_out(path: &str) -> Self {
        Self { path: path.to_owned(), by: None }
    }
}

/// Replaces each file that has errors with its newest version without errors, or leaves it out, and checks again. Files
/// of incidents are read part by part instead, and so are the statuses in `status.yaml`. Repeats until nothing stops a build, or until `status.yaml` has no such version.
pub fn use_last_good(
    mut inputs: Inputs,
    mut checked: Checked,
    context: &CheckContext<'_>,
    history: &CommitHistory,
) -> (Checked, Vec<Replaced>) {
    let declared = declared(&inputs.status);
    let context = &CheckContext { declared: &declared, ..*context };
    let mut replaced: BTreeMap<String, Option<String>> = BTreeMap::new();
    loop {
        let broken = broken(&checked, &inputs);
        if broken.is_empty() {
            break;
        }
        for path in broken {
            // Once only: a valid version may be invalid together with other files, for example with the same id.
            let found = if replaced.contains_key(&path) { None } else { last_good(&inputs, &path, context, history) };
            if found.is_none() && path == inputs.status.path {
                return (checked, Vec::new());
            }
            let commit = found.as_ref().map(|(commit, _)| commit.id.clone());
            replace(&mut inputs, &path, found.map(|(commit, bytes)| (commit.path, bytes)));
            replaced.insert(path, commit);
        }
        checked = check(&inputs, context);
    }
    let replaced = replaced.into_iter().map(|(path, by)| Replaced { path, by });
    let left_out = checked.left_out.iter().map(|path| Replaced::left_out(path));
    let replaced = replaced.chain(left_out).collect();
    (checked, replaced)
}

/// Returns the statuses in a `status.yaml`, whether or not the rest is valid.
fn declared(status: &Input) -> Vec<DeclaredStatus> {
    let source = status.content.as_ref().ok().and_then(|bytes| SourceText::new(&status.path, bytes).ok());
    source.map(|source| check::declared_statuses(&source)).unwrap_or_default()
}

/// Returns the files that stop a build, apart from those of incidents, which are read part by part. An invalid
/// `status.yaml` is returned alone: other files are checked against it.
fn broken(checked: &Checked, inputs: &Inputs) -> Vec<String> {
    let is_incident = |path: &str| inputs.incidents.iter().any(|file| file.path == path);
    let fatal = checked.diagnostics.iter().filter(|each| each.is_fatal() && !is_incident(&each.file));
    let mut broken: Vec<_> = fatal.map(|each| each.file.clone()).collect();
    broken.dedup();
    if broken.contains(&inputs.status.path) { vec![inputs.status.path.clone()] } else { broken }
}

/// Returns the newest commit in which a file has no error, and the content of the file in that commit.
fn last_good(
    inputs: &Inputs,
    path: &str,
    context: &CheckContext<'_>,
    history: &CommitHistory,
) -> Option<(FileCommit, Vec<u8>)> {
    let context = CheckContext { declared_since: &|_, _| None, ..*context };
    let is_good = |(commit, bytes): &(FileCommit, Vec<u8>)| {
        let file = Input { path: commit.path.clone(), content: Ok(bytes.clone()) };
        let status = inputs.status.clone();
        let alone = if path == inputs.status.path {
            Inputs { status: file, incidents: Vec::new(), logs: Vec::new() }
        } else if is_log(path) {
            Inputs { status, incidents: Vec::new(), logs: vec![file] }
        } else {
            Inputs { status, incidents: vec![file], logs: Vec::new() }
        };
        !check(&alone, &context).diagnostics.iter().any(Diagnostic::is_fatal)
    };
    history.versions(path).find(is_good)
}

fn is_log(path: &str) -> bool {
    path.ends_with(".log")
}

/// Replaces the file at `path` in `inputs` by an older version, or removes it if `version` is `None`. A version is the
/// path and the content that the file had in an older commit.
fn replace(inputs: &mut Inputs, path: &str, version: Option<(String, Vec<u8>)>) {
    match version {
        Some((_, bytes)) if path == inputs.status.path => inputs.status.content = Ok(bytes),
        Some((name, bytes)) => {
            if let Some(file) = inputs.logs.iter_mut().chain(&mut inputs.incidents).find(|file| file.path == path) {
                *file = Input { path: name, content: Ok(bytes) };
            }
        }
        None => {
            inputs.incidents.retain(|file| file.path != path);
            inputs.logs.retain(|file| file.path != path);
        }
    }
}
