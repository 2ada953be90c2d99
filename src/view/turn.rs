use serde::Serialize;

use super::{Banner, Guide, Label, PageHead, section};
use crate::model::{ComponentIndex, ComponentStatus, Instant, Maintenance, Snapshot};
use crate::text::Catalogue;

/// How many turns the front page knows of, and how far ahead, in seconds. It is made anew long before it
/// runs out of them.
const MOST: usize = 8;
const AHEAD: i64 = 30 * 86_400;

/// What the front page will say otherwise once the clock has begun or ended a window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Turn {
    /// `2026-12-05T22:00:00Z`.
    pub at: String,
    /// The title of the page from then on.
    pub title: String,
    /// None where the answer stays the same.
    pub banner: Option<Banner>,
    /// Only those that change.
    pub statuses: Vec<Marked>,
    /// The counts in the heads of groups, likewise.
    pub counts: Vec<Count>,
}

/// A status on the front page, and which of them it is: a component's id, `group:2` or `window:ID`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Marked {
    pub id: String,
    pub label: Label,
}

/// How many components of a group are not well, as its head tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The place of the group among the sections of the page, from one.
    pub group: usize,
    /// `2 of 3 not operational`; empty where all is well.
    pub text: String,
}

impl Turn {
    /// The next turns of these windows, in order. Each tells only what is new since the one before it. The page
    /// shows cards for the windows in `shown`.
    pub fn all(windows: &[&Maintenance], shown: &[&Maintenance], guide: &Guide<'_>) -> Vec<Self> {
        let mut before = State::new(shown, guide.snapshot, guide.words);
        let turns = instants(windows, guide.now()).into_iter().take(MOST).map(|at| {
            let snapshot = Snapshot::take(guide.snapshot.site, at);
            let state = State::new(shown, &snapshot, guide.words);
            let turn = Self::between(&before, &state, at, guide);
            before = state;
            turn
        });
        turns.collect()
    }

    fn between(before: &State, after: &State, at: Instant, guide: &Guide<'_>) -> Self {
        let pairs = before.statuses.iter().zip(&after.statuses);
        Self {
            at: at.rfc3339(),
            title: PageHead::new(String::new(), &after.banner.label.text, String::new(), guide).title,
            banner: (before.banner != after.banner).then(|| after.banner.clone()),
            statuses: pairs.filter(|(old, new)| old != new).map(|(_, new)| new.clone()).collect(),
            counts: after.counts.iter().filter(|count| !before.counts.contains(count)).cloned().collect(),
        }
    }
}

/// When the clock begins or ends one of the windows.
fn instants(windows: &[&Maintenance], now: Instant) -> Vec<Instant> {
    let all = windows.iter().flat_map(|window| [window.starts, window.ends]);
    let mut instants: Vec<_> = all.filter(|at| *at > now && *at <= now.plus(AHEAD)).collect();
    instants.sort_unstable();
    instants.dedup();
    instants
}

/// What windows bear on of all that the front page says.
struct State {
    banner: Banner,
    /// The same ones in the same order at every instant.
    statuses: Vec<Marked>,
    counts: Vec<Count>,
}

impl State {
    fn new(shown: &[&Maintenance], snapshot: &Snapshot<'_>, words: &Catalogue) -> Self {
        let marked = |id: String, status: ComponentStatus| Marked { id, label: Label::component(status, words) };
        let (mut statuses, mut counts) = (Vec::new(), Vec::new());
        for (place, (group, members)) in (1..).zip(snapshot.site.sections()) {
            if group.is_some() {
                statuses.push(marked(format!("group:{place}"), section::worst(&members, snapshot)));
                counts.push(Count { group: place, text: section::unwell(&members, snapshot, words) });
            }
            let member = |member: ComponentIndex| {
                marked(snapshot.site.components[member].id.clone(), snapshot.histories[member].status)
            };
            statuses.extend(members.into_iter().map(member));
        }
        statuses.extend(shown.iter().map(|window| Marked {
            id: format!("window:{}", window.id),
            label: Label::maintenance(window.status(snapshot.now), words),
        }));
        Self { banner: Banner::of(snapshot, words), statuses, counts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Site;
    use crate::view::fixture;

    fn turns(site: &Site) -> Vec<Turn> {
        fixture::with(site, |guide| Turn::all(&guide.snapshot.windows(), &guide.snapshot.windows(), guide))
    }

    #[test]
    fn a_window_begins_and_ends_in_words() {
        let mut site = fixture::quiet();
        site.windows = vec![fixture::window("w", "2026-12-05T22:00:00Z", "2026-12-06T00:30:00Z", &[])];
        let turns = turns(&site);
        let told: Vec<_> = turns.iter().map(|turn| (turn.at.as_str(), turn.title.as_str())).collect();
        assert_eq!(
            told,
            [
                ("2026-12-05T22:00:00Z", "Service Under Maintenance – Acme"),
                ("2026-12-06T00:30:00Z", "All Systems Operational – Acme"),
            ]
        );
        let statuses = |turn: &Turn| -> Vec<_> {
            turn.statuses.iter().map(|status| format!("{} {}", status.id, status.label.text)).collect()
        };
        assert_eq!(statuses(&turns[0]), ["website Under maintenance", "window:w In progress"]);
        assert_eq!(statuses(&turns[1]), ["website Operational", "window:w Completed"]);
    }

    #[test]
    fn a_turn_tells_what_the_page_made_at_that_instant_says() {
        let mut site = fixture::busy();
        site.windows[1].affects = vec![2, 3, 5];
        for turn in turns(&site) {
            let state = |at: &str| {
                fixture::at(&site, at, |guide| State::new(&guide.snapshot.windows(), guide.snapshot, guide.words))
            };
            let (before, then) = (state(fixture::NOW), state(&turn.at));
            assert_eq!(turn.banner.as_ref().unwrap_or(&before.banner), &then.banner);
            for status in &turn.statuses {
                assert!(then.statuses.contains(status), "{status:?}");
            }
        }
    }

    #[test]
    fn turns_that_are_far_or_past_or_too_many_are_left_out() {
        let mut site = fixture::quiet();
        site.windows = vec![fixture::window("far", "2027-02-01T22:00:00Z", "2027-02-01T23:00:00Z", &[])];
        assert!(turns(&site).is_empty());
        site.windows = vec![fixture::window("now", "2026-11-22T14:00:00Z", "2026-11-22T15:00:00Z", &[])];
        assert_eq!(turns(&site).len(), 1);
        let daily = |day| {
            let (from, until) = (format!("2026-12-{day:02}T01:00:00Z"), format!("2026-12-{day:02}T02:00:00Z"));
            fixture::window(&format!("w{day}"), &from, &until, &[])
        };
        site.windows = (1..=6).map(daily).collect();
        assert_eq!(turns(&site).len(), MOST);
    }
}
