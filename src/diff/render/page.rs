use super::outline::Entry;
use super::phrase::Phrase;
use crate::diff::Changes;

/// What changes of the page as a whole.
pub fn entries(changes: &Changes) -> Vec<Entry> {
    let page = &changes.page;
    let theirs = |what, change: &Option<_>| change.as_ref().map(|change| Phrase::change_of_theirs(what, change));
    let maybe = |what, change: &Option<_>| change.as_ref().map(|change| Phrase::change_of_maybe(what, change));
    let overall = changes.overall.as_ref();
    let zone = page.zone.as_ref();
    let days = page.window_days.as_ref();
    let phrases = [
        overall.map(|change| Phrase::change("status", change, |overall| overall.description().to_owned())),
        theirs("name", &page.name),
        theirs("address", &page.url),
        maybe("description", &page.description),
        maybe("support", &page.support_url),
        zone.map(|change| Phrase::change("time zone", change, |zone| zone.name().to_owned())),
        theirs("language", &page.language),
        days.map(|change| Phrase::change("days of uptime", change, u32::to_string)),
        changes.reordered.then(|| Phrase::ours("the components stand in another order")),
    ];
    phrases.into_iter().flatten().map(Entry::changed).collect()
}
