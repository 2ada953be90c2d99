//! The steps from a repository to a site: [`load`] reads and checks the files, [`Loaded::render_into`] writes the site.

mod commit_history;
mod inputs;
mod last_good;
mod overlay;
mod render;
mod theme;

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::thread;

use crate::check::{self, CheckContext, Checked, FileHistory};
use crate::diagnostic::{self, Diagnostic, Effect, Failure, Severity};
use crate::emit::{self, Theme};
use crate::model::{ComponentLog, ComponentStatus, Instant, Site};
use crate::repo::{self, Git, Revision, SourceFiles};
use crate::text::Catalogs;

use commit_history::CommitHistory;
pub use inputs::{input, inputs};
pub use last_good::Replaced;
pub use overlay::check_with;
pub use render::RenderError;
use theme::LoadedTheme;
pub use theme::OwnFiles;
pub use theme::own as own_theme;

/// Which repository to read, and how.
#[derive(Clone, Debug)]
pub struct Request {
    /// The folder with `status.yaml`.
    pub source: PathBuf,
    pub now: Instant,
    /// Whether, for a file with errors, the newest valid version in git is read instead. The file is not changed.
    pub keep_going: bool,
    /// Whether warnings count as errors.
    pub strict: bool,
}

/// What was read from a repository, and the problems that the checks found in it.
#[derive(Debug)]
pub struct Loaded {
    /// The site, or `None` if none can be built.
    pub site: Option<Site>,
    /// The path of the file of each incident and maintenance window, by id.
    pub files: BTreeMap<String, String>,
    /// The commit that was read or, for the work tree, the commit that is checked out; `None` without git.
    pub commit: Option<String>,
    /// The messages of all languages.
    pub catalogs: Catalogs,
    history: CommitHistory,
    theme: Theme,
    own_theme: OwnFiles,
    /// The diagnostics, sorted by file and place. With `keep_going`, an older version may be used instead of an invalid
    /// file; the diagnostics of that version say which of its parts are missing on the page.
    pub diagnostics: Vec<Diagnostic>,
    /// The files with errors: for each, an older version was used, or the file was left out.
    pub replaced: Vec<Replaced>,
    /// Why an older version of an invalid file could not be read; `None` if no file was left out for that reason.
    pub history_gap: Option<&'static str>,
    pub counts: Counts,
}

/// The number of components, incidents, windows and log lines that were read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub components: usize,
    pub incidents: usize,
    pub windows: usize,
    pub log_lines: usize,
}

/// Reads and checks the work tree of a repository.
///
/// # Errors
/// Only if the built-in theme is broken.
pub fn load(request: &Request) -> Result<Loaded, emit::ThemeError> {
    let source = request.source.clone();
    // For a small site, git takes as long as all other steps together, so it runs at the same time.
    let head = thread::spawn(move || Git::head(&source));
    let loaded = load_files(request, repo::read(&request.source), CommitHistory::of(&request.source))?;
    Ok(Loaded { commit: head.join().ok().flatten(), ..loaded })
}

/// Reads and checks the files of a repository at a revision.
///
/// # Errors
/// When the revision cannot be read.
pub fn load_revision(request: &Request, revision: &str) -> Result<Loaded, Failure> {
    let Revision { commit, files } = repo::read_revision(&request.source, revision)?;
    let loaded = load_files(request, files, CommitHistory::until(&request.source, &commit))?;
    Ok(Loaded { commit: Some(commit), ..loaded })
}

fn load_files(request: &Request, files: SourceFiles, history: CommitHistory) -> Result<Loaded, emit::ThemeError> {
    let LoadedTheme { theme, catalogs, own: own_theme, mut diagnostics, replaced: replaced_theme } =
        theme::load(&files.theme, request.keep_going.then_some(&history))?;
    let inputs = inputs(files);
    let declared_since =
        |component: &str, status: ComponentStatus| history.declared_since(component, status, request.now);
    let (languages, assets) = (catalogs.languages(), theme::asset_sizes(&own_theme));
    let context = CheckContext {
        now: request.now,
        languages: &languages,
        assets: &assets,
        history: request.keep_going.then_some(&history as &dyn FileHistory),
        declared: &[],
        declared_since: &declared_since,
    };

    let checked = check::check(&inputs, &context);
    let (checked, replaced) = if request.keep_going {
        let incidents: HashSet<_> = inputs.incidents.iter().map(|file| file.path.clone()).collect();
        let found = checked.diagnostics.clone();
        let (checked, mut replaced) = last_good::use_last_good(inputs, checked, &context, &history);
        replaced.extend(replaced_theme);
        // Files of incidents are read with the `status.yaml` that counts. What replacing versions leave out is missing
        // on the page, so it is reported as well.
        diagnostics.extend(found.into_iter().filter(|each| !incidents.contains(&each.file) || checked.site.is_none()));
        let is_new = |each: &&Diagnostic| incidents.contains(&each.file) || each.effect == Effect::LeavesOut;
        diagnostics.extend(checked.diagnostics.iter().filter(is_new).cloned());
        (checked, replaced)
    } else {
        diagnostics.extend(checked.diagnostics.iter().cloned());
        (checked, Vec::new())
    };
    let Checked { site, files, .. } = checked;
    if request.strict {
        diagnostics = diagnostics.into_iter().map(Diagnostic::strict).collect();
    }
    diagnostic::sort(&mut diagnostics);
    diagnostics.dedup();
    let counts = site.as_ref().map(Counts::of).unwrap_or_default();
    let history_gap = replaced.iter().any(|each| each.by.is_none()).then(|| history.gap()).flatten();
    Ok(Loaded {
        site,
        files,
        commit: None,
        catalogs,
        history,
        theme,
        own_theme,
        diagnostics,
        replaced,
        history_gap,
        counts,
    })
}

impl Loaded {
    /// Whether a path in the repository is one of a file of incidents.
    pub fn is_incident(&self, path: &str) -> bool {
        repo::is_incident(path)
    }

    /// Whether the diagnostics stop a build.
    pub fn stops(&self, request: &Request) -> bool {
        let fatal = !request.keep_going && self.diagnostics.iter().any(Diagnostic::is_fatal);
        let strict = request.strict
            && !request.keep_going
            && self.diagnostics.iter().any(|each| each.severity == Severity::Error);
        fatal || strict || self.site.is_none()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loaded_can_be_shared_between_threads() {
        fn assert_shared<T: Send + Sync>() {}
        assert_shared::<Loaded>();
    }
}
