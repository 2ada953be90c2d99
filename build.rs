//! Tells the program which commit it was built from, so that the workflows that `allgreen init` writes can name it.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// What cargo puts into a package for a registry.
const PACKAGED: &str = ".cargo_vcs_info.json";

fn main() {
    // Not at every commit: nobody wants to wait for a build because of that.
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=ALLGREEN_COMMIT");
    if Path::new(PACKAGED).exists() {
        println!("cargo:rerun-if-changed={PACKAGED}");
    }
    let commit = named().or_else(packaged).or_else(checked_out).filter(|commit| is_commit(commit));
    println!("cargo:rustc-env=ALLGREEN_COMMIT={}", commit.unwrap_or_default());
}

/// What whoever builds a release says.
fn named() -> Option<String> {
    env::var("ALLGREEN_COMMIT").ok().filter(|commit| !commit.is_empty())
}

/// What a package for a registry was made from.
fn packaged() -> Option<String> {
    let text = fs::read_to_string(PACKAGED).ok()?;
    let (_, rest) = text.split_once("\"sha1\"")?;
    rest.split('"').nth(1).map(str::to_owned)
}

/// What is checked out, unless these files lie within a repository of something else.
fn checked_out() -> Option<String> {
    let top = git(&["rev-parse", "--show-prefix"])?;
    if top.is_empty() { git(&["rev-parse", "--verify", "HEAD"]) } else { None }
}

fn git(args: &[&str]) -> Option<String> {
    let output = Command::new("git").args(args).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

fn is_commit(text: &str) -> bool {
    text.len() == 40 && text.chars().all(|each| each.is_ascii_digit() || ('a'..='f').contains(&each))
}
