mod begun;
mod write;

use std::fs;
use std::path::Path;

use self::begun::Begun;
use self::write::{refuse_to_overwrite, write};
use super::answer::answer;
use super::{Outcome, clock};
use crate::cli::Init;
use crate::diagnostic::Failure;
use crate::layout::STATUS_FILE;
use crate::pipeline::{self, Request};
use crate::repo::Git;
use crate::scaffold::{self, Answers, Component, File, Repository};

/// An address that stands for one that nobody knows yet.
const SOME_URL: &str = "https://status.example.com";

pub fn run(args: &Init) -> Result<Outcome, Failure> {
    refuse_doubled_ids(&args.components)?;
    // A page that is there already can be given what publishes it elsewhere; nobody who only begins one asks for that.
    let adds = args.host.is_some() && args.folder.join(STATUS_FILE).is_file();
    let repository = args.repository.clone().or_else(|| remote(&args.folder));
    let answers = answers(args, repository, adds)?;
    let mut files = if adds { scaffold::publishing_files(&answers) } else { scaffold::files(&answers) };
    let stay = if adds { take_what_is_there(&args.folder, &mut files) } else { Vec::new() };
    if args.answering.dry_run {
        refuse_to_overwrite(&args.folder, &files)?;
    } else {
        write(&args.folder, &files)?;
    }
    let begun = Begun::new(args, &answers, files, stay, adds);
    answer(args.answering.format, &begun, &begun)?;
    Ok(Outcome::Good)
}

/// The repository that the folder was cloned from.
fn remote(folder: &Path) -> Option<Repository> {
    let git = Git::of(folder)?;
    // Within a repository of something else, its remote is not that of the page.
    if git.prefix().is_empty() { Repository::of_remote(&git.origin()?) } else { None }
}

fn answers(args: &Init, repository: Option<Repository>, adds: bool) -> Result<Answers, Failure> {
    let host = args.host.unwrap_or_default();
    let now = clock::now(args.now)?;
    let name = args.name.clone().or_else(|| repository.as_ref().map(|repository| repository.name.clone()));
    let url = if adds && args.url.is_none() {
        let request = Request { source: args.folder.clone(), now, keep_going: true, strict: false };
        let site = pipeline::load(&request)?.site;
        let site = site.ok_or_else(|| {
            let failure = Failure::invalid("could not read the address of the page");
            failure.hint("`allgreen check` shows what is wrong with `status.yaml`; or pass `--url`")
        })?;
        Some(site.page.url.to_string())
    } else {
        // Only GitHub Pages puts a page where its repository tells.
        let pages = repository.as_ref().filter(|_| host == scaffold::Host::Github).map(Repository::pages_url);
        args.url.as_ref().map(ToString::to_string).or(pages)
    };
    let usual = |id: &str, name: &str| Component { id: id.to_owned(), name: name.to_owned() };
    let components = if args.components.is_empty() {
        vec![usual("website", "Website"), usual("api", "API")]
    } else {
        args.components.clone()
    };
    Ok(Answers {
        name: name.or_else(|| folder_name(&args.folder)).unwrap_or_else(|| "Status".to_owned()),
        url: url.unwrap_or_else(|| SOME_URL.to_owned()),
        repository,
        host,
        zone: args.timezone,
        components,
        log_branch: args.log_branch,
        now,
    })
}

/// What the folder is called, whether it is there or not, if a page can be called so.
fn folder_name(folder: &Path) -> Option<String> {
    let whole = folder.canonicalize().or_else(|_| std::path::absolute(folder)).ok()?;
    let name = whole.file_name()?.to_str()?.trim();
    (!name.is_empty() && !name.chars().any(char::is_control)).then(|| name.to_owned())
}

fn refuse_doubled_ids(components: &[Component]) -> Result<(), Failure> {
    for (at, component) in components.iter().enumerate() {
        if components[..at].iter().any(|other| other.id == component.id) {
            return Err(Failure::invalid(format!("two components have the id `{}`", component.id))
                .hint("give each an id of its own"));
        }
    }
    Ok(())
}

/// Takes out of the files those that are there. Returns the paths of those that say something else there.
fn take_what_is_there(folder: &Path, files: &mut Vec<File>) -> Vec<String> {
    let mut differ = Vec::new();
    files.retain(|file| {
        let path = folder.join(&file.path);
        let is_there = fs::symlink_metadata(&path).is_ok();
        if is_there && fs::read(&path).ok().as_deref() != Some(file.text.as_bytes()) {
            differ.push(file.path.clone());
        }
        !is_there
    });
    differ
}
