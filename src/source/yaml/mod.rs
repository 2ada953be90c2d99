//! Parses YAML into a tree whose values have their places and their text as written.
//!
//! No other module uses the YAML crate.

mod fields;
mod parse;
mod tree;

pub use fields::{Fields, Reader};
pub use parse::parse;
pub use tree::{Node, YamlValue};
