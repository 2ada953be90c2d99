use serde::Serialize;

use super::{Guide, Happened, Item, PageHead, Place, address};
use crate::model::Date;

/// All months in which something began, and what did.
#[derive(Debug)]
pub struct Months<'a>(Vec<(Date, Vec<Happened<'a>>)>);

/// The page of one month, or `history/` with the newest month and a list of all.
#[derive(Clone, Debug, Serialize)]
pub struct HistoryPage {
    pub head: PageHead,
    pub title: String,
    /// The month that is told; none where nothing ever happened.
    pub month: Option<String>,
    /// What began in it, newest first.
    pub items: Vec<Item>,
    pub newer: Option<Place>,
    pub older: Option<Place>,
    /// All months by year, newest first; on `history/` only.
    pub years: Vec<Year>,
}

/// The months of one year, newest first.
#[derive(Clone, Debug, Serialize)]
pub struct Year {
    pub name: String,
    pub months: Vec<MonthLink>,
}

/// A month with something to tell.
#[derive(Clone, Debug, Serialize)]
pub struct MonthLink {
    pub place: Place,
    /// `3 incidents, 1 maintenance`.
    pub count: String,
}

impl<'a> Months<'a> {
    /// Newest first.
    pub fn of(guide: &Guide<'a>) -> Self {
        let month = |happened: &Happened<'_>| guide.zone().date(happened.start).month_start();
        let months = guide.happened.chunk_by(|a, b| month(a) == month(b));
        Self(months.map(|events| (month(&events[0]), events.to_vec())).collect())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first day of the `nth` month, the newest being the first, and what began in it.
    pub fn get(&self, nth: usize) -> Option<(Date, &[Happened<'a>])> {
        self.0.get(nth).map(|(month, events)| (*month, events.as_slice()))
    }

    /// The months that the page of the `nth` one links to.
    pub fn neighbours(&self, nth: usize) -> [Option<Date>; 2] {
        let month = |nth: usize| self.0.get(nth).map(|(month, _)| *month);
        [nth.checked_sub(1).and_then(month), month(nth + 1)]
    }

    /// `history/`: the newest month, and a list of all.
    pub fn index(&self, guide: &Guide<'_>) -> HistoryPage {
        let title = guide.words.format("history");
        let about = guide.words.format_with("about-history", &[("page", guide.page().name.as_str().into())]);
        HistoryPage {
            head: PageHead::new(address::HISTORY.to_owned(), &title, about, guide),
            title,
            month: self.0.first().map(|(month, _)| guide.words.month(*month)),
            items: self.0.first().map(|(_, events)| items(events, guide)).unwrap_or_default(),
            newer: None,
            older: self.place(1, guide),
            years: self.years(guide),
        }
    }

    /// The page of the `nth` month, the newest being the first.
    pub fn page(&self, nth: usize, guide: &Guide<'_>) -> HistoryPage {
        let (month, events) = &self.0[nth];
        let name = guide.words.month(*month);
        let title = guide.words.format_with("history-of", &[("month", name.as_str().into())]);
        let path = address::month(month.year(), month.month());
        HistoryPage {
            head: PageHead::new(path, &title, count(events, guide), guide),
            title,
            month: None,
            items: items(events, guide),
            newer: nth.checked_sub(1).and_then(|newer| self.place(newer, guide)),
            older: self.place(nth + 1, guide),
            years: Vec::new(),
        }
    }

    fn place(&self, nth: usize, guide: &Guide<'_>) -> Option<Place> {
        let (month, _) = self.0.get(nth)?;
        Some(Place { name: guide.words.month(*month), href: address::month(month.year(), month.month()) })
    }

    fn years(&self, guide: &Guide<'_>) -> Vec<Year> {
        let years = self.0.chunk_by(|(a, _), (b, _)| a.year() == b.year());
        let link = |(month, events): &(Date, Vec<Happened<'_>>)| MonthLink {
            place: Place { name: guide.words.month(*month), href: address::month(month.year(), month.month()) },
            count: count(events, guide),
        };
        years
            .map(|months| Year { name: months[0].0.year().to_string(), months: months.iter().map(link).collect() })
            .collect()
    }
}

fn items(events: &[Happened<'_>], guide: &Guide<'_>) -> Vec<Item> {
    events.iter().map(|happened| Item::new(happened, guide)).collect()
}

/// `3 incidents, 1 maintenance`, without what there was none of.
fn count(events: &[Happened<'_>], guide: &Guide<'_>) -> String {
    let incidents = events.iter().filter(|happened| happened.is_incident()).count();
    let counts = [("incidents", incidents), ("windows", events.len() - incidents)];
    let told = counts.into_iter().filter(|(_, count)| *count > 0);
    let told: Vec<_> = told.map(|(key, count)| guide.words.format_with(key, &[("count", count.into())])).collect();
    guide.words.list(&told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture;

    #[test]
    fn months_page_from_the_newest_to_the_oldest() {
        let mut site = fixture::quiet();
        for (id, at) in [("a", "2026-11-30T23:30:00Z"), ("b", "2026-09-10T10:00:00Z"), ("c", "2025-12-31T23:30:00Z")] {
            site.incidents.push(fixture::incident(id, &[(at, "investigating", ""), (at, "resolved", "")]));
        }
        fixture::at(&site, "2026-12-05T12:00:00Z", |guide| {
            let months = Months::of(guide);
            let paths: Vec<_> = (0..months.len()).map(|nth| months.page(nth, guide).head.path).collect();
            // In Berlin it was December already, and the new year.
            assert_eq!(paths, ["history/2026-12/", "history/2026-09/", "history/2026-01/"]);
            let middle = months.page(1, guide);
            assert_eq!(middle.newer.unwrap().name, "December 2026");
            assert_eq!(middle.older.unwrap().href, "history/2026-01/");
            assert_eq!(months.index(guide).years.len(), 1);
            assert_eq!(middle.head.description, "1 incident");
        });
    }
}
