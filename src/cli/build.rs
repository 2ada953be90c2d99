use std::path::PathBuf;

use clap::Args;

use super::{RepositoryArgs, parse_url};
use crate::model::Url;

/// Build the site
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen build --out public
  allgreen build --keep-going    in a workflow: a typo never takes the page down")]
pub struct BuildArgs {
    #[command(flatten)]
    pub repository: RepositoryArgs,
    #[command(flatten)]
    pub site: SiteArgs,

    /// Treat warnings as errors, which stop the build unless `--keep-going` is given
    #[arg(long)]
    pub strict: bool,

    /// Build despite errors: read invalid files of incidents part by part, and use the last valid version in git of other
    /// invalid files, or leave them out
    #[arg(long)]
    pub keep_going: bool,
}

/// The directory that the site is written to, and its URL.
#[derive(Debug, Args)]
pub struct SiteArgs {
    /// Directory to write the site to
    #[arg(long, value_name = "DIR", default_value = "public")]
    pub out: PathBuf,

    /// URL at which the site will be published [default: `page.url`]
    #[arg(long, value_name = "URL", value_parser = parse_url)]
    pub base_url: Option<Url>,
}
