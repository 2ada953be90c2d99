//! What visitors see change between two forms of a site: [`Changes`] are data, and [`render`] has the ways of printing
//! them.

mod affected;
mod change;
mod changes;
mod component;
mod day;
mod event;
mod page;
mod progress;
pub mod render;
mod update;

pub use affected::{AffectedChange, Named};
pub use change::{Change, Difference};
pub use changes::Changes;
pub use component::{ComponentChanges, ComponentFacts};
pub use day::DayChange;
pub use event::{EventChanges, EventFacts};
pub use page::PageChanges;
pub use progress::Progress;
pub use update::{UpdateChanges, UpdateFacts};
