use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};

use ahash::AHashMap;
use tera::{Error, Function, Kwargs, State, TeraResult, Value};

use crate::escape::escape;
use crate::text::{self, Catalog, TextError};

/// The characters before and after a placeholder for a value that is already HTML. Both are private use characters,
/// which occur in no message.
const DELIMITERS: [char; 2] = ['\u{E000}', '\u{E001}'];

/// The function `t` of templates, which formats a message: `t(key="lasting-for", duration=d)`. The result is escaped,
/// except for values that are already HTML.
pub(super) struct TranslateFn {
    catalog: Arc<Catalog>,
    /// The built-in English messages, which define the arguments of each message.
    english: Catalog,
    /// A cache of results for messages without arguments: each page has two dozen of them.
    plain: RwLock<AHashMap<String, Value>>,
}

impl TranslateFn {
    pub fn new(catalog: Arc<Catalog>) -> Result<Self, TextError> {
        Ok(Self { catalog, english: Catalog::english()?, plain: RwLock::default() })
    }
}

impl Function<TeraResult<Value>> for TranslateFn {
    fn call(&self, arguments: Kwargs, _: &State) -> TeraResult<Value> {
        let key = arguments.must_get::<&str>("key")?;
        if arguments.iter().count() > 1 {
            return self.translate(key, &arguments);
        }
        let known = self.plain.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let message = self.translate(key, &arguments)?;
        self.plain.write().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), message.clone());
        Ok(message)
    }

    fn is_safe(&self) -> bool {
        true
    }
}

impl TranslateFn {
    fn translate(&self, key: &str, arguments: &Kwargs) -> TeraResult<Value> {
        if !self.catalog.has(key) {
            return Err(Error::message(format!("no message is called `{key}`: add it to `theme/text/en.ftl`")));
        }
        self.check_arguments(key, arguments)?;
        let mut values = Vec::new();
        let mut html = Vec::new();
        for (name, value) in arguments.iter() {
            let name = name.as_str().filter(|name| *name != "key");
            let Some(name) = name else { continue };
            values.push((name, to_argument(value, &mut html)));
        }
        if values.is_empty() {
            return Ok(Value::safe_string(&escape(&self.catalog.format(key))));
        }
        let message = self.catalog.format_with(key, &values);
        Ok(Value::safe_string(&fill(escape(&message).into_owned(), &html)))
    }

    /// Checks that a message gets all arguments that it needs, and no other.
    fn check_arguments(&self, key: &str, arguments: &Kwargs) -> TeraResult<()> {
        let mut given = BTreeSet::new();
        for (name, value) in arguments.iter() {
            let Some(name) = name.as_str().filter(|name| *name != "key") else { continue };
            if value.is_undefined() {
                return Err(Error::message(format!("the argument `{name}` of message `{key}` has an undefined value")));
            }
            given.insert(name);
        }
        // The English message decides: a translation that omits or misspells a variable is no error of the template.
        let needed = self.english.variables(key).or_else(|| self.catalog.variables(key)).unwrap_or_default();
        let known = self.english.offered(key).unwrap_or_else(|| needed.clone());
        if let Some(missing) = needed.difference(&given).next() {
            return Err(Error::message(format!("the message `{key}` needs the argument `{missing}`")));
        }
        if let Some(unknown) = given.difference(&known).next() {
            let names: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
            let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
            return Err(Error::message(format!(
                "no argument `{unknown}` belongs to the message `{key}`; it has: {names}"
            )));
        }
        Ok(())
    }
}

/// Converts a value of a template to an argument of a message. If the value is HTML, appends it to `html` and returns
/// a placeholder for it.
fn to_argument(value: &Value, html: &mut Vec<String>) -> text::Value<'static> {
    if let Some(number) = value.as_i64() {
        return number.into();
    }
    let text = value.to_string();
    if !value.is_safe() {
        // Without delimiters, a text cannot contain a placeholder.
        return text.replace(DELIMITERS, "").into();
    }
    html.push(text);
    format!("{}{}{}", DELIMITERS[0], html.len() - 1, DELIMITERS[1]).into()
}

/// Replaces the placeholders in `message` with the HTML of their values.
fn fill(mut message: String, html: &[String]) -> String {
    for (index, html) in html.iter().enumerate() {
        message = message.replace(&format!("{}{index}{}", DELIMITERS[0], DELIMITERS[1]), html);
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Adds to `found` each text between `before` and the next quotation mark in all files under `folder`.
    fn names(folder: &std::path::Path, before: &str, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                names(&path, before, found);
            } else {
                let text = std::fs::read_to_string(path).unwrap();
                let after = text.split(before).skip(1).filter_map(|rest| rest.split('"').next());
                found.extend(after.map(str::to_owned));
            }
        }
    }

    #[test]
    fn all_messages_used_by_templates_and_views_exist() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut used = Vec::new();
        names(&root.join("theme/templates"), "t(key=\"", &mut used);
        names(&root.join("src/view"), "format(\"", &mut used);
        names(&root.join("src/view"), "format_with(\"", &mut used);
        assert!(used.len() > 80, "{}", used.len());
        let english = Catalog::english().unwrap();
        let missing: Vec<_> = used.iter().filter(|key| !english.has(key)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn arguments_of_messages_are_escaped_unless_html() {
        let mut tera = tera::Tera::default();
        tera.register_function(
            "t",
            TranslateFn::new(Arc::new(Catalog::load("en", &[("", "a = { $x } & { $y }")]).unwrap())).unwrap(),
        );
        let template = "{% set time %}<time>{{ now }}</time>{% endset %}{{ t(key='a', x=time, y=name) }}";
        tera.add_raw_template("a.html", template).unwrap();
        let mut context = tera::Context::new();
        context.insert("now", "<1>");
        context.insert("name", "<b>\u{E000}0\u{E001}");
        assert_eq!(tera.render("a.html", &context).unwrap(), "<time>&lt;1&gt;</time> &amp; &lt;b&gt;0");
        tera.add_raw_template("b.html", "\n{{ t(key='nowhere') }}").unwrap();
        let error = tera.render("b.html", &context).unwrap_err().to_string();
        assert!(error.contains("nowhere") && error.contains("b.html:2:"), "{error}");
    }

    #[test]
    fn missing_and_unknown_arguments_of_messages_are_errors() {
        let render = |template: &str| {
            let mut tera = tera::Tera::default();
            let words = Catalog::load("en", &[("", "ours = { $x }\nuptime = { $percnt } ok\n")]).unwrap();
            tera.register_function("t", TranslateFn::new(Arc::new(words.or(Catalog::english().unwrap()))).unwrap());
            tera.add_raw_template("a.html", template).unwrap();
            tera.render("a.html", &tera::Context::new()).map_err(|error| error.to_string())
        };
        assert_eq!(render("{{ t(key='lasting-for', duration='1 h') }}").unwrap(), "for 1 h");
        assert!(
            render("{{ t(key='uptime', percent='99 %') }}").is_ok(),
            "a misspelled variable in the catalog is not an error here"
        );
        assert_eq!(render("{{ t(key='ours', x=1) }}").unwrap(), "1");
        for (template, problem) in [
            ("{{ t(key='lasting-for') }}", "needs the argument `duration`"),
            (
                "{{ t(key='lasting-for', duration='', x='') }}",
                "no argument `x` belongs to the message `lasting-for`; it has: `duration`",
            ),
            ("{{ t(key='since', x='') }}", "no argument `x` belongs to the message `since`; it has: none"),
            (
                "{{ t(key='lasting-for', duration=oops) }}",
                "argument `duration` of message `lasting-for` has an undefined value",
            ),
            ("{{ t(key='ours') }}", "needs the argument `x`"),
        ] {
            let error = render(template).unwrap_err();
            assert!(error.contains(problem), "{error}");
        }
    }
}
