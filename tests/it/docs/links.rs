use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::root;

#[test]
fn every_relative_link_in_the_docs_works() {
    let mut dead = Vec::new();
    for page in pages() {
        for link in links(&page) {
            if !leads_somewhere(&page, &link) {
                dead.push(format!("{}: {link}", page.strip_prefix(root()).unwrap().display()));
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}

#[test]
fn docs_readme_links_to_every_page() {
    let docs = root().join("docs");
    let named = [links(&docs.join("README.md")), links(&docs.join("hosts.md"))].concat();
    for page in pages() {
        let Ok(name) = page.strip_prefix(&docs) else { continue };
        assert!(name == "README.md" || named.iter().any(|link| Path::new(link) == name), "{}", name.display());
    }
}

/// Skips paths with a placeholder and planned files.
#[test]
fn paths_in_contributing_exist() {
    let text = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let folders = ["src/", "tests/", "theme/", "docs/", "scripts/", "scaffold/"];
    let named =
        text.lines().filter(|line| !line.contains("(planned)")).flat_map(|line| line.split('`').skip(1).step_by(2));
    let paths: Vec<_> = named
        .filter(|word| folders.iter().any(|folder| word.starts_with(folder)) && !word.contains(['{', '*', ' ']))
        .filter(|word| !word.contains("NAME"))
        .collect();
    let missing: Vec<_> = paths.iter().filter(|path| !root().join(path).exists()).collect();
    assert!(missing.is_empty() && paths.len() > 20, "{missing:#?}");
}

/// Returns the Markdown files of the documentation.
fn pages() -> Vec<PathBuf> {
    let folders = ["docs", "docs/hosts"].map(|folder| fs::read_dir(root().join(folder)).unwrap());
    let in_docs = folders.into_iter().flatten().map(|entry| entry.unwrap().path());
    let pages = in_docs.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    pages
        .chain(["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md"].map(|name| root().join(name)))
        .collect()
}

fn links(page: &Path) -> Vec<String> {
    let text = fs::read_to_string(page).unwrap();
    let targets = Parser::new_ext(&text, Options::ENABLE_TABLES).filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    });
    targets.filter(|target| !target.contains("://") && !target.starts_with("mailto:")).collect()
}

fn leads_somewhere(page: &Path, link: &str) -> bool {
    let (path, anchor) = link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor)));
    let target = if path.is_empty() { page.to_owned() } else { page.parent().unwrap().join(path) };
    match anchor {
        Some(anchor) => target.is_file() && anchors(&target).iter().any(|known| known == anchor),
        None => target.exists(),
    }
}

/// Returns the anchors of the headings of a page, as GitHub generates them.
fn anchors(page: &Path) -> Vec<String> {
    let text = fs::read_to_string(page).unwrap();
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut anchors = Vec::new();
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Text(text) | Event::Code(text) => heading.iter_mut().for_each(|heading| heading.push_str(&text)),
            Event::End(TagEnd::Heading(_)) => {
                let anchor = anchor(&heading.take().unwrap());
                let count = seen.entry(anchor.clone()).or_default();
                anchors.push(if *count == 0 { anchor } else { format!("{anchor}-{count}") });
                *count += 1;
            }
            _ => {}
        }
    }
    anchors
}

/// Returns the anchor of a heading: lower case, `-` for each space, without punctuation except `-` and `_`.
fn anchor(heading: &str) -> String {
    let kept = |each: &char| each.is_alphanumeric() || " -_".contains(*each);
    heading.to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-")
}
