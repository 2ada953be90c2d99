#![expect(
    clippy::disallowed_methods,
    reason = "commands read the environment, and write the summary of a workflow step"
)]

//! The summary of a run in GitHub Actions: what visitors do not see as it was written, and how to correct it.

use std::env;
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write;

use super::code_span::code_span;
use super::report;
use crate::diagnostic::render::{github, plain};
use crate::diagnostic::{Context, Diagnostic, Failure};
use crate::pipeline::Loaded;

/// Where the files of the site are edited on the web.
pub struct EditPages<'a> {
    /// The branch that the site is published from.
    pub branch: &'a str,
    /// The path from the top of the git repository to the folder with `status.yaml`: empty, or with a trailing slash.
    pub prefix: &'a str,
}

/// Annotates the lines with problems and writes the summary of the step. Does nothing outside of GitHub Actions.
///
/// # Errors
/// When the summary cannot be written.
pub fn write(loaded: &Loaded, pages: &EditPages<'_>) -> Result<(), Failure> {
    if env::var_os("GITHUB_ACTIONS").is_none() {
        return Ok(());
    }
    write!(anstream::stderr(), "{}", github(&loaded.diagnostics, pages.prefix))?;
    let (Some(path), Some(summary)) = (env::var_os("GITHUB_STEP_SUMMARY"), markdown(loaded, pages.url().as_deref()))
    else {
        return Ok(());
    };
    let file = OpenOptions::new().append(true).create(true).open(&path);
    let written = file.and_then(|mut file| file.write_all(summary.as_bytes()));
    written.with_context(|| format!("could not write the summary of the workflow step to {}", path.display()))
}

impl EditPages<'_> {
    /// Returns the address of the folder with `status.yaml` in the editor of the git host, if it is known.
    fn url(&self) -> Option<String> {
        let (server, repository) = (env::var("GITHUB_SERVER_URL").ok()?, env::var("GITHUB_REPOSITORY").ok()?);
        Some(format!("{server}/{repository}/edit/{}/{}", self.branch, self.prefix))
    }
}

/// Returns the summary, or `None` if everything is published as it is written.
fn markdown(loaded: &Loaded, edit_url: Option<&str>) -> Option<String> {
    let problems: Vec<_> = report::not_as_written(loaded).collect();
    let replaced = report::replaced_files(loaded);
    if problems.is_empty() && replaced.is_empty() {
        return None;
    }
    let mut text = "### Visitors do not see all of it as it is written\n\n".to_owned();
    for line in replaced {
        let _ = writeln!(text, "- {}", code_span(&line));
    }
    for problem in problems {
        text += &item(problem, edit_url);
    }
    Some(text)
}

/// Returns a list item with a paragraph for each of: what is wrong, what visitors see, how to correct it, where.
fn item(problem: &Diagnostic, edit_url: Option<&str>) -> String {
    let line = problem.place.as_ref().map(|place| place.line);
    let place = line.map(|line| format!(", line {line}")).unwrap_or_default();
    let mut paragraphs = vec![format!("- {}{place}: {}", code_span(&problem.file), code_span(&problem.message))];
    paragraphs.extend(problem.shown.as_ref().map(|shown| format!("Until it is corrected: {}", code_span(shown))));
    if let Some(fix) = &problem.fix {
        let fix = plain(fix.trim_end());
        let longest = fix.split(|each| each != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest.max(2) + 1);
        paragraphs.push(format!("Write this line instead:\n\n  {fence}text\n  {fix}\n  {fence}"));
    } else {
        paragraphs.extend(problem.hint.as_ref().map(|hint| format!("To fix it: {}", code_span(hint))));
    }
    paragraphs.extend(edit_url.map(|url| {
        let path = problem.file.split('/').map(encode).collect::<Vec<_>>().join("/");
        let anchor = line.map(|line| format!("#L{line}")).unwrap_or_default();
        format!("[Edit this file]({url}{path}{anchor})")
    }));
    paragraphs.join("\n\n  ") + "\n"
}

/// Encodes a part of a path so that nothing in it has a meaning in a URL or in Markdown.
fn encode(part: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    part.bytes()
        .map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Place};

    #[test]
    fn problem_is_listed_with_corrected_line_and_address() {
        let problem = Diagnostic::new(Code::BadTime, "incidents/a (b).md", "unknown time zone `CET`")
            .at(Place::in_line(6, "## 2026-11-20 15:02 CET - Resolved", 3, 3))
            .fix("## 2026-11-20 15:02 +01:00 - Resolved")
            .shown("visitors see it as `Investigating`");
        let url = "https://github.com/acme/status/edit/main/";
        assert_eq!(
            item(&problem, Some(url)),
            "- `incidents/a (b).md`, line 6: `` unknown time zone `CET` ``\n\n  \
             Until it is corrected: `` visitors see it as `Investigating` ``\n\n  \
             Write this line instead:\n\n  ```text\n  ## 2026-11-20 15:02 +01:00 - Resolved\n  ```\n\n  \
             [Edit this file](https://github.com/acme/status/edit/main/incidents/a%20%28b%29.md#L6)\n"
        );
    }

    #[test]
    fn hostile_text_stays_in_code() {
        let problem = Diagnostic::new(Code::BadTime, "incidents/a.md", "`@everyone` <img>\n# x").fix("```\n<script>");
        let text = item(&problem, None);
        assert!(
            text.contains("`` `@everyone` <img> # x ``") && text.contains("````text\n  ```\\n<script>\n  ````"),
            "{text}"
        );
    }
}
