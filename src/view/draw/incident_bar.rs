use std::fmt::Write as _;

use crate::model::{ComponentStatus, Instant, Span};

/// The width and height of the bar in SVG units. The stylesheet scales the bar to its final size.
const WIDTH: u64 = 1000;
const HEIGHT: u64 = 20;
/// The width in SVG units of the dashes at the end of the bar while the incident is open and its length is unknown.
const TAIL: u64 = 200;
/// The width of a dash plus the gap before it, in SVG units. `GAP` is the width of the gap alone.
const DASH: u64 = 40;
const GAP: u64 = 12;
/// The minimum width of a status in SVG units, so that a short one is visible on a phone.
const MIN_WIDTH: u64 = 4;

/// Draws the statuses of one component during an incident as an SVG bar.
///
/// The incident lasted from `from` to `until`; `statuses` is in order of time. The worse a status, the taller its part
/// of the bar, so that it is readable without colors. The bar of an open incident ends with dashes after the last
/// change and not at the time of the build, so that the page changes only when there is an update.
pub fn draw(from: Instant, until: Option<Instant>, statuses: &[(Span, ComponentStatus)]) -> String {
    let known = statuses.iter().flat_map(|(span, _)| [Some(span.from), span.until]).flatten().max().unwrap_or(from);
    let length = until.unwrap_or(known).seconds_since(from);
    let room = if until.is_some() { WIDTH } else { WIDTH - TAIL };
    let x = |at: Instant| (at.seconds_since(from) * room).checked_div(length).unwrap_or(0).min(room);
    let mut svg = format!(
        "<svg class=\"fared\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
    );
    for (span, status) in statuses {
        let (left, right) = (x(span.from), span.until.map_or(room, &x));
        let (class, height) = style(*status);
        let (width, top) = (right.saturating_sub(left).max(MIN_WIDTH), HEIGHT - height);
        // Writing to a string cannot fail.
        let _ = write!(svg, "<path class=\"{class}\" d=\"M{left} {top}h{width}v{height}h-{width}z");
        if span.until.is_none() {
            for dash in 0..TAIL / DASH {
                let _ = write!(svg, "M{} {top}h{1}v{height}h-{1}z", room + dash * DASH + GAP, DASH - GAP);
            }
        }
        svg.push_str("\"/>");
    }
    svg.push_str("</svg>");
    svg
}

/// Returns the CSS class of a status and its height in SVG units.
const fn style(status: ComponentStatus) -> (&'static str, u64) {
    match status {
        ComponentStatus::Operational => ("operational", 4),
        ComponentStatus::UnderMaintenance => ("maintenance", 8),
        ComponentStatus::DegradedPerformance => ("degraded", 11),
        ComponentStatus::PartialOutage => ("partial", 15),
        ComponentStatus::MajorOutage => ("major", HEIGHT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(until: Option<&str>, statuses: &[(&str, Option<&str>, ComponentStatus)]) -> String {
        let at = |time: &str| Instant::parse_rfc3339(&format!("2026-11-22T{time}:00Z")).unwrap();
        let span = |from: &str, until: Option<&str>| Span { from: at(from), until: until.map(at) };
        let statuses: Vec<_> = statuses.iter().map(|(from, until, status)| (span(from, *until), *status)).collect();
        draw(at("10:00"), until.map(at), &statuses)
    }

    #[test]
    fn worse_status_is_taller_in_incident_bar() {
        let major = ("10:00", Some("10:15"), ComponentStatus::MajorOutage);
        let degraded = ("10:30", Some("11:00"), ComponentStatus::DegradedPerformance);
        let svg = bar(Some("11:00"), &[major, degraded]);
        assert!(svg.contains("class=\"major\" d=\"M0 0h250v20h-250z\""), "{svg}");
        assert!(svg.contains("class=\"degraded\" d=\"M500 9h500v11h-500z\""), "{svg}");
    }

    #[test]
    fn bar_of_open_incident_ends_with_dashes() {
        let svg = bar(None, &[("10:00", None, ComponentStatus::PartialOutage)]);
        assert!(svg.contains("d=\"M0 5h800v15h-800zM812 5h28v15h-28z"), "{svg}");
        let major = ("10:00", Some("11:00"), ComponentStatus::MajorOutage);
        let svg = bar(None, &[major, ("11:00", None, ComponentStatus::PartialOutage)]);
        assert!(svg.contains("d=\"M800 5h4v15h-4zM812 5h28v15h-28zM852 5"), "{svg}");
    }
}
