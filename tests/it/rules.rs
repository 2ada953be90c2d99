//! Each code of `check`: a file with the problem, the location of the problem, and the corrected file.

use std::collections::BTreeSet;
use std::fmt::Write;

use allgreen::diagnostic::Code;

use crate::site::{PAGE, Site};

/// A resolved incident of the default page.
const INCIDENT: &str = "---\ntitle: Outage\naffects: { api: major_outage }\n---\n\n## 2026-11-20 10:00 UTC - Investigating\n\nText.\n\n## 2026-11-20 11:00 UTC - Resolved\n";
/// A planned window of the default page.
const WINDOW: &str = "---\ntitle: Upgrade\nmaintenance:\n  starts: 2026-12-01 22:00 UTC\n  ends: 2026-12-02 00:00 UTC\naffects: [api]\n---\n";
/// A form that offers the components of the default page.
const FORM: &str =
    "on:\n  options:\n    # begin components\n    - (none)\n    - api\n    - web\n    # end components\n";
const COMPONENTS: &str = "components:\n  - { id: api, name: API }\n";

/// A valid file, an edit that makes it invalid, and the code and the location of the resulting problem.
struct Case {
    code: Code,
    file: &'static str,
    right: &'static str,
    change: (&'static str, &'static str),
    at: &'static str,
}

const fn case(
    code: Code,
    file: &'static str,
    right: &'static str,
    change: (&'static str, &'static str),
    at: &'static str,
) -> Case {
    Case { code, file, right, change, at }
}

#[expect(clippy::too_many_lines, reason = "a table with a row for each code")]
fn cases() -> Vec<Case> {
    use Code::*;
    let incident = |code, change, at| case(code, "incidents/outage.md", INCIDENT, change, at);
    let window = |code, change, at| case(code, "incidents/upgrade.md", WINDOW, change, at);
    let status = |code, change, at| {
        let right = "page:\n  name: Acme\n  url: https://status.acme.example\n  timezone: UTC\nuptime: { window_days: 90 }\ncomponents:\n  - { id: api, name: API, since: 2026-01-01 }\n  - { id: web, name: Website }\n";
        case(code, "status.yaml", right, change, at)
    };
    let log = |code, change, at| {
        let right = "2026-11-20T10:00:00Z api operational\n2026-11-20T11:00:00Z web operational probe/x ms=3\n";
        case(code, "history.log", right, change, at)
    };
    vec![
        status(YamlSyntax, ("name: Acme", "name: \"Acme"), ":2:9"),
        status(UnknownKey, ("timezone", "timezon"), ":4:3"),
        status(DuplicateKey, ("  timezone", "  name: Other\n  timezone"), ":4:3"),
        status(WrongType, ("name: Acme", "name: [Acme]"), ":2:9"),
        status(MissingKey, ("  name: Acme\n", ""), ":2:3"),
        status(UnknownStatus, ("id: web", "id: web, status: down"), ":8:24"),
        status(UnknownZone, ("UTC", "Mars/Olympus"), ":4:13"),
        status(BadUrl, ("https://", ""), ":3:8"),
        status(UrlWithPath, (".example", ".example/status"), ":3:8"),
        status(DuplicateId, ("id: web", "id: api"), ":8:11"),
        status(BadId, ("id: web", "id: Web"), ":8:11"),
        status(BadNumber, ("90", "0"), ":5:24"),
        status(BadDate, ("2026-01-01", "2026-02-30"), ":7:34"),
        status(UnknownLanguage, ("  timezone", "  language: xx\n  timezone"), ":4:13"),
        status(TooOld, ("page:", "min_version: 999.0\npage:"), ":1:14"),
        status(BadLength, ("uptime:", "incidents: { update_every: soon }\nuptime:"), ":5:28"),
        status(BadColour, ("  timezone", "  accent: blue\n  timezone"), ":4:11"),
        status(PaleAccent, ("  timezone", "  accent: \"#ff0\"\n  timezone"), ":4:11"),
        status(BadPicture, ("  timezone", "  logo: assets/none.svg\n  timezone"), ":4:9"),
        status(BadLink, ("  timezone", "  links: { footer: { A: /out } }\n  timezone"), ":4:25"),
        status(BadStaleAfter, ("  timezone", "  stale_after: 26\n  timezone"), ":4:16"),
        status(TakenId, ("id: web", "id: overall"), ":8:11"),
        case(OutdatedForm, ".github/workflows/report-incident.yml", FORM, ("web", "old"), ":3:5"),
        status(Unexplained, ("id: web", "id: web, status: major_outage"), ":8:24"),
        incident(NoFrontMatter, ("---\ntitle", "title"), ":1:1"),
        case(
            NoUpdate,
            "incidents/outage.md",
            "---\ntitle: Outage\n---\n## 2026-11-20 10:00 UTC - Resolved\n",
            ("## 2026-11-20 10:00 UTC - Resolved\n", ""),
            "",
        ),
        incident(NotAnUpdate, ("UTC - Resolved", "UTC Resolved"), ":10:4"),
        incident(UnknownWord, ("Resolved", "Completed"), ":10:27"),
        incident(BadTime, ("11:00 UTC", "24:00 UTC"), ":10:4"),
        incident(TextBeforeUpdate, ("---\n\n##", "---\nHello.\n\n##"), ":5:1"),
        incident(BadBraces, ("Resolved", "Resolved {api}"), ":10:37"),
        incident(UnknownImpact, ("title", "impact: huge\ntitle"), ":2:9"),
        incident(RetiredComponent, ("{ api", "{ old"), ":3:12"),
        incident(DatedHeading, ("Text.", "- 2026-11-20 10:30 UTC - Monitoring"), ":8:1"),
        incident(MissedUpdate, ("## 2026-11-20 11", "### 2026-11-20 11"), ":10:1"),
        incident(OpenBlock, ("Text.\n\n", "```\nText.\n\n"), ":8:1"),
        incident(MergeConflict, ("Text.", "<<<<<<< HEAD\nText.\n=======\nWords.\n>>>>>>> other"), ":8:1"),
        incident(UnquotedTitle, ("title: Outage", "title: Outage: all"), ":2:8"),
        incident(StartedLate, ("title", "started: 2026-11-20 10:30 UTC\ntitle"), ":2:10"),
        incident(EarlyPostmortem, ("Resolved", "Postmortem"), ":10:4"),
        incident(UpdateAhead, ("2026-11-20 11:00", "2026-11-22 12:06"), ":10:4"),
        incident(DeadLink, ("Text.", "Text [there](../nowhere/)."), ":8:6"),
        incident(
            UnknownComponent,
            (
                "{ api: major_outage }\n---\n\n## 2026-11-20 10:00 UTC - Investigating\n\nText.\n\n## 2026-11-20 11:00 UTC - Resolved",
                "{ ap: major_outage }\n---\n\n## 2026-11-22 10:00 UTC - Investigating",
            ),
            ":3:12",
        ),
        incident(QuietIncident, ("Resolved", "Monitoring"), ""),
        window(EndsBeforeStarts, ("2026-12-02 00:00", "2026-12-01 22:00"), ":5:9"),
        window(
            BracesInWindow,
            ("[api]\n---\n", "[api]\n---\n## 2026-11-20 10:00 UTC - Scheduled {api=operational}\n"),
            ":8:37",
        ),
        case(
            UpdateAfterEnd,
            "incidents/upgrade.md",
            "---\ntitle: Upgrade\nmaintenance: { starts: 2026-11-01 22:00 UTC, ends: 2026-11-01 23:00 UTC }\n---\n## 2026-11-01 23:00 UTC - Completed\n",
            ("## 2026-11-01 23:00", "## 2026-11-01 23:10"),
            ":5:4",
        ),
        case(UnknownMessage, "theme/text/de.ftl", "# Words\ntoday = Heute\n", ("today", "toady"), ":2:1"),
        case(
            UnknownVariable,
            "theme/text/de.ftl",
            "today = Heute\nuptime = { $percent } da\n",
            ("{ $percent", "{ $percnt"),
            ":2:12",
        ),
        case(
            MissingAsset,
            "theme/templates/404.html",
            "<p>\n<img src=\"{{ head.root }}assets/style.css\" alt=\"\">\n",
            ("style", "stile"),
            ":2:26",
        ),
        log(IllFormedLine, ("web operational", "web fine"), ":2:26"),
        log(TornLine, ("operational probe/x ms=3\n", "operat"), ":2:26"),
        log(UnknownInLog, ("api", "old"), ":1:22"),
        log(LineAhead, ("2026-11-20T11", "2026-11-23T11"), ":2:1"),
    ]
}

fn site_of(case: &Case, content: &str) -> Site {
    let site = Site::new();
    // The log shows how long the status has been declared.
    let log = "2026-11-01T00:00:00Z api operational\n2026-11-20T00:00:00Z web major_outage\n";
    let site = if case.code == Code::Unexplained { site.log(log) } else { site };
    site.file(case.file, content)
}

#[test]
fn each_mistake_is_reported_with_expected_code_and_place() {
    for case in cases() {
        let (from, to) = case.change;
        assert!(case.right.contains(from), "{:?}", case.code);
        let wrong = site_of(&case, &case.right.replacen(from, to, 1)).check();
        let wanted = format!("{} {}{}", case.code.id(), case.file, case.at);
        assert!(wrong.problems().contains(&wanted), "{wanted}: {:?}\n{}", wrong.problems(), wrong.stdout);
        assert!(wrong.problems().len() <= 2, "one mistake causes too many problems: {:#?}", wrong.problems());
    }
}

#[test]
fn corrected_example_of_each_code_has_no_problem() {
    for case in cases() {
        let right = Site::new().file(case.file, case.right).check();
        assert_eq!(right.problems(), [""; 0], "{:?}: {}", case.code, right.stdout);
    }
}

#[test]
fn each_problem_has_a_hint() {
    for case in cases() {
        let (from, to) = case.change;
        let ran = site_of(&case, &case.right.replacen(from, to, 1)).check();
        let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        for problem in report["diagnostics"].as_array().unwrap() {
            assert!(problem["hint"].is_string() || problem["fix"].is_string(), "{problem:#}");
        }
    }
}

/// Codes that no small edit of one file causes. Each has a test of its own.
const TESTED_ELSEWHERE: [Code; 12] = [
    Code::Unreadable,
    Code::NotText,
    Code::TooLarge,
    Code::LinkOutside,
    Code::NoStatusFile,
    Code::TooMany,
    Code::YamlTooBig,
    Code::Overlap,
    Code::Misnamed,
    Code::LineRemoved,
    Code::BadTheme,
    Code::UnusedThemeFile,
];

#[test]
fn each_diagnostic_code_has_a_test_case_and_an_explanation() {
    let tested: BTreeSet<_> = cases().iter().map(|case| case.code).chain(TESTED_ELSEWHERE).collect();
    let all: BTreeSet<_> = Code::ALL.iter().copied().collect();
    assert_eq!(all.difference(&tested).collect::<Vec<_>>(), [] as [&Code; 0]);
    let site = Site::new();
    for code in Code::ALL {
        let ran = site.run(&["check", "--explain", code.id()]).code(0);
        assert!(ran.stdout.starts_with(code.id()) && ran.stdout.len() > 150, "{}", ran.stdout);
    }
}

#[test]
fn non_text_file_is_reported() {
    let bytes = [b"page:\n  name: Acm".as_slice(), &[0xff], b"\n"].concat();
    assert_eq!(Site::new().file("status.yaml", bytes).check().problems(), ["AG002 status.yaml:2:12"]);
    let utf16: Vec<u8> = "page:".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let ran = Site::new().file("status.yaml", [vec![0xff, 0xfe], utf16].concat()).check();
    assert!(ran.stdout.contains("UTF-16"), "{}", ran.stdout);
    assert_eq!(Site::new().file("status.yaml", "a: 1\nb: \0\n").check().problems(), ["AG002 status.yaml:2:4"]);
}

#[test]
fn exceeded_size_and_nesting_limits_are_reported() {
    let deep = format!("page: {}", "[".repeat(100_000));
    assert_eq!(Site::new().status(&deep).check().problems(), ["AG106 status.yaml:1:262"]);
    let mut bomb = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..60 {
        let below = level - 1;
        writeln!(bomb, "a{level}: &a{level} [*a{below}, *a{below}, *a{below}]").unwrap();
    }
    let ran = Site::new().status(&bomb).check().code(1);
    assert!(ran.problems()[0].starts_with("AG106"), "{}", ran.stdout);
    let large = Site::new().file("incidents/large.md", vec![b' '; 9 << 20]).check();
    assert_eq!(large.problems(), ["AG003 incidents/large.md"]);
    let flood = "x\n".repeat(2_000);
    let ran = Site::new().log(&flood).check();
    assert_eq!(ran.problems().len(), 1_001);
    assert!(ran.stdout.contains("1000 more problems are not listed"), "{}", &ran.stdout[..500]);
}

#[test]
fn missing_status_file_is_reported() {
    let site = Site::new();
    std::fs::remove_file(site.path("status.yaml")).unwrap();
    assert_eq!(site.check().code(1).problems(), ["AG005 status.yaml"]);
}

#[cfg(unix)]
#[test]
fn symlink_to_file_outside_the_repository_is_reported() {
    let outside = tempfile::NamedTempFile::new().unwrap();
    let site = Site::new().incident("kept", INCIDENT);
    std::os::unix::fs::symlink(outside.path(), site.path("incidents/stolen.md")).unwrap();
    std::os::unix::fs::symlink("nowhere.md", site.path("incidents/lost.md")).unwrap();
    std::os::unix::fs::symlink("..", site.path("incidents/loop")).unwrap();
    assert_eq!(site.check().problems(), ["AG001 incidents/lost.md", "AG004 incidents/stolen.md"]);
}

#[test]
fn overlapping_windows_are_reported() {
    let later = WINDOW.replace("2026-12-01 22:00", "2026-12-01 23:00");
    let site = Site::new().incident("one", WINDOW).incident("two", &later);
    assert_eq!(site.check().code(0).problems(), ["AG219 incidents/two.md:3:1"]);
    site.write("incidents/two.md", later.replace("[api]", "[web]"));
    assert_eq!(site.check().problems(), [""; 0]);
}

#[test]
fn email_address_is_not_reported_as_dead_link() {
    let site = Site::new().incident("i1", &format!("{INCIDENT}\nWrite to <help@acme.example>.\n"));
    assert_eq!(site.check().code(0).problems(), [""; 0]);
}

#[test]
fn hint_about_dead_link_is_the_same_in_every_run() {
    let site = Site::new().incident("i1", INCIDENT).incident("i2", INCIDENT);
    site.write("incidents/i1.md", format!("{INCIDENT}\nSee [that one](../i3/).\n"));
    let output = site.run(&["check"]).stdout;
    assert!(output.contains("did you mean `../i"), "{output}");
    for _ in 0..10 {
        assert_eq!(site.run(&["check"]).stdout, output);
    }
}

#[test]
fn removed_log_line_is_reported() {
    let site = Site::new().log("2026-11-01T00:00:00Z api operational\n2026-11-02T00:00:00Z web operational\n");
    site.commit("2026-11-03T00:00:00Z");
    // Lines that moved to another file of the log do not count as removed.
    site.write("history/2026.log", "2026-11-02T00:00:00Z web operational\n");
    site.write("history.log", "2026-11-01T00:00:00Z api operational\n2026-11-04T00:00:00Z api operational\n");
    assert_eq!(site.run(&["check", "--format", "json", "--base", "HEAD"]).problems(), [""; 0]);
    site.write("history.log", "2026-11-04T00:00:00Z api operational\n");
    let ran = site.run(&["check", "--format", "json", "--base", "HEAD"]).code(1);
    assert_eq!(ran.problems(), ["AG305 history.log:1:1"]);
    assert_eq!(site.run(&["check", "--base", "nowhere"]).code, 1);
}

#[test]
fn start_of_declared_status_comes_from_commits() {
    let down = "  - { id: api, name: API, status: partial_outage }\n";
    let site = Site::new().components(down);
    assert_eq!(site.check().problems(), ["AG115 status.yaml:5:35"], "without commits, the start is unknown");
    site.commit("2026-11-22T11:30:00Z");
    assert_eq!(site.check().problems(), [""; 0], "half an hour without an incident is allowed");
    assert_eq!(site.run(&["check", "--format", "json", "--now", "2026-11-22T12:31:00Z"]).problems().len(), 1);
    site.write(
        "incidents/open.md",
        "---\ntitle: T\naffects: { api: partial_outage }\n---\n## 2026-11-22 11:30 UTC - Identified\n",
    );
    assert_eq!(site.run(&["check", "--format", "json", "--now", "2026-11-22T12:31:00Z"]).problems(), [""; 0]);
}

#[test]
fn near_miss_headings_are_reported() {
    let problems = |line: &str| {
        let text = format!("{INCIDENT}\nAll is well.\n\n{line}\n\nText.\n");
        Site::new().incident("outage", &text).check().problems()
    };
    let starts_with = |line: &str, code: &str| {
        let place = format!("{code} incidents/outage.md:14:");
        problems(line).iter().any(|problem| problem.starts_with(&place))
    };
    let headings =
        ["## now Resolved", "### now - Resolved", "## `now` - Resolved", "## 14:20 - Resolved", "## Resolved"];
    for line in headings {
        assert!(starts_with(line, "AG213"), "{line}: {:?}", problems(line));
    }
    // These are no headings, so they do not end the incident again.
    for line in ["##now - Resolved", "now - Resolved", "**2026-11-22 02:00 UTC - Resolved**"] {
        assert!(starts_with(line, "AG221"), "{line}: {:?}", problems(line));
    }
    let prose = ["We resolved it at 14:20.", "### Monitoring", "> now - Resolved", "```\nnow - Resolved\n```"];
    for line in prose.iter().chain(&["\\## now - Resolved", "Resolved", "## What we resolved"]) {
        assert_eq!(problems(line), [""; 0], "{line}");
    }
}

#[test]
fn templates_of_incidents_and_windows_are_checked() {
    let site = Site::new()
        .file("templates/plain.md", "Only a text.\n")
        .file("templates/incident.md", "---\ntitle: T\naffects: { apj: down }\n---\n\n## now - Identified\n")
        .file("templates/window.md", "---\naffects: [web, old]\n---\n\n## now - Completed\n");
    let wanted = [
        "AG107 templates/incident.md:3:17",
        "AG201 templates/plain.md:1:1",
        "AG204 templates/window.md:5:10",
        "AG211 templates/incident.md:3:12",
        "AG211 templates/window.md:2:16",
    ];
    let mut problems = site.check().code(1).problems();
    problems.sort();
    assert_eq!(problems, wanted);
    let ran = site.run(&["check", "--format", "github"]).code(1);
    assert!(ran.stdout.contains("file=templates/window.md,line=2"), "{}", ran.stdout);
    site.run(&["build", "--strict"]).code(0);
    site.write("templates/plain.md", "---\ntitle: T\n---\n\n## now - Scheduled\n\nText.\n");
    site.write("templates/incident.md", "---\naffects: { api: major_outage }\n---\n\nText.\n");
    site.write("templates/window.md", "---\naffects: [web]\n---\n\nText.\n");
    assert_eq!(site.check().code(0).problems(), [""; 0]);
}

#[test]
fn draft_gets_only_warnings() {
    let draft = INCIDENT.replace("title", "draft: true\nimpact: huge\ntitle").replace("Resolved", "Fixed");
    let ran = Site::new().incident("draft", &draft).check().code(0);
    assert_eq!(ran.problems(), ["AG210 incidents/draft.md:3:9", "AG204 incidents/draft.md:12:27"]);
}

#[test]
fn strict_turns_warnings_into_errors() {
    let site = Site::new().status(&format!("{}{COMPONENTS}", PAGE.replace(".example", ".example/path")));
    site.check().code(0);
    site.run(&["check", "--strict"]).code(1);
    site.run(&["build", "--strict"]).code(1);
    assert!(!site.path("public").exists());
    site.run(&["build"]).code(0);
}

#[test]
fn yaml_scalars_are_read_as_text() {
    let yaml = "page:\r\n  name: no\r\n  url: https://status.acme.example\r\ncomponents:\r\n  - id: 404\r\n    name: 0x1F\r\n    since: 2026-01-01\r\n    x-owner: [anybody]\r\n  - &base\r\n    id: a\r\n    name: A\r\n    group: G\r\n  - { <<: *base, id: b }\r\n";
    let site = Site::new().file("status.yaml", format!("\u{feff}{yaml}"));
    assert_eq!(site.check().code(0).problems(), [""; 0]);
}

#[test]
fn each_overlapping_window_that_is_not_past_is_reported_once() {
    let past = WINDOW.replace("2026-12", "2025-12");
    let site = Site::new().incident("one", &past).incident("two", &past);
    assert_eq!(site.check().problems(), [""; 0], "past windows cannot be moved");
    for n in 0..200 {
        site.write(&format!("incidents/w{n}.md"), WINDOW);
    }
    assert_eq!(site.check().problems().len(), 199, "one problem for each window, not for each pair");
}

#[test]
fn one_mistake_causes_one_problem() {
    let anchors = "page: { name: A, url: https://a.example }\ncomponents:\n  - &base { id: a, name: A, grop: G }\n  - { <<: *base, id: b }\n  - { <<: *base, id: c }\n";
    assert_eq!(Site::new().status(anchors).check().problems(), ["AG102 status.yaml:3:29"]);
    let zone = "---\ntitle: T\n---\n## 2026-11-22 10:00 CET - Investigating\n";
    let ran = Site::new().incident("zone", zone).check();
    assert_eq!(ran.problems(), ["AG205 incidents/zone.md:4:4"]);
    assert!(ran.stdout.contains("unknown time zone `CET`"), "{}", ran.stdout);
    // If the time zone of the page is unknown, local times are not reported as well.
    let local = "---\ntitle: T\n---\n## 2026-11-22 12:30 - Investigating\n";
    let ran = Site::new().status("page: [\n").incident("local", local).check();
    assert_eq!(ran.problems().len(), 1, "{:?}", ran.problems());
}

#[test]
fn common_yaml_mistakes_have_their_own_hints() {
    let hint = |yaml: &str| {
        let ran = Site::new().status(yaml).check();
        let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        report["diagnostics"][0]["hint"].as_str().unwrap().to_owned()
    };
    assert!(hint("page:\n  name: \"Acme\n  url: https://a.example\n").contains("close the quote"));
    assert!(hint("page:\n\tname: Acme\n").contains("instead of tabs"));
    assert!(hint("page:\n  name: Acme: status\n").contains("in quotes"));
    assert!(hint("page:\n  name: Acme\n url: x\n").contains("align keys of the same level"));
}

#[test]
fn log_line_cut_off_within_source_field_is_reported_as_torn() {
    let whole = "2026-11-20T10:00:00Z api operational";
    assert_eq!(Site::new().log(whole).check().problems(), [""; 0], "an editor may leave out the last newline");
    let torn = format!("{whole}\n2026-11-20T11:00:00Z api major_outage aler");
    assert_eq!(Site::new().log(&torn).check().problems(), ["AG302 history.log:2:1"]);
}
