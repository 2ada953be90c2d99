mod fields;
mod gathered;
mod older;
mod removed;
mod wrong;

use std::io;

use rayon::prelude::*;

use super::LogInput;
use super::status::Settings;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Instant, Part, Recorded};
use crate::source::{LogPart, LogParts};
use gathered::{Gathered, Rules};
pub use removed::removed_lines;

/// How much is held at a time.
#[derive(Clone, Copy)]
struct Lengths {
    /// How many bytes of a file are read: enough to be worth handing to another thread, and few enough that what all
    /// threads hold at once is little.
    part: usize,
    /// How many lines are gathered that are older than what pages look at: sixteen bytes each.
    older: usize,
}

const LENGTHS: Lengths = Lengths { part: 1 << 20, older: 1 << 18 };

/// Checks the log and finds out what it says of each component.
pub fn check(files: &[LogInput], known: &Settings, now: Instant) -> (Vec<Recorded>, Vec<Diagnostic>) {
    check_by(LENGTHS, files, known, now)
}

/// Checks the log, holding so much at a time.
fn check_by(lengths: Lengths, files: &[LogInput], known: &Settings, now: Instant) -> (Vec<Recorded>, Vec<Diagnostic>) {
    let rules = Rules { files, known, now, kept_from: known.looks_back_to(now) };
    let new = || Gathered::new(&rules);
    let read = parts(lengths.part, files).enumerate().par_bridge();
    let gathered = read.fold(new, |mut gathered, (part, (file, read))| {
        match read {
            Ok(read) => gathered.take(file, Part::behind(part), &read),
            Err(error) => gathered.broke_off(file, unreadable(&files[file].path, &error)),
        }
        gathered
    });
    let (logs, heard, found) = gathered.reduce_with(Gathered::join).unwrap_or_else(new).finish();
    let mut diagnostics: Vec<_> = files.iter().filter_map(|file| file.content.as_ref().err()).cloned().collect();
    diagnostics.extend(found);
    let recorders = heard.recorders(lengths, &rules).into_par_iter();
    (recorders.zip(logs).map(|(recorder, log)| recorder.finish(log)).collect(), diagnostics)
}

/// The parts of those files that can be read, in the order of the log, each with the number of its file.
fn parts(length: usize, files: &[LogInput]) -> impl Iterator<Item = (usize, io::Result<LogPart>)> + Send {
    let readable = files.iter().enumerate().filter_map(|(number, file)| Some((number, file.content.as_ref().ok()?)));
    readable.flat_map(move |(number, content)| LogParts::of(&**content, length).map(move |read| (number, read)))
}

/// What can be opened is seldom unreadable behind that.
fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::Unreadable, path, format!("the file cannot be read to its end: {error}"))
        .hint("look at the disk that it is on, and try again")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::check::{Context, status};
    use crate::source::SourceText;

    const STATUS: &str = "page:\n  name: A\n  url: https://a.example\ncomponents:\n  - { id: api, name: API }\n  - { id: web, name: Web }\n";
    const LOGS: [&str; 3] = [
        "\u{feff}2020-01-01T00:00:00Z api major_outage\r\n\
         2020-01-02T00:00:00Z web operational probe\r\n\r\n# remark *\r\n\
         2020-01-03T00:00:00Z api operational *\r\n\
         2020-01-04T00:00:00Z api major_outage probe\r\n2020-01-02T08:00:00Z api major_outage probe\r\n\
         2020-02-04T00:00:00Z api partial_outage prober\r\n2020-02-03T00:00:00Z api partial_outage\r\n2019-01-03T00:00:00Z wbe operational *",
        "",
        "nonsense\n2026-11-20T14:02:00Z api partial_outage probe\n2026-11-20T14:02:00Z api operational probe\n\
         2026-11-20T14:01:00Z wbe operational\n2026-11-20T14:01:00Z  api degraded_performance prober\n\
         2026-12-20T14:01:00Z web operational\n2026-11-20T14:02:00Z api operational half-a-na",
    ];

    #[test]
    fn wherever_the_log_is_cut_it_says_the_same() {
        let now = Instant::parse_utc("2026-11-22T12:00:00Z").unwrap();
        let languages = ["en".to_owned()];
        let context = Context { now, languages: &languages, assets: &BTreeMap::new(), declared_since: &|_, _| None };
        let source = SourceText::new("status.yaml", STATUS.as_bytes()).unwrap();
        let known = status::check(&source, &context).0.unwrap();
        let file =
            |(number, text): (usize, &&str)| LogInput::held(format!("history/{number}.log"), text.as_bytes().to_vec());
        let files: Vec<_> = LOGS.iter().enumerate().map(file).collect();
        let read = |part, older| {
            let (recorded, mut diagnostics) = check_by(Lengths { part, older }, &files, &known, now);
            crate::diagnostic::sort(&mut diagnostics);
            format!("{recorded:#?}\n{diagnostics:#?}")
        };
        let whole = read(LENGTHS.part, LENGTHS.older);
        assert!(whole.contains("AG") || whole.contains("IllFormedLine"), "{whole}");
        for length in 1..LOGS[2].len() {
            assert_eq!(read(length, 1 + length % 4), whole, "{length}");
        }
    }
}
