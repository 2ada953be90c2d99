#![expect(clippy::disallowed_methods, reason = "the only module that appends to the log")]

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::{Lock, SourceFile, WriteFileError, read_logs};
use crate::layout::{LOG_FILE, LOG_FOLDER};

/// The log, locked against other processes.
#[derive(Debug)]
pub struct LogFile {
    root: PathBuf,
    files: Vec<SourceFile>,
    _lock: Lock,
}

/// A line to append to the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLogLine {
    /// The year of the line's time, such as `2026`. A split log has one file per year.
    pub year: String,
    /// The line without its newline.
    pub text: String,
}

impl LogFile {
    /// Waits for the lock on the log of the repository at `root`, and reads the log.
    ///
    /// # Errors
    /// When the lock fails.
    pub fn open(root: &Path) -> Result<Self, WriteFileError> {
        let lock = Lock::acquire(root).map_err(WriteFileError::at(root))?;
        Ok(Self { root: root.to_owned(), files: read_logs(root), _lock: lock })
    }

    /// Returns the files of the log, read when it was locked, in the order in which they are concatenated.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// Returns the paths of files whose last line has no newline.
    pub fn unterminated_files(&self) -> Vec<String> {
        self.fragments().map(|(path, ..)| path.to_owned()).collect()
    }

    /// Adds a newline to the last line of each file if it has none. If `is_whole` returns `false` for the line, the
    /// line becomes a comment, so that nothing is lost and no appended line is joined to it.
    ///
    /// # Errors
    /// On an I/O error.
    pub fn repair(&self, is_whole: impl Fn(&[u8]) -> bool) -> Result<(), WriteFileError> {
        for (path, start, fragment) in self.fragments() {
            let path = self.root.join(path);
            let written = if is_whole(fragment) {
                overwrite(&path, start + fragment.len(), b"\n")
            } else {
                overwrite(&path, start, &[b"# torn: ", fragment, b"\n"].concat())
            };
            written.map_err(WriteFileError::at(&path))?;
        }
        Ok(())
    }

    /// Appends lines, each in one write: to `history.log`, or to the file of the year if the log is split. Syncs the
    /// files. Call [`LogFile::repair`] first.
    ///
    /// # Errors
    /// On an I/O error. Lines that were appended before the error stay.
    pub fn append(&self, entries: &[NewLogLine]) -> Result<(), WriteFileError> {
        let mut open: BTreeMap<PathBuf, File> = BTreeMap::new();
        for entry in entries {
            let path = self.path_for_year(&entry.year);
            let line = format!("{}\n", entry.text);
            append(&mut open, &path, line.as_bytes()).map_err(WriteFileError::at(&path))?;
        }
        for (path, file) in &open {
            file.sync_all().map_err(WriteFileError::at(path))?;
        }
        Ok(())
    }

    fn path_for_year(&self, year: &str) -> PathBuf {
        let is_single = self.files.iter().any(|found| found.path == LOG_FILE);
        let is_split = !is_single && !self.files.is_empty();
        self.root.join(if is_split { format!("{LOG_FOLDER}/{year}.log") } else { LOG_FILE.to_owned() })
    }

    /// For each log file that ends without a newline, returns its path, and the byte offset and bytes of its last line.
    fn fragments(&self) -> impl Iterator<Item = (&str, usize, &[u8])> {
        self.files.iter().filter_map(|found| {
            let bytes = found.content.as_ref().ok()?;
            let bom_length = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
            let start = memchr::memrchr(b'\n', bytes).map_or(bom_length, |newline| newline + 1);
            (start < bytes.len()).then(|| (found.path.as_str(), start, &bytes[start..]))
        })
    }
}

fn append(open: &mut BTreeMap<PathBuf, File>, path: &Path, line: &[u8]) -> io::Result<()> {
    if !open.contains_key(path) {
        open.insert(path.to_owned(), OpenOptions::new().create(true).append(true).open(path)?);
    }
    // One write per line: if the program is killed, at most the last line is incomplete.
    open.get_mut(path).map_or(Ok(()), |file| file.write_all(line))
}

fn overwrite(path: &Path, start: usize, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    file.seek(SeekFrom::Start(start as u64))?;
    file.write_all(bytes)?;
    file.sync_all()
}
