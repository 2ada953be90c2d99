use super::{Banner, Guide, Kind, Label, section};
use crate::model::{ComponentIndex, Overall, Percent, Uptime};

/// From which share of the time on, in hundredths of a percent, an uptime is told in which colour.
const GOOD: [(u32, Kind); 4] =
    [(99_90, Kind::Operational), (99_00, Kind::Degraded), (95_00, Kind::Partial), (0, Kind::Major)];

/// A component, a group or the page as a whole in a few words, to be shown on other sites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badges {
    /// What their files are called: as in `api/v2`.
    pub id: String,
    /// Whose state it is.
    pub name: String,
    /// What it is doing.
    pub status: Label,
    /// What it has done, over the days of the window.
    pub uptime: Label,
}

impl Badges {
    /// Those of the page, then of each group, then of each component. `uptimes` has one for each component.
    pub fn all(uptimes: &[Uptime], guide: &Guide<'_>) -> Vec<Self> {
        let site = guide.snapshot.site;
        let everything: Vec<_> = (0..site.components.len()).collect();
        let mut all = vec![Self {
            id: Overall::ID.to_owned(),
            name: site.page.name.clone(),
            status: Banner::new(guide).label,
            uptime: uptime(together(&everything, uptimes).as_ref(), guide),
        }];
        all.extend(site.groups.iter().map(|group| Self {
            id: group.id.clone(),
            name: group.name.clone(),
            status: Label::component(section::worst(&group.members, guide.snapshot), guide.words),
            uptime: uptime(together(&group.members, uptimes).as_ref(), guide),
        }));
        let components = site.components.iter().enumerate().filter(|(_, component)| component.id != Overall::ID);
        all.extend(components.map(|(index, component)| Self {
            id: component.id.clone(),
            name: component.name.clone(),
            status: Label::component(guide.snapshot.histories[index].status, guide.words),
            uptime: uptime(Some(&uptimes[index]), guide),
        }));
        all
    }
}

/// The numbers of several components, of which each counts for as long as it is known.
pub fn together(components: &[ComponentIndex], uptimes: &[Uptime]) -> Option<Uptime> {
    let (first, others) = components.split_first()?;
    let mut sum = uptimes[*first].clone();
    for component in others {
        sum.add(&uptimes[*component]);
    }
    Some(sum)
}

/// `99.94 % uptime · 90 days`.
fn uptime(uptime: Option<&Uptime>, guide: &Guide<'_>) -> Label {
    let words = guide.words;
    let Some(percent) = uptime.and_then(Uptime::percent) else {
        return Label { kind: Kind::Unknown, text: words.format("no-data-yet") };
    };
    let days = words.format_with("days", &[("count", guide.snapshot.site.window_days.into())]);
    let told = words.format_with("uptime", &[("percent", words.percent(percent).into())]);
    Label { kind: kind(percent), text: format!("{told} · {days}") }
}

fn kind(percent: Percent) -> Kind {
    let hundredths = percent.whole() * 100 + percent.hundredths();
    GOOD.into_iter().find(|(from, _)| hundredths >= *from).map_or(Kind::Major, |(_, kind)| kind)
}
