//! The ways of printing what changes. Text and Markdown say the same: an outline of phrases, in
//! which what people wrote is set apart from our own words.

mod component;
mod event;
mod excerpt;
mod figures;
mod json;
mod markdown;
mod outline;
mod page;
mod phrase;
mod text;

use super::Changes;

pub use json::json;
pub use markdown::markdown;
pub use text::text;

/// What is said where there is nothing to say.
const NOTHING: &str = "nothing that visitors see changes";

/// What changes, and between what.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    pub from: &'a Side,
    pub to: &'a Side,
    pub changes: &'a Changes,
}

/// One of the two forms of a site that are compared.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// As it was typed; none for the work tree.
    pub revision: Option<String>,
    /// The whole hash of the commit that the revision names.
    pub commit: Option<String>,
    /// What does not count as it is written, each with its file and with what counts instead.
    pub not_as_written: Vec<String>,
}
