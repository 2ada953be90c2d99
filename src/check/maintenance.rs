use std::collections::HashSet;
use std::ops::Range;

use super::affects::map_for_window;
use super::event::EventChecker;
use super::time;
use super::words::{self, EventKind, update_status};
use crate::diagnostic::Code;
use crate::model::{ComponentIndex, Maintenance, MaintenanceStatus, MaintenanceUpdate};
use crate::source::{RawAffects, RawFrontMatter, RawIncident, RawUpdate, RawWindow};

/// Checks maintenance windows.
impl EventChecker<'_> {
    pub fn maintenance(
        &mut self,
        id: &str,
        raw: RawIncident,
        RawWindow { place, starts, ends }: RawWindow,
    ) -> Option<Maintenance> {
        // Without `..`, so that a new key does not compile until it is used or refused here.
        let RawFrontMatter { title, affects, started, impact, update_every, draft: _, maintenance: _ } = raw.front;
        for (key, value) in [("started", &started), ("impact", &impact), ("update_every", &update_every)] {
            if let Some(value) = value {
                let message = format!("`{key}` is not allowed in a maintenance window");
                self.report(
                    Code::UnknownKey,
                    &value.span,
                    message,
                    "remove it, or remove `maintenance` if this is an incident",
                );
            }
        }
        let affects = self.components_affected(&affects);
        let updates = raw.updates.into_iter().filter_map(|update| self.maintenance_update(update)).collect::<Vec<_>>();
        let ends_at = ends.as_ref().and_then(|text| self.time(text));
        let starts_at = starts.as_ref().and_then(|text| self.time(text));
        let (starts_at, ends_at) = (starts_at?, ends_at?);
        if ends_at <= starts_at {
            let span = ends.map_or(place, |text| text.span);
            self.report(
                Code::EndsBeforeStarts,
                &span,
                "`ends` is not after `starts`",
                "correct one of them: the end must be after the start",
            );
        }
        for (span, _) in updates.iter().filter(|(_, update)| update.at > ends_at) {
            let message = format!("this update comes after the window, which ends at {}", ends_at.format_utc());
            self.report(
                Code::UpdateAfterEnd,
                span,
                message,
                "to extend the window, change `ends`: a window completes at that time",
            );
        }
        let mut updates: Vec<_> = updates.into_iter().map(|(_, update)| update).collect();
        updates.sort_by_key(|update| update.at);
        Some(Maintenance {
            id: id.to_owned(),
            title: words::one_line(&title?.value),
            starts: starts_at,
            ends: ends_at,
            affects,
            text: raw.intro.map(|intro| intro.value).unwrap_or_default(),
            updates,
            link_definitions: raw.link_definitions,
        })
    }

    fn maintenance_update(&mut self, raw: RawUpdate) -> Option<(Range<usize>, MaintenanceUpdate)> {
        let heading = &raw.heading;
        let status = self.keep(update_status(
            self.source,
            &heading.status,
            MaintenanceStatus::from_word,
            EventKind::Maintenance,
        ));
        let at = self.keep(time::instant(self.source, &heading.when, self.known.zone, self.now));
        if let Some(braces) = &heading.braces {
            let hint = "remove `{…}` from the heading: the components are always under maintenance during the window; \
                        if something broke, write an incident";
            self.report(Code::BracesInWindow, braces, "an update of a maintenance window cannot set statuses", hint);
        }
        let (at, status) = (at?, status?);
        if status != MaintenanceStatus::Scheduled {
            self.ahead(at, heading.when.value, &heading.span);
        }
        Some((raw.heading.span, MaintenanceUpdate { at, status, text: raw.text }))
    }

    fn components_affected(&mut self, raw: &RawAffects) -> Vec<ComponentIndex> {
        let mut affects = Vec::new();
        match raw {
            RawAffects::None => {}
            RawAffects::Statuses(span, statuses) => self.problems.push(map_for_window(self.source, span, statuses)),
            RawAffects::Components(_, names) => {
                let mut seen = HashSet::new();
                for name in names {
                    if !seen.insert(&name.value) {
                        let message = format!("`{}` appears twice in `affects`", name.value);
                        self.report(Code::DuplicateKey, &name.span, message, "remove one of them");
                    }
                    affects.extend(self.target(name).components());
                }
            }
        }
        affects.sort_unstable();
        affects.dedup();
        affects
    }
}
