//! The reference for custom themes, generated from the views, the templates and the stylesheet.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use allgreen::emit::BuiltIn;

use super::views::{Field, View, views};
use super::{assert_up_to_date, read, root};

/// The template of each page and the type of its view.
const PAGES: [(&str, &str); 12] = [
    ("index.html", "FrontPage"),
    ("incident.html", "IncidentPage"),
    ("window.html", "WindowPage"),
    ("component.html", "ComponentPage"),
    ("history.html", "HistoryPage"),
    ("uptime.html", "UptimePage"),
    ("maintenance.html", "MaintenancePage"),
    ("badges.html", "BadgesPage"),
    ("subscribe.html", "SubscribePage"),
    ("embed.html", "EmbedPage"),
    ("404.html", "NotFoundPage"),
    ("base.html", ""),
];

/// Names of fields that mean the same in every view, with their descriptions.
const USUAL: [(&str, &str); 21] = [
    ("at", "The time."),
    ("component", "The component."),
    ("components", "The names of the affected components as one text; may be empty."),
    ("description", "Its description in `status.yaml`."),
    ("duration", "How long it lasted, or has lasted so far."),
    ("from", "When it started or starts."),
    ("group", "The group that it belongs to."),
    ("head", "The metadata of the page."),
    ("href", "The path of its page, relative to the root of the site; prepend `head.root`."),
    ("id", "Its id, which never changes."),
    ("impact", "The impact of the incident."),
    ("label", "Its status."),
    ("month", "The month in which it started."),
    ("name", "Its name."),
    ("newer", "The next newer one."),
    ("older", "The next older one."),
    ("period", "Its start and its end."),
    ("start", "When it started."),
    ("status", "Its status."),
    ("title", "Its title."),
    ("until", "When it ended or ends; none if unknown."),
];

/// The purposes of custom properties of the stylesheet, by prefix of the name; the longest matching prefix counts.
const TOKENS: [(&str, &str); 25] = [
    ("accent", "links, buttons and other controls"),
    ("bar-", "days with that status in uptime bars"),
    ("column", "the maximum width of the page"),
    ("degraded", "text and icons of that status"),
    ("edge", "the padding of the page and of cards"),
    ("font", "all text except code"),
    ("ground", "the background of the page"),
    ("ink", "text"),
    ("large", "the font size of headings"),
    ("line", "borders and dividers"),
    ("maintenance", "text and icons of that status"),
    ("major", "text and icons of that status"),
    ("mono", "code"),
    ("notice", "text and icons of that status"),
    ("operational", "text and icons of that status"),
    ("partial", "text and icons of that status"),
    ("radius", "rounded corners"),
    ("s", "a step of the spacing scale"),
    ("small", "the font size of secondary text"),
    ("soft", "secondary text"),
    ("surface", "the background of cards"),
    ("tint", "how strongly the color of a status tints a card"),
    ("tiny", "the font size of the text below uptime bars"),
    ("title", "the font size of the main heading"),
    ("unknown", "text and icons of that status"),
];

#[test]
fn theme_md_is_up_to_date() {
    let views = views();
    let mut page = read("theme.md");
    page = with_part(&page, "files", &files());
    page = with_part(&page, "fields", &fields(&views));
    page = with_part(&page, "parts", &parts());
    page = with_part(&page, "tokens", &tokens());
    assert_up_to_date("theme.md", &page);
}

#[test]
fn ids_and_attributes_for_the_script_are_documented() {
    let page = read("theme.md");
    let missing: Vec<_> = hooks().into_iter().filter(|hook| !page.contains(&format!("`{hook}"))).collect();
    assert!(missing.is_empty(), "add a row to \"What a template keeps\" in docs/theme.md for each of {missing:?}");
    let section = page.split("## What a template keeps").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let templates = templates();
    for row in rows {
        let name = row.trim_start_matches('#').split("ID").next().unwrap().trim_end_matches('N');
        let is_there = [format!("id=\"{name}"), format!("id={{\"{name}"), format!(" {name}=\""), format!(" {name}>")];
        let found = is_there.iter().any(|hook| templates.contains(hook.as_str()));
        assert!(found, "no built-in template has `{row}`: remove its row from docs/theme.md");
    }
}

/// Returns what templates have for the page's script: ids with a colon as `#ID`, and `data-` attributes.
fn hooks() -> BTreeSet<String> {
    let templates = templates();
    let ids = ["id=\"", "id={\""].into_iter().flat_map(|before| templates.split(before).skip(1));
    let ids = ids.filter_map(|rest| rest.split(['"', '{']).next()).filter(|id| id.contains(':'));
    let attributes = templates.split(" data-").skip(1).filter_map(|rest| rest.split(['=', '>', '{']).next());
    ids.map(|id| format!("#{id}")).chain(attributes.map(|name| format!("data-{name}"))).collect()
}

fn templates() -> String {
    let templates = BuiltIn::ALL.iter().filter(|file| file.path.starts_with("templates/"));
    templates.map(|file| file.text).collect()
}

/// Replaces the text between the two comments that mark a generated part of a page.
fn with_part(page: &str, name: &str, text: &str) -> String {
    let (begin, end) = (format!("<!-- {name}: generated -->\n"), format!("<!-- end of {name} -->"));
    let (before, rest) = page.split_once(&begin).unwrap_or_else(|| panic!("docs/theme.md lacks the line {begin:?}"));
    let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("docs/theme.md lacks the line {end:?}"));
    format!("{before}{begin}\n{text}\n{end}{after}")
}

fn files() -> String {
    let mut text = "| file | purpose |\n| --- | --- |\n".to_owned();
    for file in BuiltIn::ALL {
        writeln!(text, "| [`{0}`](../theme/{0}) | {1} |", file.path, file.purpose).unwrap();
    }
    text
}

/// Renders the tables of fields: a section for each page, then one for each nested view.
fn fields(views: &BTreeMap<String, View>) -> String {
    assert_described(views);
    let mut text = String::new();
    let mut wanted: Vec<String> = Vec::new();
    text.push_str("### site\n\nAvailable in every template.\n\n");
    write_fields(&mut text, &views["SiteContext"], views, &mut wanted);
    for (template, name) in PAGES.iter().filter(|(_, view)| !view.is_empty()) {
        let view = views.get(*name).unwrap_or_else(|| {
            panic!("no view `{name}`: correct the view of `{template}` in `PAGES` in tests/it/docs/theme.rs")
        });
        write!(text, "### {template}\n\n{}\n\n", view.words).unwrap();
        write_fields(&mut text, view, views, &mut wanted);
    }
    let in_folder = BuiltIn::ALL.iter().filter_map(|file| file.path.strip_prefix("templates/"));
    for template in in_folder.filter(|template| !template.contains('/')) {
        let known = PAGES.iter().any(|(known, _)| *known == template);
        assert!(known, "add `{template}` and its view to `PAGES` in tests/it/docs/theme.rs");
    }
    let mut at = 0;
    while let Some(name) = wanted.get(at).cloned() {
        let view = &views[&name];
        write!(text, "### {name}\n\n{}\n\n", view.words).unwrap();
        match &view.variants[..] {
            [] => write_fields(&mut text, view, views, &mut wanted),
            words => writeln!(text, "One of {}.\n", words.join(", ")).unwrap(),
        }
        at += 1;
    }
    text.trim_end().to_owned() + "\n"
}

fn write_fields(text: &mut String, view: &View, views: &BTreeMap<String, View>, wanted: &mut Vec<String>) {
    text.push_str("| field | value | description |\n| --- | --- | --- |\n");
    for field in &view.fields {
        let inner = field.inner();
        if views.contains_key(inner) && !wanted.iter().any(|known| known == inner) {
            wanted.push(inner.to_owned());
        }
        let value = value(field, views);
        let meaning = meaning(field, views).unwrap_or_default();
        writeln!(text, "| `{}` | {value} | {meaning} |", field.name).unwrap();
    }
    text.push('\n');
}

/// Asserts that each field has a description.
fn assert_described(views: &BTreeMap<String, View>) {
    let fields = views.values().flat_map(|view| view.fields.iter().map(move |field| (view, field)));
    let missing = fields.filter(|(_, field)| meaning(field, views).is_none());
    let missing: Vec<_> =
        missing.map(|(view, field)| format!("{}: `{}.{}`", view.file, view.name, field.name)).collect();
    assert!(missing.is_empty(), "add a doc comment to each of these fields: {missing:#?}");
}

/// Returns the doc comment of a field, or else its description in [`USUAL`], or else the doc comment of its type.
fn meaning(field: &Field, views: &BTreeMap<String, View>) -> Option<String> {
    let usual = || USUAL.iter().find(|(name, _)| *name == field.name).map(|(_, words)| (*words).to_owned());
    let of_view = || views.get(field.inner()).map(|view| view.words.clone());
    Some(field.words.clone()).filter(|words| !words.is_empty()).or_else(usual).or_else(of_view)
}

fn value(field: &Field, views: &BTreeMap<String, View>) -> String {
    let (list, optional) = (field.kind.contains("Vec<"), field.kind.starts_with("Option<"));
    let one = match field.inner() {
        "String" | "str" if is_html(&field.name) => "HTML".to_owned(),
        "String" | "str" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "u8" | "usize" | "u32" | "u64" => "number".to_owned(),
        inner if views.contains_key(inner) => format!("[{inner}](#{})", inner.to_lowercase()),
        other => panic!("add the type `{other}` of {field:?} to `value` in tests/it/docs/theme.rs"),
    };
    match (list, optional) {
        (true, _) => format!("list of {one}"),
        (false, true) => format!("{one}, or none"),
        (false, false) => one,
    }
}

/// Whether templates insert a field of this name unescaped.
fn is_html(name: &str) -> bool {
    let templates = templates();
    templates.contains(&format!(".{name} | safe")) || templates.contains(&format!("{{{{ {name} | safe"))
}

/// Renders the tables of included templates with their variables, and of components with their arguments.
fn parts() -> String {
    let mut text = "| template | variables, in addition to `site` and `head` |\n| --- | --- |\n".to_owned();
    let parts = BuiltIn::ALL.iter().filter(|file| file.path.starts_with("templates/parts/"));
    for file in parts.filter(|file| !file.text.contains("{% component ")) {
        let comment = file.text.strip_prefix("{# ").and_then(|rest| rest.split(['#']).next()).unwrap_or_default();
        let reads = comment.trim_end_matches(['-', ' ']);
        let reads = if reads.starts_with('`') { reads } else { "nothing" };
        writeln!(text, "| `{}` | {reads} |", file.path.trim_start_matches("templates/")).unwrap();
    }
    text.push_str("\n| component | arguments |\n| --- | --- |\n");
    let templates = templates();
    for definition in templates.split("{% component ").skip(1) {
        let (name, rest) = definition.split_once('(').unwrap();
        let arguments = rest.split_once(") ").unwrap().0;
        writeln!(text, "| `{name}` | `{arguments}` |").unwrap();
    }
    text
}

/// Renders the table of custom properties of the stylesheet, with their light and dark values.
fn tokens() -> String {
    let style = fs::read_to_string(root().join("theme/assets/style.css")).unwrap();
    let (light, dark) = style.split_once("prefers-color-scheme: dark").unwrap();
    let light = declared(light.split_once(":root {").unwrap().1);
    let dark = declared(dark.split_once(":root {").unwrap().1);
    let purpose = |token: &str| {
        let known = TOKENS.iter().filter(|(known, _)| token.starts_with(*known));
        known.max_by_key(|(known, _)| known.len()).map(|(_, purpose)| *purpose)
    };
    let missing: Vec<_> = light.iter().map(|(token, _)| token).filter(|token| purpose(token).is_none()).collect();
    assert!(missing.is_empty(), "add these properties to `TOKENS` in tests/it/docs/theme.rs: {missing:?}");
    let mut text = "| property | light | dark | purpose |\n| --- | --- | --- | --- |\n".to_owned();
    for (token, value) in light {
        let dark = dark.iter().find(|(known, _)| *known == token).map_or("same".to_owned(), |(_, value)| code(value));
        writeln!(text, "| `--{token}` | {} | {dark} | {} |", code(value), purpose(token).unwrap()).unwrap();
    }
    text
}

fn declared(block: &str) -> Vec<(&str, &str)> {
    let declarations = block.split('}').next().unwrap().split(';');
    declarations.filter_map(|each| each.trim().strip_prefix("--")?.split_once(": ")).collect()
}

fn code(value: &str) -> String {
    format!("`{value}`")
}

#[test]
fn every_example_in_theme_md_works() {
    let page = read("theme.md");
    let mut site = crate::site::Site::new();
    let mut count = 0;
    for block in super::examples::sections(&page).into_iter().flatten().filter(|block| block.of.starts_with("theme/")) {
        assert!(Path::new(&block.of).extension().is_some(), "{}", block.of);
        site = site.file(&block.of, &block.text);
        count += 1;
    }
    assert!(count > 2, "{count}");
    assert_eq!(site.check().code(0).problems(), [""; 0]);
}
