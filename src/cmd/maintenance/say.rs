use anyhow::bail;

use crate::cli::SayOfMaintenance;
use crate::cmd::Outcome;
use crate::cmd::event::{Change, Deed, Events, Order, make};
use crate::edit::{Statuses, written};
use crate::model::{Instant, Maintenance, MaintenanceStatus};

/// How near a window must be to be begun without a name, in seconds.
const NEAR: i64 = 24 * 3600;

/// What can be said of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Start,
    Finish,
    Cancel,
}

pub fn start(args: &SayOfMaintenance) -> anyhow::Result<Outcome> {
    say(args, Turn::Start)
}

pub fn finish(args: &SayOfMaintenance) -> anyhow::Result<Outcome> {
    say(args, Turn::Finish)
}

pub fn cancel(args: &SayOfMaintenance) -> anyhow::Result<Outcome> {
    say(args, Turn::Cancel)
}

fn say(args: &SayOfMaintenance, turn: Turn) -> anyhow::Result<Outcome> {
    let order = Order { repository: &args.repository, message: &args.message, answering: args.answering };
    make(order, "", &|events, text| {
        let (all, now) = (&events.site.windows, events.now);
        let candidates: Vec<_> = all.iter().filter(|window| turn.may_mean(window, now)).collect();
        let window = events.choose(all, args.id.as_deref(), &candidates, turn.of_which())?;
        turn.make_sense(window, events)?;
        Change::say(events, window, turn.status().word(), Statuses::default(), text.unwrap_or_default(), turn.deed())
    })
}

impl Turn {
    const fn status(self) -> MaintenanceStatus {
        match self {
            Self::Start => MaintenanceStatus::InProgress,
            Self::Finish => MaintenanceStatus::Completed,
            Self::Cancel => MaintenanceStatus::Canceled,
        }
    }

    const fn deed(self) -> Deed {
        match self {
            Self::Start => Deed { to_do: "start", done: "started" },
            Self::Finish => Deed { to_do: "finish", done: "finished" },
            Self::Cancel => Deed { to_do: "cancel", done: "canceled" },
        }
    }

    /// What holds of the windows that it may be about.
    const fn of_which(self) -> &'static str {
        match self {
            Self::Start => "planned within a day",
            Self::Finish => "in progress",
            Self::Cancel => "planned",
        }
    }

    /// Whether it may be about a window that was not named.
    fn may_mean(self, window: &Maintenance, now: Instant) -> bool {
        let is_scheduled = window.status(now) == MaintenanceStatus::Scheduled;
        match self {
            Self::Start => waits(window, now) && now.plus(-NEAR) <= window.starts && window.starts <= now.plus(NEAR),
            Self::Finish => window.status(now).is_active(),
            Self::Cancel => is_scheduled,
        }
    }

    /// Refuses to say of a window what does not follow on what it is.
    fn make_sense(self, window: &Maintenance, events: &Events) -> anyhow::Result<()> {
        let (id, now) = (&window.id, events.now);
        let status = window.status(now);
        if status.is_over() {
            let word = status.word();
            let since = window.completed_at(now).map(written).unwrap_or_default();
            bail!("`{id}` is {word} since {since}\nhint: `allgreen maintenance plan` plans another window");
        }
        match self {
            Self::Finish if !status.is_active() => {
                bail!("`{id}` has not begun\nhint: `allgreen maintenance cancel {id}` calls it off")
            }
            Self::Start if !waits(window, now) => {
                bail!("`{id}` has begun already\nhint: `allgreen maintenance finish {id}` ends it")
            }
            Self::Cancel if !waits(window, now) => {
                bail!("`{id}` has begun\nhint: `allgreen maintenance finish {id}` ends it")
            }
            _ => Ok(()),
        }
    }
}

/// Whether nobody has said that the work has begun, whatever the clock says.
fn waits(window: &Maintenance, now: Instant) -> bool {
    let begun = window.updates_until(now).last().is_some_and(|update| update.status.is_active());
    !window.status(now).is_over() && !begun
}
