use serde::Serialize;

use super::{EmitError, File, Stage};

/// Returns a file at `path` with `value` as compact JSON and a line feed at its end.
pub(super) fn file(path: &str, value: &impl Serialize) -> Result<File, EmitError> {
    let mut bytes = serde_json::to_vec(value).map_err(|error| EmitError::new(path, &error))?;
    bytes.push(b'\n');
    Ok(File { path: path.to_owned(), bytes, stage: Stage::Data })
}
