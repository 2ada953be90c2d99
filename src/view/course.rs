use std::fmt::Write as _;

use crate::model::{ComponentStatus, Instant, Span};

/// The drawing's width and height, in its own units; the theme stretches it.
const WIDTH: u64 = 1000;
const HEIGHT: u64 = 20;
/// What a status that goes on is drawn with behind the last thing that is known of it: in pieces, since nobody knows
/// how long it will be.
const TAIL: u64 = 200;
/// A piece with the gap before it, and the gap.
const PIECE: u64 = 40;
const GAP: u64 = 12;
/// The least width at which a stretch can be seen on a phone.
const LEAST: u64 = 4;

/// What an incident that lasted `from` … `until` gave a component, as one drawing: time runs along, and the worse a
/// status is, the higher it stands, so that it can be told in grey and on paper. `given` is in order of time.
///
/// While the incident is open its course ends a little behind the last change: that it depends on no clock
/// keeps the page as it is until something new is said.
pub fn draw(from: Instant, until: Option<Instant>, given: &[(Span, ComponentStatus)]) -> String {
    let known = given.iter().flat_map(|(span, _)| [Some(span.from), span.until]).flatten().max().unwrap_or(from);
    let length = until.unwrap_or(known).seconds_since(from);
    let room = if until.is_some() { WIDTH } else { WIDTH - TAIL };
    let x = |at: Instant| (at.seconds_since(from) * room).checked_div(length).unwrap_or(0).min(room);
    let mut svg = format!(
        "<svg class=\"fared\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
    );
    for (span, status) in given {
        let (left, right) = (x(span.from), span.until.map_or(room, &x));
        let (class, height) = look(*status);
        let (width, top) = (right.saturating_sub(left).max(LEAST), HEIGHT - height);
        // Writing to a string cannot fail.
        let _ = write!(svg, "<path class=\"{class}\" d=\"M{left} {top}h{width}v{height}h-{width}z");
        if span.until.is_none() {
            for piece in 0..TAIL / PIECE {
                let _ = write!(svg, "M{} {top}h{1}v{height}h-{1}z", room + piece * PIECE + GAP, PIECE - GAP);
            }
        }
        svg.push_str("\"/>");
    }
    svg.push_str("</svg>");
    svg
}

const fn look(status: ComponentStatus) -> (&'static str, u64) {
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

    fn drawn(until: Option<&str>, given: &[(&str, Option<&str>, ComponentStatus)]) -> String {
        let at = |time: &str| Instant::parse_rfc3339(&format!("2026-11-22T{time}:00Z")).unwrap();
        let span = |from: &str, until: Option<&str>| Span { from: at(from), until: until.map(at) };
        let given: Vec<_> = given.iter().map(|(from, until, status)| (span(from, *until), *status)).collect();
        draw(at("10:00"), until.map(at), &given)
    }

    #[test]
    fn time_runs_along_and_the_worse_stands_the_higher() {
        let major = ("10:00", Some("10:15"), ComponentStatus::MajorOutage);
        let degraded = ("10:30", Some("11:00"), ComponentStatus::DegradedPerformance);
        let svg = drawn(Some("11:00"), &[major, degraded]);
        assert!(svg.contains("class=\"major\" d=\"M0 0h250v20h-250z\""), "{svg}");
        assert!(svg.contains("class=\"degraded\" d=\"M500 9h500v11h-500z\""), "{svg}");
    }

    #[test]
    fn what_goes_on_reaches_to_the_edge() {
        let svg = drawn(None, &[("10:00", None, ComponentStatus::PartialOutage)]);
        assert!(svg.contains("d=\"M0 5h800v15h-800zM812 5h28v15h-28z"), "{svg}");
        let major = ("10:00", Some("11:00"), ComponentStatus::MajorOutage);
        let svg = drawn(None, &[major, ("11:00", None, ComponentStatus::PartialOutage)]);
        assert!(svg.contains("d=\"M800 5h4v15h-4zM812 5h28v15h-28zM852 5"), "{svg}");
    }
}
