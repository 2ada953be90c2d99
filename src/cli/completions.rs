use clap::Args;
use clap_complete::Shell;

/// Print the completions of a shell
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen completions bash > ~/.local/share/bash-completion/completions/allgreen")]
pub struct Completions {
    #[arg(value_enum)]
    pub shell: Shell,
}
