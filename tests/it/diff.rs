//! `allgreen diff`: the changes between two commits, or a commit and the work tree, as text, Markdown and JSON.

use std::fs;

use pulldown_cmark::{Event, Parser, Tag};
use serde_json::{Value, json};

use crate::site::{NOW, PAGE, Site};

const COMPONENTS: &str = "\
components:
  - { id: api, name: API, since: 2026-11-01 }
  - { id: web, name: Website, group: Front }
  - { id: fax, name: Fax }
";

const PAYMENTS: &str = "\
---
title: Payments fail
affects: { api: major_outage }
---

## 2026-11-22 10:00 UTC - Investigating

We look.

## 2026-11-22 10:10 UTC - Investigating

We still look, at the logs of the gateway and those of the bank, and we find nothing at all.

## 2026-11-22 10:20 UTC - Investigating

Never mind.
";

const UPGRADE: &str = "\
---
title: Upgrade
maintenance: { starts: 2026-12-01 22:00 UTC, ends: 2026-12-02 00:00 UTC }
affects: [api]
---

Writes pause.
";

fn demo() -> Site {
    Site::new()
        .status(&format!("{PAGE}{COMPONENTS}"))
        .incident("payments", PAYMENTS)
        .incident("2026/upgrade", UPGRADE)
        .incident("moved", &UPGRADE.replace("Upgrade", "Move"))
        .log("2026-11-10T00:00:00Z web operational\n")
}

/// Creates the demo repository, commits it, and makes every kind of change in its work tree.
fn changed() -> Site {
    let site = demo();
    site.commit("2026-11-22T11:00:00Z");
    let page = PAGE.replace("Acme\n", "Acme Inc.\n  description: All that we run\n  timezone: Europe/Berlin\n");
    site.write(
        "status.yaml",
        format!(
            "{page}uptime: {{ window_days: 60 }}\ncomponents:\n  - {{ id: search, name: Search, group: Front }}\n  \
             - {{ id: web, name: Web site, group: Back, status: partial_outage }}\n  \
             - {{ id: api, name: API, since: 2026-11-01, description: For programs }}\n"
        ),
    );
    let payments = PAYMENTS
        .replace("Payments fail", "Card payments fail")
        .replace("major_outage }", "partial_outage }\nupdate_every: 1h")
        .replace("find nothing at all", "find a bad deploy")
        .replace("## 2026-11-22 10:20 UTC - Investigating\n\nNever mind.\n", "");
    site.write(
        "incidents/payments.md",
        format!("{payments}\n## 2026-11-22 11:00 UTC - Identified {{web=degraded_performance}}\n\nWe roll back.\n"),
    );
    site.write(
        "incidents/mails.md",
        "---\ntitle: Mails are late\naffects: { web: partial_outage }\n---\n## 2026-11-21 10:00 UTC - Investigating\n## 2026-11-21 12:00 UTC - Resolved\nAll were sent.\n",
    );
    fs::remove_file(site.path("incidents/moved.md")).unwrap();
    let upgrade = UPGRADE.replace("22:00", "21:00").replace("[api]", "[api, web]").replace("Writes", "All writes");
    site.write("incidents/2026/upgrade.md", format!("{upgrade}\n## 2026-11-22 09:00 UTC - Scheduled\n\nAs planned.\n"));
    site
}

fn diff(site: &Site, args: &[&str]) -> String {
    without_hashes(&site.run(&[&["diff"], args].concat()).code(0).stdout)
}

/// Replaces the hashes of commits, which differ between machines.
fn without_hashes(text: &str) -> String {
    let mut words = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(|each: char| each.is_ascii_hexdigit()) {
        let run = rest[start..].find(|each: char| !each.is_ascii_hexdigit()).unwrap_or(rest.len() - start);
        words.push_str(&rest[..start]);
        words.push_str(if run == 12 || run == 40 { "HASH" } else { &rest[start..start + run] });
        rest = &rest[start + run..];
    }
    words + rest
}

fn parsed(site: &Site, args: &[&str]) -> Value {
    let args = [&["diff", "--format", "json"], args].concat();
    serde_json::from_str(&site.run(&args).code(0).stdout).unwrap()
}

#[test]
fn every_kind_of_change_is_shown() {
    let site = changed();
    insta::assert_snapshot!("diff_text", diff(&site, &[]));
    insta::assert_snapshot!("diff_markdown", diff(&site, &["--format", "markdown"]));
    insta::assert_snapshot!("diff_json", diff(&site, &["--format", "json"]));
}

#[test]
fn diff_from_newer_to_older_commit_is_shown() {
    let site = changed();
    site.commit("2026-11-22T11:30:00Z");
    insta::assert_snapshot!("diff_back", diff(&site, &["HEAD", "--to", "HEAD~1"]));
}

#[test]
fn edits_that_visitors_do_not_see_are_not_changes() {
    let site = demo();
    site.commit("2026-11-22T11:00:00Z");
    let status = fs::read_to_string(site.path("status.yaml")).unwrap();
    site.write("status.yaml", format!("# a remark\n{status}x-ours: 1\n"));
    site.write("incidents/draft.md", PAYMENTS.replace("affects", "draft: true\naffects"));
    fs::rename(site.path("incidents/2026/upgrade.md"), site.path("incidents/upgrade.md")).unwrap();
    site.write(
        "history.log",
        "# a remark\n2026-11-10T00:00:00Z web operational\n2026-11-10T00:00:00Z web operational probe\n",
    );
    let output = diff(&site, &[]);
    assert!(output.starts_with("no changes that visitors see\n"), "{output}");
    assert!(diff(&site, &["--format", "markdown"]).contains("no changes that visitors see."));
    assert_eq!(parsed(&site, &[])["changed"], json!(false));
}

#[test]
fn revisions_are_compared_independently_of_work_tree() {
    let site = demo();
    site.commit("2026-11-22T11:00:00Z");
    site.git(&["tag", "v1"], "2026-11-22T11:00:00Z");
    site.write("incidents/payments.md", format!("{PAYMENTS}\n## 2026-11-22 11:00 UTC - Resolved\n"));
    site.commit("2026-11-22T11:10:00Z");
    site.write("status.yaml", "page: []\n");
    insta::assert_snapshot!(diff(&site, &["v1", "--to", "main"]), @r"
    from v1 (HASH) to main (HASH), as of 2026-11-22 12:00 UTC

    Page
      ~ status: Partial System Outage → All Systems Operational

    Components
      ~ API (api)
          status: major_outage → operational
          uptime: 99.61 % → 99.80 %
          2026-11-22: major_outage 2h → major_outage 1h

    Incidents
      ~ Payments fail (payments)
          status: investigating → resolved
          ended: not yet → 2026-11-22 11:00 UTC
        + update at 2026-11-22 11:00 UTC, resolved
    ");
}

#[test]
fn days_with_equal_changes_are_grouped() {
    let site = demo();
    site.commit("2026-11-22T11:00:00Z");
    site.write(
        "history.log",
        "2026-11-08T00:00:00Z web operational\n2026-11-12T10:00:00Z web degraded_performance\n2026-11-12T10:45:00Z web operational\n",
    );
    insta::assert_snapshot!(diff(&site, &[]), @r"
    from HEAD (HASH) to the work tree, as of 2026-11-22 12:00 UTC

    Components
      ~ Website (web)
          2026-11-08 to 2026-11-09: no data → operational
          2026-11-12: operational → degraded_performance 45m
    ");
}

#[test]
fn reordered_components_are_shown() {
    let site = demo();
    site.commit("2026-11-22T11:00:00Z");
    let mut lines: Vec<_> = COMPONENTS.lines().collect();
    lines.swap(1, 3);
    site.write("status.yaml", format!("{PAGE}{}\n", lines.join("\n")));
    assert!(diff(&site, &[]).contains("the order of components changed"));
    assert_eq!(parsed(&site, &[])["components_reordered"], json!(true));
}

#[test]
fn changed_link_target_is_shown() {
    let site = demo().incident("payments", &PAYMENTS.replace("We look.", "We [look][1].\n\n[1]: https://acme.example"));
    site.commit("2026-11-22T11:00:00Z");
    let text = fs::read_to_string(site.path("incidents/payments.md")).unwrap();
    let (head, last) = text.split_at(text.rfind("\n##").unwrap());
    // The link definition moves to another update and has another URL there.
    site.write(
        "incidents/payments.md",
        format!("{}{last}\n[1]: https://evil.example\n", head.replace("\n\n[1]: https://acme.example", "")),
    );
    let output = diff(&site, &[]);
    assert!(output.contains("the targets of links changed"), "{output}");
}

const HOSTILE: [&str; 12] = [
    "@everyone and @acme/ops",
    "#1 GH-2 acme/status#3",
    "[a](https://evil.example) ![b](https://evil.example/x.png)",
    "https://evil.example www.evil.example me@evil.example",
    "<img src=x onerror=alert(1)> <!-- ",
    "| a | b | \\| c",
    "`code` ``more`` ```",
    "`",
    "**bold** _it_ ~~gone~~ $x$ :tada: [^1]",
    "&lt;b&gt; &#64;x",
    "\\",
    "{{ x }} ${{ github.token }} ::error::",
];

#[test]
fn markdown_output_escapes_user_text() {
    let quoted = |text: &str| serde_json::to_string(text).unwrap();
    for hostile in HOSTILE {
        let site = demo();
        site.commit("2026-11-22T11:00:00Z");
        site.write(
            "status.yaml",
            format!(
                "page: {{ name: {0}, url: https://status.acme.example, description: {0} }}\ncomponents:\n  \
                 - {{ id: api, name: {0}, group: {0}, description: {0} }}\n  - {{ id: new, name: {0}, group: {0} }}\n",
                quoted(hostile)
            ),
        );
        let text = format!("{hostile}\n\n{hostile}\n\n# {hostile}\n\n> {hostile}");
        let payments = PAYMENTS.replace("Payments fail", &quoted(hostile)).replace("We look.", &text);
        site.write(
            "incidents/payments.md",
            format!(
                "{payments}\n## 2026-11-22 11:00 UTC - Identified {{api=operational new=major_outage}}\n\n{text}\n"
            ),
        );
        site.write("incidents/new.md", payments);
        let markdown = site.run(&["diff", "--format", "markdown"]).code(0).stdout;
        // Several spaces become one.
        let wanted = hostile.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut count = 0;
        for event in Parser::new(&markdown) {
            match event {
                Event::Code(code) => count += usize::from(code.contains(&wanted)),
                Event::Text(text) => {
                    let ours = |each: char| each.is_alphanumeric() || " .,:;()→-%_".contains(each);
                    assert!(text.chars().all(ours), "{text}\n{markdown}");
                }
                Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                    panic!("{markdown}")
                }
                _ => {}
            }
        }
        assert!(count >= 10, "`{hostile}` is in {count} code spans:\n{markdown}");
    }
}

#[test]
fn text_output_escapes_control_characters() {
    let site = demo();
    site.commit("2026-11-22T11:00:00Z");
    site.write(
        "incidents/payments.md",
        PAYMENTS.replace("Payments fail", "\"\\e]0;x\\a \\u202e\"").replace("We look.", "\u{1b}[2J\u{9b}31m"),
    );
    for format in ["text", "markdown"] {
        let output = site.run(&["diff", "--format", format]).code(0).stdout;
        assert!(!output.contains(|each: char| (each.is_control() && each != '\n') || each == '\u{202e}'), "{output:?}");
    }
}

#[test]
fn long_markdown_output_is_truncated() {
    let site = demo();
    site.commit("2026-11-22T11:00:00Z");
    for nth in 0..60 {
        let name = format!("incidents/new-{nth:02}.md");
        site.write(
            &name,
            PAYMENTS.replace("Payments fail", &"é".repeat(1500)).replace("Never mind.", &"a long word ".repeat(40)),
        );
    }
    let output = site.run(&["diff", "--format", "markdown"]).code(0).stdout;
    assert!(output.len() < 65_536 && output.ends_with("The rest is too long to show.\n"), "{}", output.len());
    assert_eq!(parsed(&site, &[])["incidents"].as_array().unwrap().len(), 60);
}

#[test]
fn site_in_subfolder_is_compared() {
    let site = demo();
    for file in ["status.yaml", "history.log", "incidents/payments.md", "incidents/2026/upgrade.md"] {
        site.write(&format!("pages/ü b/{file}"), fs::read(site.path(file)).unwrap());
    }
    site.commit("2026-11-22T11:00:00Z");
    site.write("incidents/payments.md", "not of this site");
    assert!(diff(&site, &["--source", "pages/ü b"]).starts_with("no changes"));
    site.write("pages/ü b/incidents/payments.md", PAYMENTS.replace("Payments fail", "Cards fail"));
    assert!(diff(&site, &["--source", "pages/ü b"]).contains("title: Payments fail → Cards fail"));
    site.write("pages/new/status.yaml", format!("{PAGE}{COMPONENTS}"));
    let ran = site.run(&["diff", "--source", "pages/new"]).code(1);
    assert!(ran.stderr.contains("AG005") && ran.stderr.contains("could not load the site of `HEAD`"), "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
}

#[test]
fn unknown_revision_is_reported() {
    let site = demo();
    let ran = site.run(&["diff"]).code(1);
    assert!(ran.stderr.contains("`HEAD`") && ran.stderr.contains("is not in a git repository"), "{}", ran.stderr);
    assert!(ran.stderr.contains("hint: pass the folder of the repository with `--source DIR`"), "{}", ran.stderr);
    site.git(&["init", "-q", "-b", "main"], NOW);
    assert!(site.run(&["diff"]).code(1).stderr.contains("hint: commit something first"));
    site.commit("2026-11-22T11:00:00Z");
    for args in [&["diff", "origin/main"][..], &["diff", "HEAD", "--to", "origin/main"], &["diff", "HEAD:status.yaml"]]
    {
        let ran = site.run(args).code(1);
        assert!(ran.stderr.contains("unknown commit\nhint: run `git fetch`"), "{}", ran.stderr);
    }
    assert_eq!(site.run(&["diff", "--output=x"]).code, 2);
    let ran = site.run(&["diff", "--to", "--output=x"]);
    assert!(ran.code != 0 && !site.path("x").exists(), "{}", ran.stderr);
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", site.path(".").canonicalize().unwrap().display());
    let to = clone.path().join("clone");
    site.commit("2026-11-22T11:10:00Z");
    site.git(&["clone", "-q", "--depth", "1", &from, to.to_str().unwrap()], NOW);
    let ran = site.run(&["diff", "HEAD~1", "--source", to.to_str().unwrap()]).code(1);
    assert!(ran.stderr.contains("`git fetch --unshallow`"), "{}", ran.stderr);
}

#[test]
fn invalid_files_are_read_part_by_part_and_listed() {
    let site = demo();
    site.commit("2026-11-22T11:00:00Z");
    site.write("incidents/payments.md", PAYMENTS.replace("Investigating", "Investigatin"));
    site.write("incidents/never.md", "\0");
    site.write("history.log", "2026-11-10T00:00:00Z web operational\nnonsense\n");
    insta::assert_snapshot!(diff(&site, &[]), @r"
    no changes that visitors see

    Invalid in the work tree
      incidents/never.md: has errors, so visitors do not see it
      history.log:2: a line of the log is invalid
      incidents/payments.md:6: visitors see it as `Investigating` at 2026-11-22 10:00 UTC
      incidents/payments.md:10: visitors see it as `Investigating` at 2026-11-22 10:10 UTC
      incidents/payments.md:14: visitors see it as `Investigating` at 2026-11-22 10:20 UTC
    ");
    site.commit("2026-11-22T11:10:00Z");
    site.write("incidents/payments.md", PAYMENTS.replace("We look.", "We looked."));
    let output = diff(&site, &["--format", "markdown"]);
    assert!(output.contains("text: `We look.` → `We looked.`"), "{output}");
    assert!(
        output.contains(
            "#### Invalid in `HEAD` (`HASH`)\n\n- `incidents/never.md: has errors, so visitors do not see it`\n"
        ),
        "{output}"
    );
    let json = parsed(&site, &[]);
    assert_eq!(json["from"]["invalid"].as_array().unwrap().len(), 5, "{json}");
    assert_eq!(json["to"]["invalid"].as_array().unwrap().len(), 2, "{json}");
}

#[test]
fn invalid_file_in_a_commit_is_read_part_by_part() {
    let site = demo();
    site.commit("2026-11-22T11:00:00Z");
    site.write("incidents/payments.md", PAYMENTS.replace("Investigating", "Investigatin"));
    site.commit("2026-11-22T11:10:00Z");
    let output = diff(&site, &["HEAD~1", "--to", "HEAD"]);
    assert!(output.starts_with("no changes") && output.contains("payments.md:6: visitors see it as"), "{output}");
}

#[test]
fn commit_or_work_tree_without_valid_site_is_an_error() {
    let site = Site::new().status("page: []\n");
    site.commit("2026-11-22T11:00:00Z");
    let ran = site.run(&["diff", "HEAD"]).code(1);
    assert!(ran.stderr.contains("could not load the site of `HEAD`: "), "{}", ran.stderr);
    assert!(ran.stderr.contains("could not load the site of the work tree: "), "{}", ran.stderr);
    assert!(ran.stderr.contains("AG104") && ran.stdout.is_empty(), "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn symlink_in_commit_is_not_followed() {
    let site = demo();
    fs::rename(site.path("incidents/payments.md"), site.path("payments.md")).unwrap();
    std::os::unix::fs::symlink("../payments.md", site.path("incidents/payments.md")).unwrap();
    site.commit("2026-11-22T11:00:00Z");
    let json = parsed(&site, &[]);
    assert_eq!(json["from"]["invalid"], json!(["incidents/payments.md: has errors, so visitors do not see it"]));
    assert_eq!(json["incidents"][0]["change"], json!("added"));
}

#[test]
fn thousands_of_files_are_read() {
    let site = demo();
    for nth in 0..2_000 {
        let past = PAYMENTS.replace("2026-11-22", "2025-11-22").replace("affects: { api: major_outage }\n", "");
        site.write(
            &format!("incidents/{}/i{nth}.md", nth % 10),
            format!("{past}\n## 2025-11-22 11:00 UTC - Resolved\n"),
        );
    }
    site.commit("2026-11-22T11:00:00Z");
    assert!(diff(&site, &[]).starts_with("no changes"));
}
