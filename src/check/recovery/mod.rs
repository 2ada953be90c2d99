//! Reads a file of `incidents/` that has errors, part by part. What is right counts as written; what is wrong counts as
//! near as it can be read, but no guess ends an incident or makes a component better.

mod body;
mod declared;
mod event;
mod fix;
mod front;
mod heading;
mod line;
mod range;
mod reader;
mod slip;
mod target;
mod word;

use std::ops::Range;

use super::FileHistory;
use super::status::Settings;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Incident, IncidentStatus, Instant, Maintenance, MaintenanceStatus};
use crate::source::{RawFrontMatter, SourceText};

use body::is_update_line;
pub use declared::{DeclaredStatus, declare, declared_statuses};
use event::near_update;
use front::LooseFront;
use heading::Vocabulary;
use line::{Line, Lines};
use range::FrontRange;
use reader::FileReader;
use slip::Slips;
pub use target::Target;

/// What recovery depends on besides the file.
pub struct Recovery<'a> {
    pub settings: &'a Settings,
    pub now: Instant,
    /// The commits of the file, if they are known.
    pub history: Option<&'a dyn FileHistory>,
}

/// A file that was read part by part.
#[derive(Debug)]
pub struct Recovered {
    pub outcome: Outcome,
    /// One for each line that must change, and for each problem of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// What counts of a file with errors.
#[derive(Debug)]
pub enum Outcome {
    Incident(Incident),
    Maintenance(Maintenance),
    /// A file that is kept out by its `draft`, and whether that is plainly `true`.
    Draft {
        is_plain: bool,
    },
    /// A maintenance window whose times cannot be read.
    LostWindow,
    /// A file in which nothing can be read.
    Lost,
}

/// Reads a file part by part. `id` is the id of its incident or window.
pub fn recover(source: &SourceText, id: &str, recovery: &Recovery<'_>) -> Recovered {
    if source.text.trim().is_empty() {
        let problem = Diagnostic::new(Code::NoFrontMatter, &source.path, "the file is empty");
        return Recovered {
            outcome: Outcome::Lost,
            diagnostics: vec![problem.hint("write the incident, or remove the file")],
        };
    }
    let lines = Lines::of(source);
    let mut slips = Slips::new(source, recovery);
    slips.conflicts(&lines.conflicts);
    let front = read_front(source, &lines.all, recovery, &mut slips);
    let reader = FileReader { source, id, recovery, lines: &lines.all[front.1..], front: front.0, slips };
    reader.read()
}

/// Finds and reads the front matter. Returns it with the first line of the body.
fn read_front(
    source: &SourceText,
    lines: &[Line],
    recovery: &Recovery<'_>,
    slips: &mut Slips<'_>,
) -> (LooseFront, usize) {
    let is_status =
        |word: &str| near_update::<IncidentStatus>(word).is_some() || near_update::<MaintenanceStatus>(word).is_some();
    let words = Vocabulary { is_status: &is_status, is_component: &|name| is_component(recovery.settings, name) };
    let range = FrontRange::find(lines, recovery.settings, &|line| is_update_line(&lines[line].text, &words));
    let own = &lines[range.lines.clone()];
    let span = own.first().map_or(0, |line| line.span.start)..own.last().map_or(0, |line| line.span.end);
    let line_of = |span: &Range<usize>| {
        let line = own.iter().find(|line| line.span.start <= span.start && span.start <= line.span.end);
        line.map_or_else(|| span.clone(), |line| line.span.clone())
    };
    let is_whole = own.iter().all(|line| !line.is_disputed);
    let by_line = LooseFront::read(own, recovery.settings);
    let front = match RawFrontMatter::read(source, span) {
        (Some(raw), found) if is_whole && found.iter().all(|problem| is_harmless(problem.code)) => {
            let front = LooseFront::of(raw, &line_of);
            // An unknown key may be a component of `affects` that is not indented.
            if front.affects.len() >= by_line.affects.len() {
                slips.extend(found);
                front
            } else {
                by_line
            }
        }
        _ => by_line,
    };
    slips.front(&front, range.slip.as_ref());
    (front, range.body)
}

/// Whether front matter with this problem has the structure that it should have.
const fn is_harmless(code: Code) -> bool {
    matches!(code, Code::UnquotedTitle | Code::UnknownKey)
}

fn is_component(settings: &Settings, name: &str) -> bool {
    Target::find(settings, name) != Target::Unknown
}
