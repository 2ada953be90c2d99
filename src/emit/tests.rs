use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use serde_json::Value;

use super::{BuiltIn, Edition, File, Theme, site};
use crate::model::{ComponentStatus, Overall, Site, Snapshot, UnknownComponent};
use crate::text::{Catalog, Catalogs};
use crate::view::fixture;

/// The files of a site, by path.
struct Built(BTreeMap<String, Vec<u8>>);

impl Built {
    fn new(source: &Site) -> Self {
        let snapshot = Snapshot::take(source, fixture::instant(fixture::NOW));
        let edition = Edition { base_url: &source.page.url, commit: None, revised: &BTreeMap::new() };
        let files = Mutex::new(Vec::new());
        site(&snapshot, &Theme::built_in().unwrap(), &Arc::new(catalog(source)), edition, &files).unwrap();
        Self(files.into_inner().unwrap().into_iter().map(|File { path, bytes, .. }| (path, bytes)).collect())
    }

    fn text(&self, path: &str) -> &str {
        str::from_utf8(&self.0[path]).unwrap()
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_slice(&self.0[path]).unwrap()
    }

    /// Returns the paths of the files with `text`, without those under `api/`.
    fn with(&self, text: &str) -> Vec<&str> {
        let paths = self.0.keys().filter(|path| !path.starts_with("api/") && !path.ends_with(".png"));
        paths.filter(|path| self.text(path).contains(text)).map(String::as_str).collect()
    }
}

fn catalog(site: &Site) -> Catalog {
    Catalogs::default().load(&site.page.language).unwrap()
}

/// Returns a site in `language` on which everything is well, with a window on the next day.
fn calm(language: &str) -> Site {
    let mut site = fixture::quiet();
    site.page.language = language.into();
    site.windows = vec![fixture::window("w", "2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z", &[])];
    site
}

#[test]
fn no_file_says_that_all_is_well_while_there_is_a_possible_problem() {
    let languages = BuiltIn::ALL.iter().filter_map(|file| file.path.strip_prefix("text/")?.strip_suffix(".ftl"));
    for language in languages {
        let mut source = calm(language);
        let (catalog, calm) = (catalog(&source), Built::new(&source));
        let all_is_well = catalog.overall(Overall::AllOperational);
        assert_eq!(
            calm.with(&all_is_well),
            [
                "badges/overall.json",
                "badges/overall.square.svg",
                "badges/overall.svg",
                "embed/index.html",
                "index.html"
            ]
        );
        source.has_possible_problem = true;
        let built = Built::new(&source);
        assert_eq!(built.with(&all_is_well), [""; 0], "{language}");
        let (label, note) = (catalog.format("banner-possible-problem"), catalog.format("possible-problem-text"));
        assert!(calm.with(&label).is_empty());
        for path in ["badges/overall.json", "badges/overall.svg", "embed/index.html", "embed/notice.json", "index.html"]
        {
            assert!(built.text(path).contains(&label), "{language}: {path}");
        }
        let title = catalog.format_with("page-title", &[("title", label.into()), ("page", "Acme".into())]);
        let front = built.text("index.html");
        for part in [
            format!("<title>{title}</title>"),
            format!("<meta property=\"og:title\" content=\"{title}\">"),
            format!("<meta name=\"description\" content=\"{note}\">"),
            format!("<meta property=\"og:description\" content=\"{note}\">"),
            format!("<p>{note}</p>"),
            "/favicon/notice.svg\"".to_owned(),
        ] {
            assert!(front.contains(&part), "{language}: {part}");
        }
        assert_eq!(built.text("favicon.svg"), built.text("favicon/notice.svg"));
        assert!(calm.json("embed/notice.json")["notices"][0]["from"].is_null(), "only the window");
        assert_eq!(built.json("embed/notice.json")["notices"][0]["state"], note);
        assert_eq!(built.json("api/v2/status.json"), calm.json("api/v2/status.json"));
        assert_eq!(built.0.get("preview.png") == calm.0.get("preview.png"), cfg!(not(feature = "previews")));
    }
}

#[test]
fn description_has_possible_problem_and_open_incident() {
    let mut source = fixture::quiet();
    source.has_possible_problem = true;
    source.incidents = vec![fixture::incident("x", &[("2026-11-22T13:00:00Z", "investigating", "")])];
    let description = "We are looking into a possible problem. Active: Incident x";
    let built = Built::new(&source);
    assert!(
        built.text("index.html").contains(&format!("<meta property=\"og:description\" content=\"{description}\">"))
    );
}

#[test]
fn unknown_component_is_escaped_text_in_pages_and_absent_from_api() {
    let mut source = fixture::quiet();
    source.incidents = vec![fixture::incident(
        "x",
        &[("2026-11-22T13:00:00Z", "investigating", ""), ("2026-11-22T14:00:00Z", "monitoring", "")],
    )];
    let unknown = |status, from: Option<&str>| UnknownComponent {
        name: "Shop <EU>".into(),
        status,
        from: from.map(fixture::instant),
    };
    source.incidents[0].affects = [(0, ComponentStatus::DegradedPerformance)].into();
    source.incidents[0].unknown = vec![
        unknown(ComponentStatus::MajorOutage, None),
        unknown(ComponentStatus::PartialOutage, Some("2026-11-22T14:00:00Z")),
    ];
    let built = Built::new(&source);
    let front = built.text("index.html");
    assert!(front.contains("<p class=\"facts\">Website and Shop &lt;EU&gt;</p>"), "{front}");
    assert!(front.contains("<li><a>Shop &lt;EU&gt;</a>"), "{front}");
    let page = built.text("incidents/x/index.html");
    let affected = page.split("id=\"affected\"").nth(1).unwrap();
    let (_, shop) = affected.split_once("<dt><a>Shop &lt;EU&gt;</a><svg").unwrap();
    assert!(shop.find("Major outage").unwrap() < shop.find("Partial outage").unwrap(), "{shop}");
    assert!(built.text("history/index.html").contains("<span>Website and Shop &lt;EU&gt;</span>"));
    assert_eq!(built.json("embed/notice.json")["notices"][0]["about"], "Website and Shop <EU>");
    let api = built.0.iter().filter(|(path, _)| path.starts_with("api/"));
    for (path, bytes) in api {
        assert!(!String::from_utf8_lossy(bytes).contains("Shop"), "{path}");
    }
}
