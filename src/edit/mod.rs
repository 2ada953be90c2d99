//! Surgical edits of the files that people write, each proven by parsing its result again.

mod front;
mod heading;
mod incident;
mod newline;
mod settle;
mod slug;
mod template;
mod time;

pub use front::{Affects, Front, Statuses, Window};
pub use heading::{Heading, spoken};
pub use incident::{EditError, append_update, new_event};
pub use settle::{Settled, settle};
pub use slug::slug;
pub use template::Template;
pub use time::{moment, written};
