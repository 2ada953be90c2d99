use std::collections::HashSet;

use super::draft::Planned;
use super::{WriteError, manifest};

/// Whether `path` names a file within the folder, and nothing of our own.
pub(super) fn is_safe(path: &str) -> bool {
    let mut parts = path.split('/');
    let well_formed = parts.all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']));
    well_formed && !path.contains(char::is_control) && path != manifest::NAME
}

/// The folders that `path` stands in, outermost first.
pub(super) fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(slash, _)| &path[..slash])
}

/// Every path of a plan is safe, stands there once, and is not the folder of another.
pub(super) fn check(files: &[Planned]) -> Result<(), WriteError> {
    let mut names = HashSet::with_capacity(files.len());
    for Planned { path, .. } in files {
        if !is_safe(path) {
            return Err(WriteError::Path { path: path.clone() });
        }
        if !names.insert(path.as_str()) {
            return Err(WriteError::Twice { path: path.clone() });
        }
    }
    match files.iter().flat_map(|file| folders(&file.path)).find(|folder| names.contains(folder)) {
        Some(folder) => Err(WriteError::Twice { path: folder.to_owned() }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leaves_the_folder() {
        for safe in ["index.html", ".nojekyll", "a/b/c.html", "a/..b", "ü/x"] {
            assert!(is_safe(safe), "{safe}");
        }
        for unsafe_path in ["", "/a", "../a", "a/../b", "a/./b", "a//b", "a/", "a\\b", "c:/a", "a\nb", ".allgreen"] {
            assert!(!is_safe(unsafe_path), "{unsafe_path}");
        }
        assert_eq!(folders("a/b/c").collect::<Vec<_>>(), ["a", "a/b"]);
    }
}
