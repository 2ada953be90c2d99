//! Tells the program which commit it was built from, so that the workflows that `allgreen init` writes can name it, and
//! what it is made of, so that it knows which pages another program has made.
#![expect(clippy::disallowed_methods, reason = "cargo passes its input in the environment")]

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// All that the program is made of.
const SOURCES: [&str; 6] = ["Cargo.lock", "Cargo.toml", "scaffold", "schema", "src", "theme"];

/// What cargo puts into a package for a registry.
const PACKAGED: &str = ".cargo_vcs_info.json";

fn main() {
    // Not at every commit: nobody wants to wait for a build because of that.
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=ALLGREEN_COMMIT");
    if Path::new(PACKAGED).exists() {
        println!("cargo:rerun-if-changed={PACKAGED}");
    }
    for each in SOURCES {
        println!("cargo:rerun-if-changed={each}");
    }
    println!("cargo:rustc-env=ALLGREEN_SOURCES={:016x}", sources());
    let commit = named().or_else(packaged).or_else(checked_out).filter(|commit| is_commit(commit));
    println!("cargo:rustc-env=ALLGREEN_COMMIT={}", commit.unwrap_or_default());
}

/// A hash over all that the program is made of: what an older program made of a file may differ.
fn sources() -> u64 {
    let mut hasher = DefaultHasher::new();
    for each in SOURCES {
        hash(Path::new(each), &mut hasher);
    }
    hasher.finish()
}

fn hash(path: &Path, hasher: &mut DefaultHasher) {
    path.hash(hasher);
    let Ok(entries) = fs::read_dir(path) else { return fs::read(path).unwrap_or_default().hash(hasher) };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        hash(&path, hasher);
    }
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
