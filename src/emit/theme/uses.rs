use std::collections::{BTreeMap, BTreeSet};

use super::BuiltIn;

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
        } else if is_catalogue(path) {
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
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Some((before.matches('\n').count() + 1, before[line_start..].chars().count() + 1))
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
