//! The program: reads what was typed, runs it, and tells how it ended.

use std::io::Write;
use std::process::ExitCode;

use allgreen::cli::Cli;
use allgreen::cmd;
use clap::Parser;

fn main() -> ExitCode {
    match cmd::run(Cli::parse()) {
        Ok(outcome) => outcome.into(),
        // Whoever reads our output may stop reading: that is no failure of ours.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(anstream::stderr(), "error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kinds = error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    kinds.map(std::io::Error::kind).any(|kind| kind == std::io::ErrorKind::BrokenPipe)
}
