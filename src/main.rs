//! The program: reads what was typed, runs it, and tells how it ended.

use std::io::Write;
use std::process::ExitCode;

use allgreen::cli::Cli;
use allgreen::cmd;
use clap::Parser;
use mimalloc::MiMalloc;

/// Pages are many small texts, and every thread makes some: this serves them in half the time of the system's own
/// allocator, and in a fraction of that of musl, which static binaries would have otherwise.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

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
