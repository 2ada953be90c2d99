/// A file of the new site.
#[derive(Debug)]
pub(super) struct SiteFile {
    /// Relative to the folder, with `/` between its parts.
    pub path: String,
    /// Lower stages are written first, among the new files and then among the changed ones.
    pub stage: u8,
    pub record: FileRecord,
    /// The content, unless the file on disk has it already.
    pub bytes: Option<Vec<u8>>,
}

/// The record of a file in the manifest. Empty for a build that did not finish.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct FileRecord {
    /// The fingerprint of what the file was made from, if it has one.
    pub mark: Option<u64>,
    /// In bytes.
    pub length: u64,
}

/// How many files were written, were unchanged, or were removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
}
