use super::{FileChange, Workspace};
use crate::diagnostic::Failure;
use crate::edit::{NewAffects, NewFrontMatter, NewHeading, StatusPairs, WindowTimes, next_update_time};
use crate::model::{ComponentStatus, Date, Instant, Maintenance, MaintenanceStatus};

/// How many seconds before or after its planned start a window can be started without its id.
const NEAR: i64 = 24 * 3600;

/// A maintenance window to plan.
#[derive(Clone, Debug)]
pub struct NewWindow {
    /// The id, or `None` to derive one from the date of the start and the title.
    pub id: Option<String>,
    pub title: String,
    /// The ids of the components that are under maintenance.
    pub components: Vec<String>,
    /// The start. A time without a zone is in the zone of the page.
    pub starts: String,
    pub end: WindowEnd,
}

/// When a planned window ends.
#[derive(Clone, Debug)]
pub enum WindowEnd {
    /// At this time. A time without a zone is in the zone of the page.
    At(String),
    /// This many seconds after the start.
    After(u32),
}

/// An update of an existing maintenance window.
#[derive(Clone, Debug)]
pub struct WindowUpdate {
    /// The id, or `None` to pick the only window that the step fits, such as the only one in progress for `Finish`.
    pub id: Option<String>,
    pub step: WindowStep,
}

/// A change of the status of a maintenance window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowStep {
    Start,
    Finish,
    Cancel,
}

impl NewWindow {
    /// Returns the new file of the window, with `text` as its first update. Writes nothing.
    ///
    /// # Errors
    /// When a component, the id, a time or the text is invalid.
    pub fn plan(&self, workspace: &Workspace, text: &str) -> Result<FileChange, Failure> {
        let components = workspace.components(&self.components)?;
        let (starts, ends) = self.times(workspace)?;
        let front = NewFrontMatter {
            title: self.title.clone(),
            maintenance: Some(WindowTimes { starts: starts.format_utc(), ends: ends.format_utc() }),
            affects: NewAffects::Components(components.clone()),
            ..NewFrontMatter::default()
        };
        let status = MaintenanceStatus::Scheduled.word();
        let heading = NewHeading { at: next_update_time(workspace.now, None), status, sets: StatusPairs::default() };
        let id = workspace.free_id::<Maintenance>(self.id.as_deref(), &self.title, starts)?;
        FileChange::create(id, &front, heading, under_maintenance(components), text)
    }

    /// Returns the start and the end of the window. The end must be later than the start and later than now.
    fn times(&self, workspace: &Workspace) -> Result<(Instant, Instant), Failure> {
        let starts = workspace.time("start", &self.starts)?;
        let ends = match &self.end {
            WindowEnd::At(text) => workspace.time("end", text)?,
            WindowEnd::After(seconds) => starts.plus(i64::from(*seconds)),
        };
        let last = *Date::YEARS.end();
        if workspace.site.page.zone.date(ends).year() > last {
            return Err(Failure::invalid(format!("the window would end after the year {last}"))
                .hint("choose an earlier start, or a shorter `--for`"));
        }
        let (start, end) = (starts.format_utc(), ends.format_utc());
        if ends <= starts {
            return Err(Failure::invalid(format!("the end {end} is not after the start {start}")));
        }
        if ends <= workspace.now {
            let failure = Failure::invalid(format!("the end {end} is in the past"));
            return Err(failure.hint("to document past maintenance, write a file in `incidents/`"));
        }
        Ok((starts, ends))
    }
}

fn under_maintenance(components: Vec<String>) -> StatusPairs {
    let word = ComponentStatus::UnderMaintenance.word();
    StatusPairs(components.into_iter().map(|component| (component, word.to_owned())).collect())
}

impl WindowUpdate {
    /// Returns the change that adds this update to the file of its window. `text` is the Markdown of the update.
    ///
    /// # Errors
    /// When the window does not exist, or in its current status cannot be started, finished or canceled as requested.
    pub fn plan(&self, workspace: &Workspace, text: &str) -> Result<FileChange, Failure> {
        let (all, now) = (&workspace.site.windows, workspace.now);
        let candidates: Vec<_> = all.iter().filter(|window| self.step.is_likely_for(window, now)).collect();
        let window = workspace.choose(all, self.id.as_deref(), &candidates, self.step.candidates())?;
        self.step.require_possible(window, now)?;
        FileChange::append(workspace, window, None, self.step.status().word(), StatusPairs::default(), text)
    }
}

impl WindowStep {
    const fn status(self) -> MaintenanceStatus {
        match self {
            Self::Start => MaintenanceStatus::InProgress,
            Self::Finish => MaintenanceStatus::Completed,
            Self::Cancel => MaintenanceStatus::Canceled,
        }
    }

    /// Describes the windows that this step may be meant for. The text ends messages such as `no maintenance window is
    /// in progress`.
    const fn candidates(self) -> &'static str {
        match self {
            Self::Start => "scheduled within a day",
            Self::Finish => "in progress",
            Self::Cancel => "scheduled",
        }
    }

    /// Whether a user who asks for this step without an id may mean this window.
    fn is_likely_for(self, window: &Maintenance, now: Instant) -> bool {
        match self {
            Self::Start => {
                is_waiting(window, now) && now.plus(-NEAR) <= window.starts && window.starts <= now.plus(NEAR)
            }
            Self::Finish => window.status(now).is_active(),
            Self::Cancel => window.status(now) == MaintenanceStatus::Scheduled,
        }
    }

    /// Returns an error if the window, in its current status, cannot be started, finished or canceled as requested.
    fn require_possible(self, window: &Maintenance, now: Instant) -> Result<(), Failure> {
        let (id, status) = (&window.id, window.status(now));
        if status.is_over() {
            let since = window.completed_at(now).map(Instant::format_utc).unwrap_or_default();
            let failure = Failure::conflict(format!("`{id}` is already {}, since {since}", status.word()));
            return Err(failure.hint("`allgreen maintenance plan` plans another window"));
        }
        match self {
            Self::Finish if !status.is_active() => {
                let failure = Failure::conflict(format!("`{id}` has not started yet"));
                Err(failure.hint(format!("`allgreen maintenance cancel {id}` cancels the window")))
            }
            Self::Start | Self::Cancel if !is_waiting(window, now) => {
                let failure = Failure::conflict(format!("`{id}` has already started"));
                Err(failure.hint(format!("`allgreen maintenance finish {id}` ends the window")))
            }
            _ => Ok(()),
        }
    }
}

/// Whether the window is not over and no update has started it. Its planned start may have passed.
fn is_waiting(window: &Maintenance, now: Instant) -> bool {
    let has_started = window.updates_until(now).last().is_some_and(|update| update.status.is_active());
    !window.status(now).is_over() && !has_started
}
