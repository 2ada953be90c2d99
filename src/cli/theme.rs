use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{AnswerFormat, Answering, parse_folder};

/// Change how the page looks: the files of the theme, and copies of them to edit
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen theme list
  allgreen theme copy footer.html    and then change theme/templates/parts/footer.html")]
pub struct Theme {
    #[command(subcommand)]
    pub action: ThemeAction,
}

#[derive(Debug, Subcommand)]
pub enum ThemeAction {
    List(ListTheme),
    Copy(CopyTheme),
}

/// List the files of the built-in theme and those of the site's own
#[derive(Debug, Args)]
#[command(after_help = "\
A file is
  built in   as the program brings it
  the same   the site's own, with the bytes of the built-in one
  replaced   the site's own, with others
  added      the site's own, and there is no built-in one
  unused     the site's own, and no page uses it

Example:
  allgreen theme list
  allgreen theme list --source status --format json")]
pub struct ListTheme {
    /// The folder with `status.yaml`
    #[arg(long, value_name = "DIR", default_value = ".", value_parser = parse_folder)]
    pub source: PathBuf,

    /// How the answer is printed
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
    pub format: AnswerFormat,
}

/// Copy built-in files into the site's own theme, for editing
///
/// A file that is there already is never overwritten: then nothing is copied at all.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen theme copy templates/parts/footer.html
  allgreen theme copy footer.html style.css
  allgreen theme copy --all --dry-run")]
pub struct CopyTheme {
    /// A file as `allgreen theme list` shows it, or the end of its path
    #[arg(value_name = "NAME", required_unless_present = "all", conflicts_with = "all")]
    pub names: Vec<String>,

    /// Every file
    #[arg(long)]
    pub all: bool,

    /// The folder with `status.yaml`
    #[arg(long, value_name = "DIR", default_value = ".", value_parser = parse_folder)]
    pub source: PathBuf,

    #[command(flatten)]
    pub answering: Answering,
}
