#[cfg(test)]
use super::schema;
use super::yaml::{Fields, Node, Reader, YamlValue};
use super::{OptionalText, SourceText, Spanned};
use crate::diagnostic::{Code, Diagnostic};

/// A link: its name and its address.
pub type RawEntry = (Spanned<String>, Spanned<String>);

/// The key `page` of `status.yaml`.
#[derive(Debug, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields, transform = schema::free_keys(&[])))]
pub struct RawPage {
    /// The name of the service, shown at the top of every page.
    #[cfg_attr(test, schemars(with = "schema::Name", extend("examples" = ["Acme"])))]
    pub name: OptionalText,
    /// The URL at which the site is published; feeds and links use it.
    #[cfg_attr(test, schemars(with = "schema::Url"))]
    pub url: OptionalText,
    /// One sentence about the page, for search engines and link previews.
    #[cfg_attr(test, schemars(
        default,
        with = "schema::Text",
        extend("examples" = ["Live status of everything Acme runs."])
    ))]
    pub description: OptionalText,
    /// The IANA time zone in which days begin and times without an offset are read.
    #[cfg_attr(test, schemars(default, with = "schema::Zone", extend("default" = "UTC")))]
    pub timezone: OptionalText,
    /// The language of the page; a file `theme/text/LANGUAGE.ftl` adds a language.
    #[cfg_attr(test, schemars(default, with = "schema::Language", extend("default" = "en")))]
    pub language: OptionalText,
    /// The address where visitors get help: `https:`, `mailto:` or `tel:`.
    #[cfg_attr(test, schemars(default, with = "schema::SupportUrl"))]
    pub support_url: OptionalText,
    /// An image instead of the name: a file under `theme/assets/`, or one each for `light` and `dark` mode.
    #[cfg_attr(test, schemars(default, with = "RawLogo"))]
    pub logo: Option<RawLogo>,
    /// The image in the browser's tab, an SVG or a PNG under `theme/assets/`; an icon in its corner shows the status.
    #[cfg_attr(test, schemars(default, with = "schema::Favicon"))]
    pub favicon: OptionalText,
    /// The colour of links, in quotes; if its contrast is too low, a darker or lighter shade is used.
    #[cfg_attr(test, schemars(default, with = "schema::Accent"))]
    pub accent: OptionalText,
    /// Links on every page.
    #[cfg_attr(test, schemars(default))]
    pub links: RawLinks,
    /// A text at the top of the front page, in Markdown.
    #[cfg_attr(test, schemars(
        default,
        with = "schema::Text",
        extend("examples" = ["We are moving to **status.acme.example** on 1 December."])
    ))]
    pub announcement: OptionalText,
    /// The time without a new build after which the page warns that it may be out of date, or `never`.
    #[cfg_attr(test, schemars(default, with = "schema::Length", extend("default" = "26h")))]
    pub stale_after: OptionalText,
}

/// The paths of the images of a logo, with or without a separate one for dark mode.
#[derive(Debug)]
pub struct RawLogo {
    pub light: Spanned<String>,
    pub dark: OptionalText,
}

/// Links on every page.
#[derive(Debug, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields, transform = schema::free_keys(&[])))]
pub struct RawLinks {
    /// Links in the header, before the one to `support_url`: a map of names to addresses, in the order of the page.
    #[cfg_attr(test, schemars(default, with = "schema::Links"))]
    pub header: Vec<RawEntry>,
    /// Links in the footer: `https:`, `http:`, `mailto:` or `tel:` addresses, or paths in the site such as `history/`.
    #[cfg_attr(test, schemars(default, with = "schema::Links"))]
    pub footer: Vec<RawEntry>,
}

impl RawPage {
    pub(super) fn read(reader: &mut Reader<'_>, top: &mut Fields) -> Self {
        let Some(node) = top.take("page") else {
            top.missing(reader, "page", "page:\n  name: …\n  url: https://…");
            return Self::default();
        };
        let Some(mut fields) = reader.fields(&node, "`page`") else { return Self::default() };
        let page = Self {
            name: fields.required_text(reader, "name"),
            url: fields.required_text(reader, "url"),
            description: fields.text(reader, "description"),
            timezone: fields.text(reader, "timezone"),
            language: fields.text(reader, "language"),
            support_url: fields.text(reader, "support_url"),
            logo: fields.take("logo").and_then(|node| RawLogo::read(reader, &node)),
            favicon: fields.text(reader, "favicon"),
            accent: fields.text(reader, "accent"),
            links: fields.take("links").and_then(|node| RawLinks::read(reader, &node)).unwrap_or_default(),
            announcement: fields.text(reader, "announcement"),
            stale_after: fields.text(reader, "stale_after"),
        };
        let lost = fields.place("accent").filter(|_| page.accent.is_none());
        if let Some(problem) = lost.and_then(|key| colour_lost(reader.source, key.end)) {
            reader.report(problem);
        }
        let known = ["name", "url", "description", "timezone", "language", "support_url"];
        let brand = ["logo", "favicon", "accent", "links", "announcement", "stale_after"];
        fields.finish(reader, &[known, brand].concat(), &[]);
        page
    }
}

impl RawLogo {
    fn read(reader: &mut Reader<'_>, node: &Node) -> Option<Self> {
        if matches!(node.value, YamlValue::Text(_)) {
            return Some(Self { light: reader.text(node, "`logo`")?, dark: None });
        }
        let mut fields = reader.fields(node, "`logo`")?;
        let light = fields.required_text(reader, "light");
        let dark = fields.text(reader, "dark");
        fields.finish(reader, &["light", "dark"], &[]);
        Some(Self { light: light?, dark })
    }
}

impl RawLinks {
    fn read(reader: &mut Reader<'_>, node: &Node) -> Option<Self> {
        let mut fields = reader.fields(node, "`links`")?;
        let mut entries = |name| {
            let node = fields.take(name);
            node.map(|node| read_entries(reader, &node, name)).unwrap_or_default()
        };
        let links = Self { header: entries("header"), footer: entries("footer") };
        fields.finish(reader, &["header", "footer"], &[]);
        Some(links)
    }
}

fn read_entries(reader: &mut Reader<'_>, node: &Node, name: &str) -> Vec<RawEntry> {
    let Some(map) = reader.fields(node, &format!("`{name}`")) else { return Vec::new() };
    let mut entries = Vec::new();
    for (name, node) in map.all().filter(|(name, _)| !name.value.starts_with("x-")) {
        let what = format!("the address of `{}`", name.value);
        entries.extend(reader.text(node, &what).map(|address| (name, address)));
    }
    entries
}

/// Returns a diagnostic if the key that ends at byte `key` has a colour without quotes, which YAML reads as a comment.
fn colour_lost(source: &SourceText, key: usize) -> Option<Diagnostic> {
    let line = source.text[key..].lines().next()?;
    let at = key + line.find('#')?;
    let digits = source.text[at + 1..].bytes().take_while(u8::is_ascii_hexdigit).count();
    let span = at..at + 1 + digits;
    let colour = &source.text[span.clone()];
    let problem = || source.problem(Code::BadColour, &span, format!("`{colour}` without quotes is a comment"));
    matches!(digits, 3 | 6).then(|| problem().hint(format!("put it in quotes: `\"{colour}\"`")))
}
