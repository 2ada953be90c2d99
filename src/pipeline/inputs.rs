use crate::check::{Input, Inputs};
use crate::diagnostic::{Code, Diagnostic};
use crate::repo::{ReadError, SourceFile, SourceFiles};

/// Converts the files of a repository into the input of `check`.
pub fn inputs(files: SourceFiles) -> Inputs {
    Inputs {
        status: status(files.status),
        incidents: files.incidents.into_iter().map(input).collect(),
        logs: files.logs.into_iter().map(input).collect(),
    }
}

/// Converts one file. A file that cannot be read becomes a diagnostic.
pub fn input(found: SourceFile) -> Input {
    let content = found.content.map_err(|error| unreadable(&found.path, &error));
    Input { path: found.path, content }
}

fn status(found: SourceFile) -> Input {
    if matches!(found.content, Err(ReadError::Missing)) {
        let problem = Diagnostic::new(Code::NoStatusFile, &found.path, "there is no `status.yaml` here");
        let hint = "pass the folder of the repository with `--source DIR`; `allgreen check --explain AG005` shows a first file";
        return Input { path: found.path, content: Err(problem.hint(hint)) };
    }
    input(found)
}

/// Returns the diagnostic for a file that cannot be read.
pub fn unreadable(path: &str, error: &ReadError) -> Diagnostic {
    let (code, hint) = match error {
        ReadError::Missing => (Code::Unreadable, "the link leads nowhere: fix or remove it"),
        ReadError::Io(_) => (Code::Unreadable, "look at the permissions of the file and of its folders"),
        ReadError::NotAFile => (Code::Unreadable, "remove it, or put a plain file in its place"),
        ReadError::NotAFolder => (Code::Unreadable, "remove it, or put a folder in its place"),
        ReadError::LinkInCommit => (Code::Unreadable, "put a plain file in its place"),
        ReadError::Submodule => (Code::Unreadable, "copy its files into the repository"),
        ReadError::Lost => (Code::Unreadable, "`git fsck` says what is missing, and `git fetch` may bring it back"),
        ReadError::TooDeep => (Code::Unreadable, "move its files up"),
        ReadError::TooLarge { .. } if path.starts_with("theme/assets/") => {
            (Code::TooLarge, "make it smaller: visitors have to load it")
        }
        ReadError::TooLarge { .. } if path.ends_with(".log") => {
            (Code::TooLarge, "split the log by year into `history/2026.log` and so on")
        }
        ReadError::TooLarge { .. } => (Code::TooLarge, "shorten it, or split it"),
        ReadError::Outside => (Code::LinkOutside, "copy the file into the repository"),
    };
    Diagnostic::new(code, path, error.to_string()).hint(hint)
}
