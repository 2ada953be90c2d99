use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::{Options, ServeError};

/// What the builds hear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Files,
    Stop,
}

/// Watches the files that a site is made of.
///
/// A folder is watched by itself and each of its folders in full, so that a `target` or `.git` within
/// it, with its thousands of folders, costs nothing.
#[derive(Debug)]
pub(super) struct Watch {
    watcher: RecommendedWatcher,
    /// Folders that are watched by themselves.
    roots: Vec<PathBuf>,
    /// Folders that are watched in full.
    covered: HashSet<PathBuf>,
    scope: Scope,
    changed: Sender<Change>,
}

/// Which files are of interest.
#[derive(Clone, Debug)]
struct Scope {
    paths: Vec<PathBuf>,
    ignored: Vec<PathBuf>,
}

/// Ends the builds.
#[derive(Debug)]
pub(super) struct Stopper(Sender<Change>);

impl Stopper {
    pub fn stop(self) {
        // Where nobody listens any more, the builds have ended already.
        let _ = self.0.send(Change::Stop);
    }
}

impl Watch {
    pub fn new(options: &Options, changed: Sender<Change>) -> Result<Self, ServeError> {
        let paths = options.watch.iter().map(|path| absolute(path)).collect();
        let ignored = options.ignore.iter().chain([&options.out]).map(|path| absolute(path)).collect();
        let scope = Scope { paths, ignored };
        let (inner, events) = (scope.clone(), changed.clone());
        let made = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            // When something goes wrong in between, one build too many does no harm.
            if event.map_or(true, |event| inner.concerns(&event)) {
                let _ = events.send(Change::Files);
            }
        });
        let watcher = made.map_err(|source| ServeError::Watch { path: PathBuf::from("."), source })?;
        let mut watch = Self { watcher, roots: Vec::new(), covered: HashSet::new(), scope, changed };
        watch.begin()?;
        watch.cover();
        Ok(watch)
    }

    pub fn stopper(&self) -> Stopper {
        Stopper(self.changed.clone())
    }

    fn begin(&mut self) -> Result<(), ServeError> {
        for path in &self.scope.paths {
            // Of a file the folder is watched, since editors put a new file in the place of the old.
            let root = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(path) };
            if self.roots.iter().any(|known| known == root) || !root.exists() {
                continue;
            }
            let watched = self.watcher.watch(root, RecursiveMode::NonRecursive);
            watched.map_err(|source| ServeError::Watch { path: root.to_owned(), source })?;
            self.roots.push(root.to_owned());
        }
        Ok(())
    }

    /// Watches the folders that have appeared since.
    pub fn cover(&mut self) {
        self.covered.retain(|folder| folder.is_dir());
        let roots = self.roots.iter().filter_map(|root| fs::read_dir(root).ok());
        for folder in roots.flatten().flatten().map(|entry| entry.path()) {
            let wanted = folder.is_dir() && self.scope.holds(&folder);
            // A folder that cannot be watched costs the reload, not the preview.
            if wanted
                && !self.covered.contains(&folder)
                && self.watcher.watch(&folder, RecursiveMode::Recursive).is_ok()
            {
                self.covered.insert(folder);
            }
        }
    }
}

impl Scope {
    /// Whether an event may change the site. Builds only read these files, which is no change.
    fn concerns(&self, event: &notify::Event) -> bool {
        let changes =
            matches!(event.kind, EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_));
        event.need_rescan() || changes && event.paths.iter().any(|path| self.holds(path))
    }

    fn holds(&self, path: &Path) -> bool {
        let inside = self.paths.iter().filter_map(|watched| path.strip_prefix(watched).ok());
        let mut wanted = inside.filter(|inside| !inside.iter().any(is_passed_over));
        wanted.next().is_some() && !self.ignored.iter().any(|ignored| path.starts_with(ignored))
    }
}

/// Editors and version control keep their own files under such names, and builds their unfinished ones.
fn is_passed_over(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".") || name == "target" || name == "node_modules"
}

/// `path` as events tell it: without links, even where it does not exist yet.
fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    fs::canonicalize(&path).unwrap_or_else(|_| match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => {
            fs::canonicalize(parent).map_or_else(|_| path.clone(), |parent| parent.join(name))
        }
        _ => path.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_site_is_made_of_counts() {
        let scope =
            Scope { paths: vec!["/a/.b".into(), "/c/status.yaml".into()], ignored: vec!["/a/.b/public".into()] };
        for of_interest in ["/a/.b/status.yaml", "/a/.b/incidents/x.md", "/c/status.yaml"] {
            assert!(scope.holds(Path::new(of_interest)), "{of_interest}");
        }
        for other in [
            "/a/.b/public/index.html",
            "/a/.b/.public.allgreen-new",
            "/a/.b/.git/index",
            "/a/.b/target/x",
            "/a/.b/incidents/.x.md.swp",
            "/c/other.yaml",
        ] {
            assert!(!scope.holds(Path::new(other)), "{other}");
        }
    }
}
