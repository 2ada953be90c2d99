//! What is said to visitors, from wherever it comes: typed, from a file, or from an editor.
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

/// How the hint in an editor begins. It is taken out of what was written.
const HINT: &str = "<!-- allgreen: ";
const HINT_END: &str = "-->";
/// The file that an editor opens.
const DRAFT: &str = "message.md";

/// A text, and where it was written if that was in an editor.
pub struct Text {
    pub text: String,
    draft: Option<TempDir>,
}

impl Text {
    const fn given(text: String) -> Self {
        Self { text, draft: None }
    }

    /// Keeps the file of the editor, because the text could not be used, and adds its path to the failure.
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
        Some(first) => format!("{first}\nhint: {hint}"),
        None => hint,
    };
    failure.hint(hint)
}

/// The text that was given; where none was and there is somebody to ask, what they write in their editor, which
/// begins with `starter`. Else that itself.
///
/// `about` is asked before an editor opens: it says what the text is for, or why it could not be used anyway.
pub fn text(
    args: &MessageArgs,
    starter: &str,
    about: impl FnOnce() -> Result<String, Failure>,
) -> Result<Text, Failure> {
    if !args.message.is_empty() {
        return Ok(Text::given(args.message.join("\n\n")));
    }
    match (&args.message_file, editor()) {
        (Some(file), _) => filled(from_file(file)?).map(Text::given),
        (None, Some(editor)) => edited(&editor, starter, &about()?),
        (None, None) => Ok(Text::given(starter.to_owned())),
    }
}

/// An empty file is a slip, such as a pipe whose other end failed.
fn filled(text: String) -> Result<String, Failure> {
    if text.trim().is_empty() {
        return Err(Failure::invalid("the text is empty, and nothing was changed")
            .hint("`--message ''` says nothing on purpose"));
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

/// Reads no more than a file may hold.
fn read(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MAX_FILE_SIZE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE_SIZE {
        return Err(io::Error::other(format!("it has more than the {MAX_FILE_SIZE} bytes that are read")));
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

/// The editor to ask, if there is somebody who would see it.
fn editor() -> Option<String> {
    let chosen = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| env::var(name).ok());
    let editor = chosen.into_iter().find(|editor| !editor.trim().is_empty())?;
    (io::stdin().is_terminal() && io::stderr().is_terminal()).then_some(editor)
}

/// What people write in their editor.
fn edited(editor: &str, starter: &str, about: &str) -> Result<Text, Failure> {
    let folder = tempfile::Builder::new().prefix("allgreen-").tempdir();
    let folder = folder.context("could not make a folder for the text")?;
    let file = folder.path().join(DRAFT);
    let hint = format!(
        "{HINT}{about}. Write in Markdown.\n     This remark is taken out; without any text nothing is changed. {HINT_END}"
    );
    fs::write(&file, format!("{starter}\n\n{hint}\n"))
        .with_context(|| format!("could not write `{}`", file.display()))?;
    let status = command(editor, &file).status().with_context(|| format!("could not run the editor `{editor}`"))?;
    if !status.success() {
        return Err(Failure::invalid(format!("the editor `{editor}` failed, and nothing was changed")));
    }
    let text = match from_file(&file) {
        Ok(text) => text,
        Err(failure) if file.exists() => return Err(keep(folder, failure)),
        Err(error) => return Err(error),
    };
    if text.trim().is_empty() {
        return Err(Failure::invalid("there is no text, and nothing was changed")
            .hint("`--message ''` says nothing on purpose"));
    }
    Ok(Text { text, draft: Some(folder) })
}

/// Runs an editor, which may have arguments, on a file. It talks to people and never into our answer.
fn command(editor: &str, file: &Path) -> Command {
    let mut command = if cfg!(unix) {
        let mut shell = Command::new("sh");
        // The shell takes the editor apart as it would at a prompt; the file's name is no part of what it reads.
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

/// The text without our hint, wherever it was left.
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
    fn the_hint_is_taken_out() {
        assert_eq!(without_hint("Text.\n\n<!-- allgreen: x. -->\n").trim(), "Text.");
        assert_eq!(without_hint("<!-- allgreen: x. -->\nText <!-- mine -->.").trim(), "Text <!-- mine -->.");
        assert_eq!(without_hint("Text.\n<!-- allgreen: cut o").trim(), "Text.");
        // What was kept may be given again as it is.
        let kept = "\u{feff}Text.\n<!-- allgreen: x. -->".to_owned().into_bytes();
        assert_eq!(decoded(kept, "message.md").unwrap().trim(), "Text.");
    }
}
