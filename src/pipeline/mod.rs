//! The whole way from a repository to the files of a site, as `build`, `check` and `serve` go it.

mod gather;
mod mend;
mod past;
mod theme;
mod trial;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::thread;

use crate::check::{self, Checked, Context};
use crate::diagnostic::{self, Diagnostic, Effect, Failure, Severity};
use crate::emit::{self, Edition, EmitError, Output, Theme};
use crate::layout::THEME_FOLDER;
use crate::model::{ComponentLog, ComponentStatus, Instant, Site, Snapshot, Url};
use crate::repo::{self, Files, Git, Revision, RevisionError};

pub use gather::{input, inputs};
pub use mend::Replaced;
use past::Past;
pub use theme::OwnFiles;
use theme::Themed;
pub use theme::own as own_theme;
pub use trial::check_with;

/// Which repository is read, and how.
#[derive(Clone, Debug)]
pub struct Request {
    /// The folder with `status.yaml`.
    pub source: PathBuf,
    pub now: Instant,
    /// Whether a file with an error counts as it was in the newest commit in which it had none.
    pub keep_going: bool,
    /// Whether warnings are errors.
    pub strict: bool,
}

/// A repository that was read and checked.
#[derive(Debug)]
pub struct Loaded {
    /// None where no page can be made.
    pub site: Option<Site>,
    /// The file of each incident and window, by id.
    pub files: BTreeMap<String, String>,
    /// The commit that the files were checked out from or read from, if there is one.
    pub commit: Option<String>,
    past: Past,
    theme: Theme,
    own_theme: OwnFiles,
    /// By file and place; with `keep_going`, of the files as they stand, not as they were.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that do not count as they stand.
    pub replaced: Vec<Replaced>,
    /// Why the commits could not tell how a file was when it was last right, if it had to be left out.
    pub past_lost: Option<&'static str>,
    pub counts: Counts,
}

/// Why a revision cannot be looked at.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error(transparent)]
    Revision(#[from] RevisionError),
    #[error(transparent)]
    Theme(#[from] emit::ThemeError),
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Revision(error) => error.into(),
            LoadError::Theme(error) => error.into(),
        }
    }
}

/// How much was read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub components: usize,
    pub incidents: usize,
    pub windows: usize,
    pub log_lines: usize,
}

/// Reads and checks a repository.
///
/// # Errors
/// Never, unless the program was built from a broken theme.
pub fn load(request: &Request) -> Result<Loaded, emit::ThemeError> {
    let source = request.source.clone();
    // Git takes as long as all the rest of a small site: it works meanwhile.
    let head = thread::spawn(move || Git::head(&source));
    let loaded = load_files(request, repo::read(&request.source), Past::of(&request.source))?;
    Ok(Loaded { commit: head.join().ok().flatten(), ..loaded })
}

/// Reads and checks a repository as it was at a revision.
///
/// # Errors
/// When the revision cannot be read.
pub fn load_revision(request: &Request, revision: &str) -> Result<Loaded, LoadError> {
    let Revision { commit, files } = repo::read_revision(&request.source, revision)?;
    let loaded = load_files(request, files, Past::until(&request.source, &commit))?;
    Ok(Loaded { commit: Some(commit), ..loaded })
}

fn load_files(request: &Request, files: Files, past: Past) -> Result<Loaded, emit::ThemeError> {
    let themed = theme::read(&files.theme, request.keep_going.then_some(&past))?;
    let Themed { theme, own: own_theme, problems: mut diagnostics, replaced: replaced_theme } = themed;
    let inputs = inputs(files);
    let declared_since = |component: &str, status: ComponentStatus| past.declared_since(component, status, request.now);
    let (languages, assets) = (theme.languages(), theme.asset_sizes());
    let context = Context { now: request.now, languages: &languages, assets: &assets, declared_since: &declared_since };

    let checked = check::check(&inputs, &context);
    diagnostics.extend(checked.diagnostics.iter().cloned());
    let (checked, replaced) = if request.keep_going {
        let (checked, mut replaced) = mend::mend(inputs, checked, &context, &past);
        replaced.extend(replaced_theme);
        // What is left out of the forms that count instead is not on the page either.
        let left_out = checked.diagnostics.iter().filter(|each| each.effect == Effect::LeavesOut);
        diagnostics.extend(left_out.cloned());
        (checked, replaced)
    } else {
        (checked, Vec::new())
    };
    let Checked { site, files, .. } = checked;
    if request.strict {
        diagnostics = diagnostics.into_iter().map(Diagnostic::strict).collect();
    }
    diagnostic::sort(&mut diagnostics);
    diagnostics.dedup();
    let counts = site.as_ref().map(Counts::of).unwrap_or_default();
    let lost = replaced.iter().any(|each| each.by.is_none()).then(|| past.lost()).flatten();
    Ok(Loaded { site, files, commit: None, past, theme, own_theme, diagnostics, replaced, past_lost: lost, counts })
}

impl Loaded {
    /// Whether what is wrong keeps the site from being built.
    pub fn stops(&self, request: &Request) -> bool {
        let fatal = !request.keep_going && self.diagnostics.iter().any(Diagnostic::is_fatal);
        let strict = request.strict
            && !request.keep_going
            && self.diagnostics.iter().any(|each| each.severity == Severity::Error);
        fatal || strict || self.site.is_none()
    }

    /// Renders every file of the site into `output`. `base_url` takes the place of the page's own address.
    ///
    /// Returns whether it is a site. It is not where there is none to render, or a template of its own theme fails,
    /// here or on a page that the site does not have yet. That is one more problem then; with `keep_going` the site
    /// goes without a template that fails here.
    ///
    /// # Errors
    /// When a text cannot be written in a format, which takes a mistake of ours.
    pub fn render(
        &mut self,
        request: &Request,
        base_url: Option<&Url>,
        output: &mut dyn Output,
    ) -> Result<bool, EmitError> {
        let rendered = self.render_as_it_is(request, base_url, output)?;
        let Some(site) = self.site.as_ref().filter(|_| !request.keep_going) else { return Ok(rendered) };
        if !self.own_theme.keys().any(|path| path.starts_with("templates/")) {
            return Ok(rendered);
        }
        let found = theme::sample_problems(&self.own_theme, &site.page.language)?;
        let rendered = rendered && found.is_empty();
        let is_told = |each: &Diagnostic, told: &Diagnostic| (&each.file, &each.place) == (&told.file, &told.place);
        for problem in found {
            if !self.diagnostics.iter().any(|each| is_told(each, &problem)) {
                self.diagnostics.push(problem);
            }
        }
        Ok(rendered)
    }

    fn render_as_it_is(
        &mut self,
        request: &Request,
        base_url: Option<&Url>,
        output: &mut dyn Output,
    ) -> Result<bool, EmitError> {
        let Some(site) = &self.site else { return Ok(false) };
        let snapshot = Snapshot::take(site, request.now);
        let base_url = base_url.unwrap_or(&site.page.url);
        let revised = self.past.revised(&emit::on_calendar(&snapshot));
        let edition = Edition { base_url, commit: self.commit.as_deref(), revised: &revised };
        loop {
            let report = match emit::site(&snapshot, &self.theme, edition, output) {
                Ok(()) => return Ok(true),
                Err(EmitError::Template { report, .. }) if !self.own_theme.is_empty() => report,
                Err(error) => return Err(error),
            };
            let problem = theme::problem(&report.into(), &self.own_theme);
            let path = problem.file.clone();
            self.diagnostics.push(problem);
            if !request.keep_going {
                return Ok(false);
            }
            let (theme, left_out) =
                theme::without(&path, &mut self.own_theme).map_err(|error| EmitError::new(THEME_FOLDER, &error))?;
            self.theme = theme;
            self.replaced.push(left_out);
            output.clear();
        }
    }
}

impl Counts {
    fn of(site: &Site) -> Self {
        Self {
            components: site.components.len(),
            incidents: site.incidents.len(),
            windows: site.windows.len(),
            log_lines: site.log.iter().map(ComponentLog::lines).sum(),
        }
    }
}
