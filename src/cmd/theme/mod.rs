mod copy;
mod list;

use super::Outcome;
use crate::cli::{ThemeArgs, ThemeCommand};
use crate::diagnostic::Failure;

pub fn run(args: &ThemeArgs) -> Result<Outcome, Failure> {
    match &args.action {
        ThemeCommand::List(args) => list::run(args),
        ThemeCommand::Copy(args) => copy::run(args),
    }
}
