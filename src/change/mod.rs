//! Changes of a status repository: opening and updating incidents, planning maintenance, setting a status.
//!
//! A change is a plain struct, such as [`NewIncident`] or [`SetStatus`]; [`apply`] and [`set_status`] carry it out and
//! return what changed and what visitors will see. Nothing here prints, prompts, or reads the clock or the environment,
//! so commands, alerts and servers change a repository through the same functions.
//!
//! ```no_run
//! use allgreen::change::{ChangeTarget, Extent, NewIncident, apply};
//! use allgreen::diagnostic::Failure;
//! use allgreen::model::{ComponentStatus, IncidentStatus, Instant};
//! use allgreen::repo::{Access, Checkout};
//!
//! fn open(root: &std::path::Path, now: Instant) -> Result<(), Failure> {
//!     let checkout = Checkout::current(root, Access::default())?;
//!     let incident = NewIncident {
//!         id: None,
//!         title: "API is not available".to_owned(),
//!         affects: vec![("api".to_owned(), ComponentStatus::MajorOutage)],
//!         status: IncidentStatus::Investigating,
//!         impact: None,
//!         started: None,
//!         update_every: None,
//!     };
//!     let target = ChangeTarget { root, now: &|| now, extent: Extent::Push(&checkout) };
//!     let applied = apply(&target, &|workspace| incident.plan(workspace, "We are looking into it."))?;
//!     assert!(applied.outcome.pushed().is_some());
//!     Ok(())
//! }
//! ```

mod apply;
mod component;
mod event;
mod file;
mod form;
mod incident;
mod maintenance;
mod summary;
mod template;
mod workspace;

pub use apply::{Applied, ChangeTarget, Extent, apply, check};
pub use component::{SetStatus, SetStatusOutcome, set_status};
pub use event::NamedEvent;
pub use file::FileChange;
pub use form::{form_diagnostic, refresh_form};
pub use incident::{NewIncident, NewIncidentUpdate};
pub use maintenance::{NewWindow, WindowEnd, WindowStep, WindowUpdate};
pub use summary::event_summary;
pub use template::{incident_template, template_diagnostics, window_template};
pub use workspace::Workspace;
