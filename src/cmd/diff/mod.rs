mod component;
mod event;
mod excerpt;
mod figures;
mod json;
mod markdown;
mod outline;
mod page;
mod phrase;
mod text;

use std::io::Write;

use super::{Outcome, clock, report};
use crate::cli::{DiffArgs, DiffFormat};
use crate::diagnostic::Failure;
use crate::diagnostic::render as problems;
use crate::diff::SiteChanges;
use crate::model::{Site, Snapshot};
use crate::pipeline::{self, Loaded, Request};

/// The text for a comparison without changes.
const NOTHING: &str = "no changes that visitors see";

/// The changes between two revisions.
#[derive(Clone, Copy, Debug)]
struct Comparison<'a> {
    from: &'a Side,
    to: &'a Side,
    changes: &'a SiteChanges,
}

/// One side of a comparison: a revision or the work tree.
#[derive(Clone, Debug, Default)]
struct Side {
    /// The revision as in the arguments; `None` for the work tree.
    revision: Option<String>,
    /// The full hash of the commit; `None` for the work tree.
    commit: Option<String>,
    /// One message for each invalid file, or invalid part of a file: what is left out or used instead.
    invalid: Vec<String>,
}

pub fn run(args: &DiffArgs) -> Result<Outcome, Failure> {
    let request = Request {
        source: args.repository.source.clone(),
        now: clock::now(args.repository.now)?,
        keep_going: true,
        strict: false,
    };
    let before = load(&request, Some(&args.base))?;
    let after = load(&request, args.to.as_deref())?;
    let sites = (readable(&before, Some(&args.base))?, readable(&after, args.to.as_deref())?);
    let (Some(old), Some(new)) = sites else { return Ok(Outcome::Problems) };
    let changes = SiteChanges::between(&Snapshot::take(old, request.now), &Snapshot::take(new, request.now));
    let (from, to) = (side(&before, Some(&args.base)), side(&after, args.to.as_deref()));
    let comparison = Comparison { from: &from, to: &to, changes: &changes };
    let rendered = match args.format {
        DiffFormat::Text => text::text(&comparison),
        DiffFormat::Markdown => markdown::markdown(&comparison),
        DiffFormat::Json => json::json(&comparison),
    };
    write!(anstream::stdout(), "{rendered}")?;
    Ok(Outcome::Good)
}

fn load(request: &Request, revision: Option<&str>) -> Result<Loaded, Failure> {
    let Some(revision) = revision else { return Ok(pipeline::load(request)?) };
    pipeline::load_revision(request, revision)
}

/// Returns the site in `loaded`, which was read from `revision` or, if that is `None`, from the work tree. If errors
/// prevented a site, prints them and returns `None`.
fn readable<'a>(loaded: &'a Loaded, revision: Option<&str>) -> Result<Option<&'a Site>, Failure> {
    let mut terminal = anstream::stderr();
    if let Some(why) = loaded.history_gap {
        writeln!(terminal, "hint: {why}")?;
    }
    if loaded.site.is_none() {
        write!(terminal, "{}", problems::text(&loaded.diagnostics))?;
        let name = revision.map_or_else(|| "the work tree".to_owned(), |revision| format!("`{revision}`"));
        writeln!(terminal, "could not load the site of {name}: {}", report::tally(&loaded.diagnostics))?;
    }
    Ok(loaded.site.as_ref())
}

fn side(loaded: &Loaded, revision: Option<&str>) -> Side {
    Side {
        revision: revision.map(str::to_owned),
        commit: loaded.commit.clone().filter(|_| revision.is_some()),
        invalid: report::invalid_content(loaded),
    }
}
