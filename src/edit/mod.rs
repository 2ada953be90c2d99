//! Surgical edits of the files that people write, byte for byte the same everywhere else.
//!
//! No edit is trusted: the new bytes are read again, and unless they say what was meant and nothing else, the file
//! stays as it is.

mod error;
mod front;
mod heading;
mod incident;
mod newline;
mod original;
mod proof;
mod settle;
mod splice;
mod status;
#[cfg(test)]
mod tests;
mod time;

pub use error::SetError;
pub use front::{Affects, Front, Statuses, Window};
pub use heading::{Heading, spoken};
pub use incident::{EditError, append_update, new_event};
pub use settle::{Settled, settle};
pub use status::{Edited, set_status};
pub use time::moment;
