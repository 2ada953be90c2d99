//! The program: reads the command line and runs the command.

use std::process::ExitCode;

use allgreen::cli::Cli;
use allgreen::cmd;
use mimalloc::MiMalloc;

/// The allocator. Every thread allocates many small strings to render pages: mimalloc takes half as long as the system
/// allocator, and a fraction of the time of musl's allocator, which static binaries would otherwise use.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    cmd::run(Cli::read())
}
