use std::collections::{BTreeMap, BTreeSet};

use super::{Catalog, TextError};
use crate::model::Language;

/// Declares `BUILT_IN`: the catalogs in `theme/text/` of the languages with these tags.
macro_rules! built_in {
    ($($language:literal),+) => {
        /// The built-in catalogs: language tag and Fluent text.
        const BUILT_IN: &[(&str, &str)] = &[$((
            $language,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/theme/text/", $language, ".ftl")),
        ),)+];
    };
}

built_in!("ar", "de", "en", "es", "fr", "ja", "pt", "zh");

/// The messages of all languages of a site: the built-in catalogs and those that the site itself provides.
#[derive(Clone, Debug, Default)]
pub struct Catalogs {
    /// The Fluent text of each catalog that the site itself provides, by the language tag in its file name.
    own: BTreeMap<String, String>,
}

impl Catalogs {
    /// Adds the site's own catalog `theme/text/LANGUAGE.ftl`. Its messages override the built-in ones of that language.
    ///
    /// # Errors
    /// When `bytes` is not UTF-8 or not valid Fluent. The catalogs are unchanged then.
    pub fn add(&mut self, language: &str, bytes: &[u8]) -> Result<(), TextError> {
        let file = path(language);
        let text = str::from_utf8(bytes).map_err(|_| TextError::NotUtf8 { file: file.clone() })?;
        let text = text.trim_start_matches('\u{feff}');
        Catalog::load("en", &[(&file, text)])?;
        self.own.insert(language.to_owned(), text.to_owned());
        Ok(())
    }

    /// Returns the tags of all languages that have a catalog.
    pub fn languages(&self) -> Vec<String> {
        let own = self.own.keys().map(String::as_str);
        let languages: BTreeSet<_> = BUILT_IN.iter().map(|(language, _)| *language).chain(own).collect();
        languages.into_iter().map(str::to_owned).collect()
    }

    /// Loads the messages of `language`. Messages that it lacks come from broader languages and then from English:
    /// `pt-BR` falls back to `pt` and then to `en`. Upper and lower case in tags make no difference.
    ///
    /// # Errors
    /// When `language` is not a language tag.
    pub fn load(&self, language: &str) -> Result<Catalog, TextError> {
        let broader = Language(language).lookup().into_iter().chain(["en"]);
        let mut catalog = self.load_alone(language)?;
        for fallback in broader.filter(|fallback| *fallback != language) {
            catalog = catalog.or(self.load_alone(fallback)?);
        }
        Ok(catalog)
    }

    fn load_alone(&self, language: &str) -> Result<Catalog, TextError> {
        let file = path(language);
        let built_in = BUILT_IN.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(language)).map(|(_, text)| *text);
        let own = self.own.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(language)).map(|(_, text)| text.as_str());
        let resources: Vec<_> = built_in.into_iter().chain(own).map(|text| (file.as_str(), text)).collect();
        Catalog::load(language, &resources)
    }
}

/// Returns the path of a catalog in the repository.
fn path(language: &str) -> String {
    format!("theme/text/{language}.ftl")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_in_theme_text_is_built_in() {
        let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/theme/text")).unwrap();
        let mut names: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort_unstable();
        assert_eq!(names, Catalogs::default().languages().iter().map(|tag| format!("{tag}.ftl")).collect::<Vec<_>>());
    }

    #[test]
    fn own_catalogs_override_messages_and_add_languages() {
        let mut catalogs = Catalogs::default();
        for (language, text) in
            [("en", "subscribe = Follow us\n"), ("nl", "\u{feff}today = Vandaag\n"), ("de-AT", "month-1 = Jänner\n")]
        {
            catalogs.add(language, text.as_bytes()).unwrap();
        }
        let dutch = catalogs.load("nl-BE").unwrap();
        assert_eq!(["today", "subscribe", "month-1"].map(|key| dutch.format(key)), ["Vandaag", "Follow us", "January"]);
        let austrian = catalogs.load("de-at").unwrap();
        assert_eq!(["month-1", "month-2"].map(|key| austrian.format(key)), ["Jänner", "Februar"]);
        assert!(catalogs.languages().contains(&"nl".to_owned()));
    }

    #[test]
    fn invalid_catalog_is_refused_with_its_path() {
        let mut catalogs = Catalogs::default();
        let error = catalogs.add("de", b"today = Heute\nbroken").unwrap_err();
        assert!(matches!(&error, TextError::Syntax { file, line: 2, .. } if file == "theme/text/de.ftl"), "{error}");
        let error = catalogs.add("de", b"\xff").unwrap_err();
        assert!(matches!(&error, TextError::NotUtf8 { file } if file == "theme/text/de.ftl"), "{error}");
        assert_eq!(catalogs.load("de").unwrap().format("today"), "Heute");
    }

    #[test]
    fn language_tags_fall_back_to_broader_language_or_english() {
        let catalogs = Catalogs::default();
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
            assert_eq!(catalogs.load(tag).unwrap().format("today"), word, "{tag}");
        }
    }
}
