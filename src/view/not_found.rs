use serde::Serialize;

use super::{Guide, PageHead};

/// What hosts show for an address that leads nowhere.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundPage {
    pub head: PageHead,
    pub title: String,
}

impl NotFoundPage {
    /// It is served under any address, so that relative ones would lead astray: `base_url`, without a
    /// slash at its end, is where the site stands.
    pub fn new(base_url: &str, guide: &Guide<'_>) -> Self {
        let title = guide.words.format("not-found");
        let mut head = PageHead::new("404.html".to_owned(), &title, guide.words.format("not-found-text"), guide);
        head.root = format!("{base_url}/");
        Self { head, title }
    }
}
