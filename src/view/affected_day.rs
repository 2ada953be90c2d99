use serde::Serialize;

use super::{LabelKind, PageRef, ViewContext, address};
use crate::model::{ComponentIndex, ComponentStatus, DayRecord, Event, Uptime};

/// A day on which a component had an outage, degraded performance or maintenance.
#[derive(Clone, Debug, Serialize)]
pub struct AffectedDay {
    /// The HTML id of this day in the list of affected days. The day in the uptime bar links to it.
    pub anchor: String,
    pub kind: LabelKind,
    /// The date and durations: `12 November 2026: major outage, 23 minutes`. Also the day's tooltip in the uptime bar.
    pub name: String,
    /// The incidents and maintenance windows that affected the component on the day.
    pub events: Vec<PageRef>,
    /// The index of the day in `Uptime::days`.
    #[serde(skip)]
    pub day: usize,
}

impl AffectedDay {
    /// Returns the affected days among the last `count` days, oldest first. `uptime` covers the same days.
    pub fn of(component: ComponentIndex, count: u32, uptime: &Uptime, context: &ViewContext<'_>) -> Vec<Self> {
        let causes = context.snapshot.causes(component, count);
        let id = &context.snapshot.site.components[component].id;
        let days = uptime.days.iter().zip(&causes).enumerate();
        let affected = days.filter(|(_, (record, _))| is_affected(record));
        affected.map(|(day, (record, events))| Self::new(id, day, record, events, context)).collect()
    }

    /// Counts the days with an outage or degraded performance. Days with only maintenance are not counted.
    pub fn count_outages(days: &[Self]) -> usize {
        days.iter().filter(|day| day.kind != LabelKind::Maintenance).count()
    }

    fn new(id: &str, day: usize, record: &DayRecord, events: &[Event<'_>], context: &ViewContext<'_>) -> Self {
        let links = events.iter().map(|event| PageRef { name: event.title().into(), href: address::event(event.id()) });
        let values = [("day", context.catalog.date(record.date)), ("what", durations(record, context))];
        Self {
            anchor: format!("{id}-{}", record.date),
            kind: record.status().into(),
            name: context.catalog.format_with("square", &values.map(|(name, value)| (name, value.into()))),
            events: links.collect(),
            day,
        }
    }
}

fn is_affected(record: &DayRecord) -> bool {
    record.status().is_some_and(|worst| worst != ComponentStatus::Operational)
}

/// Returns how long each status other than operational lasted on the day, as text, the worst status first.
fn durations(record: &DayRecord, context: &ViewContext<'_>) -> String {
    let statuses = ComponentStatus::ALL.into_iter().rev().filter(|status| *status != ComponentStatus::Operational);
    let lasting = statuses.filter(|status| record.seconds.of(*status) > 0).map(|status| {
        let word = context.catalog.component_status_inline(Some(status));
        let duration = context.catalog.lasting(record.seconds.of(status));
        context.catalog.format_with("status-lasting", &[("status", word.into()), ("duration", duration.into())])
    });
    let join = |list: String, item: String| {
        context.catalog.format_with("statuses", &[("list", list.into()), ("item", item.into())])
    };
    lasting.reduce(join).unwrap_or_default()
}
