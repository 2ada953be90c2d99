//! `allgreen maintenance`.

mod list;
mod plan;
mod update;

use super::Outcome;
use crate::cli::{MaintenanceArgs, MaintenanceCommand};
use crate::diagnostic::Failure;

pub fn run(args: &MaintenanceArgs) -> Result<Outcome, Failure> {
    match &args.action {
        MaintenanceCommand::Plan(args) => plan::run(args),
        MaintenanceCommand::Start(args) => update::start(args),
        MaintenanceCommand::Finish(args) => update::finish(args),
        MaintenanceCommand::Cancel(args) => update::cancel(args),
        MaintenanceCommand::List(args) => list::run(args),
    }
}
