//! `allgreen incident`.

mod list;
mod open;
mod update;

use super::Outcome;
use crate::cli::{Incident, IncidentAction};
use crate::diagnostic::Failure;

pub fn run(args: &Incident) -> Result<Outcome, Failure> {
    match &args.action {
        IncidentAction::Open(args) => open::run(args),
        IncidentAction::Update(args) => update::update(args),
        IncidentAction::Resolve(args) => update::resolve(args),
        IncidentAction::Postmortem(args) => update::postmortem(args),
        IncidentAction::List(args) => list::run(args),
    }
}
