//! The names of the files and folders of a status repository.

/// The page, its components, and the current status of each.
pub const STATUS_FILE: &str = "status.yaml";
/// The log, if it is one file. Its lines come after those of [`LOG_FOLDER`].
pub const LOG_FILE: &str = "history.log";
/// The log, if it is one file a year.
pub const LOG_FOLDER: &str = "history";
/// One file for each incident and maintenance window.
pub const INCIDENTS_FOLDER: &str = "incidents";
/// Templates and assets that replace the built-in ones.
pub const THEME_FOLDER: &str = "theme";
/// Texts for new incidents and maintenance windows.
pub const TEMPLATES_FOLDER: &str = "templates";
