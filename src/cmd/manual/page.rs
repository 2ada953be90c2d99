use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::Roff;

use super::sections;
use crate::diagnostic::Failure;

/// A manual page.
#[derive(Debug)]
pub struct ManualPage {
    /// The file name, such as `allgreen-init.1`.
    pub name: String,
    pub text: Vec<u8>,
}

impl ManualPage {
    /// Renders the page of a command. `parent` is `None` for the program itself.
    pub fn new(command: &Command, parent: Option<&Command>, date: &str) -> Result<Self, Failure> {
        let man = Man::new(command.clone())
            .date(date)
            .source(concat!("allgreen ", env!("CARGO_PKG_VERSION")))
            .manual("allgreen");
        let mut text = Vec::new();
        man.render_title(&mut text)?;
        // Turns off hyphenation and justification.
        Roff::new().control("nh", []).control("ad", ["l"]).to_writer(&mut text)?;
        man.render_name_section(&mut text)?;
        man.render_synopsis_section(&mut text)?;
        man.render_description_section(&mut text)?;
        if command.has_subcommands() {
            man.render_subcommands_section(&mut text)?;
        }
        man.render_options_section(&mut text)?;

        let mut roff = Roff::new();
        if let Some(help) = command.get_after_help() {
            sections::add_help(&mut roff, &help.to_string());
        }
        let inner = command.get_subcommands().filter(|each| !each.is_hide_set()).map(page_name);
        match parent {
            Some(parent) => sections::add_see_also(&mut roff, std::iter::once(page_name(parent)).chain(inner)),
            None => {
                sections::add_program_sections(&mut roff);
                sections::add_see_also(&mut roff, inner.chain(["git"]));
            }
        }
        roff.to_writer(&mut text)?;
        Ok(Self { name: man.get_filename(), text })
    }
}

/// Returns the name of the manual page of a command, such as `allgreen-init`.
fn page_name(command: &Command) -> &str {
    command.get_display_name().unwrap_or_else(|| command.get_name())
}
