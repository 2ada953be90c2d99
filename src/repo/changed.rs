use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};

use super::Git;
use super::program::Program;

impl Git {
    /// When the Markdown files below `folder` with these stems, such as `upgrade` of `incidents/2026/upgrade.md`, were
    /// last changed on the main line up to a commit, in seconds since 1970. A change that was merged counts as its
    /// merge, and the oldest commit of a shallow clone as a change of all that it holds. What the commit does not hold
    /// is left out.
    ///
    /// Along the main line each change of a file has a later time than the one before it, whatever the clocks of those
    /// who committed said: where a commit's own time is no later, the change is a second after the one before. A clock
    /// that was off once may therefore matter for ever, and all commits are read.
    pub fn last_changes(&self, commit: &str, folder: &str, stems: &BTreeSet<&str>) -> BTreeMap<String, i64> {
        let held = self.list(commit, folder);
        let wanted: BTreeSet<_> =
            held.iter().filter_map(|path| stem(path)).filter(|name| stems.contains(name)).collect();
        let mut changes = Changes::of(wanted);
        if changes.wanted.is_empty() {
            return BTreeMap::new();
        }
        let what = ["--first-parent", "-m", "--no-follow", "--no-renames", "--name-only", "-z", "--format=%x01%ct"];
        let args = [&["log"], &what[..], &[commit, "--", folder]].concat();
        let Ok(mut git) = Program::new(&self.root, &args).start() else { return BTreeMap::new() };
        if let Some(output) = git.stdout.take() {
            changes.read(BufReader::new(output));
        }
        let _ = git.wait();
        changes.newest()
    }

    /// The stems of the committed Markdown files below `folder` that are not in the work tree what they are in `HEAD`.
    pub fn edited(&self, folder: &str) -> BTreeSet<String> {
        let names = self.run(&["diff", "--name-only", "--no-renames", "-z", "HEAD", "--", folder]).unwrap_or_default();
        let names = String::from_utf8_lossy(&names);
        names.split('\0').filter_map(stem).map(str::to_owned).collect()
    }
}

/// The name of a Markdown file, without folders and ending.
fn stem(path: &str) -> Option<&str> {
    path.rsplit('/').next()?.strip_suffix(".md")
}

/// The changes of files, as `git log` tells them, newest first.
struct Changes<'a> {
    wanted: BTreeSet<&'a str>,
    found: BTreeMap<&'a str, Found>,
}

/// What is known of the changes of one file.
struct Found {
    /// When the newest change was, as far as those that were read tell.
    newest: i64,
    /// How many were read.
    count: i64,
    /// How manyth the commit of the last one read is.
    nth: usize,
}

impl<'a> Changes<'a> {
    fn of(wanted: BTreeSet<&'a str>) -> Self {
        Self { wanted, found: BTreeMap::new() }
    }

    /// Reads the time of a commit behind a byte of 1, then the paths that it changed, each ended by a zero.
    fn read(&mut self, output: impl BufRead) {
        let (mut nth, mut time) = (0, 0);
        for part in output.split(0).map_while(Result::ok) {
            let part = String::from_utf8_lossy(&part);
            if let Some(seconds) = part.strip_prefix('\u{1}') {
                (nth, time) = (nth + 1, seconds.parse().unwrap_or(time));
            } else if let Some(name) = stem(part.trim_start_matches('\n')).and_then(|name| self.wanted.get(name)) {
                self.found.entry(name).or_insert(Found { newest: i64::MIN, count: 0, nth: 0 }).add(nth, time);
            }
        }
    }

    fn newest(self) -> BTreeMap<String, i64> {
        self.found.into_iter().map(|(name, found)| (name.to_owned(), found.newest)).collect()
    }
}

impl Found {
    /// Adds a change that is older than all others: each of those is at least a second after the one before it.
    fn add(&mut self, nth: usize, time: i64) {
        // A file that was moved is told twice.
        if self.nth != nth {
            let newest = self.newest.max(time.saturating_add(self.count));
            *self = Self { newest, count: self.count + 1, nth };
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn newest(output: &str, wanted: &[&str]) -> Vec<(String, i64)> {
        let mut changes = Changes::of(wanted.iter().copied().collect());
        changes.read(output.as_bytes());
        changes.newest().into_iter().collect()
    }

    /// The time of `a.md` after each commit at one of these times, oldest first.
    fn after_each(times: &[i64]) -> Vec<i64> {
        let until = |count: usize| {
            let log: Vec<_> = times[..count].iter().rev().map(|time| format!("\u{1}{time}\0\na.md\0")).collect();
            newest(&log.concat(), &["a"])[0].1
        };
        (1..=times.len()).map(until).collect()
    }

    #[test]
    fn the_newest_change_of_each_file_counts() {
        let output =
            "\u{1}900000\0\nincidents/a.md\0incidents/a.png\0\u{1}800000\0\nx/incidents/2026/b.md\0incidents/a.md\0";
        assert_eq!(newest(output, &["a", "b"]), [("a".to_owned(), 900_000), ("b".to_owned(), 800_000)]);
        assert_eq!(newest(output, &["c"]), []);
    }

    #[test]
    fn each_change_is_later_than_the_one_before_whatever_the_clocks_say() {
        let same = "\u{1}500\0\na.md\0y/a.md\0\u{1}500\0\na.md\0\u{1}510\0\na.md\0\u{1}100\0\na.md\0";
        assert_eq!(newest(same, &["a"]), [("a".to_owned(), 512)]);
        // Days apart, in hours: a clock that was ahead, and one that was ahead twice.
        assert_eq!(after_each(&[240, 168, 216, 239, 300]), [240, 241, 242, 243, 300]);
        assert_eq!(after_each(&[24, 240, 25, 73]), [24, 240, 241, 242]);
    }

    proptest! {
        #[test]
        fn no_history_has_a_change_that_is_not_later(times in prop::collection::vec(-1_000_000_i64..1_000_000, 1..20)) {
            let after = after_each(&times);
            prop_assert!(after.is_sorted_by(|before, next| before < next), "{after:?}");
            prop_assert!(after.iter().zip(&times).all(|(after, time)| after >= time), "{after:?}");
        }
    }
}
