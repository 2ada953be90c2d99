use allgreen::cli::Cli;
use clap::{CommandFactory, Parser};

use super::examples::sections;
use super::read;
use crate::site::Site;

const COMPONENTS: &str =
    "  - { id: payments, name: Payments }\n  - { id: api, name: API }\n  - { id: website, name: Website }\n";

/// Includes examples of a style that the page does not recommend.
#[test]
fn each_example_in_incidents_md_is_valid() {
    let mut count = 0;
    for example in sections(&read("incidents.md")).iter().flatten().filter(|example| !example.of.is_empty()) {
        let ran = Site::new().components(COMPONENTS).file(&example.of, &example.text).check();
        assert_eq!(ran.problems(), [""; 0], "{}: {}", example.of, ran.stdout);
        count += 1;
    }
    assert!(count > 0, "no example was found");
}

/// Skips commands that this build of the program does not have.
#[test]
fn each_command_in_guides_parses() {
    let program = Cli::command();
    for page in ["incidents.md", "hosts/gitlab.md"] {
        let mut count = 0;
        let examples = sections(&read(page)).into_iter().flatten().filter(|example| example.language == "sh");
        for line in examples.flat_map(|example| example.text.lines().map(str::to_owned).collect::<Vec<_>>()) {
            let words = words(line.split(" || ").next().unwrap());
            if words[0] == "allgreen" && program.find_subcommand(&words[1]).is_some() {
                let parsed = Cli::try_parse_from(&words);
                assert!(parsed.is_ok(), "{line}: {}", parsed.unwrap_err());
                count += 1;
            }
        }
        assert!(count > 0, "{page}");
    }
}

/// Splits a shell line into words, some in single quotes.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('\'').enumerate();
    parts
        .flat_map(|(place, part)| match place % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}
