use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use serde::Serialize;

use super::answer::answer;
use super::record::{Said, tell};
use super::road::{Load, Road};
use super::{Outcome, clock};
use crate::check;
use crate::cli::Set;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::render::{self, plain};
use crate::edit::{self, SetError};
use crate::model::{ComponentStatus, Instant, Source};
use crate::pipeline;
use crate::record::{self, LogLine, RecordOutcome};
use crate::repo::{self, Lock};

/// What is edited.
const STATUS: &str = "status.yaml";
/// What may change, and is pushed together.
const FILES: [&str; 3] = [STATUS, "history.log", "history"];

pub fn run(args: &Set) -> anyhow::Result<Outcome> {
    let status = ComponentStatus::from_word(&args.status).ok_or_else(|| {
        anyhow!("`{}` is no status of a component\nhint: {}", args.status, check::status_hint(&args.status))
    })?;
    let now = clock::now(args.repository.now)?;
    let road = Road::out(args.pushing, &args.repository, args.answering)?;
    let make = || {
        for path in FILES {
            road.is_clear_for(path)?;
        }
        let Some(change) = change(args, status, now)? else { return Ok((None, None)) };
        let mut recorded = RecordOutcome::default();
        if args.record || args.over_all {
            road.takes("history.log")?;
            recorded = remember(args, &change, now)?;
        }
        let message = format!("{}: {}\n", args.component, change.to);
        let load = Load { paths: FILES.map(str::to_owned).to_vec(), message };
        Ok((Some((change, recorded)), Some(load)))
    };
    let (done, arrived) = road.travel(make)?;
    let Some((change, recorded)) = done else { return Ok(Outcome::Problems) };
    tell(&recorded, args.answering.dry_run)?;
    let json = Answer::new(args, &change, &recorded, arrived.pushed().map(|(commit, _)| commit));
    let mut text = text(args, &change, &recorded);
    if let Some((commit, branch)) = arrived.pushed() {
        write!(text, "\npushed as {commit} to branch {branch}")?;
    }
    answer(args.answering.format, text, &json)?;
    let whole = arrived.is_done()?;
    Ok(if whole && recorded.problems.is_empty() { Outcome::Good } else { Outcome::Problems })
}

/// A `status.yaml` before and after.
struct Change {
    old: Vec<u8>,
    new: Vec<u8>,
    /// The status that was declared before, and the one that is now.
    from: String,
    to: ComponentStatus,
    /// The line that says it.
    line: usize,
}

impl Change {
    /// The lines that only the old file has, and those that only the new one has.
    fn lines(&self) -> (Vec<String>, Vec<String>) {
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

/// Changes the file; none where something is wrong with it, which is shown.
fn change(args: &Set, status: ComponentStatus, now: Instant) -> anyhow::Result<Option<Change>> {
    let source = &args.repository.source;
    // Two who change two components at once must not undo each other's change.
    let _turn = Lock::on(source).with_context(|| format!("could not lock {}", source.display()))?;
    let old = match repo::read_status(source).content {
        Ok(bytes) => bytes,
        Err(error) => bail!(
            "could not read `{STATUS}` in {}: {error}\nhint: say where the repository is with `--source DIR`",
            source.display()
        ),
    };
    let edited = match edit::set_status(&old, &args.component, status.word()) {
        Err(SetError::Unreadable(problem)) => {
            refuse(&[*problem])?;
            return Ok(None);
        }
        edited => edited?,
    };
    let change = Change { old, new: edited.bytes, from: edited.before, to: status, line: edited.line };
    if change.old == change.new {
        return Ok(Some(change));
    }
    let (known, new) = problems(source, &change, now)?;
    if !new.is_empty() {
        refuse(&new)?;
        return Ok(None);
    }
    // What was wrong already is no reason to leave a status as it is, and still has to be mended.
    write!(anstream::stderr(), "{}", render::text(&known))?;
    if !args.answering.dry_run {
        repo::put(&source.join(STATUS), &change.new)?;
    }
    Ok(Some(change))
}

fn refuse(problems: &[Diagnostic]) -> anyhow::Result<()> {
    writeln!(anstream::stderr(), "{}{STATUS} was not changed", render::text(problems))?;
    Ok(())
}

/// What stops a build: what did before, and what did not.
fn problems(source: &Path, change: &Change, now: Instant) -> anyhow::Result<(Vec<Diagnostic>, Vec<Diagnostic>)> {
    let fatal = |bytes: &[u8]| -> anyhow::Result<Vec<Diagnostic>> {
        let checked = pipeline::check_with(source, now, &[(STATUS.to_owned(), bytes.to_vec())])?;
        Ok(checked.diagnostics.into_iter().filter(|each| each.file == STATUS && each.is_fatal()).collect())
    };
    let found = fatal(&change.new)?;
    let before = if found.is_empty() { Vec::new() } else { fatal(&change.old)? };
    let is_known = |each: &Diagnostic| before.iter().any(|old| (old.code, &old.message) == (each.code, &each.message));
    Ok(found.into_iter().partition(is_known))
}

/// Appends to the log what was asked for, or says what would be appended.
fn remember(args: &Set, change: &Change, now: Instant) -> anyhow::Result<RecordOutcome> {
    let source = &args.repository.source;
    let component = args.component.clone();
    let own = LogLine { at: now, component, status: change.to, source: Source::Override };
    let own: Vec<_> = args.over_all.then_some(own).into_iter().collect();
    let mut recorded = RecordOutcome::default();
    if args.answering.dry_run {
        let all = record::preview(source, now, change.new.clone(), &own)?;
        recorded = if args.record { all } else { RecordOutcome { mended: all.mended, ..recorded } };
    } else {
        let mended = if own.is_empty() { Vec::new() } else { record::append(source, &own)? };
        recorded = if args.record { record::record(source, now, false)? } else { recorded };
        recorded.mended.extend(mended);
    }
    recorded.lines.splice(0..0, own);
    Ok(recorded)
}

fn text(args: &Set, change: &Change, recorded: &RecordOutcome) -> String {
    let Change { from, to, line, .. } = change;
    let mut text = Vec::new();
    if change.old == change.new {
        text.push(format!("`{}` is `{to}` already; `{STATUS}` stays as it is", args.component));
    } else if args.answering.dry_run {
        let (removed, added) = change.lines();
        text.extend(removed.iter().map(|line| format!("- {}", plain(line))));
        text.extend(added.iter().map(|line| format!("+ {}", plain(line))));
    } else {
        let from = plain(from);
        text.push(format!("`{}` was `{from}` and is `{to}` now, in line {line} of `{STATUS}`", args.component));
    }
    text.extend(recorded.lines.iter().map(LogLine::to_string));
    text.join("\n")
}

#[derive(Serialize)]
struct Answer<'a> {
    component: &'a str,
    /// What was declared before, and what is now.
    before: &'a str,
    status: &'static str,
    changed: bool,
    line: usize,
    /// The lines of the file that went and came.
    removed: Vec<String>,
    added: Vec<String>,
    recorded: Vec<Said<'a>>,
    mended: &'a [String],
    /// The commit that was pushed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pushed: Option<&'a str>,
}

impl<'a> Answer<'a> {
    fn new(args: &'a Set, change: &'a Change, recorded: &'a RecordOutcome, pushed: Option<&'a str>) -> Self {
        let (removed, added) = change.lines();
        Self {
            component: &args.component,
            before: &change.from,
            status: change.to.word(),
            changed: change.old != change.new,
            line: change.line,
            removed,
            added,
            recorded: recorded.lines.iter().map(Said::from).collect(),
            mended: &recorded.mended,
            pushed,
        }
    }
}
