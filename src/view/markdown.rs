//! Incident texts as safe HTML: what people write can look good, and can do nothing else.
//!
//! Nothing has to be sanitised afterwards, since nothing harmful is ever written: raw HTML is text,
//! addresses are read by [`super::link::Link`], and no attribute holds a style, which the page's policy would refuse.

use std::cell::LazyCell;

use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser, TagEnd, html};

use self::safe::Safe;
use super::base::Base;
use super::escape::is_forbidden;
use super::is_printable;

mod safe;

#[cfg(test)]
mod tests;

/// `text`, in `CommonMark` with tables, strikethrough and task lists, as HTML.
///
/// `link_definitions` is Markdown whose reference definitions serve `text` as well. Headings begin at
/// `<h3>` and never skip a level, since the page around them owns the first two. Relative addresses
/// are as on the page of the incident or window that the text is of.
pub fn to_html(text: &str, link_definitions: &str) -> String {
    to_html_at(text, link_definitions, Base::ITSELF)
}

/// The same, with relative addresses as they are seen from `base`.
pub fn to_html_at(text: &str, link_definitions: &str, base: Base<'_>) -> String {
    let mut html = String::with_capacity(text.len() * 2);
    parse(text, link_definitions, |events| html::push_html(&mut html, Safe::new(events, base)));
    html
}

/// The words of `text` on one line, without any markup.
pub fn to_text(text: &str, link_definitions: &str) -> String {
    to_lines(text, link_definitions).join(" ")
}

/// The words of `text` without any markup, a line for each paragraph, item or row that has any.
pub fn to_lines(text: &str, link_definitions: &str) -> Vec<String> {
    let mut words = String::with_capacity(text.len());
    parse(text, link_definitions, |events| {
        for event in events {
            match event {
                Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                    words.push_str(&clean(text));
                }
                Event::SoftBreak | Event::End(TagEnd::TableCell) => words.push(' '),
                Event::HardBreak => words.push('\n'),
                Event::End(end) if !is_inline(end) => words.push('\n'),
                _ => {}
            }
        }
    });
    let lines = words.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect()
}

/// Hands the events of `text` to `read`.
///
/// References that `text` does not define itself are looked up one by one: were the definitions
/// glued to the text, a code fence left open would show them.
fn parse(text: &str, link_definitions: &str, read: impl for<'e> FnOnce(&mut dyn Iterator<Item = Event<'e>>)) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    if link_definitions.is_empty() {
        return read(&mut Parser::new_ext(text, options));
    }
    // Most texts refer to nothing that stands elsewhere, and there may be many definitions.
    let elsewhere = LazyCell::new(|| Parser::new(link_definitions));
    let mut look_up = |link: BrokenLink<'_>| {
        let definition = elsewhere.reference_definitions().get(&link.reference)?;
        let title = definition.title.as_deref().unwrap_or_default();
        Some((CowStr::from(definition.dest.to_string()), CowStr::from(title.to_owned())))
    };
    read(&mut Parser::new_with_broken_link_callback(text, options, Some(&mut look_up)));
}

fn is_inline(end: TagEnd) -> bool {
    matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

/// `text` without the characters that HTML and XML forbid, which an entity may have brought in.
fn clean(text: CowStr<'_>) -> CowStr<'_> {
    if !is_printable(&text) && text.contains(is_forbidden) { text.replace(is_forbidden, "").into() } else { text }
}
