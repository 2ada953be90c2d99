//! Pages: what the views say, put into the theme's templates.

use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Tera};

use super::assets::Assets;
use super::everywhere::Everywhere;
use super::preview::Previews;
use super::words::Words;
use super::{Edition, EmitError, File, Stage, Theme, favicon};
use crate::model::{ComponentIndex, Incident, Maintenance, Snapshot};
use crate::text::{Catalogue, TextError};
use crate::view::{
    BadgesPage, Banner, ComponentPage, FrontPage, Guide, IncidentPage, MaintenancePage, Months, NotFoundPage, PageHead,
    SubscribePage, WindowPage,
};

/// Every page of the site, and what pages load.
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
    let previews = Previews::draw(&guide, theme, edition.base_url)?;
    let press = Press::new(&guide, theme, Arc::clone(words), &site, &previews, edition.base_url)?;
    let print = || -> Vec<_> { press.sheets().par_iter().map(|sheet| press.print(sheet)).collect() };
    let (rendered, painted) = rayon::join(print, || previews.paint());
    // Of several problems the first is told, not whichever was found first.
    let rendered: Result<Vec<File>, EmitError> = rendered.into_iter().collect();
    let mut files = favicon::files(page, Banner::new(&guide).label.kind, &assets);
    files.extend(assets.into_files());
    files.extend(rendered?);
    files.extend(painted?);
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
    Badges,
    NotFound,
    Front,
}

/// All that pages are made with.
struct Press<'a> {
    guide: &'a Guide<'a>,
    months: Months<'a>,
    templates: Tera,
    previews: &'a Previews,
    base_url: &'a str,
}

impl<'a> Press<'a> {
    fn new(
        guide: &'a Guide<'a>,
        theme: &Theme,
        words: Arc<Catalogue>,
        site: &Everywhere<'_>,
        previews: &'a Previews,
        base_url: &'a str,
    ) -> Result<Self, TextError> {
        let mut templates = theme.templates();
        templates.register_function("t", Words::new(words)?);
        templates.global_context().insert("site", site);
        Ok(Self { guide, months: Months::of(guide), templates, previews, base_url })
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
            Sheet::Badges,
            Sheet::NotFound,
            Sheet::Front,
        ]);
        sheets
    }

    fn print(&self, sheet: &Sheet<'_>) -> Result<File, EmitError> {
        let guide = self.guide;
        match sheet {
            Sheet::Incident(incident) => {
                let mut page = IncidentPage::new(incident, guide);
                page.head.preview = self.previews.of(&page.head.path);
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
            Sheet::Badges => {
                let page = BadgesPage::new(self.base_url, guide);
                self.render("badges.html", &page, &page.head, Stage::List)
            }
            Sheet::NotFound => {
                let page = NotFoundPage::new(self.base_url, guide);
                self.render("404.html", &page, &page.head, Stage::List)
            }
            Sheet::Front => {
                let mut page = FrontPage::new(guide);
                page.head.preview = self.previews.of(&page.head.path);
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
            "badges/index.html",
            "components/api/index.html",
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
        for (path, html) in rendered(&fixture::busy()) {
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
    fn only_the_front_page_knows_when_it_was_made() {
        for (path, html) in rendered(&fixture::busy()) {
            assert_eq!(html.contains(fixture::NOW), path == "index.html", "{path}");
        }
    }
}
