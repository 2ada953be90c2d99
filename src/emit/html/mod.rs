//! The pages: views rendered with the templates of the theme.

pub(super) mod fingerprint;

mod site_context;
#[cfg(test)]
mod tests;
mod translate;

use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Tera};

use self::fingerprint::Fingerprints;
use self::site_context::SiteContext;
use self::translate::TranslateFn;
use super::assets::{Assets, favicon};
use super::preview::Previews;
use super::{Edition, EmitError, File, Output, Stage, Theme, notice_json};
use crate::model::{ComponentIndex, Incident, Maintenance, Report};
use crate::text::{Catalog, TextError};
use crate::view::{
    BadgesPage, Banner, ComponentPage, EmbedPage, FrontPage, IncidentPage, MaintenancePage, MonthRange, Months,
    NotFoundPage, PageHead, SubscribePage, UptimePage, ViewContext, WindowPage, address,
};

/// Renders every page, the files that pages load, and `embed/notice.json` into `output`. Returns the page paths.
///
/// # Errors
/// Returns an error if a template fails.
pub fn pages(
    context: &ViewContext<'_>,
    report: &Report,
    theme: &Theme,
    catalog: &Arc<Catalog>,
    edition: Edition<'_>,
    output: &dyn Output,
) -> Result<Vec<String>, EmitError> {
    let (snapshot, page) = (context.snapshot, context.page());
    let assets = Assets::new(theme, snapshot.site);
    let site = SiteContext::new(page, &assets, edition);
    let templates = templates(theme, Arc::clone(catalog), &site)?;
    let (previews, fingerprints) = rayon::join(
        || Previews::draw(context, theme, edition.base_url),
        || Fingerprints::new(snapshot, theme, edition),
    );
    let previews = previews?;
    let renderer = PageRenderer {
        context,
        report,
        months: Months::of(context),
        fingerprints,
        templates,
        previews: &previews,
        base_url: edition.base_url.as_str(),
        output,
    };
    let render = || -> Vec<_> { renderer.pages().par_iter().map(|page| renderer.render_if_changed(page)).collect() };
    let (pages, painted) = rayon::join(render, || previews.paint(output));
    for file in favicon::files(page, Banner::new(context).label.kind, &assets).into_iter().chain(assets.into_files()) {
        output.put(file, None);
    }
    output.put(notice_json::file(context)?, None);
    painted?;
    // Return the first error in the order of the pages, so that it is the same in each build.
    pages.into_iter().collect()
}

fn templates(theme: &Theme, catalog: Arc<Catalog>, site: &SiteContext<'_>) -> Result<Tera, TextError> {
    let mut templates = theme.templates();
    templates.register_function("t", TranslateFn::new(catalog)?);
    templates.global_context().insert("site", site);
    Ok(templates)
}

/// The kind of an HTML page, and what the page is about.
enum PageKind<'a> {
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

/// Renders pages.
struct PageRenderer<'a> {
    context: &'a ViewContext<'a>,
    report: &'a Report,
    months: Months<'a>,
    fingerprints: Fingerprints<'a>,
    templates: Tera,
    previews: &'a Previews,
    base_url: &'a str,
    output: &'a dyn Output,
}

impl<'a> PageRenderer<'a> {
    fn pages(&self) -> Vec<PageKind<'a>> {
        let snapshot = self.context.snapshot;
        let mut pages: Vec<_> = snapshot.incidents().into_iter().map(PageKind::Incident).collect();
        pages.extend(snapshot.windows().into_iter().map(PageKind::Window));
        pages.extend((0..snapshot.site.components.len()).map(PageKind::Component));
        pages.extend((0..self.months.len()).map(PageKind::Month));
        pages.extend(MonthRange::all(self.report).into_iter().map(PageKind::Uptime));
        pages.extend([
            PageKind::History,
            PageKind::Maintenance,
            PageKind::Subscribe,
            PageKind::Embed,
            PageKind::Badges,
            PageKind::NotFound,
            PageKind::Front,
        ]);
        pages
    }

    /// Renders a page unless an earlier build wrote it with the same fingerprint. Returns the path of the page.
    fn render_if_changed(&self, page: &PageKind<'_>) -> Result<String, EmitError> {
        let fingerprint = self.fingerprint(page);
        if let Some((path, fingerprint)) = &fingerprint
            && self.output.keep(path, *fingerprint)
        {
            return Ok(path.clone());
        }
        let file = self.page(page)?;
        let path = file.path.clone();
        self.output.put(file, fingerprint.map(|(_, fingerprint)| fingerprint));
        Ok(path)
    }

    /// Returns the path and the fingerprint of a page, or `None` if the page may change with time.
    fn fingerprint(&self, page: &PageKind<'_>) -> Option<(String, u64)> {
        let of_event = |id: &str| Some((address::file(&address::event(id)), self.fingerprints.event(id)?));
        match page {
            PageKind::Incident(incident) => of_event(&incident.id),
            PageKind::Window(window) => of_event(&window.id),
            PageKind::Month(index) => {
                let (month, events) = self.months.get(*index)?;
                let fingerprint = self.fingerprints.list(events, (month, self.months.neighbours(*index)))?;
                Some((address::file(&address::month(month.year(), month.month())), fingerprint))
            }
            _ => None,
        }
    }

    fn page(&self, page: &PageKind<'_>) -> Result<File, EmitError> {
        let context = self.context;
        match page {
            PageKind::Incident(incident) => {
                let mut page = IncidentPage::new(incident, context);
                page.head.preview = self.previews.of(&page.head.path);
                self.render("incident.html", &page, &page.head, Stage::Event)
            }
            PageKind::Window(window) => {
                let page = WindowPage::new(window, context);
                self.render("window.html", &page, &page.head, Stage::Event)
            }
            PageKind::Component(component) => {
                let page = ComponentPage::new(*component, context);
                self.render("component.html", &page, &page.head, Stage::List)
            }
            PageKind::Month(index) => {
                let page = self.months.page(*index, context);
                self.render("history.html", &page, &page.head, Stage::List)
            }
            PageKind::Uptime(range) => {
                let page = UptimePage::new(range, self.report, context);
                self.render("uptime.html", &page, &page.head, Stage::List)
            }
            PageKind::History => {
                let page = self.months.index(context);
                self.render("history.html", &page, &page.head, Stage::List)
            }
            PageKind::Maintenance => {
                let page = MaintenancePage::new(context);
                self.render("maintenance.html", &page, &page.head, Stage::List)
            }
            PageKind::Subscribe => {
                let page = SubscribePage::new(context);
                self.render("subscribe.html", &page, &page.head, Stage::List)
            }
            PageKind::Embed => {
                let page = EmbedPage::new(context);
                self.render("embed.html", &page, &page.head, Stage::List)
            }
            PageKind::Badges => {
                let page = BadgesPage::new(self.base_url, context);
                self.render("badges.html", &page, &page.head, Stage::List)
            }
            PageKind::NotFound => {
                let page = NotFoundPage::new(self.base_url, context);
                self.render("404.html", &page, &page.head, Stage::List)
            }
            PageKind::Front => {
                let mut page = FrontPage::new(context);
                page.head.preview = self.previews.of(&page.head.path);
                self.render("index.html", &page, &page.head, Stage::Front)
            }
        }
    }

    fn render(&self, template: &str, page: &impl Serialize, head: &PageHead, stage: Stage) -> Result<File, EmitError> {
        let html = Context::from_serialize(page)
            .and_then(|context| self.templates.render(template, &context))
            .map_err(|report| EmitError::Template { path: head.file(), report })?;
        Ok(File { path: head.file(), bytes: html.into_bytes(), stage })
    }
}
