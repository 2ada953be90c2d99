use std::borrow::Cow;

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

impl ThemeError {
    fn of(file: &str, message: String) -> Self {
        Self { file: Some(file.to_owned()), place: None, message }
    }

    /// With its place where Tera tells none: that of the tag which names the template in question.
    pub(super) fn placed<'a>(mut self, text: impl Fn(&str) -> Option<&'a Cow<'static, str>>) -> Self {
        if self.place.is_none()
            && let Some(text) = self.file.as_deref().and_then(text)
            && let Some(name) = self.message.split('`').nth(1)
            && let Some(at) = text.find(&format!("\"{name}\"")).or_else(|| text.find(&format!("'{name}'")))
        {
            let before = &text[..at];
            let column = before.chars().rev().take_while(|each| *each != '\n').count() + 1;
            self.place = Some((before.matches('\n').count() + 1, column));
        }
        self
    }

    /// The first of the reports that Tera makes of templates which name what does not exist:
    /// `error: MESSAGE`, then ` --> FILE:LINE:COLUMN`.
    fn reported(reports: &str) -> Option<Self> {
        let mut lines = reports.lines();
        let message = lines.next()?.strip_prefix("error: ")?;
        let mut place = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
        let column = place.next()?.parse().ok()?;
        let line = place.next()?.parse().ok()?;
        Some(Self { place: Some((line, column)), ..Self::of(place.next()?, sentence(message)) })
    }
}

impl From<tera::Error> for ThemeError {
    fn from(error: tera::Error) -> Self {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Self {
                place: Some((report.span().start_line, report.span().start_col + 1)),
                ..Self::of(report.filename(), sentence(report.message()))
            },
            ErrorKind::MissingParent { current, parent } => Self::of(current, format!("unknown template `{parent}`")),
            ErrorKind::CircularExtend { tpl, inheritance_chain: chain }
            | ErrorKind::CircularInclude { tpl, include_chain: chain } => {
                Self::of(tpl, format!("the template leads back to itself, by way of {}", chain.join(", ")))
            }
            ErrorKind::Msg(reports) => {
                Self::reported(reports).unwrap_or_else(|| Self { file: None, place: None, message: sentence(reports) })
            }
            _ => Self { file: None, place: None, message: error.to_string() },
        }
    }
}

/// Tera's sentences as we write ours: without a capital and a full stop.
fn sentence(message: &str) -> String {
    let message = message.trim().trim_end_matches('.');
    let mut letters = message.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
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
