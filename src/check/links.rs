use std::collections::BTreeSet;

use super::status::Settings;
use super::{Told, ToldEvent};
use crate::diagnostic::{Code, Diagnostic, Problems, nearest};
use crate::model::{Instant, Maintenance};

/// What stands for the id of the incident that a link is in; no id has this sign.
const ITSELF: &str = ".";

/// Pages that every site has.
const PAGES: [&str; 5] = ["", "history", "maintenance", "subscribe", "api"];

/// Reports relative links that lead to no page of the site, and windows that get in each other's way.
pub fn check(events: &[Told], known: &Settings, now: Instant) -> Vec<Diagnostic> {
    let mut diagnostics = if events.iter().any(|told| !told.links.is_empty()) {
        // In order, so that of two that are equally near a hint always names the same.
        let ids = events.iter().filter(|told| !told.is_draft()).map(Told::id).collect();
        dead_links(events, known, &ids)
    } else {
        Vec::new()
    };
    diagnostics.extend(overlaps(events, known, now));
    diagnostics
}

fn dead_links(events: &[Told], known: &Settings, ids: &BTreeSet<&str>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for told in events {
        let mut problems = Problems::of(&told.source.path);
        for link in &told.links {
            if problems.is_full() {
                break; // To look for what was meant takes longer than all the rest.
            }
            let message = match target(&link.value) {
                Some(target) if leads_somewhere(&target, known, ids) => continue,
                Some(_) => format!("`{}` leads to no page of this site", link.value),
                None => format!("`{}` leads out of this site", link.value),
            };
            let stem = link.value.trim_end_matches('/').trim_end_matches(".md").rsplit('/').next().unwrap_or_default();
            let hint = match nearest(stem, ids.iter().copied()) {
                Some(near) => format!("did you mean `../{near}/`?"),
                None => "link to another incident as `../ITS-ID/`, or write a whole address with `https://`".to_owned(),
            };
            problems.push(told.source.problem(Code::DeadLink, &link.span, message).hint(hint));
        }
        diagnostics.extend(problems.into_vec());
    }
    diagnostics
}

/// The page that a relative link on an incident's page leads to: a path from the site's root without
/// slashes at its ends. None where it leads out of the site.
fn target(link: &str) -> Option<String> {
    let path = link.split(['?', '#']).next().unwrap_or_default();
    if path.starts_with('/') {
        return None;
    }
    // A link to another file is a link to that incident's page, wherever the file lies.
    if let Some(file) = path.strip_suffix(".md") {
        return Some(format!("incidents/{}", file.rsplit('/').next().unwrap_or_default()));
    }
    let mut parts = vec!["incidents", ITSELF];
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn leads_somewhere(target: &str, known: &Settings, ids: &BTreeSet<&str>) -> bool {
    match target.split_once('/') {
        Some(("incidents", ITSELF) | ("assets" | "api" | "history", _)) => true,
        Some(("incidents", id)) => ids.contains(id),
        Some(("components", id)) => !known.names_known || known.component(id).is_some(),
        _ => PAGES.contains(&target) || target.contains('.'),
    }
}

/// Reports windows that share a component and a time, unless nobody can change them any more.
fn overlaps(events: &[Told], known: &Settings, now: Instant) -> Vec<Diagnostic> {
    let mut windows: Vec<_> = events
        .iter()
        .filter_map(|told| match &told.event {
            ToldEvent::Maintenance(window) => Some((told, window)),
            _ => None,
        })
        .filter(|(_, window)| !window.status(now).is_over())
        .collect();
    windows.sort_by_key(|(_, window)| (window.starts, &window.id));
    let mut diagnostics = Vec::new();
    let mut running: Vec<&Maintenance> = Vec::new();
    for (told, window) in windows {
        running.retain(|earlier| earlier.ends > window.starts);
        let shared = running.iter().find_map(|earlier| {
            let component = window.affects.iter().find(|component| earlier.affects.contains(component))?;
            Some((earlier, component))
        });
        if let Some((earlier, component)) = shared {
            let name = &known.components[*component].id;
            let message = format!("this window overlaps `{}` for the component `{name}`", earlier.id);
            let problem = told.source.problem(Code::Overlap, &told.place, message);
            diagnostics.push(problem.hint("move one of the two, or make them one window"));
        }
        running.push(window);
    }
    diagnostics
}
