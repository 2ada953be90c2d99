use std::path::Path;
use std::sync::Arc;

use super::{Loaded, OwnFiles, Request, theme};
use crate::diagnostic::{Diagnostic, Failure};
use crate::emit::{self, Edition, EmitError, File, Output, ThemeError};
use crate::model::{Snapshot, Url};
use crate::write::{Draft, WriteError, Written};

/// Why a site cannot be rendered into a folder.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    #[error(transparent)]
    Emit(#[from] EmitError),
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<RenderError> for Failure {
    fn from(error: RenderError) -> Self {
        match error {
            RenderError::Emit(error) => error.into(),
            RenderError::Write(error) => error.into(),
        }
    }
}

impl Output for Draft {
    fn keep(&self, path: &str, mark: u64) -> bool {
        Self::keep(self, path, mark)
    }

    fn put(&self, file: File, mark: Option<u64>) {
        Self::put(self, file.path, file.bytes, file.stage as u8, mark);
    }

    fn clear(&mut self) {
        Self::clear(self);
    }
}

impl Loaded {
    /// Renders the site into the folder `out`, which visitors may read from at the same time. `base_url` overrides
    /// `page.url`.
    ///
    /// Returns what was written, or `None` if diagnostics stop the build. A template that fails adds a diagnostic.
    ///
    /// # Errors
    /// When the folder cannot be written, the catalog cannot be used, or a file cannot be serialized.
    pub fn render_into(
        &mut self,
        request: &Request,
        base_url: Option<&Url>,
        out: &Path,
    ) -> Result<Option<Written>, RenderError> {
        if self.stops(request) {
            return Ok(None);
        }
        let mut draft = Draft::begin(out)?;
        let rendered = self.render(request, base_url, &mut draft)?;
        Ok(if rendered { Some(draft.finish()?) } else { None })
    }

    /// Renders every file of the site into `output`. `base_url` overrides `page.url`.
    ///
    /// Returns whether `output` has the complete site: `false` if there is no site, or if one of the site's own
    /// templates fails, which adds a diagnostic. Templates are tried on this site and on a sample site with every kind
    /// of page. With `keep_going`, a failing template is left out instead, and the sample site is not rendered.
    ///
    /// # Errors
    /// When the catalog cannot be used, or a file cannot be serialized.
    pub fn render(
        &mut self,
        request: &Request,
        base_url: Option<&Url>,
        output: &mut dyn Output,
    ) -> Result<bool, EmitError> {
        let rendered = self.render_site(request, base_url, output)?;
        let Some(site) = self.site.as_ref().filter(|_| !request.keep_going) else { return Ok(rendered) };
        if !self.own_theme.keys().any(|path| path.starts_with("templates/")) {
            return Ok(rendered);
        }
        let found = theme::sample_problems(&self.own_theme, &self.catalogs, &site.page.language)?;
        let rendered = rendered && found.is_empty();
        let is_same = |each: &Diagnostic, other: &Diagnostic| (&each.file, &each.place) == (&other.file, &other.place);
        for problem in found {
            if !self.diagnostics.iter().any(|each| is_same(each, &problem)) {
                self.diagnostics.push(problem);
            }
        }
        Ok(rendered)
    }

    fn render_site(
        &mut self,
        request: &Request,
        base_url: Option<&Url>,
        output: &mut dyn Output,
    ) -> Result<bool, EmitError> {
        let Some(site) = &self.site else { return Ok(false) };
        let snapshot = Snapshot::take(site, request.now);
        let words = Arc::new(self.catalogs.load(&site.page.language)?);
        let base_url = base_url.unwrap_or(&site.page.url);
        let revised = self.history.revised(&emit::on_calendar(&snapshot));
        let edition = Edition { base_url, commit: self.commit.as_deref(), revised: &revised };
        loop {
            let report = match emit::site(&snapshot, &self.theme, &words, edition, output) {
                Ok(()) => return Ok(true),
                Err(EmitError::Template { report, .. }) if !self.own_theme.is_empty() => report,
                Err(error) => return Err(error),
            };
            let message_without = |own: &OwnFiles| theme::error_message(own, &snapshot, &words, edition);
            let problem = theme::theme_problem(&ThemeError::from(report), &self.own_theme, message_without);
            let path = problem.file.clone();
            self.diagnostics.push(problem);
            if !request.keep_going {
                return Ok(false);
            }
            let (theme, left_out) =
                theme::without(&path, &mut self.own_theme).map_err(|error| EmitError::new("theme", &error))?;
            self.theme = theme;
            self.replaced.push(left_out);
            output.clear();
        }
    }
}
