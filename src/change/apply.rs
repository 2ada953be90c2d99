use std::path::Path;

use super::{FileChange, Workspace, event_summary};
use crate::diagnostic::{Context, Diagnostic, Failure};
use crate::model::Instant;
use crate::repo::{Checkout, Lock, PushOutcome};

/// The repository that a change is applied to, the clock, and how far the change is carried out.
#[derive(Clone, Copy)]
#[expect(missing_debug_implementations, reason = "a function does not implement `Debug`")]
pub struct ChangeTarget<'a> {
    /// The folder with `status.yaml`.
    pub root: &'a Path,
    /// Returns the current time. It is called again for each attempt to carry out the change.
    pub now: &'a dyn Fn() -> Instant,
    pub extent: Extent<'a>,
}

/// How far a change is carried out: only computed, also written, or also pushed.
#[derive(Clone, Copy, Debug)]
pub enum Extent<'a> {
    /// The change is computed and checked. Nothing is written.
    DryRun,
    /// Files in the work tree are written. Nothing is committed.
    WorkTree,
    /// The change is committed and pushed to the branch that is checked out.
    Push(&'a Checkout),
}

/// The result of [`apply`]: the change that was made, or in a dry run the one that would be made.
#[derive(Debug)]
pub struct Applied {
    pub change: FileChange,
    /// The event as visitors will see it, in one line: its title, status and components.
    pub visible: String,
    /// The warnings about the changed file.
    pub warnings: Vec<Diagnostic>,
    pub outcome: PushOutcome,
}

/// A function that computes a change from the current files.
type PlanChange<'a> = &'a dyn Fn(&Workspace) -> Result<FileChange, Failure>;

/// Computes a change, checks that it is possible, and returns it. Writes nothing.
///
/// # Errors
/// When `plan` fails, or the changed file would have errors.
pub fn check(target: &ChangeTarget<'_>, plan: PlanChange<'_>) -> Result<FileChange, Failure> {
    let workspace = Workspace::read(target.root, (target.now)())?;
    let change = plan(&workspace)?;
    change.check(&workspace)?;
    Ok(change)
}

/// Carries out a change: computes it from the current files, checks it, writes, commits and pushes it as far as the
/// target's [`Extent`] allows. If somebody else pushes first, the change is computed again on top of their push.
///
/// # Errors
/// When `plan` fails, the changed file would have errors, or git or the disk fails. A refused push is not an error:
/// see [`Applied::outcome`].
pub fn apply(target: &ChangeTarget<'_>, plan: PlanChange<'_>) -> Result<Applied, Failure> {
    let Extent::Push(checkout) = target.extent else { return write(target, plan) };
    let (applied, outcome) = checkout.transact(checkout.branch(), |_| {
        let applied = write(target, plan)?;
        let paths = [applied.change.path.clone()];
        let commit = checkout.commit(&paths, &applied.change.commit_message());
        let commit = commit.context("the change is written, but not committed and not pushed")?;
        Ok::<_, Failure>((applied, commit))
    })?;
    Ok(Applied { outcome, ..applied })
}

fn write(target: &ChangeTarget<'_>, plan: PlanChange<'_>) -> Result<Applied, Failure> {
    let root = target.root;
    let _lock = Lock::acquire(root).with_context(|| format!("could not lock `{}`", root.display()))?;
    loop {
        let workspace = Workspace::read(root, (target.now)())?;
        let change = plan(&workspace)?;
        let (site, warnings) = change.check(&workspace)?;
        target.extent.require_committed(&change.path)?;
        if matches!(target.extent, Extent::DryRun) || change.write(&workspace)? {
            let visible = event_summary(&site, &change.id, workspace.now).unwrap_or_default();
            return Ok(Applied { change, visible, warnings, outcome: PushOutcome::Nothing });
        }
    }
}

impl Extent<'_> {
    /// Returns an error if a file to push has uncommitted changes, because they would become part of the commit.
    pub(super) fn require_committed(&self, path: &str) -> Result<(), Failure> {
        let Self::Push(checkout) = self else { return Ok(()) };
        let is_path = |each: &String| each == path || each.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        if checkout.uncommitted()?.iter().any(is_path) {
            let failure = Failure::conflict(format!("could not push `{path}`: it has uncommitted changes"));
            return Err(failure.hint("commit the changes first, or leave out `--push`"));
        }
        Ok(())
    }

    /// Returns an error if git ignores the file at `path`, which is to be pushed: git would never push it.
    pub(super) fn require_not_ignored(&self, path: &str) -> Result<(), Failure> {
        let Self::Push(checkout) = self else { return Ok(()) };
        if checkout.ignores(path) {
            let failure = Failure::conflict(format!("could not push `{path}`: git ignores it"));
            return Err(failure.hint(
                "if the log has its own branch, leave out `--record` and `--override`: publishing records what \
                 `status.yaml` declares",
            ));
        }
        Ok(())
    }
}
