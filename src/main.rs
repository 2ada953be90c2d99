//! The program: reads the command line and runs the command.

use std::process::ExitCode;

use allgreen::cli::Cli;
use allgreen::cmd;
use mimalloc::MiMalloc;

/// Pages are many small texts, and every thread makes some: this serves them in half the time of the system's own
/// allocator, and in a fraction of that of musl, which static binaries would have otherwise.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    cmd::run(Cli::read())
}
