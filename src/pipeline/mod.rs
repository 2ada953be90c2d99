//! The whole way from a repository to the files of a site, as `build`, `check` and `serve` go it.

mod gather;
mod mend;
mod past;

use std::path::PathBuf;

use crate::check::{self, Context};
use crate::diagnostic::{self, Diagnostic};
use crate::emit::{self, File, Theme};
use crate::model::{ComponentStatus, Instant, Site, Snapshot};
use crate::repo;

pub use gather::inputs;
pub use mend::Replaced;
use past::Past;

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
    pub theme: Theme,
    /// By file and place; with `keep_going`, of the files as they stand, not as they were.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that do not count as they stand.
    pub replaced: Vec<Replaced>,
    pub counts: Counts,
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
#[must_use]
pub fn load(request: &Request) -> Result<Loaded, emit::ThemeError> {
    let files = repo::read(&request.source);
    let (theme, mut diagnostics) = gather::theme(&files.theme)?;
    let broken_theme: Vec<_> = diagnostics.iter().map(|each| Replaced::left_out(&each.file)).collect();
    let inputs = inputs(files);
    let past = Past::of(&request.source);
    let declared_since = |component: &str, status: ComponentStatus| past.declared_since(component, status, request.now);
    let languages = theme.languages();
    let context = Context { now: request.now, languages: &languages, declared_since: &declared_since };

    let checked = check::check(&inputs, &context);
    diagnostics.extend(checked.diagnostics.iter().cloned());
    let (site, replaced) = if request.keep_going {
        let (checked, mut replaced) = mend::mend(inputs, checked, &context, &past);
        replaced.extend(broken_theme);
        (checked.site, replaced)
    } else {
        (checked.site, Vec::new())
    };
    if request.strict {
        diagnostics = diagnostics.into_iter().map(Diagnostic::strict).collect();
    }
    diagnostic::sort(&mut diagnostics);
    let counts = site.as_ref().map(Counts::of).unwrap_or_default();
    Ok(Loaded { site, theme, diagnostics, replaced, counts })
}

/// Renders every file of a site. `base_url` takes the place of the page's own address.
///
/// # Errors
/// When a template of the site's theme fails, or a text cannot be written in a format.
pub fn render(site: &Site, theme: &Theme, now: Instant, base_url: Option<&str>) -> Result<Vec<File>, emit::EmitError> {
    let snapshot = Snapshot::take(site, now);
    emit::site(&snapshot, theme, base_url.unwrap_or(&site.page.url))
}

impl Counts {
    fn of(site: &Site) -> Self {
        Self {
            components: site.components.len(),
            incidents: site.incidents.len(),
            windows: site.windows.len(),
            log_lines: site.log.iter().map(Vec::len).sum(),
        }
    }
}
