use std::path::PathBuf;

use clap::Args;

use super::{Answering, Repository, parse_url};
use crate::model::Url;

/// Bring the log and headings dated `now` up to date, commit, push, and build the site
///
/// This is what the publishing job does. The checkout is brought to the newest commit of its branch first. In a
/// workflow on GitHub the outputs `version`, `unpushed` and `generated_at` are set. Pushing uses the token in
/// `GITHUB_TOKEN` there, and in a pipeline of GitLab that in `GITLAB_TOKEN`, else that of the job itself.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen publish --dry-run    tell what would be committed, and what would be left out
  allgreen publish --no-push    try it all on this machine
  allgreen publish --out public --unpushed unpushed    in a workflow")]
pub struct Publish {
    #[command(flatten)]
    pub repository: Repository,

    /// The folder that the site is written into
    #[arg(long, value_name = "DIR", default_value = "public")]
    pub out: PathBuf,

    /// Where the site will stand, instead of `page.url`
    #[arg(long, value_name = "URL", value_parser = parse_url)]
    pub base_url: Option<Url>,

    /// The branch that is published
    #[arg(long, value_name = "NAME", default_value = "main")]
    pub branch: String,

    /// Keep the log on a branch of its own, where no rule for the published branch refuses it
    #[arg(long, value_name = "NAME")]
    pub log_branch: Option<String>,

    /// Where new lines of the log are kept if the push is refused, and looked for at the next run
    #[arg(long, value_name = "DIR")]
    pub unpushed: Option<PathBuf>,

    /// The branch that takes a commit to deploy under when nothing else was pushed
    #[arg(long, value_name = "NAME", default_value = "allgreen-deploy")]
    pub deploy_branch: String,

    /// Deploy under the commit that is checked out, whether it was deployed before or not: only GitHub Pages takes the
    /// same commit for the old site
    #[arg(long, conflicts_with = "deploy_branch")]
    pub no_deploy_branch: bool,

    /// Commit, but push nothing
    #[arg(long)]
    pub no_push: bool,

    #[command(flatten)]
    pub answering: Answering,
}
