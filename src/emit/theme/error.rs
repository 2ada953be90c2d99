use std::borrow::Cow;

use tera::ErrorKind;

use super::uses::named_at;
use crate::diagnostic::{Failure, FailureKind};
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
    /// What is usual, where the message does not say it.
    pub hint: Option<&'static str>,
    /// From where the component was called in which it went wrong: files, lines and columns, the innermost first.
    pub called_from: Vec<(String, usize, usize)>,
}

impl From<ThemeError> for Failure {
    fn from(error: ThemeError) -> Self {
        Self::from_error(FailureKind::Invalid, &error).maybe_hint(error.hint.map(str::to_owned))
    }
}

impl ThemeError {
    pub(super) fn new(message: String) -> Self {
        Self { file: None, place: None, message, hint: None, called_from: Vec::new() }
    }

    pub(super) fn of(file: &str, message: String) -> Self {
        Self { file: Some(file.to_owned()), ..Self::new(message) }
    }

    /// With its place where Tera tells none: that of the tag which names the template in question.
    pub(super) fn placed<'a>(mut self, text: impl Fn(&str) -> Option<&'a Cow<'static, str>>) -> Self {
        if self.place.is_none()
            && let Some(text) = self.file.as_deref().and_then(text)
            && let Some(name) = self.message.split('`').nth(1)
        {
            self.place = named_at(text, name);
        }
        self
    }

    /// The first of the reports that Tera makes of templates which name what does not exist:
    /// `error: MESSAGE`, then ` --> FILE:LINE:COLUMN`.
    fn reported(reports: &str) -> Option<Self> {
        let mut lines = reports.lines();
        let message = lines.next()?.strip_prefix("error: ")?;
        let (file, line, column) = spot(lines.next()?.trim_start().strip_prefix("--> ")?)?;
        Some(Self { place: Some((line, column)), ..Self::of(&file, sentence(message)) })
    }
}

impl From<tera::Error> for ThemeError {
    fn from(error: tera::Error) -> Self {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let shown = error.to_string();
                let calls = shown.lines().filter_map(|line| spot(line.strip_prefix("note: called from ")?));
                Self {
                    place: Some((report.span().start_line, report.span().start_col + 1)),
                    called_from: calls.collect(),
                    ..Self::of(report.filename(), sentence(report.message()))
                }
            }
            ErrorKind::MissingParent { current, parent } => Self::of(current, format!("unknown template `{parent}`")),
            ErrorKind::CircularExtend { tpl, inheritance_chain: chain }
            | ErrorKind::CircularInclude { tpl, include_chain: chain } => {
                Self::of(tpl, format!("the template leads back to itself, by way of {}", chain.join(", ")))
            }
            ErrorKind::Msg(reports) => Self::reported(reports).unwrap_or_else(|| Self::new(sentence(reports))),
            _ => Self::new(sentence(&error.to_string())),
        }
    }
}

/// `FILE:LINE:COLUMN`.
fn spot(text: &str) -> Option<(String, usize, usize)> {
    let mut parts = text.rsplitn(3, ':');
    let (column, line, file) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
    Some((file.to_owned(), line, column))
}

/// Sentences of libraries as we write ours: without a capital and a full stop.
fn sentence(message: &str) -> String {
    let message = message.trim().trim_end_matches('.');
    let mut letters = message.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

impl From<TextError> for ThemeError {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Syntax { file, line, column, problem, hint } => {
                Self { place: Some((line, column)), hint: Some(hint), ..Self::of(&file, sentence(&problem)) }
            }
            TextError::Language { .. } => Self::new(error.to_string()),
        }
    }
}
