use rayon::prelude::*;

use super::error::WriteError;
use super::file::SiteFile;

/// The path of the manifest, relative to the output folder.
pub(super) const MANIFEST: &str = ".allgreen";

/// Whether `path` stays inside the output folder and is not the path of the manifest.
pub(super) fn is_safe(path: &str) -> bool {
    let mut parts = path.split('/');
    let well_formed = parts.all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']));
    well_formed && !path.contains(char::is_control) && path != MANIFEST
}

/// Returns the folders that `path` is in, outermost first: `a` and `a/b` for `a/b/c`.
pub(super) fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(slash, _)| &path[..slash])
}

/// Checks that every path is safe, occurs once, and is not also a folder that has a file. `files` are ordered by path.
pub(super) fn check(files: &[SiteFile]) -> Result<(), WriteError> {
    let is_file = |path: &str| files.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok();
    let wrong = files.par_iter().enumerate().find_map_first(|(index, SiteFile { path, .. })| {
        if !is_safe(path) {
            return Some(WriteError::Path { path: path.clone() });
        }
        let is_repeated = index > 0 && files[index - 1].path == *path;
        let twice = if is_repeated { Some(path.as_str()) } else { folders(path).find(|folder| is_file(folder)) };
        twice.map(|path| WriteError::Twice { path: path.to_owned() })
    });
    wrong.map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_outside_folder_is_unsafe() {
        for safe in ["index.html", ".nojekyll", "a/b/c.html", "a/..b", "ü/x"] {
            assert!(is_safe(safe), "{safe}");
        }
        for unsafe_path in ["", "/a", "../a", "a/../b", "a/./b", "a//b", "a/", "a\\b", "c:/a", "a\nb", ".allgreen"] {
            assert!(!is_safe(unsafe_path), "{unsafe_path}");
        }
        assert_eq!(folders("a/b/c").collect::<Vec<_>>(), ["a", "a/b"]);
    }
}
