use std::io::Write;
use std::path::{self, Path};
use std::time::{Duration, Instant as Stopwatch};

use super::progress::Progress;
use super::{Outcome, clock, report};
use crate::cli::BuildArgs;
use crate::diagnostic::{Failure, render};
use crate::emit::{File, Output};
use crate::pipeline::{self, Loaded, Request};
use crate::write::{Draft, Written};

pub fn run(args: &BuildArgs) -> Result<Outcome, Failure> {
    let watch = Stopwatch::now();
    refuse_to_read_what_is_written(args)?;
    let request = Request {
        source: args.repository.source.clone(),
        now: clock::now(args.repository.now)?,
        keep_going: args.keep_going,
        strict: args.strict,
    };
    let mut terminal = anstream::stderr();
    let progress = Progress::start();
    progress.step("reading and checking");
    let mut loaded = pipeline::load(&request)?;
    let written = build(&mut loaded, &request, args, &progress)?;
    drop(progress);
    write!(terminal, "{}", render::text(&loaded.diagnostics))?;
    let Some(written) = written else {
        writeln!(terminal, "nothing was built: {}", report::tally(&loaded.diagnostics))?;
        return Ok(Outcome::Problems);
    };
    writeln!(terminal, "{}", summary(&loaded, &written, &args.out, watch.elapsed()))?;
    match report::left_out(&loaded) {
        Some(lines) => {
            write!(terminal, "{lines}")?;
            Ok(Outcome::Partly)
        }
        None => Ok(Outcome::Good),
    }
}

/// A site within the folders that it is made from would be read back by the next build.
fn refuse_to_read_what_is_written(args: &BuildArgs) -> Result<(), Failure> {
    let source = path::absolute(&args.repository.source)?;
    let out = path::absolute(&args.out)?;
    for folder in ["incidents", "history", "theme"] {
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

/// Renders and writes the site; none where what is wrong keeps it from being built.
fn build(
    loaded: &mut Loaded,
    request: &Request,
    args: &BuildArgs,
    progress: &Progress,
) -> Result<Option<Written>, Failure> {
    if loaded.stops(request) {
        return Ok(None);
    }
    progress.step("rendering and writing");
    publish(loaded, request, args.base_url.as_deref(), &args.out)
}

/// Renders the site into a folder; none where a template keeps it from being built.
pub fn publish(
    loaded: &mut Loaded,
    request: &Request,
    base_url: Option<&str>,
    out: &Path,
) -> Result<Option<Written>, Failure> {
    let mut draft = Draft::begin(out)?;
    let rendered = loaded.render(request, base_url, &mut draft)?;
    Ok(if rendered { Some(draft.finish()?) } else { None })
}

impl Output for Draft {
    fn keep(&self, path: &str, mark: u64) -> bool {
        Self::keep(self, path, mark)
    }

    fn put(&self, file: File, mark: Option<u64>) {
        Self::put(self, file.path, file.bytes, file.stage as u8, mark);
    }

    fn clear(&mut self) {
        Self::clear(self);
    }
}

/// What was built, from what, in how long.
pub fn summary(loaded: &Loaded, written: &Written, out: &Path, time: Duration) -> String {
    let Written { written, unchanged, removed } = *written;
    let changes = if unchanged == 0 && removed == 0 {
        String::new()
    } else {
        format!(" ({written} written, {unchanged} unchanged, {removed} removed)")
    };
    format!(
        "built {}{changes} in {} from {} in {} ms",
        report::number(written + unchanged, "file"),
        out.display(),
        report::read(&loaded.counts),
        time.as_millis().max(1),
    )
}
