use serde::Serialize;

use super::{Banner, Guide, Moment, PageHead, Place, address, front};

/// The page that other sites show in a frame of theirs.
#[derive(Clone, Debug, Serialize)]
pub struct EmbedPage {
    pub head: PageHead,
    pub banner: Banner,
    /// The one incident or window that goes on, or how many do; none where nothing does.
    pub news: Option<Place>,
    /// When all of this was true.
    pub as_of: Moment,
}

impl EmbedPage {
    pub fn new(guide: &Guide<'_>) -> Self {
        let title = guide.words.format_with("notice-label", &[("page", guide.page().name.as_str().into())]);
        Self {
            head: PageHead {
                path: address::EMBED.to_owned(),
                root: address::root(address::EMBED),
                description: title.clone(),
                title,
                feeds: None,
                preview: None,
            },
            banner: Banner::new(guide),
            news: news(guide),
            as_of: guide.moment(guide.now()),
        }
    }
}

/// Several are told on the front page.
fn news(guide: &Guide<'_>) -> Option<Place> {
    let (open, (active, _)) = (guide.snapshot.open_incidents(), front::ahead(guide));
    let event = |title: &str, id: &str| Place { name: title.to_owned(), href: address::event(id) };
    let counted = |key: &str, count: usize| {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        Place { name: guide.words.format_with(key, &[("count", count.into())]), href: String::new() }
    };
    match (&open[..], &active[..]) {
        ([], []) => None,
        ([incident], _) => Some(event(&incident.title, &incident.id)),
        ([], [window]) => Some(event(&window.title, &window.id)),
        ([], windows) => Some(counted("windows", windows.len())),
        (incidents, _) => Some(counted("incidents", incidents.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Site;
    use crate::view::fixture;

    fn told(site: &Site) -> Option<(String, String)> {
        fixture::with(site, |guide| EmbedPage::new(guide).news.map(|news| (news.name, news.href)))
    }

    #[test]
    fn one_thing_is_told_by_its_title_and_several_by_their_number() {
        let mut site = fixture::quiet();
        assert_eq!(told(&site), None);
        let window = |id| fixture::window(id, "2026-11-22T14:00:00Z", "2026-11-22T15:00:00Z", &[]);
        site.windows = vec![window("w")];
        assert_eq!(told(&site), Some(("Window w".into(), "incidents/w/".into())));
        site.windows.push(window("v"));
        assert_eq!(told(&site), Some(("2 maintenance windows".into(), String::new())));
        let incident = |id| fixture::incident(id, &[("2026-11-22T13:00:00Z", "investigating", "")]);
        site.incidents = vec![incident("a")];
        assert_eq!(told(&site), Some(("Incident a".into(), "incidents/a/".into())));
        site.incidents.push(incident("b"));
        assert_eq!(told(&site), Some(("2 incidents".into(), String::new())));
    }
}
