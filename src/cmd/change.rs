//! The code that commands which change a repository share.

use std::fmt::Write as _;
use std::io::Write;

use serde::Serialize;

use super::access::access;
use super::answer::answer;
use super::{Outcome, clock, message, report};
use crate::change::{self, Applied, ChangeTarget, Extent, FileChange, Workspace};
use crate::cli::{AnswerFormat, ChangeArgs, PushArgs, RepositoryArgs};
use crate::diagnostic::{Failure, FailureKind, render::plain};
use crate::edit::{StatusPairs, status_title};
use crate::repo::{Checkout, PushOutcome};

/// The verb of a command: `open` and `opened`.
#[derive(Clone, Copy, Debug)]
pub struct Verb {
    pub infinitive: &'static str,
    pub past: &'static str,
}

/// Opens the checkout to push from, if `--push` is given.
pub fn checkout(push: PushArgs, repository: &RepositoryArgs) -> Result<Option<Checkout>, Failure> {
    if !push.push {
        return Ok(None);
    }
    let checkout = Checkout::current(&repository.source, access())?;
    if !checkout.has_remote() {
        let failure = Failure::new(FailureKind::Git, "could not push: there is no remote repository `origin`");
        return Err(failure.hint("run `git remote add origin URL`, or leave out `--push`"));
    }
    Ok(Some(checkout))
}

/// Returns how far a command goes: it writes nothing, writes files, or also commits and pushes them.
pub fn extent(dry_run: bool, checkout: Option<&Checkout>) -> Extent<'_> {
    match checkout {
        _ if dry_run => Extent::DryRun,
        Some(checkout) => Extent::Push(checkout),
        None => Extent::WorkTree,
    }
}

/// Computes a change from the current files and the text of the update, which is `None` before it is written.
type PlanUpdate<'a> = &'a dyn Fn(&Workspace, Option<&str>) -> Result<FileChange, Failure>;

/// Runs a command that adds an update: asks for its text, makes the change and prints what was done.
///
/// `plan` computes the change from the current files. It is called without a text before an editor opens, so that an
/// impossible change fails first. `starter` is the text of the template. It can be edited if an editor opens.
pub fn run(args: &ChangeArgs, verb: Verb, starter: &str, plan: PlanUpdate<'_>) -> Result<Outcome, Failure> {
    let checkout = checkout(args.push, &args.repository)?;
    let begin = clock::now(args.repository.now)?;
    let now = || clock::now(args.repository.now).unwrap_or(begin);
    let target = ChangeTarget {
        root: &args.repository.source,
        now: &now,
        extent: extent(args.answering.dry_run, checkout.as_ref()),
    };
    let about = || {
        let change = change::check(&target, &|workspace| plan(workspace, None))?;
        Ok(format!("the update `{}` of {}", status_title(change.heading.status), change.id))
    };
    let text = message::text(&args.message, starter, about)?;
    let applied = match change::apply(&target, &|workspace| plan(workspace, Some(&text.text))) {
        Ok(applied) => applied,
        Err(failure) => return Err(text.keep(failure)),
    };
    report::diagnostics(&applied.warnings)?;
    print(args, verb, &applied, checkout.as_ref())?;
    is_complete(&applied.outcome, checkout.as_ref())
        .map(|complete| if complete { Outcome::Good } else { Outcome::Problems })
}

/// If the push was refused, prints what to do and returns `false`.
pub fn is_complete(outcome: &PushOutcome, checkout: Option<&Checkout>) -> Result<bool, Failure> {
    let Some(reason) = outcome.refused() else { return Ok(true) };
    let branch = checkout.map(Checkout::branch).unwrap_or_default();
    let mut terminal = anstream::stderr();
    writeln!(terminal, "error: the change is committed locally, but branch `{branch}` could not be pushed: {reason}")?;
    writeln!(
        terminal,
        "hint: do not repeat the command; `git push` sends the commit, or, if the branch is protected, \
         `git push origin HEAD:refs/heads/NAME` sends it to another branch for a pull request"
    )?;
    Ok(false)
}

/// Returns a newline and a line with the commit and branch of a pushed change; empty if the change was not pushed.
pub fn pushed_line(outcome: &PushOutcome, checkout: Option<&Checkout>) -> String {
    match (outcome.pushed(), checkout) {
        (Some(commit), Some(checkout)) => format!("\npushed as {commit} to branch {}", checkout.branch()),
        _ => String::new(),
    }
}

/// The output of a command that adds an update, as JSON.
#[derive(Serialize)]
struct ChangeJson<'a> {
    id: &'a str,
    path: &'a str,
    status: &'a str,
    at: String,
    title: &'a str,
    affects: &'a StatusPairs,
    created: bool,
    /// The commit that was pushed; `None` if nothing was pushed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pushed: Option<&'a str>,
    /// Why the push was refused; `None` if it was accepted, or nothing was pushed.
    #[serde(skip_serializing_if = "Option::is_none")]
    refused_reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<String>,
}

fn print(args: &ChangeArgs, verb: Verb, applied: &Applied, checkout: Option<&Checkout>) -> Result<(), Failure> {
    let Applied { change, visible, outcome, .. } = applied;
    let content = args.answering.dry_run.then(|| change.added());
    let path = plain(&change.path);
    let text = match &content {
        None => format!("{} {path}\nvisitors will see: {visible}{}", verb.past, pushed_line(outcome, checkout)),
        Some(content) => {
            let mut text = format!("would {} {path}\nvisitors would see: {visible}\n", verb.infinitive);
            for line in content.lines() {
                let line = line.split('\t').map(plain).collect::<Vec<_>>().join("\t");
                let _ = write!(text, "\n{line}");
            }
            text
        }
    };
    let json = ChangeJson {
        id: &change.id,
        path: &change.path,
        status: change.heading.status,
        at: change.heading.at.rfc3339(),
        title: &change.title,
        affects: &change.affects,
        created: change.is_new(),
        pushed: outcome.pushed(),
        refused_reason: outcome.refused(),
        content,
    };
    answer(args.answering.format, text, &json)
}

/// Reads the files of the repository, for commands that list incidents or windows.
pub fn workspace(repository: &RepositoryArgs) -> Result<Workspace, Failure> {
    Workspace::read(&repository.source, clock::now(repository.now)?)
}

/// Prints a list, and the names of invalid files to stderr. Returns `Good` if the list is complete.
pub fn print_list(
    workspace: &Workspace,
    format: AnswerFormat,
    text: String,
    json: &impl Serialize,
) -> Result<Outcome, Failure> {
    let invalid = workspace.invalid_files();
    report::not_listed(&invalid)?;
    answer(format, text, json)?;
    Ok(if invalid.is_empty() { Outcome::Good } else { Outcome::Problems })
}

/// Returns the failure for a command without a title, if the template has no title either.
pub fn no_title() -> Failure {
    Failure::invalid("the template has no title, and none was passed").hint("pass a title")
}
