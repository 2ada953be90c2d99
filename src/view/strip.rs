use std::fmt::Write as _;

use super::drawing::{self, Runs};
use super::{Guide, Trouble, escape, row};
use crate::model::{ComponentIndex, ComponentStatus, Uptime};

/// A day's width and the strip's height in the drawing's own units; the theme stretches it.
const STEP: usize = 4;
const HEIGHT: usize = 36;
/// What of a step is drawn; the rest is the gap to the next day.
const BAR: usize = 3;

/// Days in a row as one drawing, oldest left: `component`'s `uptime` with its days of `trouble`.
///
/// The cost follows what happened: all days that are known are one dashed path in green, all days without data
/// another, and each bad day is one link above them. How bad it was shows in its height and shape too.
pub fn draw(component: ComponentIndex, uptime: &Uptime, trouble: &[Trouble], guide: &Guide<'_>) -> String {
    let days = uptime.days.len();
    let mut svg = open(days, &label(component, days, Trouble::count(trouble), guide), trouble.is_empty());
    let (mut known, mut unknown) = (Runs::default(), Runs::default());
    let mut day = 0;
    for run in uptime.days.chunk_by(|a, b| a.status().is_some() == b.status().is_some()) {
        let (x, length) = (day * STEP, run.len() * STEP - (STEP - BAR));
        match run[0].status() {
            Some(_) => known.push(x, 25, length),
            None => unknown.push(x, 32, length),
        }
        day += run.len();
    }
    unknown.write("unknown", &mut svg);
    known.write("", &mut svg);
    for trouble in trouble {
        let status = uptime.days[trouble.day].status();
        drawing::day(trouble, &bar(trouble.day * STEP, status), &mut svg);
    }
    svg.push_str("</svg>");
    svg
}

fn open(days: usize, label: &str, plain: bool) -> String {
    // A picture hides what is in it from screen readers; a group of links must not.
    let role = if plain { "img" } else { "group" };
    let width = (days * STEP).saturating_sub(STEP - BAR);
    let mut svg = String::with_capacity(512);
    let _ = write!(
        svg,
        "<svg class=\"strip\" viewBox=\"0 0 {width} {HEIGHT}\" preserveAspectRatio=\"none\" role=\"{role}\" aria-label=\"{}\">",
        escape(label)
    );
    svg
}

fn label(component: ComponentIndex, days: usize, trouble: usize, guide: &Guide<'_>) -> String {
    // Among many rows the name stands right above it, and nowhere else.
    if row::has_many_rows(guide) {
        return row::summary(u32::try_from(days).unwrap_or(u32::MAX), trouble, guide);
    }
    let name = guide.snapshot.site.components[component].name.as_str();
    guide.words.format_with("strip", &[("component", name.into()), ("days", days.into()), ("trouble", trouble.into())])
}

/// The shape of a bad day at `x`, so that it can be told in grey and on paper: the worse, the taller. Each covers
/// the good day that is drawn below it; a partial outage has a cap that stands apart, maintenance has a point.
fn bar(x: usize, status: Option<ComponentStatus>) -> String {
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

    fn drawn(site: &crate::model::Site, component: ComponentIndex, days: u32) -> String {
        fixture::with(site, |guide| {
            let uptime = guide.snapshot.uptime(component, days);
            let trouble = Trouble::of(component, days, &uptime, guide);
            draw(component, &uptime, &trouble, guide)
        })
    }

    #[test]
    fn ninety_green_days_are_one_path() {
        let svg = drawn(&fixture::quiet(), 0, 90);
        assert!(svg.contains("viewBox=\"0 0 359 36\"") && svg.contains("role=\"img\""), "{svg}");
        assert!(svg.ends_with("<path d=\"M0 25h359\"/></svg>"), "{svg}");
        assert!(svg.len() < 256, "{}", svg.len());
    }

    #[test]
    fn a_bad_day_is_one_link_with_a_name() {
        let svg = drawn(&fixture::busy(), 1, 90);
        let link = "<a href=\"#payments-2026-11-12\" tabindex=\"-1\"><title>12 November 2026: major outage, 23 minutes; \
                    partial outage, 21 minutes; degraded performance, 34 minutes</title>\
                    <path class=\"major\" d=\"M316 0h3v36h-3z\"/></a>";
        assert!(svg.contains(link), "{svg}");
        assert_eq!(svg.matches("<a ").count(), 1);
        assert!(svg.contains("d=\"M0 25h359\""), "green goes below it: {svg}");
    }

    #[test]
    fn a_window_of_another_length_fills_its_strip() {
        for days in [1, 7, 31, 45, 100, 366] {
            let width = format!("viewBox=\"0 0 {} 36\"", days * 4 - 1);
            assert!(drawn(&fixture::quiet(), 0, days).contains(&width), "{days}");
        }
    }
}
