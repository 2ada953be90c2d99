use std::collections::{BTreeMap, BTreeSet};

use super::BuiltIn;
use crate::text::Catalogue;

/// Something of a site's own theme that no page can show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unused {
    /// Under `theme/`.
    pub path: String,
    pub kind: UnusedKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnusedKind {
    /// The whole file.
    File,
    /// A message of a catalogue, and its line, from 1.
    Message { key: String, line: usize },
    /// A variable of a message that nothing fills, where it stands, and those that the message could have.
    Variable { key: String, name: String, at: (usize, usize), known: Vec<String> },
    /// An asset that a template names and that does not exist, and where.
    Asset { name: String, at: (usize, usize) },
}

/// What of a site's own files, by path under `theme/`, is neither a page, nor named by a template, nor published.
///
/// Templates and catalogues are read as text here: what stands in a comment counts as named, so that nothing is
/// reported that is in use.
pub fn unused(own: &BTreeMap<String, Vec<u8>>) -> Vec<Unused> {
    let uses = Uses::of(own);
    let mut unused = Vec::new();
    for (path, bytes) in own {
        let text = text(bytes);
        if uses.is_unused(path, text) {
            unused.push(Unused { path: path.clone(), kind: UnusedKind::File });
        } else if path.starts_with("templates/") {
            let missing = assets(text).filter(|(name, _)| !own.contains_key(*name) && BuiltIn::at(name).is_none());
            unused.extend(missing.map(|(name, at)| Unused {
                path: path.clone(),
                kind: UnusedKind::Asset { name: name.to_owned(), at: place(text, at) },
            }));
        } else if is_catalogue(path) {
            unused.extend(unfilled(text).map(|kind| Unused { path: path.clone(), kind }));
            let messages = messages(text).filter(|(_, key)| !uses.is_said(key));
            unused.extend(messages.map(|(line, key)| Unused {
                path: path.clone(),
                kind: UnusedKind::Message { key: key.to_owned(), line },
            }));
        }
    }
    unused
}

/// What a file holds, if it is text.
fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap_or_default()
}

/// The names of all messages that the built-in theme has.
pub fn built_in_messages() -> impl Iterator<Item = &'static str> {
    messages(BuiltIn::at("text/en.ftl").map_or("", |file| file.text)).map(|(_, key)| key)
}

/// Where a template names another one: line and column, both from 1.
pub fn named_at(text: &str, name: &str) -> Option<(usize, usize)> {
    let at = ['"', '\'', '`'].iter().find_map(|quote| text.find(&format!("{quote}{name}{quote}")))?;
    Some(place(text, at))
}

/// The line and the column of the byte `at`, both from 1.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// The variables of a catalogue's messages that the built-in messages of the same names do not have.
fn unfilled(text: &str) -> impl Iterator<Item = UnusedKind> {
    let catalogues =
        Catalogue::english().ok().zip(Catalogue::load("en", &[("", text.trim_start_matches('\u{feff}'))]).ok());
    let starts: Vec<_> = messages(text).collect();
    let mut found = Vec::new();
    for (nth, (line, key)) in starts.iter().enumerate() {
        let Some((english, own)) = &catalogues else { break };
        let (Some(known), Some(used)) = (english.offered(key), own.variables(key)) else { continue };
        let end = starts.get(nth + 1).map_or(usize::MAX, |(next, _)| *next);
        for name in used.difference(&known) {
            let known = known.iter().map(|name| (*name).to_owned()).collect();
            let at = variable_at(text, (*line, end), name).unwrap_or((*line, 1));
            found.push(UnusedKind::Variable { key: (*key).to_owned(), name: (*name).to_owned(), at, known });
        }
    }
    found.into_iter()
}

/// Where `$name` stands first in these lines, the last one excluded.
fn variable_at(text: &str, (first, end): (usize, usize), name: &str) -> Option<(usize, usize)> {
    let variable = format!("${name}");
    let ends = |rest: &str| !rest.starts_with(|each: char| each.is_ascii_alphanumeric() || "-_".contains(each));
    let lines = (1..).zip(text.lines()).filter(|(line, _)| (first..end).contains(line));
    lines.into_iter().find_map(|(line, text)| {
        let (at, _) = text.match_indices(&variable).find(|(at, found)| ends(&text[at + found.len()..]))?;
        Some((line, text[..at].chars().count() + 1))
    })
}

/// The assets that a template names as a whole, as paths under `theme/`, and where.
fn assets(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.match_indices("assets/").filter_map(|(at, _)| {
        let rest = &text[at..];
        let end = rest.find(|each: char| !each.is_ascii_alphanumeric() && !"/-_.".contains(each))?;
        let is_whole = rest[end..].starts_with(['"', '\'', '?', '#']) && rest[..end].contains('.');
        (is_whole && text[..at].ends_with(['"', '\'', '}'])).then_some((&rest[..end], at))
    })
}

/// What the files that count name.
struct Uses<'a> {
    templates: Vec<&'a str>,
    catalogues: Vec<&'a str>,
    assets: Vec<&'a str>,
    /// Which templates include or extend, by path under `templates/`.
    named: BTreeSet<&'a str>,
    keys: BTreeSet<&'static str>,
}

impl<'a> Uses<'a> {
    fn of(own: &'a BTreeMap<String, Vec<u8>>) -> Self {
        let built_in = BuiltIn::ALL.iter().filter(|file| !own.contains_key(file.path));
        let ours = built_in.map(|file| (file.path, file.text));
        let theirs = own.iter().map(|(path, bytes)| (path.as_str(), text(bytes)));
        let all: Vec<_> = ours.chain(theirs).collect();
        let inside = |folder: &str| {
            all.iter().filter(|(path, _)| path.starts_with(folder)).map(|(_, text)| *text).collect::<Vec<_>>()
        };
        let templates = inside("templates/");
        Self {
            named: templates.iter().flat_map(|text| named(text)).collect(),
            keys: built_in_messages().collect(),
            catalogues: inside("text/"),
            assets: inside("assets/"),
            templates,
        }
    }

    fn is_unused(&self, path: &str, text: &str) -> bool {
        if BuiltIn::at(path).is_some() || path.ends_with("README.md") {
            return false;
        }
        match path.split_once('/') {
            Some(("templates", name)) => !self.named.contains(name) && !text.contains("{% component "),
            Some(("assets", name)) => {
                [".css", ".js"].iter().any(|ending| name.ends_with(ending)) && !self.is_loaded(name)
            }
            // What is no font is a problem of the theme itself.
            Some(("fonts", _)) => false,
            _ => !is_catalogue(path),
        }
    }

    /// Whether a template, a stylesheet or a script names an asset.
    fn is_loaded(&self, name: &str) -> bool {
        let name = name.rsplit('/').next().unwrap_or(name);
        self.templates.iter().chain(&self.assets).any(|text| text.contains(name))
    }

    /// Whether a message can come to stand on a page: one of ours, or one that a template or another message names.
    fn is_said(&self, key: &str) -> bool {
        let quoted = |text: &&str| text.contains(&format!("\"{key}\"")) || text.contains(&format!("'{key}'"));
        let placed = |text: &&str| {
            let mut within = text.split('{').skip(1).map(str::trim_start);
            within.any(|rest| rest.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(['}', '.'])))
        };
        self.keys.contains(key) || self.templates.iter().any(quoted) || self.catalogues.iter().any(placed)
    }
}

/// Whether the words of a language stand at `path`.
fn is_catalogue(path: &str) -> bool {
    path.strip_prefix("text/").is_some_and(|name| name.ends_with(".ftl") && !name.contains('/'))
}

/// The templates that a text includes or extends, by path under `templates/`.
fn named(text: &str) -> impl Iterator<Item = &str> {
    let behind = ["include", "extends"].into_iter().flat_map(|tag| text.split(tag).skip(1));
    behind.filter_map(|rest| {
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|each| ['"', '\'', '`'].contains(each))?;
        let name = rest[1..].split(quote).next()?;
        Some(name.strip_prefix(super::TEMPLATES).unwrap_or(name))
    })
}

/// The messages of a catalogue with their lines, from 1. In Fluent only a message begins with a letter in the first
/// column.
fn messages(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.trim_start_matches('\u{feff}').lines()).filter_map(|(line, text)| {
        let key = text.split_once('=')?.0.trim_end();
        let is_key = key.starts_with(|each: char| each.is_ascii_alphabetic());
        (is_key && key.chars().all(|each| each.is_ascii_alphanumeric() || "-_".contains(each))).then_some((line, key))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(own: &[(&str, &str)]) -> Vec<String> {
        let own = own.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
        let name = |each: Unused| match each.kind {
            UnusedKind::File => each.path,
            UnusedKind::Message { key, line } => format!("{}:{line} {key}", each.path),
            UnusedKind::Variable { key, name, at, .. } => format!("{}:{at:?} {key}: {name}", each.path),
            UnusedKind::Asset { name, at } => format!("{}:{at:?} {name}", each.path),
        };
        unused(&own).into_iter().map(name).collect()
    }

    #[test]
    fn only_what_no_page_can_show_is_unused() {
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
        assert_eq!(found(&own), ["assets/styles.css", "style.css", "templates/indx.html", "text/de.txt"]);
    }

    #[test]
    fn variables_and_assets_that_nobody_has_are_told_where_they_stand() {
        let own = [
            ("assets/team.svg", "<svg/>"),
            (
                "templates/404.html",
                "<a href=\"{{ head.root }}assets/team.svg?x\">\n<img src=\"{{ head.root }}assets/taem.svg\"><p>assets/x.svg {{ x }}assets/{{ y }}.svg",
            ),
            (
                "text/de.ftl",
                "date = { $number }. { $monht }\nours = { $x }\ndays = { $count ->\n    [one] $1 $day\n   *[other] { $cout } Tage\n}\n",
            ),
        ];
        let told = [
            "templates/404.html:(2, 26) assets/taem.svg",
            "text/de.ftl:(1, 23) date: monht",
            "text/de.ftl:(5, 15) days: cout",
        ];
        let found: Vec<_> = found(&own).into_iter().filter(|each| !each.ends_with(" ours")).collect();
        assert_eq!(found, told);
    }

    #[test]
    fn messages_count_that_templates_or_other_messages_name() {
        let own = [
            ("templates/404.html", "{{ t(key='ours') }}"),
            (
                "text/de.ftl",
                "# Words\ntoday = Heute\n\ntoady = Heute\nours = { brand } = {\n    piece.attribute }\n-x = X\nbrand = A\npiece = P\n    .attribute = Q\n",
            ),
        ];
        assert_eq!(found(&own), ["text/de.ftl:4 toady"]);
    }
}
