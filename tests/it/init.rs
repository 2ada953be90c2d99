//! `allgreen init`: the files of a new status page.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::site::{NOW, Ran};

/// A temporary folder, empty at first, in which `init` runs.
struct Empty(TempDir);

impl Empty {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, text: &str) {
        let full = self.path().join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, text).unwrap();
    }

    fn run(&self, args: &[&str]) -> Ran {
        let mut program = Command::new(env!("CARGO_BIN_EXE_allgreen"));
        program.current_dir(self.path()).args(args).args(["--now", NOW]);
        // The temporary folder may be inside another repository.
        program.env("GIT_CEILING_DIRECTORIES", self.path().parent().unwrap());
        Ran::from(program.output().unwrap())
    }

    /// Runs `init` with these arguments and asserts that it succeeds.
    fn init(&self, args: &[&str]) -> Ran {
        self.run(&[&["init"][..], args].concat()).code(0)
    }

    fn git(&self, args: &[&str]) {
        assert!(Command::new("git").current_dir(self.path()).args(args).status().unwrap().success());
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Returns the text of every file, by path.
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        collect(self.path(), self.path(), &mut files);
        files
    }

    /// Asserts that `check --strict` reports nothing, builds the site, and returns its `api/v2/summary.json`.
    fn summary(&self) -> Value {
        let checked = self.run(&["check", "--strict"]).code(0);
        assert_eq!(checked.stdout, "");
        self.run(&["build"]).code(0);
        serde_json::from_str(&self.text("public/api/v2/summary.json")).unwrap()
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != ".git" {
            collect(root, &path, files);
        } else if path.is_file() {
            files.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap()
}

#[test]
fn new_repository_passes_check_and_builds() {
    let empty = Empty::new();
    empty.init(&["status", "--name", "Acme", "--url", "https://status.acme.example"]);
    let inside = Empty(empty.0);
    let checked = inside.run(&["check", "--strict", "--source", "status"]).code(0);
    assert_eq!(checked.stdout, "");
    inside.run(&["build", "--source", "status", "--out", "site"]).code(0);
    let summary: Value = serde_json::from_str(&inside.text("site/api/v2/summary.json")).unwrap();
    assert_eq!(summary["page"]["name"], "Acme");
    assert_eq!(summary["status"]["description"], "All Systems Operational");
    assert_eq!(summary["components"].as_array().unwrap().len(), 2);
    assert!(inside.text("site/incidents/2026-11-22-example/index.html").contains("Example incident"));
}

#[test]
fn init_files_match_snapshot() {
    let empty = Empty::new();
    empty.init(&["--name", "Acme", "--url", "https://status.acme.example"]);
    let mut all = String::new();
    for (path, text) in empty.files() {
        // Schemas and the pinned commit have their own tests; they change with every new key and every build.
        let text = if path.ends_with(".schema.json") { "…\n".to_owned() } else { without_commit(&text) };
        all.extend([format!("=== {path}\n"), text]);
    }
    insta::assert_snapshot!("init", all);
}

/// Replaces the pinned commit and version of allgreen in a workflow with `…`.
fn without_commit(text: &str) -> String {
    let line = |line: &str| match line.split_once("uses: allgreen-status/allgreen@") {
        Some((before, _)) => format!("{before}uses: allgreen-status/allgreen@…\n"),
        None => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

#[test]
fn existing_files_are_not_overwritten() {
    let empty = Empty::new();
    empty.write("README.md", "mine\n");
    empty.write("status.yaml", "mine too\n");
    empty.write("src/main.rs", "fn main() {}\n");
    let before = empty.files();
    for args in [&["init"][..], &["init", "--dry-run"]] {
        let ran = empty.run(args).code(1);
        assert!(ran.stderr.contains("  README.md\n  status.yaml\nhint:"), "{}", ran.stderr);
        assert_eq!(empty.files(), before);
    }
}

#[test]
fn init_keeps_other_files_in_the_folder() {
    let empty = Empty::new();
    empty.write("src/main.rs", "fn main() {}\n");
    empty.write("incidents/README.md", "theirs\n");
    empty.init(&["--url", "https://status.acme.example"]);
    assert_eq!(empty.text("incidents/README.md"), "theirs\n");
    empty.summary();
}

#[test]
fn failed_init_removes_created_files() {
    let empty = Empty::new();
    // A file named like a folder that `init` creates makes writing fail halfway.
    empty.write("templates", "a file\n");
    let ran = empty.run(&["init"]).code(1);
    assert!(ran.stderr.contains("templates"), "{}", ran.stderr);
    assert_eq!(empty.files().into_keys().collect::<Vec<_>>(), ["templates"]);
    assert!(!empty.path().join("incidents").exists() && !empty.path().join(".github").exists());

    empty.write("file", "");
    empty.run(&["init", "file/below/it"]).code(1);
    assert_eq!(empty.files().len(), 2);
}

#[test]
fn dry_run_lists_files_and_writes_nothing() {
    let empty = Empty::new();
    let args = ["new/status", "--format", "json"];
    let dry = json(&empty.init(&[&args[..], &["--dry-run"]].concat()));
    assert!(!empty.path().join("new").exists());
    let real = json(&empty.init(&args));
    assert_eq!(dry["written"], real["written"]);
    assert_eq!((&dry["dry_run"], &real["dry_run"]), (&Value::Bool(true), &Value::Bool(false)));
    let written: Vec<_> = real["written"].as_array().unwrap().iter().map(|path| path.as_str().unwrap()).collect();
    let there: Vec<_> = empty.files().into_keys().collect();
    assert_eq!(written.iter().map(|path| format!("new/status/{path}")).collect::<Vec<_>>(), there);
    assert_eq!(real["next_steps"].as_array().unwrap().len(), 4);
    let delete = "Delete `incidents/2026-11-22-example.md` before the first push";
    assert!(real["next_steps"][1].as_str().unwrap().starts_with(delete), "{real}");
}

#[test]
fn hostile_names_are_escaped() {
    let long = "é".repeat(200);
    let names = [
        "no",
        "~",
        "404",
        "1.5",
        "A: \"B\" #c",
        "'",
        "\\",
        "- a",
        "? b",
        "&a *b",
        "{{url}}",
        "${{ github.token }}",
        "Büro 🟢",
        "%YAML",
        "a\u{2028}b",
        "<script>",
        "trailing:",
        "@x",
        "`x`",
        "2026-01-01",
        "null",
        "[x]",
        &long,
    ];
    for name in names {
        let empty = Empty::new();
        empty.init(&[&format!("--name={name}"), "--url", "https://a.example", "--component", &format!("no={name}")]);
        let summary = empty.summary();
        // The site shows each name on one line.
        let expected = name.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(summary["page"]["name"], expected, "{name}");
        assert_eq!(summary["components"][0]["name"], expected, "{name}");
        assert_eq!(summary["components"][0]["id"], "no");
        assert!(!empty.text(".github/workflows/publish.yml").contains("{{url}}"));
    }
}

#[test]
fn invalid_arguments_get_a_hint() {
    let empty = Empty::new();
    for (args, hint) in [
        (&["--url", "status.acme.example"][..], "https://status.acme.example"),
        (&["--timezone", "Europe/Berln"], "did you mean `Europe/Berlin`?"),
        (&["--component", "Main site=Main"], "`main-site`"),
        (&["--component", "api"], "such as `api=API`"),
        (&["--component", "api="], "the name is empty"),
        (&["--component", "=API"], "invalid ID"),
        (&["--name", " "], "the name is empty"),
        (&["--name", "a\nb"], "control character"),
        (&["--repository", "acme"], "such as `acme/status`"),
        (&["--repository", "acme/../x"], "such as `acme/status`"),
    ] {
        let ran = empty.run(&[&["init"][..], args].concat()).code(2);
        assert!(ran.stderr.contains(hint), "{args:?}: {}", ran.stderr);
    }
    let doubled = empty.run(&["init", "--component", "a=A", "--component", "a=B"]).code(1);
    assert!(doubled.stderr.contains("the id `a`"), "{}", doubled.stderr);
    assert!(empty.files().is_empty());
}

#[test]
fn default_name_and_url_come_from_git_remote() {
    let empty = Empty::new();
    empty.git(&["init", "-q"]);
    empty.git(&["remote", "add", "origin", "git@github.com:Acme/status-page.git"]);
    let answer = json(&empty.init(&["--format", "json"]));
    assert_eq!(answer["repository"], "Acme/status-page");
    assert_eq!(answer["notes"], serde_json::json!([]));
    let summary = empty.summary();
    assert_eq!(summary["page"]["name"], "status-page");
    assert_eq!(summary["page"]["url"], "https://acme.github.io/status-page");
}

#[test]
fn git_remote_of_parent_repository_is_ignored() {
    let empty = Empty::new();
    empty.git(&["init", "-q"]);
    empty.git(&["remote", "add", "origin", "https://github.com/acme/shop"]);
    fs::create_dir(empty.path().join("status")).unwrap();
    let answer = json(&empty.init(&["status", "--format", "json"]));
    assert_eq!(answer["repository"], Value::Null);
    assert_eq!(answer["url"], "https://status.example.com");
    assert_eq!(answer["notes"].as_array().unwrap().len(), 2, "{answer}");
}

#[test]
fn arguments_override_git_remote() {
    let empty = Empty::new();
    empty.git(&["init", "-q"]);
    empty.git(&["remote", "add", "origin", "https://github.com/acme/shop"]);
    let answer = json(&empty.init(&["--repository", "Acme/acme.github.io", "--name", "Acme", "--format", "json"]));
    assert_eq!(answer["url"], "https://acme.github.io");
    assert_eq!(answer["repository"], "Acme/acme.github.io");
}

#[test]
fn log_branch_option_configures_workflow_instead_of_creating_a_log() {
    let empty = Empty::new();
    empty.init(&["--log-branch"]);
    assert!(!empty.path().join("history.log").exists());
    assert_eq!(empty.text(".gitignore"), "/public/\n/.public.allgreen-new/\n/unpushed/\n/history.log\n");
    let workflow = empty.text(".github/workflows/publish.yml");
    assert!(workflow.contains("--unpushed unpushed --log-branch allgreen-log\n"), "{workflow}");
    empty.summary();
}

/// Includes the temporary folder that a killed first build leaves.
#[test]
fn build_output_is_ignored_by_git() {
    let empty = Empty::new();
    empty.init(&[]);
    empty.git(&["init", "-q"]);
    for path in ["public/index.html", ".public.allgreen-new/index.html", "unpushed/history.log"] {
        let path = empty.path().join(path);
        fs::create_dir(path.parent().unwrap()).unwrap();
        fs::write(path, "made\n").unwrap();
    }
    let mut git = Command::new("git");
    git.current_dir(empty.path()).args(["ls-files", "--others", "--exclude-standard"]);
    let offered = String::from_utf8(git.output().unwrap().stdout).unwrap();
    assert!(offered.contains("status.yaml\n"), "{offered}");
    assert!(!offered.contains("public") && !offered.contains("unpushed"), "{offered}");
}

#[test]
fn actions_in_new_workflows_are_pinned_to_commits() {
    let empty = Empty::new();
    empty.init(&[]);
    let version = env!("CARGO_PKG_VERSION");
    for workflow in ["publish", "pull-request", "report-incident"] {
        let text = empty.text(&format!(".github/workflows/{workflow}.yml"));
        let uses: Vec<_> = text.lines().filter_map(|line| line.trim().strip_prefix("uses: ")).collect();
        let ours = uses.iter().find_map(|uses| uses.strip_prefix("allgreen-status/allgreen@")).unwrap();
        // A program built from a package, without git, knows only its version.
        let commit = ours.strip_suffix(&format!(" # v{version}"));
        let is_commit = |text: &str| text.len() == 40 && text.chars().all(|each| each.is_ascii_hexdigit());
        assert!(commit.is_some_and(is_commit) || ours == format!("v{version}"), "{ours}");
        for uses in uses.iter().filter(|uses| uses.starts_with("actions/")) {
            assert!(uses.contains(" # v"), "{uses}");
        }
    }
}

/// This project publishes its demo with the workflows that `init` writes.
#[test]
fn workflows_of_this_repository_equal_those_of_init() {
    let empty = Empty::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let status = fs::read_to_string(root.join("status.yaml")).unwrap();
    let ids = status.lines().filter_map(|line| line.strip_prefix("  - id: ")?.split(' ').next());
    let components: Vec<_> = ids.map(|id| format!("--component={id}=Name")).collect();
    empty.init(&components.iter().map(String::as_str).collect::<Vec<_>>());
    for workflow in ["publish", "pull-request", "report-incident"] {
        let path = format!(".github/workflows/{workflow}.yml");
        let expected_text: String = empty
            .text(&path)
            .lines()
            .map(|line| match line.split_once("uses: allgreen-status/allgreen@") {
                Some((before, _)) => format!("{before}uses: ./ # zizmor: ignore[self-repository]\n"),
                None => format!("{line}\n"),
            })
            .collect();
        let ours = fs::read_to_string(root.join(&path)).unwrap();
        assert_eq!(ours, expected_text, "`{path}` differs from `scaffold/workflows/{workflow}.yml`");
    }
}
