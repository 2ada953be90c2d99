use std::io;

use clap::CommandFactory;

use super::Outcome;
use crate::cli::{Cli, Completions};
use crate::diagnostic::Failure;

#[expect(clippy::unnecessary_wraps, reason = "every subcommand has the same form")]
pub fn run(args: &Completions) -> Result<Outcome, Failure> {
    clap_complete::generate(args.shell, &mut Cli::command(), "allgreen", &mut io::stdout());
    Ok(Outcome::Good)
}
