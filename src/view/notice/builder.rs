use std::cmp::Reverse;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{LEAD_TIME, Notice};
use crate::model::{ComponentIndex, ComponentStatus, Incident, Instant, Maintenance, Snapshot};
use crate::view::event_item::{MAX_SUMMARY, truncate};
use crate::view::{Banner, Label, LabelKind, ViewContext, address};

/// The maximum number of notices at a time, not counting that of a possible problem and the one that sums up the events
/// without their own notice.
const MAX_NOTICES: usize = 8;
/// The maximum number of components that a notice names.
const MAX_NAMES: usize = 5;

/// Builds the notices that are shown at one instant.
pub(super) struct NoticeBuilder<'a> {
    pub snapshot: &'a Snapshot<'a>,
    /// The windows that can have notices.
    pub windows: &'a [&'a Maintenance],
    /// The context of the build: messages, links and the time of the build. `snapshot` can be of a later time.
    pub context: &'a ViewContext<'a>,
}

/// A notice, with the values by which notices are sorted and counted.
struct Candidate {
    notice: Notice,
    subject: Subject,
    /// When the incident, the window or the status that the notice is about started or will start.
    start: Instant,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    Incident,
    Status,
    Window,
}

impl NoticeBuilder<'_> {
    /// Returns the notice of a possible problem, if there is one, then the others, the worst first. Equally bad ones are
    /// sorted by how near their start is to `snapshot.now`. If there are more than [`MAX_NOTICES`], the last notice sums
    /// up all further ones.
    pub fn notices(&self) -> Vec<Notice> {
        let possible = self.snapshot.site.has_possible_problem.then(|| self.of_possible_problem());
        let mut all: Vec<_> = self.incidents().map(|incident| self.of_incident(incident)).collect();
        all.extend(self.of_statuses());
        all.extend(self.windows.iter().filter_map(|window| self.of_window(window)));
        let now = self.snapshot.now;
        // One of the two differences is zero.
        let distance = |each: &Candidate| now.seconds_since(each.start).max(each.start.seconds_since(now));
        all.sort_by_key(|each| (Reverse(severity(each.notice.kind)), distance(each)));
        let others = all.split_off(all.len().min(MAX_NOTICES));
        let rest = (!others.is_empty()).then(|| self.of_others(&others));
        possible.into_iter().chain(all.into_iter().map(|each| each.notice)).chain(rest).collect()
    }

    /// Returns the open incidents that have a page. An incident that starts after the build has no page yet.
    fn incidents(&self) -> impl Iterator<Item = &Incident> {
        let open = self.snapshot.open_incidents().into_iter();
        open.filter(|incident| incident.has_started(self.context.now()))
    }

    fn of_possible_problem(&self) -> Notice {
        let Banner { label, note } = Banner::of(self.snapshot, self.context.catalog);
        Notice {
            // No file of an incident has such an id.
            id: "possible:problem".to_owned(),
            kind: LabelKind::Notice,
            title: label.text,
            state: note.unwrap_or_default(),
            about: String::new(),
            path: String::new(),
            components: Vec::new(),
            from: None,
            until: None,
        }
    }

    fn of_incident(&self, incident: &Incident) -> Candidate {
        let now = self.snapshot.now;
        let components = incident.components(now);
        let notice = Notice {
            id: incident.id.clone(),
            kind: incident.impact(now).into(),
            title: truncate(incident.title.clone(), MAX_SUMMARY),
            state: self.context.catalog.incident_status(incident.status(now)),
            about: self.names(&self.context.affected_names(incident, now)),
            path: address::event(&incident.id),
            components: self.ids(&components),
            from: None,
            until: None,
        };
        Candidate { notice, subject: Subject::Incident, start: incident.start() }
    }

    /// Returns one notice for each bad status. It is about the components with that status, except those whose status
    /// an incident or window explains.
    fn of_statuses(&self) -> Vec<Candidate> {
        let explained = self.explained();
        let (site, histories) = (self.snapshot.site, &self.snapshot.histories);
        let bad = ComponentStatus::ALL.into_iter().filter(|status| *status != ComponentStatus::Operational);
        let by_status = bad.map(|status| {
            let members = (0..histories.len()).filter(|each| histories[*each].status == status);
            (status, members.filter(|each| explained[*each] < status).collect::<Vec<_>>())
        });
        let candidate = |(status, members): (ComponentStatus, Vec<ComponentIndex>)| {
            let Label { kind, text } = Label::component(status, self.context.catalog);
            let since = members.iter().filter_map(|each| self.since(*each)).max();
            let components = self.ids(&members);
            let notice = Notice {
                // If another component fails, or one fails again, the id changes.
                id: format!("{}:{}", status.word(), digest((&components, since.map(Instant::rfc3339)))),
                kind,
                title: self.names(&members.iter().map(|each| site.components[*each].name.as_str()).collect::<Vec<_>>()),
                state: text,
                about: String::new(),
                // The page of a single component, or else the front page.
                path: if let [one] = members[..] { self.context.component(one).href } else { String::new() },
                components,
                from: None,
                until: None,
            };
            Candidate { notice, subject: Subject::Status, start: since.unwrap_or(self.snapshot.now) }
        };
        by_status.filter(|(_, members)| !members.is_empty()).map(candidate).collect()
    }

    /// Returns, for each component, the worst status that open incidents and active windows set at this instant.
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

    /// Returns the time at which a component got its status. Returns `None` if only `status.yaml` has the status: until
    /// the log has a line about it, that time would be *now*, so it would differ between builds.
    fn since(&self, component: ComponentIndex) -> Option<Instant> {
        let Snapshot { site, now, histories, .. } = self.snapshot;
        let (history, declared) = (&histories[component], site.components[component].declared);
        let is_recorded = declared != history.status || site.log[component].declared_since(declared, *now).is_some();
        history.timeline.changed_at().filter(|at| at < now || is_recorded)
    }

    /// Returns the notice of a window, or `None` unless it is active or starts within [`LEAD_TIME`].
    fn of_window(&self, window: &Maintenance) -> Option<Candidate> {
        let now = self.snapshot.now;
        let status = window.status(now);
        let is_soon = !status.is_over() && now >= window.starts.plus(-LEAD_TIME);
        let start = window.start(now);
        let notice = Notice {
            id: window.id.clone(),
            kind: if status.is_active() { LabelKind::Maintenance } else { LabelKind::Notice },
            title: truncate(window.title.clone(), MAX_SUMMARY),
            state: Label::maintenance_among_incidents(status, self.context.catalog).text,
            about: self.context.catalog.times(start, window.ends, self.context.zone()),
            path: address::event(&window.id),
            components: self.ids(&window.affects),
            from: None,
            until: None,
        };
        (status.is_active() || is_soon).then_some(Candidate { notice, subject: Subject::Window, start })
    }

    /// Returns one notice that sums up `others`, which are sorted, the worst first.
    fn of_others(&self, others: &[Candidate]) -> Notice {
        let catalog = self.context.catalog;
        let counted = |key: &str, subject: Subject| {
            let count = others.iter().filter(|each| each.subject == subject).count();
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            (count > 0).then(|| catalog.format_with(key, &[("count", count.into())]))
        };
        let counts = [counted("incidents", Subject::Incident), counted("windows", Subject::Window)];
        let ids: Vec<_> = others.iter().map(|each| (&each.notice.id, each.notice.kind.word())).collect();
        // A notice without components is shown on every site, so if `others` has one, the sum has no components.
        let have_components = others.iter().all(|each| !each.notice.components.is_empty());
        let mut components: Vec<_> =
            others.iter().filter(|_| have_components).flat_map(|each| each.notice.components.clone()).collect();
        components.sort_unstable();
        components.dedup();
        Notice {
            id: format!("others:{}", digest(ids)),
            kind: others.first().map_or(LabelKind::Notice, |first| first.notice.kind),
            title: catalog.format("home"),
            state: Banner::of(self.snapshot, catalog).label.text,
            about: catalog.list(&counts.into_iter().flatten().collect::<Vec<_>>()),
            path: String::new(),
            components,
            from: None,
            until: None,
        }
    }

    /// Returns the first [`MAX_NAMES`] names as a list in the page's language.
    fn names(&self, names: &[&str]) -> String {
        let mut list = self.context.catalog.list(&names[..names.len().min(MAX_NAMES)]);
        if names.len() > MAX_NAMES {
            list.push('…');
        }
        truncate(list, MAX_SUMMARY)
    }

    fn ids(&self, components: &[ComponentIndex]) -> Vec<String> {
        components.iter().map(|component| self.snapshot.site.components[*component].id.clone()).collect()
    }
}

/// Returns how bad a kind of label is, from 0 to 4. Incidents without impact and windows that have not started are 0.
const fn severity(kind: LabelKind) -> u8 {
    match kind {
        LabelKind::Major => 4,
        LabelKind::Partial => 3,
        LabelKind::Degraded => 2,
        LabelKind::Maintenance => 1,
        LabelKind::Operational | LabelKind::Unknown | LabelKind::Notice => 0,
    }
}

/// Returns a hash of `value` as 16 hexadecimal digits.
fn digest(value: impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
