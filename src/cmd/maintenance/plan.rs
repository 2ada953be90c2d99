use anyhow::{Context, bail};

use crate::check::typed;
use crate::cli::PlanMaintenance;
use crate::cmd::event::{Change, Deed, Events, Order, WindowTemplate, make};
use crate::cmd::{Outcome, report};
use crate::edit::{Affects, Front, Heading, Statuses, Window, moment, written};
use crate::model::{ComponentStatus, Instant, Maintenance, MaintenanceStatus};

const PLAN: Deed = Deed { to_do: "plan", done: "planned" };

pub fn run(args: &PlanMaintenance) -> anyhow::Result<Outcome> {
    let template = WindowTemplate::read(&args.repository.source, args.template.as_deref())?;
    let order = Order { repository: &args.repository, message: &args.message, answering: args.answering };
    make(order, &template.text, &|events, text| plan(args, &template, events, text.unwrap_or_default()))
}

fn plan(args: &PlanMaintenance, template: &WindowTemplate, events: &Events, text: &str) -> anyhow::Result<Change> {
    let no_title = "the template has no title\nhint: type one";
    let title = args.title.as_ref().or(template.title.as_ref()).context(no_title)?;
    let components = if args.affects.is_empty() { &template.affects } else { &args.affects };
    let components = events.components(components.iter().map(String::as_str))?;
    let (starts, ends) = times(args, events)?;
    let front = Front {
        title: title.clone(),
        maintenance: Some(Window { starts: written(starts), ends: written(ends) }),
        affects: Affects::Components(components.clone()),
        ..Front::default()
    };
    let heading = Heading {
        at: moment(events.now, None),
        status: MaintenanceStatus::Scheduled.word(),
        sets: Statuses::default(),
    };
    let id = events.free_id::<Maintenance>(args.id.as_deref(), title, starts)?;
    Change::open(id, &front, heading, under_maintenance(components), text, PLAN)
}

/// When the window starts and when it ends, which lies behind both that and now.
fn times(args: &PlanMaintenance, events: &Events) -> anyhow::Result<(Instant, Instant)> {
    let time = |option, text: &str| {
        typed::instant(text, events.site.page.zone).map_err(|problem| report::refusal(option, &problem))
    };
    let starts = time("--starts", &args.starts)?;
    let ends = match (&args.ends, args.lasting) {
        (Some(text), _) => time("--ends", text)?,
        (None, Some(seconds)) => starts.plus(i64::from(seconds)),
        (None, None) => bail!("there is no end\nhint: type `--ends TIME` or `--for 2h`"),
    };
    if Instant::from_unix(ends.unix()).is_none() {
        bail!("the window would never end\nhint: `--for` is a length of time such as `2h`");
    }
    if ends <= starts {
        bail!("the window would end at {}, which is not after its start at {}", written(ends), written(starts));
    }
    if ends <= events.now {
        bail!(
            "the window would be over since {}\nhint: what has been is told by writing a file into `incidents/`",
            written(ends)
        );
    }
    Ok((starts, ends))
}

/// What a window gives its components.
pub(super) fn under_maintenance(components: Vec<String>) -> Statuses {
    let word = ComponentStatus::UnderMaintenance.word();
    Statuses(components.into_iter().map(|component| (component, word.to_owned())).collect())
}
