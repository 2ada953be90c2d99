use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::thread;

use crate::model::{ComponentStatus, Instant, Maintenance};
use crate::repo::{FileCommit, Git};
use crate::source::{RawStatus, SourceText};

/// How far back the commits of a file are looked at.
const MOST_COMMITS: usize = 200;

/// What `status.yaml` is called.
const STATUS: &str = "status.yaml";

/// Where incidents and windows lie.
const INCIDENTS: &str = "incidents";

/// The commit that the work tree was checked out from.
const HEAD: &str = "HEAD";

/// What the commits of the repository remember. Git runs only once somebody asks.
#[derive(Debug)]
pub struct Past {
    root: PathBuf,
    /// The newest commit of it.
    newest: String,
    git: OnceCell<Option<Git>>,
    /// The declared statuses of each commit that was looked at.
    declared: RefCell<HashMap<String, HashMap<String, String>>>,
}

impl Past {
    pub fn of(root: &Path) -> Self {
        Self::until(root, HEAD)
    }

    /// What there was to remember at a commit.
    pub fn until(root: &Path, commit: &str) -> Self {
        let newest = commit.to_owned();
        Self { root: root.to_owned(), newest, git: OnceCell::new(), declared: RefCell::default() }
    }

    fn git(&self) -> Option<&Git> {
        self.git.get_or_init(|| Git::find(&self.root)).as_ref()
    }

    /// Why the commits cannot be asked, or not all of them.
    pub fn lost(&self) -> Option<&'static str> {
        match self.git() {
            None => Some("no commits could be read here; `git -C DIR log` says why, if there are any"),
            Some(git) if git.is_shallow() => Some(
                "this is a shallow clone; fetch all commits (`fetch-depth: 0` in a workflow) to have the last good form",
            ),
            Some(_) => None,
        }
    }

    /// What a file held in each commit that changed it, newest first, under whatever name.
    pub fn forms(&self, path: &str) -> impl Iterator<Item = (FileCommit, Vec<u8>)> {
        let commits = self.git().map(|git| git.commits_until(&self.newest, path, MOST_COMMITS)).unwrap_or_default();
        commits.into_iter().filter_map(|commit| {
            let bytes = self.git()?.show(&commit.id, &commit.path)?;
            Some((commit, bytes))
        })
    }

    /// Since when `status.yaml` declares a status of a component, as its commits tell. What is not
    /// committed yet was declared just now; without commits nobody can tell.
    pub fn declared_since(&self, component: &str, status: ComponentStatus, now: Instant) -> Option<Instant> {
        let commits = self.git()?.commits_until(&self.newest, STATUS, MOST_COMMITS);
        let has_it = |commit: &&FileCommit| self.declared(&commit.id, component) == status.word();
        match commits.iter().take_while(has_it).last() {
            Some(first) => Instant::from_unix(first.time),
            None => (!commits.is_empty()).then_some(now),
        }
    }

    /// When the files of these windows were last changed, as their commits tell, by id. A file that is not what was
    /// committed was changed a second after that; one that never was committed is left out.
    pub fn revised(&self, windows: &[&Maintenance]) -> BTreeMap<String, Instant> {
        // Git is not started in vain.
        let Some(git) = (!windows.is_empty()).then(|| self.git()).flatten() else { return BTreeMap::new() };
        let ids: BTreeSet<_> = windows.iter().map(|window| window.id.as_str()).collect();
        let is_checked_out = self.newest == HEAD;
        let (changes, edited) = thread::scope(|scope| {
            let edited = scope.spawn(move || if is_checked_out { git.modified(INCIDENTS) } else { BTreeSet::new() });
            (git.last_changes(&self.newest, INCIDENTS, &ids), edited.join().unwrap_or_default())
        });
        let times = changes.into_iter().filter_map(|(id, time)| {
            let at = Instant::from_unix(time.saturating_add(edited.contains(&id).into()))?;
            Some((id, at))
        });
        times.collect()
    }

    fn declared(&self, commit: &str, component: &str) -> String {
        let mut known = self.declared.borrow_mut();
        let statuses = known.entry(commit.to_owned()).or_insert_with(|| {
            let bytes = self.git().and_then(|git| git.show(commit, STATUS)).unwrap_or_default();
            statuses(&bytes)
        });
        statuses.get(component).cloned().unwrap_or_else(|| ComponentStatus::Operational.word().to_owned())
    }
}

/// The declared status of each component of a `status.yaml`, as far as it can be read.
fn statuses(bytes: &[u8]) -> HashMap<String, String> {
    let raw = SourceText::new(STATUS, bytes).ok().and_then(|source| RawStatus::read(&source).0);
    let components = raw.map(|raw| raw.components).unwrap_or_default();
    components.into_iter().filter_map(|each| Some((each.id?.value, each.status?.value))).collect()
}
