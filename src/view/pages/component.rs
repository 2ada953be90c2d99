use serde::Serialize;

use crate::model::{ComponentIndex, Instant, Outage};
use crate::view::draw::month_calendar::{self, MonthCalendar};
use crate::view::{AffectedDay, EventItem, Label, Moment, PageHead, Period, ViewContext, address};

/// How many days the calendars and lists of the page cover.
const YEAR: u32 = 366;
/// The periods in days for which the page shows the uptime.
const PERIODS: [u32; 3] = [30, 90, 365];
/// The maximum number of incidents and windows on the page. The pages under `history/` have all of them.
const MAX_ITEMS: usize = 50;

/// The page of a component.
#[derive(Clone, Debug, Serialize)]
pub struct ComponentPage {
    pub head: PageHead,
    pub id: String,
    pub name: String,
    pub group: Option<String>,
    pub description: Option<String>,
    pub label: Label,
    /// When the component got its current status; none without a history.
    pub since: Option<Moment>,
    /// When the history of the component starts; none without a history.
    pub known_since: Option<Moment>,
    /// The uptime of the last 30, 90 and 365 days.
    pub figures: Vec<UptimeFigure>,
    /// The longest outage of the last 366 days.
    pub longest_outage: Option<LongestOutage>,
    /// The last twelve months, oldest first.
    pub months: Vec<MonthCalendar>,
    /// The days of the last year with an outage, degraded performance or maintenance, newest first.
    pub affected_days: Vec<AffectedDay>,
    /// The number of days in `affected_days` that have an outage or degraded performance.
    pub outage_days: usize,
    /// The incidents and windows that affected the component in the last year, newest first, at most 50.
    pub items: Vec<EventItem>,
}

/// The uptime of one period.
#[derive(Clone, Debug, Serialize)]
pub struct UptimeFigure {
    /// The length of the period: `30 days`.
    pub period: String,
    /// The uptime: `99.94 %`, or `No data`.
    pub percent: String,
    /// The downtime, weighted by status: `Downtime: 25 minutes`; none without data.
    pub downtime: Option<String>,
}

/// The longest outage that started within the days that the page covers.
#[derive(Clone, Debug, Serialize)]
pub struct LongestOutage {
    pub duration: String,
    pub period: Period,
}

impl ComponentPage {
    pub fn new(component: ComponentIndex, context: &ViewContext<'_>) -> Self {
        let snapshot = context.snapshot;
        let model = &snapshot.site.components[component];
        let timeline = &snapshot.histories[component].timeline;
        let label = Label::component(snapshot.histories[component].status, context.catalog);
        let uptime = snapshot.uptime(component, YEAR);
        let mut affected_days = AffectedDay::of(component, YEAR, &uptime, context);
        let months = month_calendar::last_year(&uptime, &affected_days, context);
        affected_days.reverse();
        Self {
            head: head(component, &label, context),
            id: model.id.clone(),
            name: model.name.clone(),
            group: snapshot.site.group_of(component).map(|group| group.name.clone()),
            description: model.description.clone(),
            since: timeline.changed_at().map(|at| context.moment(at)),
            known_since: timeline.begins().map(|at| context.moment(at)),
            figures: PERIODS.map(|days| UptimeFigure::new(component, days, context)).into(),
            longest_outage: LongestOutage::new(component, context),
            items: recent_events(component, context),
            label,
            months,
            outage_days: AffectedDay::count_outages(&affected_days),
            affected_days,
        }
    }
}

fn head(component: ComponentIndex, label: &Label, context: &ViewContext<'_>) -> PageHead {
    let page = context.component(component);
    let values = [("component", page.name.as_str().into()), ("status", label.text.as_str().into())];
    let description = context.catalog.format_with("about-component", &values);
    let mut head = PageHead::new(
        address::component(&context.snapshot.site.components[component].id),
        &page.name,
        description,
        context,
    );
    head.feeds = Some(page);
    head
}

/// Returns the start of the first day that the page covers.
fn first_day(context: &ViewContext<'_>) -> Instant {
    context.snapshot.days(YEAR).first().map_or(context.now(), |day| day.starts)
}

fn recent_events(component: ComponentIndex, context: &ViewContext<'_>) -> Vec<EventItem> {
    let first = first_day(context);
    let recent = context.events_of(component).iter().take_while(|dated| dated.start >= first);
    recent.take(MAX_ITEMS).map(|dated| EventItem::new(dated, context)).collect()
}

impl UptimeFigure {
    fn new(component: ComponentIndex, days: u32, context: &ViewContext<'_>) -> Self {
        let uptime = context.snapshot.uptime(component, days);
        let percent = uptime.percent();
        Self {
            period: context.catalog.format_with("days", &[("count", days.into())]),
            percent: percent
                .map_or_else(|| context.catalog.component_status(None), |percent| context.catalog.percent(percent)),
            downtime: percent.map(|_| downtime(uptime.downtime_seconds(), context)),
        }
    }
}

fn downtime(seconds: f64, context: &ViewContext<'_>) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most the seconds of a year")]
    let whole = seconds.ceil() as u64;
    if whole == 0 {
        return context.catalog.format("no-downtime");
    }
    context.catalog.format_with("downtime", &[("duration", context.catalog.lasting(whole).into())])
}

impl LongestOutage {
    fn new(component: ComponentIndex, context: &ViewContext<'_>) -> Option<Self> {
        let snapshot = context.snapshot;
        let timeline = &snapshot.histories[component].timeline;
        let outages = Outage::all(timeline, &snapshot.site.weights, context.now()).into_iter();
        let first = first_day(context);
        let longest = Outage::longest(outages.filter(|outage| outage.from >= first))?;
        Some(Self {
            duration: context.catalog.lasting(longest.seconds),
            period: Period::new(longest.from, longest.until, context),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture;

    #[test]
    fn component_page_lists_only_newest_events() {
        let mut site = fixture::busy();
        let (component, incident) = (5, site.incidents[1].clone());
        site.incidents.extend((0..2 * MAX_ITEMS).map(|number| {
            let mut one = incident.clone();
            one.id = format!("{}-{number:03}", incident.id);
            one
        }));
        let (listed, newest) = fixture::with(&site, |context| {
            let listed: Vec<_> =
                ComponentPage::new(component, context).items.into_iter().map(|item| item.href).collect();
            let all = context.events_of(component).iter();
            (listed, all.map(|each| address::event(each.event.id())).take(MAX_ITEMS).collect::<Vec<_>>())
        });
        assert_eq!(listed, newest);
        assert_eq!(listed.len(), MAX_ITEMS);
    }
}
