//! The sections of a manual page after the options.

use clap_mangen::roff::{Roff, bold, roman};

/// The files and folders in the repository of a site, each with a description.
const FILES: &[(&str, &str)] = &[
    ("status.yaml", "Settings of the page, its components and their statuses."),
    ("incidents/", "Incidents and maintenance windows, one Markdown file each, in any subdirectory."),
    ("history.log", "The log: one line per change of a status, append-only."),
    ("history/", "More files of the log, with names that end in .log."),
    ("templates/", "Templates for incidents and maintenance windows, for --template."),
    ("theme/", "Files that replace those of the built-in theme."),
    (
        "public/",
        "The site, unless --out names another directory. Builds remove only files that public/.allgreen lists.",
    ),
];

/// The environment variables that the program reads.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("SOURCE_DATE_EPOCH", "The current time in seconds since 1970, unless --now is given."),
    ("VISUAL, EDITOR", "The editor for texts of incidents and maintenance windows."),
    ("NO_COLOR", "Disables colored output if set."),
    ("GITHUB_TOKEN", "In GitHub Actions, the token for pushes and for deployments to GitHub Pages."),
    ("GITHUB_ACTIONS, GITHUB_REPOSITORY, GITHUB_API_URL, GITHUB_SERVER_URL, GITHUB_OUTPUT", "Set by GitHub Actions."),
    ("GITLAB_TOKEN, CI_JOB_TOKEN", "In GitLab CI, the token for pushes; the first one that is set."),
    ("GITLAB_CI, CI_SERVER_URL, CI_SERVER_HOST", "Set by GitLab CI."),
];

/// Adds the sections that only the page `allgreen(1)` has.
pub fn add_program_sections(roff: &mut Roff) {
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
        "Commands that read older commits, commit or push run the git program. \
         The documentation is at https://github.com/allgreen-status/allgreen/tree/main/docs.",
    )]);
}

/// Adds the help text that follows the options, divided into sections. Indented lines become verbatim text, other lines
/// headings or prose.
pub fn add_help(roff: &mut Roff, help: &str) {
    let mut verbatim = false;
    for line in help.lines().filter(|line| !line.is_empty()) {
        let indented = line.strip_prefix("  ");
        if verbatim && indented.is_none() {
            roff.control("fi", []);
            roff.control("RE", []);
        }
        match (indented, heading(line)) {
            (Some(line), _) => {
                if !verbatim {
                    roff.control("RS", ["2"]);
                    roff.control("nf", []);
                }
                roff.text([roman(line)]);
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

/// Returns the manual section for a heading of the help, if the heading is known.
fn heading(line: &str) -> Option<&'static str> {
    match line {
        "Example:" => Some("EXAMPLES"),
        "Exit codes:" => Some("EXIT STATUS"),
        _ => None,
    }
}

/// Adds a section with links to other manual pages.
pub fn add_see_also<'a>(roff: &mut Roff, pages: impl Iterator<Item = &'a str>) {
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
        add_help(&mut roff, help);
        roff.to_roff()
    }

    #[test]
    fn manual_page_keeps_line_breaks_of_examples_only() {
        let text = rendered("Example:\n  allgreen a --b\n  .c\n\nProse that\nflows\n  d");
        let expected = ".SH EXAMPLES\n.RS 2\n.nf\nallgreen a \\-\\-b\n\\&.c\n.fi\n.RE\n.PP\nProse that\n.PP\nflows\n\
                        .RS 2\n.nf\nd\n.fi\n.RE\n";
        assert_eq!(text, expected);
    }

    /// Looks in `ENVIRONMENT` for each variable of a CI system that the source code reads.
    #[test]
    fn every_environment_variable_is_documented() {
        let sources = [include_str!("../access.rs"), include_str!("../deploy.rs"), include_str!("../publish.rs")];
        let quoted = sources.iter().flat_map(|source| source.split('"').skip(1).step_by(2));
        let is_variable = |text: &&str| {
            let is_name = text.chars().all(|each| each.is_ascii_uppercase() || each == '_');
            is_name && ["GITHUB_", "GITLAB_", "CI_"].iter().any(|start| text.starts_with(start))
        };
        let documented: Vec<_> = ENVIRONMENT.iter().flat_map(|(names, _)| names.split(", ")).collect();
        let missing: Vec<_> = quoted.filter(is_variable).filter(|name| !documented.contains(name)).collect();
        assert_eq!(missing, [""; 0]);
        assert!(documented.contains(&"CI_JOB_TOKEN"));
    }

    #[test]
    fn help_has_only_known_headings() {
        use clap::CommandFactory;
        fn check(command: &clap::Command) {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let unknown = help.lines().find(|line| line.ends_with(':') && heading(line).is_none());
            assert_eq!(unknown, None, "{}", command.get_name());
            command.get_subcommands().for_each(check);
        }
        check(&crate::cli::Cli::command());
    }
}
