//! Which rooms (top-level modules of `src/`) may import which. `ARCHITECTURE.md` explains them.

use std::fs;
use std::path::Path;

/// Each room with the rooms that it may import.
const TABLE: &[(&str, &[&str])] = &[
    ("change", &["check", "diagnostic", "edit", "model", "pipeline", "record", "repo", "source"]),
    ("check", &["diagnostic", "model", "source"]),
    ("cli", &["check", "diagnostic", "model", "scaffold"]),
    (
        "cmd",
        &[
            "change",
            "check",
            "cli",
            "deploy",
            "diagnostic",
            "diff",
            "edit",
            "emit",
            "model",
            "pipeline",
            "publish",
            "record",
            "repo",
            "scaffold",
            "serve",
            "text",
            "write",
        ],
    ),
    ("deploy", &["diagnostic", "model"]),
    ("diagnostic", &[]),
    ("diff", &["model"]),
    ("edit", &["diagnostic", "model", "source"]),
    ("emit", &["diagnostic", "escape", "model", "text", "view"]),
    ("escape", &[]),
    ("http", &[]),
    ("main", &["cli", "cmd"]),
    ("model", &[]),
    ("pipeline", &["check", "diagnostic", "emit", "model", "repo", "source", "text", "write"]),
    ("record", &["check", "diagnostic", "model", "repo", "source"]),
    ("publish", &["diagnostic", "edit", "model", "record", "repo", "source"]),
    ("repo", &["diagnostic"]),
    ("scaffold", &["edit", "model"]),
    ("serve", &["diagnostic", "escape", "http"]),
    ("source", &["diagnostic"]),
    ("text", &["diagnostic", "model"]),
    ("view", &["escape", "model", "text"]),
    ("write", &["diagnostic", "repo"]),
];

#[test]
fn each_room_imports_only_rooms_that_the_table_allows() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut seen = 0;
    for (path, text) in sources(&src) {
        let inside = path.strip_prefix(&src).unwrap();
        let first = inside.components().next().unwrap().as_os_str().to_string_lossy();
        let room = first.trim_end_matches(".rs");
        if ["lib", "layout"].contains(&room) {
            continue;
        }
        let Some((_, allowed)) = TABLE.iter().find(|(name, _)| *name == room) else {
            panic!("the table has no room `{room}`");
        };
        // `layout`, the names of files, belongs to no room and may be imported by all.
        for import in imports(&text).into_iter().filter(|import| import != room && import != "layout") {
            assert!(allowed.contains(&import.as_str()), "{} imports `{import}`", inside.display());
            seen += 1;
        }
    }
    assert!(seen > 50, "found only {seen} imports");
}

#[test]
fn model_accesses_neither_files_nor_clock_nor_environment() {
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/model");
    for (path, text) in sources(&model) {
        for word in ["std::fs", "std::env", "SystemTime", "Utc::now", "Local::now", "serde", "std::io"] {
            assert!(!text.contains(word), "{} uses `{word}`", path.display());
        }
    }
}

#[test]
fn yaml_time_and_url_crates_are_each_used_in_one_module() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (path, text) in sources(&src) {
        let inside = path.strip_prefix(&src).unwrap().to_string_lossy().into_owned();
        assert!(!text.contains("saphyr_parser") || inside.starts_with("source/yaml"), "{inside}");
        assert!(!text.contains("chrono") || inside.starts_with("model/time"), "{inside}");
        assert!(!text.contains("url::Url") || inside == "model/url.rs", "{inside}");
    }
}

/// Returns the rooms that a file imports: the names after `crate::` or `allgreen::`, single or in braces.
fn imports(text: &str) -> Vec<String> {
    let name = |text: &str| text.chars().take_while(|each| each.is_alphanumeric() || *each == '_').collect::<String>();
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    for part in code.split("crate::").skip(1).chain(code.split("allgreen::").skip(1)) {
        match part.strip_prefix('{') {
            Some(list) => {
                found.extend(list.split('}').next().unwrap_or_default().split(',').map(|each| name(each.trim())));
            }
            None => found.push(name(part)),
        }
    }
    found
}

fn sources(folder: &Path) -> Vec<(std::path::PathBuf, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            files.push((path, text));
        }
    }
    files
}
