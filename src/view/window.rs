use serde::Serialize;

use super::{Guide, Label, PageHead, Period, Place, Update, address, item, markdown};
use crate::model::{Maintenance, MaintenanceStatus};

/// The page of a maintenance window.
#[derive(Clone, Debug, Serialize)]
pub struct WindowPage {
    pub head: PageHead,
    pub title: String,
    pub status: Label,
    /// Whether it was called off.
    pub canceled: bool,
    /// As it is planned.
    pub planned: Period,
    /// How long is planned for it.
    pub planned_duration: String,
    /// As it was, where it is over and that differs from the plan.
    pub actual: Option<Period>,
    pub affected: Vec<Place>,
    /// The file that adds it to a calendar, relative to the root of the site; none once it is over.
    pub calendar: Option<String>,
    /// What stands before the first update, as safe HTML.
    pub html: String,
    /// Newest first.
    pub updates: Vec<Update>,
}

impl WindowPage {
    pub fn new(window: &Maintenance, guide: &Guide<'_>) -> Self {
        let status = window.status(guide.now());
        Self {
            head: PageHead::new(address::event(&window.id), &window.title, description(window, guide), guide),
            title: window.title.clone(),
            status: Label::maintenance(status, guide.words),
            canceled: status == MaintenanceStatus::Canceled,
            planned: Period::new(window.starts, Some(window.ends), guide),
            planned_duration: guide.words.lasting(window.ends.seconds_since(window.starts)),
            actual: actual(window, guide),
            affected: window.affects.iter().map(|component| guide.component(*component)).collect(),
            calendar: (!status.is_over()).then(|| address::window_calendar(&window.id)),
            html: markdown::to_html(&window.text, &window.link_definitions),
            updates: Update::of_window(window, guide),
        }
    }
}

fn actual(window: &Maintenance, guide: &Guide<'_>) -> Option<Period> {
    let spans = window.active_spans(guide.now());
    let (from, until) = (spans.first()?.from, spans.last()?.until?);
    let as_planned = (from, until) == (window.starts, window.ends);
    (window.status(guide.now()).is_over() && !as_planned).then(|| Period::new(from, Some(until), guide))
}

/// `Scheduled, 5 Dec 2026, 23:00 – 6 Dec 2026, 01:30 CET: Those who are signed in…`
fn description(window: &Maintenance, guide: &Guide<'_>) -> String {
    let status = guide.words.maintenance_status(window.status(guide.now()));
    let times = guide.words.times(window.starts, window.ends, guide.zone());
    let text = item::of_window(window, guide);
    let values =
        [("status", status.into()), ("times", times.into()), ("text", item::shortened(text, item::SUMMARY).into())];
    guide.words.format_with("about-window", &values)
}
