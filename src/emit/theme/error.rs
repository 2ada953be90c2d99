use tera::ErrorKind;

use crate::text::TextError;

/// Why a theme cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct ThemeError {
    /// The file that is wrong, by its path in the repository, where one can be named.
    pub file: Option<String>,
    /// Line and column, both from 1, where they are known.
    pub place: Option<(usize, usize)>,
    pub message: String,
}

impl From<tera::Error> for ThemeError {
    fn from(error: tera::Error) -> Self {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Self {
                file: Some(report.filename().to_owned()),
                place: Some((report.span().start_line, report.span().start_col + 1)),
                message: report.message().to_owned(),
            },
            ErrorKind::CircularExtend { tpl: file, .. }
            | ErrorKind::CircularInclude { tpl: file, .. }
            | ErrorKind::MissingParent { current: file, .. } => {
                Self { file: Some(file.clone()), place: None, message: error.to_string() }
            }
            _ => Self { file: None, place: None, message: error.to_string() },
        }
    }
}

impl From<TextError> for ThemeError {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Syntax { file, line, column, problem, .. } => {
                Self { file: Some(file), place: Some((line, column)), message: problem }
            }
            TextError::Language { .. } => Self { file: None, place: None, message: error.to_string() },
        }
    }
}
