use std::path::PathBuf;

use clap::Args;

use super::{AnswerArgs, RepositoryArgs, SiteArgs};

/// Update the log, replace `now` in headings by the time, commit, push, and build the site
///
/// Intended for the job that publishes the page. First updates the checkout to the newest commit of its branch. In GitHub
/// Actions, sets the outputs `version`, `unpushed` and `generated_at`, and pushes with the token in `GITHUB_TOKEN`. In
/// GitLab CI, pushes with the token in `GITLAB_TOKEN`, or else in `CI_JOB_TOKEN`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen publish --dry-run    show what would be committed and what would be left out
  allgreen publish --no-push    test everything on this machine
  allgreen publish --out public --unpushed unpushed    in a workflow")]
pub struct PublishArgs {
    #[command(flatten)]
    pub repository: RepositoryArgs,

    #[command(flatten)]
    pub site: SiteArgs,

    /// Branch to publish
    #[arg(long, value_name = "NAME", default_value = "main")]
    pub branch: String,

    /// Branch that holds the log, if the published branch is protected against pushes
    #[arg(long, value_name = "NAME")]
    pub log_branch: Option<String>,

    /// Directory for log lines whose push was rejected; the next run picks them up from there
    #[arg(long, value_name = "DIR")]
    pub unpushed: Option<PathBuf>,

    /// Branch for an empty commit that identifies the deployment if nothing else was pushed
    #[arg(long, value_name = "NAME", default_value = "allgreen-deploy")]
    pub deploy_branch: String,

    /// Push no commit to identify the deployment: use the checked-out commit, even if it was deployed before; all hosts
    /// except GitHub Pages allow this
    #[arg(long, conflicts_with = "deploy_branch")]
    pub no_deploy_branch: bool,

    /// Commit without pushing
    #[arg(long)]
    pub no_push: bool,

    #[command(flatten)]
    pub answering: AnswerArgs,
}
