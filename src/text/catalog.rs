use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use super::TextError;
use super::memo::Memo;
use crate::model::{Date, Percent};

/// The value of a variable of a message: a text, or a number that selects the plural form.
pub type Value<'a> = fluent_bundle::FluentValue<'a>;

/// The messages of one language.
pub struct Catalog {
    language: String,
    pub(super) bundle: FluentBundle<FluentResource>,
    /// The catalog for messages that this one lacks.
    pub(super) fallback: Option<Box<Catalog>>,
    /// A cache of messages without variables: pages use the same few dozen again and again.
    messages: Memo<String>,
    /// A cache of formatted dates, by message key and date.
    pub(super) dates: Memo<(&'static str, Date)>,
    /// A cache of formatted times of day, by hour and minute.
    pub(super) clocks: Memo<(u32, u32)>,
    /// A cache of formatted percentages without the percent sign.
    pub(super) percents: Memo<Percent>,
    /// A cache of texts such as `3 days`, by message key and number.
    pub(super) units: Memo<(&'static str, u64)>,
    /// A cache of status names, by kind and status, such as `incident` and `resolved`.
    pub(super) statuses: Memo<(&'static str, &'static str)>,
}

impl Catalog {
    /// Parses Fluent files as the messages of `language`. `resources` are the name of each file, for error messages,
    /// and its text. A later file overrides messages of an earlier one.
    ///
    /// # Errors
    /// When `language` is not a language tag, or a file is not valid Fluent.
    pub fn load(language: &str, resources: &[(&str, &str)]) -> Result<Self, TextError> {
        let tag: LanguageIdentifier =
            language.parse().map_err(|_| TextError::Language { language: language.to_owned() })?;
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Fluent can wrap values in Unicode isolation marks, but feeds, titles and JSON should not contain them.
        bundle.set_use_isolating(false);
        for (file, text) in resources {
            bundle.add_resource_overriding(parse(file, text)?);
        }
        Ok(Self {
            language: language.to_owned(),
            bundle,
            fallback: None,
            messages: Memo::default(),
            dates: Memo::default(),
            clocks: Memo::default(),
            percents: Memo::default(),
            units: Memo::default(),
            statuses: Memo::default(),
        })
    }

    /// Loads the built-in English messages.
    ///
    /// # Errors
    /// Never in practice: a test fails if the built-in messages are invalid.
    pub fn english() -> Result<Self, TextError> {
        Self::load("en", &[("text/en.ftl", include_str!("../../theme/text/en.ftl"))])
    }

    /// Adds `other` as the last fallback.
    pub fn or(mut self, other: Self) -> Self {
        self.fallback = Some(Box::new(match self.fallback.take() {
            Some(fallback) => fallback.or(other),
            None => other,
        }));
        self
    }

    /// Returns the language tag.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Whether this catalog or one of its fallbacks has a message with this key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key) || self.fallback.as_ref().is_some_and(|fallback| fallback.has(key))
    }

    /// Formats a message without variables. Returns `key` if no catalog has it: a page with a wrong word is better than
    /// no page.
    pub fn format(&self, key: &str) -> String {
        self.messages.text(key, || self.format_with(key, &[]))
    }

    /// Formats a message with the values of its variables. Returns `key` if no catalog has it.
    pub fn format_with(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let pattern = self.bundle.get_message(key).and_then(|message| message.value());
        let Some(pattern) = pattern else {
            return self.fallback.as_ref().map_or_else(|| key.to_owned(), |fallback| fallback.format_with(key, values));
        };
        let values: FluentArgs = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        // Fluent reports missing variables here and writes their names into the text, which is better than no page.
        let mut problems = Vec::new();
        self.bundle.format_pattern(pattern, Some(&values), &mut problems).into_owned()
    }
}

impl fmt::Debug for Catalog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalog")
            .field("language", &self.language)
            .field("fallback", &self.fallback)
            .finish_non_exhaustive()
    }
}

fn parse(file: &str, text: &str) -> Result<FluentResource, TextError> {
    FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| {
        let (position, problem) =
            errors.first().map_or((0, String::new()), |error| (error.pos.start, error.kind.to_string()));
        TextError::syntax(file, text, position, &problem)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_comes_from_last_file_that_has_it_or_else_from_english() {
        let english = Catalog::load("en", &[("en.ftl", "yes = Yes\nno = No\n")]).unwrap();
        let files = [("de.ftl", "yes = Ja\n"), ("theme/de.ftl", "yes = Jawohl\n")];
        let german = Catalog::load("de", &files).unwrap().or(english);
        assert_eq!([german.format("yes"), german.format("no"), german.format("maybe")], ["Jawohl", "No", "maybe"]);
    }

    #[test]
    fn syntax_error_in_catalog_has_its_line() {
        let error = Catalog::load("en", &[("text/en.ftl", "a = A\nb == \n  { $x\n")]).unwrap_err();
        let message = error.to_string();
        assert!(message.contains("text/en.ftl:"), "{message}");
        assert!(matches!(error, TextError::Syntax { line: 3 | 4, .. }), "{error:?}");
    }

    #[test]
    fn catalog_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Catalog>();
    }
}
