use std::borrow::Cow;

use crate::model::Url;

/// How to resolve the relative links in the text of an event.
///
/// In the text, links are relative to the page of the event, or name the `.md` file of another event. The text is also
/// shown on other pages and in feeds, where the links must lead to the same pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Base<'a> {
    /// The page of the event, such as `incidents/ID/`.
    pub page: &'a str,
    /// The path from the page that shows the text to the root of the site, or the URL of the root. Ends with a slash.
    pub root: &'a str,
}

impl Base<'_> {
    /// The base for the text of an event on the page of that event, where only links to `.md` files have to change.
    pub const ITSELF: Base<'static> = Base { page: "", root: "" };

    /// Resolves the relative `address`. If it starts with a slash, it stays unchanged if `root` is a path, and becomes
    /// an absolute URL if `root` is a URL.
    pub fn resolve<'b>(&self, address: &'b str) -> Cow<'b, str> {
        let (path, rest) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
        if path.starts_with(['/', '\\']) {
            return Url::parse(self.root).map_or(address.into(), |root| format!("{}{address}", root.origin()).into());
        }
        let target = match path.strip_suffix(".md").map(|file| file.rsplit('/').next().unwrap_or_default()) {
            Some(id) if *self == Self::ITSELF => Some(format!("../{id}/")),
            Some(id) => Some(crate::view::address::event(id)),
            None if *self == Self::ITSELF => None,
            None => Some(self.join(path)),
        };
        target.map_or(address.into(), |target| format!("{}{target}{rest}", self.root).into())
    }

    /// Converts `path`, relative to the page of the event, to a path from the root of the site. `..` stops at the root.
    fn join(&self, path: &str) -> String {
        let mut parts: Vec<&str> = self.page.split_terminator('/').collect();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()),
                part => parts.push(part),
            }
        }
        let is_folder = matches!(path.rsplit('/').next(), Some("" | "." | ".."));
        let slash = if is_folder && !parts.is_empty() { "/" } else { "" };
        parts.join("/") + slash
    }
}

#[cfg(test)]
mod tests {
    use super::Base;

    #[test]
    fn relative_link_leads_to_same_page_from_every_base() {
        let from = |root| move |address| Base { page: "incidents/a/", root }.resolve(address).into_owned();
        let front = from("./");
        assert_eq!(front("../b/"), "./incidents/b/");
        assert_eq!(front("../b"), "./incidents/b");
        assert_eq!(front("graph.png"), "./incidents/a/graph.png");
        assert_eq!(front("#update"), "./incidents/a/#update");
        assert_eq!(front(""), "./incidents/a/");
        assert_eq!(front("../../"), "./");
        assert_eq!(front("../.."), "./");
        assert_eq!(front("../2026-q2/2026-06-18-b.md#why"), "./incidents/2026-06-18-b/#why");
        assert_eq!(from("https://a.example/")("./b.md?c"), "https://a.example/incidents/b/?c");
        let itself = |address| Base::ITSELF.resolve(address).into_owned();
        assert_eq!(["../b/", "b.png", "#c", "", "b.md#c"].map(itself), ["../b/", "b.png", "#c", "", "../b/#c"]);
        assert_eq!([front("/b"), front("../../../b")], ["/b", "./b"], "links stay within the site");
        let feed = from("https://a.example/status/");
        assert_eq!([feed("/b"), feed("../../../b")], ["https://a.example/b", "https://a.example/status/b"]);
    }
}
