use serde::Serialize;

use super::base::Base;
use super::{Due, Guide, Label, PageHead, Period, Place, Update, address, course};
use crate::model::{ComponentIndex, ComponentStatus, Incident, IncidentStatus, Span};

/// The page of an incident. Nothing on it depends on when it was made, so that it stays as it is, but whether the
/// word that is due while it is open is late.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentPage {
    pub head: PageHead,
    pub title: String,
    pub status: Label,
    pub impact: Label,
    pub period: Period,
    /// How long it lasted, once it is over.
    pub duration: Option<String>,
    pub due: Option<Due>,
    pub affected: Vec<Affected>,
    pub postmortem: Option<Update>,
    /// Newest first, without the postmortem.
    pub updates: Vec<Update>,
    pub month: Place,
}

/// How one component fared while the incident was open.
#[derive(Clone, Debug, Serialize)]
pub struct Affected {
    pub component: Place,
    /// All of it as one drawing.
    pub course: String,
    /// In order of time.
    pub times: Vec<Fared>,
}

/// A status that the incident gave, and when.
#[derive(Clone, Debug, Serialize)]
pub struct Fared {
    pub label: Label,
    pub period: Period,
    /// None while it goes on.
    pub duration: Option<String>,
}

impl IncidentPage {
    pub fn new(incident: &Incident, guide: &Guide<'_>) -> Self {
        let (now, words) = (guide.now(), guide.words);
        let (start, end) = (incident.start(), incident.resolved_at(now));
        let mut updates = Update::of_incident(incident, Base::ITSELF, guide);
        let postmortem = Update::take_postmortem(&mut updates, incident, guide);
        let date = guide.zone().date(start);
        Self {
            head: PageHead::new(address::event(&incident.id), &incident.title, description(incident, guide), guide),
            title: incident.title.clone(),
            status: Label::incident(status(incident, guide), words),
            impact: Label::impact(incident.impact(now), words),
            period: Period::new(start, end, guide),
            duration: end.map(|end| words.lasting(end.seconds_since(start))),
            due: Due::new(incident, guide),
            affected: incident.components(now).into_iter().map(|each| Affected::new(incident, each, guide)).collect(),
            postmortem,
            updates,
            month: Place { name: words.month(date), href: address::month(date.year(), date.month()) },
        }
    }
}

/// A postmortem is told after an incident is over; what visitors ask is whether it is.
fn status(incident: &Incident, guide: &Guide<'_>) -> IncidentStatus {
    match incident.status(guide.now()) {
        IncidentStatus::Postmortem => IncidentStatus::Resolved,
        other => other,
    }
}

/// `Resolved: All payments have gone through…`
fn description(incident: &Incident, guide: &Guide<'_>) -> String {
    let status = status(incident, guide);
    let told = incident.updates_until(guide.now()).iter().rev().find(|update| update.status == status);
    let text = told.map(|update| guide.in_words(&update.text, &incident.link_definitions)).unwrap_or_default();
    let values = [
        ("status", guide.words.incident_status(status).into()),
        ("text", super::item::shortened(text, super::item::SUMMARY).into()),
    ];
    guide.words.format_with("about-event", &values)
}

impl Affected {
    fn new(incident: &Incident, component: ComponentIndex, guide: &Guide<'_>) -> Self {
        let stretches = incident.stretches(guide.now());
        let given = stretches.iter().filter_map(|stretch| Some((stretch.span, *stretch.gives.get(&component)?)));
        let given: Vec<_> = given.collect();
        // Updates that leave this component alone must not cut its story into pieces.
        let runs = given.chunk_by(|a, b| a.1 == b.1 && a.0.until == Some(b.0.from));
        let joined = |run: &[(Span, _)]| (Span { from: run[0].0.from, until: run[run.len() - 1].0.until }, run[0].1);
        let course: Vec<_> = runs.map(joined).collect();
        let times = without_calm_end(&course).iter().map(|(span, status)| Fared::new(*span, *status, guide));
        Self {
            component: guide.component(component),
            course: course::draw(incident.start(), incident.resolved_at(guide.now()), &course),
            times: times.collect(),
        }
    }
}

impl Fared {
    fn new(Span { from, until }: Span, status: ComponentStatus, guide: &Guide<'_>) -> Self {
        Self {
            label: Label::component(status, guide.words),
            period: Period::new(from, until, guide),
            duration: until.map(|until| guide.words.lasting(until.seconds_since(from))),
        }
    }
}

/// Without a last stretch in which all was well again, which the end of the one before it tells.
fn without_calm_end(course: &[(Span, ComponentStatus)]) -> &[(Span, ComponentStatus)] {
    match course {
        [earlier @ .., (_, ComponentStatus::Operational)] if !earlier.is_empty() => earlier,
        all => all,
    }
}
