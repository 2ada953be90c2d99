use super::{NamedEvent, Workspace};
use crate::diagnostic::{Code, Context, Diagnostic, Failure, render::plain};
use crate::edit::{self, NewFrontMatter, NewHeading, StatusPairs, status_title};
use crate::layout::INCIDENTS_FOLDER;
use crate::model::{Instant, Site};
use crate::pipeline;
use crate::repo::{self, Access, Checkout, MAX_FILE_SIZE};

/// A planned file of `incidents/`: a new one, or an existing one with another update at its end.
#[derive(Debug)]
pub struct FileChange {
    pub id: String,
    /// The path relative to the folder with `status.yaml`.
    pub path: String,
    pub title: String,
    /// The heading of the new update.
    pub heading: NewHeading,
    /// The statuses that the update gives to components.
    pub affects: StatusPairs,
    bytes: Vec<u8>,
    /// The length of the existing content at the start of `bytes`, or `None` if the file is new.
    old_length: Option<usize>,
}

impl FileChange {
    /// Plans a new file with one update.
    ///
    /// # Errors
    /// When `text` would be parsed as anything other than the text of one update.
    pub fn create(
        id: String,
        front: &NewFrontMatter,
        heading: NewHeading,
        affects: StatusPairs,
        text: &str,
    ) -> Result<Self, Failure> {
        let path = format!("incidents/{id}.md");
        let bytes = edit::new_event(front, &heading, text).with_context(|| could_not("create", &path))?;
        Ok(Self { id, path, title: front.title.clone(), heading, affects, bytes, old_length: None })
    }

    /// Plans another update in the file of an existing event, with the time `at` or now.
    ///
    /// # Errors
    /// When the event has no file or a later update, or `text` would not be parsed as exactly one update.
    pub fn append<T: NamedEvent>(
        workspace: &Workspace,
        event: &T,
        at: Option<Instant>,
        status: &'static str,
        affects: StatusPairs,
        text: &str,
    ) -> Result<Self, Failure> {
        let (path, bytes) = workspace.file(event.id())?;
        let old = date_headings(workspace, path, bytes);
        let at = workspace.time_after_newest(event, path, at)?;
        let heading = NewHeading { at, status, sets: affects.clone() };
        let bytes = edit::append_update(&old, &heading, text).with_context(|| could_not("change", path))?;
        Ok(Self {
            id: event.id().to_owned(),
            path: path.to_owned(),
            title: event.title().to_owned(),
            heading,
            affects,
            bytes,
            old_length: Some(old.len()),
        })
    }

    pub const fn is_new(&self) -> bool {
        self.old_length.is_none()
    }

    /// Returns the text that is added to the file.
    pub fn added(&self) -> String {
        String::from_utf8_lossy(&self.bytes[self.old_length.unwrap_or(0)..]).into_owned()
    }

    /// Checks the repository with the planned file. Returns the resulting site and the warnings about the file.
    ///
    /// # Errors
    /// When the file would have errors.
    pub(super) fn check(&self, workspace: &Workspace) -> Result<(Site, Vec<Diagnostic>), Failure> {
        let failed = || could_not(if self.is_new() { "create" } else { "change" }, &self.path);
        if self.bytes.len() as u64 > MAX_FILE_SIZE {
            let failure = Failure::invalid(format!("{}: it would exceed {MAX_FILE_SIZE} bytes", failed()));
            return Err(failure.hint("shorten the text"));
        }
        let changes = [(self.path.clone(), self.bytes.clone())];
        let checked = pipeline::check_with(&workspace.root, workspace.now, &changes);
        // If the folder cannot be listed, this file is not read either.
        let own = checked.diagnostics.iter().filter(|each| each.file == self.path || each.file == INCIDENTS_FOLDER);
        let own: Vec<_> = own.cloned().collect();
        let is_error = |each: &Diagnostic| each.is_fatal() || each.code == Code::UnknownComponent;
        match checked.site.filter(|_| !own.iter().any(is_error)) {
            Some(site) => Ok((site, own)),
            None => Err(Failure::invalid(failed()).diagnostics(&own).hint("fix these errors first")),
        }
    }

    /// Writes the file. Returns `false` if it is new and another program has just created a file with the same name.
    pub(super) fn write(&self, workspace: &Workspace) -> Result<bool, Failure> {
        let path = workspace.root.join(&self.path);
        if self.is_new() {
            return Ok(repo::create_atomic(&path, &self.bytes)?);
        }
        repo::write_atomic(&path, &self.bytes)?;
        Ok(true)
    }

    pub(super) fn commit_message(&self) -> String {
        let Self { id, title, heading, .. } = self;
        format!("{id}: {}\n\n{title}\n", status_title(heading.status).to_lowercase())
    }
}

fn could_not(action: &str, path: &str) -> String {
    format!("could not {action} `{}`", plain(path))
}

/// Replaces `now` in the headings of a file by times, and returns the new bytes. If `publish` did this later, the
/// existing updates would get later times than the one that is added.
fn date_headings(workspace: &Workspace, path: &str, bytes: &[u8]) -> Vec<u8> {
    let checkout = Checkout::current(&workspace.root, Access::default()).ok();
    let committed = |line| checkout.as_ref().and_then(|checkout| checkout.line_time(path, line));
    let time = |line| committed(line).and_then(Instant::from_unix).unwrap_or(workspace.now).min(workspace.now);
    edit::date_headings(bytes, &time).map_or_else(|| bytes.to_vec(), |(dated, _)| dated)
}
