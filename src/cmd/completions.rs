use std::io;

use clap::CommandFactory;

use super::Outcome;
use crate::cli::{Cli, Completions};

#[expect(clippy::unnecessary_wraps, reason = "every subcommand has the same form")]
pub fn run(args: &Completions) -> anyhow::Result<Outcome> {
    clap_complete::generate(args.shell, &mut Cli::command(), "allgreen", &mut io::stdout());
    Ok(Outcome::Good)
}
