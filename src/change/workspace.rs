use std::path::{Path, PathBuf};

use super::NamedEvent;
use crate::check::typed;
use crate::diagnostic::{Diagnostic, Failure, nearest, render::plain};
use crate::edit::{StatusPairs, next_update_time};
use crate::layout::{INCIDENTS_FOLDER, STATUS_FILE};
use crate::model::{ComponentIndex, ComponentStatus, Instant, Site, short_slug};
use crate::pipeline;
use crate::repo::{self, SourceFile};
use crate::source::{RawIncident, SourceText};

/// The state of a status repository at one time: its site, the files in `incidents/`, and all diagnostics.
#[derive(Debug)]
pub struct Workspace {
    pub site: Site,
    pub now: Instant,
    pub root: PathBuf,
    files: Vec<SourceFile>,
    diagnostics: Vec<Diagnostic>,
}

impl Workspace {
    /// Reads the repository at `root`.
    ///
    /// # Errors
    /// When `status.yaml` cannot be read or has errors.
    pub fn read(root: &Path, now: Instant) -> Result<Self, Failure> {
        let checked = pipeline::check_with(root, now, &[]);
        let Some(site) = checked.site else {
            let failure = Failure::invalid(format!("could not read `{}`", root.join(STATUS_FILE).display()));
            let causes = checked.diagnostics.iter().filter(|each| each.file == STATUS_FILE);
            return Err(failure.diagnostics(causes).hint("fix it first"));
        };
        let files = repo::read_incidents(root);
        Ok(Self { site, now, root: root.to_owned(), files, diagnostics: checked.diagnostics })
    }

    /// Returns the paths of the files in `incidents/` that have errors and are therefore not part of the site.
    pub fn invalid_files(&self) -> Vec<&str> {
        let errors = self.diagnostics.iter().filter(|each| each.is_fatal() && repo::is_incident(&each.file));
        let mut paths: Vec<_> = errors.map(|each| each.file.as_str()).collect();
        paths.dedup();
        paths
    }

    /// Returns the event with this id or, without an id, the only one in `candidates`, even if other files are invalid:
    /// a mistake in one file must not stop the others. Messages describe the candidates
    /// as `state`, such as `open`.
    ///
    /// # Errors
    /// When there is no such event, or there are several candidates, or there is none and an invalid file may contain it.
    pub fn choose<'a, T: NamedEvent>(
        &self,
        all: &'a [T],
        id: Option<&str>,
        candidates: &[&'a T],
        state: &str,
    ) -> Result<&'a T, Failure> {
        if let Some(id) = id {
            return self.named(all, id);
        }
        match candidates {
            [only] => Ok(only),
            [] => {
                self.require_valid_files()?;
                Err(Failure::not_found(format!("no {} is {state}", T::NOUN)).hint(list_hint::<T>()))
            }
            several => Err(ambiguous(several, state)),
        }
    }

    /// Returns an error if any file is invalid, because the user may mean the event in that file.
    fn require_valid_files(&self) -> Result<(), Failure> {
        let invalid = self.invalid_files();
        let [first, ..] = invalid[..] else { return Ok(()) };
        let causes = self.diagnostics.iter().filter(|each| each.is_fatal() && invalid.contains(&each.file.as_str()));
        let failure =
            Failure::conflict(format!("cannot pick the event automatically because `{}` is invalid", plain(first)));
        Err(failure.diagnostics(causes).hint("fix it, or pass the id"))
    }

    fn named<'a, T: NamedEvent>(&self, all: &'a [T], name: &str) -> Result<&'a T, Failure> {
        // Shells complete file names, so `name` may be the path of a file.
        let id = stem(name);
        if let Some(found) = all.iter().find(|each| each.id() == id) {
            return Ok(found);
        }
        let path = self.files.iter().find(|file| stem(&file.path) == id).map(|file| file.path.as_str());
        let is_other_event = self.site.events().any(|event| event.id() == id);
        Err(match path {
            Some(path) => self.unusable::<T>(path, is_other_event),
            None => unknown_event(all, id),
        })
    }

    /// Returns the error for an existing file that is invalid, a draft or, if `is_other_event`, not of type `T`.
    fn unusable<T: NamedEvent>(&self, path: &str, is_other_event: bool) -> Failure {
        let errors: Vec<_> = self.diagnostics.iter().filter(|each| each.is_fatal() && each.file == path).collect();
        if !errors.is_empty() {
            let failure = Failure::invalid(format!("could not read `{}`", plain(path)));
            return failure.diagnostics(errors).hint("fix it first");
        }
        if is_other_event {
            let failure = Failure::invalid(format!("`{}` is not {}", plain(stem(path)), T::A_NOUN));
            return failure
                .hint("use `allgreen incident` for incidents and `allgreen maintenance` for maintenance windows");
        }
        Failure::conflict(format!("`{}` is a draft", plain(path))).hint("remove `draft: true` from the file first")
    }

    /// Returns the path and the bytes of the file of the event with this id.
    ///
    /// # Errors
    /// When no file or more than one file has this id.
    pub fn file(&self, id: &str) -> Result<(&str, &[u8]), Failure> {
        let mut found = self.files.iter().filter(|file| stem(&file.path) == id).filter_map(|file| {
            let bytes = file.content.as_deref().ok()?;
            (!is_draft(bytes)).then_some((file.path.as_str(), bytes))
        });
        let first = found.next().ok_or_else(|| Failure::not_found(format!("`{id}` has no file")))?;
        if let Some((second, _)) = found.next() {
            let failure = Failure::conflict(format!("`{}` and `{second}` have the same id `{id}`", first.0));
            return Err(failure.hint("rename one of them first"));
        }
        Ok(first)
    }

    /// Returns an unused id: `typed` if given, otherwise the date of `day` in the page's zone and words of the title.
    ///
    /// # Errors
    /// When `typed` is in use.
    pub fn free_id<T: NamedEvent>(&self, typed: Option<&str>, title: &str, day: Instant) -> Result<String, Failure> {
        if let Some(id) = typed {
            if self.is_taken(id) {
                let failure = Failure::conflict(format!("the id `{id}` is already in use"));
                return Err(failure.hint("choose another id, or leave out `--id`"));
            }
            return Ok(id.to_owned());
        }
        let words = match short_slug(title) {
            empty if empty.is_empty() => T::COMMAND.to_owned(),
            words => words,
        };
        let id = format!("{}-{words}", self.site.page.zone.date(day));
        let numbered = (2_usize..).map(|number| format!("{id}-{number}"));
        let free = std::iter::once(id.clone()).chain(numbered).find(|id| !self.is_taken(id));
        Ok(free.unwrap_or(id))
    }

    fn is_taken(&self, id: &str) -> bool {
        let is_listed = self.files.iter().any(|file| stem(&file.path).eq_ignore_ascii_case(id));
        is_listed || self.root.join(INCIDENTS_FOLDER).join(format!("{id}.md")).symlink_metadata().is_ok()
    }

    /// Parses a time, which messages call the `name` time. A time without a zone is in the zone of the page.
    ///
    /// # Errors
    /// When the time is invalid.
    pub fn time(&self, name: &str, text: &str) -> Result<Instant, Failure> {
        typed::instant(text, self.site.page.zone).map_err(|problem| {
            let message = format!("invalid {name} time `{}`: {}", plain(text), plain(&problem.message));
            Failure::invalid(message).maybe_hint(problem.hint)
        })
    }

    /// Returns the time for a new update: `at` if given, otherwise now in whole minutes, or in seconds if the newest
    /// update is in this minute.
    ///
    /// # Errors
    /// When the newest update is in the future, or later than `at`.
    pub fn time_after_newest<T: NamedEvent>(
        &self,
        event: &T,
        path: &str,
        at: Option<Instant>,
    ) -> Result<Instant, Failure> {
        let newest = event.newest_update(self.now);
        if let Some(ahead) = newest.filter(|newest| *newest > self.now) {
            let (ahead, now) = (ahead.format_utc(), self.now.format_utc());
            let failure = Failure::conflict(format!(
                "could not add an update to `{path}`: its newest update is dated {ahead}, and it is {now} now"
            ));
            return Err(failure.hint("correct the time of the newest update first"));
        }
        let Some(at) = at else { return Ok(next_update_time(self.now, newest)) };
        if let Some(later) = newest.filter(|newest| *newest > at) {
            let (later, at) = (later.format_utc(), at.format_utc());
            let failure = Failure::conflict(format!(
                "could not add an update dated {at} to `{path}`: its newest update is dated {later}"
            ));
            return Err(failure.hint("pass a later time, or none for now"));
        }
        Ok(at)
    }

    /// Checks pairs of component id and status, and returns them in the order of the components in `status.yaml`.
    ///
    /// # Errors
    /// When a component does not exist or is given twice.
    pub fn statuses<'a>(
        &self,
        given: impl IntoIterator<Item = &'a (String, ComponentStatus)>,
    ) -> Result<StatusPairs, Failure> {
        let given = given.into_iter().map(|(id, status)| Ok((self.component(id)?, *status)));
        let mut given = given.collect::<Result<Vec<_>, Failure>>()?;
        given.sort_by_key(|(component, _)| *component);
        if let Some(twice) = given.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            let failure = Failure::invalid(format!("`{}` has two statuses", self.id_of(twice[0].0)));
            return Err(failure.hint("keep one of them"));
        }
        let words = given.into_iter().map(|(component, status)| (self.id_of(component), status.word()));
        Ok(StatusPairs(words.map(|(id, word)| (id.to_owned(), word.to_owned())).collect()))
    }

    /// Checks the ids of components and returns them in the order of `status.yaml`, each once.
    ///
    /// # Errors
    /// When a component does not exist.
    pub fn components(&self, ids: &[String]) -> Result<Vec<String>, Failure> {
        let mut found = ids.iter().map(|id| self.component(id)).collect::<Result<Vec<_>, _>>()?;
        found.sort_unstable();
        found.dedup();
        Ok(found.into_iter().map(|component| self.id_of(component).to_owned()).collect())
    }

    fn id_of(&self, component: ComponentIndex) -> &str {
        &self.site.components[component].id
    }

    fn component(&self, id: &str) -> Result<ComponentIndex, Failure> {
        let ids = || self.site.components.iter().map(|component| component.id.as_str());
        if let Some(component) = ids().position(|each| each == id) {
            return Ok(component);
        }
        let hint = match nearest(id, ids()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the components are {}", ids().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")),
        };
        Err(Failure::not_found(format!("`status.yaml` has no component `{}`", plain(id))).hint(hint))
    }
}

fn list_hint<T: NamedEvent>() -> String {
    format!("`allgreen {} list --all` lists every {}", T::COMMAND, T::NOUN)
}

fn unknown_event<T: NamedEvent>(all: &[T], id: &str) -> Failure {
    let id = plain(id);
    let failure = Failure::not_found(format!("there is no {} `{id}`", T::NOUN));
    match nearest(&id, all.iter().map(NamedEvent::id)) {
        Some(near) => failure.hint(format!("did you mean `{near}`?")),
        None => failure.hint(list_hint::<T>()),
    }
}

fn ambiguous<T: NamedEvent>(candidates: &[&T], state: &str) -> Failure {
    let width = candidates.iter().map(|each| each.id().len()).max().unwrap_or_default();
    let line = |each: &&T| format!("\n  {:width$}  {}", each.id(), plain(each.title()));
    let list: String = candidates.iter().map(line).collect();
    let failure = Failure::conflict(format!("{} {}s are {state}:{list}", candidates.len(), T::NOUN));
    failure.hint(format!("pass the id of one of these {}s", T::NOUN))
}

/// Returns the name of a file without its folders and the extension `.md`.
fn stem(path: &str) -> &str {
    let name = Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

fn is_draft(bytes: &[u8]) -> bool {
    let raw = SourceText::new("", bytes).ok().and_then(|source| RawIncident::read(&source).0);
    raw.is_some_and(|raw| raw.front.draft)
}
