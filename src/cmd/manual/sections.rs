//! What a page says behind the options.

use clap_mangen::roff::{Roff, bold, roman};

/// What people write and the program reads, in the folder of the page.
const FILES: &[(&str, &str)] = &[
    ("status.yaml", "The page, its components, and what each is doing now."),
    ("incidents/", "One Markdown file an incident or a maintenance window, at any depth."),
    ("history.log", "What was: one line a change. Lines are only ever appended."),
    ("history/", "More of the log: every file whose name ends in .log."),
    ("templates/", "What is often said of incidents and maintenance, for --template."),
    ("theme/", "A theme of the site's own: any file in it takes the place of the built-in one."),
    ("public/", "The site, unless --out names another folder. Only files that its .allgreen names are ever removed."),
];

/// What the program asks the environment for.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("SOURCE_DATE_EPOCH", "The instant that counts as now, in seconds since 1970, unless --now names one."),
    ("VISUAL, EDITOR", "The editor in which texts of incidents and maintenance are written, on a terminal."),
    ("NO_COLOR", "If it is set, messages have no colours."),
    ("GITHUB_TOKEN", "In a workflow, what opens the repository for pushes, and GitHub Pages for deployments."),
    (
        "GITHUB_ACTIONS, GITHUB_REPOSITORY, GITHUB_API_URL, GITHUB_SERVER_URL, GITHUB_OUTPUT",
        "What workflows of GitHub Actions set.",
    ),
    ("GITLAB_TOKEN, CI_JOB_TOKEN", "In a pipeline, what opens the repository for pushes; the first that is set."),
    ("GITLAB_CI, CI_SERVER_URL, CI_SERVER_HOST", "What pipelines of GitLab set."),
];

/// Those of the program's own page.
pub fn of_the_program(roff: &mut Roff) {
    for (heading, entries) in [("FILES", FILES), ("ENVIRONMENT", ENVIRONMENT)] {
        roff.control("SH", [heading]);
        for (name, meaning) in entries {
            roff.control("TP", []);
            roff.text([bold(*name)]);
            roff.text([roman(*meaning)]);
        }
    }
    roff.control("SH", ["NOTES"]);
    roff.text([roman(
        "Whatever looks into older commits, commits or pushes runs the git program. \
         The handbook is at https://github.com/allgreen-status/allgreen/tree/main/docs.",
    )]);
}

/// What the help says behind the options, as sections. An indented line stays as it is, any other is prose; prose that
/// ends in a colon is a heading.
pub fn of_the_help(roff: &mut Roff, help: &str) {
    let mut verbatim = false;
    for line in help.lines().filter(|line| !line.is_empty()) {
        let indented = line.strip_prefix("  ");
        if verbatim && indented.is_none() {
            roff.control("fi", []);
            roff.control("RE", []);
        }
        match (indented, heading(line)) {
            (Some(as_it_is), _) => {
                if !verbatim {
                    roff.control("RS", ["2"]);
                    roff.control("nf", []);
                }
                roff.text([roman(as_it_is)]);
            }
            (None, Some(heading)) => {
                roff.control("SH", [heading]);
            }
            (None, None) => {
                roff.control("PP", []);
                roff.text([roman(line)]);
            }
        }
        verbatim = indented.is_some();
    }
    if verbatim {
        roff.control("fi", []);
        roff.control("RE", []);
    }
}

/// The name that manual pages have for a section of the help.
fn heading(line: &str) -> Option<&'static str> {
    match line {
        "Example:" => Some("EXAMPLES"),
        "Exit codes:" => Some("EXIT STATUS"),
        _ => None,
    }
}

/// The other pages: the one of the command that this one is within, those of the commands within this one, and `git`
/// beside the program.
pub fn see_also<'a>(roff: &mut Roff, pages: impl Iterator<Item = &'a str>) {
    roff.control("SH", ["SEE ALSO"]);
    let mut line = Vec::new();
    for page in pages {
        if !line.is_empty() {
            line.push(roman(", "));
        }
        line.extend([bold(page), roman("(1)")]);
    }
    roff.text(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(help: &str) -> String {
        let mut roff = Roff::new();
        of_the_help(&mut roff, help);
        roff.to_roff()
    }

    #[test]
    fn examples_keep_their_lines_and_prose_flows() {
        let text = rendered("Example:\n  allgreen a --b\n  .c\n\nProse that\nflows\n  d");
        let expected = ".SH EXAMPLES\n.RS 2\n.nf\nallgreen a \\-\\-b\n\\&.c\n.fi\n.RE\n.PP\nProse that\n.PP\nflows\n\
                        .RS 2\n.nf\nd\n.fi\n.RE\n";
        assert_eq!(text, expected);
    }

    /// What is set by others, and is read in these files by its name.
    #[test]
    fn every_variable_that_is_asked_for_has_its_place() {
        let sources = [include_str!("../access.rs"), include_str!("../deploy.rs"), include_str!("../publish.rs")];
        let quoted = sources.iter().flat_map(|source| source.split('"').skip(1).step_by(2));
        let is_variable = |text: &&str| {
            let is_name = text.chars().all(|each| each.is_ascii_uppercase() || each == '_');
            is_name && ["GITHUB_", "GITLAB_", "CI_"].iter().any(|start| text.starts_with(start))
        };
        let told: Vec<_> = ENVIRONMENT.iter().flat_map(|(names, _)| names.split(", ")).collect();
        let untold: Vec<_> = quoted.filter(is_variable).filter(|name| !told.contains(name)).collect();
        assert_eq!(untold, [""; 0]);
        assert!(told.contains(&"CI_JOB_TOKEN"));
    }

    #[test]
    fn every_command_ends_its_help_in_known_headings() {
        use clap::CommandFactory;
        fn look(command: &clap::Command) {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let unknown = help.lines().find(|line| line.ends_with(':') && heading(line).is_none());
            assert_eq!(unknown, None, "{}", command.get_name());
            command.get_subcommands().for_each(look);
        }
        look(&crate::cli::Cli::command());
    }
}
