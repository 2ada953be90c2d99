//! `allgreen incident`.

mod list;
mod open;
mod update;

use super::Outcome;
use crate::cli::{IncidentArgs, IncidentCommand};
use crate::diagnostic::Failure;

pub fn run(args: &IncidentArgs) -> Result<Outcome, Failure> {
    match &args.action {
        IncidentCommand::Open(args) => open::run(args),
        IncidentCommand::Update(args) => update::update(args),
        IncidentCommand::Resolve(args) => update::resolve(args),
        IncidentCommand::Postmortem(args) => update::postmortem(args),
        IncidentCommand::List(args) => list::run(args),
    }
}
