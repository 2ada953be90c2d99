use crate::model::{Incident, Instant, Maintenance, MaintenanceStatus};

/// What can be named on the command line: an incident or a maintenance window.
pub trait Kind {
    const NOUN: &str;
    /// The command that is about it.
    const COMMAND: &str;

    fn id(&self) -> &str;
    fn title(&self) -> &str;

    /// The time of the newest update. A plan that is to be announced later is none.
    fn newest(&self, now: Instant) -> Option<Instant>;
}

impl Kind for Incident {
    const NOUN: &str = "incident";
    const COMMAND: &str = "incident";

    fn id(&self) -> &str {
        &self.id
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn newest(&self, _: Instant) -> Option<Instant> {
        self.updates.last().map(|update| update.at)
    }
}

impl Kind for Maintenance {
    const NOUN: &str = "maintenance window";
    const COMMAND: &str = "maintenance";

    fn id(&self) -> &str {
        &self.id
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn newest(&self, now: Instant) -> Option<Instant> {
        let made = |at: Instant, status| at <= now || status != MaintenanceStatus::Scheduled;
        self.updates.iter().rfind(|update| made(update.at, update.status)).map(|update| update.at)
    }
}
