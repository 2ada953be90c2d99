use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::Kind;
use crate::cli::Repository;
use crate::cmd::{clock, report, table::table};
use crate::diagnostic::{Diagnostic, nearest, render::plain};
use crate::edit::{Statuses, moment, slug, written};
use crate::model::{ComponentIndex, ComponentStatus, Instant, Site};
use crate::pipeline;
use crate::repo::{self, Found};
use crate::source::{RawIncident, SourceText};

/// The incidents and windows of a repository, as they stand.
pub struct Events {
    pub site: Site,
    pub now: Instant,
    pub source: PathBuf,
    files: Vec<Found>,
    diagnostics: Vec<Diagnostic>,
}

impl Events {
    /// Reads them, and what is now.
    pub fn read(repository: &Repository) -> anyhow::Result<Self> {
        let source = repository.source.clone();
        let now = clock::now(repository.now)?;
        let checked = pipeline::check_with(&source, now, &[])?;
        let Some(site) = checked.site else {
            report::problems(checked.diagnostics.iter().filter(|each| each.file == "status.yaml"))?;
            bail!("could not read `{}`\nhint: mend it first", source.join("status.yaml").display());
        };
        let files = repo::read_incidents(&source);
        Ok(Self { site, now, source, files, diagnostics: checked.diagnostics })
    }

    /// The files of `incidents/` that count for nothing, since something is wrong with them.
    pub fn left_out(&self) -> Vec<&str> {
        let wrong = self.diagnostics.iter().filter(|each| each.is_fatal() && each.file.starts_with("incidents"));
        let mut paths: Vec<_> = wrong.map(|each| each.file.as_str()).collect();
        paths.dedup();
        paths
    }

    /// The one that was named or, if none was, the only one of `meant`, which is told as `what`: "open".
    pub fn choose<'a, T: Kind>(
        &self,
        all: &'a [T],
        id: Option<&str>,
        meant: &[&'a T],
        what: &str,
    ) -> anyhow::Result<&'a T> {
        if let Some(id) = id {
            return self.named(all, id);
        }
        self.know_all()?;
        match meant {
            [only] => Ok(only),
            [] => bail!("no {} is {what}\nhint: `allgreen {} list --all` lists them all", T::NOUN, T::COMMAND),
            _ => {
                let rows: Vec<_> = meant.iter().map(|each| [each.id().to_owned(), each.title().to_owned()]).collect();
                let list = table(&rows).lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n");
                bail!(
                    "{} {}s are {what}\n{list}\nhint: say which, by the name in the first column",
                    meant.len(),
                    T::NOUN
                )
            }
        }
    }

    /// Refuses to guess which one is meant while a file cannot be read, which may be that one.
    fn know_all(&self) -> anyhow::Result<()> {
        let unknown = self.left_out();
        let [first, ..] = unknown[..] else { return Ok(()) };
        report::problems(
            self.diagnostics.iter().filter(|each| each.is_fatal() && unknown.contains(&each.file.as_str())),
        )?;
        bail!(
            "could not tell what is meant while `{}` has problems\nhint: mend them first, or say what is meant by its id",
            plain(first)
        );
    }

    fn named<'a, T: Kind>(&self, all: &'a [T], typed: &str) -> anyhow::Result<&'a T> {
        // A shell completes the name of the file.
        let id = stem(typed);
        if let Some(found) = all.iter().find(|each| each.id() == id) {
            return Ok(found);
        }
        let path = self.files.iter().find(|file| stem(&file.path) == id).map(|file| file.path.as_str());
        let wrong: Vec<_> =
            self.diagnostics.iter().filter(|each| each.is_fatal() && Some(each.file.as_str()) == path).collect();
        let known = self.site.events().any(|event| event.id() == id);
        let id = plain(id);
        match path {
            Some(path) if !wrong.is_empty() => {
                report::problems(wrong)?;
                bail!("could not read `{}`\nhint: mend it first", plain(path));
            }
            Some(_) if known => {
                bail!(
                    "`{id}` is no {}\nhint: `allgreen incident` is about incidents, `allgreen maintenance` about planned work",
                    T::NOUN
                )
            }
            Some(path) => bail!("`{}` is a draft\nhint: take `draft: true` out of it first", plain(path)),
            None => match nearest(&id, all.iter().map(Kind::id)) {
                Some(near) => bail!("there is no {} `{id}`\nhint: did you mean `{near}`?", T::NOUN),
                None => {
                    bail!("there is no {} `{id}`\nhint: `allgreen {} list --all` lists them all", T::NOUN, T::COMMAND)
                }
            },
        }
    }

    /// The file of an incident or a window that counts, by its path, and what it holds.
    pub fn file(&self, id: &str) -> anyhow::Result<(&str, &[u8])> {
        let mut found = self.files.iter().filter(|file| stem(&file.path) == id).filter_map(|file| {
            let bytes = file.content.as_deref().ok()?;
            (!is_draft(bytes)).then_some((file.path.as_str(), bytes))
        });
        let first = found.next().with_context(|| format!("there is no file of `{id}`"))?;
        if let Some((second, _)) = found.next() {
            bail!("the id `{id}` stands twice, in `{}` and in `{second}`\nhint: rename one of the two first", first.0);
        }
        Ok(first)
    }

    /// An id that nothing has: the one that was typed, or one of a date and a title. The date is that of `day` on the
    /// page's own clocks.
    pub fn free_id<T: Kind>(&self, typed: Option<&str>, title: &str, day: Instant) -> anyhow::Result<String> {
        if let Some(id) = typed {
            if self.is_taken(id) {
                bail!("the id `{id}` is taken\nhint: choose another, or leave out `--id`");
            }
            return Ok(id.to_owned());
        }
        let words = match slug(title) {
            none if none.is_empty() => T::COMMAND.to_owned(),
            words => words,
        };
        let id = format!("{}-{words}", self.site.page.zone.date(day));
        let numbered = (2_usize..).map(|number| format!("{id}-{number}"));
        let free = std::iter::once(id.clone()).chain(numbered).find(|id| !self.is_taken(id));
        free.context("every id is taken")
    }

    fn is_taken(&self, id: &str) -> bool {
        let listed = self.files.iter().any(|file| stem(&file.path).eq_ignore_ascii_case(id));
        listed || self.source.join("incidents").join(format!("{id}.md")).symlink_metadata().is_ok()
    }

    /// The time that an update of now is given, so that it is the last one of its file.
    pub fn moment_behind<T: Kind>(&self, event: &T, path: &str) -> anyhow::Result<Instant> {
        let newest = event.newest(self.now);
        if let Some(ahead) = newest.filter(|newest| *newest > self.now) {
            let (ahead, now) = (written(ahead), written(self.now));
            bail!(
                "could not add an update to `{path}`: its newest one is of {ahead}, and now it is {now}\nhint: mend the time of that one first"
            );
        }
        Ok(moment(self.now, newest))
    }

    /// What is given to components, in the order of the page, each once.
    pub fn statuses<'a>(
        &self,
        given: impl IntoIterator<Item = (&'a str, ComponentStatus)>,
    ) -> anyhow::Result<Statuses> {
        let given = given.into_iter().map(|(id, status)| Ok((self.component(id)?, status)));
        let mut given = given.collect::<anyhow::Result<Vec<_>>>()?;
        given.sort_by_key(|(component, _)| *component);
        if let Some(twice) = given.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            bail!("`{}` is given two statuses\nhint: keep one of the two", self.id_of(twice[0].0));
        }
        Ok(Statuses(
            given
                .into_iter()
                .map(|(component, status)| (self.id_of(component).to_owned(), status.word().to_owned()))
                .collect(),
        ))
    }

    /// The ids of components, in the order of the page, each once.
    pub fn components<'a>(&self, ids: impl IntoIterator<Item = &'a str>) -> anyhow::Result<Vec<String>> {
        let mut found = ids.into_iter().map(|id| self.component(id)).collect::<anyhow::Result<Vec<_>>>()?;
        found.sort_unstable();
        found.dedup();
        Ok(found.into_iter().map(|component| self.id_of(component).to_owned()).collect())
    }

    fn id_of(&self, component: ComponentIndex) -> &str {
        &self.site.components[component].id
    }

    fn component(&self, id: &str) -> anyhow::Result<ComponentIndex> {
        let ids = || self.site.components.iter().map(|component| component.id.as_str());
        if let Some(component) = ids().position(|each| each == id) {
            return Ok(component);
        }
        let hint = match nearest(id, ids()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are {}", ids().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")),
        };
        bail!("`status.yaml` has no component `{}`\nhint: {hint}", plain(id));
    }
}

/// The name of a file without its folders and its ending.
fn stem(path: &str) -> &str {
    let name = Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

fn is_draft(bytes: &[u8]) -> bool {
    let raw = SourceText::new("", bytes).ok().and_then(|source| RawIncident::read(&source).0);
    raw.is_some_and(|raw| raw.front.draft)
}
