use serde::Serialize;

use crate::cli::ListIncidentsArgs;
use crate::cmd::Outcome;
use crate::cmd::change::{print_list, workspace};
use crate::cmd::table::table;
use crate::diagnostic::Failure;
use crate::model::{Incident, Instant};

#[derive(Serialize)]
struct IncidentListJson<'a> {
    incidents: Vec<IncidentJson<'a>>,
    /// The paths of invalid files, whose incidents are not listed.
    invalid_files: Vec<&'a str>,
}

#[derive(Serialize)]
struct IncidentJson<'a> {
    id: &'a str,
    status: &'static str,
    impact: &'static str,
    since: String,
    updated: String,
    title: &'a str,
}

pub fn run(args: &ListIncidentsArgs) -> Result<Outcome, Failure> {
    let workspace = workspace(&args.repository)?;
    let all = workspace.site.incidents.iter();
    let mut shown: Vec<&Incident> = all.filter(|each| args.all || each.is_open(workspace.now)).collect();
    shown.sort_by(|a, b| (b.start(), &a.id).cmp(&(a.start(), &b.id)));
    let invalid_files = workspace.invalid_files();
    let one = |each: &&'_ Incident| row(each, workspace.now);
    let text = match &shown[..] {
        [] if args.all => "there are no incidents".to_owned(),
        [] => "no incident is open".to_owned(),
        _ => table(&[vec![HEAD.map(str::to_owned)], shown.iter().map(one).collect()].concat()),
    };
    let incidents = shown.into_iter().map(|each| IncidentJson::of(each, workspace.now)).collect();
    print_list(&workspace, args.format, text, &IncidentListJson { incidents, invalid_files })
}

const HEAD: [&str; 6] = ["ID", "STATUS", "IMPACT", "SINCE", "LAST UPDATE", "TITLE"];

fn row(incident: &Incident, now: Instant) -> [String; 6] {
    [
        incident.id.clone(),
        incident.status(now).word().to_owned(),
        incident.impact(now).word().to_owned(),
        incident.start().format_utc(),
        incident.updated_at(now).format_utc(),
        incident.title.clone(),
    ]
}

impl<'a> IncidentJson<'a> {
    fn of(incident: &'a Incident, now: Instant) -> Self {
        Self {
            id: &incident.id,
            status: incident.status(now).word(),
            impact: incident.impact(now).word(),
            since: incident.start().rfc3339(),
            updated: incident.updated_at(now).rfc3339(),
            title: &incident.title,
        }
    }
}
