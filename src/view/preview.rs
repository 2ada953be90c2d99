use super::{Banner, Guide, Kind, Label, badge};
use crate::model::{ComponentStatus, Incident, Overall, Uptime};

/// The most characters of a title: no picture has room for more, and to look for where a line ends takes its time.
const LONGEST: usize = 300;

/// What the picture says that chats show of a link to the page or to an open incident.
///
/// It tells no time that passes, so that it stays the same as long as the state does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Whose page it is.
    pub name: String,
    /// The one answer, or how bad the incident is.
    pub answer: Label,
    /// What the incident is called.
    pub title: Option<String>,
    /// The incidents that are open, or the components that one has to do with; may be empty.
    pub about: String,
    /// What each day of the window was like, oldest first; only of the page.
    pub days: Vec<Kind>,
    /// What stands below: where the line begins, and where it ends.
    pub foot: (String, String),
}

impl Preview {
    /// That of the page.
    pub fn page(guide: &Guide<'_>) -> Self {
        let (snapshot, words) = (guide.snapshot, guide.words);
        let components = 0..snapshot.site.components.len();
        let window = snapshot.site.window_days;
        let uptimes: Vec<_> = components.clone().map(|component| snapshot.uptime(component, window)).collect();
        let together = badge::together(&components.collect::<Vec<_>>(), &uptimes);
        let percent = together.as_ref().and_then(Uptime::percent);
        let uptime = |percent| words.format_with("uptime", &[("percent", words.percent(percent).into())]);
        let open = snapshot.open_incidents();
        let titles: Vec<_> = open.iter().map(|incident| super::shortened(incident.title.clone(), LONGEST)).collect();
        Self {
            name: guide.page().name.clone(),
            answer: Banner::new(guide).label,
            title: None,
            about: words.list(&titles),
            days: days(&uptimes),
            foot: (
                words.format_with("days", &[("count", window.into())]),
                percent.map_or_else(|| words.format("no-data-yet"), uptime),
            ),
        }
    }

    /// That of an incident.
    pub fn incident(incident: &Incident, guide: &Guide<'_>) -> Self {
        let (now, words) = (guide.now(), guide.words);
        let since = format!("{} {}", words.format("since"), guide.moment(incident.start()).text);
        Self {
            name: guide.page().name.clone(),
            answer: Label::impact(incident.impact(now), words),
            title: Some(super::shortened(incident.title.clone(), LONGEST)),
            about: guide.names(&incident.components(now)),
            days: Vec::new(),
            foot: (words.incident_status(incident.status(now)), since),
        }
    }
}

/// The answer that the page gives of each day, were every component all day what its square shows.
fn days(uptimes: &[Uptime]) -> Vec<Kind> {
    let count = uptimes.first().map_or(0, |uptime| uptime.days.len());
    let day = |day: usize| {
        let statuses: Vec<ComponentStatus> = uptimes.iter().filter_map(|uptime| uptime.days[day].status()).collect();
        if statuses.is_empty() { Kind::Unknown } else { Overall::of(&statuses).indicator().into() }
    };
    (0..count).map(day).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture;

    #[test]
    fn the_page_says_its_state_and_what_is_open() {
        let preview = fixture::with(&fixture::busy(), Preview::page);
        assert!(preview.about.contains("E-mails arrive late"), "{preview:?}");
        assert_eq!((preview.days.len(), preview.foot.0.as_str()), (90, "90 days"));
        assert!(preview.days.contains(&Kind::Partial) && preview.days.contains(&Kind::Maintenance), "{preview:?}");
        let calm = fixture::with(&fixture::quiet(), Preview::page);
        assert_eq!((calm.answer.kind, calm.about.as_str()), (Kind::Operational, ""));
        assert!(calm.days.iter().all(|day| *day == Kind::Operational));
    }
}
