use std::collections::BTreeSet;

use super::status::Settings;
use super::{CheckedEvent, CheckedFile};
use crate::diagnostic::{Code, Diagnostic, Problems, nearest};
use crate::model::{Instant, Maintenance};

/// The placeholder in a path for the id of the incident that contains the link. No id contains this character.
const ITSELF: &str = ".";

/// The paths of the pages that every site has, without slashes at the ends.
const PAGES: [&str; 7] = ["", "badges", "embed", "history", "maintenance", "subscribe", "uptime"];

/// The files next to the pages of events and components, and the pages themselves.
const FILES: [&str; 7] =
    ["feed.json", "history.atom", "history.ics", "history.rss", "index.html", "preview.png", "window.ics"];

/// Reports relative links whose page does not exist, and maintenance windows that overlap.
pub fn check(events: &[CheckedFile], known: &Settings, now: Instant) -> Vec<Diagnostic> {
    let mut diagnostics = if events.iter().any(|file| !file.links.is_empty()) {
        // Sorted, so that of two equally similar ids a hint always names the same one.
        let ids = events.iter().filter(|file| !file.is_draft()).map(CheckedFile::id).collect();
        dead_links(events, known, &ids)
    } else {
        Vec::new()
    };
    diagnostics.extend(overlaps(events, known, now));
    diagnostics
}

fn dead_links(events: &[CheckedFile], known: &Settings, ids: &BTreeSet<&str>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for file in events {
        let mut problems = Problems::of(&file.source.path);
        for link in &file.links {
            if problems.is_full() {
                break; // Finding the most similar id is slow.
            }
            let message = match target(&link.value) {
                Some(target) if is_page(&target, known, ids) => continue,
                Some(_) => format!("`{}` is not a page of this site", link.value),
                None => format!("`{}` leads out of this site", link.value),
            };
            let stem = link.value.trim_end_matches('/').trim_end_matches(".md").rsplit('/').next().unwrap_or_default();
            let hint = match nearest(stem, ids.iter().copied()) {
                Some(near) => format!("did you mean `../{near}/`?"),
                None => "link to another incident as `../ID/`, or write a full URL with `https://`".to_owned(),
            };
            problems.push(file.source.problem(Code::DeadLink, &link.span, message).hint(hint));
        }
        diagnostics.extend(problems.into_vec());
    }
    diagnostics
}

/// Returns the path to which a relative link on an incident's page leads: from the root of the site, without slashes at
/// the ends. Returns `None` if the link leads out of the site.
fn target(link: &str) -> Option<String> {
    let path = link.split(['?', '#']).next().unwrap_or_default();
    if path.starts_with('/') {
        return None;
    }
    // A link to the file of an incident, in any folder, leads to the page of that incident.
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

fn is_page(target: &str, known: &Settings, ids: &BTreeSet<&str>) -> bool {
    let page = FILES.iter().find_map(|file| target.strip_suffix(file)?.strip_suffix('/')).unwrap_or(target);
    match page.split_once('/') {
        Some(("incidents", ITSELF) | ("assets" | "api" | "history" | "uptime", _)) => true,
        Some(("incidents", id)) => ids.contains(id),
        Some(("components", id)) => !known.names_known || known.component(id).is_some(),
        _ => PAGES.contains(&target) || target.contains('.'),
    }
}

/// Reports windows that overlap in time and share a component, unless they are over.
fn overlaps(events: &[CheckedFile], known: &Settings, now: Instant) -> Vec<Diagnostic> {
    let mut windows: Vec<_> = events
        .iter()
        .filter_map(|file| match &file.event {
            CheckedEvent::Maintenance(window) => Some((file, window)),
            _ => None,
        })
        .filter(|(_, window)| !window.status(now).is_over())
        .collect();
    windows.sort_by_key(|(_, window)| (window.starts, &window.id));
    let mut diagnostics = Vec::new();
    let mut running: Vec<&Maintenance> = Vec::new();
    for (file, window) in windows {
        running.retain(|earlier| earlier.ends > window.starts);
        let shared = running.iter().find_map(|earlier| {
            let component = window.affects.iter().find(|component| earlier.affects.contains(component))?;
            Some((earlier, component))
        });
        if let Some((earlier, component)) = shared {
            let name = &known.components[*component].id;
            let message = format!("this window overlaps `{}`, and both affect `{name}`", earlier.id);
            let problem = file.source.problem(Code::Overlap, &file.place, message);
            diagnostics.push(problem.hint("change the times of one window, or merge both windows into one"));
        }
        running.push(window);
    }
    diagnostics
}
