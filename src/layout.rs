//! The names of the files and folders of a status repository.

/// The file with the settings of the page, its components and their current statuses.
pub const STATUS_FILE: &str = "status.yaml";
/// A misspelt [`STATUS_FILE`], which is read if that does not exist.
pub const MISNAMED_STATUS_FILE: &str = "status.yml";
/// The log as a single file. Its lines come after the lines of the files in [`LOG_FOLDER`].
pub const LOG_FILE: &str = "history.log";
/// The folder of the log if it is split into one file per year.
pub const LOG_FOLDER: &str = "history";
/// The folder with one file for each incident and maintenance window.
pub const INCIDENTS_FOLDER: &str = "incidents";
/// A misspelt [`INCIDENTS_FOLDER`], which is read as well.
pub const MISNAMED_INCIDENTS_FOLDER: &str = "incident";
/// The folder with templates, catalogs and assets that replace the built-in ones.
pub const THEME_FOLDER: &str = "theme";
/// The form for incidents on GitHub, a workflow.
pub const FORM_FILE: &str = ".github/workflows/report-incident.yml";
/// The folder with templates for new incidents and maintenance windows, for `--template`.
pub const TEMPLATES_FOLDER: &str = "templates";
