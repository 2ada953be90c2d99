use std::str::FromStr;

use atom_syndication::{Content, Entry, FixedDateTime, Link, Person, Text};

use super::{EmitError, Feed, File, entry};
use crate::emit::xml::legal;
use crate::model::Instant;

/// The error for a time that `atom_syndication` cannot represent.
type TimeError = <FixedDateTime as FromStr>::Err;

/// Returns `history.atom`: Atom 1.0, with ids in the format of Statuspage.
pub(super) fn file(feed: &Feed<'_>) -> Result<File, EmitError> {
    feed.file("history.atom", |path| {
        let feed = document(feed, path).map_err(|error| EmitError::new(path, &error))?;
        feed.write_to(Vec::new()).map_err(|error| EmitError::new(path, &error))
    })
}

fn document(feed: &Feed<'_>, path: &str) -> Result<atom_syndication::Feed, TimeError> {
    Ok(atom_syndication::Feed {
        title: Text::plain(legal(&feed.title)),
        id: format!("tag:{},2005:/{}history", feed.host, feed.folder),
        updated: time(feed.updated)?,
        authors: vec![Person { name: legal(feed.author).into_owned(), ..Person::default() }],
        links: vec![
            link("alternate", "text/html", feed.home.clone()),
            link("self", "application/atom+xml", feed.address_of(path)),
        ],
        subtitle: Some(Text::plain(legal(&feed.description))),
        entries: feed.entries.iter().map(|entry| atom_entry(feed, entry)).collect::<Result<_, _>>()?,
        lang: Some(feed.language.to_owned()),
        ..atom_syndication::Feed::default()
    })
}

fn atom_entry(feed: &Feed<'_>, entry: &entry::Entry<'_>) -> Result<Entry, TimeError> {
    Ok(Entry {
        title: Text::plain(legal(entry.title)),
        id: format!("tag:{},2005:update/{}", feed.host, entry.id),
        updated: time(entry.at)?,
        published: Some(time(entry.at)?),
        links: vec![link("alternate", "text/html", entry.url.clone())],
        content: Some(Content {
            value: Some(legal(&entry.content).into_owned()),
            content_type: Some("html".to_owned()),
            ..Content::default()
        }),
        ..Entry::default()
    })
}

fn link(rel: &str, mime_type: &str, href: String) -> Link {
    Link { rel: rel.to_owned(), mime_type: Some(mime_type.to_owned()), href, ..Link::default() }
}

fn time(at: Instant) -> Result<FixedDateTime, TimeError> {
    at.rfc3339().parse()
}
