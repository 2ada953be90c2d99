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
    }
}

/// The built-in file that was likely meant by `path`: one of the same name elsewhere, or of a similar path.
fn namesake(path: &str) -> Option<&'static str> {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let all = || BuiltIn::ALL.iter().map(|file| file.path);
    all().find(|known| name(known) == name(path)).or_else(|| nearest(path, all()))
}
