//! The Markdown of updates as safe HTML.
//!
//! The HTML needs no sanitizer, because nothing unsafe is written: raw HTML is escaped, links are checked by
//! [`Link`], and no element has a `style` attribute, which the page's content security policy would block.

use std::cell::LazyCell;

use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser, TagEnd, html};

use self::safe::Safe;
use crate::escape::{is_forbidden, is_printable};

mod base;
mod link;
mod safe;

#[cfg(test)]
mod tests;

pub use base::Base;
pub use link::{Link, Target};

/// Renders `text`, which is `CommonMark` with tables, strikethrough and task lists, as HTML.
///
/// `link_definitions` is Markdown with more reference definitions. Headings start at `<h3>`, because the page uses
/// `<h1>` and `<h2>`, and never skip a level. Relative links are resolved from the page of the event that has `text`.
pub fn to_html(text: &str, link_definitions: &str) -> String {
    to_html_at(text, link_definitions, Base::ITSELF)
}

/// Renders `text` as [`to_html`] does, with relative links resolved from `base`.
pub fn to_html_at(text: &str, link_definitions: &str, base: Base<'_>) -> String {
    let mut html = String::with_capacity(text.len() * 2);
    parse(text, link_definitions, |events| html::push_html(&mut html, Safe::new(events, base)));
    html
}

/// Returns `text` on one line, without its Markdown markup.
pub fn to_text(text: &str, link_definitions: &str) -> String {
    to_lines(text, link_definitions).join(" ")
}

/// Returns `text` without markup, with a line for each non-empty paragraph, list item or table row.
pub fn to_lines(text: &str, link_definitions: &str) -> Vec<String> {
    let mut plain = String::with_capacity(text.len());
    parse(text, link_definitions, |events| {
        for event in events {
            match event {
                Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                    plain.push_str(&clean(text));
                }
                Event::SoftBreak | Event::End(TagEnd::TableCell) => plain.push(' '),
                Event::HardBreak => plain.push('\n'),
                Event::End(end) if !is_inline(end) => plain.push('\n'),
                _ => {}
            }
        }
    });
    let lines = plain.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect()
}

/// Parses `text` and passes the Markdown events to `read`.
///
/// References that `text` does not define are looked up in `link_definitions`. The definitions are not appended to
/// `text`, because an open code fence at its end would show them.
fn parse(text: &str, link_definitions: &str, read: impl for<'e> FnOnce(&mut dyn Iterator<Item = Event<'e>>)) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    if link_definitions.is_empty() {
        return read(&mut Parser::new_ext(text, options));
    }
    // Parsed at the first use only: most texts use no such reference, and there may be many definitions.
    let definitions = LazyCell::new(|| Parser::new(link_definitions));
    let mut look_up = |link: BrokenLink<'_>| {
        let definition = definitions.reference_definitions().get(&link.reference)?;
        let title = definition.title.as_deref().unwrap_or_default();
        Some((CowStr::from(definition.dest.to_string()), CowStr::from(title.to_owned())))
    };
    read(&mut Parser::new_with_broken_link_callback(text, options, Some(&mut look_up)));
}

fn is_inline(end: TagEnd) -> bool {
    matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

/// Removes the characters that HTML and XML forbid. They can come from an entity such as `&#1;`.
fn clean(text: CowStr<'_>) -> CowStr<'_> {
    if !is_printable(&text) && text.contains(is_forbidden) { text.replace(is_forbidden, "").into() } else { text }
}
