use std::fmt::Write as _;
use std::ops::Range;

use serde::Serialize;

use super::{Guide, escape};
use crate::model::{ComponentIndex, MonthRecord, Percent, Report};

/// What stands where there is no number.
const NOTHING: &str = "–";

/// The rows of some components in the tables of uptime: those of a group, or of some that have none.
#[derive(Clone, Debug, Serialize)]
pub struct MonthNumbers {
    /// The name of the group, if it is one.
    pub group: Option<String>,
    /// What all months come to: a row for each component, as safe HTML.
    pub totals: String,
    /// The percentage of each month, likewise.
    pub months: String,
}

impl MonthNumbers {
    /// All components, in the order of the front page. `root` is the way to the root of the site.
    pub fn all(months: &Range<usize>, report: &Report, root: &str, guide: &Guide<'_>) -> Vec<Self> {
        let sections = guide.snapshot.site.sections().into_iter().map(|(group, members)| {
            let mut numbers =
                Self { group: group.map(|group| group.name.clone()), totals: String::new(), months: String::new() };
            for member in members {
                total(member, &report.component_over(member, months.clone()), root, guide, &mut numbers.totals);
                by_month(member, &report.component(member)[months.clone()], guide, &mut numbers.months);
            }
            numbers
        });
        sections.collect()
    }
}

fn total(component: ComponentIndex, sum: &MonthRecord, root: &str, guide: &Guide<'_>, html: &mut String) {
    let (id, place, words) = (&guide.snapshot.site.components[component].id, guide.component(component), guide.words);
    let lasting = |seconds: Option<u64>| seconds.map_or(NOTHING.to_owned(), |seconds| words.lasting_short(seconds));
    let percent = sum.uptime.percent().map_or(NOTHING.to_owned(), |percent| words.percent(percent));
    let _ = writeln!(
        html,
        "<tr id=\"row:{id}\" data-id=\"{id}\"><th scope=\"row\"><a href=\"{root}{}\">{}</a></th><td>{percent}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
        place.href,
        escape(&place.name),
        sum.incidents.begun,
        escape(&lasting(sum.longest_outage.map(|outage| outage.seconds))),
        escape(&lasting(sum.incidents.mean_seconds_to_resolve())),
    );
}

fn by_month(component: ComponentIndex, records: &[MonthRecord], guide: &Guide<'_>, html: &mut String) {
    let component = &guide.snapshot.site.components[component];
    let _ = write!(html, "<tr data-id=\"{}\"><th scope=\"row\">{}</th>", component.id, escape(&component.name));
    for record in records {
        match record.uptime.percent() {
            Some(percent) => {
                let _ = write!(html, "<td{}>{}</td>", shade(percent), guide.words.bare_percent(percent));
            }
            None => html.push_str("<td>–</td>"),
        }
    }
    html.push_str("</tr>\n");
}

/// How far below all of it: the darker, the worse. The number says the same.
fn shade(percent: Percent) -> &'static str {
    match percent.whole() {
        100 => "",
        99 if percent.hundredths() >= 90 => " class=\"shade-1\"",
        99 => " class=\"shade-2\"",
        _ => " class=\"shade-3\"",
    }
}
