use serde::Serialize;

use crate::model::{ComponentStatus, Incident, IncidentStatus, Span, Stretch};
use crate::view::draw::incident_bar;
use crate::view::markdown::{self, Base};
use crate::view::{Label, NextUpdate, PageHead, PageRef, Period, Update, ViewContext, address, event_item};

/// The page of an incident. It does not depend on when the site was built, except that it shows whether the next update
/// of an open incident is overdue.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentPage {
    pub head: PageHead,
    pub title: String,
    pub status: Label,
    pub impact: Label,
    pub period: Period,
    /// How long the incident lasted; none while it is open.
    pub duration: Option<String>,
    /// When the next update is due; none if no update is promised.
    pub next_update: Option<NextUpdate>,
    /// The affected components.
    pub affected: Vec<AffectedComponent>,
    pub postmortem: Option<Update>,
    /// The updates, newest first, without the postmortem.
    pub updates: Vec<Update>,
    pub month: PageRef,
}

/// The statuses that an incident gave one component.
#[derive(Clone, Debug, Serialize)]
pub struct AffectedComponent {
    pub component: PageRef,
    /// The statuses over time as a bar in SVG, safe to insert without escaping.
    pub bar: String,
    /// The statuses that the incident gave the component, oldest first, each with its start and end.
    pub periods: Vec<StatusPeriod>,
}

/// A status that an incident gave a component, and when.
#[derive(Clone, Debug, Serialize)]
pub struct StatusPeriod {
    pub label: Label,
    pub period: Period,
    /// How long the status lasted; none if it still does.
    pub duration: Option<String>,
}

impl IncidentPage {
    pub fn new(incident: &Incident, context: &ViewContext<'_>) -> Self {
        let (now, catalog) = (context.now(), context.catalog);
        let (start, end) = (incident.start(), incident.resolved_at(now));
        let mut updates = Update::of_incident(incident, Base::ITSELF, context);
        let postmortem = Update::take_postmortem(&mut updates, incident, context);
        let date = context.zone().date(start);
        Self {
            head: PageHead::new(address::event(&incident.id), &incident.title, description(incident, context), context),
            title: incident.title.clone(),
            status: Label::incident(status(incident, context), catalog),
            impact: Label::impact(incident.impact(now), catalog),
            period: Period::new(start, end, context),
            duration: end.map(|end| catalog.lasting(end.seconds_since(start))),
            next_update: NextUpdate::new(incident, context),
            affected: AffectedComponent::all(incident, context),
            postmortem,
            updates,
            month: PageRef { name: catalog.month(date), href: address::month(date.year(), date.month()) },
        }
    }
}

/// Returns the status to show: `resolved` for `postmortem`, because a postmortem follows the end of the incident.
fn status(incident: &Incident, context: &ViewContext<'_>) -> IncidentStatus {
    match incident.status(context.now()) {
        IncidentStatus::Postmortem => IncidentStatus::Resolved,
        other => other,
    }
}

/// Returns the description of the page: `Resolved: All payments have gone through…`.
fn description(incident: &Incident, context: &ViewContext<'_>) -> String {
    let status = status(incident, context);
    let newest = incident.updates_until(context.now()).iter().rev().find(|update| update.status == status);
    let text = newest.map(|update| markdown::to_text(&update.text, &incident.link_definitions)).unwrap_or_default();
    let values = [
        ("status", context.catalog.incident_status(status).into()),
        ("text", event_item::truncate(text, event_item::MAX_SUMMARY).into()),
    ];
    context.catalog.format_with("about-event", &values)
}

impl AffectedComponent {
    /// Returns the affected components, then the names that no component has.
    fn all(incident: &Incident, context: &ViewContext<'_>) -> Vec<Self> {
        let now = context.now();
        let stretches = incident.stretches(now);
        let new = |component, status: &dyn Fn(&Stretch<'_>) -> Option<ComponentStatus>| {
            let statuses = stretches.iter().filter_map(|stretch| Some((stretch.span, status(stretch)?)));
            Self::new(incident, component, &statuses.collect::<Vec<_>>(), context)
        };
        let known = incident.components(now).into_iter();
        let known = known.map(|each| new(context.component(each), &|stretch| stretch.gives.get(&each).copied()));
        let unknown = incident.unknown_names(now).into_iter();
        let unknown = unknown
            .map(|name| new(ViewContext::unknown_component(name), &|stretch| stretch.unknown.get(name).copied()));
        known.chain(unknown).collect()
    }

    fn new(
        incident: &Incident,
        component: PageRef,
        statuses: &[(Span, ComponentStatus)],
        context: &ViewContext<'_>,
    ) -> Self {
        // Updates that leave this component unchanged do not start a new period.
        let runs = statuses.chunk_by(|a, b| a.1 == b.1 && a.0.until == Some(b.0.from));
        let joined = |run: &[(Span, _)]| (Span { from: run[0].0.from, until: run[run.len() - 1].0.until }, run[0].1);
        let periods: Vec<_> = runs.map(joined).collect();
        let shown =
            without_operational_end(&periods).iter().map(|(span, status)| StatusPeriod::new(*span, *status, context));
        Self {
            component,
            bar: incident_bar::draw(incident.start(), incident.resolved_at(context.now()), &periods),
            periods: shown.collect(),
        }
    }
}

impl StatusPeriod {
    fn new(Span { from, until }: Span, status: ComponentStatus, context: &ViewContext<'_>) -> Self {
        Self {
            label: Label::component(status, context.catalog),
            period: Period::new(from, until, context),
            duration: until.map(|until| context.catalog.lasting(until.seconds_since(from))),
        }
    }
}

/// Returns `periods`. If the last one is operational, it is left out, because the end of the one before implies it.
fn without_operational_end(periods: &[(Span, ComponentStatus)]) -> &[(Span, ComponentStatus)] {
    match periods {
        [earlier @ .., (_, ComponentStatus::Operational)] if !earlier.is_empty() => earlier,
        all => all,
    }
}
