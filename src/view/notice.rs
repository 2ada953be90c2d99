use std::collections::BTreeSet;

use serde::Serialize;

use super::{Guide, Kind, Label, address, front, item};
use crate::model::{ComponentIndex, ComponentStatus, Incident, Instant, Maintenance};

/// How long before it starts planned work is told of, in seconds.
const SOON: i64 = 86_400;
/// How many coming windows are known, and how far ahead, in seconds. The site is made anew long before they run out.
const MOST: usize = 8;
const AHEAD: i64 = 30 * 86_400;

/// One thing that other sites tell their visitors, while it is so: an incident, planned work, or trouble that no
/// incident explains yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// Together with `kind` it stays the same as long as those who have read it need not read it again.
    pub id: String,
    /// How bad it is; work that has not begun is only something to know.
    pub kind: Kind,
    pub title: String,
    /// Where it stands, in a word or two.
    pub state: String,
    /// What it affects, or when; may be empty.
    pub about: String,
    /// Its page, relative to the root of the site.
    pub path: String,
    /// The ids of the components that it has to do with; it may have to do with none in particular.
    pub components: Vec<String>,
    /// From when on it is so, as in `2026-12-05T22:00:00Z`; none where it is so already.
    pub from: Option<String>,
    /// Until when it is so; none while nobody knows.
    pub until: Option<String>,
}

impl Notice {
    /// Open incidents, newest first, then other trouble, then planned work that goes on or that the clock will begin.
    pub fn all(guide: &Guide<'_>) -> Vec<Self> {
        let open = guide.snapshot.open_incidents();
        let (active, mut coming) = front::ahead(guide);
        coming.retain(|window| window.starts <= guide.now().plus(AHEAD));
        coming.truncate(MOST);
        let mut explained: BTreeSet<_> = open.iter().flat_map(|incident| incident.components(guide.now())).collect();
        explained.extend(active.iter().flat_map(|window| &window.affects));
        let mut notices: Vec<_> = open.into_iter().map(|incident| Self::of_incident(incident, guide)).collect();
        notices.extend(Self::of_others(&explained, guide));
        notices.extend(active.into_iter().chain(coming).flat_map(|window| Self::of_window(window, guide)));
        notices
    }

    fn of_incident(incident: &Incident, guide: &Guide<'_>) -> Self {
        let components = incident.components(guide.now());
        Self {
            id: incident.id.clone(),
            kind: incident.impact(guide.now()).into(),
            title: incident.title.clone(),
            state: guide.words.incident_status(incident.status(guide.now())),
            about: guide.names(&components),
            path: address::event(&incident.id),
            components: ids(&components, guide),
            from: None,
            until: None,
        }
    }

    /// The components that are not well and that nothing in `explained` tells of, one notice a status, worst first.
    fn of_others(explained: &BTreeSet<ComponentIndex>, guide: &Guide<'_>) -> Vec<Self> {
        let histories = &guide.snapshot.histories;
        let unwell = ComponentStatus::ALL.into_iter().rev().filter(|status| *status != ComponentStatus::Operational);
        let alike = unwell.map(|status| {
            let members = (0..histories.len()).filter(|each| histories[*each].status == status);
            (status, members.filter(|each| !explained.contains(each)).collect::<Vec<_>>())
        });
        let notice = |(status, members): (ComponentStatus, Vec<ComponentIndex>)| {
            let Label { kind, text } = Label::component(status, guide.words);
            Self {
                id: status.word().to_owned(),
                kind,
                title: item::shortened(guide.names(&members), item::SUMMARY),
                state: text,
                about: String::new(),
                // The page of the one component, else that of all of them.
                path: if let [one] = members[..] { guide.component(one).href } else { String::new() },
                components: ids(&members, guide),
                from: None,
                until: None,
            }
        };
        alike.filter(|(_, members)| !members.is_empty()).map(notice).collect()
    }

    /// What a window is from one turn of the clock to the next, as far as visitors are to know.
    fn of_window(window: &Maintenance, guide: &Guide<'_>) -> Vec<Self> {
        let now = guide.now();
        let soon = window.starts.plus(-SOON);
        let told = |at: Instant| Some(window.status(at)).filter(|status| status.is_active() || at >= soon);
        let mut turns = vec![now];
        turns.extend([soon, window.starts, window.ends].into_iter().filter(|turn| *turn > now));
        turns.dedup_by_key(|at| told(*at));
        let stages = turns.iter().enumerate().filter_map(|(nth, at)| {
            let status = told(*at).filter(|status| !status.is_over())?;
            Some(Self {
                id: window.id.clone(),
                kind: if status.is_active() { Kind::Maintenance } else { Kind::Notice },
                title: window.title.clone(),
                state: Label::maintenance_among_incidents(status, guide.words).text,
                about: guide.words.times(window.start(*at), window.ends, guide.zone()),
                path: address::event(&window.id),
                components: ids(&window.affects, guide),
                from: (*at > now).then(|| at.rfc3339()),
                until: turns.get(nth + 1).map(|until| until.rfc3339()),
            })
        });
        stages.collect()
    }
}

fn ids(components: &[ComponentIndex], guide: &Guide<'_>) -> Vec<String> {
    components.iter().map(|component| guide.snapshot.site.components[*component].id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Site;
    use crate::view::fixture::{at, incident, quiet, window};

    const NOW: &str = "2026-11-22T14:20:00Z";

    fn told(site: &Site, now: &str) -> Vec<String> {
        let all = at(site, now, Notice::all);
        let time = |time: &Option<String>| time.as_ref().map_or("-".to_owned(), |time| time[5..16].to_owned());
        let one = |notice: &Notice| {
            let (from, until) = (time(&notice.from), time(&notice.until));
            format!("{from} {until} {} {}: {} / {}", notice.kind.word(), notice.title, notice.state, notice.about)
        };
        all.iter().map(one).collect()
    }

    #[test]
    fn where_all_is_well_there_is_nothing_to_say() {
        assert!(told(&quiet(), NOW).is_empty());
    }

    #[test]
    fn an_incident_is_told_with_its_state_and_what_it_affects() {
        let mut site = quiet();
        site.incidents = vec![incident("a", &[("2026-11-22T13:00:00Z", "identified", "")])];
        assert_eq!(told(&site, NOW), ["- - notice Incident a: Identified / "]);
        site.incidents[0].affects = [(0, ComponentStatus::MajorOutage), (1, ComponentStatus::PartialOutage)].into();
        assert_eq!(told(&site, NOW), ["- - major Incident a: Identified / Website and API"]);
        assert_eq!(at(&site, NOW, Notice::all)[0].components, ["website", "api"]);
        assert!(told(&site, "2026-11-22T12:00:00Z").is_empty(), "before it began");
    }

    #[test]
    fn trouble_is_told_once_by_what_explains_it() {
        let mut site = quiet();
        site.components[1].declared = ComponentStatus::MajorOutage;
        assert_eq!(told(&site, NOW), ["- - major API: Major outage / "]);
        assert_eq!(at(&site, NOW, Notice::all)[0].path, "components/api/");
        site.components[0].declared = ComponentStatus::MajorOutage;
        assert_eq!(told(&site, NOW), ["- - major Website and API: Major outage / "]);
        site.incidents = vec![incident("a", &[("2026-11-22T13:00:00Z", "identified", "")])];
        site.incidents[0].affects = [(0, ComponentStatus::MajorOutage)].into();
        let both = ["- - major Incident a: Identified / Website", "- - major API: Major outage / "];
        assert_eq!(told(&site, NOW), both);
    }

    #[test]
    fn planned_work_is_told_a_day_before_and_until_it_ends() {
        let mut site = quiet();
        site.windows = vec![window("w", "2026-11-25T22:00:00Z", "2026-11-25T23:00:00Z", &[])];
        let times = "25 Nov 2026, 23:00 CET – 26 Nov 2026, 00:00 CET";
        let soon = |from| format!("{from} 11-25T22:00 notice Window w: Maintenance · Scheduled / {times}");
        let work = |from| format!("{from} 11-25T23:00 maintenance Window w: Maintenance · In progress / {times}");
        assert_eq!(told(&site, NOW), [soon("11-24T22:00"), work("11-25T22:00")]);
        assert_eq!(told(&site, "2026-11-25T10:00:00Z"), [soon("-"), work("11-25T22:00")]);
        assert_eq!(told(&site, "2026-11-25T22:00:00Z"), [work("-")]);
        assert!(told(&site, "2026-11-25T23:00:00Z").is_empty());
        assert!(told(&site, "2026-10-25T00:00:00Z").is_empty(), "it lies too far ahead");
    }

    #[test]
    fn what_people_say_of_a_window_goes_before_its_clock() {
        let mut site = quiet();
        let said = |word| [("2026-11-22T09:00:00Z", word, "")];
        let of = |word| window("w", "2026-11-22T15:00:00Z", "2026-11-22T16:00:00Z", &said(word));
        site.windows = vec![of("canceled")];
        assert!(told(&site, NOW).is_empty());
        site.windows = vec![of("verifying")];
        let early = "- 11-22T16:00 maintenance Window w: Maintenance · Verifying / 22 Nov 2026, 10:00 – 17:00 CET";
        assert_eq!(told(&site, NOW), [early]);
    }
}
