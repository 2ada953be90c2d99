mod built_in;
mod error;
mod lean;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use tera::Tera;

pub use error::ThemeError;

use built_in::BUILT_IN;
use lean::lean;

use super::{File, Stage};
use crate::text::{Catalogue, TextError};
use crate::view::escape;

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
}

impl Theme {
    /// The built-in theme with `overrides`, which are named by their paths under `theme/`.
    ///
    /// # Errors
    /// When a template or a catalogue is ill-formed or not UTF-8.
    pub fn new(overrides: BTreeMap<String, Vec<u8>>) -> Result<Self, ThemeError> {
        let mut templates: BTreeMap<String, Cow<'static, str>> = BTreeMap::new();
        let mut assets = BTreeMap::new();
        for (path, text) in BUILT_IN {
            if path.starts_with("templates/") {
                templates.insert((*path).to_owned(), Cow::Borrowed(text));
            } else if path.starts_with("assets/") {
                assets.insert((*path).to_owned(), Cow::Owned(lean(text).into_bytes()));
            }
        }
        let mut texts = BTreeMap::new();
        for (path, bytes) in overrides {
            match path.split_once('/') {
                Some(("assets", _)) => drop(assets.insert(path, Cow::Owned(bytes))),
                Some(("templates", _)) => drop(templates.insert(path.clone(), text(&path, bytes)?.into())),
                Some(("text", _)) => drop(texts.insert(path.clone(), text(&path, bytes)?)),
                _ => {}
            }
        }
        for (path, text) in &texts {
            Catalogue::load("en", &[(&format!("theme/{path}"), text)])?;
        }
        Ok(Self { templates: read(&templates)?, assets, texts })
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
        let paths = BUILT_IN.iter().map(|(path, _)| *path).chain(self.texts.keys().map(String::as_str));
        let language = |path: &str| Some(path.strip_prefix("text/")?.strip_suffix(".ftl")?.to_owned());
        let languages: BTreeSet<_> = paths.filter_map(language).collect();
        languages.into_iter().collect()
    }

    /// The words of `language`; of `pt-BR`, those that it lacks are told in `pt`, and then in English.
    ///
    /// # Errors
    /// When `language` is no language tag, or a catalogue is ill-formed.
    pub fn catalogue(&self, language: &str) -> Result<Catalogue, TextError> {
        let broader = language.split_once('-').map(|(broader, _)| broader);
        let mut catalogue = self.words(language)?;
        for fallback in broader.into_iter().chain(["en"]).filter(|fallback| *fallback != language) {
            catalogue = catalogue.or(self.words(fallback)?);
        }
        Ok(catalogue)
    }

    fn words(&self, language: &str) -> Result<Catalogue, TextError> {
        let path = format!("text/{language}.ftl");
        let built_in = BUILT_IN.iter().find(|(name, _)| *name == path).map(|(_, text)| *text);
        let own = self.texts.get(&path).map(String::as_str);
        let file = format!("theme/{path}");
        let resources: Vec<_> = built_in.into_iter().chain(own).map(|text| (file.as_str(), text)).collect();
        Catalogue::load(language, &resources)
    }

    /// The templates, to which a page adds its words.
    pub(super) fn templates(&self) -> Tera {
        self.templates.clone()
    }

    /// What pages load, as files of the site.
    pub fn assets(&self) -> Vec<File> {
        let file = |(path, bytes): (&String, &Cow<'_, [u8]>)| File {
            path: path.clone(),
            bytes: bytes.to_vec(),
            stage: Stage::Asset,
        };
        self.assets.iter().map(file).collect()
    }

    /// The address of an asset, with a short hash of its content, so that it changes with it.
    pub(super) fn versioned(&self, asset: &str) -> String {
        let bytes = self.assets.get(asset).map(Cow::as_ref).unwrap_or_default();
        format!("{asset}?v={:08x}", fnv1a(bytes) & 0xffff_ffff)
    }
}

fn text(path: &str, bytes: Vec<u8>) -> Result<String, ThemeError> {
    let text = String::from_utf8(bytes).map_err(|_| ThemeError {
        file: Some(format!("theme/{path}")),
        place: None,
        message: "the file is not UTF-8 text".to_owned(),
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn read(templates: &BTreeMap<String, Cow<'static, str>>) -> Result<Tera, ThemeError> {
    let mut tera = Tera::default();
    // Reading a template asks for the functions that it calls; rendering gives this one its words.
    tera.register_function("t", |_: tera::Kwargs, _: &tera::State| String::new());
    tera.set_escape_fn(|text, html| html.write_all(escape(text).as_bytes()));
    tera.set_fallback_prefixes([TEMPLATES])?;
    tera.add_raw_templates(templates.iter().map(|(path, text)| (format!("theme/{path}"), text.as_ref())))?;
    Ok(tera)
}

/// FNV-1a, which stays the same from one release of Rust to the next, as the standard library's own
/// hash need not.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
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
            ("text/de.ftl", "today = Heute\n"),
            ("assets/logo.svg", "<svg/>"),
        ];
        let theme = Theme::new(own.map(|(path, text)| (path.to_owned(), text.into())).into()).unwrap();
        let german = theme.catalogue("de-AT").unwrap();
        assert_eq!(
            [german.say("today"), german.say("subscribe"), german.say("month-1")],
            ["Heute", "Follow us", "January"]
        );
        assert!(theme.assets().iter().any(|file| file.path == "assets/logo.svg"));
    }
}
