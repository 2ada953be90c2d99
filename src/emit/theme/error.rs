use tera::ErrorKind;

use super::TEMPLATES;
use crate::text::TextError;

/// Why a theme cannot be used: what is wrong with one of its files.
#[derive(Debug, thiserror::Error)]
#[error("{report}")]
pub struct ThemeError {
    /// Relative to the repository.
    pub file: String,
    /// Line and column, from one, where the place is known.
    pub place: Option<(usize, usize)>,
    /// What is wrong, in one line.
    pub problem: String,
    /// The same with the place and the line itself, for people.
    report: String,
}

impl ThemeError {
    /// What Tera finds wrong with a template.
    pub(super) fn template(error: &tera::Error) -> Self {
        let report = error.to_string();
        match error.kind() {
            ErrorKind::SyntaxError(at) | ErrorKind::RenderingError(at) => Self {
                file: at.filename().to_owned(),
                place: Some((at.span().start_line, at.span().start_col + 1)),
                problem: at.message().to_owned(),
                report,
            },
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                Self { file: tpl.clone(), place: None, problem: report.clone(), report }
            }
            ErrorKind::MissingParent { current, .. } => {
                Self { file: current.clone(), place: None, problem: report.clone(), report }
            }
            _ => Self { file: TEMPLATES.to_owned(), place: None, problem: report.clone(), report },
        }
    }

    /// What is wrong with the words of `language`.
    pub(super) fn text(language: &str, error: &TextError) -> Self {
        let report = error.to_string();
        match error {
            TextError::Syntax { file, line, column, problem, .. } => {
                Self { file: file.clone(), place: Some((*line, *column)), problem: problem.clone(), report }
            }
            TextError::Language { .. } => {
                Self { file: format!("theme/text/{language}.ftl"), place: None, problem: report.clone(), report }
            }
        }
    }

    /// That the file at `path` under `theme/` is not text.
    pub(super) fn not_text(path: &str) -> Self {
        Self {
            file: format!("theme/{path}"),
            place: None,
            problem: "it is not UTF-8".to_owned(),
            report: format!("`theme/{path}` is not UTF-8\nhint: save it as UTF-8"),
        }
    }
}
