use std::io::Write;

use serde::Serialize;

use super::answer::answer;
use super::{Outcome, clock, report};
use crate::cli::{AnswerFormat, Record};
use crate::diagnostic::render;
use crate::model::Source;
use crate::record::{self, LogLine, RecordOutcome};

pub fn run(args: &Record) -> anyhow::Result<Outcome> {
    let now = clock::now(args.repository.now)?;
    let recorded = record::record(&args.repository.source, now, args.answering.dry_run)?;
    tell(&recorded, args.answering.dry_run)?;
    let text: Vec<_> = recorded.lines.iter().map(LogLine::to_string).collect();
    if args.answering.format == AnswerFormat::Json || !text.is_empty() {
        answer(args.answering.format, text.join("\n"), &Answer::of(&recorded))?;
    }
    Ok(if recorded.problems.is_empty() { Outcome::Good } else { Outcome::Problems })
}

/// Says what was done beside appending lines, and what could not be.
pub fn tell(recorded: &RecordOutcome, dry_run: bool) -> anyhow::Result<()> {
    let mut terminal = anstream::stderr();
    write!(terminal, "{}", render::text(&recorded.problems))?;
    if recorded.shallow {
        writeln!(
            terminal,
            "warning: this is a shallow clone: what `status.yaml` declared in older commits is not known\n\
             hint: fetch all commits, with `fetch-depth: 0` in a workflow or `git fetch --unshallow`"
        )?;
    }
    let would = if dry_run { "would have " } else { "" };
    for path in &recorded.mended {
        writeln!(terminal, "{would}mended the last line of {path}, which no newline ended")?;
    }
    match recorded.lines.len() {
        0 => writeln!(terminal, "nothing to record")?,
        count => writeln!(terminal, "{would}recorded {}", report::number(count, "change"))?,
    }
    Ok(())
}

#[derive(Serialize)]
struct Answer<'a> {
    recorded: Vec<Said<'a>>,
    mended: &'a [String],
}

/// A line of the log as scripts read it.
#[derive(Serialize)]
pub struct Said<'a> {
    time: String,
    component: &'a str,
    status: &'static str,
    /// Left out for what `status.yaml` declares.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'static str>,
}

impl<'a> Answer<'a> {
    fn of(recorded: &'a RecordOutcome) -> Self {
        Self { recorded: recorded.lines.iter().map(Said::from).collect(), mended: &recorded.mended }
    }
}

impl<'a> From<&'a LogLine> for Said<'a> {
    fn from(line: &'a LogLine) -> Self {
        let source = (line.source == Source::Override).then_some("*");
        Self { time: line.at.rfc3339(), component: &line.component, status: line.status.word(), source }
    }
}
