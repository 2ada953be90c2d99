use std::path::PathBuf;

use clap::Args;

use super::{Repository, parse_url};
use crate::model::Url;

/// Build the site
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen build --out public
  allgreen build --keep-going    in a workflow: a slip of the pen never takes the page down")]
pub struct Build {
    #[command(flatten)]
    pub repository: Repository,

    /// The folder that the site is written into
    #[arg(long, value_name = "DIR", default_value = "public")]
    pub out: PathBuf,

    /// Where the site will stand, instead of `page.url`
    #[arg(long, value_name = "URL", value_parser = parse_url)]
    pub base_url: Option<Url>,

    /// Take warnings for errors, which keep the site from being built unless with --keep-going
    #[arg(long)]
    pub strict: bool,

    /// Publish what is right: a file with an error counts as it was in the newest commit without one
    #[arg(long)]
    pub keep_going: bool,
}
