use crate::diagnostic::{Failure, FailureKind};

/// Why a catalog cannot be loaded.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum TextError {
    /// A message that Fluent cannot parse. Line and column start at 1.
    #[error("cannot read the messages of `{file}`\n --> {file}:{line}:{column}\n{problem}")]
    Syntax { file: String, line: usize, column: usize, problem: String, hint: &'static str },
    /// A catalog that is not UTF-8.
    #[error("cannot read the messages of `{file}`: the file is not UTF-8 text")]
    NotUtf8 { file: String },
    /// An invalid language tag.
    #[error("`{language}` is not a language tag")]
    Language { language: String },
}

impl From<TextError> for Failure {
    fn from(error: TextError) -> Self {
        let hint = match &error {
            TextError::Syntax { hint, .. } => hint,
            TextError::NotUtf8 { .. } => "save it as UTF-8",
            TextError::Language { .. } => "write a language tag such as `en`, `de` or `pt-BR`",
        };
        Self::from_error(FailureKind::Invalid, &error).hint(hint)
    }
}

impl TextError {
    /// Creates the error for `problem`, which Fluent's parser reported at the byte offset `position` of `text`.
    pub(super) fn syntax(file: &str, text: &str, position: usize, problem: &str) -> Self {
        let before = text.get(..position).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self::Syntax {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            problem: lower_case(problem),
            hint: "a message is `key = text`; further lines of its text are indented, and `{` and `}` come in pairs",
        }
    }
}

/// Changes the first letter of a message to lower case.
fn lower_case(message: &str) -> String {
    let mut characters = message.chars();
    characters.next().map(|first| first.to_lowercase().chain(characters).collect()).unwrap_or_default()
}
