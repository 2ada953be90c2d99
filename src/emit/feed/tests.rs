use proptest::prelude::*;

use super::files;
use crate::emit::File;
use crate::emit::fixture::{BASE_URL, at, now, site};
use crate::model::{Instant, Snapshot};
use crate::text::Catalog;

fn feeds(now: Instant) -> Vec<File> {
    let site = site();
    files(&Snapshot::take(&site, now), &Catalog::english().unwrap(), BASE_URL).unwrap()
}

fn read(now: Instant, path: &str) -> Vec<u8> {
    feeds(now).into_iter().find(|file| file.path == path).unwrap().bytes
}

fn text(path: &str) -> String {
    String::from_utf8(read(now(), path)).unwrap()
}

#[test]
fn page_and_each_component_have_three_feeds() {
    let paths: Vec<_> = feeds(now()).into_iter().map(|file| file.path).collect();
    assert_eq!(paths[..3], ["history.rss", "history.atom", "feed.json"]);
    assert_eq!(paths.len(), 12);
    assert!(paths.contains(&"components/api/history.atom".to_owned()));
}

#[test]
fn feeds_match_snapshots() {
    insta::assert_snapshot!("rss", text("components/api/history.rss"));
    insta::assert_snapshot!("atom", text("components/payments/history.atom"));
    let json: serde_json::Value = serde_json::from_slice(&read(now(), "feed.json")).unwrap();
    insta::assert_snapshot!("json", serde_json::to_string_pretty(&json).unwrap());
}

#[test]
fn feed_formats_have_same_entries_newest_first() {
    let rss = ::rss::Channel::read_from(&read(now(), "history.rss")[..]).unwrap();
    let atom = atom_syndication::Feed::read_from(&read(now(), "history.atom")[..]).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&read(now(), "feed.json")).unwrap();
    let items = json["items"].as_array().unwrap();
    assert_eq!((rss.items.len(), atom.entries.len(), items.len()), (10, 10, 10));
    for ((item, entry), expected) in rss.items.iter().zip(&atom.entries).zip(items) {
        let id = expected["id"].as_str().unwrap();
        assert_eq!(item.guid.as_ref().unwrap().value, id);
        assert_eq!(entry.id, format!("tag:status.acme.example,2005:update/{id}"));
        let content = expected["content_html"].as_str().unwrap();
        assert_eq!(item.description.as_deref(), Some(content));
        assert_eq!(entry.content.as_ref().unwrap().value.as_deref(), Some(content));
        assert_eq!(item.link.as_deref(), expected["url"].as_str());
        assert!(expected["url"].as_str().unwrap().starts_with("https://status.acme.example/incidents/"));
    }
    assert_eq!(items[0]["id"], "slow-20261122t113000z");
    assert_eq!(rss.pub_date.as_deref(), Some("Sun, 22 Nov 2026 11:30:00 +0000"));
}

#[test]
fn feed_entry_contains_earlier_updates() {
    let json: serde_json::Value = serde_json::from_slice(&read(now(), "components/api/feed.json")).unwrap();
    let contents: Vec<_> =
        json["items"].as_array().unwrap().iter().map(|item| item["content_html"].as_str().unwrap()).collect();
    assert_eq!(contents.len(), 5);
    let first = "<p><small>Nov 21, 11:00 CET</small><br><strong>Investigating</strong> - We <em>look</em>: \
                 see <a href=\"https://s.example\" rel=\"nofollow noopener\">status</a>.</p>";
    assert_eq!(contents[4], first);
    let second = "<p><small>Nov 21, 11:00 CET</small><br><strong>Update</strong> -</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n";
    assert_eq!(contents[3], format!("{second}{first}"));
    assert!(
        contents[1].starts_with("<p><small>Nov 21, 12:00 CET</small><br><strong>Resolved</strong></p>\n<p><small>")
    );
}

#[test]
fn feed_entry_of_window_starts_with_planned_times() {
    let json: serde_json::Value = serde_json::from_slice(&read(now(), "components/payments/feed.json")).unwrap();
    let content = json["items"][0]["content_html"].as_str().unwrap();
    assert!(
        content.starts_with("<p><strong>THIS IS A SCHEDULED EVENT Nov 22, 12:00 - 15:00 CET</strong></p>\n<p>"),
        "{content}"
    );
}

#[test]
fn feed_without_entries_is_valid() {
    let early = at("2026-01-01T00:00:00Z");
    assert!(::rss::Channel::read_from(&read(early, "history.rss")[..]).unwrap().items.is_empty());
    assert!(atom_syndication::Feed::read_from(&read(early, "history.atom")[..]).unwrap().entries.is_empty());
}

#[test]
fn feeds_of_unchanged_events_have_equal_bytes() {
    assert_eq!(feeds(now()), feeds(now().plus(600)));
}

proptest! {
    #[test]
    fn feeds_are_valid_with_any_text(title in hostile(), text in hostile(), name in hostile()) {
        let mut site = site();
        site.page.name.clone_from(&name);
        site.page.description = Some(text.clone());
        site.incidents[0].title.clone_from(&title);
        site.incidents[0].updates[0].text.clone_from(&text);
        site.windows[0].updates[0].text = text;
        let files = files(&Snapshot::take(&site, now()), &Catalog::english().unwrap(), BASE_URL).unwrap();
        let rss = ::rss::Channel::read_from(&files[0].bytes[..]).unwrap();
        let atom = atom_syndication::Feed::read_from(&files[1].bytes[..]).unwrap();
        let json: serde_json::Value = serde_json::from_slice(&files[2].bytes).unwrap();
        prop_assert_eq!((rss.items.len(), atom.entries.len()), (10, 10));
        for (entry, expected) in atom.entries.iter().zip(json["items"].as_array().unwrap()) {
            let content = entry.content.as_ref().and_then(|content| content.value.as_deref());
            prop_assert_eq!(content, expected["content_html"].as_str());
        }
        for file in &files[..2] {
            let forbidden = |c: char| c < ' ' && !matches!(c, '\t' | '\n' | '\r');
            prop_assert!(!str::from_utf8(&file.bytes).unwrap().contains(forbidden));
        }
    }
}

fn hostile() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "]]>",
        "<![CDATA[",
        "&",
        "<",
        ">",
        "\"",
        "</title>",
        "&#0;",
        "<?xml",
        "\u{0}",
        "\u{b}",
        "\u{fffe}",
        "😀",
        "\r\n",
        "a",
    ];
    let piece = prop_oneof![prop::sample::select(PIECES).prop_map(str::to_owned), any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}
