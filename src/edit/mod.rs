//! Small changes to files that people wrote, byte for byte the same everywhere else.
//!
//! A change is a splice at the places that the YAML tree knows. No splice is trusted: the new bytes are read again, and
//! unless that one value alone is another, the file stays as it is and the person is told which line to change.

mod error;
mod original;
mod proof;
mod splice;
mod status;
#[cfg(test)]
mod tests;

pub use error::EditError;
pub use status::{Edited, set_status};
