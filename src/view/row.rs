use serde::Serialize;

use super::{Guide, Label, Place, Trouble, strip};
use crate::model::{ComponentIndex, Uptime};

/// From more components than this on, the page says once for all what the ends of the squares are: with a thousand of
/// them it would say so three thousand times.
const MANY: usize = 100;

/// The class of a scale that is meant for every screen.
const ANY: &str = "any";

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
    pub screens: String,
    /// `90 days ago`; none where one scale for many rows tells it.
    pub ago: Option<String>,
    /// `99.94 % uptime`.
    pub uptime: String,
}

/// What the ends of the squares are, for as many of them as a screen has room for.
#[derive(Clone, Debug, Serialize)]
pub struct Axis {
    /// The classes of the screens that it is meant for.
    pub screens: &'static str,
    /// `90 days ago`.
    pub ago: String,
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
            summary: summary(days, Trouble::count(&trouble), guide),
            trouble,
        }
    }
}

/// The period goes with the number, since a small screen shows squares of a shorter one.
pub fn summary(days: u32, trouble: usize, guide: &Guide<'_>) -> String {
    let period = guide.words.format_with("days", &[("count", days.into())]);
    let what = guide.words.format_with("days-with-trouble", &[("count", trouble.into())]);
    guide.words.format_with("square", &[("day", period.into()), ("what", what.into())])
}

/// One scale for each number of days that some screen shows. On a page with many rows those that say the same are one,
/// and what is the same for all rows is told once, by the [`axis`].
fn scales(component: ComponentIndex, guide: &Guide<'_>) -> Vec<Scale> {
    let many = has_many_rows(guide);
    let all = screens(guide.snapshot.site.window_days);
    let uptimes: Vec<_> = all.iter().map(|(days, _)| told(&guide.snapshot.uptime(component, *days), guide)).collect();
    if many && uptimes.iter().all(|uptime| *uptime == uptimes[0]) {
        return vec![Scale { screens: ANY.to_owned(), ago: None, uptime: uptimes[0].clone() }];
    }
    let scale = |((days, screens), uptime): ((u32, &str), String)| Scale {
        screens: screens.to_owned(),
        ago: (!many).then(|| ago(days, guide)),
        uptime,
    };
    all.into_iter().zip(uptimes).map(scale).collect()
}

/// What stands below the squares of many rows, for as many of them as a screen has room for; nothing where each row
/// tells it.
pub fn axis(guide: &Guide<'_>) -> Vec<Axis> {
    if !has_many_rows(guide) {
        return Vec::new();
    }
    let axis = |(days, screens)| Axis { screens, ago: ago(days, guide) };
    screens(guide.snapshot.site.window_days).into_iter().map(axis).collect()
}

/// Whether there are so many rows that what is the same for all is told once.
pub fn has_many_rows(guide: &Guide<'_>) -> bool {
    guide.snapshot.site.components.len() > MANY
}

/// The numbers of days that screens show: all of the window on a desk, at most 60 on a tablet and 30 on a phone.
fn screens(window: u32) -> Vec<(u32, &'static str)> {
    match window {
        0..=30 => vec![(window, "wide mid narrow")],
        31..=60 => vec![(window, "wide mid"), (30, "narrow")],
        _ => vec![(window, "wide"), (60, "mid"), (30, "narrow")],
    }
}

fn ago(days: u32, guide: &Guide<'_>) -> String {
    guide.words.format_with("days-ago", &[("count", days.into())])
}

fn told(uptime: &Uptime, guide: &Guide<'_>) -> String {
    match uptime.percent() {
        Some(percent) => guide.words.format_with("uptime", &[("percent", guide.words.percent(percent).into())]),
        None => guide.words.format("no-data-yet"),
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
        let told: Vec<_> = scales.iter().map(|scale| (scale.screens.as_str(), scale.ago.as_deref())).collect();
        assert_eq!(
            told,
            [("wide", Some("90 days ago")), ("mid", Some("60 days ago")), ("narrow", Some("30 days ago"))]
        );
        let percents: Vec<_> = scales.iter().map(|scale| scale.uptime.replace('\u{a0}', " ")).collect();
        assert_eq!(percents, ["99.97 % uptime", "99.96 % uptime", "99.93 % uptime"]);
    }

    #[test]
    fn many_rows_say_once_what_is_the_same_for_all() {
        let mut site = fixture::quiet();
        let (component, lines) = (site.components[0].clone(), site.log[0].clone());
        for nth in site.components.len()..=MANY {
            site.components.push(crate::model::Component { id: format!("c{nth}"), ..component.clone() });
            site.log.push(lines.clone());
        }
        fixture::with(&site, |guide| {
            let (scales, axis) = (scales(0, guide), axis(guide));
            assert_eq!((scales.len(), scales[0].ago.as_deref()), (1, None));
            assert_eq!(scales[0].screens, ANY);
            let told: Vec<_> = axis.iter().map(|each| (each.screens, each.ago.as_str())).collect();
            assert_eq!(told, [("wide", "90 days ago"), ("mid", "60 days ago"), ("narrow", "30 days ago")]);
        });
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
