use serde::Serialize;

use crate::model::{ComponentStatus, Incident, Maintenance};
use crate::view::component_row::{self, DayAxis};
use crate::view::markdown::{self, Base};
use crate::view::{
    Banner, Label, Moment, NextUpdate, PageHead, Period, RecentDays, ScheduledChange, Section, Update, ViewContext,
    address,
};

/// How many scheduled windows the front page shows as cards.
const MAX_SCHEDULED: usize = 3;

/// The front page.
#[derive(Clone, Debug, Serialize)]
pub struct FrontPage {
    pub head: PageHead,
    /// The announcement at the top of the page, as safe HTML.
    pub announcement: Option<String>,
    pub banner: Banner,
    /// The age in seconds at which the page is out of date; none if it never is.
    pub stale_after: Option<u32>,
    /// The last day of every uptime bar: `2026-11-22`.
    pub today: String,
    /// The status of a day without an outage, degraded performance or maintenance: `operational`.
    pub operational: String,
    /// The status of a day without data: `no data`.
    pub unknown: String,
    /// When the site was built.
    pub as_of: Moment,
    /// The open incidents, newest first.
    pub incidents: Vec<ActiveIncident>,
    /// The windows in progress, then the next scheduled ones.
    pub windows: Vec<WindowCard>,
    /// Whether there are more scheduled windows than the page shows.
    pub more_windows: bool,
    /// The components, by group.
    pub sections: Vec<Section>,
    /// The axis that all uptime bars share, for each screen width; empty if each row has its own axis.
    pub axis: Vec<DayAxis>,
    /// Today and the 14 days before it, newest first.
    pub recent_days: Vec<RecentDays>,
    /// What changes on the page when windows start and end.
    pub scheduled_changes: Vec<ScheduledChange>,
}

/// An open incident.
#[derive(Clone, Debug, Serialize)]
pub struct ActiveIncident {
    pub id: String,
    pub title: String,
    pub href: String,
    pub impact: Label,
    pub components: String,
    pub start: Moment,
    /// How long the incident had lasted when the site was built: `1 hour 50 minutes`.
    pub duration: String,
    /// When the next update is due; none if no update is promised.
    pub next_update: Option<NextUpdate>,
    /// The updates, newest first.
    pub updates: Vec<Update>,
}

/// A window that is in progress or scheduled.
#[derive(Clone, Debug, Serialize)]
pub struct WindowCard {
    pub id: String,
    pub title: String,
    pub href: String,
    pub label: Label,
    pub components: String,
    pub period: Period,
    /// The calendar file with the window, relative to the root of the site.
    pub calendar: String,
    /// The text of the newest update that has one, or else the text of the window, as safe HTML.
    pub html: String,
}

impl FrontPage {
    pub fn new(context: &ViewContext<'_>) -> Self {
        let banner = Banner::new(context);
        let incidents: Vec<_> = context
            .snapshot
            .open_incidents()
            .into_iter()
            .map(|incident| ActiveIncident::new(incident, context))
            .collect();
        let (active, scheduled) = open_windows(context);
        let all: Vec<_> = active.iter().chain(&scheduled).copied().collect();
        let shown = &all[..active.len() + scheduled.len().min(MAX_SCHEDULED)];
        // Links in the announcement to files in `incidents/` become links to the pages of the events.
        let base = Base { page: "", root: &address::root("") };
        Self {
            head: head(&banner, &incidents, context),
            announcement: context.page().announcement.as_deref().map(|text| markdown::to_html_at(text, "", base)),
            stale_after: context.page().stale_after,
            today: context.zone().date(context.now()).to_string(),
            operational: context.catalog.component_status_inline(Some(ComponentStatus::Operational)),
            unknown: context.catalog.component_status_inline(None),
            as_of: context.moment(context.now()),
            windows: shown.iter().map(|window| WindowCard::new(window, &address::root(""), context)).collect(),
            more_windows: scheduled.len() > MAX_SCHEDULED,
            sections: Section::all(context),
            axis: component_row::axis(context),
            recent_days: RecentDays::all(context),
            scheduled_changes: ScheduledChange::all(&all, shown, context),
            banner,
            incidents,
        }
    }
}

/// Returns the windows in progress and the scheduled ones, each sorted by start.
pub fn open_windows<'a>(context: &ViewContext<'a>) -> (Vec<&'a Maintenance>, Vec<&'a Maintenance>) {
    let mut windows = context.snapshot.windows();
    windows.reverse();
    windows.retain(|window| !window.status(context.now()).is_over());
    windows.into_iter().partition(|window| window.status(context.now()).is_active())
}

/// Returns the metadata of the page. The title is the status, so that link previews in chats show it.
fn head(banner: &Banner, incidents: &[ActiveIncident], context: &ViewContext<'_>) -> PageHead {
    let titles: Vec<_> = incidents.iter().map(|incident| incident.title.as_str()).collect();
    let about_incidents =
        || context.catalog.format_with("about-incidents", &[("incidents", context.catalog.list(&titles).into())]);
    let page = context.page();
    let description = match (&banner.note, titles.is_empty()) {
        (None, true) => page
            .description
            .clone()
            .unwrap_or_else(|| context.catalog.format_with("about", &[("page", page.name.as_str().into())])),
        (None, false) => about_incidents(),
        (Some(note), true) => note.clone(),
        (Some(note), false) => format!("{note} {}", about_incidents()),
    };
    PageHead::new(String::new(), &banner.label.text, description, context)
}

impl ActiveIncident {
    fn new(incident: &Incident, context: &ViewContext<'_>) -> Self {
        let now = context.now();
        let page = address::event(&incident.id);
        Self {
            id: incident.id.clone(),
            title: incident.title.clone(),
            impact: Label::impact(incident.impact(now), context.catalog),
            components: context.affected(incident),
            start: context.moment(incident.start()),
            duration: context.catalog.lasting(now.seconds_since(incident.start())),
            next_update: NextUpdate::new(incident, context),
            updates: Update::of_incident(incident, Base { page: &page, root: &address::root("") }, context),
            href: page,
        }
    }
}

impl WindowCard {
    /// Returns the card of a window. `root` is the path from the page that shows it to the root of the site.
    pub fn new(window: &Maintenance, root: &str, context: &ViewContext<'_>) -> Self {
        let page = address::event(&window.id);
        let base = Base { page: &page, root };
        let newest = window.updates_until(context.now()).iter().rev().map(|update| &update.text);
        let text = newest.chain([&window.text]).find(|text| !text.trim().is_empty());
        Self {
            id: window.id.clone(),
            title: window.title.clone(),
            label: Label::maintenance(window.status(context.now()), context.catalog),
            components: context.names(&window.affects),
            period: Period::new(window.start(context.now()), Some(window.ends), context),
            calendar: address::window_calendar(&window.id),
            html: text.map(|text| markdown::to_html_at(text, &window.link_definitions, base)).unwrap_or_default(),
            href: page,
        }
    }
}
