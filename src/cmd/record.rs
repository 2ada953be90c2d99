use std::io::Write;

use serde::Serialize;

use super::answer::answer;
use super::{Outcome, clock, report};
use crate::cli::{AnswerFormat, RecordArgs};
use crate::diagnostic::{Failure, render};
use crate::model::Source;
use crate::record::{self, LogLine, RecordOutcome};

pub fn run(args: &RecordArgs) -> Result<Outcome, Failure> {
    let now = clock::now(args.repository.now)?;
    let recorded = if args.answering.dry_run {
        record::preview(&args.repository.source, now, None, &[])?
    } else {
        record::record(&args.repository.source, now)?
    };
    print_recorded(&recorded, args.answering.dry_run)?;
    let text: Vec<_> = recorded.lines.iter().map(LogLine::to_string).collect();
    if args.answering.format == AnswerFormat::Json || !text.is_empty() {
        answer(args.answering.format, text.join("\n"), &RecordJson::of(&recorded))?;
    }
    Ok(if recorded.problems.is_empty() { Outcome::Good } else { Outcome::Problems })
}

/// Prints on stderr how many status changes were recorded, and why others could not be recorded.
pub fn print_recorded(recorded: &RecordOutcome, dry_run: bool) -> Result<(), Failure> {
    let mut terminal = anstream::stderr();
    write!(terminal, "{}", render::text(&recorded.problems))?;
    if recorded.shallow {
        writeln!(
            terminal,
            "warning: this is a shallow clone, so changes of `status.yaml` in older commits are missing\n\
             hint: run `git fetch --unshallow` (in a workflow: set `fetch-depth: 0`)"
        )?;
    }
    let (repair, record) = if dry_run { ("would repair", "would record") } else { ("repaired", "recorded") };
    for path in &recorded.repaired_files {
        writeln!(terminal, "{repair} the last line of `{path}`: it had no newline")?;
    }
    match recorded.lines.len() {
        0 => writeln!(terminal, "nothing to record")?,
        count => writeln!(terminal, "{record} {}", report::number(count, "change"))?,
    }
    Ok(())
}

#[derive(Serialize)]
struct RecordJson<'a> {
    recorded: Vec<LineJson<'a>>,
    repaired_files: &'a [String],
}

/// A line of the log in JSON.
#[derive(Serialize)]
pub struct LineJson<'a> {
    time: String,
    component: &'a str,
    status: &'static str,
    /// `*` if the line is an override. If the status comes from `status.yaml`, the field is omitted.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'static str>,
}

impl<'a> RecordJson<'a> {
    fn of(recorded: &'a RecordOutcome) -> Self {
        Self { recorded: recorded.lines.iter().map(LineJson::from).collect(), repaired_files: &recorded.repaired_files }
    }
}

impl<'a> From<&'a LogLine> for LineJson<'a> {
    fn from(line: &'a LogLine) -> Self {
        let source = (line.source == Source::Override).then_some("*");
        Self { time: line.at.rfc3339(), component: &line.component, status: line.status.word(), source }
    }
}
