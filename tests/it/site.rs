//! Helpers that write status repositories, run the program on them, and read the result.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The beginning of the default `status.yaml`: the page, without components.
pub const PAGE: &str = "page:\n  name: Acme\n  url: https://status.acme.example\n";

/// The time that [`Site::run`] passes as `--now` by default.
pub const NOW: &str = "2026-11-22T12:00:00Z";

/// A status repository in a temporary folder.
pub struct Site {
    folder: TempDir,
}

impl Site {
    /// Creates a repository with the components `api` and `web`, without incidents and log.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let site = Self { folder };
        site.components("  - { id: api, name: API }\n  - { id: web, name: Website }\n")
    }

    /// Writes a file and creates its folders.
    pub fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(path, content);
        self
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let full = self.path(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, content).unwrap();
    }

    pub fn status(self, yaml: &str) -> Self {
        self.file("status.yaml", yaml)
    }

    /// Writes a `status.yaml` with the default page and these components.
    pub fn components(self, yaml: &str) -> Self {
        let status = format!("{PAGE}components:\n{yaml}");
        self.status(&status)
    }

    pub fn incident(self, id: &str, text: &str) -> Self {
        self.file(&format!("incidents/{id}.md"), text)
    }

    pub fn log(self, lines: &str) -> Self {
        self.file("history.log", lines)
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Runs git in the repository and asserts that it succeeds. Commits have a fixed author and this time.
    pub fn git(&self, args: &[&str], time: &str) {
        let mut git = Command::new("git");
        git.current_dir(self.folder.path()).args(args);
        for (key, value) in [("NAME", "Test"), ("EMAIL", "test@acme.example"), ("DATE", time)] {
            git.env(format!("GIT_AUTHOR_{key}"), value).env(format!("GIT_COMMITTER_{key}"), value);
        }
        let output = git.output().unwrap();
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    pub fn commit(&self, time: &str) {
        if !self.path(".git").exists() {
            self.git(&["init", "-q", "-b", "main"], time);
        }
        self.git(&["add", "-A", "--", ".", ":!public"], time);
        self.git(&["commit", "-q", "--allow-empty", "-m", "change"], time);
    }

    /// Runs the program in the repository, with `--now` if the command needs it.
    pub fn run(&self, args: &[&str]) -> Ran {
        let mut program = Command::new(env!("CARGO_BIN_EXE_allgreen"));
        program.current_dir(self.folder.path()).args(args).env_remove("SOURCE_DATE_EPOCH");
        if ["build", "check", "diff", "remind"].contains(&args[0]) && !args.contains(&"--now") {
            program.args(["--now", NOW]);
        }
        Ran::from(program.output().unwrap())
    }

    pub fn check(&self) -> Ran {
        self.run(&["check", "--format", "json"])
    }

    /// Builds the site into `public` and asserts that this succeeds.
    pub fn build(&self) -> Built {
        self.run(&["build"]).code(0);
        self.built()
    }

    pub fn built(&self) -> Built {
        Built { root: self.path("public") }
    }
}

/// The result of a run of the program.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    pub fn code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}{}", self.stdout, self.stderr);
        self
    }

    /// Returns the problems that `check --format json` printed, as `CODE FILE:LINE:COLUMN` or `CODE FILE`.
    pub fn problems(&self) -> Vec<String> {
        let report: serde_json::Value = serde_json::from_str(&self.stdout).unwrap();
        let place = |each: &serde_json::Value| match each["line"].as_u64() {
            Some(line) => format!("{}:{line}:{}", each["file"].as_str().unwrap(), each["column"]),
            None => each["file"].as_str().unwrap().to_owned(),
        };
        let all = report["diagnostics"].as_array().unwrap().iter();
        all.map(|each| format!("{} {}", each["code"].as_str().unwrap(), place(each))).collect()
    }
}

/// The output folder of a build.
pub struct Built {
    root: PathBuf,
}

impl Built {
    pub fn page(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn json(&self, path: &str) -> serde_json::Value {
        serde_json::from_str(&self.page(path)).unwrap()
    }

    pub fn has(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    /// Returns the path and the bytes of every file, sorted by path.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        collect(&self.root, &self.root, &mut files);
        files.sort();
        files
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            files.push((name, fs::read(&path).unwrap()));
        }
    }
}
