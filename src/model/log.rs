use std::sync::Arc;

use super::{ComponentStatus, Instant};

/// Who said a line of the log.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// A person, through `status.yaml`.
    Manual,
    /// A monitor or another program, by the name it signs with.
    Named(Arc<str>),
    /// `*`: a person who speaks over all sources. It counts after the others at equal times.
    Override,
}

/// One line of `history.log`: from `at` on, `source` says `status` of a component.
#[derive(Clone, Debug)]
pub struct LogLine {
    pub at: Instant,
    pub source: Source,
    pub status: ComponentStatus,
}
