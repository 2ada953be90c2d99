use std::io::Write;

use serde::Serialize;

use super::answer::answer;
use super::change::{checkout, extent, is_complete, pushed_line};
use super::record::{LineJson, print_recorded};
use super::{Outcome, clock};
use crate::change::{ChangeTarget, SetStatus, SetStatusOutcome, set_status};
use crate::check;
use crate::cli::SetArgs;
use crate::diagnostic::Failure;
use crate::diagnostic::render::{self, plain};
use crate::model::ComponentStatus;
use crate::record::LogLine;

pub fn run(args: &SetArgs) -> Result<Outcome, Failure> {
    let status = ComponentStatus::from_word(&args.status).ok_or_else(|| {
        let failure = Failure::invalid(format!("`{}` is not a valid status of a component", args.status));
        failure.hint(check::status_hint(&args.status))
    })?;
    let now = clock::now(args.repository.now)?;
    let checkout = checkout(args.push, &args.repository)?;
    let target = ChangeTarget {
        root: &args.repository.source,
        now: &|| now,
        extent: extent(args.answering.dry_run, checkout.as_ref()),
    };
    let set = SetStatus {
        component: args.component.clone(),
        status,
        record: args.record,
        override_monitors: args.override_monitors,
    };
    let change = set_status(&target, &set)?;
    write!(anstream::stderr(), "{}", render::text(&change.known_errors))?;
    if args.record || args.override_monitors {
        print_recorded(&change.recorded, args.answering.dry_run)?;
    }
    let text = text(args, status, &change) + &pushed_line(&change.outcome, checkout.as_ref());
    answer(args.answering.format, text, &SetJson::new(args, status, &change))?;
    let is_complete = is_complete(&change.outcome, checkout.as_ref())?;
    Ok(if is_complete && change.recorded.problems.is_empty() { Outcome::Good } else { Outcome::Problems })
}

fn text(args: &SetArgs, status: ComponentStatus, change: &SetStatusOutcome) -> String {
    let SetStatusOutcome { before, line, .. } = change;
    let mut text = Vec::new();
    if !change.is_change() {
        text.push(format!("`{}` is already `{status}`; `status.yaml` was not changed", args.component));
    } else if args.answering.dry_run {
        let (removed, added) = change.lines();
        text.extend(removed.iter().map(|line| format!("- {}", plain(line))));
        text.extend(added.iter().map(|line| format!("+ {}", plain(line))));
    } else {
        let before = plain(before);
        text.push(format!(
            "changed `{}` from `{before}` to `{status}` in line {line} of `status.yaml`",
            args.component
        ));
    }
    text.extend(change.recorded.lines.iter().map(LogLine::to_string));
    text.join("\n")
}

#[derive(Serialize)]
struct SetJson<'a> {
    component: &'a str,
    /// The status that `status.yaml` declared before the change.
    before: &'a str,
    status: &'static str,
    changed: bool,
    line: usize,
    /// The lines that were removed from `status.yaml`; `added` are their replacements.
    removed: Vec<String>,
    added: Vec<String>,
    recorded: Vec<LineJson<'a>>,
    repaired_files: &'a [String],
    /// The commit that was pushed; omitted if none was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pushed: Option<&'a str>,
    /// Why the push of the commit was refused; omitted if it was accepted, or nothing was pushed.
    #[serde(skip_serializing_if = "Option::is_none")]
    refused_reason: Option<&'a str>,
}

impl<'a> SetJson<'a> {
    fn new(args: &'a SetArgs, status: ComponentStatus, change: &'a SetStatusOutcome) -> Self {
        let (removed, added) = change.lines();
        Self {
            component: &args.component,
            before: &change.before,
            status: status.word(),
            changed: change.is_change(),
            line: change.line,
            removed,
            added,
            recorded: change.recorded.lines.iter().map(LineJson::from).collect(),
            repaired_files: &change.recorded.repaired_files,
            pushed: change.outcome.pushed(),
            refused_reason: change.outcome.refused(),
        }
    }
}
