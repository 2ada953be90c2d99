use std::fmt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::PLACEHOLDER_URL;
use crate::cli::InitArgs;
use crate::repo::Git;
use crate::scaffold::{self, Answers, File, Host, Repository};

/// The result of `init`, as text and as JSON.
#[derive(Debug, Serialize)]
pub struct InitReport {
    dry_run: bool,
    folder: PathBuf,
    /// Relative to the folder.
    written: Vec<String>,
    /// Existing files with different content, which were not changed.
    #[serde(rename = "left")]
    kept: Vec<String>,
    repository: Option<String>,
    url: String,
    /// Notes about things to check or change.
    remarks: Vec<String>,
    next: Vec<String>,
}

impl InitReport {
    /// `adds` is true if the page existed before, and only a host was added.
    pub fn new(args: &InitArgs, answers: &Answers, written: Vec<File>, kept: Vec<String>, adds: bool) -> Self {
        let mut next = if adds { Vec::new() } else { first_steps(&args.folder, &scaffold::example(answers)) };
        next.extend(last_steps(answers, &kept, adds));
        Self {
            dry_run: args.answering.dry_run,
            folder: args.folder.clone(),
            written: written.into_iter().map(|file| file.path).collect(),
            remarks: remarks(args, answers, &kept),
            kept,
            repository: answers.repository.as_ref().map(Repository::to_string),
            url: answers.url.clone(),
            next,
        }
    }
}

impl fmt::Display for InitReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let done = if self.dry_run { "would write" } else { "wrote" };
        if self.written.is_empty() {
            writeln!(f, "{done} nothing into {}: all files are there", self.folder.display())?;
        } else {
            writeln!(f, "{done} these files into {}:", self.folder.display())?;
        }
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

fn remarks(args: &InitArgs, answers: &Answers, kept: &[String]) -> Vec<String> {
    let mut remarks = Vec::new();
    for path in kept {
        remarks.push(format!(
            "`{path}` is there already and stays as it is; what {} asks for differs, so move it away and run this again \
             if it is not your own",
            answers.host.name()
        ));
    }
    if answers.url == PLACEHOLDER_URL {
        remarks.push(format!("`page.url` in `status.yaml` is {PLACEHOLDER_URL}; put the page's own address there"));
    }
    if answers.host.asks_for_a_domain() && !scaffold::has_its_own_domain(&answers.url) {
        remarks.push(format!(
            "the files for {} are for a page by HTTPS at the root of a domain of its own, such as {PLACEHOLDER_URL}, and {} is \
             none: give it one as `page.url`, or change them",
            answers.host.name(),
            answers.url
        ));
    }
    if let Some(path) = other_publisher(args, answers.host) {
        remarks.push(format!(
            "`{path}` publishes the page too, as it did before; remove it once {} shows the page",
            answers.host.name()
        ));
    }
    let is_deep = Git::find(&args.folder).is_some_and(|git| !git.prefix().is_empty());
    if is_deep && answers.host.is_published_by_github() {
        remarks
            .push("GitHub runs only the workflows at the top of a repository, and this folder lies deeper".to_owned());
    }
    if is_deep && answers.host == Host::Gitlab {
        remarks.push(
            "GitLab reads only the `.gitlab-ci.yml` at the top of a repository, and this folder lies deeper".to_owned(),
        );
    }
    remarks
}

/// Returns the file that publishes the page on another host, if there is one.
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
        format!("See the page with `{serve}`, and put your components into `status.yaml`"),
        format!("Delete `{example}` once you have seen it, before the first push: it would be published"),
    ]
}

/// Returns the next steps to publish the page. If it existed before, its README.md describes the previous host, and
/// files that were kept may publish it there.
fn last_steps(answers: &Answers, kept: &[String], adds: bool) -> Vec<String> {
    let host = answers.host;
    let mut steps = Vec::new();
    if !kept.is_empty() {
        steps.push(format!(
            "Move away the files that stayed as they are ({}) and run this again, then put back what is your own in them",
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
        (host, _) => format!("Set up {} as {} says, step by step", host.name(), host.guide()),
    });
    let publishes = match host {
        Host::Gitlab => "the pipeline publishes the page",
        Host::Nginx | Host::Caddy => "the server publishes the page within a minute",
        _ => "the workflow publishes the page",
    };
    let goes_on = if adds { host.guide() } else { "README.md".to_owned() };
    steps.push(if kept.iter().any(|path| path == host.publisher()) {
        format!(
            "Commit, and push to `main`: with the `{}` of {}, {publishes}, and {goes_on} says how to go on",
            host.publisher(),
            host.name()
        )
    } else {
        format!("Commit, and push to `main`: {publishes}, and {goes_on} says how to go on")
    });
    steps
}
