//! `allgreen maintenance`.

mod list;
mod plan;
mod update;

use super::Outcome;
use crate::cli::{Maintenance, MaintenanceAction};
use crate::diagnostic::Failure;

pub fn run(args: &Maintenance) -> Result<Outcome, Failure> {
    match &args.action {
        MaintenanceAction::Plan(args) => plan::run(args),
        MaintenanceAction::Start(args) => update::start(args),
        MaintenanceAction::Finish(args) => update::finish(args),
        MaintenanceAction::Cancel(args) => update::cancel(args),
        MaintenanceAction::List(args) => list::run(args),
    }
}
