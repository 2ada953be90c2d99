#![expect(clippy::disallowed_methods, reason = "commands read the environment")]

use crate::repo::{Access, Token};

/// The name and email address that GitHub uses for commits of workflows.
const ACTIONS_BOT: (&str, &str) = ("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com");

/// Where the program runs: in GitHub Actions, in GitLab CI or elsewhere. Detected from environment variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runner {
    /// GitHub Actions.
    Github,
    /// GitLab CI.
    Gitlab,
    /// Neither GitHub Actions nor GitLab CI: usually a person's computer or server.
    Person,
}

impl Runner {
    pub fn detect() -> Self {
        if env("GITHUB_ACTIONS").is_some() {
            Self::Github
        } else if env("GITLAB_CI").is_some() {
            Self::Gitlab
        } else {
            Self::Person
        }
    }
}

/// Returns the committer and the credentials for the remote, from the environment variables of a CI job.
pub fn access() -> Access {
    match Runner::detect() {
        Runner::Github => github(),
        Runner::Gitlab => gitlab(),
        // People have their own credentials, and a token in the environment may be for something else.
        Runner::Person => Access::default(),
    }
}

fn github() -> Access {
    let server = env("GITHUB_SERVER_URL").unwrap_or_else(|| "https://github.com".to_owned());
    let user = "x-access-token".to_owned();
    Access {
        identity: Some((ACTIONS_BOT.0.to_owned(), ACTIONS_BOT.1.to_owned())),
        token: env("GITHUB_TOKEN").map(|secret| Token { server, user, secret }),
    }
}

/// Returns the committer and the credentials in a GitLab job. Job tokens need the user name `gitlab-ci-token`.
fn gitlab() -> Access {
    let server = env("CI_SERVER_URL").unwrap_or_else(|| "https://gitlab.com".to_owned());
    let user = "gitlab-ci-token".to_owned();
    let host = env("CI_SERVER_HOST").unwrap_or_else(|| "gitlab.com".to_owned());
    Access {
        identity: Some(("allgreen".to_owned(), format!("allgreen@noreply.{host}"))),
        token: env("GITLAB_TOKEN").or_else(|| env("CI_JOB_TOKEN")).map(|secret| Token { server, user, secret }),
    }
}

fn env(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
