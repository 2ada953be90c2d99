use super::OwnFiles;
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::emit::{self, BuiltIn, Unused, UnusedKind};

/// What of the site's own files no page can show: most often a slip of the pen in a name.
pub fn unused(own: &OwnFiles) -> Vec<Diagnostic> {
    emit::unused(own).into_iter().map(|each| diagnostic(&each, own)).collect()
}

fn diagnostic(Unused { path, kind }: &Unused, own: &OwnFiles) -> Diagnostic {
    let file = format!("theme/{path}");
    match kind {
        UnusedKind::File => {
            let near = namesake(path).map(|near| format!("did you mean `theme/{near}`?"));
            let remove = "name it in a template, or remove it; `allgreen theme list` shows which files there are";
            let problem = Diagnostic::new(Code::UnusedThemeFile, file, "no page uses this file");
            problem.hint(near.unwrap_or_else(|| remove.to_owned()))
        }
        UnusedKind::Message { key, line } => {
            let text = String::from_utf8_lossy(own.get(path).map(Vec::as_slice).unwrap_or_default());
            let source = text.lines().nth(line - 1).unwrap_or_default();
            let near = nearest(key, emit::built_in_messages()).map(|near| format!("did you mean `{near}`?"));
            let remove = "remove it, or ask for it in a template with `t(key=\"…\")`";
            let problem = Diagnostic::new(Code::UnknownMessage, file, format!("no page says `{key}`"));
            problem.hint(near.unwrap_or_else(|| remove.to_owned())).at(Place::in_line(*line, source, 0, key.len()))
        }
        UnusedKind::Variable { key, name, at, known } => {
            let message = format!("the message `{key}` has no variable `${name}`");
            let near = nearest(name, known.iter().map(String::as_str)).map(|near| format!("did you mean `${near}`?"));
            let all: Vec<_> = known.iter().map(|name| format!("`${name}`")).collect();
            let hint = match (near, all.is_empty()) {
                (Some(near), _) => near,
                (None, true) => "write it without one".to_owned(),
                (None, false) => format!("it has {}", all.join(", ")),
            };
            Diagnostic::new(Code::UnknownVariable, file, message).hint(hint).at(placed(*at, name.len() + 1, path, own))
        }
        UnusedKind::Asset { name, at } => {
            let message = format!("there is no file `theme/{name}`");
            let all = BuiltIn::ALL.iter().map(|file| file.path).chain(own.keys().map(String::as_str));
            let near = nearest(name, all.filter(|path| path.starts_with("assets/")));
            let hint =
                near.map_or_else(|| "add it, or name another".to_owned(), |near| format!("did you mean `{near}`?"));
            Diagnostic::new(Code::MissingAsset, file, message).hint(hint).at(placed(*at, name.len(), path, own))
        }
    }
}

/// The place of so many characters of an own file.
fn placed((line, column): (usize, usize), width: usize, path: &str, own: &OwnFiles) -> Place {
    let text = String::from_utf8_lossy(own.get(path).map(Vec::as_slice).unwrap_or_default());
    Place::in_line(line, text.lines().nth(line - 1).unwrap_or_default(), column - 1, width)
}

/// The built-in file that was likely meant by `path`: one of the same name elsewhere, or of a similar path.
fn namesake(path: &str) -> Option<&'static str> {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let all = || BuiltIn::ALL.iter().map(|file| file.path);
    all().find(|known| name(known) == name(path)).or_else(|| nearest(path, all()))
}
