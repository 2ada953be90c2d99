use std::io;

use clap::CommandFactory;

use super::Outcome;
use crate::cli::{Cli, CompletionsArgs};
use crate::diagnostic::Failure;

#[expect(clippy::unnecessary_wraps, reason = "every subcommand has the same signature")]
pub fn run(args: &CompletionsArgs) -> Result<Outcome, Failure> {
    clap_complete::generate(args.shell, &mut Cli::command(), "allgreen", &mut io::stdout());
    Ok(Outcome::Good)
}
