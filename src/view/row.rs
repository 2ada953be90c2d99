use serde::Serialize;

use super::{Guide, Label, Place, Trouble, strip};
use crate::model::{ComponentIndex, Uptime};

/// A component on the front page.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    pub id: String,
    pub place: Place,
    pub description: Option<String>,
    pub label: Label,
    /// The squares, as SVG.
    pub strip: String,
    pub scales: Vec<Scale>,
    /// The days with trouble or planned work, newest first.
    pub trouble: Vec<Trouble>,
    /// `90 days: 3 days with trouble`.
    pub summary: String,
}

/// What stands below the squares, for as many of them as a screen has room for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scale {
    /// The classes of the screens that it is meant for.
    pub screens: &'static str,
    /// `90 days ago`.
    pub ago: String,
    /// `99.94 % uptime`.
    pub uptime: String,
}

impl Row {
    pub fn new(component: ComponentIndex, guide: &Guide<'_>) -> Self {
        let snapshot = guide.snapshot;
        let days = snapshot.site.window_days;
        let uptime = snapshot.uptime(component, days);
        let mut trouble = Trouble::of(component, days, &uptime, guide);
        let strip = strip::draw(component, &uptime, &trouble, guide);
        trouble.reverse();
        Self {
            id: snapshot.site.components[component].id.clone(),
            place: guide.component(component),
            description: snapshot.site.components[component].description.clone(),
            label: Label::component(snapshot.histories[component].status, guide.words),
            strip,
            scales: scales(component, guide),
            summary: summary(days, &trouble, guide),
            trouble,
        }
    }
}

/// The period goes with the number, since a small screen shows squares of a shorter one.
fn summary(days: u32, trouble: &[Trouble], guide: &Guide<'_>) -> String {
    let period = guide.words.say_with("days", &[("count", days.into())]);
    let what = guide.words.say_with("days-with-trouble", &[("count", Trouble::count(trouble).into())]);
    guide.words.say_with("square", &[("day", period.into()), ("what", what.into())])
}

/// One scale for each number of days that some screen shows: all of the window on a desk, at most 60
/// on a tablet and 30 on a phone.
fn scales(component: ComponentIndex, guide: &Guide<'_>) -> Vec<Scale> {
    let window = guide.snapshot.site.window_days;
    let screens: &[(u32, &'static str)] = match window {
        0..=30 => &[(window, "wide mid narrow")],
        31..=60 => &[(window, "wide mid"), (30, "narrow")],
        _ => &[(window, "wide"), (60, "mid"), (30, "narrow")],
    };
    let scale = |(days, screens): &(u32, &'static str)| Scale {
        screens,
        ago: guide.words.say_with("days-ago", &[("count", (*days).into())]),
        uptime: told(&guide.snapshot.uptime(component, *days), guide),
    };
    screens.iter().map(scale).collect()
}

fn told(uptime: &Uptime, guide: &Guide<'_>) -> String {
    match uptime.percent() {
        Some(percent) => guide.words.say_with("uptime", &[("percent", guide.words.percent(percent).into())]),
        None => guide.words.say("no-data-yet"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture;

    #[test]
    fn each_screen_has_the_percentage_of_the_days_that_it_shows() {
        let site = fixture::busy();
        let scales = fixture::with(&site, |guide| scales(1, guide));
        let told: Vec<_> = scales.iter().map(|scale| (scale.screens, scale.ago.as_str())).collect();
        assert_eq!(told, [("wide", "90 days ago"), ("mid", "60 days ago"), ("narrow", "30 days ago")]);
        let percents: Vec<_> = scales.iter().map(|scale| scale.uptime.replace('\u{a0}', " ")).collect();
        assert_eq!(percents, ["99.97 % uptime", "99.96 % uptime", "99.93 % uptime"]);
    }

    #[test]
    fn a_short_window_is_the_same_on_every_screen() {
        let mut site = fixture::quiet();
        site.window_days = 7;
        let scales = fixture::with(&site, |guide| scales(0, guide));
        assert_eq!(scales.len(), 1);
        assert_eq!(scales[0].screens, "wide mid narrow");
    }
}
