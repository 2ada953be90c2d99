//! Edits files that people wrote. Bytes outside of the edited value stay the same.
//!
//! Every edit is verified: the new bytes are parsed and compared with the old values. If anything other than the
//! intended value differs, the edit fails and changes nothing.

mod compare;
mod date_headings;
mod event;
mod form;
mod front_matter;
mod heading;
mod newline;
mod source_bytes;
mod splice;
mod status;
#[cfg(test)]
mod tests;
mod time;

pub use date_headings::{DatedUpdate, date_headings};
pub use event::{append_update, new_event};
pub use form::{FormDifference, IncidentForm, choice_lines};
pub use front_matter::{NewAffects, NewFrontMatter, StatusPairs, WindowTimes};
pub use heading::{NewHeading, status_title};
pub use status::{EditedStatus, set_status};
pub use time::next_update_time;
