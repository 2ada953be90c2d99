//! Hands a built site to GitHub Pages, and makes sure that visitors get it.
//!
//! A deployment that reports success may leave the old site where it was: only the live site tells.

mod api;
mod error;
mod wait;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::Deserialize;

pub use self::api::{Api, Oidc};
pub use self::error::DeployError;
use self::wait::Wait;
use crate::model::Instant;

/// What is deployed, and how long that may take.
#[derive(Clone, Debug)]
pub struct Deployment {
    /// The artifact of this workflow run that holds the site.
    pub artifact: u64,
    /// A commit that the server has and that was not deployed before.
    pub version: String,
    /// The `generated_at` of the site's own `api/uptime.json`.
    pub generated_at: String,
    /// How long GitHub may take to put the site in place.
    pub deploying: Duration,
    /// How long it may take until visitors get it.
    pub going_live: Duration,
}

/// Deploys a site and waits until it is live. Returns its address; `tell` hears how it goes.
///
/// # Errors
/// When GitHub refuses, gives up or takes too long, or when the old site stays.
pub fn to_github_pages(api: &Api, deployment: &Deployment, tell: &dyn Fn(&str)) -> Result<String, DeployError> {
    let created = create(api, deployment, tell)?;
    finish(api, &created, deployment, tell)?;
    let live = format!("{}/api/uptime.json", created.page_url.trim_end_matches('/'));
    tell(&format!("deployed; reading {live}"));
    go_live(api, &live, deployment, tell)?;
    Ok(created.page_url)
}

/// How many answers may be errors that look as if they would last.
const PATIENCE: u32 = 5;

/// Whether a live site is the one that was built, or one that another run has built since.
fn is_as_new(live: &str, built: &str) -> bool {
    let clock = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let ahead = i64::try_from(clock).unwrap_or(i64::MAX).saturating_add(300);
    let newer = |live: Instant, built: Instant| built <= live && live.unix() <= ahead;
    live == built || Instant::parse_rfc3339(live).zip(Instant::parse_rfc3339(built)).is_some_and(|(a, b)| newer(a, b))
}

/// What GitHub answers to a new deployment.
#[derive(Debug, Deserialize)]
struct Created {
    /// A number or the commit, as it likes.
    #[serde(default)]
    id: serde_json::Value,
    page_url: String,
}

impl Created {
    fn id<'a>(&'a self, deployment: &'a Deployment) -> String {
        match &self.id {
            serde_json::Value::String(id) => id.clone(),
            serde_json::Value::Number(id) => id.to_string(),
            _ => deployment.version.clone(),
        }
    }
}

/// Asks for the deployment, again where GitHub only has no time for it now.
fn create(api: &Api, deployment: &Deployment, tell: &dyn Fn(&str)) -> Result<Created, DeployError> {
    let mut wait = Wait::at_most(deployment.deploying);
    let mut unknown = 0;
    loop {
        let error = match api.create(deployment.artifact, &deployment.version) {
            Ok(created) => return Ok(created),
            Err(error) => error,
        };
        // A commit may take a moment from the push until every part of GitHub knows it.
        let is_unknown = error.status() == Some(404);
        unknown += u32::from(is_unknown);
        let again = error.is_passing() || (is_unknown && unknown <= 3);
        if !again || !wait.pause() {
            return Err(error);
        }
        tell(&format!("{error}; trying again"));
    }
}

/// Waits until GitHub says that the site is in place. One that takes too long is called off, so that the next
/// deployment finds the way free.
fn finish(api: &Api, created: &Created, deployment: &Deployment, tell: &dyn Fn(&str)) -> Result<(), DeployError> {
    let id = created.id(deployment);
    let mut wait = Wait::at_most(deployment.deploying);
    let mut last = String::new();
    let mut errors = 0;
    loop {
        match api.status(&id) {
            Ok(status) => {
                match status.as_str() {
                    "succeed" => return Ok(()),
                    "deployment_failed" | "deployment_content_failed" | "deployment_cancelled" | "deployment_lost" => {
                        return Err(DeployError::GaveUp { status });
                    }
                    _ if status != last => tell(&format!("GitHub says `{status}`")),
                    _ => {}
                }
                last = status;
            }
            // GitHub may not know at once what it has just created.
            Err(error) if error.is_passing() || errors < PATIENCE => {
                errors += 1;
                tell(&error.to_string());
            }
            Err(error) => {
                let _ = api.cancel(&id);
                return Err(error);
            }
        }
        if !wait.pause() {
            // That it took too long is the thing to tell.
            let _ = api.cancel(&id);
            return Err(DeployError::TooLong { seconds: deployment.deploying.as_secs(), status: last });
        }
    }
}

/// Reads the live site until it is the one that was built, or a newer one.
fn go_live(api: &Api, address: &str, deployment: &Deployment, tell: &dyn Fn(&str)) -> Result<(), DeployError> {
    let mut wait = Wait::at_most(deployment.going_live);
    let mut found = String::new();
    loop {
        let now = match api.generated_at(address) {
            Ok(generated_at) if is_as_new(&generated_at, &deployment.generated_at) => return Ok(()),
            Ok(generated_at) => format!("its `generated_at` is `{generated_at}`"),
            Err(error) => error.to_string(),
        };
        if now != found {
            tell(&format!("{address}: {now}, not yet `{}`", deployment.generated_at));
            found = now;
        }
        if !wait.pause() {
            let seconds = deployment.going_live.as_secs();
            return Err(DeployError::NotLive { address: address.to_owned(), seconds, found });
        }
    }
}
