use super::figures;
use super::outline::{Detail, Sign, Told};
use super::phrase::Phrase;
use crate::diff::{ComponentChanges, ComponentFacts, DayChange};
use crate::model::ComponentStatus;

/// How many stretches of days are told of one component.
const MOST_DAYS: usize = 7;

/// A component that is new or gone: `Search (search): operational`.
pub fn facts(facts: &ComponentFacts) -> Told {
    let head = name(&facts.name, &facts.id).and(format!(": {}", facts.status));
    let group = facts.group.as_ref().map(|group| Phrase::ours("group: ").and_theirs(group));
    let uptime = facts.uptime.map(|uptime| Phrase::ours(format!("uptime: {}", figures::percent(Some(uptime)))));
    (head, [group, uptime].into_iter().flatten().map(|phrase| (Sign::Changed, phrase)).collect())
}

/// A component that is in both. Where the window itself changes, each percentage is of its own.
pub fn changes(changes: &ComponentChanges, other_window: bool) -> Told {
    let status = changes.status.as_ref();
    let uptime = changes.uptime.as_ref();
    let what = if other_window { "uptime, each over its own days" } else { "uptime" };
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

/// A name that people gave, and the key that stays.
fn name(name: &str, id: &str) -> Phrase {
    Phrase::theirs(name).and(" (").and_theirs(id).and(")")
}

/// Days that follow each other and changed in the same way are told as one.
fn days(days: &[DayChange]) -> Vec<Phrase> {
    let told = |day: &DayChange| format!("{} → {}", figures::day(&day.from), figures::day(&day.to));
    let runs = days.chunk_by(|a, b| a.date.plus_days(1) == b.date && told(a) == told(b));
    let mut phrases: Vec<_> = runs
        .map(|run| {
            let (first, last) = (&run[0], &run[run.len() - 1]);
            let when = if run.len() == 1 { first.date.to_string() } else { format!("{} to {}", first.date, last.date) };
            Phrase::ours(format!("{when}: {}", told(first)))
        })
        .collect();
    if let Some(more) = phrases.len().checked_sub(MOST_DAYS).filter(|more| *more > 1) {
        phrases.truncate(MOST_DAYS);
        phrases.push(Phrase::ours(format!("and {more} more changes of days")));
    }
    phrases
}
