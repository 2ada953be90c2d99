use serde::Serialize;

use super::{Moment, ViewContext};
use crate::model::Incident;

/// When the next update of an open incident is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NextUpdate {
    pub at: Moment,
    /// Whether the update is due on the day of the build. If so, the text of `at` has no date.
    pub today: bool,
    /// Whether the update is overdue.
    pub late: bool,
}

impl NextUpdate {
    /// Returns when the next update is due, or `None` if the incident is over or no update is promised.
    pub fn new(incident: &Incident, context: &ViewContext<'_>) -> Option<Self> {
        let (now, zone) = (context.now(), context.zone());
        let at = incident.next_update_due(context.snapshot.site.update_every, now)?;
        let today = zone.date(at) == zone.date(now);
        let text = if today { context.catalog.time_of_day(at, zone) } else { context.catalog.time(at, zone) };
        Some(Self { at: Moment { iso: at.rfc3339(), text }, today, late: at < now })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::UpdateEvery;
    use crate::view::fixture::{at, incident, quiet};

    fn due(last: &str, now: &str, every: Option<UpdateEvery>) -> Option<(String, bool)> {
        let mut site = quiet();
        site.incidents = vec![incident("a", &[(last, "investigating", "We look.")])];
        site.incidents[0].update_every = every;
        at(&site, now, |context| NextUpdate::new(&context.snapshot.site.incidents[0], context))
            .map(|due| (due.at.text, due.late))
    }

    #[test]
    fn due_date_is_shown_if_not_today() {
        let actual = due("2026-11-22T13:40:00Z", "2026-11-22T14:10:00Z", None).unwrap();
        assert_eq!(actual, ("15:10 CET".into(), false), "the minute in which it is due is not late");
        let actual = due("2026-11-22T13:40:00Z", "2026-11-25T14:11:00Z", None).unwrap();
        assert_eq!(actual, ("22 Nov 2026, 15:10 CET".into(), true));
        let actual = due("2026-11-22T22:40:00Z", "2026-11-22T22:41:00Z", None).unwrap();
        assert_eq!(actual, ("23 Nov 2026, 00:10 CET".into(), false));
    }

    #[test]
    fn no_update_is_due_if_none_is_promised() {
        assert_eq!(due("2026-11-22T13:40:00Z", "2026-11-22T14:10:00Z", Some(UpdateEvery::Never)), None);
        let mut site = quiet();
        let over = [("2026-11-22T13:00:00Z", "investigating", ""), ("2026-11-22T13:10:00Z", "resolved", "")];
        site.incidents = vec![incident("a", &over)];
        assert!(
            at(&site, "2026-11-22T14:00:00Z", |context| NextUpdate::new(&context.snapshot.site.incidents[0], context))
                .is_none()
        );
    }
}
