use super::outline::OutlineEntry;
use super::phrase::Phrase;
use crate::diff::{FromTo, SiteChanges};
use crate::model::{Logo, PageLink};

/// Describes the changes of the page as a whole.
pub fn entries(changes: &SiteChanges) -> Vec<OutlineEntry> {
    let page = &changes.page;
    let theirs = |what, change: &Option<_>| change.as_ref().map(|change| Phrase::change_of_theirs(what, change));
    let maybe = |what, change: &Option<_>| change.as_ref().map(|change| Phrase::change_of_maybe(what, change));
    let overall = changes.overall.as_ref();
    let zone = page.zone.as_ref();
    let days = page.window_days.as_ref();
    let phrases = [
        overall.map(|change| Phrase::change("status", change, |overall| overall.description().to_owned())),
        theirs("name", &page.name),
        theirs("URL", &page.url),
        maybe("description", &page.description),
        maybe("support", &page.support_url),
        maybe("logo", &texts(page.logo.as_ref(), |logo| logo.as_ref().map(files))),
        maybe("favicon", &page.favicon),
        maybe("accent", &texts(page.accent.as_ref(), |accent| accent.map(|accent| accent.to_string()))),
        maybe("header links", &texts(page.header.as_ref(), |links| list(links))),
        maybe("footer links", &texts(page.footer.as_ref(), |links| list(links))),
        maybe("announcement", &texts(page.announcement.as_ref(), |text| text.as_deref().map(one_line))),
        zone.map(|change| Phrase::change("time zone", change, |zone| zone.name().to_owned())),
        theirs("language", &page.language),
        days.map(|change| Phrase::change("days of uptime", change, u32::to_string)),
        changes.reordered.then(|| Phrase::ours("the order of components changed")),
    ];
    phrases.into_iter().flatten().map(OutlineEntry::changed).collect()
}

/// Converts both values of a change to texts.
fn texts<T>(change: Option<&FromTo<T>>, text: impl Fn(&T) -> Option<String>) -> Option<FromTo<Option<String>>> {
    change.map(|change| FromTo { from: text(&change.from), to: text(&change.to) })
}

fn files(logo: &Logo) -> String {
    logo.dark.iter().fold(logo.light.clone(), |files, dark| format!("{files}, {dark}"))
}

fn list(links: &[PageLink]) -> Option<String> {
    let links: Vec<_> = links.iter().map(|link| format!("{} <{}>", link.name, link.href)).collect();
    (!links.is_empty()).then(|| links.join(", "))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
