use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::plain;
use crate::diagnostic::{Diagnostic, Place, Severity};

/// Formats diagnostics for a terminal: message, place, the line with a caret, and hint. Colours are escape sequences,
/// which the caller removes if the output is not a terminal.
pub fn text(diagnostics: &[Diagnostic]) -> String {
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii);
    diagnostics.iter().map(|each| one(&renderer, each) + "\n\n").collect()
}

fn one(renderer: &Renderer, diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let file = plain(&diagnostic.file);
    let help =
        |name: &'static str, text: Option<&str>| text.map(|text| Level::HELP.with_name(name).message(plain(text)));
    let fix = diagnostic.fix.as_deref().map(|line| format!("write `{}`", line.trim_end()));
    let hints = [
        help("fix", fix.as_deref()),
        help("hint", diagnostic.hint.as_deref()),
        help("until then", diagnostic.shown.as_deref()),
    ];
    let hints = hints.into_iter().flatten();
    let title = level.primary_title(plain(&diagnostic.message)).id(diagnostic.code.id());
    let group = match &diagnostic.place {
        Some(place) if place.column <= place.source.chars().count().max(1) => {
            title.element(snippet(place, file)).elements(hints)
        }
        Some(place) => title.element(Origin::path(file).line(place.line).char_column(place.column)).elements(hints),
        None => title.element(Origin::path(file)).elements(hints),
    };
    renderer.render(&[group])
}

fn snippet(place: &Place, file: String) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    // A tab counts as one column. It becomes a space, so that the caret is in the right column.
    let line = plain(&place.source.replace('\t', " "));
    let byte = |characters: usize| line.char_indices().nth(characters).map_or(line.len(), |(at, _)| at);
    let span = byte(place.column - 1)..byte(place.column - 1 + place.width);
    Snippet::source(line).path(file).line_start(place.line).annotation(AnnotationKind::Primary.span(span))
}
