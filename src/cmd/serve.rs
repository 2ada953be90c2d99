#![expect(clippy::disallowed_methods, reason = "the command reports how long a build took")]

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::time::Instant as Stopwatch;

use super::{Outcome, clock, report};
use crate::cli::ServeArgs;
use crate::diagnostic::{Context, Failure, render};
use crate::model::Url;
use crate::pipeline::{self, Request};
use crate::serve::{self, Event, Options};

pub fn run(args: &ServeArgs) -> Result<Outcome, Failure> {
    // The preview has a folder of its own: what `build` has written stays as it is.
    let folder = tempfile::tempdir().context("could not make a folder for the preview")?;
    let address = free_address(args.port).with_context(|| format!("could not listen on port {}", args.port))?;
    let options = Options {
        out: folder.path().join("site"),
        address,
        watch: vec![args.repository.source.clone()],
        ignore: vec![args.repository.source.join("public")],
    };
    let base_url = Url::parse(&format!("http://{address}"))
        .map_err(|error| Failure::invalid(format!("the address of the preview {error}")))?;
    let rebuild =
        || rebuild(args, &base_url, &options.out).map_err(|error| anstream::adapter::strip_str(&error).to_string());
    serve::serve(&options, rebuild, tell)?;
    Ok(Outcome::Good)
}

/// The address to listen on: a port that is free now, where any will do.
fn free_address(port: u16) -> std::io::Result<SocketAddr> {
    let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    if port == 0 { TcpListener::bind(wanted)?.local_addr() } else { Ok(wanted) }
}

/// Builds the site anew: its summary, or what is wrong.
fn rebuild(args: &ServeArgs, base_url: &Url, out: &Path) -> Result<String, String> {
    let watch = Stopwatch::now();
    let now = clock::now(args.repository.now).map_err(|error| format!("{error:#}"))?;
    let request = Request { source: args.repository.source.clone(), now, keep_going: false, strict: false };
    let mut loaded = pipeline::load(&request).map_err(|error| error.to_string())?;
    let written =
        loaded.render_into(&request, Some(base_url), out).map_err(|error| format!("{:#}", Failure::from(error)))?;
    let problems = render::text(&loaded.diagnostics);
    let Some(written) = written else {
        return Err(format!("{problems}nothing was built: {}", report::tally(&loaded.diagnostics)));
    };
    let summary = report::built(&loaded, &written, &args.repository.source, watch.elapsed());
    Ok(format!("{problems}{summary}"))
}

fn tell(event: Event) {
    let line = match event {
        Event::Listening(address) => format!("showing the site at http://{address}/ (Ctrl-C ends it)"),
        Event::Built(summary) => summary,
        Event::Failed(report) => report,
    };
    // A terminal that is gone has nobody to tell.
    let _ = writeln!(anstream::stderr(), "{line}");
}
