use serde::Serialize;

use super::front::{WindowCard, open_windows};
use crate::model::{Event, Maintenance};
use crate::view::{Banner, DatedEvent, EventItem, Moment, PageHead, PageRef, ViewContext, address};

/// The maximum number of past windows on the maintenance page. The pages under `history/` have all of them.
const MAX_PAST_WINDOWS: usize = 50;

/// The page of all maintenance windows.
#[derive(Clone, Debug, Serialize)]
pub struct MaintenancePage {
    pub head: PageHead,
    pub title: String,
    /// The windows in progress.
    pub active: Vec<WindowCard>,
    /// The scheduled windows, the next one first.
    pub coming: Vec<WindowCard>,
    /// Completed and canceled windows, newest first.
    pub past: Vec<EventItem>,
}

impl MaintenancePage {
    pub fn new(context: &ViewContext<'_>) -> Self {
        let title = context.catalog.format("maintenance");
        let about = context.catalog.format_with("about-maintenance", &[("page", context.page().name.as_str().into())]);
        let (active, coming) = open_windows(context);
        let windows = context.snapshot.windows().into_iter();
        let past = windows.filter(|window| window.status(context.now()).is_over()).take(MAX_PAST_WINDOWS);
        let past =
            past.map(|window| EventItem::new(&DatedEvent::new(Event::Maintenance(window), context.now()), context));
        let root = address::root(address::MAINTENANCE);
        let cards = |windows: Vec<&Maintenance>| {
            windows.into_iter().map(|window| WindowCard::new(window, &root, context)).collect()
        };
        Self {
            head: PageHead::new(address::MAINTENANCE.to_owned(), &title, about, context),
            title,
            active: cards(active),
            coming: cards(coming),
            past: past.collect(),
        }
    }
}

/// The page with the feeds, the calendars and the code of the notice that other sites can embed.
#[derive(Clone, Debug, Serialize)]
pub struct SubscribePage {
    pub head: PageHead,
    pub title: String,
    /// The components, each of which has feeds.
    pub components: Vec<PageRef>,
}

impl SubscribePage {
    pub fn new(context: &ViewContext<'_>) -> Self {
        let title = context.catalog.format("subscribe");
        let about = context.catalog.format_with("about-subscribe", &[("page", context.page().name.as_str().into())]);
        let components = 0..context.snapshot.site.components.len();
        Self {
            head: PageHead::new(address::SUBSCRIBE.to_owned(), &title, about, context),
            title,
            components: components.map(|component| context.component(component)).collect(),
        }
    }
}

/// The page that other sites show in a frame.
#[derive(Clone, Debug, Serialize)]
pub struct EmbedPage {
    pub head: PageHead,
    pub banner: Banner,
    /// A link with the title of the open incident or active window, or with their number if several; none without any.
    pub news: Option<PageRef>,
    /// When the site was built.
    pub as_of: Moment,
}

impl EmbedPage {
    pub fn new(context: &ViewContext<'_>) -> Self {
        let title = context.catalog.format_with("notice-label", &[("page", context.page().name.as_str().into())]);
        Self {
            head: PageHead {
                path: address::EMBED.to_owned(),
                root: address::root(address::EMBED),
                description: title.clone(),
                title,
                feeds: None,
                preview: None,
            },
            banner: Banner::new(context),
            news: news(context),
            as_of: context.moment(context.now()),
        }
    }
}

fn news(context: &ViewContext<'_>) -> Option<PageRef> {
    let (open, (active, _)) = (context.snapshot.open_incidents(), open_windows(context));
    let event = |title: &str, id: &str| PageRef { name: title.to_owned(), href: address::event(id) };
    let counted = |key: &str, count: usize| {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        PageRef { name: context.catalog.format_with(key, &[("count", count.into())]), href: String::new() }
    };
    match (&open[..], &active[..]) {
        ([], []) => None,
        ([incident], _) => Some(event(&incident.title, &incident.id)),
        ([], [window]) => Some(event(&window.title, &window.id)),
        ([], windows) => Some(counted("windows", windows.len())),
        (incidents, _) => Some(counted("incidents", incidents.len())),
    }
}

/// The page that hosts serve for an address that does not exist.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundPage {
    pub head: PageHead,
    pub title: String,
}

impl NotFoundPage {
    /// Returns the 404 page. Its links are absolute, because hosts serve it under any address that does not exist.
    /// `base_url` is the address of the site without a slash at its end.
    pub fn new(base_url: &str, context: &ViewContext<'_>) -> Self {
        let title = context.catalog.format("not-found");
        let mut head = PageHead::new("404.html".to_owned(), &title, context.catalog.format("not-found-text"), context);
        head.root = format!("{base_url}/");
        Self { head, title }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Site;
    use crate::view::fixture;

    fn news_of(site: &Site) -> Option<(String, String)> {
        fixture::with(site, |context| EmbedPage::new(context).news.map(|news| (news.name, news.href)))
    }

    #[test]
    fn embed_page_names_one_event_and_counts_several() {
        let mut site = fixture::quiet();
        assert_eq!(news_of(&site), None);
        let window = |id| fixture::window(id, "2026-11-22T14:00:00Z", "2026-11-22T15:00:00Z", &[]);
        site.windows = vec![window("w")];
        assert_eq!(news_of(&site), Some(("Window w".into(), "incidents/w/".into())));
        site.windows.push(window("v"));
        assert_eq!(news_of(&site), Some(("2 maintenance windows".into(), String::new())));
        let incident = |id| fixture::incident(id, &[("2026-11-22T13:00:00Z", "investigating", "")]);
        site.incidents = vec![incident("a")];
        assert_eq!(news_of(&site), Some(("Incident a".into(), "incidents/a/".into())));
        site.incidents.push(incident("b"));
        assert_eq!(news_of(&site), Some(("2 incidents".into(), String::new())));
    }
}
