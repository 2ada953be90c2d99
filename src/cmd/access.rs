use std::env;

use crate::repo::{Access, Token};

/// The name and the address under which GitHub shows what its workflows commit.
const ROBOT: (&str, &str) = ("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com");

/// What runs this program, as the environment tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runner {
    /// A workflow on GitHub.
    Github,
    /// A pipeline of GitLab.
    Gitlab,
    /// A person, or a server of their own.
    Person,
}

impl Runner {
    pub fn of_environment() -> Self {
        if set("GITHUB_ACTIONS").is_some() {
            Self::Github
        } else if set("GITLAB_CI").is_some() {
            Self::Gitlab
        } else {
            Self::Person
        }
    }
}

/// Who commits, and what opens the remote repository, as the environment of a job tells.
pub fn access() -> Access {
    match Runner::of_environment() {
        Runner::Github => github(),
        Runner::Gitlab => gitlab(),
        // People have their own ways to a server, and a token for something else may be about.
        Runner::Person => Access::default(),
    }
}

fn github() -> Access {
    let server = set("GITHUB_SERVER_URL").unwrap_or_else(|| "https://github.com".to_owned());
    let user = "x-access-token".to_owned();
    Access {
        identity: Some((ROBOT.0.to_owned(), ROBOT.1.to_owned())),
        token: set("GITHUB_TOKEN").map(|secret| Token { server, user, secret }),
    }
}

/// GitLab takes a token of a project under any name, and that of a job under one alone.
fn gitlab() -> Access {
    let server = set("CI_SERVER_URL").unwrap_or_else(|| "https://gitlab.com".to_owned());
    let user = "gitlab-ci-token".to_owned();
    let host = set("CI_SERVER_HOST").unwrap_or_else(|| "gitlab.com".to_owned());
    Access {
        identity: Some(("allgreen".to_owned(), format!("allgreen@noreply.{host}"))),
        token: set("GITLAB_TOKEN").or_else(|| set("CI_JOB_TOKEN")).map(|secret| Token { server, user, secret }),
    }
}

fn set(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
