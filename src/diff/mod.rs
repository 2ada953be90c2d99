//! The changes that visitors see between two versions of a site, as data.

mod affected;
mod change;
mod changes;
mod component;
mod day;
mod event;
mod event_status;
mod page;
mod update;

pub use affected::{AffectedChange, ComponentName};
pub use change::{FromTo, ItemChange};
pub use changes::SiteChanges;
pub use component::{ComponentChanges, ComponentFacts};
pub use day::DayChange;
pub use event::{EventChanges, EventFacts};
pub use event_status::EventStatus;
pub use page::PageChanges;
pub use update::{UpdateChanges, UpdateFacts};
