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

/// The theme of the site over the built-in one. A file that cannot be used is left out, and why.
pub fn theme(files: Vec<Found>) -> (Theme, Vec<Diagnostic>) {
    let mut own = BTreeMap::new();
    let mut texts = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for Found { path, content } in files {
        match content {
            Ok(bytes) => {
                texts.insert(path.clone(), String::from_utf8_lossy(&bytes).into_owned());
                own.insert(path.strip_prefix("theme/").unwrap_or(&path).to_owned(), bytes);
            }
            Err(error) => diagnostics.push(problem(&path, &error)),
        }
    }
    let (theme, errors) = Theme::forgiving(own);
    diagnostics.extend(errors.iter().map(|error| misfit(error, texts.get(&error.file))));
    (theme, diagnostics)
}

fn misfit(error: &ThemeError, text: Option<&String>) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::BadTheme, &error.file, &error.problem)
        .hint("mend the file, or remove it to have the built-in one");
    let Some((line, column)) = error.place else { return diagnostic };
    let source = text.and_then(|text| text.lines().nth(line - 1)).unwrap_or_default();
    diagnostic.at(Place::in_line(line, source, column - 1, 1))
}
