use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde::Serialize;

use super::answer::answer;
use super::{Outcome, clock};
use crate::cli::Init;
use crate::repo::{self, Git, Lock};
use crate::scaffold::{self, Answers, Component, File, Repository};

/// An address that stands for one that nobody knows yet.
const SOME_URL: &str = "https://status.example.com";

pub fn run(args: &Init) -> anyhow::Result<Outcome> {
    refuse_doubled_ids(&args.components)?;
    let repository = args.repository.clone().or_else(|| remote(&args.folder));
    let answers = answers(args, repository.as_ref())?;
    let files = scaffold::files(&answers);
    let dry_run = args.answering.dry_run;
    if dry_run {
        refuse_to_overwrite(&args.folder, &files)?;
    } else {
        write(&args.folder, &files)?;
    }
    let example = scaffold::example(&answers);
    let begun = Begun {
        dry_run,
        folder: args.folder.clone(),
        written: files.into_iter().map(|file| file.path).collect(),
        remarks: remarks(args, &answers),
        next: next(&args.folder, repository.as_ref(), &example),
        repository: repository.map(|repository| repository.to_string()),
        url: answers.url,
    };
    answer(args.answering.format, &begun, &begun)?;
    Ok(Outcome::Good)
}

/// The repository that the folder was cloned from.
fn remote(folder: &Path) -> Option<Repository> {
    let git = Git::of(folder)?;
    // Within a repository of something else, its remote is not that of the page.
    if git.prefix().is_empty() { Repository::of_remote(&git.origin()?) } else { None }
}

fn answers(args: &Init, repository: Option<&Repository>) -> anyhow::Result<Answers> {
    let name = args.name.clone().or_else(|| repository.map(|repository| repository.name.clone()));
    let url = args.url.clone().or_else(|| repository.map(Repository::pages_url));
    let usual = |id: &str, name: &str| Component { id: id.to_owned(), name: name.to_owned() };
    let components = if args.components.is_empty() {
        vec![usual("website", "Website"), usual("api", "API")]
    } else {
        args.components.clone()
    };
    Ok(Answers {
        name: name.or_else(|| folder_name(&args.folder)).unwrap_or_else(|| "Status".to_owned()),
        url: url.unwrap_or_else(|| SOME_URL.to_owned()),
        zone: args.timezone,
        components,
        log_branch: args.log_branch,
        now: clock::now(args.now)?,
    })
}

/// What the folder is called, whether it is there or not, if a page can be called so.
fn folder_name(folder: &Path) -> Option<String> {
    let whole = folder.canonicalize().or_else(|_| std::path::absolute(folder)).ok()?;
    let name = whole.file_name()?.to_str()?.trim();
    (!name.is_empty() && !name.chars().any(char::is_control)).then(|| name.to_owned())
}

fn refuse_doubled_ids(components: &[Component]) -> anyhow::Result<()> {
    for (at, component) in components.iter().enumerate() {
        if components[..at].iter().any(|other| other.id == component.id) {
            bail!("two components have the id `{}`\nhint: give each an id of its own", component.id);
        }
    }
    Ok(())
}

/// Writes all the files, or none if one of them is there already or the disk refuses.
fn write(folder: &Path, files: &[File]) -> anyhow::Result<()> {
    let mut made = Made::default();
    made.folders(folder).with_context(|| format!("could not make the folder {}", folder.display()))?;
    let _lock = Lock::on(folder).with_context(|| format!("could not lock {}", folder.display()))?;
    refuse_to_overwrite(folder, files)?;
    for file in files {
        let path = folder.join(&file.path);
        made.folders(path.parent().unwrap_or(folder))
            .with_context(|| format!("could not make the folder of {}", path.display()))?;
        made.files.push(path.clone());
        repo::put(&path, file.text.as_bytes())?;
    }
    made.stays = true;
    Ok(())
}

/// Nothing of anybody's is ever replaced.
fn refuse_to_overwrite(folder: &Path, files: &[File]) -> anyhow::Result<()> {
    let is_there = |file: &&File| fs::symlink_metadata(folder.join(&file.path)).is_ok();
    let there: Vec<_> = files.iter().filter(is_there).map(|file| format!("  {}", file.path)).collect();
    if there.is_empty() {
        return Ok(());
    }
    bail!(
        "could not begin a status page in {}: these files are there already\n{}\n\
         hint: move them out of the way, or name another folder; nothing was written",
        folder.display(),
        there.join("\n")
    )
}

/// What this run has made. All of it goes again, unless it is said to stay.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
    stays: bool,
}

impl Made {
    /// Makes a folder with those that it lies in.
    fn folders(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<_> =
            folder.ancestors().take_while(|each| !each.as_os_str().is_empty() && !each.exists()).collect();
        for each in missing.into_iter().rev() {
            fs::create_dir(each)?;
            self.folders.push(each.to_owned());
        }
        Ok(())
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        if self.stays {
            return;
        }
        // What cannot be removed is left; the failure that led here is the one to tell of.
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// What was begun, for people and for scripts.
#[derive(Debug, Serialize)]
struct Begun {
    dry_run: bool,
    folder: PathBuf,
    /// Below the folder.
    written: Vec<String>,
    repository: Option<String>,
    url: String,
    /// What somebody should know or change.
    remarks: Vec<String>,
    next: [String; 4],
}

impl fmt::Display for Begun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let done = if self.dry_run { "would write" } else { "wrote" };
        writeln!(f, "{done} these files into {}:", self.folder.display())?;
        for path in &self.written {
            writeln!(f, "  {path}")?;
        }
        for remark in &self.remarks {
            writeln!(f, "\nnote: {remark}")?;
        }
        write!(f, "\nNext:")?;
        for (number, step) in (1..).zip(&self.next) {
            write!(f, "\n  {number}. {step}")?;
        }
        Ok(())
    }
}

fn remarks(args: &Init, answers: &Answers) -> Vec<String> {
    let mut remarks = Vec::new();
    if answers.url == SOME_URL {
        remarks.push(format!("`page.url` in `status.yaml` is {SOME_URL}; put the page's own address there"));
    }
    if Git::of(&args.folder).is_some_and(|git| !git.prefix().is_empty()) {
        remarks
            .push("GitHub runs only the workflows at the top of a repository, and this folder lies deeper".to_owned());
    }
    remarks
}

fn next(folder: &Path, repository: Option<&Repository>, example: &str) -> [String; 4] {
    let serve = match folder.to_str() {
        Some(".") => "allgreen serve".to_owned(),
        _ => format!("allgreen serve --source {}", folder.display()),
    };
    let settings = match repository {
        Some(repository) => format!("https://github.com/{repository}/settings/pages"),
        None => "Settings > Pages of the repository on GitHub".to_owned(),
    };
    [
        format!("See the page with `{serve}`, and put your components into `status.yaml`"),
        format!("Delete `{example}` once you have seen it, before the first push: it would be published"),
        format!("Choose \"GitHub Actions\" as the source in {settings}"),
        "Commit, and push to `main`: the workflow publishes the page, and README.md says how to go on".to_owned(),
    ]
}
