use serde::Serialize;

use super::draw::uptime_bar;
use super::{AffectedDay, Label, PageRef, ViewContext};
use crate::model::{ComponentIndex, Uptime};

/// With more components than this, the front page has one axis for all uptime bars instead of one in each row.
const MAX_ROWS_WITH_AXIS: usize = 100;

/// The CSS class of a [`Scale`] that is shown at all screen widths.
const ANY_WIDTH: &str = "any";

/// The row of a component on the front page.
#[derive(Clone, Debug, Serialize)]
pub struct ComponentRow {
    pub id: String,
    /// The name and the page of the component.
    pub page: PageRef,
    pub description: Option<String>,
    pub label: Label,
    /// The uptime bar as SVG, safe to insert without escaping.
    pub uptime_bar: String,
    /// The text below the uptime bar, for each screen width.
    pub scales: Vec<Scale>,
    /// The days with an outage, degraded performance or maintenance, newest first.
    pub affected_days: Vec<AffectedDay>,
    /// The number of days with an outage or degraded performance: `3 days with issues in the last 90 days`.
    pub summary: String,
}

/// The text below an uptime bar at one screen width. Narrow screens show fewer days, so their text differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scale {
    /// The CSS classes of the screen widths at which this text is shown.
    pub screens: String,
    /// The age of the oldest day in the bar: `90 days ago`; none if the page has one axis for all rows.
    pub ago: Option<String>,
    /// The uptime over the days in the bar: `99.94 % uptime`.
    pub uptime: String,
}

/// The axis that all uptime bars share, at one screen width.
#[derive(Clone, Debug, Serialize)]
pub struct DayAxis {
    /// The CSS classes of the screen widths that show this axis.
    pub screens: &'static str,
    /// The age of the oldest day in the bars: `90 days ago`.
    pub ago: String,
}

impl ComponentRow {
    pub fn new(component: ComponentIndex, context: &ViewContext<'_>) -> Self {
        let snapshot = context.snapshot;
        let days = snapshot.site.window_days;
        let uptime = snapshot.uptime(component, days);
        let mut affected_days = AffectedDay::of(component, days, &uptime, context);
        let uptime_bar = uptime_bar::draw(component, &uptime, &affected_days, context);
        affected_days.reverse();
        Self {
            id: snapshot.site.components[component].id.clone(),
            page: context.component(component),
            description: snapshot.site.components[component].description.clone(),
            label: Label::component(snapshot.histories[component].status, context.catalog),
            uptime_bar,
            scales: scales(component, context),
            summary: summary(days, AffectedDay::count_outages(&affected_days), context),
            affected_days,
        }
    }
}

/// Returns `3 days with issues in the last 90 days`. It names the period, because narrow screens show fewer days.
pub fn summary(days: u32, outages: usize, context: &ViewContext<'_>) -> String {
    context.catalog.format_with("days-with-trouble-in", &[("days", days.into()), ("trouble", outages.into())])
}

/// Returns the text below the uptime bar of a component, once for each number of days that screens show. If all rows
/// share one [`axis`], the text has only the uptime; it is returned once if it is the same for all numbers of days.
fn scales(component: ComponentIndex, context: &ViewContext<'_>) -> Vec<Scale> {
    let many = has_many_rows(context);
    let all = screens(context.snapshot.site.window_days);
    let uptimes: Vec<_> =
        all.iter().map(|(days, _)| uptime_text(&context.snapshot.uptime(component, *days), context)).collect();
    if many && uptimes.iter().all(|uptime| *uptime == uptimes[0]) {
        return vec![Scale { screens: ANY_WIDTH.to_owned(), ago: None, uptime: uptimes[0].clone() }];
    }
    let scale = |((days, screens), uptime): ((u32, &str), String)| Scale {
        screens: screens.to_owned(),
        ago: (!many).then(|| ago(days, context)),
        uptime,
    };
    all.into_iter().zip(uptimes).map(scale).collect()
}

/// Returns the axis that all uptime bars share, for each screen width; empty if each row has its own axis.
pub fn axis(context: &ViewContext<'_>) -> Vec<DayAxis> {
    if !has_many_rows(context) {
        return Vec::new();
    }
    let axis = |(days, screens)| DayAxis { screens, ago: ago(days, context) };
    screens(context.snapshot.site.window_days).into_iter().map(axis).collect()
}

/// Whether the front page has so many component rows that all uptime bars share one time axis.
pub fn has_many_rows(context: &ViewContext<'_>) -> bool {
    context.snapshot.site.components.len() > MAX_ROWS_WITH_AXIS
}

/// Returns how many days are shown at which screen widths: all on a desktop, at most 60 on a tablet and 30 on a phone.
fn screens(window: u32) -> Vec<(u32, &'static str)> {
    match window {
        0..=30 => vec![(window, "wide mid narrow")],
        31..=60 => vec![(window, "wide mid"), (30, "narrow")],
        _ => vec![(window, "wide"), (60, "mid"), (30, "narrow")],
    }
}

fn ago(days: u32, context: &ViewContext<'_>) -> String {
    context.catalog.format_with("days-ago", &[("count", days.into())])
}

fn uptime_text(uptime: &Uptime, context: &ViewContext<'_>) -> String {
    match uptime.percent() {
        Some(percent) => context.catalog.format_with("uptime", &[("percent", context.catalog.percent(percent).into())]),
        None => context.catalog.format("no-data-yet"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture;

    #[test]
    fn text_below_bar_has_uptime_of_days_shown_at_each_screen_width() {
        let site = fixture::busy();
        let scales = fixture::with(&site, |context| scales(1, context));
        let actual: Vec<_> = scales.iter().map(|scale| (scale.screens.as_str(), scale.ago.as_deref())).collect();
        assert_eq!(
            actual,
            [("wide", Some("90 days ago")), ("mid", Some("60 days ago")), ("narrow", Some("30 days ago"))]
        );
        let percents: Vec<_> = scales.iter().map(|scale| scale.uptime.replace('\u{a0}', " ")).collect();
        assert_eq!(percents, ["99.97 % uptime", "99.96 % uptime", "99.93 % uptime"]);
    }

    #[test]
    fn many_component_rows_share_one_axis() {
        let mut site = fixture::quiet();
        let (component, lines) = (site.components[0].clone(), site.log[0].clone());
        for number in site.components.len()..=MAX_ROWS_WITH_AXIS {
            site.components.push(crate::model::Component { id: format!("c{number}"), ..component.clone() });
            site.log.push(lines.clone());
        }
        fixture::with(&site, |context| {
            let (scales, axis) = (scales(0, context), axis(context));
            assert_eq!((scales.len(), scales[0].ago.as_deref()), (1, None));
            assert_eq!(scales[0].screens, ANY_WIDTH);
            let actual: Vec<_> = axis.iter().map(|each| (each.screens, each.ago.as_str())).collect();
            assert_eq!(actual, [("wide", "90 days ago"), ("mid", "60 days ago"), ("narrow", "30 days ago")]);
        });
    }

    #[test]
    fn bar_of_seven_days_has_one_scale_for_all_screen_widths() {
        let mut site = fixture::quiet();
        site.window_days = 7;
        let scales = fixture::with(&site, |context| scales(0, context));
        assert_eq!(scales.len(), 1);
        assert_eq!(scales[0].screens, "wide mid narrow");
    }
}
