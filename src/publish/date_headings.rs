use std::path::Path;

use crate::diagnostic::Failure;
use crate::edit;
use crate::model::Instant;
use crate::repo;

/// A heading whose `now` was replaced by a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedHeading {
    /// The path of the file, relative to the folder with `status.yaml`.
    pub path: String,
    /// The number of the line, from 1.
    pub line: usize,
    pub at: Instant,
}

/// Replaces each `now` in a heading by the time at which its line was committed, or by the argument `now` if it is not
/// committed. `line_time` returns when a line of a file was committed, in seconds since 1970.
///
/// # Errors
/// When a file cannot be written. A file that cannot be read or edited stays as it is: `check` reports it.
pub(super) fn date_headings(
    root: &Path,
    now: Instant,
    line_time: &dyn Fn(&str, usize) -> Option<i64>,
    dry_run: bool,
) -> Result<Vec<DatedHeading>, Failure> {
    let mut dated = Vec::new();
    for found in repo::read(root).incidents {
        let Ok(bytes) = &found.content else { continue };
        // The clock of the committer may be ahead. That must not hide the update until the time of the commit.
        let time = |line| line_time(&found.path, line).and_then(Instant::from_unix).unwrap_or(now).min(now);
        let Some((changed, headings)) = edit::date_headings(bytes, &time) else { continue };
        if !dry_run {
            repo::write_atomic(&root.join(&found.path), &changed)?;
        }
        let headings = headings.into_iter();
        dated.extend(headings.map(|each| DatedHeading { path: found.path.clone(), line: each.line, at: each.at }));
    }
    Ok(dated)
}
