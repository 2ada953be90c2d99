use serde::Serialize;

use crate::cli::ListThemeArgs;
use crate::cmd::answer::answer;
use crate::cmd::table::table;
use crate::cmd::{Outcome, report};
use crate::diagnostic::{Code, Diagnostic, Failure, Severity};
use crate::emit::BuiltIn;
use crate::pipeline::{OwnFiles, own_theme};

#[derive(Serialize)]
struct ThemeFileList {
    files: Vec<ThemeFileEntry>,
    /// The paths of files in `theme/` that cannot be read.
    invalid_files: Vec<String>,
}

#[derive(Serialize)]
struct ThemeFileEntry {
    /// The path, relative to `theme/`.
    name: String,
    state: ThemeFileState,
    purpose: String,
}

/// How a file relates to the built-in theme.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
enum ThemeFileState {
    BuiltIn,
    Unchanged,
    Replaced,
    Added,
    Unused,
}

pub fn run(args: &ListThemeArgs) -> Result<Outcome, Failure> {
    let (own, problems) = own_theme(&args.source);
    let mut files: Vec<_> = BuiltIn::ALL.iter().map(|file| ThemeFileEntry::built_in(file, &own)).collect();
    let added = own.keys().filter(|name| BuiltIn::at(name).is_none());
    files.extend(added.map(|name| ThemeFileEntry::added(name, &problems)));
    let head = ["FILE", "STATE", "PURPOSE"].map(str::to_owned);
    let rows = files.iter().map(ThemeFileEntry::row);
    let text = table(&std::iter::once(head).chain(rows).collect::<Vec<_>>());
    let unreadable = problems.iter().filter(|each| each.severity == Severity::Error);
    let invalid_files: Vec<_> = unreadable.map(|each| each.file.clone()).collect();
    let outcome = if invalid_files.is_empty() { Outcome::Good } else { Outcome::Problems };
    answer(args.format, text, &ThemeFileList { files, invalid_files })?;
    report::diagnostics(&problems)?;
    Ok(outcome)
}

impl ThemeFileState {
    const fn words(self) -> &'static str {
        match self {
            Self::BuiltIn => "built in",
            Self::Unchanged => "unchanged",
            Self::Replaced => "replaced",
            Self::Added => "added",
            Self::Unused => "unused",
        }
    }
}

impl ThemeFileEntry {
    fn built_in(file: &BuiltIn, own: &OwnFiles) -> Self {
        let state = match own.get(file.path) {
            None => ThemeFileState::BuiltIn,
            Some(bytes) if bytes == file.text.as_bytes() => ThemeFileState::Unchanged,
            Some(_) => ThemeFileState::Replaced,
        };
        Self { name: file.path.to_owned(), state, purpose: file.purpose.to_owned() }
    }

    fn added(name: &str, problems: &[Diagnostic]) -> Self {
        let is_its = |each: &Diagnostic| each.code == Code::UnusedThemeFile && each.file == format!("theme/{name}");
        let unused = problems.iter().any(is_its);
        let state = if unused { ThemeFileState::Unused } else { ThemeFileState::Added };
        Self { name: name.to_owned(), state, purpose: if unused { String::new() } else { purpose(name) } }
    }

    fn row(&self) -> [String; 3] {
        [self.name.clone(), self.state.words().to_owned(), self.purpose.clone()]
    }
}

/// Returns the purpose of a file that is not built in.
fn purpose(name: &str) -> String {
    match name.split_once('/') {
        Some(("assets", _)) => format!("published as `{name}`"),
        Some(("text", language)) => format!("texts in `{}`", language.trim_end_matches(".ftl")),
        Some(("templates", _)) => "used by other templates".to_owned(),
        _ => "for people who read the repository".to_owned(),
    }
}
