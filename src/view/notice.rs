mod scene;

use serde::Serialize;

use self::scene::Scene;
use super::{Guide, Kind};
use crate::model::{Instant, Maintenance, Snapshot};

/// How long before it starts planned work is told of, in seconds.
const SOON: i64 = 86_400;
/// How many coming windows are known, and how far ahead, in seconds. The site is made anew long before they run out.
const WINDOWS: usize = 8;
const AHEAD: i64 = 30 * 86_400;
/// How many turns of the clock are worked out.
const TURNS: usize = 24;

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
    /// What is so now, the worst first, then what the clock will make of it: it begins and ends windows, and the time
    /// of an update may be still to come.
    pub fn all(guide: &Guide<'_>) -> Vec<Self> {
        let windows = windows(guide);
        let turns = turns(&windows, guide);
        let mut notices = Scene { snapshot: guide.snapshot, windows: &windows, guide }.notices();
        for (nth, at) in turns.into_iter().enumerate() {
            // Of what comes later than can be told nothing is said, rather than something that may be wrong by then.
            let known = nth < TURNS;
            let then = known.then(|| Snapshot::take(guide.snapshot.site, at));
            let told = then.map(|snapshot| Scene { snapshot: &snapshot, windows: &windows, guide }.notices());
            turn(&mut notices, told.unwrap_or_default(), at);
            if !known {
                break;
            }
        }
        notices
    }

    /// Whether it says the same, whenever that is so.
    fn says(&self, other: &Self) -> bool {
        let always = |notice: &Self| Self { from: None, until: None, ..notice.clone() };
        always(self) == always(other)
    }
}

/// Ends at `at` what is not told any more then, and begins what is told anew.
fn turn(notices: &mut Vec<Notice>, mut told: Vec<Notice>, at: Instant) {
    for notice in notices.iter_mut().filter(|notice| notice.until.is_none()) {
        match told.iter().position(|other| notice.says(other)) {
            Some(same) => drop(told.remove(same)),
            None => notice.until = Some(at.rfc3339()),
        }
    }
    notices.extend(told.into_iter().map(|notice| Notice { from: Some(at.rfc3339()), ..notice }));
}

/// The windows that other sites may hear of: those in progress, then the next ones, and any that an update which is
/// still to come may bring back.
fn windows<'a>(guide: &Guide<'a>) -> Vec<&'a Maintenance> {
    let now = guide.now();
    let mut windows = guide.snapshot.windows();
    windows.reverse();
    windows.retain(|window| {
        let may_turn = window.updates.last().is_some_and(|update| update.at > now);
        (may_turn || !window.status(now).is_over()) && window.starts <= now.plus(AHEAD)
    });
    let (active, coming): (Vec<_>, Vec<_>) = windows.into_iter().partition(|window| window.status(now).is_active());
    active.into_iter().chain(coming.into_iter().take(WINDOWS)).collect()
}

/// When the clock will change what is told: where windows come into sight, begin and end, and where updates say
/// something that are still to come.
fn turns(windows: &[&Maintenance], guide: &Guide<'_>) -> Vec<Instant> {
    let now = guide.now();
    let of_window = |window: &&Maintenance| {
        let said: Vec<_> = window.updates.iter().map(|update| update.at).collect();
        [window.starts.plus(-SOON), window.starts, window.ends].into_iter().chain(said)
    };
    // One that has not begun has no page yet that a notice could lead to.
    let incidents = guide.snapshot.site.incidents.iter().filter(|incident| incident.has_started(now));
    let said = incidents.flat_map(|incident| incident.updates.iter().map(|update| update.at));
    let mut turns: Vec<_> = windows.iter().flat_map(of_window).filter(|at| *at > now).collect();
    turns.extend(said.filter(|at| *at > now && *at <= now.plus(AHEAD)));
    turns.sort_unstable();
    turns.dedup();
    turns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ComponentStatus, Site};
    use crate::view::fixture::{at, component, incident, instant, quiet, recorded, window};

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
        let both = ["- - major API: Major outage / ", "- - major Incident a: Identified / Website"];
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

    #[test]
    fn an_incident_explains_no_more_than_it_gives_a_component_now() {
        let mut site = quiet();
        site.log[1] = recorded(&[("2026-11-22T14:00:00Z", ComponentStatus::MajorOutage)]);
        site.components[1].declared = ComponentStatus::MajorOutage;
        site.incidents = vec![incident("a", &[("2026-11-22T10:00:00Z", "monitoring", "")])];
        let mild = "- - degraded Incident a: Monitoring / API";
        let both = ["- - major API: Major outage / ", mild];
        site.incidents[0].affects = [(1, ComponentStatus::DegradedPerformance)].into();
        assert_eq!(told(&site, NOW), both);
        site.incidents[0].updates[0].sets = [(1, ComponentStatus::Operational)].into();
        assert_eq!(told(&site, NOW)[0], both[0], "the incident says that it is well again");
        site.incidents[0].updates[0].sets = [(1, ComponentStatus::MajorOutage)].into();
        assert_eq!(told(&site, NOW), ["- - major Incident a: Monitoring / API"]);
    }

    #[test]
    fn an_outage_during_planned_work_is_told_beside_it() {
        let mut site = quiet();
        site.windows = vec![window("w", "2026-11-22T14:00:00Z", "2026-11-22T15:00:00Z", &[])];
        let times = "22 Nov 2026, 15:00 – 16:00 CET";
        let work = format!("- 11-22T15:00 maintenance Window w: Maintenance · In progress / {times}");
        assert_eq!(told(&site, NOW), [work.as_str()]);
        // Both are told: the outage by the incident, the work by the window.
        site.incidents = vec![incident("a", &[("2026-11-22T14:10:00Z", "identified", "")])];
        site.incidents[0].affects = [(0, ComponentStatus::PartialOutage)].into();
        assert_eq!(told(&site, NOW), ["- - partial Incident a: Identified / Website", work.as_str()]);
    }

    #[test]
    fn new_trouble_is_told_to_those_who_have_hidden_the_old() {
        let ids = |failures: &[(&str, &str, &str)], now: &str| -> Vec<String> {
            let mut site = quiet();
            for (component, (from, until)) in failures.iter().map(|(id, from, until)| (*id, (*from, *until))) {
                let place = site.components.iter().position(|each| each.id == component).unwrap();
                let said = [(from, ComponentStatus::MajorOutage), (until, ComponentStatus::Operational)];
                site.log[place] = recorded(&said);
                let fails = instant(until) > instant(now);
                site.components[place].declared =
                    if fails { ComponentStatus::MajorOutage } else { ComponentStatus::Operational };
            }
            at(&site, now, Notice::all).into_iter().map(|notice| notice.id).collect()
        };
        let (ten, two, later) = ("2026-11-22T10:00:00Z", "2026-11-22T14:00:00Z", "2026-11-23T00:00:00Z");
        let api = ids(&[("api", ten, later)], NOW);
        assert_eq!(api, ids(&[("api", ten, later)], "2026-11-22T15:00:00Z"), "nothing is new");
        assert_ne!(api, ids(&[("website", ten, later)], NOW), "another component");
        assert_ne!(api, ids(&[("api", ten, later), ("website", ten, later)], NOW), "one more");
        assert_ne!(api, ids(&[("api", two, later)], NOW), "it was well in between");
    }

    #[test]
    fn trouble_that_nothing_has_recorded_is_the_same_in_each_build() {
        let mut site = quiet();
        site.components[1].declared = ComponentStatus::MajorOutage;
        let id = |now| at(&site, now, Notice::all)[0].id.clone();
        assert_eq!(id(NOW), id("2026-11-22T15:20:00Z"));
    }

    #[test]
    fn more_than_anybody_reads_is_one_line() {
        let mut site = quiet();
        let worst = [ComponentStatus::DegradedPerformance, ComponentStatus::MajorOutage];
        site.components = (0..300).map(|nth| component(&format!("c{nth}"), &format!("Service {nth}"), None)).collect();
        site.log = vec![crate::model::ComponentLog::default(); 300];
        site.incidents = (10..50)
            .map(|minute| {
                let mut one =
                    incident(&format!("i{minute}"), &[(&format!("2026-11-22T13:{minute}:00Z"), "identified", "")]);
                one.title = format!("Trouble {minute} {}", "and more of it ".repeat(40));
                one.affects = (0..300).map(|each| (each, worst[usize::from(minute == 20)])).collect();
                one
            })
            .collect();
        let told = at(&site, NOW, Notice::all);
        let titles: Vec<_> = told.iter().map(|notice| &notice.title[..10]).collect();
        let first = ["Trouble 20", "Trouble 49", "Trouble 48", "Trouble 47"];
        assert_eq!((&titles[..4], told.len()), (&first[..], 9), "the worst, then the newest");
        assert!(told.iter().all(|notice| notice.title.chars().count() <= 181));
        assert_eq!(told[0].about, "Service 0, Service 1, Service 2, Service 3 and Service 4…");
        let others = &told[8];
        assert_eq!((others.title.as_str(), others.path.as_str()), ("Current status", ""));
        assert_eq!((others.state.as_str(), others.about.as_str()), ("Major System Outage", "32 incidents"));
        assert_eq!((others.kind.word(), others.components.len()), ("degraded", 300));
        site.incidents.push(incident("quiet", &[("2026-11-22T14:00:00Z", "identified", "")]));
        let more = at(&site, NOW, Notice::all).pop().unwrap();
        assert_ne!(more.id, others.id, "those who have hidden the line have not seen this one");
        assert!(more.components.is_empty(), "one of them names no component");
    }

    #[test]
    fn updates_that_are_still_to_come_turn_it_at_their_time() {
        let mut site = quiet();
        let said = [("2026-11-22T13:00:00Z", "identified", ""), ("2026-11-22T16:00:00Z", "resolved", "")];
        site.incidents = vec![incident("a", &said)];
        site.incidents[0].affects = [(0, ComponentStatus::MajorOutage)].into();
        assert_eq!(told(&site, NOW), ["- 11-22T16:00 major Incident a: Identified / Website"]);
        site.incidents[0].updates.remove(0);
        assert!(told(&site, NOW).is_empty(), "it has not begun, and has no page");
        site.incidents[0].started = Some(instant("2026-11-22T13:00:00Z"));
        assert_eq!(told(&site, NOW), ["- 11-22T16:00 major Incident a: Investigating / Website"]);
        site.incidents.clear();
        let said = [("2026-11-22T18:00:00Z", "canceled", "")];
        site.windows = vec![window("w", "2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z", &said)];
        let times = "23 Nov 2026, 13:00 – 14:00 CET";
        assert_eq!(told(&site, NOW), [format!("- 11-22T18:00 notice Window w: Maintenance · Scheduled / {times}")]);
        site.windows[0].updates[0].at = instant("2026-11-23T12:20:00Z");
        let [soon, work] = &told(&site, NOW)[..] else { panic!() };
        assert!(soon.starts_with("- 11-23T12:00 notice") && work.starts_with("11-23T12:00 11-23T12:20 maintenance"));
    }

    #[test]
    fn trouble_that_planned_work_or_an_incident_covers_comes_to_light_with_its_end() {
        let mut site = quiet();
        site.log[0] = recorded(&[("2026-11-22T14:00:00Z", ComponentStatus::MajorOutage)]);
        site.components[0].declared = ComponentStatus::MajorOutage;
        site.windows = vec![window("w", "2026-11-22T13:00:00Z", "2026-11-22T15:00:00Z", &[])];
        let trouble = told(&site, NOW).pop().unwrap();
        assert_eq!(trouble, "11-22T15:00 - major Website: Major outage / ");
    }

    #[test]
    fn nothing_is_said_of_what_comes_after_the_last_turn() {
        let mut site = quiet();
        let said: Vec<_> = (0..60).map(|minute| format!("2026-11-22T16:{minute:02}:00Z")).collect();
        let words = ["identified", "monitoring"];
        let said: Vec<_> = said.iter().enumerate().map(|(nth, at)| (at.as_str(), words[nth % 2], "")).collect();
        site.incidents = vec![incident("a", &said)];
        site.incidents[0].started = Some(instant("2026-11-22T13:00:00Z"));
        let told = told(&site, NOW);
        assert_eq!(told.len(), 1 + TURNS, "what is so now, and what each turn makes of it");
        assert_eq!(told[TURNS], "11-22T16:23 11-22T16:24 notice Incident a: Monitoring / ");
    }
}
