//! Changes of a status repository: opening and updating incidents, planning maintenance, setting a status.
//!
//! A change is a plain struct, such as [`NewIncident`] or [`SetStatus`]; [`apply`] and [`set_status`] carry it out and
//! return what changed and what visitors will see. Nothing here prints, reads the clock or the environment, or asks
//! anybody: commands, alerts and servers change a repository through the same functions.

mod apply;
mod component;
mod event;
mod file;
mod incident;
mod maintenance;
mod summary;
mod template;
mod workspace;

pub use apply::{Applied, ChangeTarget, Extent, apply, check};
pub use component::{SetStatus, SetStatusOutcome, set_status};
pub use event::NamedEvent;
pub use file::FileChange;
pub use incident::{NewIncident, NewIncidentUpdate};
pub use maintenance::{NewWindow, WindowEnd, WindowStep, WindowUpdate};
pub use summary::event_summary;
pub use template::{incident_template, template_diagnostics, window_template};
pub use workspace::Workspace;
