//! The only place that knows the time crates: instants, dates and zones in the model's own terms.

mod date;
mod instant;
mod zone;

pub use date::Date;
pub use instant::Instant;
pub use zone::{Local, LocalError, TZDB_VERSION, Zone};
