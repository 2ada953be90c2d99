//! All tests that use the library or the program from outside, in one binary.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![expect(clippy::disallowed_methods, reason = "tests prepare files")]

mod badges;
mod brand;
mod build;
mod calendar;
mod diff;
mod docs;
mod edits;
mod hosts;
mod incident;
mod init;
mod languages;
mod log;
mod maintenance;
mod outputs;
mod previews;
mod properties;
mod record;
mod remind;
mod report;
mod rooms;
mod rules;
mod schema;
mod set;
mod site;
mod theme;
mod theme_command;
mod vectors;
