use crate::change::{WindowStep, WindowUpdate};
use crate::cli::UpdateWindowArgs;
use crate::cmd::Outcome;
use crate::cmd::change::{self, Verb};
use crate::diagnostic::Failure;

pub fn start(args: &UpdateWindowArgs) -> Result<Outcome, Failure> {
    run(args, WindowStep::Start, Verb { infinitive: "start", past: "started" })
}

pub fn finish(args: &UpdateWindowArgs) -> Result<Outcome, Failure> {
    run(args, WindowStep::Finish, Verb { infinitive: "finish", past: "finished" })
}

pub fn cancel(args: &UpdateWindowArgs) -> Result<Outcome, Failure> {
    run(args, WindowStep::Cancel, Verb { infinitive: "cancel", past: "canceled" })
}

fn run(args: &UpdateWindowArgs, step: WindowStep, verb: Verb) -> Result<Outcome, Failure> {
    let update = WindowUpdate { id: args.id.clone(), step };
    change::run(&args.change, verb, "", &|workspace, text| update.plan(workspace, text.unwrap_or_default()))
}
