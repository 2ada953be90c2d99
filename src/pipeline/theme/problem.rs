use super::OwnFiles;
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::emit::{self, BuiltIn, ThemeError};
use crate::layout::THEME_FOLDER;

/// What to do where nothing better is known.
const MEND: &str = "mend the file, or remove it to have the built-in one";
const KEEP: &str = "keep in it what other templates use of the built-in file, or change those as well";

/// A problem of the theme as people read it: in the file of the site's own that makes it, at its line where one is
/// known.
pub fn problem(error: &ThemeError, own: &OwnFiles) -> Diagnostic {
    let Some(file) = error.file.as_deref() else { return homeless(error, own) };
    if is_own(file, own) {
        let problem = Diagnostic::new(Code::BadTheme, file, error.message.clone()).hint(hint(error, own));
        return at(problem, error.place, own);
    }
    // A built-in file is right: somebody gave it what it cannot use, or took from it what it needs.
    let message = match error.place {
        Some((line, _)) => format!("{}, as line {line} of the built-in `{file}` needs it", error.message),
        None => error.message.clone(),
    };
    let problem = |culprit: &str| Diagnostic::new(Code::BadTheme, culprit, message.clone());
    let named =
        |path: &str| file.strip_prefix("theme/templates/").and_then(|name| emit::named_at(text(path, own), name));
    if let Some((caller, line, column)) = error.called_from.iter().find(|(file, ..)| is_own(file, own)) {
        let hint = "give it what it reads: the handbook's page on themes tells of every template and component";
        at(problem(caller).hint(hint), Some((*line, *column)), own)
    } else if let Some(path) = replaced_definition(&error.message, own) {
        problem(&format!("theme/{path}")).hint(KEEP)
    } else if let Some(path) = own.keys().find(|path| named(path).is_some()) {
        at(problem(&format!("theme/{path}")).hint(MEND), named(path), own)
    } else {
        homeless(error, own)
    }
}

/// A problem that is of no file which could be told: of the one that the message names, else of all together.
fn homeless(error: &ThemeError, own: &OwnFiles) -> Diagnostic {
    if error.message.contains("recursion depth")
        && let Some((path, place)) = recursive(own)
    {
        let problem = Diagnostic::new(Code::BadTheme, format!("theme/{path}"), error.message.clone());
        return at(problem.hint("let no component come to call itself, by way of others or not"), place, own);
    }
    let file = own.keys().map(|path| format!("theme/{path}")).find(|file| error.message.contains(file.as_str()));
    Diagnostic::new(Code::BadTheme, file.as_deref().unwrap_or(THEME_FOLDER), error.message.clone()).hint(MEND)
}

/// The own template that likely makes a component call itself: one with a component that does so, else the first that
/// has a component, else the first that calls one. Where it is not, or not alone, its removal brings up the next.
fn recursive(own: &OwnFiles) -> Option<(&str, Option<(usize, usize)>)> {
    let templates = || own.keys().filter(|path| path.starts_with("templates/")).map(String::as_str);
    let calls_itself = |path: &'_ str| {
        let text = text(path, own);
        let called = |name: &str| {
            let body = text.find(&format!("{{% component {name}("))?;
            let end = text[body..].find("{% endcomponent").map_or(text.len(), |end| body + end);
            let call = text[body..end].find(&format!("<{name} "))?;
            let before = &text[..body + call];
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            Some((before.matches('\n').count() + 1, column))
        };
        components(text).find_map(called)
    };
    let has = |part: &'static str| templates().find(|path| text(path, own).contains(part));
    templates()
        .find_map(|path| Some((path, Some(calls_itself(path)?))))
        .or_else(|| has("{% component ").or_else(|| has("{{ <")).map(|path| (path, None)))
}

fn is_own(file: &str, own: &OwnFiles) -> bool {
    file.strip_prefix("theme/").is_some_and(|path| own.contains_key(path))
}

/// What an own file holds, if it is text.
fn text<'a>(path: &str, own: &'a OwnFiles) -> &'a str {
    own.get(path).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default()
}

fn at(problem: Diagnostic, place: Option<(usize, usize)>, own: &OwnFiles) -> Diagnostic {
    let Some((line, column)) = place else { return problem };
    let text = text(problem.file.strip_prefix("theme/").unwrap_or_default(), own);
    let source = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    problem.at(Place::in_line(line, source, column.saturating_sub(1), 1))
}

/// The own file in the place of the built-in one that defines the component or the block which a message names.
fn replaced_definition<'a>(message: &str, own: &'a OwnFiles) -> Option<&'a str> {
    let name = message.split('`').nth(1)?;
    let defines = |text: &str| {
        [format!("{{% component {name}("), format!("{{% block {name} ")].iter().any(|tag| text.contains(tag.as_str()))
    };
    let calls = |path: &str| message.contains("component call") && text(path, own).contains("{% component ");
    let is_it = |path: &&String| BuiltIn::at(path).is_some_and(|file| defines(file.text) || calls(path));
    own.keys().find(is_it).map(String::as_str)
}

/// How to mend it, with the likeliest name where one is unknown.
fn hint(error: &ThemeError, own: &OwnFiles) -> String {
    let near = likely(&error.message, own).map(|near| format!("did you mean `{near}`?"));
    near.unwrap_or_else(|| error.hint.unwrap_or(MEND).to_owned())
}

fn likely(message: &str, own: &OwnFiles) -> Option<String> {
    let name = message.split('`').nth(1)?;
    let paths = || BuiltIn::ALL.iter().map(|file| file.path).chain(own.keys().map(String::as_str));
    let near = if message.starts_with("unknown template") {
        nearest(name, paths().filter_map(|path| path.strip_prefix("templates/")))
    } else if message.starts_with("no message") {
        nearest(name, emit::built_in_messages())
    } else if message.starts_with("unknown component") {
        let texts = BuiltIn::ALL.iter().map(|file| file.text).chain(own.keys().map(|path| text(path, own)));
        nearest(name, texts.flat_map(components))
    } else {
        // `Available fields: a, b`, `Possible argument(s) are: `a`, `b``.
        let (_, list) = message.rsplit_once(": ")?;
        nearest(name, list.split(", ").map(|each| each.trim_matches('`')))
    };
    near.map(str::to_owned)
}

/// The components that a template defines.
fn components(text: &str) -> impl Iterator<Item = &str> {
    text.split("{% component ").skip(1).filter_map(|rest| rest.split('(').next())
}
