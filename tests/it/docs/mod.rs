//! The handbook: what can be made from the program is made from it, and what it shows is true.

#[cfg(all(feature = "serve", feature = "net"))]
mod commands;
mod examples;
mod incidents;
mod keys;
mod links;
mod reports;
mod theme;
mod uptime;
mod views;

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page(name: &str) -> PathBuf {
    root().join("docs").join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(page(name)).unwrap()
}

/// Says that a page of the handbook is what was made of the program just now, or makes it so.
fn assert_fresh(name: &str, text: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(page(name), text).unwrap();
    }
    assert!(read(name) == text, "docs/{name} is stale: run `UPDATE_DOCS=1 cargo test --test it docs`");
}
