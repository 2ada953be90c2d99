#![expect(clippy::disallowed_methods, reason = "commands read the environment")]

use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use serde::Deserialize;

use super::answer::answer;
use super::{Outcome, clock};
use crate::cli::{DeployArgs, DeployTarget, GithubPagesArgs};
use crate::deploy::{self, Deployment, Hooks, Oidc, PagesApi};
use crate::diagnostic::{Context, Failure};
use crate::model::Instant;

pub fn run(args: &DeployArgs) -> Result<Outcome, Failure> {
    match &args.host {
        DeployTarget::GithubPages(args) => github_pages(args),
    }
}

fn github_pages(args: &GithubPagesArgs) -> Result<Outcome, Failure> {
    let deployment = Deployment {
        artifact: args.artifact_id,
        version: args.version.clone(),
        generated_at: generated_at(&args.site)?,
        deploying: Duration::from_secs(args.deploying),
        going_live: Duration::from_secs(args.going_live),
    };
    let repository = repository()?;
    let Deployment { artifact, version, generated_at, .. } = &deployment;
    let mut json = serde_json::json!({
        "repository": repository,
        "artifact": artifact,
        "version": version,
        "generated_at": generated_at,
        "live": false,
    });
    if args.answering.dry_run {
        let text = format!("would deploy artifact {artifact} of {repository} as {version}, built at {generated_at}");
        answer(args.answering.format, text, &json)?;
        return Ok(Outcome::Good);
    }
    let base = env::var("GITHUB_API_URL").unwrap_or_else(|_| "https://api.github.com".to_owned());
    let oidc = Oidc {
        url: required_env("ACTIONS_ID_TOKEN_REQUEST_URL")?,
        token: required_env("ACTIONS_ID_TOKEN_REQUEST_TOKEN")?,
    };
    let api = PagesApi::new(&base, &repository, required_env("GITHUB_TOKEN")?, oidc);
    let print = |line: &str| {
        // A closed stderr must not stop the deployment.
        let _ = writeln!(anstream::stderr(), "{line}");
    };
    let clock = || clock::clock().unwrap_or(Instant::EPOCH);
    let address = deploy::to_github_pages(&api, &deployment, &Hooks { clock: &clock, report: &print })?;
    json["live"] = true.into();
    json["url"] = address.clone().into();
    answer(args.answering.format, format!("live at {address}, built at {generated_at}"), &json)?;
    Ok(Outcome::Good)
}

/// Returns the `generated_at` of the site in a folder.
fn generated_at(site: &Path) -> Result<String, Failure> {
    #[derive(Deserialize)]
    struct UptimeFile {
        generated_at: String,
    }
    let path = site.join("api/uptime.json");
    let bytes = fs::read(&path).with_context(|| format!("could not read {}", path.display()));
    let bytes = bytes.map_err(|failure| failure.hint("pass the folder of the built site with `--site`"))?;
    let uptime: UptimeFile =
        serde_json::from_slice(&bytes).with_context(|| format!("could not read {}", path.display()))?;
    Ok(uptime.generated_at)
}

/// Returns the repository of the workflow, as `OWNER/REPO`.
fn repository() -> Result<String, Failure> {
    let repository = required_env("GITHUB_REPOSITORY")?;
    let is_name =
        |part: &str| !part.is_empty() && part.chars().all(|each| each.is_ascii_alphanumeric() || "-_.".contains(each));
    match repository.split_once('/') {
        Some((owner, name)) if is_name(owner) && is_name(name) => Ok(repository),
        _ => Err(Failure::invalid(format!("GITHUB_REPOSITORY is `{repository}`, not of the form `OWNER/REPO`"))),
    }
}

/// Returns the value of an environment variable that a workflow sets, or a failure if it is not set.
fn required_env(name: &str) -> Result<String, Failure> {
    env::var(name).ok().filter(|value| !value.is_empty()).ok_or_else(|| {
        let hint = match name {
            "GITHUB_TOKEN" => "give the step `env: { GITHUB_TOKEN: ${{ github.token }} }`",
            "GITHUB_REPOSITORY" => "run it in a workflow, or set it to `OWNER/REPO`",
            _ => "run it in a workflow whose job has `permissions: { id-token: write }`",
        };
        Failure::invalid(format!("the environment variable {name} is not set")).hint(hint)
    })
}
