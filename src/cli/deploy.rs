use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Answering;

/// Hand a built site to a host, and make sure that it is live
#[derive(Debug, Args)]
pub struct Deploy {
    #[command(subcommand)]
    pub host: Host,
}

#[derive(Debug, Subcommand)]
pub enum Host {
    GithubPages(GithubPages),
}

/// Deploy an uploaded artifact to GitHub Pages, from within a workflow
///
/// Reads `GITHUB_TOKEN`, `GITHUB_REPOSITORY`, `GITHUB_API_URL`, `ACTIONS_ID_TOKEN_REQUEST_URL` and
/// `ACTIONS_ID_TOKEN_REQUEST_TOKEN` from the environment.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen deploy github-pages --artifact-id \"$ARTIFACT\" --version \"$VERSION\" --site public")]
pub struct GithubPages {
    /// The artifact that `actions/upload-pages-artifact` has made of the site
    #[arg(long, value_name = "ID")]
    pub artifact_id: u64,

    /// A commit that GitHub has and that was not deployed before, as `allgreen publish` names it
    #[arg(long, value_name = "COMMIT", value_parser = parse_commit)]
    pub version: String,

    /// The folder that the artifact was made of
    #[arg(long, value_name = "DIR", default_value = "public")]
    pub site: PathBuf,

    /// How many seconds GitHub may take to put the site in place
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    pub deploying: u64,

    /// How many seconds it may take until visitors get it
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    pub going_live: u64,

    #[command(flatten)]
    pub answering: Answering,
}

fn parse_commit(text: &str) -> Result<String, String> {
    let hash = text.len() >= 40 && text.chars().all(|each| each.is_ascii_hexdigit());
    if hash { Ok(text.to_owned()) } else { Err("it is no whole hash of a commit".to_owned()) }
}
