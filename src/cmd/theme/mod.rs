mod copy;
mod list;

use super::Outcome;
use crate::cli::{Theme, ThemeAction};
use crate::diagnostic::Failure;

pub fn run(args: &Theme) -> Result<Outcome, Failure> {
    match &args.action {
        ThemeAction::List(args) => list::run(args),
        ThemeAction::Copy(args) => copy::run(args),
    }
}
