use serde::Serialize;

use super::{Guide, Kind, Place, address};
use crate::model::{ComponentIndex, ComponentStatus, DayRecord, Event, Uptime};

/// A day on which a component was not operational all along.
#[derive(Clone, Debug, Serialize)]
pub struct Trouble {
    /// The id of its entry in the list, to which its square leads.
    pub anchor: String,
    pub kind: Kind,
    /// `12 November 2026: major outage, 23 minutes; degraded performance, 34 minutes`, as its square says too.
    pub name: String,
    /// What caused it.
    pub events: Vec<Place>,
    /// Its place among the days of the period.
    #[serde(skip)]
    pub day: usize,
}

impl Trouble {
    /// The days with trouble among the last `count` dates, oldest first; `uptime` has their numbers.
    pub fn of(component: ComponentIndex, count: u32, uptime: &Uptime, guide: &Guide<'_>) -> Vec<Self> {
        let causes = guide.snapshot.causes(component, count);
        let id = &guide.snapshot.site.components[component].id;
        let days = uptime.days.iter().zip(&causes).enumerate();
        let bad = days.filter(|(_, (record, _))| is_trouble(record));
        bad.map(|(day, (record, events))| Self::new(id, day, record, events, guide)).collect()
    }

    /// On how many of these days something went wrong: planned work is listed with them, but is no trouble.
    pub fn count(days: &[Self]) -> usize {
        days.iter().filter(|day| day.kind != Kind::Maintenance).count()
    }

    fn new(id: &str, day: usize, record: &DayRecord, events: &[Event<'_>], guide: &Guide<'_>) -> Self {
        let links = events.iter().map(|event| Place { name: event.title().into(), href: address::event(event.id()) });
        let values = [("day", guide.words.date(record.date)), ("what", durations(record, guide))];
        Self {
            anchor: format!("{id}-{}", record.date),
            kind: record.status().into(),
            name: guide.words.format_with("square", &values.map(|(name, value)| (name, value.into()))),
            events: links.collect(),
            day,
        }
    }
}

fn is_trouble(record: &DayRecord) -> bool {
    record.status().is_some_and(|worst| worst != ComponentStatus::Operational)
}

/// How long each bad status held that day, worst first.
fn durations(record: &DayRecord, guide: &Guide<'_>) -> String {
    let bad = ComponentStatus::ALL.into_iter().rev().filter(|status| *status != ComponentStatus::Operational);
    let held = bad.filter(|status| record.seconds.of(*status) > 0).map(|status| {
        let word = guide.words.component_status_inline(Some(status));
        let duration = guide.words.lasting(record.seconds.of(status));
        guide.words.format_with("status-lasting", &[("status", word.into()), ("duration", duration.into())])
    });
    let join = |list: String, item: String| {
        guide.words.format_with("statuses", &[("list", list.into()), ("item", item.into())])
    };
    held.reduce(join).unwrap_or_default()
}
