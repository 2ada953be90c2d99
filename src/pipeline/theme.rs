mod problem;
mod sample;
mod unused;

use std::collections::BTreeMap;
use std::path::Path;

pub use problem::problem;
pub use sample::problems as sample_problems;
use unused::unused;

use super::gather;
use super::mend::Replaced;
use super::past::Past;
use crate::diagnostic::Diagnostic;
use crate::emit::{Theme, ThemeError};
use crate::layout::THEME_FOLDER;
use crate::repo::{self, Found};

/// The site's own files of the theme, by their paths under `theme/`.
pub type OwnFiles = BTreeMap<String, Vec<u8>>;

/// The theme of the site over the built-in one.
pub struct Themed {
    pub theme: Theme,
    /// Those of the site's own files that are in use.
    pub own: OwnFiles,
    /// Why the others are not, and what of these is of no use.
    pub problems: Vec<Diagnostic>,
    /// What counts instead of those.
    pub replaced: Vec<Replaced>,
}

/// The own files of the site at `source`, and what is wrong with their names and messages.
pub fn own(source: &Path) -> (OwnFiles, Vec<Diagnostic>) {
    let files = repo::read_theme(source);
    let (own, unreadable) = readable(&files);
    let mut problems: Vec<_> = unreadable.into_iter().map(|(_, problem)| problem).collect();
    problems.extend(unused(&own));
    (own, problems)
}

/// Takes of the site's own files all that can be used. With a `past`, one that cannot counts as it was in the
/// newest commit in which it could.
///
/// # Errors
/// Never, unless the program was built from a broken theme.
pub fn read(files: &[Found], past: Option<&Past>) -> Result<Themed, ThemeError> {
    let (mut own, unreadable) = readable(files);
    let (mut replaced, mut problems): (Vec<_>, Vec<_>) =
        unreadable.into_iter().map(|(path, problem)| (Replaced::left_out(path), problem)).unzip();
    problems.extend(unused(&own));
    loop {
        let error = match Theme::new(own.clone()) {
            Ok(theme) => return Ok(Themed { theme, own, problems, replaced }),
            Err(error) if own.is_empty() => return Err(error),
            Err(error) => error,
        };
        let problem = problem(&error, &own);
        let path = problem.file.clone();
        problems.push(problem);
        let blamed = path.strip_prefix("theme/").filter(|name| own.remove(*name).is_some());
        let Some(name) = blamed else {
            // Where no file can be blamed, none of them can be trusted.
            own.clear();
            replaced.push(Replaced::left_out(&path));
            continue;
        };
        // Once is enough: a form that is right alone may be wrong beside others.
        let past = past.filter(|_| !replaced.iter().any(|each: &Replaced| each.path == path));
        let form = past.and_then(|past| past.forms(&path).find(|(_, bytes)| is_right(&own, name, bytes)));
        let by = form.map(|(commit, bytes)| {
            own.insert(name.to_owned(), bytes);
            commit.id
        });
        replaced.push(Replaced { path: path.clone(), by });
    }
}

/// The files that could be read, and of each other one its path in the repository and why not.
fn readable(files: &[Found]) -> (OwnFiles, Vec<(&str, Diagnostic)>) {
    let mut own = OwnFiles::new();
    let mut unreadable = Vec::new();
    for Found { path, content } in files {
        let name = path.strip_prefix("theme/").unwrap_or(path);
        match content {
            Ok(bytes) => drop(own.insert(name.to_owned(), bytes.clone())),
            Err(error) => unreadable.push((path.as_str(), gather::problem(path, error))),
        }
    }
    (own, unreadable)
}

/// Whether the theme has no problem with this form of one of its files, whatever it has with others.
fn is_right(own: &OwnFiles, name: &str, bytes: &[u8]) -> bool {
    let mut own = own.clone();
    own.insert(name.to_owned(), bytes.to_vec());
    let blamed = Theme::new(own.clone()).err().map(|error| problem(&error, &own).file);
    blamed.is_none_or(|file| file.starts_with("theme/") && file.strip_prefix("theme/") != Some(name))
}

/// The theme without one of the site's own files, or, where that cannot be, without any of its templates; and what is
/// left out.
///
/// # Errors
/// Never, unless the program was built from a broken theme.
pub fn without(path: &str, own: &mut OwnFiles) -> Result<(Theme, Replaced), ThemeError> {
    let name = path.strip_prefix("theme/").unwrap_or_default();
    if own.remove(name).is_some()
        && let Ok(theme) = Theme::new(own.clone())
    {
        return Ok((theme, Replaced::left_out(path)));
    }
    // A template is at fault, so that pictures and words may stay.
    own.retain(|path, _| !path.starts_with("templates/"));
    if let Ok(theme) = Theme::new(own.clone()) {
        return Ok((theme, Replaced::left_out("theme/templates")));
    }
    own.clear();
    Ok((Theme::built_in()?, Replaced::left_out(THEME_FOLDER)))
}
