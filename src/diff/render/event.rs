use super::figures;
use super::outline::{Detail, Sign, Told};
use super::phrase::Phrase;
use super::{excerpt, outline};
use crate::diff::{
    AffectedChange, Change, Difference, EventChanges, EventFacts, Named, Progress, UpdateChanges, UpdateFacts,
};
use crate::model::{ComponentStatus, Impact, Instant};

/// An incident or a window that is new or gone.
pub fn facts(facts: &EventFacts) -> Told {
    let impact = facts.impact.map(|impact| format!(", impact {}", impact.word())).unwrap_or_default();
    let when = match facts.end {
        Some(end) => format!("{} to {}", facts.start.format_utc(), end.format_utc()),
        None => format!("since {}", facts.start.format_utc()),
    };
    let head = title(&facts.title, &facts.id).and(format!(": {}{impact}, {when}", facts.progress.word()));
    let text = Some(&facts.text).filter(|text| !text.is_empty());
    let phrases = [
        (!facts.affects.is_empty()).then(|| affects(&facts.affects)),
        text.map(|text| Phrase::ours("text: ").and_theirs(excerpt::of(text))),
        facts.updates.last().map(|newest| newest_of(&facts.updates, newest)),
    ];
    (head, phrases.into_iter().flatten().map(|phrase| (Sign::Changed, phrase)).collect())
}

/// An incident or a window that is in both.
pub fn changes(changes: &EventChanges) -> Told {
    let word = |progress: &Progress| progress.word().to_owned();
    let impact = |impact: &Option<Impact>| impact.map_or("none", Impact::word).to_owned();
    let is_window = matches!(changes.progress, Progress::Maintenance(_));
    let (start, end) = if is_window { ("starts", "ends") } else { ("began", "over") };
    let time = |time: &Option<Instant>| time.map_or_else(|| "not yet".to_owned(), Instant::format_utc);
    let phrases = [
        changes.moved.as_ref().map(|change| Phrase::change("status", change, word)),
        changes.retitled.as_ref().map(|change| Phrase::change_of_theirs("title", change)),
        changes.impact.as_ref().map(|change| Phrase::change("impact", change, impact)),
        changes.start.as_ref().map(|change| Phrase::change(start, change, |at| at.format_utc())),
        changes.end.as_ref().map(|change| Phrase::change(end, change, time)),
        changes
            .update_every
            .as_ref()
            .map(|change| Phrase::change("update every", change, |each| figures::every(*each))),
        changes.text.as_ref().map(|change| edited("text", change)),
        changes.relinked.then(|| Phrase::ours("links of its texts lead elsewhere")),
    ];
    let mut details: Vec<Detail> = phrases.into_iter().flatten().map(|phrase| (Sign::Changed, phrase)).collect();
    details.extend(changes.affects.iter().map(|change| (Sign::Changed, affected("affects ", change))));
    details.extend(changes.updates.iter().map(update));
    (title(&changes.title, &changes.id), details)
}

fn title(title: &str, id: &str) -> Phrase {
    Phrase::theirs(title).and(" (").and_theirs(id).and(")")
}

fn affects(given: &[(Named, ComponentStatus)]) -> Phrase {
    let mut phrase = Phrase::ours("affects ");
    for (nth, (component, status)) in given.iter().enumerate() {
        let comma = if nth == 0 { "" } else { ", " };
        phrase = phrase.and(comma).and_theirs(&component.name).and(format!(": {status}"));
    }
    phrase
}

fn affected(what: &str, change: &AffectedChange) -> Phrase {
    let told = |status: Option<ComponentStatus>| status.map_or("not affected", ComponentStatus::word);
    let Change { from, to } = change.status;
    Phrase::ours(what).and_theirs(&change.component.name).and(format!(": {} → {}", told(from), told(to)))
}

/// `3 updates, the newest of 2026-11-20 15:10 UTC, resolved: All is well`.
fn newest_of(updates: &[UpdateFacts], newest: &UpdateFacts) -> Phrase {
    let lead = match updates.len() {
        1 => "1 update, of ".to_owned(),
        count => format!("{count} updates, the newest of "),
    };
    Phrase::ours(lead).and_all(said(newest))
}

/// `2026-11-20 15:10 UTC, resolved: All is well`.
fn said(update: &UpdateFacts) -> Phrase {
    let mut phrase = heading(update.at, update.progress);
    for (component, status) in &update.gives {
        phrase = phrase.and(", ").and_theirs(&component.name).and(format!(" {status}"));
    }
    if update.text.is_empty() { phrase } else { phrase.and(": ").and_theirs(excerpt::of(&update.text)) }
}

fn heading(at: Instant, progress: Progress) -> Phrase {
    Phrase::ours(format!("{}, {}", at.format_utc(), progress.word()))
}

fn update(difference: &Difference<UpdateFacts, UpdateChanges>) -> outline::Detail {
    match difference {
        Difference::Added(update) => (Sign::Added, Phrase::ours("update of ").and_all(said(update))),
        Difference::Removed(update) => (Sign::Removed, Phrase::ours("update of ").and_all(said(update))),
        Difference::Changed(changes) => (Sign::Changed, Phrase::ours("update of ").and_all(update_changes(changes))),
    }
}

fn update_changes(changes: &UpdateChanges) -> Phrase {
    let word = |progress: &Progress| progress.word().to_owned();
    let status = changes.said.as_ref().map(|change| Phrase::change("status", change, word));
    let gives = changes.gives.iter().map(|change| affected("", change));
    let text = changes.text.as_ref().map(|change| edited("text", change));
    let told = status.into_iter().chain(gives).chain(text);
    told.fold(heading(changes.at, changes.progress), |phrase, change| phrase.and("; ").and_all(change))
}

/// `text: … the old words → … the new words`, from about where they differ.
fn edited(what: &str, change: &Change<String>) -> Phrase {
    let (from, to) = excerpt::of_change(&change.from, &change.to);
    if from == to {
        return Phrase::ours(format!("{what}: only blanks and line breaks"));
    }
    Phrase::change_of_theirs(what, &Change { from, to })
}
