use serde_json::{Map, Value, json};

use super::{Comparison, Side};
use crate::diff::{
    AffectedChange, ComponentChanges, ComponentFacts, ComponentName, DayChange, EventChanges, EventFacts, FromTo,
    ItemChange, PageChanges, UpdateChanges, UpdateFacts,
};
use crate::model::{ComponentStatus, Impact, Instant, Logo, Overall, PageLink, Percent, Seconds, UpdateEvery};

/// Renders the changes as one JSON object. The names of fields are stable; new fields may be added.
///
/// ```text
/// from, to             what is compared: revision (null for the work tree), commit, invalid (a message for each
///                      invalid file or part of a file: what is left out or used instead)
/// now                  the instant of both snapshots
/// changed              whether visitors see a change
/// overall              {indicator, description}, as in api/v2/status.json
/// page                 name, url, description, support_url, logo {light, dark}, favicon, accent, header and footer (a {name, href}
///                      for each link), announcement, timezone, language, window_days
/// components_reordered whether the order of components changed
/// components           id, name; group, description, status, uptime_percent (cut off after two decimals), days
/// incidents            id, name; status, impact, start, end, affects, update_every (while open, in seconds; null for never), updates
/// maintenance          id, name; status, start, end, affects, text, updates
/// ```
///
/// Each component, incident and window has `change`: `added`, `removed` or `changed`. An added or removed item has
/// `facts`. A changed item has `changes`: an object of the fields that changed, as `{"from": …, "to": …}`. In `affects`
/// and `days`, null means no status or no data. `updates` are items of the same shape; their texts are full Markdown.
/// `links_changed` is true if links in unchanged texts have other targets. Times are RFC 3339 in UTC. Statuses and
/// impacts are written as in files.
pub fn json(comparison: &Comparison<'_>) -> String {
    let Comparison { from, to, changes } = *comparison;
    let report = json!({
        "from": side(from),
        "to": side(to),
        "now": changes.now.rfc3339(),
        "changed": !changes.is_empty(),
        "overall": changes.overall.as_ref().map(|change| from_to(change, |each| overall(*each))),
        "page": page(&changes.page),
        "components_reordered": changes.reordered,
        "components": all(&changes.components, component, component_changes),
        "incidents": all(&changes.incidents, event, event_changes),
        "maintenance": all(&changes.windows, event, event_changes),
    });
    format!("{report:#}\n")
}

fn side(side: &Side) -> Value {
    json!({ "revision": side.revision, "commit": side.commit, "invalid": side.invalid })
}

fn overall(overall: Overall) -> Value {
    json!({ "indicator": overall.indicator().word(), "description": overall.description() })
}

fn from_to<T>(change: &FromTo<T>, value: impl Fn(&T) -> Value) -> Value {
    json!({ "from": value(&change.from), "to": value(&change.to) })
}

/// Returns a JSON object with the fields that have a value.
fn fields<const N: usize>(fields: [(&str, Option<Value>); N]) -> Value {
    let some = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(some.collect::<Map<_, _>>())
}

/// Returns the JSON list of the values of all items, or `None` if there are no items.
fn list<T>(all: &[T], value: impl Fn(&T) -> Value) -> Option<Value> {
    (!all.is_empty()).then(|| all.iter().map(value).collect())
}

/// The id and the name of an item, and its facts or changes.
type JsonItem<'a> = (&'a str, &'a str, Value);

fn all<F, C>(
    differences: &[ItemChange<F, C>],
    facts: impl Fn(&F) -> JsonItem<'_>,
    changes: impl Fn(&C) -> JsonItem<'_>,
) -> Value {
    let one = |change: &str, (id, name, value): JsonItem<'_>, what: &str| json!({ "change": change, "id": id, "name": name, what: value });
    let items = differences.iter().map(|difference| match difference {
        ItemChange::Added(each) => one("added", facts(each), "facts"),
        ItemChange::Removed(each) => one("removed", facts(each), "facts"),
        ItemChange::Changed(each) => one("changed", changes(each), "changes"),
    });
    items.collect()
}

fn page(page: &PageChanges) -> Value {
    let text = |change: &Option<FromTo<String>>| change.as_ref().map(|change| from_to(change, |text| json!(text)));
    let maybe =
        |change: &Option<FromTo<Option<String>>>| change.as_ref().map(|change| from_to(change, |text| json!(text)));
    fields([
        ("name", text(&page.name)),
        ("url", text(&page.url)),
        ("description", maybe(&page.description)),
        ("support_url", maybe(&page.support_url)),
        ("logo", page.logo.as_ref().map(|change| from_to(change, |each| json!(each.as_ref().map(logo))))),
        ("favicon", maybe(&page.favicon)),
        ("accent", page.accent.as_ref().map(|change| from_to(change, |each| json!(each.map(|each| each.to_string()))))),
        ("header", page.header.as_ref().map(|change| from_to(change, |each| links(each)))),
        ("footer", page.footer.as_ref().map(|change| from_to(change, |each| links(each)))),
        ("announcement", maybe(&page.announcement)),
        ("timezone", page.zone.as_ref().map(|change| from_to(change, |zone| json!(zone.name())))),
        ("language", text(&page.language)),
        ("window_days", page.window_days.as_ref().map(|change| from_to(change, |days| json!(days)))),
    ])
}

fn logo(logo: &Logo) -> Value {
    json!({ "light": logo.light, "dark": logo.dark })
}

fn links(links: &[PageLink]) -> Value {
    links.iter().map(|link| json!({ "name": link.name, "href": link.href })).collect()
}

fn component(facts: &ComponentFacts) -> JsonItem<'_> {
    let value = json!({
        "group": facts.group,
        "description": facts.description,
        "status": facts.status.word(),
        "uptime_percent": percent(facts.uptime),
    });
    (&facts.id, &facts.name, value)
}

fn component_changes(changes: &ComponentChanges) -> JsonItem<'_> {
    let maybe =
        |change: &Option<FromTo<Option<String>>>| change.as_ref().map(|change| from_to(change, |text| json!(text)));
    let value = fields([
        ("name", changes.renamed.as_ref().map(|change| from_to(change, |name| json!(name)))),
        ("group", maybe(&changes.group)),
        ("description", maybe(&changes.description)),
        ("status", changes.status.as_ref().map(|change| from_to(change, |status| json!(status.word())))),
        ("uptime_percent", changes.uptime.as_ref().map(|change| from_to(change, |uptime| percent(*uptime)))),
        ("days", list(&changes.days, day)),
    ]);
    (&changes.id, &changes.name, value)
}

fn percent(percent: Option<Percent>) -> Value {
    json!(percent.map(|percent| f64::from(percent.whole() * 100 + percent.hundredths()) / 100.0))
}

fn day(day: &DayChange) -> Value {
    json!({ "date": day.date.to_string(), "from": held(&day.from), "to": held(&day.to) })
}

/// Returns the worst status of a day, and the seconds of each status.
fn held(seconds: &Seconds) -> Value {
    let held = ComponentStatus::ALL.into_iter().filter(|status| seconds.of(*status) > 0);
    let held: Map<_, _> = held.map(|status| (status.word().to_owned(), json!(seconds.of(status)))).collect();
    json!({ "status": seconds.worst().map(ComponentStatus::word), "seconds": held })
}

fn event(facts: &EventFacts) -> JsonItem<'_> {
    let value = fields([
        ("status", Some(json!(facts.status.word()))),
        ("impact", facts.impact.map(|impact| json!(impact.word()))),
        ("start", Some(json!(facts.start.rfc3339()))),
        ("end", Some(json!(facts.end.map(Instant::rfc3339)))),
        ("affects", Some(facts.affects.iter().map(given).collect())),
        ("update_every", facts.update_every.map(|each| every(Some(each)))),
        ("text", Some(json!(facts.text)).filter(|_| !facts.text.is_empty())),
        ("updates", Some(facts.updates.iter().map(update).collect())),
    ]);
    (&facts.id, &facts.title, value)
}

fn event_changes(changes: &EventChanges) -> JsonItem<'_> {
    let time = |at: &Option<Instant>| json!(at.map(Instant::rfc3339));
    let impact = |impact: &Option<Impact>| json!(impact.map(Impact::word));
    let value = fields([
        ("status", changes.status_change.as_ref().map(|change| from_to(change, |status| json!(status.word())))),
        ("name", changes.retitled.as_ref().map(|change| from_to(change, |title| json!(title)))),
        ("impact", changes.impact.as_ref().map(|change| from_to(change, impact))),
        ("start", changes.start.as_ref().map(|change| from_to(change, |at| json!(at.rfc3339())))),
        ("end", changes.end.as_ref().map(|change| from_to(change, time))),
        ("affects", list(&changes.affects, affected)),
        ("update_every", changes.update_every.as_ref().map(|change| from_to(change, |each| every(*each)))),
        ("text", changes.text.as_ref().map(|change| from_to(change, |text| json!(text)))),
        ("updates", list(&changes.updates, update_difference)),
        ("links_changed", changes.relinked.then_some(Value::Bool(true))),
    ]);
    (&changes.id, &changes.title, value)
}

fn given((component, status): &(ComponentName, ComponentStatus)) -> Value {
    json!({ "id": component.id, "name": component.name, "status": status.word() })
}

fn affected(change: &AffectedChange) -> Value {
    let (from, to) = (change.status.from.map(ComponentStatus::word), change.status.to.map(ComponentStatus::word));
    json!({ "id": change.component.id, "name": change.component.name, "from": from, "to": to })
}

fn every(every: Option<UpdateEvery>) -> Value {
    match every {
        Some(UpdateEvery::Seconds(seconds)) => json!(seconds),
        Some(UpdateEvery::Never) | None => Value::Null,
    }
}

fn update(update: &UpdateFacts) -> Value {
    let UpdateFacts { at, status, gives, text, .. } = update;
    let gives: Value = gives.iter().map(given).collect();
    json!({ "at": at.rfc3339(), "status": status.word(), "affects": gives, "text": text })
}

fn update_difference(difference: &ItemChange<UpdateFacts, UpdateChanges>) -> Value {
    match difference {
        ItemChange::Added(each) => json!({ "change": "added", "at": each.at.rfc3339(), "facts": update(each) }),
        ItemChange::Removed(each) => json!({ "change": "removed", "at": each.at.rfc3339(), "facts": update(each) }),
        ItemChange::Changed(each) => {
            let changes = fields([
                ("status", each.status_change.as_ref().map(|change| from_to(change, |status| json!(status.word())))),
                ("affects", list(&each.gives, affected)),
                ("text", each.text.as_ref().map(|change| from_to(change, |text| json!(text)))),
            ]);
            json!({ "change": "changed", "at": each.at.rfc3339(), "changes": changes })
        }
    }
}
