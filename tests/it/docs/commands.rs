use std::fmt::Write;

use allgreen::cli::Cli;
use clap::{Command, CommandFactory};

use super::assert_up_to_date;

/// The maximum width of a line of help on the page, in characters.
const WIDTH: usize = 100;

const HEAD: &str = "\
# Every command

<!-- Made from the program: change `src/cli/`, then run `UPDATE_DOCS=1 cargo test --all-features --test it docs`. -->

This is the output of `allgreen COMMAND --help` for every command; `-h` prints a shorter one. Data goes to standard output,
everything else to standard error. `allgreen deploy` needs the feature `net`, which released programs have.
";

#[test]
fn commands_md_is_up_to_date() {
    let mut program = Cli::command();
    program.build();
    let mut text = HEAD.to_owned();
    write_list(&mut text, &program, "");
    write_help(&mut text, program, "allgreen");
    assert_up_to_date("commands.md", &text);
}

/// Renders the list of commands, with links to their sections.
fn write_list(text: &mut String, command: &Command, before: &str) {
    text.push('\n');
    for each in shown(command) {
        let name = format!("{before}{}", each.get_name());
        let about = each.get_about().map(ToString::to_string).unwrap_or_default();
        writeln!(text, "- [`{name}`](#allgreen-{}): {about}", name.replace(' ', "-")).unwrap();
        for inner in shown(each) {
            let about = inner.get_about().map(ToString::to_string).unwrap_or_default();
            let name = format!("{name} {}", inner.get_name());
            writeln!(text, "  - [`{name}`](#allgreen-{}): {about}", name.replace(' ', "-")).unwrap();
        }
    }
}

/// Renders the help of a command and its subcommands.
fn write_help(text: &mut String, mut command: Command, name: &str) {
    let help = command.render_long_help().to_string();
    let lines: Vec<_> = help.trim().lines().map(|line| wrapped(line.trim_end())).collect();
    write!(text, "\n## {name}\n\n```text\n{}\n```\n", lines.join("\n")).unwrap();
    for inner in shown(&command).cloned().collect::<Vec<_>>() {
        let name = format!("{name} {}", inner.get_name());
        write_help(text, inner, &name);
    }
}

/// Wraps a line of prose at the width of a page. Commands stay on one line.
fn wrapped(line: &str) -> String {
    let prose = line.trim_start();
    let indent = &line[..line.len() - prose.len()];
    if line.chars().count() <= WIDTH || prose.starts_with("allgreen ") {
        return line.to_owned();
    }
    let mut lines = vec![indent.to_owned()];
    for word in prose.split(' ') {
        let last = lines.last_mut().unwrap();
        if last.chars().count() + word.chars().count() < WIDTH || last.len() == indent.len() {
            let space = if last.len() == indent.len() { "" } else { " " };
            last.push_str(space);
            last.push_str(word);
        } else {
            lines.push(format!("{indent}{word}"));
        }
    }
    lines.join("\n")
}

fn shown(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|each| !each.is_hide_set() && each.get_name() != "help")
}
