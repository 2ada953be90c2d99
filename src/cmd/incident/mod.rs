//! `allgreen incident`.

mod list;
mod open;
mod say;

use super::Outcome;
use crate::cli::{Incident, IncidentAction};

pub fn run(args: &Incident) -> anyhow::Result<Outcome> {
    match &args.action {
        IncidentAction::Open(args) => open::run(args),
        IncidentAction::Update(args) => say::update(args),
        IncidentAction::Resolve(args) => say::resolve(args),
        IncidentAction::Postmortem(args) => say::postmortem(args),
        IncidentAction::List(args) => list::run(args),
    }
}
