use crate::diagnostic::{Code, Diagnostic, Problems};
use crate::source::{RawAffects, RawIncident, RawWhen, SourceText, Spanned};

/// What is known beforehand of incidents or windows that come back: a file of `templates/`.
#[derive(Clone, Debug)]
pub struct Template {
    /// On one line.
    pub title: Option<String>,
    pub affects: RawAffects,
    pub impact: Option<Spanned<String>>,
    pub update_every: Option<Spanned<String>>,
    /// What the first update says, if it is told by a heading `## now - STATUS`.
    pub status: Option<Spanned<String>>,
    /// The text of the first update, in Markdown.
    pub text: String,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn read(source: &SourceText) -> Result<Self, Vec<Diagnostic>> {
        let (raw, found) = RawIncident::read(source);
        let mut problems = Problems::of(&source.path);
        // What is missing is typed.
        problems.extend(found.into_iter().filter(|each| each.code != Code::MissingKey).collect());
        if let Some(raw) = &raw {
            forbid(source, raw, &mut problems);
        }
        match raw {
            Some(raw) if !problems.are_fatal() => Ok(Self::of(raw)),
            _ => Err(problems.into_vec()),
        }
    }

    fn of(raw: RawIncident) -> Self {
        let RawIncident { front, intro, mut updates, .. } = raw;
        let (status, text) = match updates.pop() {
            Some(update) => (Some(update.heading.status), update.text),
            None => (None, intro.map(|intro| intro.value).unwrap_or_default()),
        };
        let title = front.title.map(|title| title.value.split_whitespace().collect::<Vec<_>>().join(" "));
        let title = title.filter(|title| !title.is_empty());
        Self { title, affects: front.affects, impact: front.impact, update_every: front.update_every, status, text }
    }
}

/// Reports what only a real incident or window has.
fn forbid(source: &SourceText, raw: &RawIncident, problems: &mut Problems) {
    let mut report = |code, span, message: &str, hint: &str| {
        problems.push(source.problem(code, span, message).hint(hint));
    };
    if let Some(started) = &raw.front.started {
        report(Code::UnknownKey, &started.span, "a template has no `started`", "remove it; type `--started TIME`");
    }
    if let Some(window) = &raw.front.maintenance {
        let hint = "remove it; `allgreen maintenance plan` takes `--starts` and `--ends`";
        report(Code::UnknownKey, &window.place, "a template has no `maintenance`", hint);
    }
    if raw.front.draft {
        report(Code::UnknownKey, &(0..3), "a template is no draft", "remove `draft`: it stands on no page");
    }
    if let (Some(intro), Some(_)) = (&raw.intro, raw.updates.first()) {
        let hint = "put all of the text below the heading";
        report(Code::TextBeforeUpdate, &intro.span, "text stands before the heading of the first update", hint);
    }
    if let Some(second) = raw.updates.get(1) {
        let hint = "keep the first; the others are written when they happen";
        report(Code::NotAnUpdate, &second.heading.span, "a template has one update", hint);
    }
    for heading in raw.updates.iter().take(1).map(|update| &update.heading) {
        if heading.when.value != RawWhen::Now {
            let hint = "write `now` in its place";
            report(Code::BadTime, &heading.when.span, "the update of a template has no time yet", hint);
        }
        if let Some(braces) = &heading.braces {
            let hint = "put the statuses into `affects`";
            report(Code::BadBraces, braces, "the first update of a template gives no statuses", hint);
        }
    }
}
