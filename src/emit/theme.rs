mod built_in;
mod error;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use tera::{Kwargs, State, Tera, TeraResult, Value};

pub use built_in::BuiltIn;
pub use error::{ThemeError, ThemePlace};

use crate::escape::escape;

/// The prefix of the names of all templates. Templates include each other without it: `parts/footer.html`.
const TEMPLATES: &str = "theme/templates/";

/// The templates, assets and fonts of a site: the built-in ones, overridden by the site's own files of the same name.
#[derive(Debug)]
pub struct Theme {
    templates: Tera,
    /// The files that pages load, by path under `theme/`.
    assets: BTreeMap<String, Cow<'static, [u8]>>,
    /// The site's own fonts, by path under `theme/`.
    fonts: BTreeMap<String, Vec<u8>>,
    /// A hash of all theme files that the site itself provides.
    fingerprint: u64,
    has_own_templates: bool,
}

impl Theme {
    /// Creates a theme from the built-in files and `overrides`: the files in the site's folder `theme/`, by path in it.
    ///
    /// # Errors
    /// When a template is not UTF-8, has a syntax error or names something unknown, or when a font is invalid.
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
        let mut fonts = BTreeMap::new();
        let mut hasher = DefaultHasher::new();
        overrides.hash(&mut hasher);
        let has_own_templates = overrides.keys().any(|path| path.starts_with("templates/"));
        for (path, bytes) in overrides {
            match path.split_once('/') {
                // An unchanged copy of a built-in file is not used, so that pages load the minified version.
                Some(("assets", _)) if BuiltIn::at(&path).is_some_and(|file| file.text.as_bytes() == bytes) => {}
                Some(("assets", _)) => drop(assets.insert(path, Cow::Owned(bytes))),
                Some(("templates", _)) => drop(templates.insert(path.clone(), text(&path, bytes)?.into())),
                Some(("fonts", _)) if !is_font(&bytes) => {
                    return Err(ThemeError::in_file(&path, "the file is no TrueType or OpenType font"));
                }
                Some(("fonts", _)) => drop(fonts.insert(path, bytes)),
                _ => {}
            }
        }
        Ok(Self { templates: parse(&templates)?, assets, fonts, fingerprint: hasher.finish(), has_own_templates })
    }

    /// Creates the theme of a site that has no theme files.
    ///
    /// # Errors
    /// Never: a test loads the built-in theme.
    pub fn built_in() -> Result<Self, ThemeError> {
        Self::new(BTreeMap::new())
    }

    /// Returns a copy of the templates. The caller must replace the function `t`, which depends on the language.
    pub(super) fn templates(&self) -> Tera {
        self.templates.clone()
    }

    /// Whether the site overrides or adds a template.
    pub(super) const fn has_own_templates(&self) -> bool {
        self.has_own_templates
    }

    /// Returns a hash of all theme files that the site itself provides.
    pub(super) const fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// Returns the site's own fonts as bytes. Preview images use them for characters that the compiled-in fonts lack.
    pub fn fonts(&self) -> impl Iterator<Item = &[u8]> {
        self.fonts.values().map(Vec::as_slice)
    }

    /// Returns the files that pages load, by path.
    pub(super) const fn assets(&self) -> &BTreeMap<String, Cow<'static, [u8]>> {
        &self.assets
    }
}

fn text(path: &str, bytes: Vec<u8>) -> Result<String, ThemeError> {
    let text = String::from_utf8(bytes).map_err(|_| ThemeError::in_file(path, "the file is not UTF-8 text"))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Whether a file starts like a TrueType or OpenType font: <https://learn.microsoft.com/typography/opentype/spec/otff>.
fn is_font(bytes: &[u8]) -> bool {
    [b"\0\x01\0\0", b"OTTO", b"true", b"ttcf"].iter().any(|sign| bytes.starts_with(*sign))
}

fn parse(templates: &BTreeMap<String, Cow<'static, str>>) -> Result<Tera, ThemeError> {
    let mut tera = Tera::default();
    // Tera rejects unknown functions while it parses. Rendering replaces this stub.
    tera.register_function("t", |_: Kwargs, _: &State| String::new());
    // This filter fails for an undefined value. Tera's own filter renders nothing.
    tera.register_filter("safe", |value: &Value, _: Kwargs, _: &State| safe(value));
    tera.set_escape_fn(|text, html| html.write_all(escape(text).as_bytes()));
    tera.set_fallback_prefixes([TEMPLATES])?;
    let all = templates.iter().map(|(path, text)| (format!("theme/{path}"), text.as_ref()));
    match tera.add_raw_templates(all) {
        Ok(()) => Ok(tera),
        Err(error) => {
            let text = |file: &str| templates.get(file.strip_prefix("theme/")?).map(AsRef::as_ref);
            Err(ThemeError::from(error).located(text))
        }
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
    fn template_errors_have_file_line_and_column() {
        let typo = error("templates/subscribe.html", b"{% extends \"base.html\" %}\n{% block main %}{{ oops");
        assert_eq!(typo.places[0].file, "theme/templates/subscribe.html");
        assert_eq!(typo.places[0].position.map(|(line, _)| line), Some(2));
        let parent = error("templates/x.html", b"\n{% extends \"no.html\" %}");
        assert_eq!(parent.places[0].position, Some((2, 12)));
        let cycle = error("templates/parts/footer.html", b"\n {% include \"base.html\" %}");
        let footer = cycle.places.iter().find(|place| place.file.ends_with("footer.html")).unwrap();
        assert_eq!(footer.position, Some((2, 13)));
        assert_eq!(error("templates/x.html", b"\xff").places[0].file, "theme/templates/x.html");
    }

    #[test]
    fn asset_of_site_is_added_to_built_in_assets() {
        let own = BTreeMap::from([("assets/logo.svg".to_owned(), b"<svg/>".to_vec())]);
        assert!(Theme::new(own).unwrap().assets().contains_key("assets/logo.svg"));
    }
}
