use std::fs;
use std::path::Path;

use super::Workspace;
use crate::diagnostic::{Code, Context, Diagnostic, Failure};
use crate::edit::{FormDifference, IncidentForm};
use crate::layout::FORM_FILE;
use crate::model::{Component, Instant};
use crate::repo::{self, Lock};
use crate::source::SourceText;

/// Returns a diagnostic if the form for incidents offers other components than the page has. A form without the
/// comments around its list of components, or without a file, is up to its authors.
pub fn form_diagnostic(root: &Path, components: &[Component]) -> Option<Diagnostic> {
    let source = SourceText::new(FORM_FILE, &read(root)?).ok()?;
    let form = IncidentForm::find(&source)?;
    let FormDifference { added, removed } = form.difference(&ids(components))?;
    let message = match (&added[..], &removed[..]) {
        ([first, ..], _) => format!("this form does not offer the component `{first}`"),
        ([], [first, ..]) => format!("this form offers the unknown component `{first}`"),
        ([], []) => "this form offers the components in another order than `status.yaml`".to_owned(),
    };
    Some(form.problem(Code::OutdatedForm, message).hint("run `allgreen refresh`"))
}

/// Writes the components of the page into the form for incidents. Returns how it differed from them, or `None` if it
/// already offered them.
///
/// # Errors
/// When there is no form, it has no list of components between comments, or it cannot be changed.
pub fn refresh_form(root: &Path, now: Instant, dry_run: bool) -> Result<Option<FormDifference>, Failure> {
    let _lock = Lock::acquire(root).with_context(|| format!("could not lock `{}`", root.display()))?;
    let site = Workspace::read(root, now)?.site;
    let Some(bytes) = read(root) else {
        let failure = Failure::not_found(format!("there is no file `{FORM_FILE}`"));
        return Err(failure.hint("`allgreen init --host HOST` writes the files of a host that are missing"));
    };
    let source = SourceText::new(FORM_FILE, &bytes)
        .map_err(|problem| Failure::invalid(format!("could not read `{FORM_FILE}`")).diagnostics([&problem]))?;
    let Some(form) = IncidentForm::find(&source) else {
        let failure = Failure::not_found(format!("`{FORM_FILE}` has no list of components between comments"));
        return Err(failure.hint(format!(
            "put `{}` before the list and `{}` after it, or remove the file and run `allgreen init --host HOST`",
            IncidentForm::BEGIN,
            IncidentForm::END
        )));
    };
    let ids = ids(&site.components);
    let difference = form.difference(&ids);
    if difference.is_some() {
        let changed = form.offer(&bytes, &ids)?;
        if !dry_run {
            repo::write_atomic(&root.join(FORM_FILE), &changed)?;
        }
    }
    Ok(difference)
}

fn ids(components: &[Component]) -> Vec<&str> {
    components.iter().map(|component| component.id.as_str()).collect()
}

/// Reads the form. Returns `None` if it does not exist or is a link, which GitHub does not follow.
fn read(root: &Path) -> Option<Vec<u8>> {
    let path = root.join(FORM_FILE);
    let metadata = fs::symlink_metadata(&path).ok()?;
    if metadata.is_file() { fs::read(path).ok() } else { None }
}
