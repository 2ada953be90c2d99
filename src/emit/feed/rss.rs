use std::collections::BTreeMap;

use ::rss::extension::{Extension, ExtensionMap};
use ::rss::{Channel, Guid, Item};

use super::entry::Entry;
use super::{EmitError, Feed, File};
use crate::emit::xml::legal;

const ATOM: &str = "http://www.w3.org/2005/Atom";

/// Returns `history.rss`: RSS 2.0.
pub(super) fn file(feed: &Feed<'_>) -> Result<File, EmitError> {
    feed.file("history.rss", |path| {
        channel(feed, path).write_to(Vec::new()).map_err(|error| EmitError::new(path, &error))
    })
}

fn channel(feed: &Feed<'_>, path: &str) -> Channel {
    Channel {
        title: legal(&feed.title).into_owned(),
        link: feed.home.clone(),
        description: legal(&feed.description).into_owned(),
        language: Some(feed.language.to_owned()),
        pub_date: Some(feed.updated.rfc2822()),
        items: feed.entries.iter().map(item).collect(),
        namespaces: BTreeMap::from([("atom".to_owned(), ATOM.to_owned())]),
        extensions: self_link(feed.address_of(path)),
        ..Channel::default()
    }
}

fn item(entry: &Entry<'_>) -> Item {
    Item {
        title: Some(legal(entry.title).into_owned()),
        link: Some(entry.url.clone()),
        description: Some(legal(&entry.content).into_owned()),
        guid: Some(Guid { value: entry.id.clone(), permalink: false }),
        pub_date: Some(entry.at.rfc2822()),
        ..Item::default()
    }
}

/// Returns an Atom link with the address of the feed, for which RSS has no element.
fn self_link(address: String) -> ExtensionMap {
    let attrs = [("href", address), ("rel", "self".to_owned()), ("type", "application/rss+xml".to_owned())];
    let link = Extension {
        name: "atom:link".to_owned(),
        attrs: attrs.map(|(name, value)| (name.to_owned(), value)).into(),
        ..Extension::default()
    };
    BTreeMap::from([("atom".to_owned(), BTreeMap::from([("link".to_owned(), vec![link])]))])
}
