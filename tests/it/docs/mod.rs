//! Generated parts of the documentation are up to date, and its examples work.

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

/// Asserts that a page of `docs` equals the generated text. With `UPDATE_DOCS` set, writes the page first.
fn assert_up_to_date(name: &str, text: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(page(name), text).unwrap();
    }
    let command = "UPDATE_DOCS=1 cargo test --all-features --test it docs";
    assert!(read(name) == text, "docs/{name} is outdated: run `{command}`");
}
