//! Manual pages, made from the help of each command.

mod page;
mod sections;

use std::io::Write;

use clap::{Command, CommandFactory};

use self::page::ManualPage;
use super::{Outcome, clock, report};
use crate::cli::{Cli, ManualArgs};
use crate::diagnostic::Failure;
use crate::repo;

pub fn run(args: &ManualArgs) -> Result<Outcome, Failure> {
    let date = clock::now(None)?.rfc3339().chars().take("YYYY-MM-DD".len()).collect::<String>();
    let pages = pages(&date)?;
    for page in &pages {
        repo::write_atomic(&args.out.join(&page.name), &page.text)?;
    }
    writeln!(anstream::stdout(), "wrote {} to {}", report::number(pages.len(), "page"), args.out.display())?;
    Ok(Outcome::Good)
}

/// Returns the manual page of the program, then the pages of its commands, each before the pages of its subcommands.
fn pages(date: &str) -> Result<Vec<ManualPage>, Failure> {
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    let mut pages = Vec::new();
    add(&mut pages, &program, None, date)?;
    Ok(pages)
}

fn add(pages: &mut Vec<ManualPage>, command: &Command, parent: Option<&Command>, date: &str) -> Result<(), Failure> {
    pages.push(ManualPage::new(command, parent, date)?);
    for inner in command.get_subcommands().filter(|each| !each.is_hide_set()) {
        add(pages, inner, Some(command), date)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_manual_page() {
        let pages = pages("2026-11-22").unwrap();
        let names: Vec<_> = pages.iter().map(|page| page.name.as_str()).collect();
        assert_eq!(names[..2], ["allgreen.1", "allgreen-init.1"]);
        assert!(names.contains(&"allgreen-incident-open.1"), "{names:?}");
        assert!(!names.contains(&"allgreen-help.1"), "{names:?}");
    }

    #[test]
    fn manual_page_has_date_and_version() {
        let pages = pages("2026-11-22").unwrap();
        let text = String::from_utf8(pages[1].text.clone()).unwrap();
        let version = env!("CARGO_PKG_VERSION");
        assert!(text.contains(&format!(".TH allgreen-init 1 2026-11-22 \"allgreen {version}\"")), "{text}");
    }
}
