use super::figures;
use super::outline::{Detail, EntryText, Sign};
use super::phrase::Phrase;
use crate::diff::{ComponentChanges, ComponentFacts, DayChange};
use crate::model::ComponentStatus;

/// The maximum number of runs that are listed for one component; only the number of the others is printed. A run is
/// one or more consecutive days with the same change.
const MAX_RUNS: usize = 7;

/// Describes a component that was added or removed: `Search (search): operational`.
pub fn facts(facts: &ComponentFacts) -> EntryText {
    let head = name(&facts.name, &facts.id).and(format!(": {}", facts.status));
    let group = facts.group.as_ref().map(|group| Phrase::ours("group: ").and_theirs(group));
    let uptime = facts.uptime.map(|uptime| Phrase::ours(format!("uptime: {}", figures::percent(Some(uptime)))));
    (head, [group, uptime].into_iter().flatten().map(|phrase| (Sign::Changed, phrase)).collect())
}

/// Describes the changes of a component. `other_window` is true if the old and new uptime cover different numbers of
/// days.
pub fn changes(changes: &ComponentChanges, other_window: bool) -> EntryText {
    let status = changes.status.as_ref();
    let uptime = changes.uptime.as_ref();
    let what = if other_window { "uptime over different numbers of days" } else { "uptime" };
    let phrases = [
        status.map(|change| Phrase::change("status", change, ComponentStatus::to_string)),
        changes.renamed.as_ref().map(|change| Phrase::change_of_theirs("name", change)),
        changes.group.as_ref().map(|change| Phrase::change_of_maybe("group", change)),
        changes.description.as_ref().map(|change| Phrase::change_of_maybe("description", change)),
        uptime.map(|change| Phrase::change(what, change, |percent| figures::percent(*percent))),
    ];
    let details = phrases.into_iter().flatten().chain(days(&changes.days)).map(|phrase| (Sign::Changed, phrase));
    (name(&changes.name, &changes.id), details.collect::<Vec<Detail>>())
}

/// Returns `NAME (ID)`.
fn name(name: &str, id: &str) -> Phrase {
    Phrase::theirs(name).and(" (").and_theirs(id).and(")")
}

/// Describes the changed days. A run of days with the same change is one phrase.
fn days(days: &[DayChange]) -> Vec<Phrase> {
    let change = |day: &DayChange| format!("{} → {}", figures::day(&day.from), figures::day(&day.to));
    let runs = days.chunk_by(|a, b| a.date.plus_days(1) == b.date && change(a) == change(b));
    let mut phrases: Vec<_> = runs
        .map(|run| {
            let (first, last) = (&run[0], &run[run.len() - 1]);
            let when = if run.len() == 1 { first.date.to_string() } else { format!("{} to {}", first.date, last.date) };
            Phrase::ours(format!("{when}: {}", change(first)))
        })
        .collect();
    if let Some(more) = phrases.len().checked_sub(MAX_RUNS).filter(|more| *more > 1) {
        phrases.truncate(MAX_RUNS);
        phrases.push(Phrase::ours(format!("and {more} more changes")));
    }
    phrases
}
