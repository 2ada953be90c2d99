//! Deploys a built site to GitHub Pages and waits until visitors get it.
//!
//! A deployment that GitHub reports as successful may leave the old site in place. So the live site is read as well.

mod api;
mod error;
mod wait;

use std::time::Duration;

use serde::Deserialize;

pub use self::api::{Oidc, PagesApi};
pub use self::error::DeployError;
use self::wait::poll;
use crate::model::Instant;

/// A deployment of a site.
#[derive(Clone, Debug)]
pub struct Deployment {
    /// The ID of the artifact that contains the site. This workflow run uploaded the artifact.
    pub artifact: u64,
    /// The commit that identifies the deployment: GitHub has it, and no earlier deployment used it.
    pub version: String,
    /// The `generated_at` in `api/uptime.json` of the built site.
    pub generated_at: String,
    /// The maximum time to wait until GitHub reports that the site is deployed.
    pub deploying: Duration,
    /// The maximum time to wait after a successful deployment until visitors get the new site.
    pub going_live: Duration,
}

/// The functions with which a deployment reads the clock and reports progress.
#[expect(missing_debug_implementations, reason = "it holds functions only")]
pub struct Hooks<'a> {
    /// Returns the current time.
    pub clock: &'a dyn Fn() -> Instant,
    /// Reports progress in one line of text.
    pub report: &'a dyn Fn(&str),
}

/// Deploys a site and waits until it is live. Returns its URL.
///
/// # Errors
/// When GitHub refuses, fails or takes too long, or when visitors still get the old site.
pub fn to_github_pages(api: &PagesApi, deployment: &Deployment, hooks: &Hooks<'_>) -> Result<String, DeployError> {
    let created = create(api, deployment, hooks)?;
    finish(api, &created, deployment, hooks)?;
    let live = format!("{}/api/uptime.json", created.page_url.trim_end_matches('/'));
    (hooks.report)(&format!("deployed; checking {live}"));
    go_live(api, &live, deployment, hooks)?;
    Ok(created.page_url)
}

/// How many failed requests for the status of a deployment are repeated even if the error looks permanent.
const PERMANENT_ERRORS: u32 = 5;

/// How many times the deployment is tried again if GitHub answers that it does not know the commit.
const UNKNOWN_ANSWERS: u32 = 3;

/// How far the clock of the machine that built the live site may be ahead of our clock, in seconds.
const CLOCK_SKEW: i64 = 300;

/// Returns whether a live site is the built one or one that a later run has built. `live` and `built` are the values of
/// `generated_at`.
fn is_current(live: &str, built: &str, now: Instant) -> bool {
    let is_newer =
        |live: Instant, built: Instant| built <= live && live.unix() <= now.unix().saturating_add(CLOCK_SKEW);
    live == built
        || Instant::parse_rfc3339(live).zip(Instant::parse_rfc3339(built)).is_some_and(|(a, b)| is_newer(a, b))
}

/// GitHub's answer to a new deployment.
#[derive(Debug, Deserialize)]
struct CreatedDeployment {
    /// The id of the deployment: GitHub sends a number or the hash of the commit.
    #[serde(default)]
    id: serde_json::Value,
    page_url: String,
}

impl CreatedDeployment {
    fn id<'a>(&'a self, deployment: &'a Deployment) -> String {
        match &self.id {
            serde_json::Value::String(id) => id.clone(),
            serde_json::Value::Number(id) => id.to_string(),
            _ => deployment.version.clone(),
        }
    }
}

/// Creates the deployment, and tries again while GitHub is busy.
fn create(api: &PagesApi, deployment: &Deployment, hooks: &Hooks<'_>) -> Result<CreatedDeployment, DeployError> {
    let mut unknown = 0;
    let mut last = None;
    let created = poll(deployment.deploying, || {
        let error = match api.create(deployment.artifact, &deployment.version) {
            Ok(created) => return Some(Ok(created)),
            Err(error) => error,
        };
        // After a push, it may take some seconds until every part of GitHub knows the commit.
        let is_unknown = error.status() == Some(404);
        unknown += u32::from(is_unknown);
        if !(error.is_temporary() || is_unknown && unknown <= UNKNOWN_ANSWERS) {
            return Some(Err(error));
        }
        (hooks.report)(&format!("{error}; trying again"));
        last = Some(error);
        None
    });
    created.unwrap_or_else(|| {
        let seconds = deployment.deploying.as_secs();
        Err(last.unwrap_or(DeployError::TooLong { seconds, status: String::new() }))
    })
}

/// Waits until GitHub reports that the site is deployed. Cancels a deployment that takes too long, since it would keep the
/// next one from starting.
fn finish(
    api: &PagesApi,
    created: &CreatedDeployment,
    deployment: &Deployment,
    hooks: &Hooks<'_>,
) -> Result<(), DeployError> {
    let id = created.id(deployment);
    let mut last = String::new();
    let mut errors = 0;
    let finished = poll(deployment.deploying, || match api.status(&id) {
        Ok(status) => {
            match status.as_str() {
                "succeed" => return Some(Ok(())),
                "deployment_failed" | "deployment_content_failed" | "deployment_cancelled" | "deployment_lost" => {
                    return Some(Err(DeployError::GaveUp { status }));
                }
                _ if status != last => (hooks.report)(&format!("GitHub reports the deployment status `{status}`")),
                _ => {}
            }
            last = status;
            None
        }
        // GitHub may answer for some time that it does not know a new deployment.
        Err(error) if error.is_temporary() || errors < PERMANENT_ERRORS => {
            errors += 1;
            (hooks.report)(&error.to_string());
            None
        }
        Err(error) => {
            let _ = api.cancel(&id);
            Some(Err(error))
        }
    });
    finished.unwrap_or_else(|| {
        // An error of the cancellation is ignored: the timeout is the error to report.
        let _ = api.cancel(&id);
        Err(DeployError::TooLong { seconds: deployment.deploying.as_secs(), status: last })
    })
}

/// Reads the live site until it is the one that was built, or a newer one.
fn go_live(api: &PagesApi, address: &str, deployment: &Deployment, hooks: &Hooks<'_>) -> Result<(), DeployError> {
    let mut found = String::new();
    let mut attempt = 0;
    let live = poll(deployment.going_live, || {
        let now = (hooks.clock)();
        attempt += 1;
        let answer = match api.generated_at(address, &format!("{}-{attempt}", now.unix())) {
            Ok(generated_at) if is_current(&generated_at, &deployment.generated_at, now) => return Some(()),
            Ok(generated_at) => format!("its `generated_at` is `{generated_at}`"),
            Err(error) => error.to_string(),
        };
        if answer != found {
            (hooks.report)(&format!("{address}: {answer}, not yet `{}`", deployment.generated_at));
            found = answer;
        }
        None
    });
    live.ok_or_else(|| {
        let seconds = deployment.going_live.as_secs();
        DeployError::NotLive { address: address.to_owned(), seconds, found }
    })
}
