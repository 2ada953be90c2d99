use super::{Banner, Label, LabelKind, ViewContext, section};
use crate::model::{ComponentIndex, Overall, Percent, Uptime};

/// The lowest uptime for which an uptime badge has each color, in hundredths of a percent.
const THRESHOLDS: [(u32, LabelKind); 4] =
    [(99_90, LabelKind::Operational), (99_00, LabelKind::Degraded), (95_00, LabelKind::Partial), (0, LabelKind::Major)];

/// The texts and colors of the badges of a component, a group or the whole page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badges {
    /// The id of the component, the group or the page in `api/v2`. The names of the badge files start with it.
    pub id: String,
    /// The name of the component, the group or the page.
    pub name: String,
    /// The current status, shown on the status badge.
    pub status: Label,
    /// The uptime over the last `Site::window_days` days, shown on the uptime badge.
    pub uptime: Label,
}

impl Badges {
    /// Returns the badges of the page, of each group and of each component. `uptimes` has one entry for each component.
    pub fn all(uptimes: &[Uptime], context: &ViewContext<'_>) -> Vec<Self> {
        let site = context.snapshot.site;
        let all_components: Vec<_> = (0..site.components.len()).collect();
        let mut all = vec![Self {
            id: Overall::ID.to_owned(),
            name: site.page.name.clone(),
            status: Banner::new(context).label,
            uptime: uptime(combined_uptime(&all_components, uptimes).as_ref(), context),
        }];
        all.extend(site.groups.iter().map(|group| Self {
            id: group.id.clone(),
            name: group.name.clone(),
            status: Label::component(section::worst(&group.members, context.snapshot), context.catalog),
            uptime: uptime(combined_uptime(&group.members, uptimes).as_ref(), context),
        }));
        let components = site.components.iter().enumerate().filter(|(_, component)| component.id != Overall::ID);
        all.extend(components.map(|(index, component)| Self {
            id: component.id.clone(),
            name: component.name.clone(),
            status: Label::component(context.snapshot.histories[index].status, context.catalog),
            uptime: uptime(Some(&uptimes[index]), context),
        }));
        all
    }
}

/// Returns the uptime of several components together, weighted by time with data; `None` without components.
pub fn combined_uptime(components: &[ComponentIndex], uptimes: &[Uptime]) -> Option<Uptime> {
    let (first, others) = components.split_first()?;
    let mut sum = uptimes[*first].clone();
    for component in others {
        sum.add(&uptimes[*component]);
    }
    Some(sum)
}

/// Returns the label of an uptime badge: `99.94 % uptime · 90 days`.
fn uptime(uptime: Option<&Uptime>, context: &ViewContext<'_>) -> Label {
    let catalog = context.catalog;
    let Some(percent) = uptime.and_then(Uptime::percent) else {
        return Label { kind: LabelKind::Unknown, text: catalog.format("no-data-yet") };
    };
    let days = catalog.format_with("days", &[("count", context.snapshot.site.window_days.into())]);
    let uptime = catalog.format_with("uptime", &[("percent", catalog.percent(percent).into())]);
    Label { kind: kind(percent), text: format!("{uptime} · {days}") }
}

fn kind(percent: Percent) -> LabelKind {
    let hundredths = percent.whole() * 100 + percent.hundredths();
    THRESHOLDS.into_iter().find(|(from, _)| hundredths >= *from).map_or(LabelKind::Major, |(_, kind)| kind)
}
