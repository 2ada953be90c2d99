use std::io::Write;

use super::{Outcome, clock, report};
use crate::change;
use crate::check::removed_lines;
use crate::cli::{CheckArgs, Format};
use crate::diagnostic::{self, Diagnostic, Failure, Severity, render};
use crate::emit::Nowhere;
use crate::layout::{LOG_FILE, LOG_FOLDER};
use crate::pipeline::{self, Request};
use crate::repo::{self, Git};

pub fn run(args: &CheckArgs) -> Result<Outcome, Failure> {
    let mut out = anstream::stdout();
    if let Some(code) = args.explain {
        write!(out, "{}", code.explain())?;
        return Ok(Outcome::Good);
    }
    let request = Request {
        source: args.repository.source.clone(),
        now: clock::now(args.repository.now)?,
        keep_going: false,
        strict: args.strict,
    };
    let mut loaded = pipeline::load(&request)?;
    // Some errors in templates only occur while a page is rendered.
    loaded.render(&request, None, &mut Nowhere)?;
    let mut diagnostics = std::mem::take(&mut loaded.diagnostics);
    if let Some(site) = &loaded.site {
        // Templates of incidents are first used during an outage, which is too late to find errors.
        let found = change::template_diagnostics(&request.source, &site.components).into_iter();
        let found = found.chain(change::form_diagnostic(&request.source, &site.components));
        diagnostics.extend(found.map(|problem| if args.strict { problem.strict() } else { problem }));
    }
    if let Some(base) = &args.base {
        diagnostics.extend(lines_removed_since(base, args)?);
    }
    diagnostic::sort(&mut diagnostics);
    match args.format {
        Format::Text => write!(out, "{}", render::text(&diagnostics))?,
        Format::Json => write!(out, "{}", render::json(&diagnostics))?,
        Format::Github => {
            // GitHub expects paths relative to the top of the repository.
            let prefix = Git::find(&args.repository.source).map(|git| git.prefix()).unwrap_or_default();
            write!(out, "{}", render::github(&diagnostics, &prefix))?;
        }
    }
    let of_what = if loaded.site.is_some() { format!(" in {}", report::read(&loaded.counts)) } else { String::new() };
    writeln!(anstream::stderr(), "{}{of_what}", report::tally(&diagnostics))?;
    let errors = diagnostics.iter().any(|each| each.severity == Severity::Error);
    Ok(if errors { Outcome::Problems } else { Outcome::Good })
}

/// Returns a diagnostic for each line that was removed from the log since a revision.
fn lines_removed_since(base: &str, args: &CheckArgs) -> Result<Vec<Diagnostic>, Failure> {
    let source = &args.repository.source;
    let Some(git) = Git::find(source) else {
        return Err(Failure::invalid(format!(
            "cannot compare with `{base}`: {} is not in a git repository",
            source.display()
        )));
    };
    if !git.has(base) {
        return Err(Failure::invalid(format!("cannot compare with `{base}`: no such commit"))
            .hint("run `git fetch`, or check the spelling of the revision"));
    }
    let mut paths = git.list(base, LOG_FOLDER);
    paths.retain(|path| path.ends_with(".log"));
    paths.push(LOG_FILE.to_owned());
    let older: Vec<_> = paths.into_iter().filter_map(|path| Some((path.clone(), git.show(base, &path)?))).collect();
    let newer: Vec<_> = repo::read_logs(source).into_iter().filter_map(|found| found.content.ok()).collect();
    Ok(removed_lines(&older, &newer))
}
