use clap::Args;
use clap_complete::Shell;

/// Print a completion script for a shell
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen completions bash > ~/.local/share/bash-completion/completions/allgreen")]
pub struct CompletionsArgs {
    /// Shell that will run the script
    #[arg(value_enum)]
    pub shell: Shell,
}
