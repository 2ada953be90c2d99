use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify::{Config, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};

use super::Options;
use crate::diagnostic::{Failure, FailureKind};

/// How long a file must stay unchanged before a build: editors write a file in several steps.
const DEBOUNCE: Duration = Duration::from_millis(80);

/// A message to the thread that builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signal {
    Changed,
    Stop,
}

/// Watches the files that a site is made of.
///
/// The root folders are not watched recursively, but their subfolders are, except ignored ones. So a `target` or `.git`
/// with thousands of folders costs nothing.
#[derive(Debug)]
pub(super) struct Watch {
    debouncer: Debouncer<RecommendedWatcher, NoCache>,
    /// The folders that are watched without their subfolders.
    roots: Vec<PathBuf>,
    /// The folders that are watched recursively.
    recursive: HashSet<PathBuf>,
    scope: Scope,
    signals: Sender<Signal>,
}

/// The paths whose changes start a build: those in `paths`, except hidden ones and those in `ignored`.
#[derive(Clone, Debug)]
struct Scope {
    paths: Vec<PathBuf>,
    ignored: Vec<PathBuf>,
}

/// Stops the loop that rebuilds the site after changes.
#[derive(Debug)]
pub(super) struct Stopper(Sender<Signal>);

impl Stopper {
    pub fn stop(self) {
        // If there is no receiver, the builds have stopped already.
        let _ = self.0.send(Signal::Stop);
    }
}

impl Watch {
    pub fn new(options: &Options, signals: Sender<Signal>) -> Result<Self, Failure> {
        let paths = options.watch.iter().map(|path| absolute(path)).collect();
        let ignored = options.ignore.iter().chain([&options.out]).map(|path| absolute(path)).collect();
        let scope = Scope { paths, ignored };
        let (events_scope, event_signals) = (scope.clone(), signals.clone());
        let handler = move |events: DebounceEventResult| {
            // Build after an error as well: one build too many does no harm.
            if events.map_or(true, |events| events.iter().any(|event| events_scope.is_affected_by(event))) {
                let _ = event_signals.send(Signal::Changed);
            }
        };
        let debouncer = new_debouncer_opt(DEBOUNCE, None, handler, NoCache::new(), Config::default());
        let debouncer = debouncer.map_err(|error| watch_failure(Path::new("."), &error))?;
        let mut watch = Self { debouncer, roots: Vec::new(), recursive: HashSet::new(), scope, signals };
        watch.add_roots()?;
        watch.add_new_folders();
        Ok(watch)
    }

    pub fn stopper(&self) -> Stopper {
        Stopper(self.signals.clone())
    }

    fn add_roots(&mut self) -> Result<(), Failure> {
        for path in &self.scope.paths {
            // Watch the folder of a file, because editors replace the file by a new one.
            let root = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(path) };
            if self.roots.iter().any(|known| known == root) || !root.exists() {
                continue;
            }
            let watched = self.debouncer.watch(root, RecursiveMode::NonRecursive);
            watched.map_err(|error| watch_failure(root, &error))?;
            self.roots.push(root.to_owned());
        }
        Ok(())
    }

    /// Starts to watch new folders: those that were created in the root folders since the last call.
    pub fn add_new_folders(&mut self) {
        self.recursive.retain(|folder| folder.is_dir());
        let roots = self.roots.iter().filter_map(|root| fs::read_dir(root).ok());
        for folder in roots.flatten().flatten().map(|entry| entry.path()) {
            let is_new = folder.is_dir() && self.scope.contains(&folder) && !self.recursive.contains(&folder);
            // If watching fails, changes in the folder start no build, but the preview still works.
            if is_new && self.debouncer.watch(&folder, RecursiveMode::Recursive).is_ok() {
                self.recursive.insert(folder);
            }
        }
    }
}

impl Scope {
    /// Returns whether a file system event can change the site. Reads cannot, and each build reads files.
    fn is_affected_by(&self, event: &notify::Event) -> bool {
        let changes =
            matches!(event.kind, EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_));
        event.need_rescan() || changes && event.paths.iter().any(|path| self.contains(path))
    }

    fn contains(&self, path: &Path) -> bool {
        let inside = self.paths.iter().filter_map(|watched| path.strip_prefix(watched).ok());
        let mut visible = inside.filter(|inside| !inside.iter().any(is_hidden));
        visible.next().is_some() && !self.ignored.iter().any(|ignored| path.starts_with(ignored))
    }
}

/// Returns whether files and folders with this name are ignored: editors, git or build tools create them.
fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".") || name == "target" || name == "node_modules"
}

/// Returns `path` as the watcher's events contain it: absolute, without symbolic links. It need not exist yet.
fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    fs::canonicalize(&path).unwrap_or_else(|_| match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => {
            fs::canonicalize(parent).map_or_else(|_| path.clone(), |parent| parent.join(name))
        }
        _ => path.clone(),
    })
}

fn watch_failure(path: &Path, error: &notify::Error) -> Failure {
    Failure::new(FailureKind::Io, format!("could not watch `{}`: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_and_hidden_files_are_not_watched() {
        let scope =
            Scope { paths: vec!["/a/.b".into(), "/c/status.yaml".into()], ignored: vec!["/a/.b/public".into()] };
        for inside in ["/a/.b/status.yaml", "/a/.b/incidents/x.md", "/c/status.yaml"] {
            assert!(scope.contains(Path::new(inside)), "{inside}");
        }
        for other in [
            "/a/.b/public/index.html",
            "/a/.b/.public.allgreen-new",
            "/a/.b/.git/index",
            "/a/.b/target/x",
            "/a/.b/incidents/.x.md.swp",
            "/c/other.yaml",
        ] {
            assert!(!scope.contains(Path::new(other)), "{other}");
        }
    }
}
