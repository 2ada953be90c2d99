use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};

use super::Git;
use super::git_command::GitCommand;

impl Git {
    /// Returns when Markdown files below `folder` were last changed, in seconds since 1970, by the stem of their name.
    /// `stems` selects the files: `upgrade` for `incidents/2026/upgrade.md`. Files that `commit` lacks are left out.
    ///
    /// Follows the first parents of `commit`: a merged change has the time of the merge. The oldest commit of a shallow
    /// clone counts as a change of all its files.
    ///
    /// Each change of a file gets a later time than the one before, even if the clocks of committers were wrong: a
    /// commit whose own time is not later counts as one second after the previous change. This needs all commits.
    pub fn last_changes(&self, commit: &str, folder: &str, stems: &BTreeSet<&str>) -> BTreeMap<String, i64> {
        let files = self.list(commit, folder);
        let wanted: BTreeSet<_> =
            files.iter().filter_map(|path| stem(path)).filter(|name| stems.contains(name)).collect();
        let mut changes = ChangeTimes::new(wanted);
        if changes.wanted.is_empty() {
            return BTreeMap::new();
        }
        let what = ["--first-parent", "-m", "--no-follow", "--no-renames", "--name-only", "-z", "--format=%x01%ct"];
        let args = [&["log"], &what[..], &[commit, "--", folder]].concat();
        let Ok(mut git) = GitCommand::new(&self.root, &args).spawn() else { return BTreeMap::new() };
        if let Some(output) = git.stdout.take() {
            changes.read(BufReader::new(output));
        }
        let _ = git.wait();
        changes.newest()
    }

    /// Whether a file differs between the work tree and `HEAD`.
    pub fn is_modified(&self, path: &str) -> bool {
        self.run(&["diff", "--quiet", "HEAD", "--", path]).is_none()
    }

    /// Returns the stems of committed Markdown files below `folder` that differ between the work tree and `HEAD`.
    pub fn modified(&self, folder: &str) -> BTreeSet<String> {
        let names = self.run(&["diff", "--name-only", "--no-renames", "-z", "HEAD", "--", folder]).unwrap_or_default();
        let names = String::from_utf8_lossy(&names);
        names.split('\0').filter_map(stem).map(str::to_owned).collect()
    }
}

/// Returns the name of a Markdown file without folders and extension, or `None` for other files.
fn stem(path: &str) -> Option<&str> {
    path.rsplit('/').next()?.strip_suffix(".md")
}

/// The times at which files last changed, computed from the output of `git log`, which lists the newest commit first.
struct ChangeTimes<'a> {
    wanted: BTreeSet<&'a str>,
    files: BTreeMap<&'a str, FileChanges>,
}

/// The changes of one file in the commits read so far.
struct FileChanges {
    /// The time of the newest change, in Unix seconds.
    newest: i64,
    /// The number of commits that change the file.
    count: i64,
    /// The position of the last counted commit in the output of `git log`, from 1.
    commit: usize,
}

impl<'a> ChangeTimes<'a> {
    fn new(wanted: BTreeSet<&'a str>) -> Self {
        Self { wanted, files: BTreeMap::new() }
    }

    /// Reads the output of `git log`: for each commit the byte 0x01 and a time, then its paths, each terminated by NUL.
    fn read(&mut self, output: impl BufRead) {
        let (mut commit, mut time) = (0, 0);
        for part in output.split(0).map_while(Result::ok) {
            let part = String::from_utf8_lossy(&part);
            if let Some(seconds) = part.strip_prefix('\u{1}') {
                (commit, time) = (commit + 1, seconds.parse().unwrap_or(time));
            } else if let Some(name) = stem(part.trim_start_matches('\n')).and_then(|name| self.wanted.get(name)) {
                let unseen = FileChanges { newest: i64::MIN, count: 0, commit: 0 };
                self.files.entry(name).or_insert(unseen).add(commit, time);
            }
        }
    }

    fn newest(self) -> BTreeMap<String, i64> {
        self.files.into_iter().map(|(name, changes)| (name.to_owned(), changes.newest)).collect()
    }
}

impl FileChanges {
    /// Adds a change that is older than all changes so far. Successive changes count as at least a second apart.
    fn add(&mut self, commit: usize, time: i64) {
        // A moved file is listed twice in one commit.
        if self.commit != commit {
            let newest = self.newest.max(time.saturating_add(self.count));
            *self = Self { newest, count: self.count + 1, commit };
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn newest(output: &str, wanted: &[&str]) -> Vec<(String, i64)> {
        let mut changes = ChangeTimes::new(wanted.iter().copied().collect());
        changes.read(output.as_bytes());
        changes.newest().into_iter().collect()
    }

    /// Returns the last change time of `a.md` as of each commit. The commits have these `times` and all change `a.md`.
    fn after_each(times: &[i64]) -> Vec<i64> {
        let until = |count: usize| {
            let log: Vec<_> = times[..count].iter().rev().map(|time| format!("\u{1}{time}\0\na.md\0")).collect();
            newest(&log.concat(), &["a"])[0].1
        };
        (1..=times.len()).map(until).collect()
    }

    #[test]
    fn newest_change_of_each_file_is_returned() {
        let output =
            "\u{1}900000\0\nincidents/a.md\0incidents/a.png\0\u{1}800000\0\nx/incidents/2026/b.md\0incidents/a.md\0";
        assert_eq!(newest(output, &["a", "b"]), [("a".to_owned(), 900_000), ("b".to_owned(), 800_000)]);
        assert_eq!(newest(output, &["c"]), []);
    }

    #[test]
    fn change_times_increase_despite_wrong_clocks() {
        let same = "\u{1}500\0\na.md\0y/a.md\0\u{1}500\0\na.md\0\u{1}510\0\na.md\0\u{1}100\0\na.md\0";
        assert_eq!(newest(same, &["a"]), [("a".to_owned(), 512)]);
        // The clock of the first or the second committer was ahead.
        assert_eq!(after_each(&[240, 168, 216, 239, 300]), [240, 241, 242, 243, 300]);
        assert_eq!(after_each(&[24, 240, 25, 73]), [24, 240, 241, 242]);
    }

    proptest! {
        #[test]
        fn every_commit_makes_change_time_later(times in prop::collection::vec(-1_000_000_i64..1_000_000, 1..20)) {
            let after = after_each(&times);
            prop_assert!(after.is_sorted_by(|before, next| before < next), "{after:?}");
            prop_assert!(after.iter().zip(&times).all(|(after, time)| after >= time), "{after:?}");
        }
    }
}
