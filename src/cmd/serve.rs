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
    // The preview has its own folder, so that the output of `build` stays unchanged.
    let folder = tempfile::tempdir().context("could not create a temporary folder")?;
    let address = free_address(args.port).with_context(|| format!("could not listen on port {}", args.port))?;
    let options = Options {
        out: folder.path().join("site"),
        address,
        watch: vec![args.repository.source.clone()],
        ignore: vec![args.repository.source.join("public")],
    };
    let base_url = Url::parse(&format!("http://{address}"))
        .map_err(|error| Failure::invalid(format!("the URL `http://{address}` of the preview {error}")))?;
    let rebuild =
        || rebuild(args, &base_url, &options.out).map_err(|error| anstream::adapter::strip_str(&error).to_string());
    serve::serve(&options, rebuild, print)?;
    Ok(Outcome::Good)
}

/// Returns the address to listen on. Port 0 selects a free port.
fn free_address(port: u16) -> std::io::Result<SocketAddr> {
    let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    if port == 0 { TcpListener::bind(wanted)?.local_addr() } else { Ok(wanted) }
}

/// Builds the site again. Returns a summary, or a report of the problems.
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

fn print(event: Event) {
    let line = match event {
        Event::Listening(address) => format!("serving the site at http://{address}/ (press Ctrl-C to stop)"),
        Event::Built(summary) => summary,
        Event::Failed(report) => report,
    };
    // An error is ignored: the terminal may be closed.
    let _ = writeln!(anstream::stderr(), "{line}");
}
