use std::fmt::Write as _;
use std::ops::Range;

use serde::Serialize;

use crate::escape::escape;
use crate::model::{ComponentIndex, MonthRecord, Percent, Report};
use crate::view::ViewContext;

/// The text of a table cell without data.
const NO_NUMBER: &str = "–";

/// The rows of the components of a group, or of components without a group, in the two tables of an uptime page.
#[derive(Clone, Debug, Serialize)]
pub struct UptimeRows {
    /// The name of the group; none for components without a group.
    pub group: Option<String>,
    /// The table of sums over all months: a row for each component, as safe HTML.
    pub totals: String,
    /// The table of percentages by month: a row for each component, as safe HTML.
    pub months: String,
}

impl UptimeRows {
    /// Returns the rows of all components, in the order of the front page. `root` is the path to the root of the site.
    pub fn all(months: &Range<usize>, report: &Report, root: &str, context: &ViewContext<'_>) -> Vec<Self> {
        let sections = context.snapshot.site.sections().into_iter().map(|(group, members)| {
            let mut numbers =
                Self { group: group.map(|group| group.name.clone()), totals: String::new(), months: String::new() };
            for member in members {
                write_total(member, &report.component_over(member, months.clone()), root, context, &mut numbers.totals);
                write_months(member, &report.component(member)[months.clone()], context, &mut numbers.months);
            }
            numbers
        });
        sections.collect()
    }
}

fn write_total(component: ComponentIndex, sum: &MonthRecord, root: &str, context: &ViewContext<'_>, html: &mut String) {
    let (id, link, catalog) =
        (&context.snapshot.site.components[component].id, context.component(component), context.catalog);
    let lasting = |seconds: Option<u64>| seconds.map_or(NO_NUMBER.to_owned(), |seconds| catalog.lasting_short(seconds));
    let percent = sum.uptime.percent().map_or(NO_NUMBER.to_owned(), |percent| catalog.percent(percent));
    let _ = writeln!(
        html,
        "<tr id=\"row:{id}\" data-id=\"{id}\"><th scope=\"row\"><a href=\"{root}{}\">{}</a></th><td>{percent}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
        link.href,
        escape(&link.name),
        sum.incidents.begun,
        escape(&lasting(sum.longest_outage.map(|outage| outage.seconds))),
        escape(&lasting(sum.incidents.mean_seconds_to_resolve())),
    );
}

fn write_months(component: ComponentIndex, records: &[MonthRecord], context: &ViewContext<'_>, html: &mut String) {
    let component = &context.snapshot.site.components[component];
    let _ = write!(html, "<tr data-id=\"{}\"><th scope=\"row\">{}</th>", component.id, escape(&component.name));
    for record in records {
        match record.uptime.percent() {
            Some(percent) => {
                let _ = write!(html, "<td{}>{}</td>", shade(percent), context.catalog.bare_percent(percent));
            }
            None => html.push_str("<td>–</td>"),
        }
    }
    html.push_str("</tr>\n");
}

/// Returns the `class` attribute of a cell: the lower the percentage, the darker the cell.
fn shade(percent: Percent) -> &'static str {
    match percent.whole() {
        100 => "",
        99 if percent.hundredths() >= 90 => " class=\"shade-1\"",
        99 => " class=\"shade-2\"",
        _ => " class=\"shade-3\"",
    }
}
