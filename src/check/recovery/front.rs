//! Reads the front matter of a file line by line, where YAML cannot read it.

use std::ops::Range;

use super::super::status::Settings;
use super::heading::{LooseStatus, statuses, unquoted};
use super::line::{Line, split_key};
use super::target::Target;
use super::word::near_component_status;
use crate::diagnostic::Code;
use crate::model::ComponentStatus;
use crate::source::{RawAffects, RawFrontMatter, Spanned};

/// The keys that a file may have at its top.
pub const KEYS: [&str; 7] = ["title", "affects", "started", "impact", "update_every", "draft", "maintenance"];

/// The keys below `maintenance`.
pub const WINDOW_KEYS: [&str; 2] = ["starts", "ends"];

/// The front matter as far as it can be read.
#[derive(Debug, Default)]
pub struct LooseFront {
    pub title: Option<Spanned<String>>,
    pub affects: Vec<LooseAffected>,
    pub started: Option<Spanned<String>>,
    pub impact: Option<Spanned<String>>,
    pub update_every: Option<Spanned<String>>,
    pub draft: Option<Spanned<String>>,
    pub window: Option<LooseWindow>,
    /// The lines that are neither keys nor components.
    pub prose: Vec<Range<usize>>,
    pub slips: Vec<FrontSlip>,
}

/// A component in `affects`.
#[derive(Debug)]
pub struct LooseAffected {
    pub status: LooseStatus,
    /// The line that names it.
    pub line: Range<usize>,
    /// Whether the line has the right form, whatever its words.
    pub is_regular: bool,
}

/// The start and end of a maintenance window.
#[derive(Debug, Default)]
pub struct LooseWindow {
    pub starts: Option<Spanned<String>>,
    pub ends: Option<Spanned<String>>,
}

/// A line of the front matter that must change, apart from the lines of `affects`.
#[derive(Debug)]
pub struct FrontSlip {
    pub code: Code,
    pub span: Range<usize>,
    pub message: String,
    pub fix: Option<String>,
}

impl LooseFront {
    /// Takes over front matter that YAML could read.
    pub fn of(raw: RawFrontMatter, line_of: &dyn Fn(&Range<usize>) -> Range<usize>) -> Self {
        let is_window = raw.maintenance.is_some();
        let affects = match raw.affects {
            RawAffects::None => Vec::new(),
            RawAffects::Components(_, names) => names.into_iter().map(|name| (name, None)).collect(),
            RawAffects::Statuses(_, statuses) => {
                statuses.into_iter().map(|(name, word)| (name, Some(word.value))).collect()
            }
        };
        let affects = affects.into_iter().map(|(name, word): (Spanned<String>, Option<String>)| LooseAffected {
            is_regular: word.is_none() == is_window,
            line: line_of(&name.span),
            status: LooseStatus { name: name.value, word },
        });
        Self {
            title: raw.title,
            affects: affects.collect(),
            started: raw.started,
            impact: raw.impact,
            update_every: raw.update_every,
            draft: None,
            window: raw.maintenance.map(|window| LooseWindow { starts: window.starts, ends: window.ends }),
            prose: Vec::new(),
            slips: Vec::new(),
        }
    }

    /// Reads front matter line by line.
    pub fn read(lines: &[Line], settings: &Settings) -> Self {
        let is_window = lines.iter().any(|line| split_key(&line.text).is_some_and(|(key, ..)| key == "maintenance"));
        let mut reader = FrontReader {
            settings,
            is_window,
            block: Block::None,
            seen: Vec::new(),
            front: Self { window: is_window.then(LooseWindow::default), ..Self::default() },
        };
        for line in lines {
            reader.line(line);
        }
        reader.front
    }
}

/// The key whose value the next lines may continue.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    None,
    Affects,
    Maintenance,
    /// `title: >` and the like.
    Folded(&'static str),
    /// A key that is not ours.
    Other,
}

struct FrontReader<'a> {
    settings: &'a Settings,
    is_window: bool,
    block: Block,
    seen: Vec<&'static str>,
    front: LooseFront,
}

impl FrontReader<'_> {
    fn line(&mut self, line: &Line) {
        let text = line.text.trim();
        let is_indented = line.text.starts_with([' ', '\t']);
        if let Block::Folded(key) = self.block
            && (is_indented || text.is_empty())
        {
            return self.continue_text(key, text, line);
        }
        if text.is_empty() || text.starts_with('#') || text.chars().all(|each| matches!(each, '{' | '}' | '[' | ']')) {
            return;
        }
        let item = text.strip_prefix(['-', '*', '•']).filter(|rest| rest.starts_with([' ', '\t']));
        let entry = item.unwrap_or(text).trim();
        let is_below = is_indented || item.is_some();
        match split_key(entry) {
            Some((key, value, _)) if self.is_component(key, value) => self.component(line, entry, item.is_some()),
            Some((key, value, sign)) => {
                let own = KEYS.into_iter().chain(WINDOW_KEYS).find(|own| *own == key);
                match own.filter(|own| !WINDOW_KEYS.contains(own) || self.is_window) {
                    Some(own) => self.key(own, value, sign, line),
                    None if self.block == Block::Affects && (is_below || !self.has_components(line)) => {
                        self.component(line, entry, item.is_some());
                    }
                    None if self.block == Block::Other && is_below => {}
                    None => self.unknown_key(key, line),
                }
            }
            None if self.block == Block::Affects => self.component(line, entry, item.is_some()),
            None if self.block == Block::Other && is_below => {}
            None => self.prose(line),
        }
    }

    /// Whether an entry gives a status to a component, under any key.
    fn is_component(&self, key: &str, value: &str) -> bool {
        let name = unquoted(key);
        let is_known = Target::find(self.settings, name) != Target::Unknown;
        let is_own = KEYS.contains(&name) || (self.is_window && WINDOW_KEYS.contains(&name));
        is_known && !is_own && (self.block == Block::Affects || near_component_status(unquoted(value)).is_some())
    }

    /// Whether `affects` has components that are written below it.
    fn has_components(&self, line: &Line) -> bool {
        self.front.affects.last().is_some_and(|last| last.line.end < line.span.start && last.is_regular)
    }

    fn component(&mut self, line: &Line, entry: &str, is_item: bool) {
        let entry = entry.trim_matches(|each| matches!(each, '{' | '}' | '[' | ']' | ','));
        let indent = &line.text[..line.text.len() - line.text.trim_start().len()];
        let is_placed = !indent.is_empty() && !indent.contains('\t') && !line.is_disputed;
        let is_known = |name: &str| Target::find(self.settings, name) != Target::Unknown;
        for status in statuses(entry, '=', &is_known) {
            let is_pair = split_key(entry).is_some_and(|(.., sign)| sign == ':') && !is_item;
            let is_regular = is_placed && if self.is_window { is_item && status.word.is_none() } else { is_pair };
            self.front.affects.push(LooseAffected { status, line: line.span.clone(), is_regular });
        }
    }

    fn key(&mut self, key: &'static str, value: &str, sign: char, line: &Line) {
        let value = value.trim();
        if self.seen.contains(&key) {
            self.slip(Code::DuplicateKey, line, format!("the key `{key}` appears twice in the front matter"), None);
        } else if sign != ':' {
            self.slip(
                Code::YamlSyntax,
                line,
                format!("`{key}` is followed by `{sign}` instead of `:`"),
                Some(format!("{key}: {value}")),
            );
        }
        self.seen.push(key);
        self.block = match key {
            "affects" => Block::Affects,
            "maintenance" | "starts" | "ends" => Block::Maintenance,
            _ if value.starts_with(['>', '|']) && value.len() <= 3 => Block::Folded(key),
            _ => Block::None,
        };
        match key {
            "affects" if !value.is_empty() => self.inline_components(value, line),
            "maintenance" if !value.is_empty() => self.inline_window(value, line),
            "affects" | "maintenance" => {}
            _ => {
                let start = line.span.end - value.len().min(line.span.len());
                let text = if matches!(self.block, Block::Folded(_)) { "" } else { unquoted(value) };
                let value = Spanned::new(text.to_owned(), start..line.span.end);
                if let Some(field) = self.field(key) {
                    *field = Some(value).filter(|value| !value.value.is_empty() || key == "title");
                }
            }
        }
    }

    fn field(&mut self, key: &str) -> Option<&mut Option<Spanned<String>>> {
        let front = &mut self.front;
        match key {
            "title" => Some(&mut front.title),
            "started" => Some(&mut front.started),
            "impact" => Some(&mut front.impact),
            "update_every" => Some(&mut front.update_every),
            "draft" => Some(&mut front.draft),
            "starts" => front.window.as_mut().map(|window| &mut window.starts),
            "ends" => front.window.as_mut().map(|window| &mut window.ends),
            _ => None,
        }
    }

    fn continue_text(&mut self, key: &str, text: &str, line: &Line) {
        if let Some(Some(value)) = self.field(key) {
            let space = if value.value.is_empty() || text.is_empty() { "" } else { " " };
            value.value.push_str(space);
            value.value.push_str(text);
            value.span.end = line.span.end;
        }
    }

    fn inline_components(&mut self, value: &str, line: &Line) {
        let is_known = |name: &str| Target::find(self.settings, name) != Target::Unknown;
        let (open, close) = if self.is_window { ('[', ']') } else { ('{', '}') };
        let is_closed = value.starts_with(open) && value.ends_with(close) && !line.is_disputed;
        let inner = value.trim_matches(|each| matches!(each, '{' | '}' | '[' | ']'));
        for status in statuses(inner, '=', &is_known) {
            let is_regular = is_closed && status.word.is_none() == self.is_window && !inner.contains('=');
            self.front.affects.push(LooseAffected { status, line: line.span.clone(), is_regular });
        }
    }

    fn inline_window(&mut self, value: &str, line: &Line) {
        for part in value.trim_matches(|each| matches!(each, '{' | '}')).split(',') {
            let Some((key, value, _)) = split_key(part.trim()) else { continue };
            let value = Spanned::new(unquoted(value).to_owned(), line.span.clone());
            if let Some(field) = self.field(key).filter(|_| WINDOW_KEYS.contains(&key)) {
                *field = Some(value);
            }
        }
    }

    fn unknown_key(&mut self, key: &str, line: &Line) {
        self.block = Block::Other;
        if key.starts_with("x-") {
            return;
        }
        let near = crate::diagnostic::nearest(key, KEYS);
        let fix = near.map(|near| line.text.replacen(key, near, 1));
        self.slip(Code::UnknownKey, line, format!("unknown key `{key}` in the front matter"), fix);
    }

    fn prose(&mut self, line: &Line) {
        self.block = Block::None;
        self.front.prose.push(line.span.clone());
        self.slip(Code::YamlSyntax, line, "this line is not `KEY: VALUE`".to_owned(), None);
    }

    fn slip(&mut self, code: Code, line: &Line, message: String, fix: Option<String>) {
        self.front.slips.push(FrontSlip { code, span: line.span.clone(), message, fix });
    }
}

/// Whether a text is `true`, `false`, or at most one letter off. `None` if it is neither.
pub fn near_bool(text: &str) -> Option<bool> {
    let text = text.trim().to_lowercase();
    let near = |word: &str| strsim::osa_distance(&text, word) <= 1;
    match (near("true"), near("false")) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Returns the words of a file name as a title: without the leading date and with a capital.
pub fn title_of_id(id: &str) -> String {
    let numbers = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit()) && !part.is_empty();
    let parts: Vec<_> = id.split(['-', '_']).filter(|part| !part.is_empty()).collect();
    let date = parts.iter().take(3).take_while(|part| numbers(part)).count();
    let words = if date == 3 && parts.len() > 3 { &parts[3..] } else { &parts[..] };
    let title = words.join(" ");
    let mut characters = title.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

/// Returns the worse of a status and `degraded_performance`, which a component without a readable status has.
pub fn at_least_degraded(status: ComponentStatus) -> ComponentStatus {
    status.max(ComponentStatus::DegradedPerformance)
}
