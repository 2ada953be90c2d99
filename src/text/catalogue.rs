use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use unic_langid::LanguageIdentifier;

use super::TextError;
use super::memo::Memo;
use crate::model::{Date, Percent};

/// What stands for a variable of a message: a text, or a number that plurals follow.
pub type Value<'a> = fluent_bundle::FluentValue<'a>;

/// The words of one language.
pub struct Catalogue {
    language: String,
    pub(super) bundle: FluentBundle<FluentResource>,
    /// Where a message is looked for that this language does not have.
    pub(super) fallback: Option<Box<Catalogue>>,
    /// What messages without variables come to: a page says the same few dozen of them again and again.
    said: Memo<String>,
    /// Dates by the pattern that tells them.
    pub(super) dates: Memo<(&'static str, Date)>,
    /// What clocks show, by hour and minute.
    pub(super) clocks: Memo<(u32, u32)>,
    /// Percentages in tables, of which most are among a few.
    pub(super) percents: Memo<Percent>,
    /// Numbers of units of time.
    pub(super) units: Memo<(&'static str, u64)>,
    /// Statuses, by what has them.
    pub(super) statuses: Memo<(&'static str, &'static str)>,
}

impl Catalogue {
    /// The words of `language`, from the text of Fluent files, each with the name that errors give
    /// it. A later file replaces messages of an earlier one.
    ///
    /// # Errors
    /// When `language` is no language tag, or a file is not Fluent.
    pub fn load(language: &str, resources: &[(&str, &str)]) -> Result<Self, TextError> {
        let tag: LanguageIdentifier =
            language.parse().map_err(|_| TextError::Language { language: language.to_owned() })?;
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Isolation marks guard right-to-left names, but feeds, titles and JSON would carry them too.
        bundle.set_use_isolating(false);
        for (file, text) in resources {
            bundle.add_resource_overriding(parse(file, text)?);
        }
        Ok(Self {
            language: language.to_owned(),
            bundle,
            fallback: None,
            said: Memo::default(),
            dates: Memo::default(),
            clocks: Memo::default(),
            percents: Memo::default(),
            units: Memo::default(),
            statuses: Memo::default(),
        })
    }

    /// The built-in English words.
    ///
    /// # Errors
    /// Never, as long as a test reads `theme/text/en.ftl`.
    pub fn english() -> Result<Self, TextError> {
        Self::load("en", &[("text/en.ftl", include_str!("../../theme/text/en.ftl"))])
    }

    /// This catalogue, which takes from `other` the messages that it does not have itself.
    pub fn or(mut self, other: Self) -> Self {
        self.fallback = Some(Box::new(match self.fallback.take() {
            Some(fallback) => fallback.or(other),
            None => other,
        }));
        self
    }

    /// The tag of the language, as a page's `lang` wants it.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Whether this language or one that it falls back to has a message of that name.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key) || self.fallback.as_ref().is_some_and(|fallback| fallback.has(key))
    }

    /// The message of that name. One that no catalogue has is told by its name: a page with an odd
    /// word on it serves visitors better than no page.
    pub fn say(&self, key: &str) -> String {
        self.said.text(key, || self.say_with(key, &[]))
    }

    /// The message of that name, with a value for each of its variables.
    pub fn say_with(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let pattern = self.bundle.get_message(key).and_then(|message| message.value());
        let Some(pattern) = pattern else {
            return self.fallback.as_ref().map_or_else(|| key.to_owned(), |fallback| fallback.say_with(key, values));
        };
        if let Some(text) = plain(pattern, values) {
            return text;
        }
        let values: FluentArgs = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        // A variable that is not given is told by its name; Fluent reports it here, and nobody is
        // served by a page that fails for it.
        let mut problems = Vec::new();
        self.bundle.format_pattern(pattern, Some(&values), &mut problems).into_owned()
    }
}

/// What a pattern without a choice comes to, as most have none: its texts and values, one behind the other.
fn plain(pattern: &Pattern<&str>, values: &[(&str, Value<'_>)]) -> Option<String> {
    // Longer than most messages, so that it need not grow.
    let mut text = String::with_capacity(64);
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => match values.iter().find(|(name, _)| *name == id.name)? {
                (_, Value::String(value)) => text.push_str(value),
                (_, Value::Number(value)) => text.push_str(&value.as_string()),
                _ => return None,
            },
            PatternElement::Placeable { .. } => return None,
        }
    }
    Some(text)
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalogue")
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
    fn later_files_and_fallbacks_fill_in() {
        let english = Catalogue::load("en", &[("en.ftl", "yes = Yes\nno = No\n")]).unwrap();
        let files = [("de.ftl", "yes = Ja\n"), ("theme/de.ftl", "yes = Jawohl\n")];
        let german = Catalogue::load("de", &files).unwrap().or(english);
        assert_eq!([german.say("yes"), german.say("no"), german.say("maybe")], ["Jawohl", "No", "maybe"]);
    }

    #[test]
    fn a_slip_is_found_by_line_and_column() {
        let error = Catalogue::load("en", &[("text/en.ftl", "a = A\nb == \n  { $x\n")]).unwrap_err();
        let message = error.to_string();
        assert!(message.contains("text/en.ftl:"), "{message}");
        assert!(matches!(error, TextError::Syntax { line: 3 | 4, .. }), "{error:?}");
    }

    #[test]
    fn a_catalogue_serves_all_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Catalogue>();
    }
}
