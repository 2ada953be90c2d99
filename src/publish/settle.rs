use std::path::Path;

use super::PublishError;
use crate::edit;
use crate::model::Instant;
use crate::repo;

/// A heading that was dated `now` and has its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettledHeading {
    /// Relative to the repository.
    pub path: String,
    /// From 1.
    pub line: usize,
    pub at: Instant,
}

/// Writes the time at which it was committed in the place of each `now`; one that is not committed is of `now`.
/// `line_time` knows when a line of a file was committed, in seconds since 1970.
///
/// # Errors
/// When a file cannot be written. One that cannot be read or edited stays as it is: checking tells of it.
pub fn settle(
    root: &Path,
    now: Instant,
    line_time: &dyn Fn(&str, usize) -> Option<i64>,
    dry_run: bool,
) -> Result<Vec<SettledHeading>, PublishError> {
    let mut settled = Vec::new();
    for found in repo::read(root).incidents {
        let Ok(bytes) = &found.content else { continue };
        // A clock that was ahead must not put off what people wanted to be read now.
        let time = |line| line_time(&found.path, line).and_then(Instant::from_unix).unwrap_or(now).min(now);
        let Some((changed, headings)) = edit::settle(bytes, &time) else { continue };
        if !dry_run {
            repo::put(&root.join(&found.path), &changed)?;
        }
        let headings = headings.into_iter();
        settled.extend(headings.map(|each| SettledHeading { path: found.path.clone(), line: each.line, at: each.at }));
    }
    Ok(settled)
}
