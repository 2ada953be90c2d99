use crate::diagnostic::render::plain;
use crate::edit::status_title;
use crate::model::{ComponentIndex, Incident, Instant, Maintenance, Site};

/// Returns the title, status and components of an event in one line, or `None` if the site has no event with this id.
pub fn event_summary(site: &Site, id: &str, now: Instant) -> Option<String> {
    let incident = site.incidents.iter().find(|each| each.id == id).map(|each| incident(site, each, now));
    let window = || site.windows.iter().find(|each| each.id == id).map(|each| window(site, each, now));
    incident.or_else(window).map(|line| plain(&line))
}

fn incident(site: &Site, incident: &Incident, now: Instant) -> String {
    let gives = incident.stretches(now).pop().filter(|stretch| stretch.span.until.is_none());
    let statuses = gives.iter().flat_map(|stretch| &stretch.gives);
    let words = statuses.map(|(component, status)| {
        format!("{}: {}", site.components[*component].name, status.word().replace('_', " "))
    });
    line(&incident.title, incident.status(now).word(), &words.collect::<Vec<_>>())
}

fn window(site: &Site, window: &Maintenance, now: Instant) -> String {
    let name = |component: &ComponentIndex| site.components[*component].name.clone();
    let mut words = vec![format!("{} to {}", window.starts.format_utc(), window.ends.format_utc())];
    words.extend(window.affects.iter().map(name));
    line(&window.title, window.status(now).word(), &words)
}

fn line(title: &str, status: &str, more: &[String]) -> String {
    let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
    format!("{title} - {}{more}", status_title(status))
}
