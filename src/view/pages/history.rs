use serde::Serialize;

use crate::model::Date;
use crate::view::{DatedEvent, EventItem, PageHead, PageRef, ViewContext, address};

/// The months in which an event started, newest first, each with its events.
#[derive(Debug)]
pub struct Months<'a>(Vec<(Date, Vec<DatedEvent<'a>>)>);

/// The page of a month, or the page `history/` with the newest month and a list of all months.
#[derive(Clone, Debug, Serialize)]
pub struct HistoryPage {
    pub head: PageHead,
    pub title: String,
    /// The name of the newest month, if this is the page `history/` and there are events; otherwise none.
    pub month: Option<String>,
    /// The events that started in the month, newest first.
    pub items: Vec<EventItem>,
    pub newer: Option<PageRef>,
    pub older: Option<PageRef>,
    /// All months by year, newest first; empty except on the page `history/`.
    pub years: Vec<HistoryYear>,
}

/// The months of one year, newest first.
#[derive(Clone, Debug, Serialize)]
pub struct HistoryYear {
    pub name: String,
    pub months: Vec<MonthLink>,
}

/// A month with at least one event.
#[derive(Clone, Debug, Serialize)]
pub struct MonthLink {
    /// The name and the page of the month.
    pub page: PageRef,
    /// The number of events by type: `3 incidents and 1 maintenance window`.
    pub count: String,
}

impl<'a> Months<'a> {
    /// Groups the events by month, in the page's time zone.
    pub fn of(context: &ViewContext<'a>) -> Self {
        let month = |dated: &DatedEvent<'_>| context.zone().date(dated.start).month_start();
        let months = context.events.chunk_by(|a, b| month(a) == month(b));
        Self(months.map(|events| (month(&events[0]), events.to_vec())).collect())
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the first day of a month and the events of the month. Index 0 is the newest month.
    pub fn get(&self, index: usize) -> Option<(Date, &[DatedEvent<'a>])> {
        self.0.get(index).map(|(month, events)| (*month, events.as_slice()))
    }

    /// Returns the newer and the older month that the page of the month at `index` links to.
    pub fn neighbours(&self, index: usize) -> [Option<Date>; 2] {
        let month = |index: usize| self.0.get(index).map(|(month, _)| *month);
        [index.checked_sub(1).and_then(month), month(index + 1)]
    }

    /// Returns the page `history/` with the newest month and links to all months.
    pub fn index(&self, context: &ViewContext<'_>) -> HistoryPage {
        let title = context.catalog.format("history");
        let about = context.catalog.format_with("about-history", &[("page", context.page().name.as_str().into())]);
        HistoryPage {
            head: PageHead::new(address::HISTORY.to_owned(), &title, about, context),
            title,
            month: self.0.first().map(|(month, _)| context.catalog.month(*month)),
            items: self.0.first().map(|(_, events)| items(events, context)).unwrap_or_default(),
            newer: None,
            older: self.month_page(1, context),
            years: self.years(context),
        }
    }

    /// Returns the page of a month. Index 0 is the newest month.
    pub fn page(&self, index: usize, context: &ViewContext<'_>) -> HistoryPage {
        let (month, events) = &self.0[index];
        let name = context.catalog.month(*month);
        let title = context.catalog.format_with("history-of", &[("month", name.as_str().into())]);
        let path = address::month(month.year(), month.month());
        HistoryPage {
            head: PageHead::new(path, &title, count(events, context), context),
            title,
            month: None,
            items: items(events, context),
            newer: index.checked_sub(1).and_then(|newer| self.month_page(newer, context)),
            older: self.month_page(index + 1, context),
            years: Vec::new(),
        }
    }

    fn month_page(&self, index: usize, context: &ViewContext<'_>) -> Option<PageRef> {
        let (month, _) = self.0.get(index)?;
        Some(PageRef { name: context.catalog.month(*month), href: address::month(month.year(), month.month()) })
    }

    fn years(&self, context: &ViewContext<'_>) -> Vec<HistoryYear> {
        let years = self.0.chunk_by(|(a, _), (b, _)| a.year() == b.year());
        let link = |(month, events): &(Date, Vec<DatedEvent<'_>>)| MonthLink {
            page: PageRef { name: context.catalog.month(*month), href: address::month(month.year(), month.month()) },
            count: count(events, context),
        };
        years
            .map(|months| HistoryYear {
                name: months[0].0.year().to_string(),
                months: months.iter().map(link).collect(),
            })
            .collect()
    }
}

fn items(events: &[DatedEvent<'_>], context: &ViewContext<'_>) -> Vec<EventItem> {
    events.iter().map(|dated| EventItem::new(dated, context)).collect()
}

/// Returns the number of events by type, such as `3 incidents and 1 maintenance window`, without zeros.
fn count(events: &[DatedEvent<'_>], context: &ViewContext<'_>) -> String {
    let incidents = events.iter().filter(|dated| dated.is_incident()).count();
    let counts = [("incidents", incidents), ("windows", events.len() - incidents)];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let counts: Vec<_> =
        counts.map(|(key, count)| context.catalog.format_with(key, &[("count", count.into())])).collect();
    context.catalog.list(&counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture;

    #[test]
    fn month_pages_link_to_newer_and_older_month() {
        let mut site = fixture::quiet();
        for (id, at) in [("a", "2026-11-30T23:30:00Z"), ("b", "2026-09-10T10:00:00Z"), ("c", "2025-12-31T23:30:00Z")] {
            site.incidents.push(fixture::incident(id, &[(at, "investigating", ""), (at, "resolved", "")]));
        }
        fixture::at(&site, "2026-12-05T12:00:00Z", |context| {
            let months = Months::of(context);
            let paths: Vec<_> = (0..months.len()).map(|index| months.page(index, context).head.path).collect();
            // In Berlin, two of them started in the next month.
            assert_eq!(paths, ["history/2026-12/", "history/2026-09/", "history/2026-01/"]);
            let middle = months.page(1, context);
            assert_eq!(middle.newer.unwrap().name, "December 2026");
            assert_eq!(middle.older.unwrap().href, "history/2026-01/");
            assert_eq!(months.index(context).years.len(), 1);
            assert_eq!(middle.head.description, "1 incident");
        });
    }
}
