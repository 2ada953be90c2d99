//! Finds own theme files and messages that no page uses, usually because of a typo in a name.

use super::{OwnFiles, catalog_language, text};
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::emit::BuiltIn;
use crate::text::Catalog;

/// Returns a diagnostic for each theme file of the site that no page uses, each unknown message and variable in the
/// site's catalogs, and each missing asset that the site's templates name.
///
/// Files are searched as text, so a name in a comment counts as used.
pub fn lint(own: &OwnFiles) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for path in own.keys() {
        let text = text(path, own);
        if !is_used(path, text, own) {
            found.push(unused_file(path));
        } else if path.starts_with("templates/") {
            found.extend(missing_assets(path, text, own));
        } else if catalog_language(path).is_some() {
            found.extend(unknown_messages(path, text, own));
            found.extend(unknown_variables(path, text));
        }
    }
    found
}

fn is_used(path: &str, text: &str, own: &OwnFiles) -> bool {
    if BuiltIn::at(path).is_some() || path.ends_with("README.md") {
        return true;
    }
    match path.split_once('/') {
        Some(("templates", name)) => text.contains("{% component ") || is_named(name, path, own),
        Some(("assets", name)) if name.ends_with(".css") || name.ends_with(".js") => {
            is_named(name.rsplit('/').next().unwrap_or(name), path, own)
        }
        Some(("assets" | "fonts", _)) => true,
        _ => catalog_language(path).is_some(),
    }
}

/// Whether any theme file of the site except `path` contains `name`. Built-in files name only each other.
fn is_named(name: &str, path: &str, own: &OwnFiles) -> bool {
    own.keys().filter(|other| *other != path).any(|other| text(other, own).contains(name))
}

fn unused_file(path: &str) -> Diagnostic {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let built_in = || BuiltIn::ALL.iter().map(|file| file.path);
    let meant = built_in().find(|known| name(known) == name(path)).or_else(|| nearest(path, built_in()));
    let hint = match meant {
        Some(meant) => format!("did you mean `theme/{meant}`?"),
        None => "use it in a template, or remove it; `allgreen theme list` shows the names of all files".to_owned(),
    };
    Diagnostic::new(Code::UnusedThemeFile, format!("theme/{path}"), "this file is not used").hint(hint)
}

/// Returns a diagnostic for each missing asset that a template names as `"…assets/NAME"`, with or without a query.
fn missing_assets(path: &str, template: &str, own: &OwnFiles) -> Vec<Diagnostic> {
    let named = template.match_indices("assets/").filter_map(|(at, _)| {
        let rest = &template[at..];
        let end = rest.find(|each: char| !each.is_ascii_alphanumeric() && !"/-_.".contains(each))?;
        let is_complete = rest[end..].starts_with(['"', '\'', '?', '#']) && rest[..end].contains('.');
        (is_complete && template[..at].ends_with(['"', '\'', '}'])).then_some((&rest[..end], at))
    });
    let missing = named.filter(|(name, _)| !own.contains_key(*name) && BuiltIn::at(name).is_none());
    let problems = missing.map(|(name, at)| {
        let all = BuiltIn::ALL.iter().map(|file| file.path).chain(own.keys().map(String::as_str));
        let hint = match nearest(name, all.filter(|path| path.starts_with("assets/"))) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "add the file, or use another one".to_owned(),
        };
        let problem =
            Diagnostic::new(Code::MissingAsset, format!("theme/{path}"), format!("there is no file `theme/{name}`"));
        problem.hint(hint).at(place(template, at, name.len()))
    });
    problems.collect()
}

/// Returns a diagnostic for each message that is not built in and that no template or catalog under `theme/` uses.
fn unknown_messages(path: &str, catalog: &str, own: &OwnFiles) -> Vec<Diagnostic> {
    let built_in = || messages(BuiltIn::at("text/en.ftl").map_or("", |file| file.text)).map(|(_, key)| key);
    let is_named = |key: &str| {
        own.keys().any(|other| {
            let text = text(other, own);
            if other.starts_with("templates/") { text.contains(key) } else { is_reference(text, key) }
        })
    };
    let unknown = messages(catalog).filter(|(_, key)| !is_named(key) && !built_in().any(|known| known == *key));
    let problems = unknown.map(|(at, key)| {
        let hint = match nearest(key, built_in()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "use it in a template with `t(key=\"…\")`, or remove it".to_owned(),
        };
        let message = format!("nothing in the theme uses the message `{key}`");
        let problem = Diagnostic::new(Code::UnknownMessage, format!("theme/{path}"), message);
        problem.hint(hint).at(place(catalog, at, key.len()))
    });
    problems.collect()
}

/// Whether a catalog has a placeable `{ key }` or `{ key.attribute }`.
fn is_reference(catalog: &str, key: &str) -> bool {
    let mut placeables = catalog.split('{').skip(1).filter_map(|rest| rest.trim_start().strip_prefix(key));
    placeables.any(|rest| rest.trim_start().starts_with(['}', '.']))
}

/// Returns a diagnostic for each variable that a message of the catalog uses, but the built-in message of the same name
/// does not have.
fn unknown_variables(path: &str, catalog: &str) -> Vec<Diagnostic> {
    let catalogs = Catalog::english().ok().zip(Catalog::load("en", &[("", catalog)]).ok());
    let Some((english, own)) = catalogs else { return Vec::new() };
    let mut found = Vec::new();
    for (start, key) in messages(catalog) {
        let (Some(known), Some(used)) = (english.offered(key), own.variables(key)) else { continue };
        for name in used.difference(&known) {
            let all: Vec<_> = known.iter().map(|name| format!("`${name}`")).collect();
            let hint = match nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean `${near}`?"),
                None if all.is_empty() => "remove the variable".to_owned(),
                None => format!("use one of: {}", all.join(", ")),
            };
            let variable = format!("${name}");
            let at = catalog[start..].find(&variable).map_or(start, |offset| start + offset);
            let message = format!("the built-in message `{key}` has no variable `{variable}`");
            let problem = Diagnostic::new(Code::UnknownVariable, format!("theme/{path}"), message);
            found.push(problem.hint(hint).at(place(catalog, at, variable.len())));
        }
    }
    found
}

/// Returns the names of the messages of a catalog, each with its byte offset. In Fluent only a message starts with a
/// letter in the first column.
fn messages(catalog: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    catalog.split_inclusive('\n').filter_map(move |line| {
        let at = start;
        start += line.len();
        let key = line.split_once('=')?.0.trim_end();
        let is_key = key.starts_with(|each: char| each.is_ascii_alphabetic());
        (is_key && key.chars().all(|each| each.is_ascii_alphanumeric() || "-_".contains(each))).then_some((at, key))
    })
}

/// Returns the place of the `width` characters after the byte offset `at`.
fn place(text: &str, at: usize, width: usize) -> Place {
    let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[..at].matches('\n').count() + 1;
    let source = text[line_start..].lines().next().unwrap_or_default();
    Place::in_line(line, source, text[line_start..at].chars().count(), width)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns `FILE:LINE:COLUMN NAME` for each problem. `NAME` is the last text in backticks in its message.
    fn found(own: &[(&str, &str)]) -> Vec<String> {
        let own = own.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
        let name = |problem: Diagnostic| {
            let place = problem.place.map(|place| format!(":{}:{}", place.line, place.column)).unwrap_or_default();
            let name = problem.message.split('`').rev().nth(1).unwrap_or_default();
            format!("{}{place} {name}", problem.file).trim_end().to_owned()
        };
        lint(&own).into_iter().map(name).collect()
    }

    #[test]
    fn theme_files_that_no_page_uses_are_reported() {
        let own = [
            ("README.md", "Our theme."),
            ("assets/extra.css", ""),
            ("assets/logo.svg", "<svg/>"),
            ("assets/styles.css", ""),
            ("style.css", ""),
            (
                "templates/404.html",
                "<link href='extra.css'>{% include \"parts/ours.html\" %}{% include 'theme/templates/parts/two.html' %}",
            ),
            ("templates/indx.html", ""),
            ("templates/parts/ours.html", ""),
            ("templates/parts/pieces.html", "{% component ours() %}{% endcomponent ours %}"),
            ("templates/parts/two.html", ""),
            ("text/de.txt", ""),
        ];
        let unused = ["theme/assets/styles.css", "theme/style.css", "theme/templates/indx.html", "theme/text/de.txt"];
        assert_eq!(found(&own), unused);
    }

    #[test]
    fn unknown_variables_and_missing_assets_are_reported_with_location() {
        let own = [
            ("assets/team.svg", "<svg/>"),
            (
                "templates/404.html",
                "<a href=\"{{ head.root }}assets/team.svg?x\">\n<img src=\"{{ head.root }}assets/taem.svg\"><p>assets/x.svg {{ x }}assets/{{ y }}.svg ours",
            ),
            (
                "text/de.ftl",
                "date = { $number }. { $monht }\nours = { $x }\ndays = { $count ->\n    [one] $1 $day\n   *[other] { $cout } Tage\n}\n",
            ),
        ];
        let reported = [
            "theme/templates/404.html:2:26 theme/assets/taem.svg",
            "theme/text/de.ftl:1:23 $monht",
            "theme/text/de.ftl:5:15 $cout",
        ];
        assert_eq!(found(&own), reported);
    }

    #[test]
    fn message_named_in_template_or_catalog_counts_as_used() {
        let own = [
            ("templates/404.html", "{{ t(key='ours') }}"),
            (
                "text/de.ftl",
                "# Words\ntoday = Heute\n\ntoady = Heute\nours = { brand } = {\n    piece.attribute }\n-x = X\nbrand = A\npiece = P\n    .attribute = Q\n",
            ),
        ];
        assert_eq!(found(&own), ["theme/text/de.ftl:4:1 toady"]);
    }
}
