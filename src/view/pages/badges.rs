use serde::Serialize;

use crate::escape::escape;
use crate::model::Overall;
use crate::view::{PageHead, ViewContext, address};

/// The page that shows the badges and the code to embed them.
#[derive(Clone, Debug, Serialize)]
pub struct BadgesPage {
    pub head: PageHead,
    pub title: String,
    /// The period of the uptime badges: `90 days`.
    pub period: String,
    /// The badge of the whole page.
    pub overall: BadgeSnippet,
    /// The badges of groups, then those of components.
    pub others: Vec<BadgeSnippet>,
}

/// A badge and the code to embed it.
#[derive(Clone, Debug, Serialize)]
pub struct BadgeSnippet {
    pub id: String,
    /// The name of the page, the group or the component.
    pub name: String,
    /// The code that embeds the badge in Markdown.
    pub markdown: String,
    /// The code that embeds the badge in HTML.
    pub html: String,
}

impl BadgesPage {
    /// Returns the page. `base_url` is the address of the site without a slash at its end.
    pub fn new(base_url: &str, context: &ViewContext<'_>) -> Self {
        let site = context.snapshot.site;
        let title = context.catalog.format("badges");
        let about = context.catalog.format_with("about-badges", &[("page", site.page.name.as_str().into())]);
        let groups = site.groups.iter().map(|group| BadgeSnippet::new(&group.id, &group.name, "", base_url));
        let components = site.components.iter().filter(|component| component.id != Overall::ID);
        let components = components.map(|component| {
            BadgeSnippet::new(&component.id, &component.name, &address::component(&component.id), base_url)
        });
        Self {
            head: PageHead::new(address::BADGES.to_owned(), &title, about, context),
            title,
            period: context.catalog.format_with("days", &[("count", site.window_days.into())]),
            overall: BadgeSnippet::new(Overall::ID, &site.page.name, "", base_url),
            others: groups.chain(components).collect(),
        }
    }
}

impl BadgeSnippet {
    /// Returns the code of a badge that links to the page at `path`.
    fn new(id: &str, name: &str, path: &str, base_url: &str) -> Self {
        // A parenthesis would end the address of a link in Markdown.
        let base_url = base_url.replace('(', "%28").replace(')', "%29");
        let (image, page) = (format!("{base_url}/{}{id}.svg", address::BADGES), format!("{base_url}/{path}"));
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            markdown: format!("[![{}]({image})]({page})", escape_markdown(name)),
            html: format!(
                "<a href=\"{}\"><img src=\"{}\" alt=\"{}\" height=\"20\"></a>",
                escape(&page),
                escape(&image),
                escape(name)
            ),
        }
    }
}

/// Escapes all characters that have a meaning in Markdown.
///
/// Source: <https://spec.commonmark.org/0.31.2/#backslash-escapes>.
fn escape_markdown(text: &str) -> String {
    let is_special = |each: char| "\\`*_[]<>&!".contains(each);
    text.chars().flat_map(|each| is_special(each).then_some('\\').into_iter().chain([each])).collect()
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Tag};

    use super::*;
    use crate::view::fixture;

    #[test]
    fn badge_code_escapes_name() {
        let snippet = BadgeSnippet::new("api", "[a](b) <i>\"&amp;", "components/api/", "https://a.example/b");
        let to = "(https://a.example/b/badges/api.svg)](https://a.example/b/components/api/)";
        assert_eq!(snippet.markdown, format!("[![\\[a\\](b) \\<i\\>\"\\&amp;]{to}"));
        assert!(snippet.html.contains("alt=\"[a](b) &lt;i&gt;&quot;&amp;amp;\""), "{}", snippet.html);
    }

    #[test]
    fn parentheses_in_base_url_are_encoded() {
        let snippet = BadgeSnippet::new("api", "API", "components/api/", "https://a.example/b)_(c&d");
        let at = "https://a.example/b%29_%28c&d";
        let markdown = format!("[![API]({at}/badges/api.svg)]({at}/components/api/)");
        assert_eq!(snippet.markdown, markdown);
        let links: Vec<_> = pulldown_cmark::Parser::new(&markdown)
            .filter_map(|event| match event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
                _ => None,
            })
            .collect();
        assert_eq!(links, [format!("{at}/components/api/"), format!("{at}/badges/api.svg")]);
        assert!(snippet.html.starts_with("<a href=\"https://a.example/b%29_%28c&amp;d/components/api/\">"));
    }

    #[test]
    fn badges_page_has_badge_of_page_and_of_every_component() {
        let page = fixture::with(&fixture::busy(), |context| BadgesPage::new("https://a.example", context));
        assert!(page.others.len() >= fixture::busy().components.len());
        assert_eq!(page.overall.markdown, "[![Acme](https://a.example/badges/overall.svg)](https://a.example/)");
    }
}
