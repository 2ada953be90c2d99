use serde::Serialize;

use super::{Guide, PageHead, address, escape};
use crate::model::Overall;

/// The page on which people find the badges, and what to paste to show them.
#[derive(Clone, Debug, Serialize)]
pub struct BadgesPage {
    pub head: PageHead,
    pub title: String,
    /// `90 days`: the window of the uptime.
    pub period: String,
    /// That of the page as a whole.
    pub overall: Paste,
    /// Those of groups, then those of components.
    pub others: Vec<Paste>,
}

/// How a badge gets onto another site.
#[derive(Clone, Debug, Serialize)]
pub struct Paste {
    pub id: String,
    /// Whose state it shows.
    pub name: String,
    /// What a text in Markdown needs to show it.
    pub markdown: String,
    /// What a page in HTML needs.
    pub markup: String,
}

impl BadgesPage {
    /// `base_url` is where the site stands: absolute, without a slash at its end.
    pub fn new(base_url: &str, guide: &Guide<'_>) -> Self {
        let site = guide.snapshot.site;
        let title = guide.words.format("badges");
        let about = guide.words.format_with("about-badges", &[("page", site.page.name.as_str().into())]);
        let groups = site.groups.iter().map(|group| Paste::new(&group.id, &group.name, "", base_url));
        let components = site.components.iter().filter(|component| component.id != Overall::ID);
        let components = components
            .map(|component| Paste::new(&component.id, &component.name, &address::component(&component.id), base_url));
        Self {
            head: PageHead::new(address::BADGES.to_owned(), &title, about, guide),
            title,
            period: guide.words.format_with("days", &[("count", site.window_days.into())]),
            overall: Paste::new(Overall::ID, &site.page.name, "", base_url),
            others: groups.chain(components).collect(),
        }
    }
}

impl Paste {
    /// A badge that leads to the page at `path`.
    fn new(id: &str, name: &str, path: &str, base_url: &str) -> Self {
        // Brackets would end an address in Markdown; they mean the same percent-encoded.
        let base_url = base_url.replace('(', "%28").replace(')', "%29");
        let (picture, page) = (format!("{base_url}/{}{id}.svg", address::BADGES), format!("{base_url}/{path}"));
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            markdown: format!("[![{}]({picture})]({page})", plain(name)),
            markup: format!(
                "<a href=\"{}\"><img src=\"{}\" alt=\"{}\" height=\"20\"></a>",
                escape(&page),
                escape(&picture),
                escape(name)
            ),
        }
    }
}

/// `text` as Markdown takes it for nothing but itself: <https://spec.commonmark.org/0.31.2/#backslash-escapes>.
fn plain(text: &str) -> String {
    let means_something = |each: char| "\\`*_[]<>&!".contains(each);
    text.chars().flat_map(|each| means_something(each).then_some('\\').into_iter().chain([each])).collect()
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Tag};

    use super::*;
    use crate::view::fixture;

    #[test]
    fn what_is_pasted_shows_the_name_and_nothing_else() {
        let paste = Paste::new("api", "[a](b) <i>\"&amp;", "components/api/", "https://a.example/b");
        let to = "(https://a.example/b/badges/api.svg)](https://a.example/b/components/api/)";
        assert_eq!(paste.markdown, format!("[![\\[a\\](b) \\<i\\>\"\\&amp;]{to}"));
        assert!(paste.markup.contains("alt=\"[a](b) &lt;i&gt;&quot;&amp;amp;\""), "{}", paste.markup);
    }

    #[test]
    fn an_address_with_brackets_is_one_address() {
        let paste = Paste::new("api", "API", "components/api/", "https://a.example/b)_(c&d");
        let at = "https://a.example/b%29_%28c&d";
        let markdown = format!("[![API]({at}/badges/api.svg)]({at}/components/api/)");
        assert_eq!(paste.markdown, markdown);
        let links: Vec<_> = pulldown_cmark::Parser::new(&markdown)
            .filter_map(|event| match event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
                _ => None,
            })
            .collect();
        assert_eq!(links, [format!("{at}/components/api/"), format!("{at}/badges/api.svg")]);
        assert!(paste.markup.starts_with("<a href=\"https://a.example/b%29_%28c&amp;d/components/api/\">"));
    }

    #[test]
    fn every_component_has_one() {
        let page = fixture::with(&fixture::busy(), |guide| BadgesPage::new("https://a.example", guide));
        assert!(page.others.len() >= fixture::busy().components.len());
        assert_eq!(page.overall.markdown, "[![Acme](https://a.example/badges/overall.svg)](https://a.example/)");
    }
}
