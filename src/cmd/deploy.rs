use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, bail};
use serde::Deserialize;

use super::Outcome;
use super::answer::answer;
use crate::cli::{Deploy, GithubPages, Host};
use crate::deploy::{self, Api, Deployment, Oidc};

pub fn run(args: &Deploy) -> anyhow::Result<Outcome> {
    match &args.host {
        Host::GithubPages(args) => github_pages(args),
    }
}

fn github_pages(args: &GithubPages) -> anyhow::Result<Outcome> {
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
    let oidc =
        Oidc { url: variable("ACTIONS_ID_TOKEN_REQUEST_URL")?, token: variable("ACTIONS_ID_TOKEN_REQUEST_TOKEN")? };
    let api = Api::new(&base, &repository, variable("GITHUB_TOKEN")?, oidc);
    let tell = |line: &str| {
        // Whoever stopped listening does not stop a deployment.
        let _ = writeln!(anstream::stderr(), "{line}");
    };
    let address = deploy::to_github_pages(&api, &deployment, &tell)?;
    json["live"] = true.into();
    json["url"] = address.clone().into();
    answer(args.answering.format, format!("live at {address}, built at {generated_at}"), &json)?;
    Ok(Outcome::Good)
}

/// When the site in a folder was built.
fn generated_at(site: &Path) -> anyhow::Result<String> {
    #[derive(Deserialize)]
    struct Uptime {
        generated_at: String,
    }
    let path = site.join("api/uptime.json");
    let bytes = fs::read(&path).with_context(|| {
        format!("could not read {}\nhint: name the folder that `allgreen build` wrote with `--site`", path.display())
    })?;
    let uptime: Uptime =
        serde_json::from_slice(&bytes).with_context(|| format!("could not read {}", path.display()))?;
    Ok(uptime.generated_at)
}

/// The repository that the workflow runs in, `OWNER/REPO`.
fn repository() -> anyhow::Result<String> {
    let repository = variable("GITHUB_REPOSITORY")?;
    let plain =
        |part: &str| !part.is_empty() && part.chars().all(|each| each.is_ascii_alphanumeric() || "-_.".contains(each));
    match repository.split_once('/') {
        Some((owner, name)) if plain(owner) && plain(name) => Ok(repository),
        _ => bail!("GITHUB_REPOSITORY is `{repository}`, which is not of the form `OWNER/REPO`"),
    }
}

fn variable(name: &str) -> anyhow::Result<String> {
    env::var(name).ok().filter(|value| !value.is_empty()).with_context(|| {
        let hint = match name {
            "GITHUB_TOKEN" => "give the step `env: { GITHUB_TOKEN: ${{ github.token }} }`",
            "GITHUB_REPOSITORY" => "run it in a workflow, or set it to `OWNER/REPO`",
            _ => "run it in a workflow whose job has `permissions: { id-token: write }`",
        };
        format!("the variable {name} is not set\nhint: {hint}")
    })
}
