#![expect(clippy::disallowed_methods, reason = "it creates the folder of the site")]

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::error::{During, WriteError};
use super::manifest::Manifest;
use super::{path, replace};

/// What is on disk at the path of the output folder.
pub(super) enum OutDir {
    Missing,
    Empty,
    /// A folder with the manifest of an earlier build.
    Ours(Manifest),
    /// A folder with files and no manifest.
    Foreign,
}

/// Returns what is on disk at the path `out`.
pub(super) fn inspect(out: &Path) -> Result<OutDir, WriteError> {
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
        // A build that was killed while it wrote its first manifest leaves this file.
        empty &= name == replace::temporary_name(path::MANIFEST).as_str();
    }
    Ok(if empty { OutDir::Empty } else { OutDir::Foreign })
}

/// Returns the absolute path of `out` without symbolic links. Creates the parent folder if it is missing.
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
