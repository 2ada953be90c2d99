use serde::Serialize;

use crate::model::{Maintenance, MaintenanceStatus};
use crate::view::{Label, PageHead, PageRef, Period, Update, ViewContext, address, event_item, markdown};

/// The page of a maintenance window.
#[derive(Clone, Debug, Serialize)]
pub struct WindowPage {
    pub head: PageHead,
    pub title: String,
    pub status: Label,
    /// Whether the window was canceled.
    pub canceled: bool,
    /// The planned start and end.
    pub planned: Period,
    /// The planned duration.
    pub planned_duration: String,
    /// The actual start and end, if the window is over and they differ from the plan.
    pub actual: Option<Period>,
    /// The affected components.
    pub affected: Vec<PageRef>,
    /// The calendar file with the window, relative to the root of the site; none after the window is over.
    pub calendar: Option<String>,
    /// The text of the file before the first update, as safe HTML.
    pub html: String,
    /// The updates, newest first.
    pub updates: Vec<Update>,
}

impl WindowPage {
    pub fn new(window: &Maintenance, context: &ViewContext<'_>) -> Self {
        let status = window.status(context.now());
        Self {
            head: PageHead::new(address::event(&window.id), &window.title, description(window, context), context),
            title: window.title.clone(),
            status: Label::maintenance(status, context.catalog),
            canceled: status == MaintenanceStatus::Canceled,
            planned: Period::new(window.starts, Some(window.ends), context),
            planned_duration: context.catalog.lasting(window.ends.seconds_since(window.starts)),
            actual: actual(window, context),
            affected: window.affects.iter().map(|component| context.component(*component)).collect(),
            calendar: (!status.is_over()).then(|| address::window_calendar(&window.id)),
            html: markdown::to_html(&window.text, &window.link_definitions),
            updates: Update::of_window(window, context),
        }
    }
}

fn actual(window: &Maintenance, context: &ViewContext<'_>) -> Option<Period> {
    let spans = window.active_spans(context.now());
    let (from, until) = (spans.first()?.from, spans.last()?.until?);
    let as_planned = (from, until) == (window.starts, window.ends);
    (window.status(context.now()).is_over() && !as_planned).then(|| Period::new(from, Some(until), context))
}

/// Returns the description of the page: `Scheduled, 5 Dec 2026, 23:00 – 6 Dec 2026, 01:30 CET: New sign-ins may fail…`.
fn description(window: &Maintenance, context: &ViewContext<'_>) -> String {
    let status = context.catalog.maintenance_status(window.status(context.now()));
    let times = context.catalog.times(window.starts, window.ends, context.zone());
    let text = event_item::window_summary(window, context);
    let values = [
        ("status", status.into()),
        ("times", times.into()),
        ("text", event_item::truncate(text, event_item::MAX_SUMMARY).into()),
    ];
    context.catalog.format_with("about-window", &values)
}
