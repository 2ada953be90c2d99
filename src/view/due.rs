use serde::Serialize;

use super::{Guide, Moment};
use crate::model::Incident;

/// When the next word about an open incident is promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    pub at: Moment,
    /// Whether the day of `at` goes without saying, because it is the one on which the page is made.
    pub today: bool,
    /// Whether that time has passed without a word.
    pub passed: bool,
}

impl Due {
    /// None once the incident is over, and where nobody promises a word.
    pub fn new(incident: &Incident, guide: &Guide<'_>) -> Option<Self> {
        let (now, zone) = (guide.now(), guide.zone());
        let at = incident.next_update_due(guide.snapshot.site.update_every, now)?;
        let today = zone.date(at) == zone.date(now);
        let text = if today { guide.words.time_of_day(at, zone) } else { guide.words.time(at, zone) };
        Some(Self { at: Moment { iso: at.rfc3339(), text }, today, passed: at < now })
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
        at(&site, now, |guide| Due::new(&guide.snapshot.site.incidents[0], guide)).map(|due| (due.at.text, due.passed))
    }

    #[test]
    fn the_day_is_said_where_it_is_another_one() {
        let told = due("2026-11-22T13:40:00Z", "2026-11-22T14:10:00Z", None).unwrap();
        assert_eq!(told, ("15:10 CET".into(), false), "due is not late");
        let told = due("2026-11-22T13:40:00Z", "2026-11-25T14:11:00Z", None).unwrap();
        assert_eq!(told, ("22 Nov 2026, 15:10 CET".into(), true));
        let told = due("2026-11-22T22:40:00Z", "2026-11-22T22:41:00Z", None).unwrap();
        assert_eq!(told, ("23 Nov 2026, 00:10 CET".into(), false));
    }

    #[test]
    fn what_is_not_promised_is_not_said() {
        assert_eq!(due("2026-11-22T13:40:00Z", "2026-11-22T14:10:00Z", Some(UpdateEvery::Never)), None);
        let mut site = quiet();
        let over = [("2026-11-22T13:00:00Z", "investigating", ""), ("2026-11-22T13:10:00Z", "resolved", "")];
        site.incidents = vec![incident("a", &over)];
        assert!(
            at(&site, "2026-11-22T14:00:00Z", |guide| Due::new(&guide.snapshot.site.incidents[0], guide)).is_none()
        );
    }
}
