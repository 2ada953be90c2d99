use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{AnswerArgs, AnswerFormat, parse_folder};

/// List the files of the theme, and copy them for editing
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen theme list
  allgreen theme copy footer.html    then edit theme/templates/parts/footer.html")]
pub struct ThemeArgs {
    #[command(subcommand)]
    pub action: ThemeCommand,
}

#[derive(Debug, Subcommand)]
pub enum ThemeCommand {
    List(ListThemeArgs),
    Copy(CopyThemeArgs),
}

/// List the files of the built-in theme and those in `theme/`
#[derive(Debug, Args)]
#[command(after_help = "\
A file is
  built in   part of the program
  unchanged  in `theme/`, identical to the built-in one
  replaced   in `theme/`, different from the built-in one
  added      in `theme/`, without a built-in one
  unused     in `theme/`, but no page uses it

Example:
  allgreen theme list
  allgreen theme list --source status --format json")]
pub struct ListThemeArgs {
    /// Directory with `status.yaml`
    #[arg(long, value_name = "DIR", default_value = ".", value_parser = parse_folder)]
    pub source: PathBuf,

    /// Output format
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
    pub format: AnswerFormat,
}

/// Copy built-in files to `theme/`, for editing
///
/// If one of the files already exists, nothing is copied.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen theme copy templates/parts/footer.html
  allgreen theme copy footer.html style.css
  allgreen theme copy --all --dry-run")]
pub struct CopyThemeArgs {
    /// Path of a file as listed by `allgreen theme list`, or the end of such a path: `footer.html`
    #[arg(value_name = "NAME", required_unless_present = "all", conflicts_with = "all")]
    pub names: Vec<String>,

    /// Copy every file of the theme
    #[arg(long)]
    pub all: bool,

    /// Directory with `status.yaml`
    #[arg(long, value_name = "DIR", default_value = ".", value_parser = parse_folder)]
    pub source: PathBuf,

    #[command(flatten)]
    pub answering: AnswerArgs,
}
