use serde::Serialize;

use crate::cli::ListWindowsArgs;
use crate::cmd::Outcome;
use crate::cmd::change::{print_list, workspace};
use crate::cmd::table::table;
use crate::diagnostic::Failure;
use crate::model::{ComponentIndex, Instant, Maintenance, Site};

#[derive(Serialize)]
struct WindowListJson<'a> {
    windows: Vec<WindowJson<'a>>,
    /// The paths of invalid files, whose windows are not listed.
    invalid_files: Vec<&'a str>,
}

#[derive(Serialize)]
struct WindowJson<'a> {
    id: &'a str,
    status: &'static str,
    starts: String,
    ends: String,
    components: Vec<&'a str>,
    title: &'a str,
}

pub fn run(args: &ListWindowsArgs) -> Result<Outcome, Failure> {
    let workspace = workspace(&args.repository)?;
    let (site, now) = (&workspace.site, workspace.now);
    let mut shown: Vec<_> = site.windows.iter().filter(|each| args.all || !each.status(now).is_over()).collect();
    shown.sort_by_key(|window| (window.starts, &window.id));
    let invalid_files = workspace.invalid_files();
    let text = match &shown[..] {
        [] if args.all => "there are no maintenance windows".to_owned(),
        [] => "no maintenance window is planned or in progress".to_owned(),
        _ => {
            let rows = shown.iter().map(|window| row(window, site, now));
            table(&std::iter::once(HEAD.map(str::to_owned)).chain(rows).collect::<Vec<_>>())
        }
    };
    let windows = shown.into_iter().map(|window| WindowJson::of(window, site, now)).collect();
    print_list(&workspace, args.format, text, &WindowListJson { windows, invalid_files })
}

const HEAD: [&str; 6] = ["ID", "STATUS", "STARTS", "ENDS", "COMPONENTS", "TITLE"];

fn components<'a>(window: &Maintenance, site: &'a Site) -> Vec<&'a str> {
    let id = |component: &ComponentIndex| site.components[*component].id.as_str();
    window.affects.iter().map(id).collect()
}

fn row(window: &Maintenance, site: &Site, now: Instant) -> [String; 6] {
    [
        window.id.clone(),
        window.status(now).word().to_owned(),
        window.starts.format_utc(),
        window.ends.format_utc(),
        components(window, site).join(","),
        window.title.clone(),
    ]
}

impl<'a> WindowJson<'a> {
    fn of(window: &'a Maintenance, site: &'a Site, now: Instant) -> Self {
        Self {
            id: &window.id,
            status: window.status(now).word(),
            starts: window.starts.rfc3339(),
            ends: window.ends.rfc3339(),
            components: components(window, site),
            title: &window.title,
        }
    }
}
