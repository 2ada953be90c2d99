use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::error::{During, WriteError};
use super::file::{FileRecord, SiteFile};
use super::{path, replace};

const COMPLETE: &str = "# Files that allgreen made here and may replace or remove.";
const UNFINISHED: &str = "# Files that allgreen made here, or was about to make when it was stopped.";

/// The content of `.allgreen`: the files that builds have written into an output folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// Whether the last build finished. Otherwise there may be temporary files.
    pub complete: bool,
    /// The record of each file, by path.
    pub files: BTreeMap<String, FileRecord>,
}

impl Manifest {
    /// Reads the manifest of the output folder `out`. Returns `None` if there is none.
    pub fn read(out: &Path) -> Result<Option<Self>, WriteError> {
        let file = out.join(path::MANIFEST);
        match fs::read(&file) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            bytes => Ok(Self::parse(&String::from_utf8_lossy(&bytes.during("read", &file)?))),
        }
    }

    /// Returns the manifest of a finished build that wrote `files`.
    pub fn of(files: &[SiteFile]) -> Self {
        Self { complete: true, files: files.iter().map(|file| (file.path.clone(), file.record)).collect() }
    }

    /// Whether this is the manifest of a finished build that wrote `files`, which are ordered by path.
    pub fn is_of(&self, files: &[SiteFile]) -> bool {
        let named = self.files.iter().map(|(path, record)| (path, *record));
        self.complete && named.eq(files.iter().map(|file| (&file.path, file.record)))
    }

    /// Returns the manifest to use while a build replaces the files of `self` by those of `after`. It lists them all.
    pub fn between(&self, after: &Self) -> Self {
        let paths = self.files.keys().chain(after.files.keys());
        Self { complete: false, files: paths.map(|path| (path.clone(), FileRecord::default())).collect() }
    }

    /// Parses a manifest. Returns `None` if `text` is not a manifest. Skips unsafe paths, which no build has written.
    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let complete = match lines.next()? {
            COMPLETE => true,
            UNFINISHED => false,
            _ => return None,
        };
        let files = lines.map(|line| line.split_once('\t').unwrap_or((line, "")));
        let files = files.filter(|(path, _)| path::is_safe(path));
        Some(Self {
            complete,
            files: files.map(|(path, record)| (path.to_owned(), FileRecord::parse(record))).collect(),
        })
    }

    pub fn write(&self, out: &Path) -> Result<(), WriteError> {
        replace::file(out, path::MANIFEST, self.render().as_bytes())
    }

    pub fn render(&self) -> String {
        let mut text = String::from(if self.complete { COMPLETE } else { UNFINISHED });
        for (path, FileRecord { fingerprint, length }) in &self.files {
            text.push('\n');
            text.push_str(path);
            if let Some(fingerprint) = fingerprint {
                // Writing to a string cannot fail.
                let _ = write!(text, "\t{fingerprint:016x} {length}");
            }
        }
        text.push('\n');
        text
    }
}

impl FileRecord {
    /// Parses the record in a line of the manifest, such as `00000000000000ab 7`. Returns an empty one if invalid.
    fn parse(text: &str) -> Self {
        let Some((fingerprint, length)) = text.split_once(' ') else { return Self::default() };
        match (u64::from_str_radix(fingerprint, 16), length.parse()) {
            (Ok(fingerprint), Ok(length)) => Self { fingerprint: Some(fingerprint), length },
            _ => Self::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifest_is_parsed_without_unsafe_paths() {
        let record = FileRecord { fingerprint: Some(0xab), length: 7 };
        let files = [("a/b.html", record), ("index.html", FileRecord::default())]
            .map(|(path, record)| (path.to_owned(), record));
        let manifest = Manifest { complete: true, files: files.into() };
        assert!(manifest.render().contains("\na/b.html\t00000000000000ab 7\nindex.html\n"));
        assert_eq!(Manifest::parse(&manifest.render()), Some(manifest));
        let tampered = format!("{UNFINISHED}\n/etc/passwd\n../a\n\na/../../b\t1 1\n.allgreen\nc\tx y\n");
        let files = [("c".to_owned(), FileRecord::default())].into();
        assert_eq!(Manifest::parse(&tampered), Some(Manifest { complete: false, files }));
        assert_eq!(Manifest::parse("something else\n"), None);
        assert_eq!(Manifest::parse(""), None);
    }
}
