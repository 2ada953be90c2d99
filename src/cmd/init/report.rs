use std::fmt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::PLACEHOLDER_URL;
use crate::cli::InitArgs;
use crate::repo::Git;
use crate::scaffold::{self, Answers, Host, Repository, ScaffoldFile};

/// The result of `init`, as text and as JSON.
#[derive(Debug, Serialize)]
pub struct InitReport {
    dry_run: bool,
    folder: PathBuf,
    /// The paths of the written files, relative to `folder`.
    written: Vec<String>,
    /// Existing files with different content, which were not changed.
    kept: Vec<String>,
    repository: Option<String>,
    url: String,
    /// Notes about things to check or change.
    notes: Vec<String>,
    next_steps: Vec<String>,
}

impl InitReport {
    /// Creates the report. `adds` says whether `init` only added the files of a host to an existing page.
    pub fn new(args: &InitArgs, answers: &Answers, written: Vec<ScaffoldFile>, kept: Vec<String>, adds: bool) -> Self {
        let mut next_steps = if adds { Vec::new() } else { first_steps(&args.folder, &scaffold::example(answers)) };
        next_steps.extend(last_steps(answers, &kept, adds));
        Self {
            dry_run: args.answering.dry_run,
            folder: args.folder.clone(),
            written: written.into_iter().map(|file| file.path).collect(),
            notes: notes(args, answers, &kept),
            kept,
            repository: answers.repository.as_ref().map(Repository::to_string),
            url: answers.url.clone(),
            next_steps,
        }
    }
}

impl fmt::Display for InitReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let done = if self.dry_run { "would write" } else { "wrote" };
        if self.written.is_empty() {
            writeln!(f, "{done} nothing to {}: all files exist", self.folder.display())?;
        } else {
            writeln!(f, "{done} these files to {}:", self.folder.display())?;
        }
        for path in &self.written {
            writeln!(f, "  {path}")?;
        }
        for note in &self.notes {
            writeln!(f, "\nnote: {note}")?;
        }
        write!(f, "\nNext:")?;
        for (number, step) in (1..).zip(&self.next_steps) {
            write!(f, "\n  {number}. {step}")?;
        }
        Ok(())
    }
}

fn notes(args: &InitArgs, answers: &Answers, kept: &[String]) -> Vec<String> {
    let mut notes = Vec::new();
    for path in kept {
        notes.push(format!(
            "`{path}` already exists and was not changed, but the file for {} differs; to get the new file, move yours \
             away and run `allgreen init` again",
            answers.host.name()
        ));
    }
    if answers.url == PLACEHOLDER_URL {
        notes.push(format!(
            "`page.url` in `status.yaml` is the placeholder {PLACEHOLDER_URL}; replace it with the URL of the page"
        ));
    }
    if answers.host.asks_for_a_domain() && !scaffold::has_its_own_domain(&answers.url) {
        notes.push(format!(
            "the files for {} serve a page by HTTPS at the root of its own domain, such as {PLACEHOLDER_URL}, but `page.url` is \
             {}; change one or the other",
            answers.host.name(),
            answers.url
        ));
    }
    if let Some(path) = other_publisher(args, answers.host) {
        notes.push(format!(
            "`{path}` still publishes the page as well; remove it once {} shows the page",
            answers.host.name()
        ));
    }
    let is_deep = Git::find(&args.folder).is_some_and(|git| !git.prefix().is_empty());
    if is_deep && answers.host.is_published_by_github() {
        notes.push("GitHub runs only workflows at the top of a repository, and this folder is below it".to_owned());
    }
    if is_deep && answers.host == Host::Gitlab {
        notes.push(
            "GitLab reads only the `.gitlab-ci.yml` at the top of a repository, and this folder is below it".to_owned(),
        );
    }
    notes
}

/// Returns the file that publishes the page on a host other than `host`, if the folder has one.
fn other_publisher(args: &InitArgs, host: Host) -> Option<&'static str> {
    let others = [Host::Github, Host::Gitlab, Host::Nginx].map(Host::publisher);
    others.into_iter().find(|path| *path != host.publisher() && args.folder.join(path).is_file())
}

/// Returns the next steps for a new page.
fn first_steps(folder: &Path, example: &str) -> Vec<String> {
    let serve = match folder.to_str() {
        Some(".") => "allgreen serve".to_owned(),
        _ => format!("allgreen serve --source {}", folder.display()),
    };
    vec![
        format!("Preview the page with `{serve}`, and list your components in `status.yaml`"),
        format!("Delete `{example}` before the first push, or it is published"),
    ]
}

/// Returns the next steps to publish the page. If `adds`, the page existed before: its README.md describes the previous
/// host, and the files in `kept` may still publish the page there.
fn last_steps(answers: &Answers, kept: &[String], adds: bool) -> Vec<String> {
    let host = answers.host;
    let mut steps = Vec::new();
    if !kept.is_empty() {
        steps.push(format!(
            "Move away the files that were kept ({}), run `allgreen init` again, and add your changes to the new files",
            kept.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ")
        ));
    }
    steps.push(match (host, &answers.repository) {
        (Host::Github, Some(repository)) => {
            format!("Choose \"GitHub Actions\" as the source in https://github.com/{repository}/settings/pages")
        }
        (Host::Github, None) => {
            "Choose \"GitHub Actions\" as the source in Settings > Pages of the repository on GitHub".to_owned()
        }
        (host, _) => format!("Set up {}: {}", host.name(), host.guide()),
    });
    let publishes = match host {
        Host::Gitlab => "the pipeline publishes the page",
        Host::Nginx | Host::Caddy => "the server publishes the page within a minute",
        _ => "the workflow publishes the page",
    };
    let next_page = if adds { host.guide() } else { "README.md".to_owned() };
    steps.push(if kept.iter().any(|path| path == host.publisher()) {
        format!(
            "Commit and push to `main`: with the `{}` of {}, {publishes}; see {next_page} for the next steps",
            host.publisher(),
            host.name()
        )
    } else {
        format!("Commit and push to `main`: {publishes}; see {next_page} for the next steps")
    });
    steps
}
