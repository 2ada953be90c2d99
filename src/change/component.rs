use std::path::Path;

use super::ChangeTarget;
use super::apply::Extent;
use crate::diagnostic::{Context, Diagnostic, Failure, FailureKind};
use crate::edit;
use crate::layout::{LOG_FILE, LOG_FOLDER, STATUS_FILE};
use crate::model::{ComponentStatus, Instant, Source};
use crate::pipeline;
use crate::record::{self, LogLine, RecordOutcome};
use crate::repo::{self, Lock, PushOutcome};

/// The files and the folder that [`set_status`] may change and commits together.
const FILES: [&str; 3] = [STATUS_FILE, LOG_FILE, LOG_FOLDER];

/// A new status of a component, to be declared in `status.yaml`.
#[derive(Clone, Debug)]
pub struct SetStatus {
    /// The id of the component.
    pub component: String,
    pub status: ComponentStatus,
    /// Whether to append the new status to the log as well, as `allgreen record` does.
    pub record: bool,
    /// Whether to append a log line that overrides all monitors of the component.
    pub override_monitors: bool,
}

/// The result of [`set_status`]: what was changed, or in a dry run what would be changed.
#[derive(Debug)]
pub struct SetStatusOutcome {
    old: Vec<u8>,
    new: Vec<u8>,
    /// The status that `status.yaml` declared before the change.
    pub before: String,
    /// The number of the line of `status.yaml` that declares the status, from 1.
    pub line: usize,
    pub recorded: RecordOutcome,
    /// The errors that `status.yaml` already had before the change.
    pub known_errors: Vec<Diagnostic>,
    pub outcome: PushOutcome,
}

impl SetStatusOutcome {
    pub fn is_change(&self) -> bool {
        self.old != self.new
    }

    /// Returns the removed lines and the added lines of `status.yaml`.
    pub fn lines(&self) -> (Vec<String>, Vec<String>) {
        let (old, new) = (lines(&self.old), lines(&self.new));
        let head = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
        let rest = old.len().min(new.len()) - head;
        let tail = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(old, new)| old == new).count();
        (old[head..old.len() - tail].to_vec(), new[head..new.len() - tail].to_vec())
    }
}

fn lines(bytes: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n").split(['\n', '\r']).map(str::to_owned).collect()
}

/// Declares the status of a component in `status.yaml`, and appends the log lines that `set` asks for.
///
/// # Errors
/// When the file cannot be edited or would get new errors, or git or the disk fails. A refused push is not an error:
/// see [`SetStatusOutcome::outcome`].
pub fn set_status(target: &ChangeTarget<'_>, set: &SetStatus) -> Result<SetStatusOutcome, Failure> {
    let Extent::Push(checkout) = target.extent else { return write(target, set) };
    let (change, outcome) = checkout.transact(checkout.branch(), |_| {
        let change = write(target, set)?;
        let commit = checkout.commit(&FILES.map(str::to_owned), &format!("{}: {}\n", set.component, set.status));
        Ok::<_, Failure>((change, commit.context("the change is written, but not committed and not pushed")?))
    })?;
    Ok(SetStatusOutcome { outcome, ..change })
}

fn write(target: &ChangeTarget<'_>, set: &SetStatus) -> Result<SetStatusOutcome, Failure> {
    for path in FILES {
        target.extent.require_committed(path)?;
    }
    let now = (target.now)();
    if set.record || set.override_monitors {
        target.extent.require_not_ignored(LOG_FILE)?;
    }
    let mut change = write_status(target, set, now)?;
    if set.record || set.override_monitors {
        change.recorded = append_to_log(target, set, &change, now)?;
    }
    Ok(change)
}

fn write_status(target: &ChangeTarget<'_>, set: &SetStatus, now: Instant) -> Result<SetStatusOutcome, Failure> {
    let root = target.root;
    // Two programs that change two components at the same time must not undo each other's change.
    let _lock = Lock::acquire(root).with_context(|| format!("could not lock `{}`", root.display()))?;
    let old = repo::read_status(root).content.map_err(|error| {
        let message = format!("could not read `{STATUS_FILE}` in {}: {error}", root.display());
        Failure::new(FailureKind::Io, message).hint("pass the folder of the repository with `--source DIR`")
    })?;
    let edited = edit::set_status(&old, &set.component, set.status.word())?;
    let mut change = SetStatusOutcome {
        old,
        new: edited.bytes,
        before: edited.before,
        line: edited.line,
        recorded: RecordOutcome::default(),
        known_errors: Vec::new(),
        outcome: PushOutcome::Nothing,
    };
    if !change.is_change() {
        return Ok(change);
    }
    // Errors that the file already has do not prevent the change.
    let (known, new) = errors(root, &change, now)?;
    if !new.is_empty() {
        let message = format!("could not change `{STATUS_FILE}`: the result would have errors");
        return Err(Failure::invalid(message).diagnostics(&new));
    }
    change.known_errors = known;
    if !matches!(target.extent, Extent::DryRun) {
        repo::write_atomic(&root.join(STATUS_FILE), &change.new)?;
    }
    Ok(change)
}

/// Returns the errors of the changed `status.yaml`: first those that the old file has as well, then the new ones.
fn errors(root: &Path, change: &SetStatusOutcome, now: Instant) -> Result<(Vec<Diagnostic>, Vec<Diagnostic>), Failure> {
    let errors_in = |bytes: &[u8]| -> Result<Vec<Diagnostic>, Failure> {
        let checked = pipeline::check_with(root, now, &[(STATUS_FILE.to_owned(), bytes.to_vec())]);
        Ok(checked.diagnostics.into_iter().filter(|each| each.file == STATUS_FILE && each.is_fatal()).collect())
    };
    let found = errors_in(&change.new)?;
    let before = if found.is_empty() { Vec::new() } else { errors_in(&change.old)? };
    let is_known = |each: &Diagnostic| before.iter().any(|old| (old.code, &old.message) == (each.code, &each.message));
    Ok(found.into_iter().partition(is_known))
}

/// Appends the log lines that `set` asks for, and returns them. In a dry run, only returns them.
fn append_to_log(
    target: &ChangeTarget<'_>,
    set: &SetStatus,
    change: &SetStatusOutcome,
    now: Instant,
) -> Result<RecordOutcome, Failure> {
    let component = set.component.clone();
    let line = LogLine { at: now, component, status: set.status, source: Source::Override };
    let overriding: Vec<_> = set.override_monitors.then_some(line).into_iter().collect();
    let mut recorded = if matches!(target.extent, Extent::DryRun) {
        let all = record::preview(target.root, now, Some(change.new.clone()), &overriding)?;
        if set.record { all } else { RecordOutcome { repaired_files: all.repaired_files, ..RecordOutcome::default() } }
    } else {
        let repaired_files = if overriding.is_empty() { Vec::new() } else { record::append(target.root, &overriding)? };
        let mut recorded = if set.record { record::record(target.root, now)? } else { RecordOutcome::default() };
        recorded.repaired_files.extend(repaired_files);
        recorded
    };
    recorded.lines.splice(0..0, overriding);
    Ok(recorded)
}
