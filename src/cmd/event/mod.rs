//! What the commands about incidents and about maintenance windows have in common.

mod change;
mod events;
mod kind;
mod seen;
mod template;

pub use change::{Change, Deed, Order, make};
pub use events::Events;
pub use kind::Kind;
pub use seen::seen;
pub use template::{IncidentTemplate, WindowTemplate, template_problems};
