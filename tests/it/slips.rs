//! Incident files as tired people write them, compared with what should count of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use allgreen::check::{CheckContext, Checked, FileHistory, Input, Inputs, check};
use allgreen::diagnostic::Severity;
use allgreen::model::{ComponentIndex, ComponentStatus, Incident, Instant, Maintenance, Site};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Says that every line came with one commit.
struct OneCommit(Instant);

impl FileHistory for OneCommit {
    fn line_time(&self, _: &str, _: &str) -> Option<Instant> {
        Some(self.0)
    }

    fn changed_at(&self, _: &str) -> Option<Instant> {
        Some(self.0)
    }

    fn versions(&self, _: &str) -> Vec<Vec<u8>> {
        Vec::new()
    }
}

#[test]
fn slips_count_as_expected() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/slips");
    let mut cases: Vec<_> = fs::read_dir(cases).unwrap().map(|case| case.unwrap().path()).collect();
    cases.sort();
    assert!(!cases.is_empty());
    let wrong: Vec<_> = cases.iter().filter_map(|case| difference(case)).collect();
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// Returns how a case differs from its expected result, if it does.
fn difference(case: &Path) -> Option<String> {
    let wanted: Value = serde_json::from_slice(&fs::read(case.join("expected.json")).unwrap()).unwrap();
    let now = Instant::parse_rfc3339(fs::read_to_string(case.join("commit")).unwrap().trim()).unwrap();
    let input = |path: PathBuf| Input {
        content: Ok(fs::read(&path).unwrap()),
        path: path.strip_prefix(case).unwrap().to_str().unwrap().to_owned(),
    };
    let files = ["incidents", "incident", "Incidents"].map(|folder| case.join(folder)).into_iter();
    let files = files.filter_map(|folder| fs::read_dir(folder).ok()).flatten().map(|file| file.unwrap().path());
    let inputs =
        Inputs { status: input(case.join("status.yaml")), incidents: files.map(input).collect(), logs: Vec::new() };
    let checked = check_with_history(&inputs, now);
    let found = found(&checked, now, &wanted);
    let messages: Vec<_> =
        checked.diagnostics.iter().map(|each| format!("{}: {}", each.code.id(), each.message)).collect();
    (found != wanted).then(|| format!("{}\n  wanted {wanted}\n  found  {found}\n  {messages:#?}", case.display()))
}

/// Checks files that one commit at `now` brought.
fn check_with_history(inputs: &Inputs, now: Instant) -> Checked {
    let history = OneCommit(now);
    let context = CheckContext {
        now,
        languages: &["en".to_owned()],
        assets: &BTreeMap::new(),
        history: Some(&history),
        declared: &[],
        declared_since: &|_, _| None,
    };
    check(inputs, &context)
}

fn found(checked: &Checked, now: Instant, wanted: &Value) -> Value {
    let site = checked.site.as_ref().unwrap();
    let problems = checked.diagnostics.len();
    if let Some(incident) = site.incidents.first() {
        return kept_incident(site, incident, now, problems);
    }
    if let Some(window) = site.windows.first() {
        return kept_window(site, window, problems);
    }
    // Of a file that is not kept, nothing else is known.
    json!({ "id": wanted["id"], "kept": false, "draft": wanted["draft"], "problems": problems })
}

fn kept_incident(site: &Site, incident: &Incident, now: Instant, problems: usize) -> Value {
    let updates = incident.updates.iter().map(|update| {
        json!({
            "time": update.at.rfc3339(),
            "status": update.status.word(),
            "sets": statuses(site, &update.sets),
            "text": start(&update.text),
        })
    });
    let mut unknown = BTreeMap::new();
    for each in &incident.unknown {
        let worst = unknown.entry(each.name.clone()).or_insert(each.status);
        *worst = each.status.max(*worst);
    }
    let unknown: BTreeMap<_, _> = unknown.into_iter().map(|(name, status)| (name, status.word())).collect();
    json!({
        "id": incident.id,
        "kept": true,
        "draft": false,
        "title": incident.title,
        "affects": statuses(site, &incident.affects),
        "unknown": unknown,
        "updates": updates.collect::<Vec<_>>(),
        "impact": incident.impact(now).word(),
        "problems": problems,
    })
}

fn kept_window(site: &Site, window: &Maintenance, problems: usize) -> Value {
    let updates = window.updates.iter().map(|update| {
        json!({
            "time": update.at.rfc3339(),
            "status": update.status.word(),
            "sets": {},
            "text": start(&update.text),
        })
    });
    let affects: BTreeMap<_, _> =
        window.affects.iter().map(|component| (*component, ComponentStatus::UnderMaintenance)).collect();
    json!({
        "id": window.id,
        "kept": true,
        "draft": false,
        "title": window.title,
        "affects": statuses(site, &affects),
        "unknown": {},
        "updates": updates.collect::<Vec<_>>(),
        "impact": "maintenance",
        "problems": problems,
        "maintenance": { "starts": window.starts.rfc3339(), "ends": window.ends.rfc3339() },
    })
}

fn statuses(site: &Site, statuses: &BTreeMap<ComponentIndex, ComponentStatus>) -> BTreeMap<String, &'static str> {
    statuses.iter().map(|(component, status)| (site.components[*component].id.clone(), status.word())).collect()
}

/// Returns the first 60 characters of a text, with every run of spaces and line ends as one space.
fn start(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect()
}

/// Lines that an incident file may be made of, right and wrong ones.
const PIECES: [&str; 30] = [
    "---",
    "—-",
    "title: Orders cannot be paid",
    "title: [Shop: \"down\"",
    "titel: Orders",
    "affects:",
    "  checkout: major_outage",
    "checkout = down",
    "  - search: kaputt",
    "affects: {checkout: partial outage",
    "\tmail-out: slow",
    "impact: enormous",
    "started: this morning",
    "x: [",
    "",
    "Payments fail at the last step.",
    "## 2026-11-20 14:02 UTC - Investigating",
    "## 20.11.2026 15:02 - Identified {search=partial_outage}",
    "## 2026-11-20 14:20 UTC - Resolvd",
    "## 2026-11-20 14:20 UTC - Unresolved",
    "### 2026-11-20 14:21 UTC: Monitoring {checkout: operational",
    "**now - Resolved**",
    "- 2026-11-20 14:25 UTC - Investigating",
    "## 2062-11-20 14:02 UTC - Resolved",
    "```",
    "<!-- ask",
    "-->",
    "<<<<<<< HEAD",
    "=======",
    ">>>>>>> other",
];

fn file() -> impl Strategy<Value = String> {
    let line = prop_oneof![prop::sample::select(&PIECES[..]).prop_map(str::to_owned), "[ -~äß\u{a0}\u{200b}]{0,30}"];
    let lines = prop::collection::vec(line, 0..14).prop_map(|lines| lines.join("\n"));
    // Sometimes a character is missing.
    (lines, prop::option::of(any::<prop::sample::Index>())).prop_map(|(text, missing)| match missing {
        Some(index) if !text.is_empty() => {
            let missing = index.index(text.chars().count());
            text.chars().enumerate().filter(|(at, _)| *at != missing).map(|(_, each)| each).collect()
        }
        _ => text,
    })
}

proptest! {
    /// Whatever is in a new file that has an error: the page does not say that all is well, unless the incident is over.
    #[test]
    fn file_with_an_error_never_leaves_the_page_all_well(text in file()) {
        let now = Instant::parse_rfc3339("2026-11-20T14:30:00Z").unwrap();
        let status = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/slips/01-all-is-right/status.yaml"));
        let input = |path: &str, content| Input { path: path.to_owned(), content: Ok(content) };
        let checked = check_with_history(
            &Inputs {
                status: input("status.yaml", status.unwrap()),
                incidents: vec![input("incidents/orders.md", text.clone().into_bytes())],
                logs: Vec::new(),
            },
            now,
        );
        let has_error = checked.diagnostics.iter().any(|each| each.severity == Severity::Error);
        let site = checked.site.unwrap();
        let is_draft = text.contains("draft");
        let is_window = text.contains("maintenance");
        let is_shown = site.incidents.iter().any(|incident| incident.is_open(now) || incident.status(now).is_over());
        prop_assert!(!has_error || is_draft || is_window || is_shown || site.has_possible_problem, "{}", text);
    }
}
