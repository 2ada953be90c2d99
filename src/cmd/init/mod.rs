mod report;
mod write;

use std::fs;
use std::path::Path;

use self::report::InitReport;
use self::write::{ensure_none_exists, write};
use super::answer::answer;
use super::{Outcome, clock};
use crate::cli::InitArgs;
use crate::diagnostic::Failure;
use crate::layout::STATUS_FILE;
use crate::pipeline::{self, Request};
use crate::repo::Git;
use crate::scaffold::{self, Answers, NewComponent, Repository, ScaffoldFile};

/// The URL in `status.yaml` until the real one is known.
const PLACEHOLDER_URL: &str = "https://status.example.com";

pub fn run(args: &InitArgs) -> Result<Outcome, Failure> {
    ensure_unique_ids(&args.components)?;
    // With `--host`, an existing page gets the files of another host.
    let adds = args.host.is_some() && args.folder.join(STATUS_FILE).is_file();
    let repository = args.repository.clone().or_else(|| remote(&args.folder));
    let answers = answers(args, repository, adds)?;
    let mut files = if adds { scaffold::publishing_files(&answers) } else { scaffold::files(&answers) };
    let kept = if adds { remove_existing(&args.folder, &mut files) } else { Vec::new() };
    if args.answering.dry_run {
        ensure_none_exists(&args.folder, &files)?;
    } else {
        write(&args.folder, &files)?;
    }
    let report = InitReport::new(args, &answers, files, kept, adds);
    answer(args.answering.format, &report, &report)?;
    Ok(Outcome::Good)
}

/// Returns the repository on GitHub that the folder was cloned from.
fn remote(folder: &Path) -> Option<Repository> {
    let git = Git::find(folder)?;
    // If the folder is below the top of a repository, the remote of that repository is not the one of the page.
    if git.prefix().is_empty() { Repository::of_remote(&git.origin_url()?) } else { None }
}

fn answers(args: &InitArgs, repository: Option<Repository>, adds: bool) -> Result<Answers, Failure> {
    let host = args.host.unwrap_or_default();
    let now = clock::now(args.now)?;
    let name = args.name.clone().or_else(|| repository.as_ref().map(|repository| repository.name.clone()));
    let request = Request { source: args.folder.clone(), now, keep_going: true, strict: false };
    let site = if adds { pipeline::load(&request)?.site } else { None };
    let url = match (&args.url, &site) {
        (Some(url), _) => Some(url.to_string()),
        (None, Some(site)) => Some(site.page.url.to_string()),
        (None, None) if adds => {
            let failure = Failure::invalid("could not read the key `page.url` of `status.yaml`");
            return Err(failure.hint("run `allgreen check` for details, or pass `--url`"));
        }
        // Only the URL on GitHub Pages follows from the repository.
        (None, None) => repository.as_ref().filter(|_| host == scaffold::Host::Github).map(Repository::pages_url),
    };
    let component = |id: &str, name: &str| NewComponent { id: id.to_owned(), name: name.to_owned() };
    let components = match &site {
        Some(site) => site.components.iter().map(|each| component(&each.id, &each.name)).collect(),
        None if args.components.is_empty() => vec![component("website", "Website"), component("api", "API")],
        None => args.components.clone(),
    };
    Ok(Answers {
        name: name.or_else(|| folder_name(&args.folder)).unwrap_or_else(|| "Status".to_owned()),
        url: url.unwrap_or_else(|| PLACEHOLDER_URL.to_owned()),
        repository,
        host,
        zone: args.timezone,
        components,
        log_branch: args.log_branch,
        now,
    })
}

/// Returns the name of a folder, or `None` if it cannot be the name of a status page. The folder need not exist.
fn folder_name(folder: &Path) -> Option<String> {
    let path = folder.canonicalize().or_else(|_| std::path::absolute(folder)).ok()?;
    let name = path.file_name()?.to_str()?.trim();
    (!name.is_empty() && !name.chars().any(char::is_control)).then(|| name.to_owned())
}

fn ensure_unique_ids(components: &[NewComponent]) -> Result<(), Failure> {
    for (at, component) in components.iter().enumerate() {
        if components[..at].iter().any(|other| other.id == component.id) {
            return Err(Failure::invalid(format!("two components have the id `{}`", component.id))
                .hint("give each component its own id"));
        }
    }
    Ok(())
}

/// Removes from `files` those that `folder` already has. Returns the paths of those whose content there differs.
fn remove_existing(folder: &Path, files: &mut Vec<ScaffoldFile>) -> Vec<String> {
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
