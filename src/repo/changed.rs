use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};

use super::Git;
use super::program::Program;

/// How far apart the clocks may be of those who commit, in seconds.
const SKEW: i64 = 86_400;

impl Git {
    /// When the Markdown files below `folder` with these stems, such as `upgrade` of `incidents/2026/upgrade.md`, were
    /// last changed on the main line up to a commit, in seconds since 1970. A change that was merged counts as its
    /// merge, and the oldest commit of a shallow clone as a change of all that it holds. What the commit does not hold
    /// is left out.
    ///
    /// Each change of a file has a later time than the one before it, whatever the clocks of those who committed
    /// said: then it is a second after it.
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
        // The rest of a long history is not wanted; a git that has ended by itself needs no end.
        let _ = git.kill();
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
    /// By stem, the times of the commits that changed the file and how manyth commits those are; newest first.
    found: BTreeMap<&'a str, Vec<(usize, i64)>>,
}

impl<'a> Changes<'a> {
    fn of(wanted: BTreeSet<&'a str>) -> Self {
        Self { wanted, found: BTreeMap::new() }
    }

    /// Reads the time of a commit behind a byte of 1, then the paths that it changed, each ended by a zero, until no
    /// older commit can matter.
    fn read(&mut self, output: impl BufRead) {
        let (mut nth, mut time) = (0, 0);
        for part in output.split(0).map_while(Result::ok) {
            let part = String::from_utf8_lossy(&part);
            if let Some(seconds) = part.strip_prefix('\u{1}') {
                (nth, time) = (nth + 1, seconds.parse().unwrap_or(time));
                if self.is_complete(time) {
                    return;
                }
            } else if let Some(name) = stem(part.trim_start_matches('\n')).and_then(|name| self.wanted.get(name)) {
                let times = self.found.entry(name).or_default();
                // A file that was moved is told twice.
                if times.last() != Some(&(nth, time)) {
                    times.push((nth, time));
                }
            }
        }
    }

    /// Whether every file was found, and a commit of this time is older than what the clocks may have mixed up.
    fn is_complete(&self, time: i64) -> bool {
        self.found.len() == self.wanted.len() && self.found.values().all(|times| time <= times[0].1 - SKEW)
    }

    fn newest(self) -> BTreeMap<String, i64> {
        let newest = |times: Vec<(usize, i64)>| {
            let first = times[0].1 - SKEW;
            let near = times.iter().map(|(_, time)| *time).filter(|time| *time > first);
            near.rev().fold(i64::MIN, |before, time| time.max(before.saturating_add(1)))
        };
        self.found.into_iter().map(|(name, times)| (name.to_owned(), newest(times))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn newest(output: &str, wanted: &[&str]) -> Vec<(String, i64)> {
        let mut changes = Changes::of(wanted.iter().copied().collect());
        changes.read(output.as_bytes());
        changes.newest().into_iter().collect()
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
        let long_ago = "\u{1}900000\0\na.md\0\u{1}100\0\na.md\0";
        assert_eq!(newest(long_ago, &["a"]), [("a".to_owned(), 900_000)]);
    }

    #[test]
    fn nothing_is_read_that_cannot_matter() {
        let mut changes = Changes::of(BTreeSet::from(["a"]));
        let mut output = "\u{1}900000\0\na.md\0\u{1}899999\0\nb.md\0\u{1}100\0\na.md\0\u{1}99\0".as_bytes();
        changes.read(&mut output);
        assert_eq!(output, "\na.md\0\u{1}99\0".as_bytes());
    }
}
