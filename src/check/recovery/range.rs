//! Finds the front matter of a file, whatever its fences look like.

use std::ops::Range;

use super::super::status::Settings;
use super::front::{FrontSlip, KEYS, WINDOW_KEYS};
use super::heading::{is_dash, unquoted};
use super::line::{Line, split_key};
use super::target::Target;
use super::word::near_component_status;
use crate::diagnostic::Code;

/// Where the front matter of a file is.
#[derive(Debug)]
pub struct FrontRange {
    /// The lines between the fences.
    pub lines: Range<usize>,
    /// The first line of the body.
    pub body: usize,
    pub slip: Option<FrontSlip>,
}

impl FrontRange {
    /// Finds the front matter. `is_update` decides whether a line is meant as an update.
    pub fn find(lines: &[Line], settings: &Settings, is_update: &dyn Fn(usize) -> bool) -> Self {
        let Some(first) = lines.iter().position(|line| !line.text.trim().is_empty()) else {
            return Self { lines: 0..0, body: 0, slip: None };
        };
        let is_fenced = is_fence(&lines[first].text);
        if !is_fenced && !is_own_key(&lines[first].text) {
            let message = "the file has no front matter".to_owned();
            let slip = FrontSlip { code: Code::NoFrontMatter, span: lines[first].span.clone(), message, fix: None };
            return Self { lines: first..first, body: first, slip: Some(slip) };
        }
        let start = first + usize::from(is_fenced);
        let end = (start..lines.len()).find(|line| is_fence(&lines[*line].text) || is_update(*line));
        let closed = end.filter(|line| is_fence(&lines[*line].text));
        let limit = end.unwrap_or(lines.len());
        let end = closed.unwrap_or_else(|| start + front_length(&lines[start..limit], settings));
        let slip = if !is_fenced {
            Some((first, "the front matter does not begin with a line `---`"))
        } else if closed.is_none() {
            Some((first, "the front matter is not closed"))
        } else {
            let is_wrong = |line: usize| lines[line].text != "---" || lines[line].span.start == 0 && line > 0;
            let wrong = if first > 0 { Some(first) } else { [first, end].into_iter().find(|line| is_wrong(*line)) };
            wrong.map(|line| (line, "the front matter must begin on the first line and stand between two lines `---`"))
        };
        let slip = slip.map(|(line, message)| FrontSlip {
            code: Code::NoFrontMatter,
            span: lines[line].span.clone(),
            message: message.to_owned(),
            fix: Some("---".to_owned()),
        });
        Self { lines: start..end, body: end + usize::from(closed.is_some()), slip }
    }
}

/// Whether a line is meant as a fence: two or more dashes of any kind, or one em dash.
fn is_fence(line: &str) -> bool {
    let line = line.trim();
    line == "—" || (line.chars().count() >= 2 && line.chars().all(is_dash))
}

fn is_own_key(line: &str) -> bool {
    !line.starts_with([' ', '\t']) && split_key(line).is_some_and(|(key, ..)| KEYS.contains(&key))
}

/// Returns how many lines can stand in front matter that is not closed. After an empty line, only our keys and
/// components can.
fn front_length(lines: &[Line], settings: &Settings) -> usize {
    let mut length = 0;
    let mut is_after_gap = false;
    for (at, line) in lines.iter().enumerate() {
        let text = line.text.trim();
        let entry = text.trim_start_matches(['-', ' ']);
        let key = split_key(entry);
        let is_ours = key.is_some_and(|(key, value, _)| {
            let is_component = Target::find(settings, unquoted(key)) != Target::Unknown;
            KEYS.contains(&key)
                || WINDOW_KEYS.contains(&key)
                || (is_component && near_component_status(unquoted(value)).is_some())
        });
        let is_below =
            line.text.starts_with([' ', '\t', '-', '}', ']']) || key.is_some_and(|(key, ..)| !key.contains(' '));
        if text.is_empty() {
            is_after_gap = true;
        } else if is_ours || (is_below && !is_after_gap) {
            (length, is_after_gap) = (at + 1, false);
        } else if !text.starts_with('#') {
            break;
        }
    }
    length
}
