use serde::Serialize;

use super::{Guide, Place, address};

/// What a page says of itself to browsers, search engines and chats that unfurl its link.
#[derive(Clone, Debug, Serialize)]
pub struct PageHead {
    /// Where the page stands, relative to the root of the site.
    pub path: String,
    /// The way from this page to the root of the site, with a slash at its end.
    pub root: String,
    /// The title of the browser's tab, with the name of the page as a whole.
    pub title: String,
    /// What search engines and chats tell below the title.
    pub description: String,
    /// A component whose own feeds the page offers too.
    pub feeds: Option<Place>,
    /// The picture that chats show of the page, relative to the root of the site.
    pub preview: Option<String>,
}

impl PageHead {
    /// The head of the page at `path` that is called `title`.
    pub fn new(path: String, title: &str, description: String, guide: &Guide<'_>) -> Self {
        let values = [("title", title.into()), ("page", guide.page().name.as_str().into())];
        let root = address::root(&path);
        Self {
            path,
            root,
            title: guide.words.format_with("page-title", &values),
            description,
            feeds: None,
            preview: None,
        }
    }

    /// The file that holds the page, relative to the root of the site.
    pub fn file(&self) -> String {
        address::file(&self.path)
    }
}
