use super::figures;
use super::outline::{Detail, EntryText, Sign};
use super::phrase::Phrase;
use super::{excerpt, outline};
use crate::diff::{
    AffectedChange, ComponentName, EventChanges, EventFacts, EventStatus, FromTo, ItemChange, UpdateChanges,
    UpdateFacts,
};
use crate::model::{ComponentStatus, Impact, Instant};

/// Describes an incident or a window that was added or removed.
pub fn facts(facts: &EventFacts) -> EntryText {
    let impact = facts.impact.map(|impact| format!(", impact {}", impact.word())).unwrap_or_default();
    let when = match facts.end {
        Some(end) => format!("{} to {}", facts.start.format_utc(), end.format_utc()),
        None => format!("since {}", facts.start.format_utc()),
    };
    let head = title(&facts.title, &facts.id).and(format!(": {}{impact}, {when}", facts.status.word()));
    let text = Some(&facts.text).filter(|text| !text.is_empty());
    let phrases = [
        (!facts.affects.is_empty()).then(|| affects(&facts.affects)),
        text.map(|text| Phrase::ours("text: ").and_theirs(excerpt::of(text))),
        facts.updates.last().map(|newest| newest_of(&facts.updates, newest)),
    ];
    (head, phrases.into_iter().flatten().map(|phrase| (Sign::Changed, phrase)).collect())
}

/// Describes the changes of an incident or a window.
pub fn changes(changes: &EventChanges) -> EntryText {
    let word = |status: &EventStatus| status.word().to_owned();
    let impact = |impact: &Option<Impact>| impact.map_or("none", Impact::word).to_owned();
    let is_window = matches!(changes.status, EventStatus::Maintenance(_));
    let (start, end) = if is_window { ("starts", "ends") } else { ("started", "ended") };
    let time = |time: &Option<Instant>| time.map_or_else(|| "not yet".to_owned(), Instant::format_utc);
    let phrases = [
        changes.status_change.as_ref().map(|change| Phrase::change("status", change, word)),
        changes.retitled.as_ref().map(|change| Phrase::change_of_theirs("title", change)),
        changes.impact.as_ref().map(|change| Phrase::change("impact", change, impact)),
        changes.start.as_ref().map(|change| Phrase::change(start, change, |at| at.format_utc())),
        changes.end.as_ref().map(|change| Phrase::change(end, change, time)),
        changes
            .update_every
            .as_ref()
            .map(|change| Phrase::change("update every", change, |each| figures::every(*each))),
        changes.text.as_ref().map(|change| edited("text", change)),
        changes.relinked.then(|| Phrase::ours("the targets of links changed")),
    ];
    let mut details: Vec<Detail> = phrases.into_iter().flatten().map(|phrase| (Sign::Changed, phrase)).collect();
    details.extend(changes.affects.iter().map(|change| (Sign::Changed, affected("affects ", change))));
    details.extend(changes.updates.iter().map(update));
    (title(&changes.title, &changes.id), details)
}

fn title(title: &str, id: &str) -> Phrase {
    Phrase::theirs(title).and(" (").and_theirs(id).and(")")
}

fn affects(given: &[(ComponentName, ComponentStatus)]) -> Phrase {
    let mut phrase = Phrase::ours("affects ");
    for (nth, (component, status)) in given.iter().enumerate() {
        let comma = if nth == 0 { "" } else { ", " };
        phrase = phrase.and(comma).and_theirs(&component.name).and(format!(": {status}"));
    }
    phrase
}

fn affected(what: &str, change: &AffectedChange) -> Phrase {
    let word = |status: Option<ComponentStatus>| status.map_or("not affected", ComponentStatus::word);
    let FromTo { from, to } = change.status;
    Phrase::ours(what).and_theirs(&change.component.name).and(format!(": {} → {}", word(from), word(to)))
}

/// Returns `3 updates, the newest at 2026-11-20 15:10 UTC, resolved: All is well`.
fn newest_of(updates: &[UpdateFacts], newest: &UpdateFacts) -> Phrase {
    let lead = match updates.len() {
        1 => "1 update at ".to_owned(),
        count => format!("{count} updates, the newest at "),
    };
    Phrase::ours(lead).and_all(update_facts(newest))
}

/// Returns `2026-11-20 15:10 UTC, resolved: All is well`.
fn update_facts(update: &UpdateFacts) -> Phrase {
    let mut phrase = heading(update.at, update.status);
    for (component, status) in &update.gives {
        phrase = phrase.and(", ").and_theirs(&component.name).and(format!(" {status}"));
    }
    if update.text.is_empty() { phrase } else { phrase.and(": ").and_theirs(excerpt::of(&update.text)) }
}

fn heading(at: Instant, status: EventStatus) -> Phrase {
    Phrase::ours(format!("{}, {}", at.format_utc(), status.word()))
}

fn update(difference: &ItemChange<UpdateFacts, UpdateChanges>) -> outline::Detail {
    match difference {
        ItemChange::Added(update) => (Sign::Added, Phrase::ours("update at ").and_all(update_facts(update))),
        ItemChange::Removed(update) => (Sign::Removed, Phrase::ours("update at ").and_all(update_facts(update))),
        ItemChange::Changed(changes) => (Sign::Changed, Phrase::ours("update at ").and_all(update_changes(changes))),
    }
}

fn update_changes(changes: &UpdateChanges) -> Phrase {
    let word = |status: &EventStatus| status.word().to_owned();
    let status = changes.status_change.as_ref().map(|change| Phrase::change("status", change, word));
    let gives = changes.gives.iter().map(|change| affected("", change));
    let text = changes.text.as_ref().map(|change| edited("text", change));
    let all = status.into_iter().chain(gives).chain(text);
    all.fold(heading(changes.at, changes.status), |phrase, change| phrase.and("; ").and_all(change))
}

/// Returns `what: … old words → … new words`. Both excerpts start shortly before the first difference.
fn edited(what: &str, change: &FromTo<String>) -> Phrase {
    let (from, to) = excerpt::of_change(&change.from, &change.to);
    if from == to {
        return Phrase::ours(format!("{what}: only white space changed"));
    }
    Phrase::change_of_theirs(what, &FromTo { from, to })
}
