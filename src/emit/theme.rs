mod built_in;
mod error;
mod uses;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use tera::{Kwargs, State, Tera, TeraResult, Value};

pub use built_in::BuiltIn;
pub use error::ThemeError;
pub use uses::{Unused, UnusedKind, built_in_messages, named_at, unused};

use crate::escape::escape;
use crate::model::Language;
use crate::text::{Catalogue, TextError};

/// Where templates are, for error messages; within each other they go by what follows.
const TEMPLATES: &str = "theme/templates/";

/// How the site looks and which words it uses: the built-in theme, with a site's own files in place
/// of those of the same name.
#[derive(Debug)]
pub struct Theme {
    templates: Tera,
    /// By path under `theme/`.
    assets: BTreeMap<String, Cow<'static, [u8]>>,
    /// The site's own words, by path under `theme/`.
    texts: BTreeMap<String, String>,
    /// The site's own fonts, likewise.
    fonts: BTreeMap<String, Vec<u8>>,
    /// What stands for the site's own files.
    mark: u64,
    has_own_templates: bool,
}

impl Theme {
    /// The built-in theme with `overrides`, which are named by their paths under `theme/`.
    ///
    /// # Errors
    /// When a template or a catalogue is ill-formed or not UTF-8.
    pub fn new(overrides: BTreeMap<String, Vec<u8>>) -> Result<Self, ThemeError> {
        let mut templates: BTreeMap<String, Cow<'static, str>> = BTreeMap::new();
        let mut assets = BTreeMap::new();
        for file in BuiltIn::ALL {
            if file.path.starts_with("templates/") {
                templates.insert(file.path.to_owned(), Cow::Borrowed(file.text));
            } else if let Some(lean) = file.lean() {
                assets.insert(file.path.to_owned(), Cow::Borrowed(lean.as_bytes()));
            }
        }
        let (mut texts, mut fonts) = (BTreeMap::new(), BTreeMap::new());
        let mut mark = DefaultHasher::new();
        overrides.hash(&mut mark);
        let has_own_templates = overrides.keys().any(|path| path.starts_with("templates/"));
        for (path, bytes) in overrides {
            match path.split_once('/') {
                // A copy that nobody changed is sent like the file that it is a copy of.
                Some(("assets", _)) if BuiltIn::at(&path).is_some_and(|file| file.text.as_bytes() == bytes) => {}
                Some(("assets", _)) => drop(assets.insert(path, Cow::Owned(bytes))),
                Some(("templates", _)) => drop(templates.insert(path.clone(), text(&path, bytes)?.into())),
                Some(("fonts", _)) if !is_font(&bytes) => {
                    return Err(ThemeError::of(
                        &format!("theme/{path}"),
                        "the file is no TrueType or OpenType font".to_owned(),
                    ));
                }
                Some(("fonts", _)) => drop(fonts.insert(path, bytes)),
                Some(("text", _)) => drop(texts.insert(path.clone(), text(&path, bytes)?)),
                _ => {}
            }
        }
        for (path, text) in &texts {
            Catalogue::load("en", &[(&format!("theme/{path}"), text)])?;
        }
        Ok(Self { templates: read(&templates)?, assets, texts, fonts, mark: mark.finish(), has_own_templates })
    }

    /// The theme of a site that has none of its own.
    ///
    /// # Errors
    /// Never, unless the program was built from a broken theme.
    pub fn built_in() -> Result<Self, ThemeError> {
        Self::new(BTreeMap::new())
    }

    /// The languages that have a catalogue.
    pub fn languages(&self) -> Vec<String> {
        let paths = BuiltIn::ALL.iter().map(|file| file.path).chain(self.texts.keys().map(String::as_str));
        let language = |path: &str| Some(path.strip_prefix("text/")?.strip_suffix(".ftl")?.to_owned());
        let languages: BTreeSet<_> = paths.filter_map(language).collect();
        languages.into_iter().collect()
    }

    /// The words of `language`; of `pt-BR`, those that it lacks are told in `pt`, and then in English.
    /// How a tag is written, `pt-br` or `pt-BR`, does not matter.
    ///
    /// # Errors
    /// When `language` is no language tag, or a catalogue is ill-formed.
    pub fn catalogue(&self, language: &str) -> Result<Catalogue, TextError> {
        let broader = Language(language).lookup().into_iter().chain(["en"]);
        let mut catalogue = self.words(language)?;
        for fallback in broader.filter(|fallback| *fallback != language) {
            catalogue = catalogue.or(self.words(fallback)?);
        }
        Ok(catalogue)
    }

    fn words(&self, language: &str) -> Result<Catalogue, TextError> {
        let path = format!("text/{language}.ftl");
        let built_in = BuiltIn::ALL.iter().find(|file| file.path.eq_ignore_ascii_case(&path)).map(|file| file.text);
        let own = self.texts.iter().find(|(name, _)| name.eq_ignore_ascii_case(&path)).map(|(_, text)| text.as_str());
        let file = format!("theme/{path}");
        let resources: Vec<_> = built_in.into_iter().chain(own).map(|text| (file.as_str(), text)).collect();
        Catalogue::load(language, &resources)
    }

    /// The templates, to which a page adds its words.
    pub(super) fn templates(&self) -> Tera {
        self.templates.clone()
    }

    /// Whether any template is the site's own, of which nobody knows what its pages have in common.
    pub(super) const fn has_own_templates(&self) -> bool {
        self.has_own_templates
    }

    /// A number that changes with any of the site's own files.
    pub(super) const fn mark(&self) -> u64 {
        self.mark
    }

    /// The files of the site's own fonts, which pictures for chats are drawn with where those that are compiled in lack
    /// a character.
    pub fn fonts(&self) -> impl Iterator<Item = &[u8]> {
        self.fonts.values().map(Vec::as_slice)
    }

    /// What pages load, by path in the site.
    pub(super) const fn assets(&self) -> &BTreeMap<String, Cow<'static, [u8]>> {
        &self.assets
    }

    /// The same, with the size of each in bytes.
    pub fn asset_sizes(&self) -> BTreeMap<String, usize> {
        self.assets.iter().map(|(path, bytes)| (path.clone(), bytes.len())).collect()
    }
}

fn text(path: &str, bytes: Vec<u8>) -> Result<String, ThemeError> {
    let text = String::from_utf8(bytes)
        .map_err(|_| ThemeError::of(&format!("theme/{path}"), "the file is not UTF-8 text".to_owned()))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// By its first four bytes: <https://learn.microsoft.com/typography/opentype/spec/otff>.
fn is_font(bytes: &[u8]) -> bool {
    [b"\0\x01\0\0", b"OTTO", b"true", b"ttcf"].iter().any(|sign| bytes.starts_with(*sign))
}

fn read(templates: &BTreeMap<String, Cow<'static, str>>) -> Result<Tera, ThemeError> {
    let mut tera = Tera::default();
    // Reading a template asks for the functions that it calls; rendering gives this one its words.
    tera.register_function("t", |_: Kwargs, _: &State| String::new());
    // Tera's own takes a name that does not exist for an empty text.
    tera.register_filter("safe", |value: &Value, _: Kwargs, _: &State| safe(value));
    tera.set_escape_fn(|text, html| html.write_all(escape(text).as_bytes()));
    tera.set_fallback_prefixes([TEMPLATES])?;
    let all = templates.iter().map(|(path, text)| (format!("theme/{path}"), text.as_ref()));
    match tera.add_raw_templates(all) {
        Ok(()) => Ok(tera),
        Err(error) => Err(ThemeError::from(error).placed(|file| templates.get(file.strip_prefix("theme/")?))),
    }
}

fn safe(value: &Value) -> TeraResult<Value> {
    if value.is_undefined() {
        return Err(tera::Error::message("this value is not defined"));
    }
    Ok(Value::safe_string(&value.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(path: &str, bytes: &[u8]) -> ThemeError {
        Theme::new(BTreeMap::from([(path.to_owned(), bytes.to_vec())])).unwrap_err()
    }

    #[test]
    fn a_slip_in_a_template_is_found_by_file_and_line() {
        let slip = error("templates/subscribe.html", b"{% extends \"base.html\" %}\n{% block main %}{{ oops");
        assert_eq!(slip.file.as_deref(), Some("theme/templates/subscribe.html"));
        assert_eq!(slip.place.map(|(line, _)| line), Some(2));
        assert_eq!(error("templates/x.html", b"\xff").file.as_deref(), Some("theme/templates/x.html"));
        let words = error("text/de.ftl", b"today = Heute\nbroken");
        assert_eq!(words.file.as_deref(), Some("theme/text/de.ftl"));
    }

    #[test]
    fn a_site_replaces_words_and_adds_assets() {
        let own = [
            ("text/en.ftl", "subscribe = Follow us\n"),
            ("text/nl.ftl", "today = Vandaag\n"),
            ("text/de-AT.ftl", "month-1 = Jänner\n"),
            ("assets/logo.svg", "<svg/>"),
        ];
        let theme = Theme::new(own.map(|(path, text)| (path.to_owned(), text.into())).into()).unwrap();
        let dutch = theme.catalogue("nl-BE").unwrap();
        assert_eq!(
            [dutch.say("today"), dutch.say("subscribe"), dutch.say("month-1")],
            ["Vandaag", "Follow us", "January"]
        );
        let austrian = theme.catalogue("de-at").unwrap();
        assert_eq!([austrian.say("month-1"), austrian.say("month-2")], ["Jänner", "Februar"]);
        assert!(theme.assets().contains_key("assets/logo.svg"));
    }

    #[test]
    fn regions_and_scripts_find_the_words_that_their_readers_read() {
        let today = |tag: &str| Theme::built_in().unwrap().catalogue(tag).unwrap().say("today");
        let cases = [
            ("de-CH", "Heute"),
            ("pt-PT", "Hoje"),
            ("zh-CN", "今天"),
            ("zh-Hans", "今天"),
            ("zh-hans-sg", "今天"),
            ("zh-TW", "Today"),
            ("zh-Hant", "Today"),
            ("xx", "Today"),
        ];
        for (tag, word) in cases {
            assert_eq!(today(tag), word, "{tag}");
        }
    }
}
