use serde::Serialize;

use super::{Guide, Label, Row};
use crate::model::{ComponentIndex, ComponentStatus, Group};

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
    /// `2 of 3 not operational`; none where all is well.
    pub unwell: Option<String>,
    /// Whether it is unfolded: somebody in it is not well.
    pub open: bool,
}

impl Section {
    /// All components, in the order of first mention.
    pub fn all(guide: &Guide<'_>) -> Vec<Self> {
        let site = guide.snapshot.site;
        let mut sections: Vec<Self> = Vec::new();
        for (component, each) in site.components.iter().enumerate() {
            match each.group.map(|group| &site.groups[group]) {
                Some(group) if group.members.first() == Some(&component) => {
                    let rows = group.members.iter().map(|member| Row::new(*member, guide)).collect();
                    sections.push(Self { group: Some(Head::new(group, guide)), rows });
                }
                Some(_) => {}
                None => match sections.last_mut().filter(|last| last.group.is_none()) {
                    Some(last) => last.rows.push(Row::new(component, guide)),
                    None => sections.push(Self { group: None, rows: vec![Row::new(component, guide)] }),
                },
            }
        }
        sections
    }
}

impl Head {
    fn new(group: &Group, guide: &Guide<'_>) -> Self {
        let status = |member: &ComponentIndex| guide.snapshot.histories[*member].status;
        let statuses: Vec<_> = group.members.iter().map(status).collect();
        let worst = statuses.iter().copied().max().unwrap_or(ComponentStatus::Operational);
        let unwell = statuses.iter().filter(|status| **status != ComponentStatus::Operational).count();
        let values = [("count", unwell.into()), ("of", statuses.len().into())];
        Self {
            name: group.name.clone(),
            worst: Label::component(worst, guide.words),
            unwell: (unwell > 0).then(|| guide.words.say_with("unwell", &values)),
            open: unwell > 0 || guide.snapshot.site.components.len() <= FEW,
        }
    }
}
