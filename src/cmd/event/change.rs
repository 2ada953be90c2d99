use std::fmt::Write as _;

use anyhow::{Context, bail};
use serde::Serialize;

use super::{Events, Kind, seen};
use crate::cli::{Answering, Message, Pushing, Repository};
use crate::cmd::answer::answer;
use crate::cmd::road::{Arrived, Load, Road};
use crate::cmd::{Outcome, message, report};
use crate::diagnostic::{Code, Diagnostic, render::plain};
use crate::edit::{self, Front, Heading, Statuses, spoken};
use crate::model::{Instant, Site};
use crate::pipeline;
use crate::repo::{self, Access, Checkout, LARGEST, Lock};

/// What a command does, as it is told before and after: "open", "opened".
#[derive(Clone, Copy, Debug)]
pub struct Deed {
    pub to_do: &'static str,
    pub done: &'static str,
}

/// A file of `incidents/` as it is to be.
pub struct Change {
    deed: Deed,
    id: String,
    /// Relative to the repository.
    path: String,
    title: String,
    heading: Heading,
    /// What it gives components.
    affects: Statuses,
    bytes: Vec<u8>,
    /// How many of the bytes are there already; none where there is no such file.
    old: Option<usize>,
}

impl Change {
    /// A new file.
    pub fn open(
        id: String,
        front: &Front,
        heading: Heading,
        affects: Statuses,
        text: &str,
        deed: Deed,
    ) -> anyhow::Result<Self> {
        let path = format!("incidents/{id}.md");
        let bytes = edit::new_event(front, &heading, text).with_context(|| could_not(deed, &path))?;
        Ok(Self { deed, id, path, title: front.title.clone(), heading, affects, bytes, old: None })
    }

    /// One update more in the file of an incident or a window.
    pub fn say<T: Kind>(
        events: &Events,
        event: &T,
        status: &'static str,
        sets: Statuses,
        text: &str,
        deed: Deed,
    ) -> anyhow::Result<Self> {
        let (path, bytes) = events.file(event.id())?;
        let bytes = &settled(events, path, bytes);
        let heading = Heading { at: events.moment_behind(event, path)?, status, sets: sets.clone() };
        let new = edit::append_update(bytes, &heading, text).with_context(|| could_not(deed, path))?;
        Ok(Self {
            deed,
            id: event.id().to_owned(),
            path: path.to_owned(),
            title: event.title().to_owned(),
            heading,
            affects: sets,
            bytes: new,
            old: Some(bytes.len()),
        })
    }

    /// The site as it would be, and what it would warn of; refuses what would leave the file with problems.
    fn tried(&self, events: &Events) -> anyhow::Result<(Site, Vec<Diagnostic>)> {
        if self.bytes.len() as u64 > LARGEST {
            bail!(
                "{}: it would have more than the {LARGEST} bytes that are read\nhint: shorten the text",
                could_not(self.deed, &self.path)
            );
        }
        let changes = [(self.path.clone(), self.bytes.clone())];
        let checked = pipeline::check_with(&events.source, events.now, &changes)?;
        let stops = |code, fatal| fatal || code == Code::UnknownComponent;
        // A folder that cannot be listed takes all of its files with it.
        let own: Vec<_> =
            checked.diagnostics.iter().filter(|each| each.file == self.path || each.file == "incidents").collect();
        if own.iter().any(|each| stops(each.code, each.is_fatal())) {
            report::problems(own)?;
            bail!("{}\nhint: mend these problems first", could_not(self.deed, &self.path));
        }
        let warnings = own.into_iter().cloned().collect();
        let site = checked.site.with_context(|| could_not(self.deed, &self.path))?;
        Ok((site, warnings))
    }

    /// Writes the file. Says whether it could: somebody else may have taken the name of a new one meanwhile.
    fn written(&self, events: &Events) -> anyhow::Result<bool> {
        let path = events.source.join(&self.path);
        match self.old {
            Some(_) => repo::put(&path, &self.bytes).map(|()| true),
            None => repo::put_new(&path, &self.bytes),
        }
        .map_err(anyhow::Error::from)
    }

    /// What the history of the repository says of it.
    fn commit_message(&self) -> String {
        let Self { id, title, heading, .. } = self;
        format!("{id}: {}\n\n{title}\n", spoken(heading.status).to_lowercase())
    }

    /// What the file has more than before.
    fn added(&self) -> String {
        String::from_utf8_lossy(&self.bytes[self.old.unwrap_or(0)..]).into_owned()
    }

    fn told(&self, site: &Site, events: &Events, answering: Answering, arrived: &Arrived) -> anyhow::Result<()> {
        let path = plain(&self.path);
        let seen = seen(site, &self.id, events.now).unwrap_or_default();
        let content = answering.dry_run.then(|| self.added());
        let mut text = String::new();
        match &content {
            None => {
                write!(text, "{} {path}\nvisitors will see: {seen}", self.deed.done)?;
                if let Some((commit, branch)) = arrived.pushed() {
                    write!(text, "\npushed as {commit} to branch {branch}")?;
                }
            }
            Some(content) => {
                write!(text, "would {} {path}\nvisitors would see: {seen}\n", self.deed.to_do)?;
                for line in content.lines() {
                    let harmless = line.split('\t').map(plain).collect::<Vec<_>>().join("\t");
                    write!(text, "\n{harmless}")?;
                }
            }
        }
        let told = Told {
            id: &self.id,
            path: &self.path,
            status: self.heading.status,
            at: self.heading.at.rfc3339(),
            title: &self.title,
            affects: &self.affects,
            created: self.old.is_none(),
            pushed: arrived.pushed().map(|(commit, _)| commit),
            content,
        };
        answer(answering.format, text, &told)
    }
}

/// A change as scripts read it.
#[derive(Serialize)]
struct Told<'a> {
    id: &'a str,
    path: &'a str,
    status: &'a str,
    at: String,
    title: &'a str,
    affects: &'a Statuses,
    created: bool,
    /// The commit that was pushed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pushed: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<String>,
}

fn could_not(deed: Deed, path: &str) -> String {
    format!("could not {} `{}`", deed.to_do, plain(path))
}

/// What every command that changes a file was given.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    pub repository: &'a Repository,
    pub message: &'a Message,
    pub pushing: Pushing,
    pub answering: Answering,
}

/// Plans a change on the files as they stand, with its text once that is known.
pub type Plan<'a> = &'a dyn Fn(&Events, Option<&str>) -> anyhow::Result<Change>;

/// Carries out a change: asks for its text, plans it on the files as they stand then, tries it, writes and tells it.
///
/// Before an editor opens, `plan` is asked without a text, so that nobody writes for nothing. `starter` is the text
/// where there is no other.
pub fn make(order: Order<'_>, starter: &str, plan: Plan<'_>) -> anyhow::Result<Outcome> {
    let Order { repository, message, pushing, answering } = order;
    let road = Road::out(pushing, repository, answering)?;
    let about = || {
        let events = Events::read(repository)?;
        let change = plan(&events, None)?;
        change.tried(&events)?;
        Ok(format!("what visitors will read as `{}` of {}", spoken(change.heading.status), change.id))
    };
    let text = message::text(message, starter, about)?;
    let carry_out = || {
        let made = carried_out(order, &text.text, plan, &road)?;
        let load = Load { paths: vec![made.1.path.clone()], message: made.1.commit_message() };
        Ok((made, Some(load)))
    };
    let ((events, change, site, warnings), arrived) = match road.travel(carry_out) {
        Ok(done) => done,
        Err(error) => return Err(text.kept(error)),
    };
    report::problems(&warnings)?;
    change.told(&site, &events, answering, &arrived)?;
    Ok(if arrived.is_done()? { Outcome::Good } else { Outcome::Problems })
}

/// The file with a time in the place of each `now`, which would otherwise get one that is later than what is to come
/// behind it.
fn settled(events: &Events, path: &str, bytes: &[u8]) -> Vec<u8> {
    let checkout = Checkout::current(&events.source, Access::default()).ok();
    let committed = |line| checkout.as_ref().and_then(|checkout| checkout.line_time(path, line));
    let time = |line| committed(line).and_then(Instant::from_unix).unwrap_or(events.now).min(events.now);
    edit::settle(bytes, &time).map_or_else(|| bytes.to_vec(), |(settled, _)| settled)
}

/// Plans a change on the files as they stand, tries it, and unless it is a dry run writes it.
fn carried_out(
    order: Order<'_>,
    text: &str,
    plan: Plan<'_>,
    road: &Road<'_>,
) -> anyhow::Result<(Events, Change, Site, Vec<Diagnostic>)> {
    let source = &order.repository.source;
    // Nobody waits for an editor; from here on others who change files do.
    let _turn = Lock::on(source).with_context(|| format!("could not lock `{}`", source.display()))?;
    loop {
        let events = Events::read(order.repository)?;
        let change = plan(&events, Some(text))?;
        let (site, warnings) = change.tried(&events)?;
        road.is_clear_for(&change.path)?;
        if order.answering.dry_run || change.written(&events)? {
            return Ok((events, change, site, warnings));
        }
    }
}
