use std::fmt;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Outcome;
use super::answer::answer;
use crate::cli::{SchemaArgs, SchemaKind};
use crate::diagnostic::Failure;
use crate::repo;

const STATUS: &str = include_str!("../../schema/status.schema.json");
const INCIDENT: &str = include_str!("../../schema/incident.schema.json");

pub fn run(args: &SchemaArgs) -> Result<Outcome, Failure> {
    match &args.out {
        Some(folder) => {
            let answered = write_both(folder, args.answering.dry_run)?;
            answer(args.answering.format, &answered, &answered)?;
        }
        None => write!(anstream::stdout(), "{}", text(args.file))?,
    }
    Ok(Outcome::Good)
}

const fn text(of: SchemaKind) -> &'static str {
    match of {
        SchemaKind::Status => STATUS,
        SchemaKind::Incident => INCIDENT,
    }
}

/// The files that were written, or would be without `--dry-run`.
#[derive(Serialize)]
struct SchemaAnswer {
    dry_run: bool,
    written: Vec<PathBuf>,
    unchanged: Vec<PathBuf>,
}

fn write_both(folder: &Path, dry_run: bool) -> Result<SchemaAnswer, Failure> {
    let mut answer = SchemaAnswer { dry_run, written: Vec::new(), unchanged: Vec::new() };
    for (name, schema) in [("status.schema.json", STATUS), ("incident.schema.json", INCIDENT)] {
        let path = folder.join(name);
        if fs::read(&path).is_ok_and(|bytes| bytes == schema.as_bytes()) {
            answer.unchanged.push(path);
            continue;
        }
        if !dry_run {
            repo::write_atomic(&path, schema.as_bytes())?;
        }
        answer.written.push(path);
    }
    Ok(answer)
}

impl fmt::Display for SchemaAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let done = if self.dry_run { "would write" } else { "wrote" };
        let written = self.written.iter().map(|path| (done, path));
        let unchanged = self.unchanged.iter().map(|path| ("unchanged:", path));
        let lines: Vec<_> = written.chain(unchanged).map(|(what, path)| format!("{what} {}", path.display())).collect();
        f.write_str(&lines.join("\n"))
    }
}
