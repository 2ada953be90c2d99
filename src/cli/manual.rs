use std::path::PathBuf;

use clap::Args;

/// Write the manual pages, one a command
///
/// They are dated `SOURCE_DATE_EPOCH`, or else today.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen manual --out ~/.local/share/man/man1    then `man allgreen` and `man allgreen-incident-open`
  sudo allgreen manual --out /usr/local/share/man/man1")]
pub struct Manual {
    /// The folder that they are written into, which `man` looks for if it is called `man1`
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}
