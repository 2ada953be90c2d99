#![expect(clippy::disallowed_methods, reason = "the one place that appends to the log")]

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::{Found, Lock, WriteFileError, read_logs};
use crate::layout::{LOG_FILE, LOG_FOLDER};

/// The log while nobody else appends to it.
#[derive(Debug)]
pub struct LogFile {
    root: PathBuf,
    files: Vec<Found>,
    _lock: Lock,
}

/// A line to append.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The year of its time, such as `2026`: the log may have one file a year.
    pub year: String,
    /// Without its newline.
    pub text: String,
}

impl LogFile {
    /// Waits until nobody else holds the log of the repository at `root`, and reads it.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn hold(root: &Path) -> Result<Self, WriteFileError> {
        let lock = Lock::acquire(root).map_err(WriteFileError::at(root))?;
        Ok(Self { root: root.to_owned(), files: read_logs(root), _lock: lock })
    }

    /// The files of the log as they were when it was taken hold of, in the order in which they are read as one.
    pub fn files(&self) -> &[Found] {
        &self.files
    }

    /// The files whose last line no newline ends.
    pub fn torn(&self) -> Vec<String> {
        self.fragments().map(|(path, ..)| path.to_owned()).collect()
    }

    /// Ends the last line of each file that lacks its newline. What is not a whole line by itself becomes a remark,
    /// so that nothing is lost and no new line is glued to it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn mend(&self, is_whole: impl Fn(&[u8]) -> bool) -> Result<(), WriteFileError> {
        for (path, start, fragment) in self.fragments() {
            let place = self.root.join(path);
            let mended = if is_whole(fragment) {
                overwrite(&place, start + fragment.len(), b"\n")
            } else {
                overwrite(&place, start, &[b"# torn: ", fragment, b"\n"].concat())
            };
            mended.map_err(WriteFileError::at(&place))?;
        }
        Ok(())
    }

    /// Appends lines, each in one step: to `history.log`, or to the file of the year where the log is split. They are
    /// on the disk when this returns. What is torn must be mended before.
    ///
    /// # Errors
    /// When the disk refuses. Lines that are appended by then stay.
    pub fn append(&self, entries: &[Entry]) -> Result<(), WriteFileError> {
        let mut open: BTreeMap<PathBuf, File> = BTreeMap::new();
        for entry in entries {
            let place = self.place(&entry.year);
            let line = format!("{}\n", entry.text);
            append(&mut open, &place, line.as_bytes()).map_err(WriteFileError::at(&place))?;
        }
        for (place, file) in &open {
            file.sync_all().map_err(WriteFileError::at(place))?;
        }
        Ok(())
    }

    fn place(&self, year: &str) -> PathBuf {
        let is_whole = self.files.iter().any(|found| found.path == LOG_FILE);
        let is_split = !is_whole && !self.files.is_empty();
        self.root.join(if is_split { format!("{LOG_FOLDER}/{year}.log") } else { LOG_FILE.to_owned() })
    }

    /// Each last line without a newline: its file, where it starts, and what is there of it.
    fn fragments(&self) -> impl Iterator<Item = (&str, usize, &[u8])> {
        self.files.iter().filter_map(|found| {
            let bytes = found.content.as_ref().ok()?;
            let mark = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
            let start = memchr::memrchr(b'\n', bytes).map_or(mark, |newline| newline + 1);
            (start < bytes.len()).then(|| (found.path.as_str(), start, &bytes[start..]))
        })
    }
}

fn append(open: &mut BTreeMap<PathBuf, File>, place: &Path, line: &[u8]) -> io::Result<()> {
    if !open.contains_key(place) {
        open.insert(place.to_owned(), OpenOptions::new().create(true).append(true).open(place)?);
    }
    // One call a line: whatever kills the program, at most the last line is torn.
    open.get_mut(place).map_or(Ok(()), |file| file.write_all(line))
}

fn overwrite(place: &Path, start: usize, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(place)?;
    file.seek(SeekFrom::Start(start as u64))?;
    file.write_all(bytes)?;
    file.sync_all()
}
