use rayon::prelude::*;

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

/// Every path of a plan is safe, stands there once, and is not the folder of another. `files` are in the order of their
/// paths.
pub(super) fn check(files: &[Planned]) -> Result<(), WriteError> {
    let is_one = |path: &str| files.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok();
    let wrong = files.par_iter().enumerate().find_map_first(|(place, Planned { path, .. })| {
        if !is_safe(path) {
            return Some(WriteError::Path { path: path.clone() });
        }
        let is_before = place > 0 && files[place - 1].path == *path;
        let twice = if is_before { Some(path.as_str()) } else { folders(path).find(|folder| is_one(folder)) };
        twice.map(|path| WriteError::Twice { path: path.to_owned() })
    });
    wrong.map_or(Ok(()), Err)
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
