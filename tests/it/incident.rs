//! `allgreen incident`: commands write files like those that people write, or fail and change nothing.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::thread;

use crate::site::{PAGE, Ran, Site};

const OPEN: &str = "---\ntitle: Payments fail\naffects: { api: major_outage }\n---\n\n## 2026-11-22 10:00 UTC - Investigating\n\nWe look.\n";
const OVER: &str = "---\ntitle: Slow pages\naffects: { web: degraded_performance }\n---\n\n## 2026-11-20 10:00 UTC - Investigating\n\n## 2026-11-20 11:00 UTC - Resolved\n";
const NOW: &str = "2026-11-22T12:00:00Z";

/// Runs `allgreen incident` with these arguments at the time `now`.
fn at(site: &Site, now: &str, args: &[&str]) -> Ran {
    site.run(&[&["incident"], args, &["--now", now]].concat())
}

fn read(site: &Site, id: &str) -> String {
    fs::read_to_string(site.path(&format!("incidents/{id}.md"))).unwrap()
}

/// Returns the sorted names of the files in `incidents/`.
fn files(site: &Site) -> Vec<String> {
    let Ok(folder) = fs::read_dir(site.path("incidents")) else { return Vec::new() };
    let mut names: Vec<_> = folder.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Asserts that a command fails with this exit code and these messages and changes no file.
fn refused(site: &Site, args: &[&str], code: i32, messages: &[&str]) {
    let all = |site: &Site| -> Vec<_> {
        files(site).into_iter().map(|name| fs::read(site.path("incidents").join(name)).unwrap()).collect()
    };
    let before = all(site);
    let ran = at(site, NOW, args).code(code);
    for part in messages {
        assert!(ran.stderr.contains(part), "{args:?}: {part}: {}", ran.stderr);
    }
    assert_eq!(ran.stdout, "", "{args:?}");
    assert!(all(site) == before, "{args:?} changed a file");
}

#[test]
fn commands_and_hand_written_file_give_the_same_site() {
    let commands = Site::new();
    let open = ["open", "Card payments fail", "--affects", "web=degraded_performance,api=partial_outage"];
    let started = ["--started", "2026-11-20 13:55 UTC", "-m", "We see *errors*."];
    at(&commands, "2026-11-20T14:02:10Z", &[&open[..], &started].concat()).code(0);
    let identified = ["update", "--status", "identified", "--affects", "api=major_outage", "-m", "A bad deploy."];
    at(&commands, "2026-11-20T14:20:40Z", &identified).code(0);
    at(&commands, "2026-11-20T14:20:55Z", &["update", "-m", "One.", "-m", "- Two."]).code(0);
    let monitoring =
        ["update", "--status", "Monitoring", "--affects", "web=operational", "--affects", "api=operational"];
    at(&commands, "2026-11-20T14:45:00Z", &monitoring).code(0);
    at(&commands, "2026-11-20T15:10:00Z", &["resolve"]).code(0);
    at(&commands, "2026-11-20T15:10:00Z", &["postmortem", "-m", "What happened."]).code(0);

    let by_hand = "---\n# Written in a hurry.\ntitle: \"Card payments fail\"\naffects: { api: partial_outage, web: degraded_performance }\nstarted: 2026-11-20T13:55Z\n---\n\
        ## 2026-11-20 14:02 UTC - Investigating\nWe see *errors*.\n\
        ## 2026-11-20 14:20 - identified { api=major_outage }\n\nA bad deploy.\n\n\
        ## 2026-11-20 14:20:55 UTC — Identified\n\nOne.\n\n- Two.\n\
        ## 2026-11-20 15:45 +01:00 - Monitoring {web=operational, api=operational}\n\n\
        ## 2026-11-20 15:10 UTC - RESOLVED\n\n\
        ## 2026-11-20 15:10 UTC - Postmortem\n\nWhat happened.\n";
    let hand = Site::new().incident("2026-11-20-card-payments-fail", by_hand);
    assert_eq!(commands.build().files(), hand.build().files());
    assert_eq!(
        read(&commands, "2026-11-20-card-payments-fail"),
        "---\ntitle: Card payments fail\naffects:\n  api: partial_outage\n  web: degraded_performance\nstarted: 2026-11-20 13:55 UTC\n---\n\n\
         ## 2026-11-20 14:02 UTC - Investigating\n\nWe see *errors*.\n\n\
         ## 2026-11-20 14:20 UTC - Identified {api=major_outage}\n\nA bad deploy.\n\n\
         ## 2026-11-20 14:20:55 UTC - Identified\n\nOne.\n\n- Two.\n\n\
         ## 2026-11-20 14:45 UTC - Monitoring {api=operational web=operational}\n\n\
         ## 2026-11-20 15:10 UTC - Resolved\n\n\
         ## 2026-11-20 15:10 UTC - Postmortem\n\nWhat happened.\n"
    );
    assert_eq!(commands.check().problems(), [""; 0]);
}

#[test]
fn output_of_incident_commands_is_text_or_json() {
    let site = Site::new();
    let open = ["open", "Payments fail", "--affects", "api=major_outage", "-m", "We look.", "--id", "payments"];
    let dry = at(&site, NOW, &[&open[..], &["--dry-run"]].concat()).code(0);
    assert!(dry.stdout.starts_with("would open incidents/payments.md\n"), "{}", dry.stdout);
    assert!(dry.stdout.ends_with("## 2026-11-22 12:00 UTC - Investigating\n\nWe look.\n"), "{}", dry.stdout);
    let dry = at(&site, NOW, &[&open[..], &["--dry-run", "--format", "json"]].concat()).code(0);
    assert_eq!(files(&site), [""; 0]);
    let parsed: serde_json::Value = serde_json::from_str(&dry.stdout).unwrap();

    let ran = at(&site, NOW, &open).code(0);
    assert_eq!(
        ran.stdout,
        "opened incidents/payments.md\nvisitors will see: Payments fail - Investigating (API: major outage)\n"
    );
    assert_eq!(parsed["content"], read(&site, "payments"));
    assert_eq!(
        parsed
            .as_object()
            .unwrap()
            .iter()
            .filter(|(key, _)| *key != "content")
            .map(|(key, value)| format!("{key}={value}"))
            .collect::<Vec<_>>(),
        [
            "affects={\"api\":\"major_outage\"}",
            "at=\"2026-11-22T12:00:00Z\"",
            "created=true",
            "id=\"payments\"",
            "path=\"incidents/payments.md\"",
            "status=\"investigating\"",
            "title=\"Payments fail\""
        ]
    );
    let update = ["update", "--affects", "api=operational", "--format", "json"];
    let dry = at(&site, "2026-11-22T12:01:00Z", &[&update[..], &["--dry-run"]].concat()).code(0);
    let parsed: serde_json::Value = serde_json::from_str(&dry.stdout).unwrap();
    assert_eq!(parsed["content"], "\n## 2026-11-22 12:01 UTC - Investigating {api=operational}\n");
    assert_eq!(parsed["created"], false);
    let ran = at(&site, "2026-11-22T12:01:00Z", &update).code(0);
    let parsed: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert!(parsed.get("content").is_none(), "{parsed}");
}

#[test]
fn new_incident_id_is_date_and_title_with_number_if_taken() {
    let site = Site::new().file("incidents/2026/2026-11-23-payments-fail.md", OVER);
    site.write(
        "status.yaml",
        fs::read_to_string(site.path("status.yaml")).unwrap().replace("  url", "  timezone: Asia/Tokyo\n  url"),
    );
    // In Tokyo, it is the next day.
    let now = "2026-11-22T15:30:00Z";
    for title in ["Payments fail", "Payments: fail!", "Störung", "Сбой", "???", "!!!"] {
        at(&site, now, &["open", title]).code(0);
    }
    assert_eq!(
        files(&site),
        [
            "2026",
            "2026-11-23-incident-2.md",
            "2026-11-23-incident.md",
            "2026-11-23-payments-fail-2.md",
            "2026-11-23-payments-fail-3.md",
            "2026-11-23-sboi.md",
            "2026-11-23-stoerung.md"
        ]
    );
    let ran = at(&site, now, &["open", "Again", "--id", "2026-11-23-payments-fail"]).code(1);
    assert!(ran.stderr.contains("is already in use"), "{}", ran.stderr);
    fs::create_dir(site.path("incidents/folder.md")).unwrap();
    at(&site, now, &["open", "Again", "--id", "folder"]).code(1);
    // IDs of drafts and of invalid files are also in use.
    site.write("incidents/draft.md", OVER.replace("title", "draft: true\ntitle"));
    at(&site, now, &["open", "Again", "--id", "draft"]).code(1);
    site.write("incidents/broken.md", "?");
    at(&site, now, &["open", "Again", "--id", "broken"]).code(1);
}

#[test]
fn concurrent_incident_open_commands_all_succeed() {
    let site = Site::new();
    let open = |text: &'static str| {
        let path = site.path("");
        thread::spawn(move || {
            let mut program = Command::new(env!("CARGO_BIN_EXE_allgreen"));
            program.args(["incident", "open", "Payments fail", "--now", NOW, "-m", text]);
            program.current_dir(path).output().unwrap().status.success()
        })
    };
    let texts = ["one", "two", "three", "four", "five", "six"];
    let done: Vec<_> = texts.into_iter().map(open).collect();
    assert!(done.into_iter().all(|each| each.join().unwrap()));
    let mut found: Vec<_> = files(&site)
        .into_iter()
        .map(|name| read(&site, name.trim_end_matches(".md")).lines().last().unwrap().to_owned())
        .collect();
    found.sort();
    assert_eq!(found, ["five", "four", "one", "six", "three", "two"]);
    assert_eq!(site.check().problems(), [""; 0]);
}

#[test]
fn concurrent_updates_all_succeed() {
    let site = Site::new().incident("payments", OPEN);
    let update = |text: &'static str| {
        let path = site.path("");
        thread::spawn(move || {
            let mut program = Command::new(env!("CARGO_BIN_EXE_allgreen"));
            program.args(["incident", "update", "--now", NOW, "-m", text]);
            program.current_dir(path).output().unwrap().status.success()
        })
    };
    let texts = ["one.", "two.", "three.", "four.", "five.", "six."];
    let done: Vec<_> = texts.into_iter().map(update).collect();
    assert!(done.into_iter().all(|each| each.join().unwrap()));
    let file = read(&site, "payments");
    assert!(file.starts_with(OPEN) && texts.iter().all(|text| file.contains(text)), "{file}");
}

#[test]
fn without_id_the_only_suitable_incident_is_chosen() {
    let site = Site::new().incident("slow", OVER);
    refused(&site, &["resolve"], 1, &["no incident is open"]);
    let older = OVER.replace("11-20", "11-19");
    site.write("incidents/older.md", &older);
    let ran = at(&site, NOW, &["postmortem", "-m", "Why."]).code(0);
    assert!(ran.stdout.starts_with("added a postmortem to incidents/slow.md\n"), "{}", ran.stdout);
    let ran = at(&site, NOW, &["postmortem", "-m", "Why."]).code(0);
    assert!(ran.stdout.contains("incidents/older.md"), "{}", ran.stdout);
    refused(&site, &["postmortem", "-m", "Why."], 1, &["no incident is resolved and without a postmortem"]);

    site.write("incidents/payments.md", OPEN);
    site.write("incidents/other.md", OPEN.replace("Payments fail", "Something else"));
    let list = "2 incidents are open:\n  other     Something else\n  payments  Payments fail\nhint: ";
    refused(&site, &["update", "-m", "x"], 1, &[list]);
    refused(&site, &["update", "paymants", "-m", "x"], 1, &["no incident `paymants`\nhint: did you mean `payments`?"]);
    refused(&site, &["update", "zzz", "-m", "x"], 1, &["no incident `zzz`\nhint: `allgreen incident list --all`"]);
    // The path of the file is accepted as well, since shells complete it.
    at(&site, NOW, &["resolve", "incidents/other.md"]).code(0);
    at(&site, NOW, &["resolve"]).code(0);
}

#[test]
fn invalid_file_does_not_prevent_update_of_the_only_open_incident() {
    let broken = OPEN.replace("Investigating", "Looking");
    let site = Site::new().incident("payments", OPEN).incident("broken", &broken);
    refused(&site, &["resolve", "broken"], 1, &["AG204", "could not read `incidents/broken.md`\nhint: fix it first"]);
    let ran = at(&site, NOW, &["list"]).code(1);
    assert!(
        ran.stdout.contains("payments") && ran.stderr.contains("not listed because of errors: incidents/broken.md"),
        "{}",
        ran.stderr
    );
    at(&site, NOW, &["resolve"]).code(0);
    refused(&site, &["resolve"], 1, &["AG204", "because `incidents/broken.md` is invalid"]);
    site.write("status.yaml", "page: [\n");
    refused(&site, &["open", "X"], 1, &["AG101", "status.yaml"]);
}

#[test]
fn ended_option_sets_the_time_of_the_resolving_update() {
    let site = Site::new().incident("payments", OPEN);
    let args = ["resolve", "--ended", "2026-11-22 12:40 +01:00", "-m", "Over."];
    let ran = at(&site, NOW, &[&args[..], &["--dry-run"]].concat()).code(0);
    assert!(ran.stdout.contains("\n## 2026-11-22 11:40 UTC - Resolved\n"), "{}", ran.stdout);
    at(&site, NOW, &args).code(0);
    assert_eq!(read(&site, "payments"), format!("{OPEN}\n## 2026-11-22 11:40 UTC - Resolved\n\nOver.\n"));
    assert_eq!(site.check().code(0).problems(), [""; 0]);

    let berlin = Site::new().incident("payments", OPEN);
    berlin
        .write("status.yaml", format!("{PAGE}  timezone: Europe/Berlin\ncomponents:\n  - {{ id: api, name: API }}\n"));
    at(&berlin, NOW, &["resolve", "--ended", "2026-11-22 11:00"]).code(0);
    assert!(read(&berlin, "payments").ends_with("## 2026-11-22 10:00 UTC - Resolved\n"), "at the newest update");
}

#[test]
fn end_in_the_future_or_before_the_newest_update_is_refused() {
    let site = Site::new().incident("payments", OPEN);
    let ended = |time: &'static str| ["resolve", "--ended", time];
    refused(&site, &ended("2026-11-22 12:01 UTC"), 1, &["the end time 2026-11-22 12:01 UTC is in the future"]);
    refused(
        &site,
        &ended("2026-11-22 09:59 UTC"),
        1,
        &["could not add an update dated 2026-11-22 09:59 UTC to `incidents/payments.md`: its newest update is dated \
           2026-11-22 10:00 UTC\nhint: pass a later time"],
    );
    refused(&site, &ended("yesterday"), 2, &["`2026-11-20 03:12 UTC`"]);
}

#[test]
fn impossible_changes_are_refused() {
    let site = Site::new().incident("slow", OVER).incident("payments", OPEN);
    refused(
        &site,
        &["resolve", "slow"],
        1,
        &["`slow` is already resolved, since 2026-11-20 11:00 UTC\nhint: ", "reopens it"],
    );
    refused(&site, &["update", "slow", "-m", "x"], 1, &["is already resolved, since"]);
    refused(&site, &["postmortem", "slow"], 1, &["the postmortem has no text"]);
    refused(&site, &["postmortem", "payments", "-m", "x"], 1, &["`payments` is not resolved yet"]);
    refused(&site, &["update", "payments"], 1, &["the update has no text and changes no status"]);
    refused(
        &site,
        &["update", "payments", "--status", "investigating"],
        1,
        &["the update has no text and changes no status"],
    );
    refused(
        &site,
        &["open", "X", "--started", "2026-11-22 13:00 UTC"],
        1,
        &["the start time 2026-11-22 13:00 UTC is in the future"],
    );
    refused(
        &site,
        &["open", "X", "--affects", "apj=major_outage"],
        1,
        &["no component `apj`\nhint: did you mean `api`?"],
    );
    refused(&site, &["update", "payments", "--affects", "x=operational"], 1, &["no component `x`"]);
    let twice = ["open", "X", "--affects", "api=major_outage,api=operational"];
    refused(&site, &twice, 1, &["`api` has two statuses"]);
    at(&site, NOW, &["postmortem", "slow", "-m", "x"]).code(0);
    refused(
        &site,
        &["postmortem", "slow", "-m", "x"],
        1,
        &["`slow` already has a postmortem\nhint: edit it in `incidents/slow.md`"],
    );
    at(&site, NOW, &["update", "slow", "--status", "investigating", "-m", "Again."]).code(0);
    at(&site, NOW, &["resolve", "slow"]).code(0);

    let ahead = OPEN.replace("2026-11-22 10:00", "2026-11-22 12:03");
    let started = ahead.replace("title", "started: 2026-11-22 10:00 UTC\ntitle");
    site.write("incidents/payments.md", started);
    refused(
        &site,
        &["resolve", "payments"],
        1,
        &["its newest update is dated 2026-11-22 12:03 UTC, and it is 2026-11-22 12:00 UTC now"],
    );
    site.write("incidents/payments.md", OPEN.replace("title", "draft: true\ntitle"));
    refused(&site, &["resolve", "payments"], 1, &["`incidents/payments.md` is a draft"]);
    site.write("incidents/payments.md", OPEN.replace("api:", "old:"));
    refused(&site, &["update", "payments", "-m", "x"], 1, &["AG211", "fix these errors first"]);
    let window = "---\ntitle: W\nmaintenance: { starts: 2026-12-01 22:00 UTC, ends: 2026-12-02 00:00 UTC }\naffects: [api]\n---\n";
    site.write("incidents/window.md", window);
    refused(&site, &["resolve", "window"], 1, &["`window` is not an incident"]);
}

#[test]
fn invalid_arguments_are_usage_errors() {
    let site = Site::new();
    refused(&site, &["open"], 2, &["<TITLE>"]);
    refused(&site, &["open", " \n "], 2, &["the title is empty"]);
    refused(&site, &["open", "a\u{1b}[2J"], 2, &["control character"]);
    refused(&site, &["open", "X", "--affects", "api"], 2, &["`api=major_outage`"]);
    refused(&site, &["open", "X", "--affects", "api=down"], 2, &["did you mean `major_outage`?"]);
    refused(&site, &["open", "X", "--status", "fixed"], 2, &["did you mean `resolved`?"]);
    refused(&site, &["open", "X", "--status", "postmortem"], 2, &["cannot be opened with"]);
    refused(&site, &["open", "X", "--impact", "huge"], 2, &["use one of: none"]);
    refused(&site, &["open", "X", "--started", "yesterday"], 2, &["`2026-11-20 03:12 UTC`"]);
    for id in ["../x", "X", "a/b", "", ".x", "-x", "a b", "_x", &"x".repeat(101)] {
        refused(&site, &["open", "X", &format!("--id={id}")], 2, &["an ID has"]);
        refused(&site, &["open", "X", &format!("--template={id}")], 2, &["templates/"]);
    }
    refused(&site, &["open", "X", "-m", "a", "-F", "-"], 2, &["cannot be used with"]);
}

#[test]
fn text_of_update_comes_from_file_or_pipe() {
    let site = Site::new().incident("payments", OPEN).file("text.md", "\u{feff}\r\nFirst.\r\n\r\nSecond.\r\n\r\n");
    at(&site, "2026-11-22T12:01:00Z", &["update", "-F", "text.md"]).code(0);
    let mut program = Command::new(env!("CARGO_BIN_EXE_allgreen"));
    program.args(["incident", "update", "--now", "2026-11-22T12:02:00Z", "-F", "-"]).current_dir(site.path(""));
    let mut child = program.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"From a pipe.").unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(
        read(&site, "payments"),
        format!(
            "{OPEN}\n## 2026-11-22 12:01 UTC - Investigating\n\nFirst.\n\nSecond.\n\n## 2026-11-22 12:02 UTC - Investigating\n\nFrom a pipe.\n"
        )
    );
    for empty in ["", "\u{feff}\r\n \n", "<!-- allgreen: x. -->"] {
        site.write("empty.md", empty);
        refused(&site, &["update", "-F", "empty.md"], 1, &["the text is empty", "pass `--message ''`"]);
        refused(&site, &["resolve", "-F", "empty.md"], 1, &["the text is empty"]);
    }
    refused(&site, &["update", "-F", "-"], 1, &["the text is empty"]);
    refused(&site, &["update", "-F", "nowhere.md"], 1, &["could not read the text from `nowhere.md`"]);
    site.write("text.md", b"\xff\xfeT\0");
    refused(&site, &["update", "-F", "text.md"], 1, &["is not UTF-8"]);
    site.write("text.md", "a\0b");
    refused(&site, &["resolve", "-F", "text.md"], 1, &["its newest update"]);
    let ran = at(&site, "2026-11-22T12:05:00Z", &["resolve", "-F", "text.md"]).code(1);
    assert!(ran.stderr.contains("the text contains a NUL byte"), "{}", ran.stderr);
    site.write("text.md", vec![b'x'; (8 << 20) + 1]);
    let ran = at(&site, "2026-11-22T12:05:00Z", &["resolve", "-F", "text.md"]).code(1);
    assert!(ran.stderr.contains("it exceeds 8388608 bytes"), "{}", ran.stderr);
    site.write("text.md", vec![b'x'; (8 << 20) - 100]);
    let ran = at(&site, "2026-11-22T12:05:00Z", &["resolve", "-F", "text.md"]).code(1);
    assert!(ran.stderr.contains("it would exceed 8388608 bytes"), "{}", ran.stderr);
}

#[test]
fn text_of_an_update_never_adds_another_update() {
    for text in [
        "A.\n\n## 2026-11-22 11:00 UTC - Resolved",
        "A.\n## now - Resolved",
        "now - Resolved\n---",
        "## 2026-11-22 - Resolved",
        "## 2026-11-22 11:00 UTC - Resolved {api=operational",
        "```\nan open fence",
        "<!-- an open remark",
    ] {
        let site = Site::new().incident("payments", OPEN);
        refused(&site, &["update", "-m", text], 1, &["could not change `incidents/payments.md`: ", "\nhint: "]);
        refused(&site, &["open", "X", "-m", text], 1, &["could not create `incidents/2026-11-22-x.md`: ", "\nhint: "]);
    }
    let mut large = String::new();
    while large.len() < 1 << 20 {
        writeln!(large, "- [ ] *a* `b` [c](https://acme.example) & <d>").unwrap();
    }
    for text in [
        "---",
        "---\ntitle: Hacked\naffects: { web: major_outage }\n---",
        "a\r\nb\rc",
        "<script>alert(1)</script>",
        &large,
    ] {
        let site = Site::new().incident("payments", OPEN).file("text.md", text);
        at(&site, NOW, &["update", "-F", "text.md"]).code(0);
        at(&site, NOW, &["resolve"]).code(0);
        assert!(read(&site, "payments").starts_with(OPEN));
        assert_eq!(site.check().problems(), [""; 0]);
        assert!(!site.build().page("incidents/payments/index.html").contains("<script>alert"));
    }
}

#[test]
fn files_keep_their_formatting() {
    let windows = format!("\u{feff}{}", OPEN.replace('\n', "\r\n"));
    let site = Site::new().incident("payments", &windows);
    at(&site, NOW, &["resolve", "-m", "One.\nTwo."]).code(0);
    let added = "\r\n## 2026-11-22 12:00 UTC - Resolved\r\n\r\nOne.\r\nTwo.\r\n";
    assert_eq!(read(&site, "payments"), format!("{windows}{added}"));
    let site = Site::new().incident("payments", OPEN.trim_end());
    at(&site, NOW, &["resolve"]).code(0);
    assert_eq!(read(&site, "payments"), format!("{OPEN}\n## 2026-11-22 12:00 UTC - Resolved\n"));
    let open_block = format!("{OPEN}\n```\ncode\n");
    site.write("incidents/payments.md", open_block);
    refused(&site, &["resolve"], 1, &["the file ends within a block"]);
}

#[test]
fn update_added_after_heading_with_now_stays_last() {
    let site = Site::new().incident("payments", &OPEN.replace("2026-11-22 10:00 UTC", "now"));
    at(&site, "2026-11-22T12:00:20Z", &["resolve"]).code(0);
    assert!(read(&site, "payments").ends_with("\n## 2026-11-22 12:00:20 UTC - Resolved\n"));
}

#[test]
fn template_provides_defaults() {
    let template = "---\n# Comes back every month.\ntitle: The card network is down\naffects: { api: major_outage }\nimpact: minor\nupdate_every: 1h\n---\n\n## now - Identified\n\nIt is theirs.\n";
    let site = Site::new().file("templates/card-network.md", template);
    at(&site, NOW, &["open", "--template", "card-network"]).code(0);
    assert_eq!(
        read(&site, "2026-11-22-the-card-network-is-down"),
        "---\ntitle: The card network is down\naffects:\n  api: major_outage\nimpact: minor\nupdate_every: 1h\n---\n\n## 2026-11-22 12:00 UTC - Identified\n\nIt is theirs.\n"
    );
    let typed = ["open", "Other", "--template", "card-network", "--affects", "web=partial_outage", "--impact", "none"];
    at(&site, NOW, &[&typed[..], &["--status", "monitoring", "-m", "Ours."]].concat()).code(0);
    assert_eq!(
        read(&site, "2026-11-22-other"),
        "---\ntitle: Other\naffects:\n  web: partial_outage\nimpact: none\nupdate_every: 1h\n---\n\n## 2026-11-22 12:00 UTC - Monitoring\n\nOurs.\n"
    );
    site.write("templates/plain.md", "---\ntitle: Plain\n---\nJust a text.\n");
    at(&site, NOW, &["open", "--template", "plain"]).code(0);
    assert!(read(&site, "2026-11-22-plain").ends_with("- Investigating\n\nJust a text.\n"));
    assert_eq!(site.check().problems(), [""; 0]);
}

#[test]
fn invalid_template_is_refused() {
    let site = Site::new();
    refused(
        &site,
        &["open", "--template", "x"],
        1,
        &["no template `x`\nhint: there are no templates yet; write `templates/x.md`"],
    );
    site.write("templates/card.md", "---\ntitle: T\n---\n");
    site.write("templates/other.md", "---\ntitle: T\n---\n");
    refused(&site, &["open", "--template", "crad"], 1, &["did you mean `card`? The templates are card, other"]);
    refused(&site, &["open", "--template", "zzz"], 1, &["hint: the templates are card, other"]);
    for (wrong, why) in [
        ("title: T", "AG201"),
        ("---\ntitel: T\n---\n", "AG102"),
        ("---\ntitle: T\naffects: [api]\n---\n", "AG104"),
        ("---\ntitle: T\naffects: { api: down }\n---\n", "AG107"),
        ("---\ntitle: T\nimpact: huge\n---\n", "AG210"),
        ("---\ntitle: T\nupdate_every: soon\n---\n", "AG118"),
        ("---\ntitle: T\nstarted: 2026-11-20 10:00 UTC\n---\n", "AG102"),
        ("---\ntitle: T\ndraft: true\n---\n", "AG102"),
        ("---\ntitle: T\nmaintenance: {}\n---\n", "AG102"),
        ("---\ntitle: T\n---\n## now - Fixed\n", "AG204"),
        ("---\ntitle: T\n---\n## now - Identified {api=operational}\n", "AG209"),
        ("---\ntitle: T\n---\n## 2026-11-20 10:00 UTC - Identified\n", "AG205"),
        ("---\ntitle: T\n---\nText.\n\n## now - Identified\n", "AG206"),
        ("---\ntitle: T\n---\n## now - Identified\n\n## now - Resolved\n", "AG203"),
    ] {
        site.write("templates/card.md", wrong);
        refused(&site, &["open", "--template", "card"], 1, &[why, "could not use the template `templates/card.md`"]);
    }
    site.write("templates/card.md", "---\naffects: { old: major_outage }\n---\n");
    refused(
        &site,
        &["open", "--template", "card"],
        1,
        &["the template has no title, and none was passed\nhint: pass a title"],
    );
    refused(&site, &["open", "X", "--template", "card"], 1, &["no component `old`"]);
}

#[cfg(unix)]
#[test]
fn symlinks_to_outside_the_repository_are_refused() {
    let outside = Site::new().file("secret.md", "---\ntitle: Secret\n---\n");
    let site = Site::new();
    std::os::unix::fs::symlink(outside.path("secret.md"), site.path("stolen.md")).unwrap();
    fs::create_dir(site.path("templates")).unwrap();
    std::os::unix::fs::symlink(outside.path("secret.md"), site.path("templates/stolen.md")).unwrap();
    refused(&site, &["open", "--template", "stolen"], 1, &["points outside the repository"]);
    std::os::unix::fs::symlink(outside.path(""), site.path("incidents")).unwrap();
    let ran = at(&site, NOW, &["open", "X"]).code(1);
    assert!(ran.stderr.contains("AG004"), "{}", ran.stderr);
    assert!(!outside.path("2026-11-22-x.md").exists());
}

#[test]
fn open_incidents_are_listed() {
    let site = Site::new().incident("slow", OVER).incident("payments", OPEN);
    let ran = at(&site, NOW, &["list"]).code(0);
    let line = "payments  investigating  critical  2026-11-22 10:00 UTC  2026-11-22 10:00 UTC  Payments fail\n";
    assert!(ran.stdout.ends_with(line) && ran.stdout.lines().count() == 2, "{}", ran.stdout);
    let ran = at(&site, NOW, &["list", "--all", "--format", "json"]).code(0);
    let list: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let ids: Vec<_> = list["incidents"].as_array().unwrap().iter().map(|each| each["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["payments", "slow"]);
    assert_eq!(list["incidents"][1]["updated"], "2026-11-20T11:00:00Z");
    site.write("incidents/payments.md", OPEN.replace("Payments", "\"\\e[2J").replace("fail", "\""));
    let ran = at(&site, NOW, &["list"]).code(0);
    assert!(!ran.stdout.contains('\u{1b}'), "{}", ran.stdout);
    site.write("incidents/payments.md", OVER);
    assert_eq!(at(&site, NOW, &["list"]).code(0).stdout, "no incident is open\n");
}

#[test]
fn failure_in_json_has_kind_message_hint_and_diagnostics() {
    let site = Site::new().incident("payments", OPEN);
    let failure = |args: &[&str]| {
        let ran = at(&site, NOW, &[args, &["--format", "json"]].concat()).code(1);
        assert!(ran.stderr.contains("error: "), "{}", ran.stderr);
        serde_json::from_str::<serde_json::Value>(&ran.stdout).unwrap()["error"].clone()
    };
    let unknown = failure(&["resolve", "paymants"]);
    assert_eq!(unknown["kind"], "not_found");
    assert_eq!(unknown["message"], "there is no incident `paymants`");
    assert_eq!(unknown["hint"], "did you mean `payments`?");
    assert_eq!(unknown["diagnostics"], serde_json::json!([]));
    site.write("incidents/broken.md", OPEN.replace("Investigating", "Looking"));
    let invalid = failure(&["resolve", "broken"]);
    assert_eq!(invalid["kind"], "invalid");
    assert_eq!(invalid["diagnostics"][0]["code"], "AG204");
    assert_eq!(invalid["diagnostics"][0]["file"], "incidents/broken.md");
}
