//! Pages in languages other than English.

use std::collections::BTreeSet;

use crate::site::{Built, NOW, Site};

const LANGUAGES: [&str; 7] = ["ar", "de", "es", "fr", "ja", "pt", "zh"];

/// Creates a site whose own texts are Greek, so that all Latin letters on its pages come from the program.
fn greek(language: &str) -> Site {
    let page = format!(
        "page:\n  name: Ακμή\n  url: https://status.acme.example\n  language: {language}\n  support_url: tel:+302101234567\n"
    );
    let components = "\
components:
  - { id: a, name: Πληρωμές, group: Κατάστημα, since: 2026-10-01 }
  - { id: b, name: Σύνδεση, group: Κατάστημα, since: 2026-10-01, description: Είσοδος }
  - { id: c, name: Αναζήτηση }
";
    Site::new()
        .status(&(page + components))
        .incident(
            "open",
            "---\ntitle: Αργεί\naffects: { a: degraded_performance, b: partial_outage }\n---\n\
             ## 2026-11-22 10:00 UTC - Investigating\nΨάχνουμε.\n## 2026-11-22 11:50 UTC - Monitoring\nΒλέπουμε.\n",
        )
        .incident(
            "over",
            "---\ntitle: Έπεσε\naffects: { a: major_outage }\n---\n## 2026-11-12 10:00 UTC - Investigating\n\
             ## 2026-11-12 12:30 UTC - Resolved\nΠέρασε.\n## 2026-11-13 09:00 UTC - Postmortem\nΑιτία.\n",
        )
        .incident(
            "work",
            "---\ntitle: Εργασίες\naffects: [b]\nmaintenance: { starts: 2026-12-01 22:00 UTC, ends: 2026-12-02 01:00 UTC }\n\
             ---\nΘα γίνουν.\n",
        )
}

/// Builds the Greek site in a page language. Returns its repository, which is removed on drop, and the built site.
fn built(language: &str) -> (Site, Built) {
    let site = greek(language);
    let built = site.build();
    (site, built)
}

/// Returns the ASCII words of a text that have at least three letters, in lower case.
fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2 && word.is_ascii());
    words.map(str::to_lowercase).collect()
}

/// Returns the words of a built-in catalog, without keys, comments and variables.
fn vocabulary(language: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(format!("{}/theme/text/{language}.ftl", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let messages = text.lines().filter(|line| !line.starts_with('#'));
    let messages = messages.map(|line| line.split_once(" = ").map_or(line, |(_, message)| message));
    let without = |message: &str| -> String {
        message.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect::<Vec<_>>().join(" ")
    };
    messages.flat_map(|message| words(&without(message))).collect()
}

/// Returns the visible text of a page, including that in attributes, one text per line.
fn visible_text(html: &str) -> String {
    let mut texts = String::new();
    for tag in html.split('<').skip(1) {
        let (inside, text) = tag.split_once('>').unwrap();
        texts.push_str(text);
        texts.push('\n');
        for name in [" title=\"", " aria-label=\"", " data-operational=\"", " data-unknown=\"", " data-your-time=\""] {
            if let Some((_, rest)) = inside.split_once(name).filter(|_| !inside.starts_with("link")) {
                texts.push_str(rest.split('"').next().unwrap());
                texts.push('\n');
            }
        }
        if inside.starts_with("meta name=\"description\"") {
            texts.push_str(inside);
        }
    }
    texts.replace("meta name=\"description\" content=", "")
}

#[test]
fn translated_pages_have_no_english_words() {
    let english = vocabulary("en");
    assert!(english.len() > 200, "{}", english.len());
    for language in LANGUAGES {
        let own = vocabulary(language);
        let (_repository, site) = built(language);
        let pages = ["index.html", "history/index.html", "maintenance/index.html", "subscribe/index.html", "404.html"];
        for page in
            pages.into_iter().chain(["components/a/index.html", "embed/index.html", "incidents/over/index.html"])
        {
            // A name, a command, an element and URLs are the same in every language.
            let text = visible_text(&site.page(page)).replace("JSON Feed", "").replace("/feed subscribe", "");
            let text = text.replace("&lt;script", "");
            let text: Vec<_> = text.split_whitespace().filter(|word| !word.contains('/')).collect();
            let mut left = words(&text.join(" "));
            left.retain(|word| english.contains(word) && !own.contains(word));
            assert!(left.is_empty(), "{language}: {page} has {left:?}");
        }
    }
}

#[test]
fn english_words_are_found_on_english_page() {
    let (_repository, site) = built("en");
    let found = words(&visible_text(&site.page("index.html")));
    for word in ["incidents", "operational", "subscribe", "issues", "uptime", "main", "ago"] {
        assert!(found.contains(word), "{word}");
    }
}

#[test]
fn page_has_language_and_direction() {
    for (language, direction) in [("de-AT", "ltr"), ("ar", "rtl"), ("zh-Hans", "ltr")] {
        let (_repository, site) = built(language);
        for (path, bytes) in site.files().into_iter().filter(|(path, _)| path.ends_with(".html")) {
            let html = String::from_utf8(bytes).unwrap();
            let begins = format!("<!doctype html>\n<html lang=\"{language}\" dir=\"{direction}\"");
            assert!(html.starts_with(&begins), "{path} of {language}");
        }
    }
}

#[test]
fn api_does_not_depend_on_language() {
    let (_repository, english) = built("en");
    for language in LANGUAGES {
        let (_repository, site) = built(language);
        for path in ["summary", "status", "components", "incidents", "scheduled-maintenances"] {
            let path = format!("api/v2/{path}.json");
            assert_eq!(site.json(&path), english.json(&path), "{language}: {path}");
        }
        assert_eq!(site.json("api/uptime.json"), english.json("api/uptime.json"), "{language}");
    }
}

#[test]
fn language_without_catalog_gets_a_warning() {
    let warned = |language: &str| {
        let ran = greek(language).run(&["check", "--format", "json", "--now", NOW]).code(0);
        ran.problems().iter().any(|problem| problem.starts_with("AG116"))
    };
    for known in ["de", "de-AT", "DE-at", "pt-PT", "zh-CN", "zh-Hans", "en-GB", "ar-EG"] {
        assert!(!warned(known), "{known}");
    }
    for unknown in ["xx", "zh-TW", "zh-Hant", "zh-Hant-HK"] {
        assert!(warned(unknown), "{unknown}");
    }
}

#[test]
fn documented_custom_catalog_works() {
    let handbook = include_str!("../../docs/languages.md");
    let files: Vec<_> = handbook.split("```ftl\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let [german, american] = files[..] else { panic!("{} files", files.len()) };

    let repository = greek("de").file("theme/text/de.ftl", german);
    let german = repository.build();
    for heading in ["Aktuelle Störungen", "Frühere Störungen", "Komponenten"] {
        assert!(german.page("index.html").contains(heading), "{heading}");
    }
    let repository = greek("en-US").file("theme/text/en-US.ftl", american);
    let american = repository.build();
    assert!(american.page("incidents/over/index.html").contains("Nov 12, 2026, 10:00 AM</time> – "));
    assert!(american.page("index.html").contains(" data-intl=\"en-US\""));
}
