#![expect(clippy::disallowed_methods, reason = "it creates the folder of the site")]

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::error::{During, WriteError};
use super::manifest::Manifest;
use super::{path, replace};

/// What is at the place of the folder.
pub(super) enum OutDir {
    Missing,
    Empty,
    /// Written by an earlier build.
    Ours(Manifest),
    /// Written by something else.
    Foreign,
}

/// Looks at the folder `out`.
pub(super) fn look(out: &Path) -> Result<OutDir, WriteError> {
    let entries = match fs::read_dir(out) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(OutDir::Missing),
        entries => entries.during("read the folder", out)?,
    };
    if let Some(manifest) = Manifest::read(out)? {
        return Ok(OutDir::Ours(manifest));
    }
    let mut empty = true;
    for entry in entries {
        let name = entry.during("read the folder", out)?.file_name();
        // A build may have been killed while it wrote its first manifest.
        empty &= name == replace::temporary_name(path::MANIFEST).as_str();
    }
    Ok(if empty { OutDir::Empty } else { OutDir::Foreign })
}

/// Resolves the symbolic links of `out`, and creates its parent if it is missing.
pub(super) fn absolute(out: &Path) -> Result<PathBuf, WriteError> {
    match fs::canonicalize(out) {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        found => return found.during("find the folder", out),
    }
    let Some(name) = out.file_name() else {
        return Err(std::io::Error::from(ErrorKind::NotFound)).during("find the folder", out);
    };
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).during("create the folder", parent)?;
    Ok(fs::canonicalize(parent).during("find the folder", parent)?.join(name))
}
