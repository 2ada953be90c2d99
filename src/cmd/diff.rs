use std::io::Write;

use super::{Outcome, clock, report};
use crate::cli::{DiffArgs, DiffFormat};
use crate::diagnostic::Failure;
use crate::diagnostic::render as problems;
use crate::diff::Changes;
use crate::diff::render::{self, Comparison, Side};
use crate::model::{Site, Snapshot};
use crate::pipeline::{self, LoadError, Loaded, Request};
use crate::repo::RevisionError;

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
    let changes = Changes::between(&Snapshot::take(old, request.now), &Snapshot::take(new, request.now));
    let (from, to) = (side(&before, Some(&args.base)), side(&after, args.to.as_deref()));
    let comparison = Comparison { from: &from, to: &to, changes: &changes };
    let told = match args.format {
        DiffFormat::Text => render::text(&comparison),
        DiffFormat::Markdown => render::markdown(&comparison),
        DiffFormat::Json => render::json(&comparison),
    };
    write!(anstream::stdout(), "{told}")?;
    Ok(Outcome::Good)
}

fn load(request: &Request, revision: Option<&str>) -> Result<Loaded, Failure> {
    let Some(revision) = revision else { return Ok(pipeline::load(request)?) };
    match pipeline::load_revision(request, revision) {
        Err(LoadError::Revision(error @ RevisionError::NoRepository { .. })) => Err(Failure::from(error)
            .hint("pass the folder of the repository with `--source DIR`, or create one with `git init`")),
        loaded => Ok(loaded?),
    }
}

/// The site of one side; if there is none, says why.
fn readable<'a>(loaded: &'a Loaded, revision: Option<&str>) -> Result<Option<&'a Site>, Failure> {
    let mut terminal = anstream::stderr();
    if let Some(why) = loaded.past_lost {
        writeln!(terminal, "hint: {why}")?;
    }
    if loaded.site.is_none() {
        write!(terminal, "{}", problems::text(&loaded.diagnostics))?;
        let side = revision.map_or_else(|| "the work tree".to_owned(), |revision| format!("`{revision}`"));
        writeln!(terminal, "no page can be made of {side}: {}", report::tally(&loaded.diagnostics))?;
    }
    Ok(loaded.site.as_ref())
}

fn side(loaded: &Loaded, revision: Option<&str>) -> Side {
    Side {
        revision: revision.map(str::to_owned),
        commit: loaded.commit.clone().filter(|_| revision.is_some()),
        not_as_written: report::not_as_written(loaded),
    }
}
