mod copy;
mod list;

use super::Outcome;
use crate::cli::{Theme, ThemeAction};

pub fn run(args: &Theme) -> anyhow::Result<Outcome> {
    match &args.action {
        ThemeAction::List(args) => list::run(args),
        ThemeAction::Copy(args) => copy::run(args),
    }
}
