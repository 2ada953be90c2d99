use std::collections::BTreeMap;

use super::mend::Replaced;
use super::past::Past;
use crate::check::{Input, Inputs};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::emit::{Theme, ThemeError};
use crate::repo::{Files, Found, ReadError};

/// The files that were found, as the rules want them.
pub fn inputs(files: Files) -> Inputs {
    let all = |found: Vec<Found>| found.into_iter().map(input).collect();
    Inputs { status: status(files.status), incidents: all(files.incidents), logs: all(files.logs) }
}

/// A file that was found, as the rules want it.
pub fn input(found: Found) -> Input {
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
        ReadError::NotAFolder => (Code::Unreadable, "remove it, or put a folder in its place"),
        ReadError::LinkInCommit => (Code::Unreadable, "put a plain file in its place"),
        ReadError::Submodule => (Code::Unreadable, "copy its files into the repository"),
        ReadError::Lost => (Code::Unreadable, "`git fsck` says what is lost, and `git fetch` may bring it back"),
        ReadError::TooDeep => (Code::Unreadable, "move what it holds up"),
        ReadError::TooLarge { .. } if path.starts_with("theme/assets/") => {
            (Code::TooLarge, "make it smaller: visitors have to load it")
        }
        ReadError::TooLarge { .. } if path.ends_with(".log") => {
            (Code::TooLarge, "split the log by year into `history/2026.log` and so on")
        }
        ReadError::TooLarge { .. } => (Code::TooLarge, "shorten it, or split it"),
        ReadError::Outside => (Code::LinkOutside, "copy the file into the repository"),
    };
    Diagnostic::new(code, path, error.to_string()).hint(hint)
}

/// The site's own files of the theme, by their paths under `theme/`.
pub type OwnFiles = BTreeMap<String, Vec<u8>>;

/// The theme of the site over the built-in one.
pub struct Themed {
    pub theme: Theme,
    /// Those of the site's own files that are in use.
    pub own: OwnFiles,
    /// Why the others are not.
    pub problems: Vec<Diagnostic>,
    /// What counts instead of those.
    pub replaced: Vec<Replaced>,
}

/// Takes of the site's own files all that can be used. With a `past`, one that cannot counts as it was in the
/// newest commit in which it could.
///
/// # Errors
/// Never, unless the program was built from a broken theme.
pub fn theme(files: &[Found], past: Option<&Past>) -> Result<Themed, ThemeError> {
    let mut own = OwnFiles::new();
    let mut problems = Vec::new();
    let mut replaced = Vec::new();
    for found in files {
        let name = found.path.strip_prefix("theme/").unwrap_or(&found.path);
        match &found.content {
            Ok(bytes) => drop(own.insert(name.to_owned(), bytes.clone())),
            Err(error) => {
                problems.push(problem(&found.path, error));
                replaced.push(Replaced::left_out(&found.path));
            }
        }
    }
    loop {
        let error = match Theme::new(own.clone()) {
            Ok(theme) => return Ok(Themed { theme, own, problems, replaced }),
            Err(error) if own.is_empty() => return Err(error),
            Err(error) => error,
        };
        problems.push(theme_problem(&error, &own));
        let path = error.file.as_deref().unwrap_or("theme");
        let blamed = path.strip_prefix("theme/").filter(|name| own.remove(*name).is_some());
        let Some(name) = blamed else {
            // Where no file can be blamed, none of them can be trusted.
            own.clear();
            replaced.push(Replaced::left_out(path));
            continue;
        };
        // Once is enough: a form that is right alone may be wrong beside others.
        let past = past.filter(|_| !replaced.iter().any(|each: &Replaced| each.path == path));
        let form = past.and_then(|past| past.forms(path).find(|(_, bytes)| is_right(&own, name, bytes)));
        let by = form.map(|(commit, bytes)| {
            own.insert(name.to_owned(), bytes);
            commit.id
        });
        replaced.push(Replaced { path: path.to_owned(), by });
    }
}

/// Whether the theme has no problem with this form of one of its files, whatever it has with others.
fn is_right(own: &OwnFiles, name: &str, bytes: &[u8]) -> bool {
    let mut own = own.clone();
    own.insert(name.to_owned(), bytes.to_vec());
    let blamed = Theme::new(own).err().map(|error| error.file);
    blamed.is_none_or(|file| file.is_some_and(|file| file.strip_prefix("theme/") != Some(name)))
}

/// A problem of the theme as people read it, at its line where one is known.
pub fn theme_problem(error: &ThemeError, own: &OwnFiles) -> Diagnostic {
    let file = error.file.as_deref().unwrap_or("theme");
    let bytes = file.strip_prefix("theme/").and_then(|name| own.get(name)).map(Vec::as_slice);
    let text = String::from_utf8_lossy(bytes.unwrap_or_default());
    let problem = Diagnostic::new(Code::BadTheme, file, error.message.clone());
    let problem = problem.hint("mend the file, or remove it to have the built-in one");
    match error.place {
        Some((line, column)) => {
            let source = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
            problem.at(Place::in_line(line, source, column.saturating_sub(1), 1))
        }
        None => problem,
    }
}
