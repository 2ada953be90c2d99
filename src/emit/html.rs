//! Pages: what the views say, put into the theme's templates.

use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Tera};

use super::assets::Assets;
use super::everywhere::Everywhere;
use super::words::Words;
use super::{Edition, EmitError, File, Stage, Theme, favicon, notice};
use crate::model::{ComponentIndex, Incident, Maintenance, Snapshot};
use crate::text::{Catalogue, TextError};
use crate::view::{
    Banner, ComponentPage, EmbedPage, FrontPage, Guide, IncidentPage, MaintenancePage, Months, NotFoundPage, PageHead,
    SubscribePage, WindowPage,
};

/// Every page of the site, what pages load, and what other sites show of it.
///
/// # Errors
/// When a template fails.
pub fn pages(
    snapshot: &Snapshot<'_>,
    theme: &Theme,
    words: &Arc<Catalogue>,
    edition: Edition<'_>,
) -> Result<Vec<File>, EmitError> {
    let guide = Guide::new(snapshot, words);
    let page = guide.page();
    let assets = Assets::new(theme, snapshot.site);
    let site = Everywhere::new(page, &assets, edition);
    let press = Press::new(&guide, theme, Arc::clone(words), &site, edition.base_url)?;
    let rendered: Vec<_> = press.sheets().par_iter().map(|sheet| press.print(sheet)).collect();
    // Of several problems the first is told, not whichever was found first.
    let rendered: Result<Vec<File>, EmitError> = rendered.into_iter().collect();
    let mut files = favicon::files(page, Banner::new(&guide).label.kind, &assets);
    files.extend(assets.into_files());
    files.extend(rendered?);
    files.push(notice::file(&guide)?);
    Ok(files)
}

/// One page to be made.
enum Sheet<'a> {
    Incident(&'a Incident),
    Window(&'a Maintenance),
    Component(ComponentIndex),
    Month(usize),
    History,
    Maintenance,
    Subscribe,
    Embed,
    NotFound,
    Front,
}

/// All that pages are made with.
struct Press<'a> {
    guide: &'a Guide<'a>,
    months: Months<'a>,
    templates: Tera,
    base_url: &'a str,
}

impl<'a> Press<'a> {
    fn new(
        guide: &'a Guide<'a>,
        theme: &Theme,
        words: Arc<Catalogue>,
        site: &Everywhere<'_>,
        base_url: &'a str,
    ) -> Result<Self, TextError> {
        let mut templates = theme.templates();
        templates.register_function("t", Words::new(words)?);
        templates.global_context().insert("site", site);
        Ok(Self { guide, months: Months::of(guide), templates, base_url })
    }

    fn sheets(&self) -> Vec<Sheet<'a>> {
        let snapshot = self.guide.snapshot;
        let mut sheets: Vec<_> = snapshot.incidents().into_iter().map(Sheet::Incident).collect();
        sheets.extend(snapshot.windows().into_iter().map(Sheet::Window));
        sheets.extend((0..snapshot.site.components.len()).map(Sheet::Component));
        sheets.extend((0..self.months.len()).map(Sheet::Month));
        sheets.extend([
            Sheet::History,
            Sheet::Maintenance,
            Sheet::Subscribe,
            Sheet::Embed,
            Sheet::NotFound,
            Sheet::Front,
        ]);
        sheets
    }

    fn print(&self, sheet: &Sheet<'_>) -> Result<File, EmitError> {
        let guide = self.guide;
        match sheet {
            Sheet::Incident(incident) => {
                let page = IncidentPage::new(incident, guide);
                self.render("incident.html", &page, &page.head, Stage::Event)
            }
            Sheet::Window(window) => {
                let page = WindowPage::new(window, guide);
                self.render("window.html", &page, &page.head, Stage::Event)
            }
            Sheet::Component(component) => {
                let page = ComponentPage::new(*component, guide);
                self.render("component.html", &page, &page.head, Stage::List)
            }
            Sheet::Month(nth) => {
                let page = self.months.page(*nth, guide);
                self.render("history.html", &page, &page.head, Stage::List)
            }
            Sheet::History => {
                let page = self.months.index(guide);
                self.render("history.html", &page, &page.head, Stage::List)
            }
            Sheet::Maintenance => {
                let page = MaintenancePage::new(guide);
                self.render("maintenance.html", &page, &page.head, Stage::List)
            }
            Sheet::Subscribe => {
                let page = SubscribePage::new(guide);
                self.render("subscribe.html", &page, &page.head, Stage::List)
            }
            Sheet::Embed => {
                let page = EmbedPage::new(guide);
                self.render("embed.html", &page, &page.head, Stage::List)
            }
            Sheet::NotFound => {
                let page = NotFoundPage::new(self.base_url, guide);
                self.render("404.html", &page, &page.head, Stage::List)
            }
            Sheet::Front => {
                let page = FrontPage::new(guide);
                self.render("index.html", &page, &page.head, Stage::Front)
            }
        }
    }

    fn render(&self, template: &str, page: &impl Serialize, head: &PageHead, stage: Stage) -> Result<File, EmitError> {
        let path = head.file();
        let html = Context::from_serialize(page).and_then(|context| self.templates.render(template, &context));
        match html {
            Ok(html) => Ok(File { path, bytes: html.into_bytes(), stage }),
            Err(report) => Err(EmitError::Template { path, report }),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::view::fixture;

    fn rendered(site: &crate::model::Site) -> BTreeMap<String, String> {
        let snapshot = Snapshot::take(site, fixture::instant(fixture::NOW));
        let theme = Theme::new(BTreeMap::new()).unwrap();
        let words = Arc::new(theme.catalogue("en").unwrap());
        let edition = Edition { base_url: "https://status.acme.example/sub", commit: Some("0123456789abcdef") };
        let files = pages(&snapshot, &theme, &words, edition);
        let files = files.unwrap_or_else(|error| panic!("{error}"));
        files.into_iter().map(|file| (file.path, String::from_utf8(file.bytes).unwrap())).collect()
    }

    #[test]
    fn every_kind_of_page_is_there() {
        let files = rendered(&fixture::busy());
        let expected = [
            "404.html",
            "assets/page.js",
            "assets/style.css",
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
        ];
        for path in expected {
            assert!(files.contains_key(path), "{path}");
        }
    }

    #[test]
    fn nothing_that_people_write_breaks_out() {
        let pages = rendered(&fixture::busy()).into_iter().filter(|(path, _)| path.ends_with(".html"));
        for (path, html) in pages {
            for wrong in ["<script>", "<img", "<b>", "<i>", "style=", "onerror=\""] {
                assert!(!html.contains(wrong), "{path} has {wrong}");
            }
        }
    }

    #[test]
    fn ids_are_unique_even_when_two_incidents_are_spoken_of_at_once() {
        let mut site = fixture::busy();
        let mut twin = site.incidents[1].clone();
        twin.id = "2026-11-22-twin".into();
        site.incidents.push(twin);
        for (path, html) in rendered(&site) {
            // What a turn brings has the ids of what it takes the place of.
            let (html, _) = html.split_once("<template").unwrap_or((&html, ""));
            let mut ids: Vec<_> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            let all = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), all, "{path}");
        }
    }

    #[test]
    fn only_what_tells_the_state_knows_when_it_was_made() {
        let knows = ["index.html", "embed/index.html", "embed/notice.json"];
        for (path, html) in rendered(&fixture::busy()) {
            assert_eq!(html.contains(fixture::NOW), knows.contains(&&*path), "{path}");
        }
    }
}
