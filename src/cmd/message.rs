//! The text of an update: from the command line, a file or an editor.
#![expect(clippy::disallowed_methods, reason = "the editor needs a file, and its name is in the environment")]

use std::env;
use std::fs::{self, File};
use std::io::{self, IsTerminal, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::cli::MessageArgs;
use crate::diagnostic::{Context, Failure};
use crate::repo::MAX_FILE_SIZE;

/// The start of the HTML comment that has the instructions in the editor. The comment is removed from the text.
const HINT: &str = "<!-- allgreen: ";
const HINT_END: &str = "-->";
/// The name of the file that an editor opens.
const DRAFT: &str = "message.md";

/// The text of an update and, if it was written in an editor, the temporary folder with the editor's file.
pub struct MessageText {
    pub text: String,
    draft: Option<TempDir>,
}

impl MessageText {
    const fn given(text: String) -> Self {
        Self { text, draft: None }
    }

    /// Keeps the file that was written in the editor, if there is one, and adds its path to `failure`.
    pub fn keep(self, failure: Failure) -> Failure {
        match self.draft {
            Some(folder) => keep(folder, failure),
            None => failure,
        }
    }
}

fn keep(folder: TempDir, failure: Failure) -> Failure {
    let file = folder.keep().join(DRAFT);
    let hint = format!("your text was saved; pass it again with `--message-file {}`", file.display());
    let hint = match &failure.hint {
        Some(first) => format!("{first}; {hint}"),
        None => hint,
    };
    failure.hint(hint)
}

/// Returns the text from the arguments. If they have none, opens an editor that contains `starter`; without a terminal,
/// returns `starter`.
///
/// `about` is called before an editor opens. It describes the update, or fails if the update is not possible.
pub fn text(
    args: &MessageArgs,
    starter: &str,
    about: impl FnOnce() -> Result<String, Failure>,
) -> Result<MessageText, Failure> {
    if !args.message.is_empty() {
        return Ok(MessageText::given(args.message.join("\n\n")));
    }
    match (&args.message_file, editor()) {
        (Some(file), _) => require_text(from_file(file)?).map(MessageText::given),
        (None, Some(editor)) => edited(&editor, starter, &about()?),
        (None, None) => Ok(MessageText::given(starter.to_owned())),
    }
}

/// Rejects an empty text from a file or pipe. It is usually a mistake, such as the output of a command that failed.
fn require_text(text: String) -> Result<String, Failure> {
    if text.trim().is_empty() {
        return Err(Failure::invalid("the text is empty; nothing was changed")
            .hint("to add an update without a text, pass `--message ''`"));
    }
    Ok(text)
}

fn from_file(file: &Path) -> Result<String, Failure> {
    let (name, bytes) = if file == Path::new("-") {
        ("standard input".to_owned(), read(io::stdin()))
    } else {
        (format!("`{}`", file.display()), File::open(file).and_then(read))
    };
    decoded(bytes.with_context(|| format!("could not read the text from {name}"))?, &name)
}

/// Returns all bytes of `from`. Fails if there are more than [`MAX_FILE_SIZE`].
fn read(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MAX_FILE_SIZE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE_SIZE {
        return Err(io::Error::other(format!("it exceeds {MAX_FILE_SIZE} bytes")));
    }
    Ok(bytes)
}

fn decoded(bytes: Vec<u8>, name: &str) -> Result<String, Failure> {
    let Ok(text) = String::from_utf8(bytes) else {
        return Err(
            Failure::invalid(format!("could not use the text from {name}: it is not UTF-8")).hint("save it as UTF-8")
        );
    };
    Ok(without_hint(text.strip_prefix('\u{feff}').unwrap_or(&text)))
}

/// Returns the command of the editor, if it is set and the program runs on a terminal.
fn editor() -> Option<String> {
    let chosen = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| env::var(name).ok());
    let editor = chosen.into_iter().find(|editor| !editor.trim().is_empty())?;
    (io::stdin().is_terminal() && io::stderr().is_terminal()).then_some(editor)
}

/// Opens an editor and returns the text that was written.
fn edited(editor: &str, starter: &str, about: &str) -> Result<MessageText, Failure> {
    let folder = tempfile::Builder::new().prefix("allgreen-").tempdir();
    let folder = folder.context("could not create a temporary folder")?;
    let file = folder.path().join(DRAFT);
    let hint = format!(
        "{HINT}{about}. Write in Markdown.\n     This comment is removed. Without a text, nothing is changed. {HINT_END}"
    );
    fs::write(&file, format!("{starter}\n\n{hint}\n"))
        .with_context(|| format!("could not write `{}`", file.display()))?;
    let status = command(editor, &file).status().with_context(|| format!("could not run the editor `{editor}`"))?;
    if !status.success() {
        return Err(Failure::invalid(format!("the editor `{editor}` failed; nothing was changed")));
    }
    let text = match from_file(&file) {
        Ok(text) => text,
        Err(failure) if file.exists() => return Err(keep(folder, failure)),
        Err(error) => return Err(error),
    };
    if text.trim().is_empty() {
        return Err(Failure::invalid("the text is empty; nothing was changed")
            .hint("to add an update without a text, pass `--message ''`"));
    }
    Ok(MessageText { text, draft: Some(folder) })
}

/// Returns the command that opens `file` in an editor. `editor` may contain arguments. The output of the editor goes to
/// stderr, so that stdout has only the output of allgreen.
fn command(editor: &str, file: &Path) -> Command {
    let mut command = if cfg!(unix) {
        let mut shell = Command::new("sh");
        // The shell splits the words of the editor as at a prompt. The path of the file is a parameter and is not parsed.
        shell.arg("-c").arg(format!("{editor} \"$1\"")).arg("sh");
        shell
    } else {
        let mut words = editor.split_whitespace();
        let mut program = Command::new(words.next().unwrap_or_default());
        program.args(words);
        program
    };
    command.arg(file).stdout(Stdio::from(io::stderr()));
    command
}

/// Removes the comment with the instructions, which begins with [`HINT`], from the text.
fn without_hint(text: &str) -> String {
    let Some(start) = text.find(HINT) else { return text.to_owned() };
    let rest = &text[start..];
    let end = rest.find(HINT_END).map_or(rest.len(), |end| end + HINT_END.len());
    format!("{}{}", &text[..start], &rest[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hint_comment_is_removed_from_message() {
        assert_eq!(without_hint("Text.\n\n<!-- allgreen: x. -->\n").trim(), "Text.");
        assert_eq!(without_hint("<!-- allgreen: x. -->\nText <!-- mine -->.").trim(), "Text <!-- mine -->.");
        assert_eq!(without_hint("Text.\n<!-- allgreen: cut o").trim(), "Text.");
        // A saved text can be passed again unchanged.
        let kept = "\u{feff}Text.\n<!-- allgreen: x. -->".to_owned().into_bytes();
        assert_eq!(decoded(kept, "message.md").unwrap().trim(), "Text.");
    }
}
