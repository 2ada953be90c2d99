use std::fmt;
use std::fs;
use std::path::Path;

use serde::Serialize;

use crate::cli::CopyThemeArgs;
use crate::cmd::Outcome;
use crate::cmd::answer::answer;
use crate::diagnostic::render::plain;
use crate::diagnostic::{Failure, nearest};
use crate::emit::BuiltIn;
use crate::repo;

/// The files that were copied, or would be without `--dry-run`.
#[derive(Serialize)]
struct CopyThemeAnswer {
    dry_run: bool,
    /// The paths of the files, relative to the folder with `status.yaml`.
    written: Vec<String>,
}

pub fn run(args: &CopyThemeArgs) -> Result<Outcome, Failure> {
    let mut files: Vec<&BuiltIn> = if args.all {
        BuiltIn::ALL.iter().collect()
    } else {
        args.names.iter().map(|name| named(name)).collect::<Result<_, _>>()?
    };
    files.sort_by_key(|file| file.path);
    files.dedup_by_key(|file| file.path);
    let paths: Vec<_> = files.iter().map(|file| format!("theme/{}", file.path)).collect();
    let exists = |path: &&String| fs::symlink_metadata(args.source.join(path)).is_ok();
    ensure_none_exists(&paths.iter().filter(exists).map(String::as_str).collect::<Vec<_>>())?;
    if !args.answering.dry_run {
        for (file, path) in files.iter().zip(&paths) {
            write(&args.source.join(path), path, file)?;
        }
    }
    let answered = CopyThemeAnswer { dry_run: args.answering.dry_run, written: paths };
    answer(args.answering.format, &answered, &answered)?;
    Ok(Outcome::Good)
}

/// Finds a built-in file by its path or the end of its path.
fn named(name: &str) -> Result<&'static BuiltIn, Failure> {
    let wanted = name.trim_start_matches("./").trim_start_matches("theme/");
    let is_end = |file: &&BuiltIn| {
        let before = file.path.strip_suffix(wanted);
        before.is_some_and(|before| before.is_empty() || before.ends_with('/'))
    };
    let found: Vec<_> = BuiltIn::ALL.iter().filter(is_end).collect();
    if let Some(file) = BuiltIn::at(wanted) {
        return Ok(file);
    }
    match found[..] {
        [file] => Ok(file),
        [] => Err(Failure::not_found(format!("the theme has no file `{}`", plain(name))).hint(likely(wanted))),
        _ => {
            let all: Vec<_> = found.iter().map(|file| format!("`{}`", file.path)).collect();
            let failure = Failure::invalid(format!("`{}` may be {}", plain(name), all.join(" or ")));
            Err(failure.hint("pass the full path"))
        }
    }
}

/// Returns a hint with the most similar path or file name.
fn likely(name: &str) -> String {
    let paths = || BuiltIn::ALL.iter().map(|file| file.path);
    let near = nearest(name, paths()).or_else(|| {
        let file_name = |path: &'static str| path.rsplit('/').next().unwrap_or_default();
        let near = nearest(name.rsplit('/').next().unwrap_or_default(), paths().map(file_name))?;
        paths().find(|path| file_name(path) == near)
    });
    match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`allgreen theme list` shows all of them".to_owned(),
    }
}

fn ensure_none_exists(existing: &[&str]) -> Result<(), Failure> {
    if existing.is_empty() {
        return Ok(());
    }
    let (problem, them) =
        if existing.len() == 1 { ("this file already exists", "it") } else { ("these files already exist", "them") };
    let failure = Failure::conflict(format!("could not copy: {problem}\n  {}", existing.join("\n  ")));
    Err(failure.hint(format!("remove {them} first, or choose other files; nothing was written")))
}

fn write(place: &Path, path: &str, file: &BuiltIn) -> Result<(), Failure> {
    // Another process may have created it since the check above.
    if !repo::create_atomic(place, file.text.as_bytes())? {
        ensure_none_exists(&[path])?;
    }
    Ok(())
}

impl fmt::Display for CopyThemeAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let done = if self.dry_run { "would write" } else { "wrote" };
        let lines: Vec<_> = self.written.iter().map(|path| format!("{done} {path}")).collect();
        f.write_str(&lines.join("\n"))
    }
}
