//! YAML as a tree in which every value keeps its place and its text as it was written.
//!
//! No other module names the YAML crate.

mod fields;
mod parse;
mod tree;

pub use fields::{Fields, Reader};
pub use parse::parse;
pub use tree::{Node, Value};
