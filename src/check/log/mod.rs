mod entries;
mod line;
mod problems;
mod removed;

use rayon::prelude::*;

use super::Input;
use super::status::Settings;
use crate::diagnostic::Diagnostic;
use crate::model::{ComponentLog, Instant};
use crate::source::LogLines;
use entries::{Entries, Rules};
pub use line::{LineError, LogFields};
pub use removed::removed_lines;

/// How many bytes of the log one task parses: enough to be worth a task, few enough that all threads have work.
const CHUNK: usize = 1 << 20;

/// Checks the files of the log. Returns the log of each component, and the diagnostics.
pub fn check(files: &[Input], settings: &Settings, now: Instant) -> (Vec<ComponentLog>, Vec<Diagnostic>) {
    check_in_chunks(CHUNK, files, settings, now)
}

fn check_in_chunks(
    chunk: usize,
    files: &[Input],
    settings: &Settings,
    now: Instant,
) -> (Vec<ComponentLog>, Vec<Diagnostic>) {
    let rules = Rules { settings, now };
    let mut diagnostics = Vec::new();
    let mut chunks = Vec::new();
    for file in files {
        match &file.content {
            Ok(bytes) => chunks.extend(LogLines::split(bytes, chunk).into_iter().map(|lines| (&*file.path, lines))),
            Err(diagnostic) => diagnostics.push(diagnostic.clone()),
        }
    }
    let parts = chunks.into_par_iter().map(|(path, lines)| Entries::read(&rules, path, lines)).collect();
    let (logs, found) = Entries::join(parts, settings);
    diagnostics.extend(found);
    (logs, diagnostics)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::check::{CheckContext, status};
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
    fn checked_log_does_not_depend_on_chunk_size() {
        let now = Instant::parse_rfc3339("2026-11-22T12:00:00Z").unwrap();
        let languages = ["en".to_owned()];
        let assets = BTreeMap::new();
        let context = CheckContext::new(now, &languages, &assets);
        let source = SourceText::new("status.yaml", STATUS.as_bytes()).unwrap();
        let known = status::check(&source, &context).0.unwrap();
        let file = |(number, text): (usize, &&str)| Input {
            path: format!("history/{number}.log"),
            content: Ok(text.as_bytes().to_vec()),
        };
        let files: Vec<_> = LOGS.iter().enumerate().map(file).collect();
        let read = |chunk| {
            let (logs, mut diagnostics) = check_in_chunks(chunk, &files, &known, now);
            crate::diagnostic::sort(&mut diagnostics);
            format!("{logs:#?}\n{diagnostics:#?}")
        };
        let whole = read(CHUNK);
        assert!(whole.contains("IllFormedLine"), "{whole}");
        for chunk in 1..LOGS[0].len() {
            assert_eq!(read(chunk), whole, "{chunk}");
        }
    }
}
