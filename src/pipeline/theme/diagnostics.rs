use super::OwnFiles;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::emit::{BuiltIn, ThemeError, ThemePlace};
use crate::text::TextError;

const FIX: &str = "fix the file, or remove it to use the built-in one";
const KEEP: &str = "add the parts of the built-in file that other templates use, or change those templates as well";
const ARGUMENTS: &str =
    "pass all variables that the built-in file needs: docs/theme.md lists them for each template and component";

/// Converts an error of the theme into a diagnostic of the file in `own` that caused it, or of the folder `theme` if no
/// such file is found.
///
/// `message_without` repeats the failed step with only some of the files in `own`. It returns the message of the error,
/// or `None` if there is no error.
pub fn theme_problem(
    error: &ThemeError,
    own: &OwnFiles,
    message_without: impl Fn(&OwnFiles) -> Option<String>,
) -> Diagnostic {
    let innermost = error.places.first();
    let message = match innermost {
        // Built-in files work together, so the cause is an own file that this file uses, or that uses this file.
        Some(ThemePlace { file, position: Some((line, _)) })
            if !is_own(file, own) && !error.message.contains(file.as_str()) =>
        {
            format!("{}; line {line} of the built-in `{file}` needs it", error.message)
        }
        _ => error.message.clone(),
    };
    let problem = |file: &str| Diagnostic::new(Code::BadTheme, file, message.clone());
    if let Some(place) = error.places.iter().find(|place| is_own(&place.file, own)) {
        let is_caller = place.position.is_some() && innermost.is_some_and(|inner| !is_own(&inner.file, own));
        let problem = problem(&place.file).hint(if is_caller { ARGUMENTS } else { FIX });
        return at(problem, place.position, own);
    }
    match file_at_fault(&error.message, own, message_without) {
        Some(path) => problem(&format!("theme/{path}")).hint(if BuiltIn::at(path).is_some() { KEEP } else { FIX }),
        None => problem("theme").hint(FIX),
    }
}

/// Returns the first of the site's own templates whose removal fixes the error. If there is none, returns the first one
/// whose removal changes the error message.
fn file_at_fault<'a>(
    message: &str,
    own: &'a OwnFiles,
    message_without: impl Fn(&OwnFiles) -> Option<String>,
) -> Option<&'a str> {
    let mut changes_error = None;
    for path in own.keys().filter(|path| path.starts_with("templates/")) {
        let mut others = own.clone();
        others.remove(path);
        match message_without(&others) {
            None => return Some(path),
            Some(other) if other != message => changes_error = changes_error.or(Some(path)),
            Some(_) => {}
        }
    }
    changes_error.map(String::as_str)
}

/// Converts the error of a catalog into a diagnostic of the catalog's file, which is at `path` below `theme/`.
pub fn catalog_problem(error: TextError, path: &str, own: &OwnFiles) -> Diagnostic {
    match error {
        TextError::Syntax { file, line, column, problem, hint } => {
            let problem = Diagnostic::new(Code::BadTheme, file, problem.trim_end_matches('.')).hint(hint);
            at(problem, Some((line, column)), own)
        }
        TextError::NotUtf8 { file } => Diagnostic::new(Code::BadTheme, file, "the file is not UTF-8").hint(FIX),
        TextError::Language { .. } => {
            Diagnostic::new(Code::BadTheme, format!("theme/{path}"), error.to_string()).hint(FIX)
        }
    }
}

fn is_own(file: &str, own: &OwnFiles) -> bool {
    file.strip_prefix("theme/").is_some_and(|path| own.contains_key(path))
}

/// Adds a place to the diagnostic. `position` is line and column, both from 1.
fn at(problem: Diagnostic, position: Option<(usize, usize)>, own: &OwnFiles) -> Diagnostic {
    let Some((line, column)) = position else { return problem };
    let text = super::text(problem.file.strip_prefix("theme/").unwrap_or_default(), own);
    let source = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let place = Place::in_line(line, source, column.saturating_sub(1), 1);
    problem.at(place)
}
