//! Reports the lines of a file that must change, one message for each.

mod affected;
mod heading;

use std::collections::BTreeSet;
use std::ops::Range;

use super::Recovery;
use super::front::{FrontSlip, LooseFront, near_bool};
use super::line::Line;
use crate::check::event::MAX_UPDATES;
use crate::check::status::Settings;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceText, Spanned};

/// Collects the messages about one file.
pub struct Slips<'a> {
    source: &'a SourceText,
    recovery: &'a Recovery<'a>,
    found: Vec<Diagnostic>,
    /// The lines that have a message.
    lines: BTreeSet<usize>,
    /// Whether the title is missing because of another slip.
    is_title_explained: bool,
    /// The names of components in `affects`.
    named: Vec<String>,
}

impl<'a> Slips<'a> {
    pub const fn new(source: &'a SourceText, recovery: &'a Recovery<'a>) -> Self {
        Self {
            source,
            recovery,
            found: Vec::new(),
            lines: BTreeSet::new(),
            is_title_explained: false,
            named: Vec::new(),
        }
    }

    /// Returns the messages.
    pub fn finish(self) -> Vec<Diagnostic> {
        self.found
    }

    fn settings(&self) -> &'a Settings {
        self.recovery.settings
    }

    /// Adds a message, unless its line has one.
    fn add(&mut self, problem: Diagnostic) {
        let is_new = problem.place.as_ref().is_none_or(|place| self.lines.insert(place.line));
        if is_new {
            self.found.push(problem);
        }
    }

    fn report(&mut self, code: Code, span: &Range<usize>, message: impl Into<String>, fix: Option<String>) {
        let problem = self.source.problem(code, span, message);
        self.add(problem.maybe_fix(fix));
    }

    /// Returns the value, or adds the message.
    pub fn keep<T>(&mut self, value: Result<T, Diagnostic>) -> Option<T> {
        value.map_err(|problem| self.add(problem)).ok()
    }

    /// Adds messages about lines of the file.
    pub fn extend(&mut self, problems: Vec<Diagnostic>) {
        for problem in problems {
            self.add(problem);
        }
    }

    pub fn conflicts(&mut self, spans: &[Range<usize>]) {
        for span in spans {
            let problem = self.source.problem(Code::MergeConflict, span, "the file has a merge conflict");
            self.add(
                problem.hint("keep the lines that are right, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`"),
            );
        }
    }

    /// Reports the fences and the lines of the front matter, without `affects`.
    pub fn front(&mut self, front: &LooseFront, fences: Option<&FrontSlip>) {
        if let Some(FrontSlip { code, span, message, fix }) = fences {
            self.is_title_explained = front.title.is_none() && fix.is_none();
            let hint =
                "begin the file with a line `---` and `title: …`, and end the front matter with another line `---`";
            self.add(self.source.problem(*code, span, message).hint(hint));
            // Fences are a problem of the file, not of the line that the next message may be about.
            self.lines.clear();
        }
        self.named = front.affects.iter().map(|each| each.status.name.clone()).collect();
        for FrontSlip { code, span, message, fix } in &front.slips {
            self.is_title_explained |= fix.as_ref().is_some_and(|line| line.starts_with("title:"));
            self.report(*code, span, message, fix.clone());
        }
    }

    pub fn draft(&mut self, draft: &Spanned<String>) {
        if matches!(draft.value.as_str(), "true" | "false" | "True" | "False" | "TRUE" | "FALSE") {
            return;
        }
        let message = format!("`draft` is `{}`, but must be `true` or `false`", draft.value);
        let fix = near_bool(&draft.value).map(|value| format!("draft: {value}"));
        let problem = self.source.problem(Code::WrongType, &draft.span, message).maybe_fix(fix);
        let problem = problem.hint("write `draft: true` to keep it out, or `draft: false` to publish it");
        let is_kept_out = near_bool(&draft.value) != Some(false);
        self.add(if is_kept_out { problem.shown("visitors do not see this incident") } else { problem });
    }

    pub fn no_title(&mut self, title: &str) {
        if self.is_title_explained {
            return;
        }
        let problem = Diagnostic::new(Code::MissingKey, &self.source.path, "the front matter has no `title`");
        let problem = problem.hint("add `title: …` with the words that visitors should see");
        self.add(problem.shown(format!("visitors see the title `{title}`")));
    }

    pub fn no_window_time(&mut self, key: &str) {
        let message = format!("the maintenance window has no `{key}`");
        let problem = Diagnostic::new(Code::MissingKey, &self.source.path, message);
        self.add(problem.hint(format!("add `{key}: 2026-12-01 22:00 UTC` below `maintenance:`")));
    }

    pub fn ends_before_starts(&mut self, span: &Range<usize>) {
        let problem = self.source.problem(Code::EndsBeforeStarts, span, "`ends` is not after `starts`");
        self.add(problem.hint("correct one of them: the end must be after the start"));
    }

    pub fn no_update(&mut self) {
        let problem = Diagnostic::new(Code::NoUpdate, &self.source.path, "the incident has no update");
        let fix = format!("## {} - Investigating", self.recovery.now.minute_start().format_utc());
        self.add(problem.fix(fix).shown("visitors see the text as an update `Investigating`"));
    }

    pub fn too_many(&mut self, count: usize) {
        let message = format!("the file has {count} updates, but the limit is {MAX_UPDATES}");
        let problem = Diagnostic::new(Code::TooLarge, &self.source.path, message);
        self.add(problem.hint("split it into several incidents"));
    }

    pub fn text_before_update(&mut self, first: usize, lines: &[Line]) {
        let Some(line) = lines[..first].iter().find(|line| !line.text.trim().is_empty()) else { return };
        let message = "this text comes before the first update";
        let problem = self.source.problem(Code::TextBeforeUpdate, &line.span, message);
        let hint = "move it below the heading of an update, such as `## 2026-11-20 14:02 UTC - Investigating`";
        self.add(problem.hint(hint).shown("visitors see it as part of the first update"));
    }

    pub fn open_block(&mut self, line: Option<&Line>, is_comment: bool) {
        let Some(line) = line else { return };
        let (what, fix) = if is_comment { ("comment", "-->") } else { ("code block", "```") };
        let problem = self.source.problem(Code::OpenBlock, &line.span, format!("this {what} is never closed"));
        self.add(problem.hint(format!("add a line `{fix}` where it ends")));
        self.lines.clear();
    }

    pub fn stays_text(&mut self, line: Option<&Line>, is_over: bool) {
        let Some(line) = line else { return };
        let code = if is_over { Code::DatedHeading } else { Code::MissedUpdate };
        let message = "this line looks like an update but is part of a text";
        let problem = self.source.problem(code, &line.span, message);
        self.add(problem.hint("start it with `## ` if it is an update; otherwise write it in a sentence"));
    }
}
