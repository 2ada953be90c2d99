use serde::Serialize;

use super::calendar::{self, Calendar};
use super::{Guide, Item, Label, Moment, PageHead, Period, Trouble, address};
use crate::model::{ComponentIndex, Instant, Outage};

/// The days that the page's calendars and lists reach back.
const YEAR: u32 = 366;
/// The periods of which the page tells the uptime, in days.
const PERIODS: [u32; 3] = [30, 90, 365];
/// The most incidents and windows that it lists: a phone has to load it, and the history has them all.
const MOST_ITEMS: usize = 50;

/// The page of a component.
#[derive(Clone, Debug, Serialize)]
pub struct ComponentPage {
    pub head: PageHead,
    pub id: String,
    pub name: String,
    pub group: Option<String>,
    pub description: Option<String>,
    pub label: Label,
    /// Since when it has that status; none without a history.
    pub since: Option<Moment>,
    /// When its history begins; none without one.
    pub known_since: Option<Moment>,
    pub figures: Vec<Figure>,
    pub longest: Option<LongestOutage>,
    /// Twelve months, oldest first.
    pub months: Vec<Calendar>,
    /// The days with trouble or planned work of a year, newest first.
    pub trouble: Vec<Trouble>,
    /// On how many of them something went wrong.
    pub troubled: usize,
    /// The newest of what has to do with it and began within a year, newest first.
    pub items: Vec<Item>,
}

/// The uptime of one period.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// `30 days`.
    pub period: String,
    /// `99.94 %`, or that nothing is known.
    pub percent: String,
    /// Weighted downtime; none where nothing is known.
    pub downtime: Option<String>,
}

/// The longest outage that began within the days that the page reaches back.
#[derive(Clone, Debug, Serialize)]
pub struct LongestOutage {
    pub duration: String,
    pub period: Period,
}

impl ComponentPage {
    pub fn new(component: ComponentIndex, guide: &Guide<'_>) -> Self {
        let snapshot = guide.snapshot;
        let each = &snapshot.site.components[component];
        let timeline = &snapshot.histories[component].timeline;
        let label = Label::component(snapshot.histories[component].status, guide.words);
        let uptime = snapshot.uptime(component, YEAR);
        let mut trouble = Trouble::of(component, YEAR, &uptime, guide);
        let months = calendar::year(&uptime, &trouble, guide);
        trouble.reverse();
        Self {
            head: head(component, &label, guide),
            id: each.id.clone(),
            name: each.name.clone(),
            group: snapshot.site.group_of(component).map(|group| group.name.clone()),
            description: each.description.clone(),
            since: timeline.changed_at().map(|at| guide.moment(at)),
            known_since: timeline.begins().map(|at| guide.moment(at)),
            figures: PERIODS.map(|days| Figure::new(component, days, guide)).into(),
            longest: LongestOutage::new(component, guide),
            items: recent(component, guide),
            label,
            months,
            troubled: Trouble::count(&trouble),
            trouble,
        }
    }
}

fn head(component: ComponentIndex, label: &Label, guide: &Guide<'_>) -> PageHead {
    let place = guide.component(component);
    let values = [("component", place.name.as_str().into()), ("status", label.text.as_str().into())];
    let description = guide.words.format_with("about-component", &values);
    let mut head = PageHead::new(
        address::component(&guide.snapshot.site.components[component].id),
        &place.name,
        description,
        guide,
    );
    head.feeds = Some(place);
    head
}

/// When the days begin that the page reaches back.
fn first(guide: &Guide<'_>) -> Instant {
    guide.snapshot.days(YEAR).first().map_or(guide.now(), |day| day.starts)
}

fn recent(component: ComponentIndex, guide: &Guide<'_>) -> Vec<Item> {
    let first = first(guide);
    let recent = guide.happened_to(component).iter().take_while(|happened| happened.start >= first);
    recent.take(MOST_ITEMS).map(|happened| Item::new(happened, guide)).collect()
}

impl Figure {
    fn new(component: ComponentIndex, days: u32, guide: &Guide<'_>) -> Self {
        let uptime = guide.snapshot.uptime(component, days);
        let percent = uptime.percent();
        Self {
            period: guide.words.format_with("days", &[("count", days.into())]),
            percent: percent.map_or_else(|| guide.words.component_status(None), |percent| guide.words.percent(percent)),
            downtime: percent.map(|_| downtime(uptime.downtime_seconds(), guide)),
        }
    }
}

fn downtime(seconds: f64, guide: &Guide<'_>) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a year's seconds, cut off")]
    let whole = seconds.ceil() as u64;
    if whole == 0 {
        return guide.words.format("no-downtime");
    }
    guide.words.format_with("downtime", &[("duration", guide.words.lasting(whole).into())])
}

impl LongestOutage {
    fn new(component: ComponentIndex, guide: &Guide<'_>) -> Option<Self> {
        let snapshot = guide.snapshot;
        let timeline = &snapshot.histories[component].timeline;
        let outages = Outage::all(timeline, &snapshot.site.weights, guide.now()).into_iter();
        let first = first(guide);
        let longest = Outage::longest(outages.filter(|outage| outage.from >= first))?;
        Some(Self {
            duration: guide.words.lasting(longest.seconds),
            period: Period::new(longest.from, longest.until, guide),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture;

    #[test]
    fn of_very_many_incidents_the_newest_are_listed() {
        let mut site = fixture::busy();
        let (component, incident) = (5, site.incidents[1].clone());
        site.incidents.extend((0..2 * MOST_ITEMS).map(|nth| {
            let mut one = incident.clone();
            one.id = format!("{}-{nth:03}", incident.id);
            one
        }));
        let (listed, newest) = fixture::with(&site, |guide| {
            let listed: Vec<_> = ComponentPage::new(component, guide).items.into_iter().map(|item| item.href).collect();
            let all = guide.happened_to(component).iter();
            (listed, all.map(|each| address::event(each.event.id())).take(MOST_ITEMS).collect::<Vec<_>>())
        });
        assert_eq!(listed, newest);
        assert_eq!(listed.len(), MOST_ITEMS);
    }
}
