use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::AnswerArgs;

/// Deploy a built site to a host and wait until it is live
#[derive(Debug, Args)]
pub struct DeployArgs {
    #[command(subcommand)]
    pub host: DeployTarget,
}

#[derive(Debug, Subcommand)]
pub enum DeployTarget {
    GithubPages(GithubPagesArgs),
}

/// Deploy an uploaded artifact to GitHub Pages, in a workflow
///
/// Reads `GITHUB_TOKEN`, `GITHUB_REPOSITORY`, `GITHUB_API_URL`, `ACTIONS_ID_TOKEN_REQUEST_URL` and
/// `ACTIONS_ID_TOKEN_REQUEST_TOKEN` from the environment.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen deploy github-pages --artifact-id \"$ARTIFACT\" --version \"$VERSION\" --site public")]
pub struct GithubPagesArgs {
    /// ID of the artifact that `actions/upload-pages-artifact` uploaded
    #[arg(long, value_name = "ID")]
    pub artifact_id: u64,

    /// Commit that identifies the deployment, printed by `allgreen publish`; it must be on GitHub and not deployed yet
    #[arg(long, value_name = "COMMIT", value_parser = parse_commit)]
    pub version: String,

    /// Directory that was uploaded as the artifact
    #[arg(long, value_name = "DIR", default_value = "public")]
    pub site: PathBuf,

    /// Timeout for the deployment on GitHub, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    pub deploying: u64,

    /// Timeout from the end of the deployment until visitors see the new site, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    pub going_live: u64,

    #[command(flatten)]
    pub answering: AnswerArgs,
}

fn parse_commit(text: &str) -> Result<String, String> {
    let hash = text.len() >= 40 && text.chars().all(|each| each.is_ascii_hexdigit());
    if hash { Ok(text.to_owned()) } else { Err("expected the full hash of a commit".to_owned()) }
}
