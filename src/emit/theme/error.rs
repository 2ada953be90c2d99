use tera::ErrorKind;

use crate::diagnostic::{Failure, FailureKind};

/// Why the templates or fonts of a theme cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct ThemeError {
    /// What is wrong, without a capital letter at the start and a full stop at the end.
    pub message: String,
    /// The location of the error, then the locations that include or call it, innermost first. May be empty.
    pub places: Vec<ThemePlace>,
}

/// A location in a file of the theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemePlace {
    /// The path in the repository: `theme/templates/index.html`.
    pub file: String,
    /// Line and column, both counted from 1; `None` if unknown.
    pub position: Option<(usize, usize)>,
}

impl From<ThemeError> for Failure {
    fn from(error: ThemeError) -> Self {
        Self::from_error(FailureKind::Invalid, &error)
    }
}

impl ThemeError {
    /// Creates an error about the file at `path` under `theme/`.
    pub(super) fn in_file(path: &str, message: &str) -> Self {
        let place = ThemePlace { file: format!("theme/{path}"), position: None };
        Self { message: message.to_owned(), places: vec![place] }
    }

    /// Adds the positions that Tera does not report: the line and column at which each file in `places` names the
    /// file that comes next in `places`. `text` returns the text of a file.
    pub(super) fn located<'a>(mut self, text: impl Fn(&str) -> Option<&'a str>) -> Self {
        let names: Vec<_> = self.places.iter().skip(1).map(|place| place.file.clone()).collect();
        for (place, name) in self.places.iter_mut().zip(names) {
            let name = name.strip_prefix(super::TEMPLATES).unwrap_or(&name);
            place.position = place.position.or_else(|| named_at(text(&place.file)?, name));
        }
        self
    }
}

impl From<tera::Error> for ThemeError {
    fn from(error: tera::Error) -> Self {
        let files = |files: &[String]| {
            files.iter().map(|file| ThemePlace { file: file.clone(), position: None }).collect::<Vec<_>>()
        };
        match error.kind() {
            ErrorKind::MissingParent { current, parent } => Self {
                message: format!("unknown template `{parent}`"),
                places: files(&[current.clone(), parent.clone()]),
            },
            ErrorKind::CircularExtend { inheritance_chain: chain, .. }
            | ErrorKind::CircularInclude { include_chain: chain, .. } => Self {
                message: format!("the template includes or extends itself through {}", chain.join(", ")),
                places: files(chain),
            },
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                Self { message: sentence(report.message()), places: places(&error.to_string()) }
            }
            _ => {
                let report = error.to_string();
                let first = report.lines().next().unwrap_or_default();
                Self { message: sentence(first.trim_start_matches("error: ")), places: places(&report) }
            }
        }
    }
}

/// Parses the locations of the first error in Tera's report. They are the lines that end in `FILE:LINE:COLUMN`.
fn places(report: &str) -> Vec<ThemePlace> {
    let starts = |line: &&str| line.starts_with("error: ");
    let first = report.lines().enumerate().take_while(|(nth, line)| *nth == 0 || !starts(line)).map(|(_, line)| line);
    first.filter_map(|line| place(line.split(' ').next_back()?)).collect()
}

/// Parses `FILE:LINE:COLUMN`.
fn place(text: &str) -> Option<ThemePlace> {
    let mut parts = text.rsplitn(3, ':');
    let (column, line, file) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
    file.starts_with(super::TEMPLATES).then(|| ThemePlace { file: file.to_owned(), position: Some((line, column)) })
}

/// Returns the line and column, which start at 1, at which `text` contains `name` in quotes.
fn named_at(text: &str, name: &str) -> Option<(usize, usize)> {
    let at = ['"', '\'', '`'].iter().find_map(|quote| text.find(&format!("{quote}{name}{quote}")))?;
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Some((before.matches('\n').count() + 1, before[line_start..].chars().count() + 1))
}

/// Lowercases the first letter of a message and removes the full stop at its end.
fn sentence(message: &str) -> String {
    let message = message.trim().trim_end_matches('.');
    let mut characters = message.chars();
    characters.next().map(|first| first.to_lowercase().chain(characters).collect()).unwrap_or_default()
}
