use crate::change::NewIncidentUpdate;
use crate::cli::{ChangeArgs, PostmortemArgs, ResolveIncidentArgs, UpdateIncidentArgs};
use crate::cmd::Outcome;
use crate::cmd::change::{self, Verb};
use crate::diagnostic::Failure;
use crate::model::IncidentStatus;

const UPDATE: Verb = Verb { infinitive: "update", past: "updated" };
const RESOLVE: Verb = Verb { infinitive: "resolve", past: "resolved" };
const POSTMORTEM: Verb = Verb { infinitive: "add a postmortem to", past: "added a postmortem to" };

pub fn update(args: &UpdateIncidentArgs) -> Result<Outcome, Failure> {
    let affects = args.affects.iter().map(|each| (each.component.clone(), each.status)).collect();
    run(&args.change, UPDATE, &NewIncidentUpdate { id: args.id.clone(), status: args.status, affects, at: None })
}

pub fn resolve(args: &ResolveIncidentArgs) -> Result<Outcome, Failure> {
    let (id, at) = (args.id.clone(), args.ended.clone());
    let update = NewIncidentUpdate { id, at, status: Some(IncidentStatus::Resolved), ..NewIncidentUpdate::default() };
    run(&args.change, RESOLVE, &update)
}

pub fn postmortem(args: &PostmortemArgs) -> Result<Outcome, Failure> {
    let (id, status) = (args.id.clone(), Some(IncidentStatus::Postmortem));
    run(&args.change, POSTMORTEM, &NewIncidentUpdate { id, status, ..NewIncidentUpdate::default() })
}

fn run(args: &ChangeArgs, verb: Verb, update: &NewIncidentUpdate) -> Result<Outcome, Failure> {
    change::run(args, verb, "", &|workspace, text| update.plan(workspace, text))
}
