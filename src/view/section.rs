use serde::Serialize;

use super::{Guide, Label, Row};
use crate::model::{ComponentIndex, ComponentStatus, Group, Snapshot};
use crate::text::Catalogue;

/// On a page with more components than this, groups in which all is well are folded.
const FEW: usize = 12;

/// Components that stand together on the front page: a group, or some that have none.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    pub group: Option<Head>,
    pub rows: Vec<Row>,
}

/// The head of a group, by which it folds.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    pub name: String,
    /// The worst that any of its components is doing.
    pub worst: Label,
    /// `2 of 3 not operational`; empty where all is well.
    pub unwell: String,
    /// Whether it is unfolded: somebody in it is not well.
    pub open: bool,
}

impl Section {
    /// All components, in the order of first mention.
    pub fn all(guide: &Guide<'_>) -> Vec<Self> {
        let section = |(group, members): (Option<&Group>, Vec<ComponentIndex>)| Self {
            group: group.map(|group| Head::new(group, guide)),
            rows: members.into_iter().map(|member| Row::new(member, guide)).collect(),
        };
        guide.snapshot.site.sections().into_iter().map(section).collect()
    }
}

/// The worst that any of these components is doing.
pub fn worst(members: &[ComponentIndex], snapshot: &Snapshot<'_>) -> ComponentStatus {
    let statuses = members.iter().map(|member| snapshot.histories[*member].status);
    statuses.max().unwrap_or(ComponentStatus::Operational)
}

/// `2 of 3 not operational`; empty where all is well.
pub fn unwell(members: &[ComponentIndex], snapshot: &Snapshot<'_>, words: &Catalogue) -> String {
    let statuses = members.iter().map(|member| snapshot.histories[*member].status);
    match statuses.filter(|status| *status != ComponentStatus::Operational).count() {
        0 => String::new(),
        count => words.say_with("unwell", &[("count", count.into()), ("of", members.len().into())]),
    }
}

impl Head {
    fn new(group: &Group, guide: &Guide<'_>) -> Self {
        let unwell = unwell(&group.members, guide.snapshot, guide.words);
        Self {
            name: group.name.clone(),
            worst: Label::component(worst(&group.members, guide.snapshot), guide.words),
            open: !unwell.is_empty() || guide.snapshot.site.components.len() <= FEW,
            unwell,
        }
    }
}
