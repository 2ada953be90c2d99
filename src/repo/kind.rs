use crate::layout::{INCIDENTS_FOLDER, LOG_FILE, LOG_FOLDER, TEMPLATES_FOLDER, THEME_FOLDER};

/// The largest file that people write.
pub const LARGEST: u64 = 8 << 20;

/// What a file of the repository is for, as its path tells: which files are read, and how large they may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Status,
    Incident,
    Log,
    Theme,
    /// The text of an incident that comes back.
    Template,
}

impl Kind {
    /// The kinds of files in folders that make a site.
    pub const WITH_FOLDER: [Self; 3] = [Self::Incident, Self::Log, Self::Theme];

    /// The folder that holds files of this kind; the one of `status.yaml` is the repository.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Status => "",
            Self::Incident => INCIDENTS_FOLDER,
            Self::Log => LOG_FOLDER,
            Self::Theme => THEME_FOLDER,
            Self::Template => TEMPLATES_FOLDER,
        }
    }

    /// Whether a file or a folder of this name is looked at in the folder of this kind.
    pub fn wants(self, name: &str) -> bool {
        match self {
            Self::Status => true,
            Self::Incident => !name.starts_with(['.', '_']) && name != "README.md",
            Self::Log => !name.starts_with(['.', '_']),
            Self::Theme | Self::Template => !name.starts_with('.'),
        }
    }

    /// Whether the file at `path`, every part of which is looked at, is read.
    pub fn keeps(self, path: &str) -> bool {
        let has_ending = |ending: &str| path.rsplit('.').next() == Some(ending);
        match self {
            Self::Status | Self::Theme => true,
            Self::Incident => has_ending("md"),
            Self::Log => path == LOG_FILE || (has_ending("log") && path.matches('/').count() == 1),
            Self::Template => has_ending("md") && path.matches('/').count() == 1,
        }
    }

    /// The most bytes that a file may have: far more than anybody writes. A forge takes no file of over 100 MB.
    pub const fn limit(self) -> u64 {
        match self {
            Self::Log => 1 << 30,
            Self::Status | Self::Incident | Self::Theme | Self::Template => LARGEST,
        }
    }
}
