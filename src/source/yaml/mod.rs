//! Parses YAML into a tree in which each value has its byte range and its text as written.
//!
//! No other module uses the YAML crate.

mod fields;
mod parse;
mod tree;

pub use fields::{Fields, Reader};
pub use parse::{parse, parse_text};
pub use tree::{Node, YamlValue};
