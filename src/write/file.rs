/// A file of the new site.
#[derive(Debug)]
pub(super) struct SiteFile {
    /// The path relative to the output folder, with `/` as the separator.
    pub path: String,
    /// The order of writing: lower stages first. All new files are written before all changed ones.
    pub stage: u8,
    pub record: FileRecord,
    /// The content; `None` if it is already on disk or queued for writing.
    pub bytes: Option<Vec<u8>>,
}

/// What the manifest records about a file besides its path. The manifest of an unfinished build has only the paths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct FileRecord {
    /// The hash of everything that the file was made from, if known.
    pub fingerprint: Option<u64>,
    /// The length of the file in bytes.
    pub length: u64,
}

/// How many files a build wrote, left unchanged and removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
}
