use serde::Serialize;

use super::{Guide, Happened, Item, PageHead, WindowCard, address, front};
use crate::model::{Event, Maintenance};

/// How many windows that are over the page lists; `history/` has all.
const PAST: usize = 50;

/// The page of all maintenance.
#[derive(Clone, Debug, Serialize)]
pub struct MaintenancePage {
    pub head: PageHead,
    pub title: String,
    pub active: Vec<WindowCard>,
    /// The next one first.
    pub coming: Vec<WindowCard>,
    /// Newest first.
    pub past: Vec<Item>,
}

impl MaintenancePage {
    pub fn new(guide: &Guide<'_>) -> Self {
        let title = guide.words.format("maintenance");
        let about = guide.words.format_with("about-maintenance", &[("page", guide.page().name.as_str().into())]);
        let (active, coming) = front::ahead(guide);
        let windows = guide.snapshot.windows().into_iter();
        let past = windows.filter(|window| window.status(guide.now()).is_over()).take(PAST);
        let past = past.map(|window| Item::new(&Happened::new(Event::Maintenance(window), guide.now()), guide));
        let root = address::root(address::MAINTENANCE);
        let cards = |windows: Vec<&Maintenance>| {
            windows.into_iter().map(|window| WindowCard::new(window, &root, guide)).collect()
        };
        Self {
            head: PageHead::new(address::MAINTENANCE.to_owned(), &title, about, guide),
            title,
            active: cards(active),
            coming: cards(coming),
            past: past.collect(),
        }
    }
}
