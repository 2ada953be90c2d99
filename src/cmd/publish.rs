#![expect(
    clippy::disallowed_methods,
    reason = "commands read the environment, and write the outputs of a workflow step"
)]

use std::collections::HashSet;
use std::env;
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write;
use std::time::Instant as Stopwatch;

use serde_json::json;

use super::access::{Runner, access};
use super::answer::answer;
use super::summary::{self, EditPages};
use super::{Outcome, clock, report};
use crate::cli::PublishArgs;
use crate::diagnostic::render::{self, plain};
use crate::diagnostic::{Context, Diagnostic, Failure, FailureKind};
use crate::model::Instant;
use crate::pipeline::{self, Loaded, Replaced, Request};
use crate::publish::{self, DatedHeading, PublishRequest, Published};
use crate::repo::{Checkout, Git, PushOutcome};

pub fn run(args: &PublishArgs) -> Result<Outcome, Failure> {
    let now = clock::now(args.repository.now)?;
    require_different_branches(args)?;
    let checkout = Checkout::open(&args.repository.source, &args.branch, access())?;
    let push = !args.no_push;
    if push && !checkout.has_remote() {
        let failure = Failure::new(FailureKind::Git, "could not push: there is no remote repository `origin`");
        return Err(failure.hint("run `git remote add origin URL`, or publish with `--no-push`"));
    }
    let watch = Stopwatch::now();
    let published = publish::publish(&PublishRequest {
        root: &args.repository.source,
        checkout: &checkout,
        now,
        log_branch: args.log_branch.as_deref(),
        unpushed: args.unpushed.as_deref(),
        push,
        dry_run: args.answering.dry_run,
    })?;
    let mut report = PublishReport {
        args,
        published: &published,
        version: None,
        generated_at: now,
        replaced: Vec::new(),
        wrong: Vec::new(),
    };
    if args.answering.dry_run {
        return preview(&mut report);
    }
    report.write_unpushed_output()?;
    if let Some(reason) = &published.refused {
        write!(anstream::stderr(), "{}", refusal(args, &published, reason))?;
    }
    let outcome = build(&checkout, &mut report, watch);
    if let Some(commit) = &published.take_back_to {
        // The next run computes the refused commit again.
        checkout.take_back_to(commit)?;
    }
    outcome
}

/// Builds the site and reports the result, with the commit that identifies the deployment.
fn build(checkout: &Checkout, report: &mut PublishReport<'_>, watch: Stopwatch) -> Result<Outcome, Failure> {
    let (args, now, published) = (report.args, report.generated_at, report.published);
    let request = request(args, now);
    let mut loaded = pipeline::load(&request)?;
    let written = loaded.render_into(&request, args.site.base_url.as_ref(), &args.site.out)?;
    let mut terminal = anstream::stderr();
    write!(terminal, "{}", render::text(&loaded.diagnostics))?;
    let Some(written) = written else {
        writeln!(terminal, "nothing was built: {}", report::tally(&loaded.diagnostics))?;
        report.print()?;
        return Ok(Outcome::Problems);
    };
    writeln!(terminal, "{}", report::built(&loaded, &written, &args.site.out, watch.elapsed()))?;
    if let Some(lines) = report::left_out(&loaded) {
        write!(terminal, "{lines}")?;
    }
    let prefix = Git::find(&args.repository.source).map(|git| git.prefix()).unwrap_or_default();
    summary::write(&loaded, &EditPages { branch: &args.branch, prefix: &prefix })?;
    report.version = Some(version(args, checkout, published, now)?);
    report.describe(&loaded);
    report.print()?;
    report.write_outputs()?;
    let is_complete = published.refused.is_none() && report::left_out(&loaded).is_none();
    Ok(if is_complete { Outcome::Good } else { Outcome::Partly })
}

/// Refuses to use one branch for two purposes.
fn require_different_branches(args: &PublishArgs) -> Result<(), Failure> {
    let mut seen = HashSet::new();
    let mut names = [&args.branch, &args.deploy_branch].into_iter().chain(&args.log_branch);
    match names.find(|name| !seen.insert(*name)) {
        Some(name) => Err(Failure::invalid(format!(
            "the branches of the page, the log and the built site must differ, but two are `{name}`"
        ))
        .hint("pass different names to `--branch`, `--log-branch` and `--deploy-branch`")),
        None => Ok(()),
    }
}

fn request(args: &PublishArgs, now: Instant) -> Request {
    Request { source: args.repository.source.clone(), now, keep_going: true, strict: false }
}

/// Checks the site and prints what publishing would do.
fn preview(report: &mut PublishReport<'_>) -> Result<Outcome, Failure> {
    let loaded = pipeline::load(&request(report.args, report.generated_at))?;
    write!(anstream::stderr(), "{}", render::text(&loaded.diagnostics))?;
    report.describe(&loaded);
    report.print()?;
    Ok(match (&loaded.site, report::left_out(&loaded)) {
        (None, _) => Outcome::Problems,
        (_, Some(_)) => Outcome::Partly,
        _ => Outcome::Good,
    })
}

/// Returns the commit that identifies the deployment.
fn version(args: &PublishArgs, checkout: &Checkout, published: &Published, now: Instant) -> Result<String, Failure> {
    if args.no_push || args.no_deploy_branch {
        return Ok(checkout.head()?);
    }
    let (version, refused) = publish::deployed_as(checkout, published, &args.deploy_branch, now, clock::nanoseconds())?;
    if let Some(reason) = refused {
        let mut terminal = anstream::stderr();
        writeln!(terminal, "warning: could not push to branch `{}`: {reason}", args.deploy_branch)?;
        let branch = &args.deploy_branch;
        let hint = format!("allow pushes to branch `{branch}`: without a new commit, the host may keep the old site");
        writeln!(terminal, "hint: {hint}")?;
    }
    Ok(version)
}

/// The result of `publish`, as text and as JSON.
struct PublishReport<'a> {
    args: &'a PublishArgs,
    published: &'a Published,
    /// The commit that identifies the deployment; `None` if no site was built.
    version: Option<String>,
    generated_at: Instant,
    /// The invalid files: an older version of each is published, or the file is left out.
    replaced: Vec<Replaced>,
    /// The other problems because of which a part of the site is not published as written.
    wrong: Vec<Diagnostic>,
}

impl PublishReport<'_> {
    /// Keeps what is not published as written.
    fn describe(&mut self, loaded: &Loaded) {
        self.replaced.clone_from(&loaded.replaced);
        self.wrong = report::not_as_written(loaded).cloned().collect();
    }

    fn print(&self) -> Result<(), Failure> {
        let Published { dated, log, outcome, log_commit, refused, unpushed_file, .. } = self.published;
        let (push, commit) = match outcome {
            PushOutcome::Nothing => ("nothing", None),
            PushOutcome::Pushed { commit } => ("pushed", Some(commit)),
            PushOutcome::Refused { .. } => ("refused", None),
            PushOutcome::Local { commit } => ("not_pushed", Some(commit)),
        };
        let json = json!({
            "dry_run": self.args.answering.dry_run,
            "dated_headings": dated.iter().map(|DatedHeading { path, line, at }| {
                json!({ "path": path, "line": line, "at": at.rfc3339() })
            }).collect::<Vec<_>>(),
            "recorded": log.recorded.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "recovered": log.recovered,
            "push": push,
            "commit": commit,
            "log_commit": log_commit,
            "refused_reason": refused,
            "unpushed_file": unpushed_file,
            "shallow": log.shallow,
            "version": self.version,
            "generated_at": self.generated_at.rfc3339(),
            "replaced_files": self.replaced.iter().map(|each| json!({ "path": each.path, "commit": each.by })).collect::<Vec<_>>(),
            "not_as_written": self.wrong.iter().map(|each| json!({
                "path": each.file,
                "line": each.place.as_ref().map(|place| place.line),
                "message": each.message,
                "fix": each.fix,
                "shown": each.shown,
            })).collect::<Vec<_>>(),
        });
        answer(self.args.answering.format, self.text().trim_end(), &json)
    }

    fn text(&self) -> String {
        let Published { dated, log, outcome, log_commit, .. } = self.published;
        let mut text = String::new();
        let dry_run = self.args.answering.dry_run;
        let (date, record) = if dry_run { ("would date", "would record") } else { ("dated", "recorded") };
        for DatedHeading { path, line, at } in dated {
            let _ = writeln!(text, "{date} {}:{line} {}", plain(path), at.rfc3339());
        }
        for line in &log.recovered {
            let _ = writeln!(text, "recovered {}", plain(line));
        }
        for line in &log.recorded {
            let _ = writeln!(text, "{record} {line}");
        }
        let branch = &self.args.branch;
        let _ = match outcome {
            PushOutcome::Nothing if dry_run && text.is_empty() => {
                writeln!(text, "would commit nothing (commits pushed since the last fetch are not considered)")
            }
            PushOutcome::Nothing if text.is_empty() => writeln!(text, "nothing to commit"),
            PushOutcome::Nothing => Ok(()),
            PushOutcome::Pushed { commit } => writeln!(text, "pushed {commit} to {branch}"),
            PushOutcome::Refused { reason, .. } => writeln!(text, "branch {branch} refused the push: {reason}"),
            PushOutcome::Local { commit } => writeln!(text, "committed {commit}, not pushed"),
        };
        if let (Some(commit), Some(branch)) = (log_commit, &self.args.log_branch) {
            let _ = writeln!(text, "pushed {commit} to {branch}");
        }
        if let Some(version) = &self.version {
            let _ = writeln!(text, "deploy as {version}");
        }
        text
    }

    /// Writes the output `unpushed` of the workflow step and warns about a shallow clone. Runs before the build, as
    /// the build may fail.
    fn write_unpushed_output(&self) -> Result<(), Failure> {
        write_output(&format!("unpushed={}\n", self.published.unpushed_file.is_some()))?;
        if self.published.log.shallow {
            let mut terminal = anstream::stderr();
            writeln!(terminal, "warning: this clone is shallow, so some changes may be recorded with a later time")?;
            writeln!(terminal, "hint: run `git fetch --unshallow` (in a workflow: set `fetch-depth: 0`)")?;
        }
        Ok(())
    }

    /// Writes the outputs `version` and `generated_at` for the next steps of a workflow.
    fn write_outputs(&self) -> Result<(), Failure> {
        let version = self.version.as_deref().unwrap_or_default();
        write_output(&format!("version={version}\ngenerated_at={}\n", self.generated_at.rfc3339()))
    }
}

/// Appends lines to the outputs of the step in a GitHub workflow. Does nothing outside of one.
fn write_output(lines: &str) -> Result<(), Failure> {
    let Some(path) = env::var_os("GITHUB_OUTPUT") else { return Ok(()) };
    let written =
        OpenOptions::new().append(true).create(true).open(&path).and_then(|mut file| file.write_all(lines.as_bytes()));
    written.with_context(|| format!("could not write the outputs of the workflow step to {}", path.display()))
}

/// Explains a refused push and how to allow it.
fn refusal(args: &PublishArgs, published: &Published, reason: &str) -> String {
    let saved = match &published.unpushed_file {
        Some(path) => format!("the new lines of the log are saved in {}", path.display()),
        None => "no lines are lost: the next run computes them again from the commits".to_owned(),
    };
    let (permission, page) = match Runner::detect() {
        Runner::Gitlab => (
            "(with a project access token whose role may push, in the variable `GITLAB_TOKEN`)",
            "hosts/gitlab.md#let-the-job-push",
        ),
        Runner::Github | Runner::Person => (
            "(with a deploy key or a GitHub App on the branch's bypass list; the workflow's own token cannot be on it)",
            "publishing.md#a-protected-main",
        ),
    };
    format!(
        "the site is built, but its history could not be pushed: {reason}\n{saved}\n\
         hint: branch `{}` refuses pushes from this job. Allow them {permission}, or keep the log on its own branch \
         with `--log-branch allgreen-log`, as `allgreen init --log-branch` sets it up: {}/blob/main/docs/{page}\n",
        args.branch,
        env!("CARGO_PKG_REPOSITORY")
    )
}
