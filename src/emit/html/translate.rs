use std::collections::BTreeSet;
use std::sync::Arc;

use tera::{Error, Function, Kwargs, State, TeraResult, Value};

use crate::escape::escape;
use crate::text::{self, Catalog, TextError};

/// Delimiters of the placeholder for a value that is HTML already. Both are private use characters, which no message
/// contains.
const DELIMITERS: [char; 2] = ['\u{E000}', '\u{E001}'];

/// The function `t` of templates, which formats a message: `t(key="lasting-for", duration=d)`. The result is escaped,
/// except for values that are HTML already.
pub(super) struct TranslateFn {
    catalog: Arc<Catalog>,
    /// The built-in English messages, which define the arguments of each message.
    english: Catalog,
}

impl TranslateFn {
    pub fn new(catalog: Arc<Catalog>) -> Result<Self, TextError> {
        Ok(Self { catalog, english: Catalog::english()? })
    }
}

impl Function<TeraResult<Value>> for TranslateFn {
    fn call(&self, arguments: Kwargs, _: &State) -> TeraResult<Value> {
        let key = arguments.must_get::<&str>("key")?;
        if !self.catalog.has(key) {
            return Err(Error::message(format!("no message is called `{key}`: add it to `theme/text/en.ftl`")));
        }
        self.check_arguments(key, &arguments)?;
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

    fn is_safe(&self) -> bool {
        true
    }
}

impl TranslateFn {
    /// Checks that a message gets all arguments that it needs, and no other.
    fn check_arguments(&self, key: &str, arguments: &Kwargs) -> TeraResult<()> {
        let mut given = BTreeSet::new();
        for (name, value) in arguments.iter() {
            let Some(name) = name.as_str().filter(|name| *name != "key") else { continue };
            if value.is_undefined() {
                return Err(Error::message(format!("the argument `{name}` of the message `{key}` is not defined")));
            }
            given.insert(name);
        }
        // A catalog that leaves out a variable or has a wrong name is not an error of the template.
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

/// Converts a value for the catalog. HTML is moved to `html` and replaced with a placeholder.
fn to_argument(value: &Value, html: &mut Vec<String>) -> text::Value<'static> {
    if let Some(number) = value.as_i64() {
        return number.into();
    }
    let text = value.to_string();
    if !value.is_safe() {
        // No text may contain a placeholder.
        return text.replace(DELIMITERS, "").into();
    }
    html.push(text);
    format!("{}{}{}", DELIMITERS[0], html.len() - 1, DELIMITERS[1]).into()
}

/// Replaces the placeholders with the HTML.
fn fill(mut message: String, html: &[String]) -> String {
    for (index, html) in html.iter().enumerate() {
        message = message.replace(&format!("{}{index}{}", DELIMITERS[0], DELIMITERS[1]), html);
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Finds the names between `before` and a quotation mark in all files under `folder`.
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
    fn all_used_messages_exist() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut asked = Vec::new();
        names(&root.join("theme/templates"), "t(key=\"", &mut asked);
        names(&root.join("src/view"), "format(\"", &mut asked);
        names(&root.join("src/view"), "format_with(\"", &mut asked);
        assert!(asked.len() > 80, "{}", asked.len());
        let english = Catalog::english().unwrap();
        let missing: Vec<_> = asked.iter().filter(|key| !english.has(key)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn only_safe_values_are_unescaped() {
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
    fn arguments_are_checked() {
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
            "an error of the catalog, which is reported elsewhere"
        );
        assert_eq!(render("{{ t(key='ours', x=1) }}").unwrap(), "1");
        for (template, problem) in [
            ("{{ t(key='lasting-for') }}", "needs the argument `duration`"),
            (
                "{{ t(key='lasting-for', duration='', x='') }}",
                "no argument `x` belongs to the message `lasting-for`; it has: `duration`",
            ),
            ("{{ t(key='since', x='') }}", "no argument `x` belongs to the message `since`; it has: none"),
            ("{{ t(key='lasting-for', duration=oops) }}", "argument `duration` of the message `lasting-for` is not"),
            ("{{ t(key='ours') }}", "needs the argument `x`"),
        ] {
            let error = render(template).unwrap_err();
            assert!(error.contains(problem), "{error}");
        }
    }
}
