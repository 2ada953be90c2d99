use std::collections::BTreeMap;
use std::path::Path;

use super::gather;
use super::mend::Replaced;
use super::past::Past;
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::emit::{self, BuiltIn, Theme, ThemeError, Unused, UnusedKind};
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

/// A problem of the theme as people read it: in the own file that makes it, at its line where one is known.
pub fn problem(error: &ThemeError, own: &OwnFiles) -> Diagnostic {
    let file = error.file.as_deref().unwrap_or("theme");
    let name = file.strip_prefix("theme/").unwrap_or_default();
    let Some(bytes) = own.get(name) else { return unlike_built_in(error, file, own) };
    let problem = Diagnostic::new(Code::BadTheme, file, error.message.clone()).hint(hint(&error.message, own));
    match error.place {
        Some((line, column)) => {
            let text = String::from_utf8_lossy(bytes);
            let source = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
            problem.at(Place::in_line(line, source, column.saturating_sub(1), 1))
        }
        None => problem,
    }
}

/// The problem of a built-in file, which is right: what it needs is not in an own file as it is in the built-in one.
fn unlike_built_in(error: &ThemeError, file: &str, own: &OwnFiles) -> Diagnostic {
    let needed = error.message.split('`').nth(1).unwrap_or_default();
    let defines = |text: &str| {
        ["component", "block"].iter().any(|tag| {
            let behind = text.split(&format!("{tag} {needed}")).nth(1);
            behind.is_some_and(|rest| rest.starts_with([' ', '(']))
        })
    };
    let replaced_definition =
        |path: &&String| !needed.is_empty() && BuiltIn::at(path).is_some_and(|file| defines(file.text));
    let is_named = |path: &&String| error.message.contains(path.as_str());
    let culprit = own.keys().find(replaced_definition).or_else(|| own.keys().find(is_named));
    let line = error.place.map(|(line, _)| format!(":{line}")).unwrap_or_default();
    let message = match error.file {
        Some(_) => format!("{}, as the built-in `{file}`{line} needs it", error.message),
        None => error.message.clone(),
    };
    let hint = "keep what other templates use of the built-in file, or copy and change those too; `allgreen theme list` \
                shows the files of your own";
    let file = culprit.map_or_else(|| "theme".to_owned(), |path| format!("theme/{path}"));
    Diagnostic::new(Code::BadTheme, file, message).hint(hint)
}

/// How to mend it, with the likeliest name where one is unknown.
fn hint(message: &str, own: &OwnFiles) -> String {
    let unknown = |what: &str| Some(message.split_once(what)?.1.split('`').next().unwrap_or_default());
    let templates = || BuiltIn::ALL.iter().map(|file| file.path).chain(own.keys().map(String::as_str));
    let near = if let Some(name) = unknown("unknown template `") {
        nearest(name, templates().filter_map(|path| path.strip_prefix("templates/")))
    } else if let Some(key) = unknown("no message is called `") {
        nearest(key, emit::built_in_messages())
    } else {
        None
    };
    match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "mend the file, or remove it to have the built-in one".to_owned(),
    }
}

/// What of the site's own files no page can show: most often a slip of the pen in a name.
fn unused(own: &OwnFiles) -> Vec<Diagnostic> {
    emit::unused(own).into_iter().map(|each| unused_problem(&each, own)).collect()
}

fn unused_problem(Unused { path, kind }: &Unused, own: &OwnFiles) -> Diagnostic {
    let file = format!("theme/{path}");
    match kind {
        UnusedKind::File => {
            let hint = match namesake(path) {
                Some(near) => format!("did you mean `theme/{near}`?"),
                None => "include it in a template, or remove it; `allgreen theme list` shows which files there are".into(),
            };
            Diagnostic::new(Code::UnusedThemeFile, file, "no page uses this file").hint(hint)
        }
        UnusedKind::Message { key, line } => {
            let text = String::from_utf8_lossy(own.get(path).map(Vec::as_slice).unwrap_or_default());
            let source = text.lines().nth(line - 1).unwrap_or_default();
            let hint = match nearest(key, emit::built_in_messages()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "remove it, or ask for it in a template with `t(key=\"…\")`".to_owned(),
            };
            let problem = Diagnostic::new(Code::UnknownMessage, file, format!("no page says `{key}`"));
            problem.hint(hint).at(Place::in_line(*line, source, 0, key.len()))
        }
    }
}

/// The built-in file that was likely meant by `path`: one of the same name elsewhere, or of a similar path.
fn namesake(path: &str) -> Option<&'static str> {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let all = || BuiltIn::ALL.iter().map(|file| file.path);
    all().find(|known| name(known) == name(path)).or_else(|| nearest(path, all()))
}
