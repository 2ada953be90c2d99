use crate::layout::{
    INCIDENTS_FOLDER, LOG_FILE, LOG_FOLDER, MISNAMED_INCIDENTS_FOLDER, TEMPLATES_FOLDER, THEME_FOLDER,
};

/// The maximum size in bytes of every file except the log.
pub const MAX_FILE_SIZE: u64 = 8 << 20;

/// The endings of files that are read as incidents, in lower case. Only the first is right; the others get a warning.
const INCIDENT_ENDINGS: [&str; 3] = [".md", ".markdown", ".txt"];

/// The purpose of a file, which its path determines. It decides whether the file is read and how large it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    Status,
    Incident,
    Log,
    Theme,
    /// A file with prepared values for recurring incidents and windows.
    Template,
}

impl FileKind {
    /// The kinds of files that are part of a site and are in a folder: all but `status.yaml` and templates.
    pub const WITH_FOLDER: [Self; 3] = [Self::Incident, Self::Log, Self::Theme];

    /// Returns the folder with files of this kind; empty for `status.yaml`.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Status => "",
            Self::Incident => INCIDENTS_FOLDER,
            Self::Log => LOG_FOLDER,
            Self::Theme => THEME_FOLDER,
            Self::Template => TEMPLATES_FOLDER,
        }
    }

    /// Whether the folder with this name at the top of the repository has files of this kind.
    pub fn is_folder(self, name: &str) -> bool {
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        match self {
            Self::Incident => is(INCIDENTS_FOLDER) || is(MISNAMED_INCIDENTS_FOLDER),
            _ => name == self.folder(),
        }
    }

    /// Whether a file or folder with this name may be read. Hidden files, drafts and `incidents/README.md` are ignored.
    pub fn accepts_name(self, name: &str) -> bool {
        match self {
            Self::Status => true,
            Self::Incident => !name.starts_with(['.', '_']) && name != "README.md",
            Self::Log => !name.starts_with(['.', '_']),
            Self::Theme | Self::Template => !name.starts_with('.'),
        }
    }

    /// Whether the file at `path` is read, provided that [`Self::accepts_name`] accepts each part of `path`.
    pub fn accepts_path(self, path: &str) -> bool {
        let has_ending = |ending: &str| path.rsplit('.').next() == Some(ending);
        match self {
            Self::Status | Self::Theme => true,
            Self::Incident => {
                let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
                !name.contains('.') || INCIDENT_ENDINGS.iter().any(|ending| name.ends_with(ending))
            }
            Self::Log => path == LOG_FILE || (has_ending("log") && path.matches('/').count() == 1),
            Self::Template => has_ending("md") && path.matches('/').count() == 1,
        }
    }

    /// Returns the maximum size of a file of this kind in bytes. Most git hosts accept at most 100 MB.
    pub const fn limit(self) -> u64 {
        match self {
            Self::Log => 1 << 30,
            Self::Status | Self::Incident | Self::Theme | Self::Template => MAX_FILE_SIZE,
        }
    }
}

/// Whether a path is in a folder with the files of incidents.
pub fn is_incident(path: &str) -> bool {
    path.split('/').next().is_some_and(|folder| FileKind::Incident.is_folder(folder))
}
