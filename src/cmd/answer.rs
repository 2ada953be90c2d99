use std::fmt::Display;
use std::io::Write;

use serde::Serialize;

use crate::cli::AnswerFormat;
use crate::diagnostic::Failure;

/// Prints the result of a command on stdout, as text or as one JSON object.
pub fn answer(format: AnswerFormat, text: impl Display, json: &impl Serialize) -> Result<(), Failure> {
    let mut out = anstream::stdout();
    match format {
        AnswerFormat::Text => writeln!(out, "{text}")?,
        AnswerFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(json)?)?,
    }
    Ok(())
}
