use crate::change::NewIncidentUpdate;
use crate::cli::{ChangeArgs, EndIncidentArgs, UpdateIncidentArgs};
use crate::cmd::Outcome;
use crate::cmd::change::{self, Verb};
use crate::diagnostic::Failure;
use crate::model::IncidentStatus;

const UPDATE: Verb = Verb { infinitive: "update", past: "updated" };
const RESOLVE: Verb = Verb { infinitive: "resolve", past: "resolved" };
const POSTMORTEM: Verb = Verb { infinitive: "add a postmortem to", past: "added a postmortem to" };

pub fn update(args: &UpdateIncidentArgs) -> Result<Outcome, Failure> {
    let affects = args.affects.iter().map(|each| (each.component.clone(), each.status)).collect();
    run(&args.change, UPDATE, &NewIncidentUpdate { id: args.id.clone(), status: args.status, affects })
}

pub fn resolve(args: &EndIncidentArgs) -> Result<Outcome, Failure> {
    end(args, RESOLVE, IncidentStatus::Resolved)
}

pub fn postmortem(args: &EndIncidentArgs) -> Result<Outcome, Failure> {
    end(args, POSTMORTEM, IncidentStatus::Postmortem)
}

fn end(args: &EndIncidentArgs, verb: Verb, status: IncidentStatus) -> Result<Outcome, Failure> {
    let update = NewIncidentUpdate { id: args.id.clone(), status: Some(status), affects: Vec::new() };
    run(&args.change, verb, &update)
}

fn run(args: &ChangeArgs, verb: Verb, update: &NewIncidentUpdate) -> Result<Outcome, Failure> {
    change::run(args, verb, "", &|workspace, text| update.plan(workspace, text))
}
