use super::{FileChange, Workspace};
use crate::diagnostic::Failure;
use crate::edit::{NewAffects, NewFrontMatter, NewHeading, StatusPairs, next_update_time};
use crate::model::{ComponentStatus, Impact, Incident, IncidentStatus, Instant};

/// An incident to open.
#[derive(Clone, Debug)]
pub struct NewIncident {
    /// The id, or `None` to derive one from the date and the title.
    pub id: Option<String>,
    pub title: String,
    /// The ids of the affected components with their statuses.
    pub affects: Vec<(String, ComponentStatus)>,
    pub status: IncidentStatus,
    /// The impact, or `None` to derive it from the statuses of the components.
    pub impact: Option<Impact>,
    /// When the problem began, as in the key `started`. A time without a zone is in the zone of the page.
    pub started: Option<String>,
    /// The promised interval between updates, as in the key `update_every`.
    pub update_every: Option<String>,
}

/// An update of an existing incident.
#[derive(Clone, Debug, Default)]
pub struct NewIncidentUpdate {
    /// The id. `None` picks the only open incident; for a postmortem, the last resolved incident without a postmortem.
    pub id: Option<String>,
    /// The new status, or `None` to keep the current one.
    pub status: Option<IncidentStatus>,
    /// The ids of components with the statuses that they have from this update on.
    pub affects: Vec<(String, ComponentStatus)>,
    /// The time of the update, or `None` for now. A time without a zone is in the zone of the page.
    pub at: Option<String>,
}

impl NewIncident {
    /// Plans the file of the incident, with `text` as its first update.
    ///
    /// # Errors
    /// When a component, the id, the start or the text is invalid.
    pub fn plan(&self, workspace: &Workspace, text: &str) -> Result<FileChange, Failure> {
        let affects = workspace.statuses(&self.affects)?;
        let started = self.started.as_ref().map(|text| past_time("start", text, workspace)).transpose()?;
        let front = NewFrontMatter {
            title: self.title.clone(),
            affects: NewAffects::Statuses(affects.clone()),
            started: started.map(Instant::format_utc),
            impact: self.impact.map(|impact| impact.word().to_owned()),
            update_every: self.update_every.clone(),
            maintenance: None,
        };
        let at = next_update_time(workspace.now, started);
        let heading = NewHeading { at, status: self.status.word(), sets: StatusPairs::default() };
        let id = workspace.free_id::<Incident>(self.id.as_deref(), &self.title, workspace.now)?;
        FileChange::create(id, &front, heading, affects, text)
    }
}

/// Parses a time of an incident, which messages call the `name` time.
fn past_time(name: &str, text: &str, workspace: &Workspace) -> Result<Instant, Failure> {
    let at = workspace.time(name, text)?;
    if at > workspace.now {
        let (at, now) = (at.format_utc(), workspace.now.format_utc());
        return Err(Failure::invalid(format!("the {name} time {at} is in the future: it is {now} now")));
    }
    Ok(at)
}

impl NewIncidentUpdate {
    /// Plans the update. `text` is `None` as long as the user has not written it.
    ///
    /// # Errors
    /// When the incident does not exist, its current status does not allow the update, or the update is empty.
    pub fn plan(&self, workspace: &Workspace, text: Option<&str>) -> Result<FileChange, Failure> {
        let incident = self.incident(workspace)?;
        let current = incident.status(workspace.now);
        let status = self.status.unwrap_or(current);
        require_transition(incident, status, workspace)?;
        let is_empty = text.is_some_and(|text| text.trim().is_empty());
        if is_empty && status == IncidentStatus::Postmortem {
            let failure = Failure::invalid("the postmortem has no text");
            return Err(failure.hint("pass the text with `--message` or `--message-file`"));
        }
        if is_empty && self.affects.is_empty() && status == current {
            let failure = Failure::invalid("the update has no text and changes no status");
            return Err(failure.hint("pass a text, `--status` or `--affects`"));
        }
        let affects = workspace.statuses(&self.affects)?;
        let at = self.at.as_ref().map(|text| past_time("end", text, workspace)).transpose()?;
        FileChange::append(workspace, incident, at, status.word(), affects, text.unwrap_or_default())
    }

    fn incident<'a>(&self, workspace: &'a Workspace) -> Result<&'a Incident, Failure> {
        let (all, now) = (&workspace.site.incidents, workspace.now);
        if self.status == Some(IncidentStatus::Postmortem) {
            let waiting =
                all.iter().filter(|each| each.status(now) == IncidentStatus::Resolved && !has_postmortem(each));
            let newest: Vec<_> = waiting.max_by_key(|each| each.resolved_at(now)).into_iter().collect();
            return workspace.choose(all, self.id.as_deref(), &newest, "resolved and without a postmortem");
        }
        let open: Vec<_> = all.iter().filter(|each| each.is_open(now)).collect();
        workspace.choose(all, self.id.as_deref(), &open, "open")
    }
}

fn has_postmortem(incident: &Incident) -> bool {
    incident.updates.iter().any(|update| update.status == IncidentStatus::Postmortem)
}

/// Returns an error if the incident cannot change from its current status to `status`.
fn require_transition(incident: &Incident, status: IncidentStatus, workspace: &Workspace) -> Result<(), Failure> {
    use IncidentStatus::{Postmortem, Resolved};
    let id = &incident.id;
    match (incident.status(workspace.now), status) {
        (Resolved | Postmortem, Resolved) => {
            let since = incident.resolved_at(workspace.now).map(Instant::format_utc).unwrap_or_default();
            let failure = Failure::conflict(format!("`{id}` is already resolved, since {since}"));
            Err(failure.hint(format!("`allgreen incident update {id} --status investigating` reopens it")))
        }
        (Postmortem, Postmortem) => {
            let path = workspace.file(id)?.0;
            Err(Failure::conflict(format!("`{id}` already has a postmortem")).hint(format!("edit it in `{path}`")))
        }
        (current, Postmortem) if !current.is_over() => {
            let failure = Failure::conflict(format!("`{id}` is not resolved yet"));
            Err(failure.hint(format!("run `allgreen incident resolve {id}` first")))
        }
        _ => Ok(()),
    }
}
