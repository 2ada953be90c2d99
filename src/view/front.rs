use serde::Serialize;

use super::base::Base;
use super::row::{self, Axis};
use super::{Banner, Due, Guide, Label, Moment, PageHead, Past, Period, Section, Turn, Update, address, markdown};
use crate::model::{ComponentStatus, Incident, Maintenance};

/// How many coming windows the front page tells in full.
const COMING: usize = 3;

/// The front page.
#[derive(Clone, Debug, Serialize)]
pub struct FrontPage {
    pub head: PageHead,
    /// What visitors are told above everything else, as HTML.
    pub announcement: Option<String>,
    pub banner: Banner,
    /// After how many seconds the page is out of date, if ever.
    pub stale_after: Option<u32>,
    /// `2026-11-22`: the last day of every strip.
    pub today: String,
    /// What a day is called on which nothing was wrong.
    pub operational: String,
    /// What a day is called of which nothing is known.
    pub unknown: String,
    /// When all of this was true.
    pub as_of: Moment,
    pub incidents: Vec<ActiveIncident>,
    /// Windows in progress, then the next ones.
    pub windows: Vec<WindowCard>,
    /// Whether there are coming windows that it leaves out.
    pub more_windows: bool,
    pub sections: Vec<Section>,
    /// What the ends of all squares are, where rows do not tell it themselves.
    pub axis: Vec<Axis>,
    pub past: Vec<Past>,
    /// What will be true once the clock begins and ends these windows.
    pub turns: Vec<Turn>,
}

/// An incident that is open.
#[derive(Clone, Debug, Serialize)]
pub struct ActiveIncident {
    pub id: String,
    pub title: String,
    pub href: String,
    pub impact: Label,
    pub components: String,
    pub start: Moment,
    /// `1 hour 50 minutes` so far.
    pub duration: String,
    pub due: Option<Due>,
    /// Newest first.
    pub updates: Vec<Update>,
}

/// A window that is in progress or to come.
#[derive(Clone, Debug, Serialize)]
pub struct WindowCard {
    pub id: String,
    pub title: String,
    pub href: String,
    pub label: Label,
    pub components: String,
    pub period: Period,
    /// The file that adds it to a calendar, relative to the root of the site.
    pub calendar: String,
    /// The newest update, else the text of the window.
    pub html: String,
}

impl FrontPage {
    pub fn new(guide: &Guide<'_>) -> Self {
        let banner = Banner::new(guide);
        let incidents: Vec<_> =
            guide.snapshot.open_incidents().into_iter().map(|incident| ActiveIncident::new(incident, guide)).collect();
        let (active, coming) = ahead(guide);
        let all: Vec<_> = active.iter().chain(&coming).copied().collect();
        let shown = &all[..active.len() + coming.len().min(COMING)];
        // Files of incidents lead to their pages, as seen from here.
        let base = Base { page: "", root: &address::root("") };
        Self {
            head: head(&banner, &incidents, guide),
            announcement: guide.page().announcement.as_deref().map(|text| markdown::to_html_at(text, "", base)),
            stale_after: guide.page().stale_after,
            today: guide.zone().date(guide.now()).to_string(),
            operational: guide.words.component_status_inline(Some(ComponentStatus::Operational)),
            unknown: guide.words.component_status_inline(None),
            as_of: guide.moment(guide.now()),
            windows: shown.iter().map(|window| WindowCard::new(window, &address::root(""), guide)).collect(),
            more_windows: coming.len() > COMING,
            sections: Section::all(guide),
            axis: row::axis(guide),
            past: Past::days(guide),
            turns: Turn::all(&all, shown, guide),
            banner,
            incidents,
        }
    }
}

/// The windows in progress and those to come, the next one first.
pub fn ahead<'a>(guide: &Guide<'a>) -> (Vec<&'a Maintenance>, Vec<&'a Maintenance>) {
    let mut windows = guide.snapshot.windows();
    windows.reverse();
    windows.retain(|window| !window.status(guide.now()).is_over());
    windows.into_iter().partition(|window| window.status(guide.now()).is_active())
}

/// The title says the state, so that a link pasted into a chat already answers.
fn head(banner: &Banner, incidents: &[ActiveIncident], guide: &Guide<'_>) -> PageHead {
    let titles: Vec<_> = incidents.iter().map(|incident| incident.title.as_str()).collect();
    let page = guide.page();
    let description = match titles.as_slice() {
        [] => page
            .description
            .clone()
            .unwrap_or_else(|| guide.words.format_with("about", &[("page", page.name.as_str().into())])),
        _ => guide.words.format_with("about-incidents", &[("incidents", guide.words.list(&titles).into())]),
    };
    PageHead::new(String::new(), &banner.label.text, description, guide)
}

impl ActiveIncident {
    fn new(incident: &Incident, guide: &Guide<'_>) -> Self {
        let now = guide.now();
        let page = address::event(&incident.id);
        Self {
            id: incident.id.clone(),
            title: incident.title.clone(),
            impact: Label::impact(incident.impact(now), guide.words),
            components: guide.names(&incident.components(now)),
            start: guide.moment(incident.start()),
            duration: guide.words.lasting(now.seconds_since(incident.start())),
            due: Due::new(incident, guide),
            updates: Update::of_incident(incident, Base { page: &page, root: &address::root("") }, guide),
            href: page,
        }
    }
}

impl WindowCard {
    /// A window as it is told on a page from which `root` is the way to the root of the site.
    pub fn new(window: &Maintenance, root: &str, guide: &Guide<'_>) -> Self {
        let page = address::event(&window.id);
        let base = Base { page: &page, root };
        let newest = window.updates_until(guide.now()).iter().rev().map(|update| &update.text);
        let text = newest.chain([&window.text]).find(|text| !text.trim().is_empty());
        Self {
            id: window.id.clone(),
            title: window.title.clone(),
            label: Label::maintenance(window.status(guide.now()), guide.words),
            components: guide.names(&window.affects),
            period: Period::new(window.start(guide.now()), Some(window.ends), guide),
            calendar: address::window_calendar(&window.id),
            html: text.map(|text| markdown::to_html_at(text, &window.link_definitions, base)).unwrap_or_default(),
            href: page,
        }
    }
}
