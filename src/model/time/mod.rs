//! Instants, dates and time zones. No other module uses the time crates.

mod date;
mod instant;
mod zone;

pub use date::Date;
pub use instant::{Instant, TOLERANCE};
pub use zone::{Local, LocalError, TZDB_VERSION, Zone};
