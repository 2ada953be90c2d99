use std::time::Duration;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use ureq::http::Response;
use ureq::{Agent, Body};

use super::{CreatedDeployment, DeployError};

/// The largest answer that is read, in bytes.
const LARGEST: u64 = 256 << 20;

/// The URL at which a workflow requests its OIDC identity token, and the bearer token of that request.
#[derive(Clone, Debug)]
pub struct Oidc {
    pub url: String,
    pub token: String,
}

/// A client for GitHub's API and the live site.
#[derive(Debug)]
pub struct PagesApi {
    agent: Agent,
    /// The URL for deployments: `https://api.github.com/repos/OWNER/REPO/pages/deployments`.
    deployments: String,
    token: String,
    oidc: Oidc,
}

impl PagesApi {
    /// Returns a client for a repository `OWNER/REPO` and the API with the base URL `base`.
    pub fn new(base: &str, repository: &str, token: String, oidc: Oidc) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(30)))
            // GitHub explains a failure in the body.
            .http_status_as_error(false)
            .user_agent(concat!("allgreen/", env!("CARGO_PKG_VERSION")))
            .build();
        let deployments = format!("{}/repos/{repository}/pages/deployments", base.trim_end_matches('/'));
        Self { agent: config.new_agent(), deployments, token, oidc }
    }

    /// Creates a deployment.
    pub(super) fn create(&self, artifact: u64, version: &str) -> Result<CreatedDeployment, DeployError> {
        let doing = "create the deployment";
        let body = serde_json::json!({
            "artifact_id": artifact,
            "pages_build_version": version,
            "oidc_token": self.identity_token()?,
        });
        self.post(doing, &self.deployments, &body.to_string())
    }

    /// Returns the status of a deployment.
    pub(super) fn status(&self, id: &str) -> Result<String, DeployError> {
        #[derive(Deserialize)]
        struct DeploymentStatus {
            status: String,
        }
        let address = format!("{}/{id}", self.deployments);
        self.get::<DeploymentStatus>("read the status of the deployment", &address, Some(&self.token))
            .map(|answer| plain(&answer.status))
    }

    /// Cancels a deployment.
    pub(super) fn cancel(&self, id: &str) -> Result<(), DeployError> {
        let address = format!("{}/{id}/cancel", self.deployments);
        self.post::<serde_json::Value>("cancel the deployment", &address, "{}").map(drop)
    }

    /// Returns the `generated_at` of a live site. `nonce` becomes the query of the URL, so that no cache answers.
    pub(super) fn generated_at(&self, address: &str, nonce: &str) -> Result<String, DeployError> {
        #[derive(Deserialize)]
        struct LiveUptime {
            generated_at: String,
        }
        let address = format!("{address}?{nonce}");
        self.get::<LiveUptime>("read the live site", &address, None).map(|answer| plain(&answer.generated_at))
    }

    /// Returns a token that identifies the workflow and its repository.
    fn identity_token(&self) -> Result<String, DeployError> {
        #[derive(Deserialize)]
        struct IdentityToken {
            value: String,
        }
        let doing = "get the workflow's identity token";
        self.get::<IdentityToken>(doing, &self.oidc.url, Some(&self.oidc.token)).map(|answer| answer.value)
    }

    fn get<T: DeserializeOwned>(
        &self,
        doing: &'static str,
        address: &str,
        token: Option<&str>,
    ) -> Result<T, DeployError> {
        let mut request =
            self.agent.get(address).header("Accept", "application/json").header("Cache-Control", "no-cache");
        if let Some(token) = token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        read(doing, request.call())
    }

    fn post<T: DeserializeOwned>(&self, doing: &'static str, address: &str, body: &str) -> Result<T, DeployError> {
        let request = self
            .agent
            .post(address)
            .header("Accept", "application/vnd.github+json")
            .header("X-GitHub-Api-Version", "2022-11-28")
            .header("Authorization", format!("Bearer {}", self.token))
            .content_type("application/json");
        read(doing, request.send(body))
    }
}

fn read<T: DeserializeOwned>(
    doing: &'static str,
    answer: Result<Response<Body>, ureq::Error>,
) -> Result<T, DeployError> {
    let failed = |error| DeployError::NoAnswer { doing, source: Box::new(error) };
    let mut answer = answer.map_err(failed)?;
    let status = answer.status();
    let body = answer.body_mut().with_config().limit(LARGEST).read_to_vec().map_err(failed)?;
    if !status.is_success() {
        return Err(DeployError::Refused { doing, status: status.as_u16(), message: message(&body) });
    }
    // The answer to a cancellation is empty.
    let body = if body.is_empty() { b"null" } else { body.as_slice() };
    serde_json::from_slice(body).map_err(|error| DeployError::InvalidAnswer { doing, message: error.to_string() })
}

/// Returns the `message` of a JSON answer, on one line and shortened.
fn message(body: &[u8]) -> String {
    #[derive(Deserialize)]
    struct Message {
        message: String,
    }
    let message = serde_json::from_slice(body).map(|answer: Message| answer.message).unwrap_or_default();
    plain(&message)
}

/// Makes a text from a server safe to print in the log of a CI job: replaces control characters by spaces, and cuts the
/// text to 300 characters.
fn plain(text: &str) -> String {
    text.chars().map(|each| if each.is_control() { ' ' } else { each }).take(300).collect()
}
