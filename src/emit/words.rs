use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use tera::{Error, Function, Kwargs, State, TeraResult, Value};

use crate::text::{self, Catalog, TextError};
use crate::view::escape;

/// Marks around the place of a value that is HTML already. Both are of Unicode's private use area,
/// which no message has.
const MARKS: [char; 2] = ['\u{E000}', '\u{E001}'];

/// The words of the page's language as the templates' function `t`: `t(key="lasting-for",
/// duration=d)`. What it returns is escaped, except for values that are HTML already.
pub(super) struct Words {
    catalog: Arc<Catalog>,
    /// Which arguments the messages of the theme have.
    english: Catalog,
    /// Messages that were said without any argument, as most are, on every page anew.
    said: RwLock<HashMap<String, Value>>,
}

impl Words {
    pub fn new(catalog: Arc<Catalog>) -> Result<Self, TextError> {
        Ok(Self { catalog, english: Catalog::english()?, said: RwLock::default() })
    }
}

impl Function<TeraResult<Value>> for Words {
    fn call(&self, arguments: Kwargs, _: &State) -> TeraResult<Value> {
        let key = arguments.must_get::<&str>("key")?;
        let is_alone = arguments.iter().nth(1).is_none();
        if let Some(said) = self.said.read().unwrap_or_else(PoisonError::into_inner).get(key).filter(|_| is_alone) {
            return Ok(said.clone());
        }
        if !self.catalog.has(key) {
            return Err(Error::message(format!("no message is called `{key}`: add it to `theme/text/en.ftl`")));
        }
        self.fits(key, &arguments)?;
        let mut values = Vec::new();
        let mut html = Vec::new();
        for (name, value) in arguments.iter() {
            let name = name.as_str().filter(|name| *name != "key");
            let Some(name) = name else { continue };
            values.push((name, told(value, &mut html)));
        }
        if values.is_empty() {
            let said = Value::safe_string(&escape(&self.catalog.format(key)));
            self.said.write().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), said.clone());
            return Ok(said);
        }
        let said = self.catalog.format_with(key, &values);
        Ok(Value::safe_string(&fill(escape(&said).into_owned(), &html)))
    }

    fn is_safe(&self) -> bool {
        true
    }
}

impl Words {
    /// Whether a message is said with what it needs, and with nothing that it has no place for.
    fn fits(&self, key: &str, arguments: &Kwargs) -> TeraResult<()> {
        let mut given = BTreeSet::new();
        for (name, value) in arguments.iter() {
            let Some(name) = name.as_str().filter(|name| *name != "key") else { continue };
            if value.is_undefined() {
                return Err(Error::message(format!("the argument `{name}` of the message `{key}` is not defined")));
            }
            given.insert(name);
        }
        // A catalog may leave a variable out, or get its name wrong: that is not the template's mistake.
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

/// A value as the catalog takes it. HTML is put aside, and a mark stands for it.
fn told(value: &Value, html: &mut Vec<String>) -> text::Value<'static> {
    if let Some(number) = value.as_i64() {
        return number.into();
    }
    let text = value.to_string();
    if !value.is_safe() {
        // So that nothing that people write can pass for a mark.
        return text.replace(MARKS, "").into();
    }
    html.push(text);
    format!("{}{}{}", MARKS[0], html.len() - 1, MARKS[1]).into()
}

fn fill(mut said: String, html: &[String]) -> String {
    for (place, html) in html.iter().enumerate() {
        said = said.replace(&format!("{}{place}{}", MARKS[0], MARKS[1]), html);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names that stand between `before` and a quotation mark in any file under `folder`.
    fn names(folder: &std::path::Path, before: &str, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                names(&path, before, found);
            } else {
                let text = std::fs::read_to_string(path).unwrap();
                let behind = text.split(before).skip(1).filter_map(|rest| rest.split('"').next());
                found.extend(behind.map(str::to_owned));
            }
        }
    }

    #[test]
    fn every_word_that_pages_ask_for_is_in_the_catalog() {
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
    fn only_what_is_html_already_stays_html() {
        let mut tera = tera::Tera::default();
        tera.register_function(
            "t",
            Words::new(Arc::new(Catalog::load("en", &[("", "a = { $x } & { $y }")]).unwrap())).unwrap(),
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
    fn messages_are_said_with_what_they_need_and_nothing_else() {
        let told = |template: &str| {
            let mut tera = tera::Tera::default();
            let words = Catalog::load("en", &[("", "ours = { $x }\nuptime = { $percnt } ok\n")]).unwrap();
            tera.register_function("t", Words::new(Arc::new(words.or(Catalog::english().unwrap()))).unwrap());
            tera.add_raw_template("a.html", template).unwrap();
            tera.render("a.html", &tera::Context::new()).map_err(|error| error.to_string())
        };
        assert_eq!(told("{{ t(key='lasting-for', duration='1 h') }}").unwrap(), "for 1 h");
        assert!(told("{{ t(key='uptime', percent='99 %') }}").is_ok(), "the catalog is wrong, and told elsewhere");
        assert_eq!(told("{{ t(key='ours', x=1) }}").unwrap(), "1");
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
            let error = told(template).unwrap_err();
            assert!(error.contains(problem), "{error}");
        }
    }
}
