use crate::change::{NewWindow, WindowEnd, window_template};
use crate::check::WindowTemplate;
use crate::cli::PlanWindowArgs;
use crate::cmd::Outcome;
use crate::cmd::change::{self, Verb};
use crate::diagnostic::Failure;

const PLAN: Verb = Verb { infinitive: "plan", past: "planned" };

pub fn run(args: &PlanWindowArgs) -> Result<Outcome, Failure> {
    let template = window_template(&args.change.repository.source, args.template.as_deref())?;
    let window = window(args, &template)?;
    change::run(&args.change, PLAN, &template.text, &|workspace, text| window.plan(workspace, text.unwrap_or_default()))
}

/// Returns the window to plan: the arguments, or else the values of the template.
fn window(args: &PlanWindowArgs, template: &WindowTemplate) -> Result<NewWindow, Failure> {
    let title = args.title.as_ref().or(template.title.as_ref());
    let end = match (&args.ends, args.duration) {
        (Some(time), _) => WindowEnd::At(time.clone()),
        (None, Some(seconds)) => WindowEnd::After(seconds),
        (None, None) => return Err(Failure::invalid("the window has no end").hint("pass `--ends TIME` or `--for 2h`")),
    };
    Ok(NewWindow {
        id: args.id.clone(),
        title: title.cloned().ok_or_else(change::no_title)?,
        components: if args.affects.is_empty() { template.affects.clone() } else { args.affects.clone() },
        starts: args.starts.clone(),
        end,
    })
}
