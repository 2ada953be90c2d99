use std::collections::BTreeMap;
use std::io::Write;

use serde::Serialize;

use super::{Outcome, clock, report};
use crate::cli::{Format, RemindArgs};
use crate::diagnostic::{Failure, Severity, render};
use crate::model::{Incident, Instant, Site};
use crate::pipeline::{self, Loaded, Request};
use crate::repo::Git;
use crate::text::Catalog;

pub fn run(args: &RemindArgs) -> Result<Outcome, Failure> {
    // An invalid file must not suppress reminders.
    let request = Request {
        source: args.repository.source.clone(),
        now: clock::now(args.repository.now)?,
        keep_going: true,
        strict: false,
    };
    let loaded = pipeline::load(&request)?;
    let mut terminal = anstream::stderr();
    write!(terminal, "{}", render::text(&loaded.diagnostics))?;
    let Some(site) = &loaded.site else {
        writeln!(terminal, "nothing was checked: {}", report::tally(&loaded.diagnostics))?;
        return Ok(Outcome::Problems);
    };
    let invalid_files = invalid_files(&loaded);
    let words = Catalog::english()?;
    let overdue = overdue(site, &loaded.files, request.now, &words);
    let mut out = anstream::stdout();
    match args.format {
        Format::Text => write!(out, "{}", text(&overdue))?,
        Format::Json => writeln!(out, "{}", json(&overdue, &invalid_files, request.now)?)?,
        Format::Github => {
            // GitHub expects paths relative to the top of the repository.
            let prefix = Git::find(&args.repository.source).map(|git| git.prefix()).unwrap_or_default();
            write!(out, "{}", github(&overdue, &prefix))?;
        }
    }
    let open = site.incidents.iter().filter(|incident| incident.is_open(request.now)).count();
    let open_incidents = report::number(open, "open incident");
    match overdue.len() {
        0 => writeln!(terminal, "no update is overdue ({open_incidents})")?,
        1 => writeln!(terminal, "1 update is overdue ({open_incidents})")?,
        count => writeln!(terminal, "{count} updates are overdue ({open_incidents})")?,
    }
    for path in &invalid_files {
        writeln!(terminal, "not checked: {} (invalid, and no commit has a valid version)", render::plain(path))?;
    }
    if !invalid_files.is_empty() {
        writeln!(terminal, "hint: fix these files; their updates may be overdue as well")?;
    }
    Ok(match (overdue.is_empty(), invalid_files.is_empty()) {
        (false, _) => Outcome::Overdue,
        (true, false) => Outcome::Problems,
        (true, true) => Outcome::Good,
    })
}

/// Returns the paths of invalid incident files without a valid version in git. Their updates may be overdue as well.
fn invalid_files(loaded: &Loaded) -> Vec<&str> {
    let invalid_files = loaded.replaced.iter().filter(|replaced| replaced.by.is_none());
    let paths = invalid_files.map(|replaced| replaced.path.as_str());
    paths.filter(|path| loaded.is_incident(path)).collect()
}

/// An open incident whose next update is overdue.
struct Overdue<'a> {
    incident: &'a Incident,
    file: &'a str,
    due: Instant,
    /// The time since `due`, in seconds.
    late: u64,
    /// The time since `due` as text, such as `1 hour 5 minutes`.
    late_text: String,
    /// The time of the newest update of the incident.
    last_update: Instant,
}

/// Returns the overdue incidents, the one that has been overdue longest first.
fn overdue<'a>(site: &'a Site, files: &'a BTreeMap<String, String>, now: Instant, words: &Catalog) -> Vec<Overdue<'a>> {
    let late = site.incidents.iter().filter_map(|incident| {
        let due = incident.next_update_due(site.update_every, now).filter(|due| *due < now)?;
        let late = now.seconds_since(due);
        Some(Overdue {
            incident,
            file: files.get(&incident.id).map_or("", String::as_str),
            due,
            late,
            late_text: words.lasting(late),
            last_update: incident.updated_at(now),
        })
    });
    let mut late: Vec<_> = late.collect();
    late.sort_by_key(|each| (each.due, &each.incident.id));
    late
}

impl Overdue<'_> {
    fn command(&self) -> String {
        format!("allgreen incident update {}", self.incident.id)
    }

    /// Returns a sentence such as `Card payments are failing: the next update is overdue by 5 minutes, last update at 2026-11-20 14:02 UTC`.
    fn message(&self) -> String {
        let (title, last) = (&self.incident.title, self.last_update.format_utc());
        format!("{title}: the next update is overdue by {}, last update at {last}", self.late_text)
    }
}

fn text(overdue: &[Overdue<'_>]) -> String {
    let line = |each: &Overdue<'_>| {
        format!(
            "{} ({}); add one with `{}`\n",
            render::plain(&each.message()),
            render::plain(each.file),
            each.command()
        )
    };
    overdue.iter().map(line).collect()
}

fn github(overdue: &[Overdue<'_>], prefix: &str) -> String {
    let annotation = |each: &Overdue<'_>| {
        let (file, hint) = (format!("{prefix}{}", each.file), format!("add one with `{}`", each.command()));
        render::annotation(Severity::Error, &file, None, "an update is overdue", &each.message(), Some(&hint))
    };
    overdue.iter().map(annotation).collect()
}

/// The output of `--format json`. Times are RFC 3339 in UTC.
#[derive(Serialize)]
struct RemindReport<'a> {
    now: String,
    /// The incidents with an overdue update, the longest overdue first.
    overdue: Vec<OverdueEntry<'a>>,
    /// The paths of invalid incident files, which were not checked.
    invalid_files: &'a [&'a str],
}

#[derive(Serialize)]
struct OverdueEntry<'a> {
    id: &'a str,
    title: &'a str,
    file: &'a str,
    /// The time of the newest update, or null if the incident has none.
    last_update_at: String,
    due_at: String,
    overdue_seconds: u64,
    command: String,
}

fn json<'a>(overdue: &'a [Overdue<'_>], invalid_files: &'a [&'a str], now: Instant) -> serde_json::Result<String> {
    let entry = |each: &'a Overdue<'_>| OverdueEntry {
        id: &each.incident.id,
        title: &each.incident.title,
        file: each.file,
        last_update_at: each.last_update.rfc3339(),
        due_at: each.due.rfc3339(),
        overdue_seconds: each.late,
        command: each.command(),
    };
    let report = RemindReport { now: now.rfc3339(), overdue: overdue.iter().map(entry).collect(), invalid_files };
    serde_json::to_string_pretty(&report)
}
