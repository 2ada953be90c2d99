#![expect(clippy::disallowed_methods, reason = "the command reports how long a build took")]

use std::io::Write;
use std::path;
use std::time::Instant as Stopwatch;

use super::{Outcome, clock, report};
use crate::cli::BuildArgs;
use crate::diagnostic::{Failure, render};
use crate::layout::{INCIDENTS_FOLDER, LOG_FOLDER, THEME_FOLDER};
use crate::pipeline::{self, Request};

pub fn run(args: &BuildArgs) -> Result<Outcome, Failure> {
    let watch = Stopwatch::now();
    refuse_to_build_into_source(args)?;
    let request = Request {
        source: args.repository.source.clone(),
        now: clock::now(args.repository.now)?,
        keep_going: args.keep_going,
        strict: args.strict,
    };
    let mut terminal = anstream::stderr();
    let mut loaded = pipeline::load(&request)?;
    let written = loaded.render_into(&request, args.site.base_url.as_ref(), &args.site.out)?;
    write!(terminal, "{}", render::text(&loaded.diagnostics))?;
    let Some(written) = written else {
        writeln!(terminal, "nothing was built: {}", report::tally(&loaded.diagnostics))?;
        return Ok(Outcome::Problems);
    };
    writeln!(terminal, "{}", report::built(&loaded, &written, &args.site.out, watch.elapsed()))?;
    match report::left_out(&loaded) {
        Some(lines) => {
            write!(terminal, "{lines}")?;
            Ok(Outcome::Partly)
        }
        None => Ok(Outcome::Good),
    }
}

/// Refuses to write into a folder that the next build reads from.
fn refuse_to_build_into_source(args: &BuildArgs) -> Result<(), Failure> {
    let source = path::absolute(&args.repository.source)?;
    let out = path::absolute(&args.site.out)?;
    for folder in [INCIDENTS_FOLDER, LOG_FOLDER, THEME_FOLDER] {
        if out.starts_with(source.join(folder)) {
            return Err(Failure::invalid(format!(
                "could not build into {}: the site is made from `{folder}/`",
                out.display()
            ))
            .hint("choose another folder with `--out`"));
        }
    }
    Ok(())
}
