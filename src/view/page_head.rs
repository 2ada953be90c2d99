use serde::Serialize;

use super::{PageRef, ViewContext, address};

/// The metadata of a page for browsers, search engines and link previews.
#[derive(Clone, Debug, Serialize)]
pub struct PageHead {
    /// The path of the page, relative to the root of the site.
    pub path: String,
    /// The path from the page to the root of the site, with a slash at its end.
    pub root: String,
    /// The title of the page, with the name of the site.
    pub title: String,
    /// The description for search engines and link previews.
    pub description: String,
    /// The component that the page is about, so that the page links to its feeds; none on pages of other kinds.
    pub feeds: Option<PageRef>,
    /// The path of the preview image, relative to the root of the site; none if the page has no such image.
    pub preview: Option<String>,
}

impl PageHead {
    /// Returns the head of the page at `path`. `title` is without the name of the site.
    pub fn new(path: String, title: &str, description: String, context: &ViewContext<'_>) -> Self {
        let values = [("title", title.into()), ("page", context.page().name.as_str().into())];
        let root = address::root(&path);
        Self {
            path,
            root,
            title: context.catalog.format_with("page-title", &values),
            description,
            feeds: None,
            preview: None,
        }
    }

    /// Returns the path of the page's file, relative to the root of the site.
    pub fn file(&self) -> String {
        address::file(&self.path)
    }
}
