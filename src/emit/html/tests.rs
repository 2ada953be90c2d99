use std::collections::BTreeMap;
use std::sync::Mutex;

use super::*;
use crate::view::fixture;

fn rendered(site: &crate::model::Site) -> BTreeMap<String, String> {
    let snapshot = crate::model::Snapshot::take(site, fixture::instant(fixture::NOW));
    let theme = Theme::built_in().unwrap();
    let catalog = Arc::new(Catalog::english().unwrap());
    let revised = BTreeMap::new();
    let commit = Some("0123456789abcdef");
    let base_url = crate::model::Url::parse("https://status.acme.example/sub").unwrap();
    let edition = Edition { base_url: &base_url, commit, revised: &revised };
    let files = Mutex::new(Vec::new());
    pages(&ViewContext::new(&snapshot, &catalog), &Report::of(&snapshot), &theme, &catalog, edition, &files)
        .unwrap_or_else(|error| panic!("{error}"));
    // Images are not text.
    let texts = files.into_inner().unwrap().into_iter().filter(|file| !file.path.ends_with(".png"));
    texts.map(|file| (file.path, String::from_utf8(file.bytes).unwrap())).collect()
}

#[test]
fn every_kind_of_page_is_rendered() {
    let files = rendered(&fixture::busy());
    let expected = [
        "404.html",
        "assets/page.js",
        "assets/style.css",
        "badges/index.html",
        "components/api/index.html",
        "embed.js",
        "embed/index.html",
        "embed/notice.json",
        "history/2026-11/index.html",
        "history/index.html",
        "incidents/2026-11-12-card-payments/index.html",
        "incidents/2026-12-05-next/index.html",
        "index.html",
        "maintenance/index.html",
        "subscribe/index.html",
        "uptime/2026/index.html",
        "uptime/index.html",
    ];
    for path in expected {
        assert!(files.contains_key(path), "{path}");
    }
}

#[test]
fn texts_in_pages_are_escaped() {
    let pages = rendered(&fixture::busy()).into_iter().filter(|(path, _)| path.ends_with(".html"));
    for (path, html) in pages {
        for wrong in ["<script>", "<b>", "<i>", "style=", "onerror=\""] {
            assert!(!html.contains(wrong), "{path} has {wrong}");
        }
        let images = html.split("<img ").skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
        for image in images {
            assert!(path == "badges/index.html" && image.contains("loading=\"lazy\""), "{path} has {image}");
        }
    }
}

#[test]
fn ids_in_page_are_unique_with_updates_at_same_time() {
    let mut site = fixture::busy();
    let mut twin = site.incidents[1].clone();
    twin.id = "2026-11-22-twin".into();
    site.incidents.push(twin);
    for (path, html) in rendered(&site) {
        // The `<template>` of a scheduled change repeats the IDs of the elements that it replaces.
        let (html, _) = html.split_once("<template").unwrap_or((&html, ""));
        let mut ids: Vec<_> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{path}");
    }
}

#[test]
fn only_front_page_and_embed_contain_build_time() {
    let expected = ["index.html", "embed/index.html", "embed/notice.json"];
    for (path, html) in rendered(&fixture::busy()) {
        assert_eq!(html.contains(fixture::NOW), expected.contains(&&*path), "{path}");
    }
}
