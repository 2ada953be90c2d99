mod fields;
mod gathered;
mod removed;
mod wrong;

use std::io;

use rayon::prelude::*;

use super::LogInput;
use super::status::Settings;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Instant, Part, Recorded};
use crate::source::{LogPart, LogParts};
use fields::Fields;
use gathered::{Gathered, Rules};
pub use removed::removed_lines;

/// How many bytes of a file are read at a time: enough to be worth handing to another thread, and few enough that what
/// all threads hold at once is little.
const LENGTH: usize = 1 << 20;

/// Checks the log and finds out what it says of each component.
pub fn check(files: &[LogInput], known: &Settings, now: Instant) -> (Vec<Recorded>, Vec<Diagnostic>) {
    check_by(LENGTH, files, known, now)
}

/// Checks the log, reading so many bytes at a time.
fn check_by(length: usize, files: &[LogInput], known: &Settings, now: Instant) -> (Vec<Recorded>, Vec<Diagnostic>) {
    let rules = Rules { files, known, now, kept_from: kept_from(length, files, known, now) };
    let new = || Gathered::new(&rules);
    let gathered = parts(length, files).enumerate().par_bridge().fold(new, |mut gathered, (part, (file, read))| {
        match read {
            Ok(read) => gathered.take(file, Part::behind(part), &read),
            Err(error) => gathered.broke_off(file, unreadable(&files[file].path, &error)),
        }
        gathered
    });
    let (logs, found) = gathered.reduce_with(Gathered::join).unwrap_or_else(new).finish();
    let mut diagnostics: Vec<_> = files.iter().filter_map(|file| file.content.as_ref().err()).cloned().collect();
    diagnostics.extend(found);
    (logs.into_par_iter().map(Recorded::of).collect(), diagnostics)
}

/// For each component, from when on its lines are kept one by one: from where anything bears on a page, or from when a
/// person last spoke over all sources before that.
fn kept_from(length: usize, files: &[LogInput], known: &Settings, now: Instant) -> Vec<Instant> {
    let looks_back_to = known.looks_back_to(now);
    let new = || vec![None; known.components.len()];
    let overrides = parts(length, files).par_bridge().fold(new, |mut newest, (_, read)| {
        let lines = read.iter().filter(|part| part.contains(b'*')).flat_map(LogPart::lines);
        for line in lines.filter(|line| line.bytes.contains(&b'*')).filter_map(|line| Fields::parse(line).ok()) {
            if line.source == "*"
                && line.at < looks_back_to
                && let Some(component) = known.component(line.component)
            {
                newest[component] = newest[component].max(Some(line.at));
            }
        }
        newest
    });
    let newest = overrides.reduce(new, |a, b| a.into_iter().zip(b).map(|(a, b)| a.max(b)).collect());
    newest.into_iter().map(|spoken: Option<Instant>| spoken.map_or(looks_back_to, |at| at.plus(1))).collect()
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
         2020-01-03T00:00:00Z api operational *\r\n2019-01-03T00:00:00Z wbe operational *",
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
        let read = |length| {
            let (recorded, mut diagnostics) = check_by(length, &files, &known, now);
            crate::diagnostic::sort(&mut diagnostics);
            format!("{recorded:#?}\n{diagnostics:#?}")
        };
        let whole = read(LENGTH);
        assert!(whole.contains("AG") || whole.contains("IllFormedLine"), "{whole}");
        for length in 1..LOGS[2].len() {
            assert_eq!(read(length), whole, "{length}");
        }
    }
}
