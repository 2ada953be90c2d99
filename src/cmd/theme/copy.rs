use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::bail;
use serde::Serialize;

use crate::cli::CopyTheme;
use crate::cmd::Outcome;
use crate::cmd::answer::answer;
use crate::diagnostic::nearest;
use crate::diagnostic::render::plain;
use crate::emit::BuiltIn;
use crate::repo;

/// Which files were copied, or would be.
#[derive(Serialize)]
struct Answer {
    dry_run: bool,
    /// Relative to the repository.
    written: Vec<String>,
}

pub fn run(args: &CopyTheme) -> anyhow::Result<Outcome> {
    let mut files: Vec<&BuiltIn> = if args.all {
        BuiltIn::ALL.iter().collect()
    } else {
        args.names.iter().map(|name| named(name)).collect::<Result<_, _>>()?
    };
    files.sort_by_key(|file| file.path);
    files.dedup_by_key(|file| file.path);
    let paths: Vec<_> = files.iter().map(|file| format!("theme/{}", file.path)).collect();
    let there = |path: &&String| fs::symlink_metadata(args.source.join(path)).is_ok();
    refuse_to_overwrite(&paths.iter().filter(there).map(String::as_str).collect::<Vec<_>>())?;
    if !args.answering.dry_run {
        for (file, path) in files.iter().zip(&paths) {
            write(&args.source.join(path), path, file)?;
        }
    }
    let answered = Answer { dry_run: args.answering.dry_run, written: paths };
    answer(args.answering.format, &answered, &answered)?;
    Ok(Outcome::Good)
}

/// The built-in file that was meant by its path or by the end of it.
fn named(name: &str) -> anyhow::Result<&'static BuiltIn> {
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
        [] => bail!("the theme has no file `{}`\nhint: {}", plain(name), likely(wanted)),
        _ => {
            let all: Vec<_> = found.iter().map(|file| format!("`{}`", file.path)).collect();
            bail!("`{}` may be {}\nhint: write the whole path", plain(name), all.join(" or "))
        }
    }
}

/// What was likely meant: a path, or the name of a file wherever it lies.
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

fn refuse_to_overwrite(there: &[&str]) -> anyhow::Result<()> {
    if there.is_empty() {
        return Ok(());
    }
    let (files, them) = if there.len() == 1 { ("this file is", "it") } else { ("these files are", "them") };
    bail!(
        "could not copy: {files} there already\n  {}\n\
         hint: remove {them} first, or name other files; nothing was written",
        there.join("\n  ")
    )
}

fn write(place: &Path, path: &str, file: &BuiltIn) -> anyhow::Result<()> {
    // Somebody may have been faster since all was found free.
    if !repo::put_new(place, file.text.as_bytes())? {
        refuse_to_overwrite(&[path])?;
    }
    Ok(())
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let done = if self.dry_run { "would write" } else { "wrote" };
        let lines: Vec<_> = self.written.iter().map(|path| format!("{done} {path}")).collect();
        f.write_str(&lines.join("\n"))
    }
}
