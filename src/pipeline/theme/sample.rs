use std::collections::BTreeMap;
use std::sync::Arc;

use super::{OwnFiles, theme_problem};
use crate::check::{self, CheckContext, Input, Inputs};
use crate::diagnostic::Diagnostic;
use crate::emit::{self, Edition, EmitError, Nowhere, Theme, ThemeError};
use crate::layout::{LOG_FILE, STATUS_FILE};
use crate::model::{Instant, Site, Snapshot};
use crate::text::{Catalog, Catalogs};

/// The logo of the sample site.
const LOGO: (&str, &str) = ("assets/sample.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 3 1\"/>");

/// The instant of the sample site: an incident is open and a window is in progress.
const NOW: &str = "2026-11-22T14:00:00Z";

const BARE: &str = include_str!("sample/bare.yaml");
const BUSY: &str = include_str!("sample/status.yaml");
const LOG: &str = include_str!("sample/history.log");
const INCIDENTS: [(&str, &str); 8] = [
    ("incidents/canceled.md", include_str!("sample/canceled.md")),
    ("incidents/completed.md", include_str!("sample/completed.md")),
    ("incidents/in-progress.md", include_str!("sample/in-progress.md")),
    ("incidents/late.md", include_str!("sample/late.md")),
    ("incidents/open.md", include_str!("sample/open.md")),
    ("incidents/over.md", include_str!("sample/over.md")),
    ("incidents/scheduled.md", include_str!("sample/scheduled.md")),
    ("incidents/verifying.md", include_str!("sample/verifying.md")),
];

/// Renders an empty site and a sample site with every kind of page. Returns the problems of the templates in `own`.
///
/// The real site may have no open incident now. The sample has one, so a template that fails on it is found in time.
///
/// # Errors
/// When the catalog cannot be used, or a file cannot be serialized.
pub fn problems(own: &OwnFiles, catalogs: &Catalogs, language: &str) -> Result<Vec<Diagnostic>, EmitError> {
    let words = Arc::new(catalogs.load(language)?);
    let mut own = own.clone();
    own.insert(LOGO.0.to_owned(), LOGO.1.as_bytes().to_vec());
    let mut problems = Vec::new();
    for site in samples(language) {
        while let Some(problem) = first_problem(&site, &words, &own)? {
            // Try again without the file that has the problem, to find problems in other files.
            let is_removed = problem.file.strip_prefix("theme/").is_some_and(|name| own.remove(name).is_some());
            let can_continue = is_removed && Theme::new(own.clone()).is_ok();
            problems.push(problem);
            if !can_continue {
                return Ok(problems);
            }
        }
    }
    Ok(problems)
}

fn first_problem(site: &Site, words: &Arc<Catalog>, own: &OwnFiles) -> Result<Option<Diagnostic>, EmitError> {
    let Ok(theme) = Theme::new(own.clone()) else { return Ok(None) };
    let Some(now) = Instant::parse_rfc3339(NOW) else { return Ok(None) };
    let snapshot = Snapshot::take(site, now);
    let revised = BTreeMap::new();
    let edition = Edition { base_url: &site.page.url, commit: Some("0123456789abcdef"), revised: &revised };
    let error = template_error(&theme, &snapshot, words, edition)?;
    Ok(error.map(|error| theme_problem(&error, own, |own| error_message(own, &snapshot, words, edition))))
}

/// Renders a site and discards its files. Returns the error of the first template that fails.
fn template_error(
    theme: &Theme,
    snapshot: &Snapshot<'_>,
    words: &Arc<Catalog>,
    edition: Edition<'_>,
) -> Result<Option<ThemeError>, EmitError> {
    match emit::site(snapshot, theme, words, edition, &Nowhere) {
        Ok(()) => Ok(None),
        Err(EmitError::Template { report, .. }) => Ok(Some(ThemeError::from(report))),
        Err(error) => Err(error),
    }
}

/// Renders a site with the theme files `own` and discards the output. Returns the message of the first theme error,
/// if there is one.
pub fn error_message(
    own: &OwnFiles,
    snapshot: &Snapshot<'_>,
    words: &Arc<Catalog>,
    edition: Edition<'_>,
) -> Option<String> {
    let error = match Theme::new(own.clone()) {
        Ok(theme) => template_error(&theme, snapshot, words, edition).ok().flatten(),
        Err(error) => Some(error),
    };
    error.map(|error| error.message)
}

/// Returns the sample site and the empty site, both in `language`.
fn samples(language: &str) -> Vec<Site> {
    let Some(now) = Instant::parse_rfc3339(NOW) else { return Vec::new() };
    let input = |path: &str, text: &str| Input { path: path.to_owned(), content: Ok(text.as_bytes().to_vec()) };
    let incidents = INCIDENTS.iter().map(|(path, text)| input(path, text)).collect();
    let busy = Inputs { status: input(STATUS_FILE, BUSY), incidents, logs: vec![input(LOG_FILE, LOG)] };
    let bare = Inputs { status: input(STATUS_FILE, BARE), incidents: Vec::new(), logs: Vec::new() };
    let assets = BTreeMap::from([(LOGO.0.to_owned(), LOGO.1.len())]);
    let languages = ["en".to_owned()];
    let context = CheckContext::new(now, &languages, &assets);
    let sites = [busy, bare].into_iter().filter_map(|inputs| check::check(&inputs, &context).site);
    sites
        .map(|mut site| {
            language.clone_into(&mut site.page.language);
            site
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MaintenanceStatus;

    #[test]
    fn sample_has_every_window_status_and_renders_without_problems() {
        let now = Instant::parse_rfc3339(NOW).unwrap();
        let sites = samples("de");
        let [busy, bare] = &sites[..] else { panic!("{}", sites.len()) };
        assert_eq!((busy.incidents.len(), busy.windows.len(), bare.components.len()), (3, 5, 0));
        for word in ["scheduled", "in_progress", "verifying", "completed", "canceled"] {
            let status = MaintenanceStatus::from_word(word).unwrap();
            assert!(busy.windows.iter().any(|window| window.status(now) == status), "{word}");
        }
        assert_eq!(busy.incidents.iter().filter(|incident| incident.is_open(now)).count(), 2);
        assert!(busy.page.brand.logo.is_some() && busy.page.brand.header.len() == 1);
        assert_eq!(problems(&OwnFiles::new(), &Catalogs::default(), "de").unwrap(), []);
    }
}
