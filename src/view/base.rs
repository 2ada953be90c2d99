use std::borrow::Cow;

use crate::model::Url;

/// From where the relative addresses of a text are seen.
///
/// People write them as on their incident's own page, or as the name of another incident's file; but
/// texts are read on other pages too, and far from the site in feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Base<'a> {
    /// The page that the text belongs to, such as `incidents/ID/`.
    pub page: &'a str,
    /// The way from where it is read to the root of the site, with a slash at its end: `./`, `../../`
    /// or a whole address.
    pub root: &'a str,
}

impl Base<'_> {
    /// The page that the text belongs to, where relative addresses are right as they stand.
    pub const ITSELF: Base<'static> = Base { page: "", root: "" };

    /// `address`, which leads within the site, as it is told from here. One that begins with a slash stays as
    /// it is, unless the way is a whole address: then it is one too.
    pub fn resolve<'b>(&self, address: &'b str) -> Cow<'b, str> {
        let (path, rest) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
        if path.starts_with(['/', '\\']) {
            return Url::parse(self.root).map_or(address.into(), |root| format!("{}{address}", root.origin()).into());
        }
        let target = match path.strip_suffix(".md").map(|file| file.rsplit('/').next().unwrap_or_default()) {
            Some(id) if *self == Self::ITSELF => Some(format!("../{id}/")),
            Some(id) => Some(super::address::event(id)),
            None if *self == Self::ITSELF => None,
            None => Some(self.follow(path)),
        };
        target.map_or(address.into(), |target| format!("{}{target}{rest}", self.root).into())
    }

    /// Where `path` leads from the page, relative to the root of the site, above which nothing leads.
    fn follow(&self, path: &str) -> String {
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
    fn relative_addresses_lead_to_the_same_place_from_everywhere() {
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
        assert_eq!([front("/b"), front("../../../b")], ["/b", "./b"], "nothing leads out");
        let feed = from("https://a.example/status/");
        assert_eq!([feed("/b"), feed("../../../b")], ["https://a.example/b", "https://a.example/status/b"]);
    }
}
