//! The data model: statuses, incidents, maintenance windows, timelines, days and uptime.
//!
//! No function reads a clock, a file or the environment; `now` is always an argument. Only [`crate::check`] creates a
//! [`Site`], and later code does not validate it again.

mod accent;
mod brand;
mod colour;
mod component;
mod day;
mod event;
mod impact;
mod incident;
mod language;
mod length;
mod log;
mod maintenance;
mod month;
mod outage;
mod overall;
mod page;
mod percent;
mod report;
mod site;
mod slug;
mod snapshot;
mod status;
mod time;
mod timeline;
mod update_every;
mod uptime;
mod url;

pub use accent::Accent;
pub use brand::{Brand, Logo, PageLink};
pub use colour::Colour;
pub use component::{Component, ComponentIndex, Group};
pub use day::{Day, Days};
pub use event::Event;
pub use impact::Impact;
pub use incident::{Incident, IncidentStatus, IncidentUpdate, Stretch, UnknownComponent};
pub use language::Language;
pub use length::seconds_of;
pub use log::{ComponentLog, LogEntry, Source, SourceId};
pub use maintenance::{Maintenance, MaintenanceStatus, MaintenanceUpdate};
pub use month::Month;
pub use outage::Outage;
pub use overall::{Indicator, Overall};
pub use page::Page;
pub use percent::Percent;
pub use report::{IncidentCount, MonthRecord, Report, ReportMonth};
pub use site::Site;
pub use slug::{short_slug, slug};
pub use snapshot::{ComponentHistory, Snapshot};
pub use status::ComponentStatus;
pub use time::{Date, Instant, Local, LocalError, TOLERANCE, TZDB_VERSION, Zone};
pub use timeline::{Span, Timeline};
pub use update_every::UpdateEvery;
pub use uptime::{DayRecord, Seconds, Uptime, Weights};
pub use url::{Url, UrlError};
