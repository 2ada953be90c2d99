use serde::Serialize;

use super::{Guide, PageHead, Place, address};

/// The page that tells all the ways to hear of news.
#[derive(Clone, Debug, Serialize)]
pub struct SubscribePage {
    pub head: PageHead,
    pub title: String,
    /// Each has feeds of its own.
    pub components: Vec<Place>,
}

impl SubscribePage {
    pub fn new(guide: &Guide<'_>) -> Self {
        let title = guide.words.format("subscribe");
        let about = guide.words.format_with("about-subscribe", &[("page", guide.page().name.as_str().into())]);
        Self {
            head: PageHead::new(address::SUBSCRIBE.to_owned(), &title, about, guide),
            title,
            components: (0..guide.snapshot.site.components.len()).map(|component| guide.component(component)).collect(),
        }
    }
}
