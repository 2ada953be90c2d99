use std::collections::BTreeMap;

use crate::check::{Input, Inputs};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::emit::{Theme, ThemeError};
use crate::repo::{Files, Found, ReadError};

/// The files that were found, as the rules want them.
#[must_use]
pub fn inputs(files: Files) -> Inputs {
    let all = |found: Vec<Found>| found.into_iter().map(input).collect();
    Inputs { status: status(files.status), incidents: all(files.incidents), logs: all(files.logs) }
}

fn input(found: Found) -> Input {
    let content = found.content.map_err(|error| problem(&found.path, &error));
    Input { path: found.path, content }
}

fn status(found: Found) -> Input {
    if matches!(found.content, Err(ReadError::Missing)) {
        let problem = Diagnostic::new(Code::NoStatusFile, &found.path, "there is no `status.yaml` here");
        let hint =
            "say where the repository is with `--source DIR`; `allgreen check --explain AG005` shows a first file";
        return Input { path: found.path, content: Err(problem.hint(hint)) };
    }
    input(found)
}

fn problem(path: &str, error: &ReadError) -> Diagnostic {
    let (code, hint) = match error {
        ReadError::Missing => (Code::Unreadable, "the link leads nowhere: mend or remove it"),
        ReadError::Io(_) => (Code::Unreadable, "look at the permissions of the file and of its folders"),
        ReadError::NotAFile => (Code::Unreadable, "remove it, or put a plain file in its place"),
        ReadError::TooLarge { .. } if path.ends_with(".log") => {
            (Code::TooLarge, "split the log by year into `history/2026.log` and so on")
        }
        ReadError::TooLarge { .. } => (Code::TooLarge, "shorten it, or split it"),
        ReadError::Outside => (Code::LinkOutside, "copy the file into the repository"),
    };
    Diagnostic::new(code, path, error.to_string()).hint(hint)
}

/// The theme of the site over the built-in one. Where it cannot be used, the built-in one, and why.
///
/// # Errors
/// Never, unless the program was built from a broken theme.
pub fn theme(files: &[Found]) -> Result<(Theme, Vec<Diagnostic>), ThemeError> {
    let mut own: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut problems = Vec::new();
    for found in files {
        let name = found.path.strip_prefix("theme/").unwrap_or(&found.path);
        match &found.content {
            Ok(bytes) => drop(own.insert(name.to_owned(), bytes.clone())),
            Err(error) => problems.push(problem(&found.path, error)),
        }
    }
    loop {
        let error = match Theme::new(own.clone()) {
            Ok(theme) => return Ok((theme, problems)),
            Err(error) if own.is_empty() => return Err(error),
            Err(error) => error,
        };
        let known = error.file.as_deref().and_then(|file| file.strip_prefix("theme/"));
        let broken = known.and_then(|name| own.remove_entry(name));
        problems.push(theme_problem(&error, broken.as_ref().map(|(_, bytes)| bytes.as_slice())));
        if broken.is_none() {
            // Where no file can be blamed, none of the templates can be trusted.
            own.clear();
        }
    }
}

fn theme_problem(error: &ThemeError, bytes: Option<&[u8]>) -> Diagnostic {
    let file = error.file.as_deref().unwrap_or("theme");
    let text = String::from_utf8_lossy(bytes.unwrap_or_default());
    let place = error.place.map(|(line, column)| {
        Place::in_line(line, text.lines().nth(line - 1).unwrap_or_default(), column.saturating_sub(1), 1)
    });
    let problem = Diagnostic::new(Code::BadTheme, file, error.message.clone());
    let problem = problem.hint("mend the file, or remove it to have the built-in one");
    match place {
        Some(place) => problem.at(place),
        None => problem,
    }
}
