//! Generated parts of the documentation are current, and its examples work.

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

/// Asserts that a page equals the generated text, or writes it with `UPDATE_DOCS`.
fn assert_fresh(name: &str, text: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(page(name), text).unwrap();
    }
    assert!(read(name) == text, "docs/{name} is stale: run `UPDATE_DOCS=1 cargo test --test it docs`");
}
