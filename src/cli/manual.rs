use std::path::PathBuf;

use clap::Args;

/// Write manual pages, one per command
///
/// Their date is `SOURCE_DATE_EPOCH`, or today.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen manual --out ~/.local/share/man/man1    then `man allgreen` and `man allgreen-incident-open`
  sudo allgreen manual --out /usr/local/share/man/man1")]
pub struct ManualArgs {
    /// Directory to write the pages to; `man` searches directories called `man1`
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}
