mod diagnostics;
mod lint;
mod sample;

use std::collections::BTreeMap;
use std::path::Path;

use diagnostics::catalog_problem;
pub use diagnostics::theme_problem;
use lint::lint;
pub use sample::{error_message, problems as sample_problems};

use super::commit_history::CommitHistory;
use super::inputs;
use super::last_good::Replaced;
use crate::diagnostic::Diagnostic;
use crate::emit::{Theme, ThemeError};
use crate::layout::THEME_FOLDER;
use crate::repo::{self, SourceFile};
use crate::text::{Catalogs, TextError};

/// The contents of the site's own theme files, by path below `theme/`.
pub type OwnFiles = BTreeMap<String, Vec<u8>>;

/// The theme and catalogs of a site.
pub struct LoadedTheme {
    pub theme: Theme,
    pub catalogs: Catalogs,
    /// The site's own theme files that are in use.
    pub own: OwnFiles,
    pub diagnostics: Vec<Diagnostic>,
    /// The invalid theme files of the site: an older version of them is used instead, or they are left out.
    pub replaced: Vec<Replaced>,
}

/// Reads the theme files that the site at `source` itself provides. Also returns diagnostics about them.
pub fn own(source: &Path) -> (OwnFiles, Vec<Diagnostic>) {
    let files = repo::read_theme(source);
    let (own, unreadable) = readable(&files);
    let mut diagnostics: Vec<_> = unreadable.into_iter().map(|(_, problem)| problem).collect();
    diagnostics.extend(lint(&own));
    (own, diagnostics)
}

/// Loads the theme and the catalogs with the valid files in `files`. If a file is invalid, its newest valid version in
/// `history` is used instead; if there is none, the file is left out.
///
/// # Errors
/// Only if the built-in theme is broken.
pub fn load(files: &[SourceFile], history: Option<&CommitHistory>) -> Result<LoadedTheme, ThemeError> {
    let (mut own, unreadable) = readable(files);
    let (mut replaced, mut diagnostics): (Vec<_>, Vec<_>) =
        unreadable.into_iter().map(|(path, problem)| (Replaced::left_out(path), problem)).unzip();
    diagnostics.extend(lint(&own));
    let (mut catalogs, errors) = catalogs(&own);
    for (name, language, error) in errors {
        diagnostics.push(catalog_problem(error, &name, &own));
        own.remove(&name);
        let is_valid = |bytes: &[u8]| catalogs.clone().add(&language, bytes).is_ok();
        replaced.push(use_last_valid(&name, &mut own, history, is_valid));
        if let Some(bytes) = own.get(&name) {
            // `is_valid` has added the same bytes without an error.
            let _ = catalogs.add(&language, bytes);
        }
    }
    loop {
        let error = match Theme::new(own.clone()) {
            Ok(theme) => return Ok(LoadedTheme { theme, catalogs, own, diagnostics, replaced }),
            Err(error) if own.is_empty() => return Err(error),
            Err(error) => error,
        };
        let problem = theme_problem(&error, &own, load_error);
        let path = problem.file.clone();
        diagnostics.push(problem);
        let Some(name) = path.strip_prefix("theme/").filter(|name| own.remove(*name).is_some()) else {
            // No single file is at fault.
            own.clear();
            replaced.push(Replaced::left_out(&path));
            continue;
        };
        // Once only: a version that is valid alone may be invalid together with other files.
        let history = history.filter(|_| !replaced.iter().any(|each: &Replaced| each.path == path));
        let others = own.clone();
        replaced.push(use_last_valid(name, &mut own, history, |bytes| is_valid(&others, name, bytes)));
    }
}

/// Loads the site's own catalogs. Returns the path, the language and the error of each invalid one.
fn catalogs(own: &OwnFiles) -> (Catalogs, Vec<(String, String, TextError)>) {
    let mut catalogs = Catalogs::default();
    let mut errors = Vec::new();
    for (path, bytes) in own {
        let Some(language) = catalog_language(path) else { continue };
        if let Err(error) = catalogs.add(language, bytes) {
            errors.push((path.clone(), language.to_owned(), error));
        }
    }
    (catalogs, errors)
}

/// Returns what `check` needs from the theme: the languages with a catalog, and the size in bytes of assets in `files`.
pub fn check_context(files: &[SourceFile]) -> (Vec<String>, BTreeMap<String, usize>) {
    let (own, _) = readable(files);
    (catalogs(&own).0.languages(), asset_sizes(&own))
}

/// Returns the size in bytes of each asset in `own`, by its path in the built site.
pub fn asset_sizes(own: &OwnFiles) -> BTreeMap<String, usize> {
    let assets = own.iter().filter(|(path, _)| path.starts_with("assets/"));
    assets.map(|(path, bytes)| (path.clone(), bytes.len())).collect()
}

/// Returns the language of the catalog at `path`, if `path` is `text/LANGUAGE.ftl`.
fn catalog_language(path: &str) -> Option<&str> {
    path.strip_prefix("text/")?.strip_suffix(".ftl").filter(|language| !language.contains('/'))
}

/// Returns the text of the site's theme file at `path` without byte order mark, or an empty text if it is not UTF-8.
fn text<'a>(path: &str, own: &'a OwnFiles) -> &'a str {
    let text = own.get(path).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default();
    text.trim_start_matches('\u{feff}')
}

/// Splits the files into those that could be read, by path under `theme/`, and diagnostics for the unreadable files, by
/// path in the repository.
fn readable(files: &[SourceFile]) -> (OwnFiles, Vec<(&str, Diagnostic)>) {
    let mut own = OwnFiles::new();
    let mut unreadable = Vec::new();
    for SourceFile { path, content } in files {
        let name = path.strip_prefix("theme/").unwrap_or(path);
        match content {
            Ok(bytes) => drop(own.insert(name.to_owned(), bytes.clone())),
            Err(error) => unreadable.push((path.as_str(), inputs::unreadable(path, error))),
        }
    }
    (own, unreadable)
}

/// Puts the newest valid version of a file into `own`, if there is one. Returns which commit it is from.
fn use_last_valid(
    name: &str,
    own: &mut OwnFiles,
    history: Option<&CommitHistory>,
    is_valid: impl Fn(&[u8]) -> bool,
) -> Replaced {
    let path = format!("theme/{name}");
    let version = history.and_then(|history| history.versions(&path).find(|(_, bytes)| is_valid(bytes)));
    let by = version.map(|(commit, bytes)| {
        own.insert(name.to_owned(), bytes);
        commit.id
    });
    Replaced { path, by }
}

/// Whether the file `name` with the content `bytes` causes no error. Errors that other files cause do not count.
fn is_valid(own: &OwnFiles, name: &str, bytes: &[u8]) -> bool {
    let mut own = own.clone();
    own.insert(name.to_owned(), bytes.to_vec());
    let at_fault = Theme::new(own.clone()).err().map(|error| theme_problem(&error, &own, load_error).file);
    at_fault.is_none_or(|file| file.starts_with("theme/") && file.strip_prefix("theme/") != Some(name))
}

fn load_error(own: &OwnFiles) -> Option<String> {
    Theme::new(own.clone()).err().map(|error| error.message)
}

/// Loads the theme without the site's file at `path`. If that fails, also leaves out all templates of the site or, if
/// that fails too, all its theme files. Returns the theme and what is left out.
///
/// # Errors
/// Only if the built-in theme is broken.
pub fn without(path: &str, own: &mut OwnFiles) -> Result<(Theme, Replaced), ThemeError> {
    let name = path.strip_prefix("theme/").unwrap_or_default();
    if own.remove(name).is_some()
        && let Ok(theme) = Theme::new(own.clone())
    {
        return Ok((theme, Replaced::left_out(path)));
    }
    own.retain(|path, _| !path.starts_with("templates/"));
    if let Ok(theme) = Theme::new(own.clone()) {
        return Ok((theme, Replaced::left_out("theme/templates")));
    }
    own.clear();
    Ok((Theme::built_in()?, Replaced::left_out(THEME_FOLDER)))
}
