//! `allgreen maintenance`.

mod list;
mod plan;
mod say;

use super::Outcome;
use crate::cli::{Maintenance, MaintenanceAction};

pub fn run(args: &Maintenance) -> anyhow::Result<Outcome> {
    match &args.action {
        MaintenanceAction::Plan(args) => plan::run(args),
        MaintenanceAction::Start(args) => say::start(args),
        MaintenanceAction::Finish(args) => say::finish(args),
        MaintenanceAction::Cancel(args) => say::cancel(args),
        MaintenanceAction::List(args) => list::run(args),
    }
}
