use serde::Serialize;

use super::{EmitError, Feed, File};

/// JSON Feed 1.1.
///
/// Source: <https://www.jsonfeed.org/version/1.1/>.
#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: String,
    description: &'a str,
    language: &'a str,
    authors: [Author<'a>; 1],
    items: Vec<JsonFeedItem<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    url: String,
}

#[derive(Serialize)]
struct JsonFeedItem<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    content_html: &'a str,
    date_published: String,
}

/// Returns `feed.json`.
pub(super) fn file(feed: &Feed<'_>) -> Result<File, EmitError> {
    feed.file("feed.json", |path| {
        serde_json::to_vec(&document(feed, path)).map_err(|error| EmitError::new(path, &error))
    })
}

fn document<'a>(feed: &'a Feed<'_>, path: &str) -> JsonFeed<'a> {
    let items = feed.entries.iter().map(|entry| JsonFeedItem {
        id: &entry.id,
        url: &entry.url,
        title: entry.title,
        content_html: &entry.content,
        date_published: entry.at.rfc3339(),
    });
    JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.home,
        feed_url: feed.address_of(path),
        description: &feed.description,
        language: feed.language,
        authors: [Author { name: feed.author, url: feed.address_of("") }],
        items: items.collect(),
    }
}
