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

/// Converts one file into input of `check`. The error of an unreadable file becomes a diagnostic.
pub fn input(found: SourceFile) -> Input {
    let content = found.content.map_err(|error| unreadable(&found.path, &error));
    Input { path: found.path, content }
}

fn status(found: SourceFile) -> Input {
    if matches!(found.content, Err(ReadError::Missing)) {
        let problem = Diagnostic::new(Code::NoStatusFile, &found.path, "there is no `status.yaml`");
        let hint = "pass the folder of the repository with `--source DIR`, or create the file: `allgreen check --explain AG005` shows an example";
        return Input { path: found.path, content: Err(problem.hint(hint)) };
    }
    input(found)
}

/// Returns the diagnostic for a file that cannot be read.
pub fn unreadable(path: &str, error: &ReadError) -> Diagnostic {
    let (code, hint) = match error {
        ReadError::Missing => (Code::Unreadable, "the link is broken: fix or remove it"),
        ReadError::Io(_) => (Code::Unreadable, "check the permissions of the file and its folders"),
        ReadError::NotAFile => (Code::Unreadable, "remove it, or replace it with a regular file"),
        ReadError::NotAFolder => (Code::Unreadable, "remove it, or replace it with a folder"),
        ReadError::LinkInCommit => (Code::Unreadable, "replace it with a regular file"),
        ReadError::Submodule => (Code::Unreadable, "copy its files into the repository"),
        ReadError::Lost => (Code::Unreadable, "run `git fsck`, or clone the repository again"),
        ReadError::TooDeep => (Code::Unreadable, "move its files to a folder further up"),
        ReadError::TooLarge { .. } if path.starts_with("theme/assets/") => {
            (Code::TooLarge, "reduce its size: visitors download it")
        }
        ReadError::TooLarge { .. } if path.ends_with(".log") => {
            (Code::TooLarge, "split the log by year into `history/2026.log` and so on")
        }
        ReadError::TooLarge { .. } => (Code::TooLarge, "shorten or split it"),
        ReadError::Outside => (Code::LinkOutside, "copy the file into the repository"),
    };
    Diagnostic::new(code, path, error.to_string()).hint(hint)
}
