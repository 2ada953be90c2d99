use std::fmt::Write as _;

use super::days::{DayPath, write_affected_day};
use crate::escape::escape;
use crate::model::{ComponentIndex, ComponentStatus, Uptime};
use crate::view::{AffectedDay, ViewContext, component_row};

/// The width of a day including the gap after it, in SVG units.
const STEP: usize = 4;
/// The height of the bar in SVG units. CSS stretches the bar.
const HEIGHT: usize = 36;
/// The width of a day in SVG units, without the gap after it.
const DAY_WIDTH: usize = 3;

/// Draws `component`'s `uptime` as one SVG with a column for each day, oldest on the left.
///
/// All days with data are one green path and all days without data another, so the SVG is small if nothing happened.
/// Each affected day is a link on top. The height and shape of its column show how bad the day was.
pub fn draw(component: ComponentIndex, uptime: &Uptime, affected: &[AffectedDay], context: &ViewContext<'_>) -> String {
    let days = uptime.days.len();
    let label = label(component, days, AffectedDay::count_outages(affected), context);
    let mut svg = open(days, &label, affected.is_empty());
    let (mut known, mut unknown) = (DayPath::default(), DayPath::default());
    let mut day = 0;
    for run in uptime.days.chunk_by(|a, b| a.status().is_some() == b.status().is_some()) {
        let (x, length) = (day * STEP, run.len() * STEP - (STEP - DAY_WIDTH));
        match run[0].status() {
            Some(_) => known.push(x, 25, length),
            None => unknown.push(x, 32, length),
        }
        day += run.len();
    }
    unknown.write("unknown", &mut svg);
    known.write("", &mut svg);
    for day in affected {
        let status = uptime.days[day.day].status();
        write_affected_day(day, &column(day.day * STEP, status), &mut svg);
    }
    svg.push_str("</svg>");
    svg
}

fn open(days: usize, label: &str, has_no_links: bool) -> String {
    // The role `img` hides links from screen readers, `group` does not.
    let role = if has_no_links { "img" } else { "group" };
    let width = (days * STEP).saturating_sub(STEP - DAY_WIDTH);
    let mut svg = String::with_capacity(512);
    let _ = write!(
        svg,
        "<svg class=\"strip\" viewBox=\"0 0 {width} {HEIGHT}\" preserveAspectRatio=\"none\" role=\"{role}\" aria-label=\"{}\">",
        escape(label)
    );
    svg
}

fn label(component: ComponentIndex, days: usize, outages: usize, context: &ViewContext<'_>) -> String {
    // With many rows the label has no name of the component, because it is right above the bar.
    if component_row::has_many_rows(context) {
        return component_row::summary(u32::try_from(days).unwrap_or(u32::MAX), outages, context);
    }
    let name = context.snapshot.site.components[component].name.as_str();
    context
        .catalog
        .format_with("strip", &[("component", name.into()), ("days", days.into()), ("trouble", outages.into())])
}

/// Returns the SVG path of an affected day at `x`. The worse the status, the taller the column, so that it is readable
/// without colors. A partial outage has a gap below its top, maintenance a pointed top. Columns cover the green path.
fn column(x: usize, status: Option<ComponentStatus>) -> String {
    match status {
        Some(ComponentStatus::MajorOutage) => format!("M{x} 0h3v36h-3z"),
        Some(ComponentStatus::PartialOutage) => format!("M{x} 2h3v6h-3zm0 9h3v25h-3z"),
        Some(ComponentStatus::DegradedPerformance) => format!("M{x} 6h3v30h-3z"),
        _ => format!("M{x} 14l1.5-7 1.5 7v22h-3z"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture;

    fn bar_of(site: &crate::model::Site, component: ComponentIndex, days: u32) -> String {
        fixture::with(site, |context| {
            let uptime = context.snapshot.uptime(component, days);
            let affected = AffectedDay::of(component, days, &uptime, context);
            draw(component, &uptime, &affected, context)
        })
    }

    #[test]
    fn uptime_bar_draws_operational_days_as_one_path() {
        let svg = bar_of(&fixture::quiet(), 0, 90);
        assert!(svg.contains("viewBox=\"0 0 359 36\"") && svg.contains("role=\"img\""), "{svg}");
        assert!(svg.ends_with("<path d=\"M0 25h359\"/></svg>"), "{svg}");
        assert!(svg.len() < 256, "{}", svg.len());
    }

    #[test]
    fn affected_day_in_uptime_bar_is_link_with_title() {
        let svg = bar_of(&fixture::busy(), 1, 90);
        let link = "<a href=\"#payments-2026-11-12\" tabindex=\"-1\"><title>12 November 2026: major outage, 23 minutes; \
                    partial outage, 21 minutes; degraded performance, 34 minutes</title>\
                    <path class=\"major\" d=\"M316 0h3v36h-3z\"/></a>";
        assert!(svg.contains(link), "{svg}");
        assert_eq!(svg.matches("<a ").count(), 1);
        assert!(svg.contains("d=\"M0 25h359\""), "the green path continues below the link: {svg}");
    }

    #[test]
    fn width_of_uptime_bar_depends_on_number_of_days() {
        for days in [1, 7, 31, 45, 100, 366] {
            let width = format!("viewBox=\"0 0 {} 36\"", days * 4 - 1);
            assert!(bar_of(&fixture::quiet(), 0, days).contains(&width), "{days}");
        }
    }
}
