use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

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
    pub paths: BTreeSet<String>,
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

    /// Lines that are no safe path are passed over, since nothing that we wrote can be there.
    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let complete = match lines.next()? {
            COMPLETE => true,
            UNFINISHED => false,
            _ => return None,
        };
        Some(Self { complete, paths: lines.filter(|line| path::is_safe(line)).map(str::to_owned).collect() })
    }

    pub fn write(&self, out: &Path) -> Result<(), WriteError> {
        replace::file(out, NAME, self.render().as_bytes())
    }

    pub fn render(&self) -> String {
        let mut text = String::from(if self.complete { COMPLETE } else { UNFINISHED });
        for path in &self.paths {
            text.push('\n');
            text.push_str(path);
        }
        text.push('\n');
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_as_written_and_lies_are_passed_over() {
        let paths = ["a/b.html", "index.html"].map(str::to_owned);
        let manifest = Manifest { complete: true, paths: paths.into() };
        assert_eq!(Manifest::parse(&manifest.render()), Some(manifest));
        let tampered = format!("{UNFINISHED}\n/etc/passwd\n../a\n\na/../../b\n.allgreen\nc\n");
        assert_eq!(Manifest::parse(&tampered), Some(Manifest { complete: false, paths: ["c".to_owned()].into() }));
        assert_eq!(Manifest::parse("something else\n"), None);
        assert_eq!(Manifest::parse(""), None);
    }
}
