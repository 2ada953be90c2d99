use std::fmt;

use serde::Serialize;

use super::answer::answer;
use super::{Outcome, clock};
use crate::change::refresh_form;
use crate::cli::RefreshArgs;
use crate::diagnostic::Failure;
use crate::diagnostic::render::plain;
use crate::layout::FORM_FILE;

/// The result of `refresh`, as text and as JSON.
#[derive(Serialize)]
struct RefreshAnswer {
    dry_run: bool,
    path: &'static str,
    changed: bool,
    /// The components that the form offers from now on.
    added: Vec<String>,
    /// The components that the form no longer offers.
    removed: Vec<String>,
}

pub fn run(args: &RefreshArgs) -> Result<Outcome, Failure> {
    let dry_run = args.answering.dry_run;
    let difference = refresh_form(&args.repository.source, clock::now(args.repository.now)?, dry_run)?;
    let changed = difference.is_some();
    let (added, removed) = difference.map(|difference| (difference.added, difference.removed)).unwrap_or_default();
    let answered = RefreshAnswer { dry_run, path: FORM_FILE, changed, added, removed };
    answer(args.answering.format, &answered, &answered)?;
    Ok(Outcome::Good)
}

impl fmt::Display for RefreshAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path;
        match (self.changed, self.dry_run) {
            (false, _) => write!(f, "`{path}` already offers the components of `status.yaml`")?,
            (true, false) => write!(f, "changed the components in `{path}`")?,
            (true, true) => write!(f, "would change the components in `{path}`")?,
        }
        let removed = self.removed.iter().map(|id| ('-', id));
        for (sign, id) in removed.chain(self.added.iter().map(|id| ('+', id))) {
            write!(f, "\n{sign} {}", plain(id))?;
        }
        Ok(())
    }
}
