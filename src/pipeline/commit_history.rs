use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;

use crate::check::FileHistory;
use crate::layout::{INCIDENTS_FOLDER, STATUS_FILE};
use crate::model::{ComponentStatus, Instant, Maintenance};
use crate::repo::{FileCommit, Git};
use crate::source::{RawStatus, SourceText};

/// The most commits of a file that are read.
const MAX_COMMITS: usize = 200;

/// The commit that is checked out.
const HEAD: &str = "HEAD";

/// The commits of a repository up to the commit `newest`. Git is only run when a method needs it.
#[derive(Debug)]
pub struct CommitHistory {
    root: PathBuf,
    /// The newest commit to read: a hash, or `HEAD`.
    newest: String,
    git: OnceLock<Option<Git>>,
    /// A cache of the declared statuses by commit, then by component id.
    declared: Mutex<HashMap<String, HashMap<String, String>>>,
    /// The lines of each file that has errors, in each of its commits, by path.
    lines: Mutex<HashMap<String, Arc<[FileLines]>>>,
}

impl CommitHistory {
    /// Creates the history up to the checked-out commit.
    pub fn of(root: &Path) -> Self {
        Self::until(root, HEAD)
    }

    /// Creates the history up to `commit`.
    pub fn until(root: &Path, commit: &str) -> Self {
        let newest = commit.to_owned();
        Self {
            root: root.to_owned(),
            newest,
            git: OnceLock::new(),
            declared: Mutex::default(),
            lines: Mutex::default(),
        }
    }

    fn git(&self) -> Option<&Git> {
        self.git.get_or_init(|| Git::find(&self.root)).as_ref()
    }

    /// Returns why older versions of files cannot be read, or `None` if they can.
    pub fn gap(&self) -> Option<&'static str> {
        match self.git() {
            None => Some("failed to read the commits; run `git log` in this folder to see why"),
            Some(git) if git.is_shallow() => Some(
                "older versions of files are missing in a shallow clone; fetch all commits (`fetch-depth: 0` in a workflow)",
            ),
            Some(_) => None,
        }
    }

    /// Returns the content of a file in each commit that changed it, newest first. Follows renames.
    pub fn versions(&self, path: &str) -> impl Iterator<Item = (FileCommit, Vec<u8>)> {
        let commits = self.git().map(|git| git.commits_until(&self.newest, path, MAX_COMMITS)).unwrap_or_default();
        commits.into_iter().filter_map(|commit| {
            let bytes = self.git()?.show(&commit.id, &commit.path)?;
            Some((commit, bytes))
        })
    }

    /// Returns since when `status.yaml` has declared this status of a component: the time of the commit that introduced
    /// it, `now` if it is not committed, or `None` if no commit has a `status.yaml`.
    pub fn declared_since(&self, component: &str, status: ComponentStatus, now: Instant) -> Option<Instant> {
        let commits = self.git()?.commits_until(&self.newest, STATUS_FILE, MAX_COMMITS);
        let has_it = |commit: &&FileCommit| self.declared(&commit.id, component) == status.word();
        match commits.iter().take_while(has_it).last() {
            Some(first) => Instant::from_unix(first.time),
            None => (!commits.is_empty()).then_some(now),
        }
    }

    /// Returns when the file of each window was last changed, by id. A file with uncommitted edits counts as changed
    /// one second after its last commit. A file without a commit is left out.
    pub fn revised(&self, windows: &[&Maintenance]) -> BTreeMap<String, Instant> {
        // Starting git takes longer than everything else here, so it is not started without windows.
        let Some(git) = (!windows.is_empty()).then(|| self.git()).flatten() else { return BTreeMap::new() };
        let ids: BTreeSet<_> = windows.iter().map(|window| window.id.as_str()).collect();
        let is_checked_out = self.newest == HEAD;
        let (changes, edited) = thread::scope(|scope| {
            let edited =
                scope.spawn(move || if is_checked_out { git.modified(INCIDENTS_FOLDER) } else { BTreeSet::new() });
            (git.last_changes(&self.newest, INCIDENTS_FOLDER, &ids), edited.join().unwrap_or_default())
        });
        let times = changes.into_iter().filter_map(|(id, time)| {
            let at = Instant::from_unix(time.saturating_add(edited.contains(&id).into()))?;
            Some((id, at))
        });
        times.collect()
    }

    /// Returns the lines of a file in each commit that changed it, newest first.
    fn lines(&self, path: &str) -> Arc<[FileLines]> {
        let mut known = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let lines = known.entry(path.to_owned()).or_insert_with(|| {
            self.versions(path).map(|(commit, bytes)| FileLines::of(path, &commit, &bytes)).collect()
        });
        Arc::clone(lines)
    }

    fn declared(&self, commit: &str, component: &str) -> String {
        let mut known = self.declared.lock().unwrap_or_else(PoisonError::into_inner);
        let statuses = known.entry(commit.to_owned()).or_insert_with(|| {
            let bytes = self.git().and_then(|git| git.show(commit, STATUS_FILE)).unwrap_or_default();
            statuses(&bytes)
        });
        statuses.get(component).cloned().unwrap_or_else(|| ComponentStatus::Operational.word().to_owned())
    }
}

impl FileHistory for CommitHistory {
    fn line_time(&self, path: &str, line: &str) -> Option<Instant> {
        let has_line = |version: &&FileLines| version.lines.contains(line.trim_end());
        let versions = self.lines(path);
        let first = versions.iter().take_while(has_line).last()?;
        Instant::from_unix(first.time)
    }

    fn changed_at(&self, path: &str) -> Option<Instant> {
        let versions = self.lines(path);
        let newest = versions.first()?;
        let is_edited = self.newest == HEAD && self.git().is_some_and(|git| git.is_modified(path));
        if is_edited { None } else { Instant::from_unix(newest.time) }
    }

    fn versions(&self, path: &str) -> Vec<Vec<u8>> {
        Self::versions(self, path).map(|(_, bytes)| bytes).collect()
    }
}

/// The lines of a file at a commit.
#[derive(Debug)]
struct FileLines {
    /// The committer time, in seconds since 1970.
    time: i64,
    lines: HashSet<String>,
}

impl FileLines {
    /// A file that is no text has no lines.
    fn of(path: &str, commit: &FileCommit, bytes: &[u8]) -> Self {
        let source = SourceText::new(path, bytes).ok().or_else(|| SourceText::decode(path, bytes));
        let text = source.map(|source| source.text).unwrap_or_default();
        Self { time: commit.time, lines: text.lines().map(|line| line.trim_end().to_owned()).collect() }
    }
}

/// Parses a `status.yaml` and returns the declared statuses by component id, as far as it can be parsed.
fn statuses(bytes: &[u8]) -> HashMap<String, String> {
    let raw = SourceText::new(STATUS_FILE, bytes).ok().and_then(|source| RawStatus::read(&source).0);
    let components = raw.map(|raw| raw.components).unwrap_or_default();
    components.into_iter().filter_map(|each| Some((each.id?.value, each.status?.value))).collect()
}
