//! Pages: what the views say, put into the theme's templates.

use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Tera};

use super::assets::Assets;
use super::everywhere::Everywhere;
use super::frame::Frame;
use super::mark::Marks;
use super::preview::Previews;
use super::words::Words;
use super::{Edition, EmitError, File, Output, Stage, Theme, favicon, notice};
use crate::model::{ComponentIndex, Incident, Maintenance, Report};
use crate::text::{Catalogue, TextError};
use crate::view::{
    BadgesPage, Banner, ComponentPage, EmbedPage, FrontPage, Guide, IncidentPage, MaintenancePage, MonthRange, Months,
    NotFoundPage, PageHead, SubscribePage, UptimePage, WindowPage, address,
};

/// Hands every page of the site, what pages load, and what other sites show of it, to `output`. Returns the files that the pages are in.
///
/// # Errors
/// When a template fails.
pub fn pages(
    guide: &Guide<'_>,
    report: &Report,
    theme: &Theme,
    words: &Arc<Catalogue>,
    edition: Edition<'_>,
    output: &dyn Output,
) -> Result<Vec<String>, EmitError> {
    let (snapshot, page) = (guide.snapshot, guide.page());
    let assets = Assets::new(theme, snapshot.site);
    let site = Everywhere::new(page, &assets, edition);
    let templates = templates(theme, Arc::clone(words), &site)?;
    let (previews, marks) =
        rayon::join(|| Previews::draw(guide, theme, edition.base_url), || Marks::new(snapshot, theme, edition));
    let previews = previews?;
    let press = Press {
        guide,
        report,
        months: Months::of(guide),
        marks,
        frame: if theme.has_own_templates() { None } else { Frame::new(&templates, &site)? },
        templates,
        previews: &previews,
        base_url: edition.base_url.as_str(),
        output,
    };
    let print = || -> Vec<_> { press.sheets().par_iter().map(|sheet| press.print(sheet)).collect() };
    let (pages, pictures) = rayon::join(print, || previews.paint(output));
    for file in favicon::files(page, Banner::new(guide).label.kind, &assets).into_iter().chain(assets.into_files()) {
        output.put(file, None);
    }
    output.put(notice::file(guide)?, None);
    pictures?;
    // Of several problems the first is told, not whichever was found first.
    pages.into_iter().collect()
}

fn templates(theme: &Theme, words: Arc<Catalogue>, site: &Everywhere<'_>) -> Result<Tera, TextError> {
    let mut templates = theme.templates();
    templates.register_function("t", Words::new(words)?);
    templates.global_context().insert("site", site);
    Ok(templates)
}

/// One page to be made.
enum Sheet<'a> {
    Incident(&'a Incident),
    Window(&'a Maintenance),
    Component(ComponentIndex),
    Month(usize),
    Uptime(MonthRange),
    History,
    Maintenance,
    Subscribe,
    Embed,
    Badges,
    NotFound,
    Front,
}

/// All that pages are made with.
struct Press<'a> {
    guide: &'a Guide<'a>,
    report: &'a Report,
    months: Months<'a>,
    marks: Marks<'a>,
    templates: Tera,
    /// What stands around events, if that is known.
    frame: Option<Frame>,
    previews: &'a Previews,
    base_url: &'a str,
    output: &'a dyn Output,
}

impl<'a> Press<'a> {
    fn sheets(&self) -> Vec<Sheet<'a>> {
        let snapshot = self.guide.snapshot;
        let mut sheets: Vec<_> = snapshot.incidents().into_iter().map(Sheet::Incident).collect();
        sheets.extend(snapshot.windows().into_iter().map(Sheet::Window));
        sheets.extend((0..snapshot.site.components.len()).map(Sheet::Component));
        sheets.extend((0..self.months.len()).map(Sheet::Month));
        sheets.extend(MonthRange::all(self.report).into_iter().map(Sheet::Uptime));
        sheets.extend([
            Sheet::History,
            Sheet::Maintenance,
            Sheet::Subscribe,
            Sheet::Embed,
            Sheet::Badges,
            Sheet::NotFound,
            Sheet::Front,
        ]);
        sheets
    }

    /// Makes a page, unless it is there already as it would be made. Returns the file that it is in.
    fn print(&self, sheet: &Sheet<'_>) -> Result<String, EmitError> {
        let mark = self.mark(sheet);
        if let Some((path, mark)) = &mark
            && self.output.keep(path, *mark)
        {
            return Ok(path.clone());
        }
        let file = self.made(sheet)?;
        let path = file.path.clone();
        self.output.put(file, mark.map(|(_, mark)| mark));
        Ok(path)
    }

    /// The file of a page that no clock changes, and what stands for all that it is made from.
    fn mark(&self, sheet: &Sheet<'_>) -> Option<(String, u64)> {
        let of_event = |id: &str| Some((address::file(&address::event(id)), self.marks.event(id)?));
        match sheet {
            Sheet::Incident(incident) => of_event(&incident.id),
            Sheet::Window(window) => of_event(&window.id),
            Sheet::Month(nth) => {
                let (month, events) = self.months.get(*nth)?;
                let mark = self.marks.list(events, (month, self.months.neighbours(*nth)))?;
                Some((address::file(&address::month(month.year(), month.month())), mark))
            }
            _ => None,
        }
    }

    fn made(&self, sheet: &Sheet<'_>) -> Result<File, EmitError> {
        let guide = self.guide;
        match sheet {
            Sheet::Incident(incident) => {
                let mut page = IncidentPage::new(incident, guide);
                page.head.preview = self.previews.of(&page.head.path);
                self.render_event("incident.html", &page, &page.head, &incident.id)
            }
            Sheet::Window(window) => {
                let page = WindowPage::new(window, guide);
                self.render_event("window.html", &page, &page.head, &window.id)
            }
            Sheet::Component(component) => {
                let page = ComponentPage::new(*component, guide);
                self.render("component.html", &page, &page.head, Stage::List)
            }
            Sheet::Month(nth) => {
                let page = self.months.page(*nth, guide);
                self.render("history.html", &page, &page.head, Stage::List)
            }
            Sheet::Uptime(range) => {
                let page = UptimePage::new(range, self.report, guide);
                self.render("uptime.html", &page, &page.head, Stage::List)
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

    /// A page of an event, of which all but the main part may be known.
    fn render_event(
        &self,
        template: &str,
        page: &impl Serialize,
        head: &PageHead,
        id: &str,
    ) -> Result<File, EmitError> {
        let Some(frame) = self.frame.as_ref().filter(|frame| frame.fits(head, id)) else {
            return self.render(template, page, head, Stage::Event);
        };
        let main = self.html(&Frame::main(template), page, head)?;
        Ok(File { path: head.file(), bytes: frame.around(head, id, &main).into_bytes(), stage: Stage::Event })
    }

    fn render(&self, template: &str, page: &impl Serialize, head: &PageHead, stage: Stage) -> Result<File, EmitError> {
        Ok(File { path: head.file(), bytes: self.html(template, page, head)?.into_bytes(), stage })
    }

    fn html(&self, template: &str, page: &impl Serialize, head: &PageHead) -> Result<String, EmitError> {
        let html = Context::from_serialize(page).and_then(|context| self.templates.render(template, &context));
        html.map_err(|report| EmitError::Template { path: head.file(), report })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Mutex;

    use super::*;
    use crate::view::fixture;

    fn rendered(site: &crate::model::Site) -> BTreeMap<String, String> {
        printed(site, BTreeMap::new())
    }

    fn printed(site: &crate::model::Site, own: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
        let snapshot = crate::model::Snapshot::take(site, fixture::instant(fixture::NOW));
        let theme = Theme::new(own).unwrap();
        let words = Arc::new(theme.catalogue("en").unwrap());
        let revised = BTreeMap::new();
        let commit = Some("0123456789abcdef");
        let base_url = crate::model::Url::parse("https://status.acme.example/sub").unwrap();
        let edition = Edition { base_url: &base_url, commit, revised: &revised };
        let files = Mutex::new(Vec::new());
        pages(&Guide::new(&snapshot, &words), &Report::of(&snapshot), &theme, &words, edition, &files)
            .unwrap_or_else(|error| panic!("{error}"));
        // Pictures are no text.
        let texts = files.into_inner().unwrap().into_iter().filter(|file| !file.path.ends_with(".png"));
        texts.map(|file| (file.path, String::from_utf8(file.bytes).unwrap())).collect()
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
    fn a_frame_makes_the_same_pages() {
        let mut site = fixture::busy();
        site.page.name = "A & <B>".to_owned();
        let copy = crate::emit::BuiltIn::at("templates/404.html").unwrap();
        let own = BTreeMap::from([(copy.path.to_owned(), copy.text.as_bytes().to_vec())]);
        let (framed, plain) = (printed(&site, BTreeMap::new()), printed(&site, own));
        assert_eq!(framed, plain);
    }

    #[test]
    fn nothing_that_people_write_breaks_out() {
        let pages = rendered(&fixture::busy()).into_iter().filter(|(path, _)| path.ends_with(".html"));
        for (path, html) in pages {
            for wrong in ["<script>", "<b>", "<i>", "style=", "onerror=\""] {
                assert!(!html.contains(wrong), "{path} has {wrong}");
            }
            let pictures = html.split("<img ").skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
            for picture in pictures {
                assert!(path == "badges/index.html" && picture.contains("loading=\"lazy\""), "{path} has {picture}");
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
