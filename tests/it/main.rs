//! Tests of the public library and of the program, in one test binary.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic fails the test")]
#![expect(clippy::disallowed_methods, reason = "tests write files directly")]

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
mod refresh;
mod remind;
mod report;
mod rooms;
mod rules;
mod schema;
mod set;
mod site;
mod slips;
mod theme;
mod theme_command;
mod vectors;
