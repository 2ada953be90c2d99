use std::collections::HashSet;
use std::env;
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write;
use std::time::Instant as Stopwatch;

use anyhow::{Context, bail};
use serde_json::json;

use super::access::{Runner, access};
use super::answer::answer;
use super::{Outcome, build, clock, report};
use crate::cli::Publish;
use crate::diagnostic::render::{self, plain};
use crate::model::Instant;
use crate::pipeline::{self, Replaced, Request};
use crate::publish::{self, Job, Landing, Published, SettledHeading};
use crate::record;
use crate::repo::Checkout;

pub fn run(args: &Publish) -> anyhow::Result<Outcome> {
    let now = clock::now(args.repository.now)?;
    branches_differ(args)?;
    let checkout = Checkout::open(&args.repository.source, &args.branch, access())?;
    let push = !args.no_push;
    if push && !checkout.has_remote() {
        bail!("could not push: there is no remote repository `origin`\nhint: add one, or publish with `--no-push`");
    }
    let watch = Stopwatch::now();
    let job = Job {
        root: &args.repository.source,
        checkout: &checkout,
        now,
        log_branch: args.log_branch.as_deref(),
        unpushed: args.unpushed.as_deref(),
        push,
    };
    if args.answering.dry_run {
        publish::is_committed(&job)?;
        return foretell(args, &checkout, now);
    }
    let published = publish::publish(&job)?;
    let mut told = Told { args, published: &published, version: None, generated_at: now, replaced: Vec::new() };
    told.kept()?;
    if let Some(reason) = &published.refused {
        write!(anstream::stderr(), "{}", recipe(args, &published, reason))?;
    }
    let outcome = built(args, &checkout, &mut told, watch);
    if let Some(commit) = &published.take_back_to {
        // The next run works it out again, on whatever is there by then.
        checkout.take_back_to(commit)?;
    }
    outcome
}

/// Builds the site, and says under which commit it is deployed.
fn built(args: &Publish, checkout: &Checkout, told: &mut Told<'_>, watch: Stopwatch) -> anyhow::Result<Outcome> {
    let (now, published) = (told.generated_at, told.published);
    let request = request(args, now);
    let mut loaded = pipeline::load(&request)?;
    let written = if loaded.stops(&request) {
        None
    } else {
        build::publish(&mut loaded, &request, args.base_url.as_deref(), &args.out)?
    };
    let mut terminal = anstream::stderr();
    write!(terminal, "{}", render::text(&loaded.diagnostics))?;
    let Some(written) = written else {
        writeln!(terminal, "nothing was built: {}", report::tally(&loaded.diagnostics))?;
        told.answer()?;
        return Ok(Outcome::Problems);
    };
    writeln!(terminal, "{}", build::summary(&loaded, &written, &args.out, watch.elapsed()))?;
    if let Some(lines) = report::left_out(&loaded) {
        write!(terminal, "{lines}")?;
    }
    told.version = Some(version(args, checkout, published, now)?);
    told.replaced.clone_from(&loaded.replaced);
    told.answer()?;
    told.outputs()?;
    let whole = published.refused.is_none() && report::left_out(&loaded).is_none();
    Ok(if whole { Outcome::Good } else { Outcome::Partly })
}

/// Refuses to keep two things on one branch, of which one would go.
fn branches_differ(args: &Publish) -> anyhow::Result<()> {
    let mut seen = HashSet::new();
    let mut names = [&args.branch, &args.deploy_branch].into_iter().chain(&args.log_branch);
    if let Some(name) = names.find(|name| !seen.insert(*name)) {
        bail!(
            "branch `{name}` is to hold two things\n\
             hint: give `--branch`, `--log-branch` and `--deploy-branch` a name each"
        );
    }
    Ok(())
}

fn request(args: &Publish, now: Instant) -> Request {
    Request { source: args.repository.source.clone(), now, keep_going: true, strict: false }
}

/// Says what publishing would do, and does nothing.
fn foretell(args: &Publish, checkout: &Checkout, now: Instant) -> anyhow::Result<Outcome> {
    let root = &args.repository.source;
    let settled = publish::settle(root, now, &|path, line| checkout.line_time(path, line), true)?;
    let recorded = record::record(root, now, true)?;
    let published = Published { settled, recorded: recorded.lines, shallow: recorded.shallow, ..Published::default() };
    let loaded = pipeline::load(&request(args, now))?;
    write!(anstream::stderr(), "{}", render::text(&loaded.diagnostics))?;
    let outcome = match (&loaded.site, report::left_out(&loaded)) {
        (None, _) => Outcome::Problems,
        (_, Some(_)) => Outcome::Partly,
        _ => Outcome::Good,
    };
    let replaced = loaded.replaced.clone();
    Told { args, published: &published, version: None, generated_at: now, replaced }.answer()?;
    Ok(outcome)
}

/// The commit that the site is deployed under.
fn version(args: &Publish, checkout: &Checkout, published: &Published, now: Instant) -> anyhow::Result<String> {
    if args.no_push || args.no_deploy_branch {
        return Ok(checkout.head()?);
    }
    let (version, refused) = publish::deployed_as(checkout, published, &args.deploy_branch, now)?;
    if let Some(reason) = refused {
        let mut terminal = anstream::stderr();
        writeln!(terminal, "warning: could not push to branch `{}`: {reason}", args.deploy_branch)?;
        writeln!(terminal, "hint: let the workflow push to it; until then the host may take the site for an old one")?;
    }
    Ok(version)
}

/// What came of publishing, for people and for programs.
struct Told<'a> {
    args: &'a Publish,
    published: &'a Published,
    /// None while there is nothing to deploy.
    version: Option<String>,
    generated_at: Instant,
    /// The files that do not count as they stand.
    replaced: Vec<Replaced>,
}

impl Told<'_> {
    fn answer(&self) -> anyhow::Result<()> {
        let Published { settled, recorded, picked_up, landing, log_commit, refused, kept, shallow, .. } =
            self.published;
        let (pushed, commit) = match landing {
            Landing::Nothing => ("nothing", None),
            Landing::Landed(commit) => ("landed", Some(commit)),
            Landing::Refused(_) => ("refused", None),
            Landing::Local(commit) => ("local", Some(commit)),
        };
        let json = json!({
            "dry_run": self.args.answering.dry_run,
            "settled": settled.iter().map(|SettledHeading { path, line, at }| {
                json!({ "path": path, "line": line, "at": at.rfc3339() })
            }).collect::<Vec<_>>(),
            "recorded": recorded.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "picked_up": picked_up,
            "pushed": pushed,
            "commit": commit,
            "log_commit": log_commit,
            "refused": refused,
            "kept": kept,
            "shallow": shallow,
            "version": self.version,
            "generated_at": self.generated_at.rfc3339(),
            "replaced": self.replaced.iter().map(|each| json!({ "path": each.path, "by": each.by })).collect::<Vec<_>>(),
        });
        answer(self.args.answering.format, self.text().trim_end(), &json)
    }

    fn text(&self) -> String {
        let Published { settled, recorded, picked_up, landing, log_commit, .. } = self.published;
        let mut text = String::new();
        let dry_run = self.args.answering.dry_run;
        let (date, record) = if dry_run { ("would date", "would record") } else { ("dated", "recorded") };
        for SettledHeading { path, line, at } in settled {
            let _ = writeln!(text, "{date} {}:{line} {}", plain(path), at.rfc3339());
        }
        for line in picked_up {
            let _ = writeln!(text, "picked up {}", plain(line));
        }
        for line in recorded {
            let _ = writeln!(text, "{record} {line}");
        }
        let branch = &self.args.branch;
        let _ = match landing {
            Landing::Nothing if dry_run && text.is_empty() => {
                writeln!(text, "would commit nothing; what others have pushed since the last fetch is not looked at")
            }
            Landing::Nothing if text.is_empty() => writeln!(text, "nothing to commit"),
            Landing::Nothing => Ok(()),
            Landing::Landed(commit) => writeln!(text, "pushed {commit} to {branch}"),
            Landing::Refused(reason) => writeln!(text, "branch {branch} refused the push: {reason}"),
            Landing::Local(commit) => writeln!(text, "committed {commit}, not pushed"),
        };
        if let (Some(commit), Some(branch)) = (log_commit, &self.args.log_branch) {
            let _ = writeln!(text, "pushed {commit} to {branch}");
        }
        if let Some(version) = &self.version {
            let _ = writeln!(text, "deploy as {version}");
        }
        text
    }

    /// Says at once whether lines are left to be kept, whatever becomes of the site.
    fn kept(&self) -> anyhow::Result<()> {
        output(&format!("unpushed={}\n", self.published.kept.is_some()))?;
        if self.published.shallow {
            let mut terminal = anstream::stderr();
            writeln!(
                terminal,
                "warning: older commits are missing here, so changes may be recorded later than they were made"
            )?;
            writeln!(terminal, "hint: `git fetch --unshallow` brings them (`fetch-depth: 0` in a workflow)")?;
        }
        Ok(())
    }

    /// Hands on to the next steps of a workflow what they need.
    fn outputs(&self) -> anyhow::Result<()> {
        let version = self.version.as_deref().unwrap_or_default();
        output(&format!("version={version}\ngenerated_at={}\n", self.generated_at.rfc3339()))
    }
}

/// Appends to the outputs of a step, where there is one.
fn output(lines: &str) -> anyhow::Result<()> {
    let Some(path) = env::var_os("GITHUB_OUTPUT") else { return Ok(()) };
    let written =
        OpenOptions::new().append(true).create(true).open(&path).and_then(|mut file| file.write_all(lines.as_bytes()));
    written.with_context(|| format!("could not write the outputs of the step to {}", path.display()))
}

/// How to let the log through to a branch that refuses pushes.
fn recipe(args: &Publish, published: &Published, reason: &str) -> String {
    let kept = match &published.kept {
        Some(path) => format!("the new lines of the log are kept in {}", path.display()),
        None => "all that is new can be worked out again from the commits".to_owned(),
    };
    let (way, page) = match Runner::of_environment() {
        Runner::Gitlab => (
            "(a project access token in the variable `GITLAB_TOKEN`, whose role may push to it)",
            "hosts/gitlab.md#let-the-job-push",
        ),
        Runner::Github | Runner::Person => (
            "(a deploy key or a GitHub App on the bypass list of its rules; the workflow's own token cannot be on it)",
            "publishing.md#a-protected-main",
        ),
    };
    format!(
        "the site is built, but its history did not get into the repository: {reason}\n{kept}\n\
         hint: branch `{}` does not take pushes from this job. Either let it through {way}, or keep the log on a branch \
         of its own with `--log-branch allgreen-log`, as `allgreen init --log-branch` sets it up: {}/blob/main/docs/{page}\n",
        args.branch,
        env!("CARGO_PKG_REPOSITORY")
    )
}
