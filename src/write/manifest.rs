use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::draft::Planned;
use super::error::{During, WriteError};
use super::{path, replace};

/// Where the manifest stands in the folder.
pub(super) const NAME: &str = ".allgreen";

const COMPLETE: &str = "# Files that allgreen made here and may replace or remove.";
const UNFINISHED: &str = "# Files that allgreen made here, or was about to make when it was stopped.";

/// The files that are ours.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The build that wrote it came to its end: nothing half done is lying about.
    pub complete: bool,
    /// By path.
    pub files: BTreeMap<String, Made>,
}

/// What is known of a file besides its place. One of an unfinished build is known by its place alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Made {
    /// What stands for all that it was made from, if anything does.
    pub mark: Option<u64>,
    /// In bytes.
    pub length: u64,
}

impl Manifest {
    /// The manifest in `out`; none where there is none of ours.
    pub fn read(out: &Path) -> Result<Option<Self>, WriteError> {
        let file = out.join(NAME);
        match fs::read(&file) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            bytes => Ok(Self::parse(&String::from_utf8_lossy(&bytes.during("read", &file)?))),
        }
    }

    /// The manifest of a folder that holds these files.
    pub fn of(files: &[Planned]) -> Self {
        Self { complete: true, files: files.iter().map(|file| (file.path.clone(), file.made)).collect() }
    }

    /// Whether a folder that holds these files, which are in the order of their paths, would have this manifest.
    pub fn is_of(&self, files: &[Planned]) -> bool {
        let named = self.files.iter().map(|(path, made)| (path, *made));
        self.complete && named.eq(files.iter().map(|file| (&file.path, file.made)))
    }

    /// The manifest while a folder with these files comes to hold those of `after`.
    pub fn between(&self, after: &Self) -> Self {
        let paths = self.files.keys().chain(after.files.keys());
        Self { complete: false, files: paths.map(|path| (path.clone(), Made::default())).collect() }
    }

    /// Lines that are no safe path are passed over, since nothing that we wrote can be there.
    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let complete = match lines.next()? {
            COMPLETE => true,
            UNFINISHED => false,
            _ => return None,
        };
        let files = lines.map(|line| line.split_once('\t').unwrap_or((line, "")));
        let files = files.filter(|(path, _)| path::is_safe(path));
        Some(Self { complete, files: files.map(|(path, made)| (path.to_owned(), Made::parse(made))).collect() })
    }

    pub fn write(&self, out: &Path) -> Result<(), WriteError> {
        replace::file(out, NAME, self.render().as_bytes())
    }

    pub fn render(&self) -> String {
        let mut text = String::from(if self.complete { COMPLETE } else { UNFINISHED });
        for (path, Made { mark, length }) in &self.files {
            text.push('\n');
            text.push_str(path);
            if let Some(mark) = mark {
                // Writing to a string cannot fail.
                let _ = write!(text, "\t{mark:016x} {length}");
            }
        }
        text.push('\n');
        text
    }
}

impl Made {
    /// What stands behind a path. What cannot be read is not known.
    fn parse(text: &str) -> Self {
        let Some((mark, length)) = text.split_once(' ') else { return Self::default() };
        match (u64::from_str_radix(mark, 16), length.parse()) {
            (Ok(mark), Ok(length)) => Self { mark: Some(mark), length },
            _ => Self::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_as_written_and_lies_are_passed_over() {
        let marked = Made { mark: Some(0xab), length: 7 };
        let files = [("a/b.html", marked), ("index.html", Made::default())].map(|(path, made)| (path.to_owned(), made));
        let manifest = Manifest { complete: true, files: files.into() };
        assert!(manifest.render().contains("\na/b.html\t00000000000000ab 7\nindex.html\n"));
        assert_eq!(Manifest::parse(&manifest.render()), Some(manifest));
        let tampered = format!("{UNFINISHED}\n/etc/passwd\n../a\n\na/../../b\t1 1\n.allgreen\nc\tx y\n");
        let files = [("c".to_owned(), Made::default())].into();
        assert_eq!(Manifest::parse(&tampered), Some(Manifest { complete: false, files }));
        assert_eq!(Manifest::parse("something else\n"), None);
        assert_eq!(Manifest::parse(""), None);
    }
}
