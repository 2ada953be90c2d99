use crate::model::{Incident, Instant, Maintenance, MaintenanceStatus};

/// An incident or a maintenance window, with the words for it in messages.
pub trait NamedEvent {
    /// The word for this kind of event in messages, such as `incident`.
    const NOUN: &str;
    /// The word for this kind of event with its article, such as `an incident`.
    const A_NOUN: &str;
    /// The subcommand for this kind of event, such as `maintenance`.
    const COMMAND: &str;

    fn id(&self) -> &str;
    fn title(&self) -> &str;

    /// Returns the time of the newest update. A `Scheduled` update in the future does not count.
    fn newest_update(&self, now: Instant) -> Option<Instant>;
}

impl NamedEvent for Incident {
    const NOUN: &str = "incident";
    const A_NOUN: &str = "an incident";
    const COMMAND: &str = "incident";

    fn id(&self) -> &str {
        &self.id
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn newest_update(&self, _: Instant) -> Option<Instant> {
        self.updates.last().map(|update| update.at)
    }
}

impl NamedEvent for Maintenance {
    const NOUN: &str = "maintenance window";
    const A_NOUN: &str = "a maintenance window";
    const COMMAND: &str = "maintenance";

    fn id(&self) -> &str {
        &self.id
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn newest_update(&self, now: Instant) -> Option<Instant> {
        let counts = |at: Instant, status| at <= now || status != MaintenanceStatus::Scheduled;
        self.updates.iter().rfind(|update| counts(update.at, update.status)).map(|update| update.at)
    }
}
