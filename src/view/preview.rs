use super::{Banner, Label, LabelKind, ViewContext, badge};
use crate::model::{ComponentStatus, Incident, Overall, Uptime};

/// The maximum number of characters of a title: more never fit on the image, and breaking lines takes time.
const MAX_TITLE: usize = 300;

/// The preview image of the front page or of an open incident.
///
/// The image shows no duration, so that it changes only when a status changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The name of the site.
    pub name: String,
    /// The overall status, or the impact of the incident.
    pub status: Label,
    /// The title of the incident; `None` for the front page.
    pub title: Option<String>,
    /// The titles of open incidents, or a sentence about the status; for an incident, the names of its affected
    /// components. May be empty.
    pub about: String,
    /// The status of each day, oldest first; empty for an incident.
    pub days: Vec<LabelKind>,
    /// The text at the start of the footer and the text at its end.
    pub footer: (String, String),
}

impl Preview {
    /// Returns the preview of the front page.
    pub fn page(context: &ViewContext<'_>) -> Self {
        let (snapshot, catalog) = (context.snapshot, context.catalog);
        let components = 0..snapshot.site.components.len();
        let window = snapshot.site.window_days;
        let uptimes: Vec<_> = components.clone().map(|component| snapshot.uptime(component, window)).collect();
        let combined = badge::combined_uptime(&components.collect::<Vec<_>>(), &uptimes);
        let percent = combined.as_ref().and_then(Uptime::percent);
        let uptime = |percent| catalog.format_with("uptime", &[("percent", catalog.percent(percent).into())]);
        let open = snapshot.open_incidents();
        let titles: Vec<_> = open.iter().map(|incident| super::truncate(incident.title.clone(), MAX_TITLE)).collect();
        let Banner { label, note } = Banner::new(context);
        Self {
            name: context.page().name.clone(),
            status: label,
            title: None,
            about: note.filter(|_| titles.is_empty()).unwrap_or_else(|| catalog.list(&titles)),
            days: days(&uptimes),
            footer: (
                catalog.format_with("days", &[("count", window.into())]),
                percent.map_or_else(|| catalog.format("no-data-yet"), uptime),
            ),
        }
    }

    /// Returns the preview of an incident.
    pub fn incident(incident: &Incident, context: &ViewContext<'_>) -> Self {
        let (now, catalog) = (context.now(), context.catalog);
        let since = format!("{} {}", catalog.format("since"), context.moment(incident.start()).text);
        Self {
            name: context.page().name.clone(),
            status: Label::impact(incident.impact(now), catalog),
            title: Some(super::truncate(incident.title.clone(), MAX_TITLE)),
            about: context.affected(incident),
            days: Vec::new(),
            footer: (catalog.incident_status(incident.status(now)), since),
        }
    }
}

/// Returns the overall status of each day, from the worst status of each component on that day.
fn days(uptimes: &[Uptime]) -> Vec<LabelKind> {
    let count = uptimes.first().map_or(0, |uptime| uptime.days.len());
    let day = |day: usize| {
        let statuses: Vec<ComponentStatus> = uptimes.iter().filter_map(|uptime| uptime.days[day].status()).collect();
        if statuses.is_empty() { LabelKind::Unknown } else { Overall::of(&statuses).indicator().into() }
    };
    (0..count).map(day).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture;

    #[test]
    fn front_page_preview_has_open_incidents_and_status_of_each_day() {
        let preview = fixture::with(&fixture::busy(), Preview::page);
        assert!(preview.about.contains("E-mails arrive late"), "{preview:?}");
        assert_eq!((preview.days.len(), preview.footer.0.as_str()), (90, "90 days"));
        assert!(
            preview.days.contains(&LabelKind::Partial) && preview.days.contains(&LabelKind::Maintenance),
            "{preview:?}"
        );
        let calm = fixture::with(&fixture::quiet(), Preview::page);
        assert_eq!((calm.status.kind, calm.about.as_str()), (LabelKind::Operational, ""));
        assert!(calm.days.iter().all(|day| *day == LabelKind::Operational));
    }
}
