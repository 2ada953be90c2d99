//! The manual pages: what `--help` says of each command, as `man` reads it, and what concerns all of them.

mod page;
mod sections;

use std::io::Write;

use clap::{Command, CommandFactory};

use self::page::Page;
use super::{Outcome, clock, report};
use crate::cli::{Cli, Manual};
use crate::diagnostic::Failure;
use crate::repo;

pub fn run(args: &Manual) -> Result<Outcome, Failure> {
    let date = clock::now(None)?.rfc3339().chars().take("YYYY-MM-DD".len()).collect::<String>();
    let pages = pages(&date)?;
    for page in &pages {
        repo::write_atomic(&args.out.join(&page.name), &page.text)?;
    }
    writeln!(anstream::stdout(), "wrote {} to {}", report::number(pages.len(), "page"), args.out.display())?;
    Ok(Outcome::Good)
}

/// The page of the program, then those of its commands, each before those within it.
fn pages(date: &str) -> Result<Vec<Page>, Failure> {
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    let mut pages = Vec::new();
    add(&mut pages, &program, None, date)?;
    Ok(pages)
}

fn add(pages: &mut Vec<Page>, command: &Command, within: Option<&Command>, date: &str) -> Result<(), Failure> {
    pages.push(Page::of(command, within, date)?);
    for inner in command.get_subcommands().filter(|each| !each.is_hide_set()) {
        add(pages, inner, Some(command), date)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page() {
        let pages = pages("2026-11-22").unwrap();
        let names: Vec<_> = pages.iter().map(|page| page.name.as_str()).collect();
        assert_eq!(names[..2], ["allgreen.1", "allgreen-init.1"]);
        assert!(names.contains(&"allgreen-incident-open.1"), "{names:?}");
        assert!(!names.contains(&"allgreen-help.1"), "{names:?}");
    }

    #[test]
    fn a_page_is_dated_and_named_after_the_release() {
        let pages = pages("2026-11-22").unwrap();
        let text = String::from_utf8(pages[1].text.clone()).unwrap();
        let version = env!("CARGO_PKG_VERSION");
        assert!(text.contains(&format!(".TH allgreen-init 1 2026-11-22 \"allgreen {version}\"")), "{text}");
    }
}
