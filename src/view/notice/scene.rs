use std::cmp::Reverse;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Notice, SOON};
use crate::model::{ComponentIndex, ComponentStatus, Incident, Instant, Maintenance, Snapshot};
use crate::view::{Banner, Guide, Kind, Label, address, item};

/// How many notices are told at a time, one line about all others apart. Nobody reads more of them beside what they
/// came for.
const MOST: usize = 8;
/// How many components a notice names.
const NAMED: usize = 5;

/// All that is told at one instant.
pub(super) struct Scene<'a> {
    pub snapshot: &'a Snapshot<'a>,
    /// Those that may be told.
    pub windows: &'a [&'a Maintenance],
    /// Only for its words: its instant may be another.
    pub guide: &'a Guide<'a>,
}

/// A notice, and what it is about.
struct Told {
    notice: Notice,
    what: What,
    /// When it began, or will.
    start: Instant,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Incident,
    Trouble,
    Window,
}

impl Scene<'_> {
    /// The worst first, then what is nearest to this instant: of what has begun that is the newest, of what is to come
    /// the next. What is too much is one line at the end.
    pub fn notices(&self) -> Vec<Notice> {
        let mut told: Vec<_> = self.incidents().map(|each| self.of_incident(each)).collect();
        told.extend(self.of_trouble());
        told.extend(self.windows.iter().filter_map(|window| self.of_window(window)));
        let now = self.snapshot.now;
        // One of them is nothing.
        let nearness = |each: &Told| now.seconds_since(each.start).max(each.start.seconds_since(now));
        told.sort_by_key(|each| (Reverse(badness(each.notice.kind)), nearness(each)));
        let others = told.split_off(told.len().min(MOST));
        let line = (!others.is_empty()).then(|| self.of_others(&others));
        told.into_iter().map(|each| each.notice).chain(line).collect()
    }

    /// Those that are open, and have a page on the site as it was made: one that begins later has none.
    fn incidents(&self) -> impl Iterator<Item = &Incident> {
        let open = self.snapshot.open_incidents().into_iter();
        open.filter(|incident| incident.has_started(self.guide.now()))
    }

    fn of_incident(&self, incident: &Incident) -> Told {
        let now = self.snapshot.now;
        let components = incident.components(now);
        let notice = Notice {
            id: incident.id.clone(),
            kind: incident.impact(now).into(),
            title: item::shortened(incident.title.clone(), item::SUMMARY),
            state: self.guide.words.incident_status(incident.status(now)),
            about: self.names(&components),
            path: address::event(&incident.id),
            components: self.ids(&components),
            from: None,
            until: None,
        };
        Told { notice, what: What::Incident, start: incident.start() }
    }

    /// The components that are worse than anything that is told explains, one notice a status.
    fn of_trouble(&self) -> Vec<Told> {
        let explained = self.explained();
        let histories = &self.snapshot.histories;
        let unwell = ComponentStatus::ALL.into_iter().filter(|status| *status != ComponentStatus::Operational);
        let alike = unwell.map(|status| {
            let members = (0..histories.len()).filter(|each| histories[*each].status == status);
            (status, members.filter(|each| explained[*each] < status).collect::<Vec<_>>())
        });
        let told = |(status, members): (ComponentStatus, Vec<ComponentIndex>)| {
            let Label { kind, text } = Label::component(status, self.guide.words);
            let since = members.iter().filter_map(|each| self.since(*each)).max();
            let components = self.ids(&members);
            let notice = Notice {
                // Another component that fails, and the same one that fails once more, are news.
                id: format!("{}:{}", status.word(), digest((&components, since.map(Instant::rfc3339)))),
                kind,
                title: self.names(&members),
                state: text,
                about: String::new(),
                // The page of the one component, else that of all of them.
                path: if let [one] = members[..] { self.guide.component(one).href } else { String::new() },
                components,
                from: None,
                until: None,
            };
            Told { notice, what: What::Trouble, start: since.unwrap_or(self.snapshot.now) }
        };
        alike.filter(|(_, members)| !members.is_empty()).map(told).collect()
    }

    /// The worst status of each component that is told by something else: what an open incident gives it at this
    /// instant, whatever it gave before, and planned work that goes on.
    fn explained(&self) -> Vec<ComponentStatus> {
        let now = self.snapshot.now;
        let mut explained = vec![ComponentStatus::Operational; self.snapshot.histories.len()];
        let mut explain = |component: ComponentIndex, status| explained[component] = explained[component].max(status);
        for incident in self.incidents() {
            incident.gives(now).into_iter().for_each(|(component, status)| explain(component, status));
        }
        for window in self.snapshot.site.windows.iter().filter(|window| window.status(now).is_active()) {
            window.affects.iter().for_each(|component| explain(*component, ComponentStatus::UnderMaintenance));
        }
        explained
    }

    /// Since when a component has its status. None where people declare it and nothing has recorded when they began
    /// to: it would be another time with each build.
    fn since(&self, component: ComponentIndex) -> Option<Instant> {
        let Snapshot { site, now, histories, .. } = self.snapshot;
        let (history, declared) = (&histories[component], site.components[component].declared);
        let is_recorded = declared != history.status || site.log[component].declared_since(declared, *now).is_some();
        history.timeline.changed_at().filter(|at| at < now || is_recorded)
    }

    /// What a window is at this instant, as far as visitors are to know.
    fn of_window(&self, window: &Maintenance) -> Option<Told> {
        let now = self.snapshot.now;
        let status = window.status(now);
        let is_soon = !status.is_over() && now >= window.starts.plus(-SOON);
        let start = window.start(now);
        let notice = Notice {
            id: window.id.clone(),
            kind: if status.is_active() { Kind::Maintenance } else { Kind::Notice },
            title: item::shortened(window.title.clone(), item::SUMMARY),
            state: Label::maintenance_among_incidents(status, self.guide.words).text,
            about: self.guide.words.times(start, window.ends, self.guide.zone()),
            path: address::event(&window.id),
            components: self.ids(&window.affects),
            from: None,
            until: None,
        };
        (status.is_active() || is_soon).then_some(Told { notice, what: What::Window, start })
    }

    /// The one line about all that is too much, none of which is worse than the first of it.
    fn of_others(&self, others: &[Told]) -> Notice {
        let words = self.guide.words;
        let counted = |key: &str, what: What| {
            let count = others.iter().filter(|each| each.what == what).count();
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            (count > 0).then(|| words.format_with(key, &[("count", count.into())]))
        };
        let counts = [counted("incidents", What::Incident), counted("windows", What::Window)];
        let ids: Vec<_> = others.iter().map(|each| (&each.notice.id, each.notice.kind.word())).collect();
        // Where one of them has to do with no component in particular, so has the line.
        let all = others.iter().all(|each| !each.notice.components.is_empty());
        let mut components: Vec<_> =
            others.iter().filter(|_| all).flat_map(|each| each.notice.components.clone()).collect();
        components.sort_unstable();
        components.dedup();
        Notice {
            id: format!("others:{}", digest(ids)),
            kind: others.first().map_or(Kind::Notice, |first| first.notice.kind),
            title: words.format("home"),
            state: Banner::of(self.snapshot, words).label.text,
            about: words.list(&counts.into_iter().flatten().collect::<Vec<_>>()),
            path: String::new(),
            components,
            from: None,
            until: None,
        }
    }

    /// The first few names of components, as a sentence has them.
    fn names(&self, components: &[ComponentIndex]) -> String {
        let mut names = self.guide.names(&components[..components.len().min(NAMED)]);
        if components.len() > NAMED {
            names.push('…');
        }
        item::shortened(names, item::SUMMARY)
    }

    fn ids(&self, components: &[ComponentIndex]) -> Vec<String> {
        components.iter().map(|component| self.snapshot.site.components[*component].id.clone()).collect()
    }
}

/// The worse, the more. An incident without any impact, and work that has not begun, are least.
const fn badness(kind: Kind) -> u8 {
    match kind {
        Kind::Major => 4,
        Kind::Partial => 3,
        Kind::Degraded => 2,
        Kind::Maintenance => 1,
        Kind::Operational | Kind::Unknown | Kind::Notice => 0,
    }
}

/// A short word that is another where `what` is.
fn digest(what: impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
