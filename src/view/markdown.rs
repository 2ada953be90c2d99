//! Incident texts as safe HTML: what people write can look good, and can do nothing else.
//!
//! Nothing has to be sanitised afterwards, since nothing harmful is ever written: raw HTML is text,
//! addresses are read by [`Link`], and no attribute holds a style, which the page's policy would refuse.

use pulldown_cmark::{Alignment, BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::link::{Leads, Link};

#[cfg(test)]
mod tests;

/// `text`, in `CommonMark` with tables, strikethrough and task lists, as HTML.
///
/// `link_definitions` is Markdown whose reference definitions serve `text` as well. Headings begin at
/// `<h3>` and never skip a level, since the page around them owns the first two.
#[must_use]
pub fn to_html(text: &str, link_definitions: &str) -> String {
    let mut safe = Safe::default();
    parse(text, link_definitions, |events| safe.take_all(events));
    let mut html = String::with_capacity(text.len() * 2);
    html::push_html(&mut html, safe.events.into_iter());
    html
}

/// The words of `text` on one line, without any markup.
#[must_use]
pub fn to_text(text: &str, link_definitions: &str) -> String {
    let mut words = String::with_capacity(text.len());
    parse(text, link_definitions, |events| {
        for event in events {
            match event {
                Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                    words.push_str(&clean(text));
                }
                Event::SoftBreak | Event::HardBreak | Event::Rule => words.push(' '),
                Event::End(end) if !is_inline(end) => words.push(' '),
                _ => {}
            }
        }
    });
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Hands the events of `text` to `read`.
///
/// References that `text` does not define itself are looked up one by one: were the definitions
/// glued to the text, a code fence left open would show them.
fn parse(text: &str, link_definitions: &str, mut read: impl FnMut(&mut dyn Iterator<Item = Event<'_>>)) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let elsewhere = Parser::new(link_definitions);
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
    let forbidden = |character: char| {
        character.is_control() && !matches!(character, '\n' | '\t') || u32::from(character) & 0xFFFE == 0xFFFE
    };
    if text.contains(forbidden) { text.replace(forbidden, "").into() } else { text }
}

/// `text` as it stands in HTML, in attributes too.
fn escape(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}

/// Events that may be written out as they are: the only `Html` among them is our own.
#[derive(Default)]
struct Safe<'a> {
    events: Vec<Event<'a>>,
    /// The levels of the headings that the present place stands under, as people wrote them.
    headings: Vec<HeadingLevel>,
    /// Whether each link that is open was written out.
    links: Vec<bool>,
    alignments: Vec<Alignment>,
    /// The place of the next cell in its row.
    column: usize,
    in_table_head: bool,
}

impl<'a> Safe<'a> {
    fn take_all(&mut self, events: &mut dyn Iterator<Item = Event<'_>>) {
        while let Some(event) = events.next() {
            match event {
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    let alt = description(events);
                    self.image(&Link::new(&dest_url), &title, &alt);
                }
                Event::Start(tag) => self.start(tag),
                Event::End(end) => self.end(end),
                Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                    self.events.push(Event::Text(clean(text).into_static()));
                }
                Event::Code(text) => self.events.push(Event::Code(clean(text).into_static())),
                Event::HardBreak => self.html("<br>\n"),
                Event::Rule => self.html("\n<hr>\n"),
                Event::TaskListMarker(true) => self.html("<input type=\"checkbox\" checked disabled> "),
                Event::TaskListMarker(false) => self.html("<input type=\"checkbox\" disabled> "),
                other => self.events.push(other.into_static()),
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::HtmlBlock => self.events.push(Event::Start(Tag::Paragraph)),
            Tag::Heading { level, .. } => {
                self.headings.retain(|above| *above < level);
                self.headings.push(level);
                self.events.push(Event::Start(Tag::Heading {
                    level: self.level(),
                    id: None,
                    classes: vec![],
                    attrs: vec![],
                }));
            }
            Tag::Link { dest_url, title, link_type, .. } => {
                let address = if link_type == pulldown_cmark::LinkType::Email {
                    format!("mailto:{dest_url}")
                } else {
                    dest_url.to_string()
                };
                let link = Link::new(&address);
                self.links.push(link.leads != Leads::Nowhere);
                self.anchor(&link, &title);
            }
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.events.push(Event::Start(Tag::Table(vec![])));
            }
            Tag::TableHead | Tag::TableRow => {
                self.column = 0;
                self.in_table_head = tag == Tag::TableHead;
                self.events.push(Event::Start(tag.into_static()));
            }
            Tag::TableCell => self.cell(),
            // What language the code is in is of no use here: nothing colours it.
            Tag::CodeBlock(_) => self.events.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))),
            other => self.events.push(Event::Start(other.into_static())),
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::HtmlBlock => self.events.push(Event::End(TagEnd::Paragraph)),
            TagEnd::Heading(_) => self.events.push(Event::End(TagEnd::Heading(self.level()))),
            TagEnd::Link if self.links.pop() == Some(true) => self.html("</a>"),
            TagEnd::Link => {}
            TagEnd::TableCell => self.html(if self.in_table_head { "</th>" } else { "</td>" }),
            other => self.events.push(Event::End(other)),
        }
    }

    /// The level of the present heading on the page.
    fn level(&self) -> HeadingLevel {
        match self.headings.len() {
            0 | 1 => HeadingLevel::H3,
            2 => HeadingLevel::H4,
            3 => HeadingLevel::H5,
            _ => HeadingLevel::H6,
        }
    }

    fn cell(&mut self) {
        let name = if self.in_table_head { "th" } else { "td" };
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            _ => "",
        };
        self.column += 1;
        self.html(format!("<{name}{class}>"));
    }

    /// Opens a link, unless it may lead nowhere.
    fn anchor(&mut self, link: &Link<'_>, title: &str) {
        let rel = match link.leads {
            Leads::Nowhere => return,
            Leads::Away => " rel=\"nofollow noopener\"",
            Leads::Within | Leads::Program => "",
        };
        self.html(format!("<a href=\"{}\"{}{rel}>", link.attribute(), title_attribute(title)));
    }

    /// Pictures of this site are shown; one from elsewhere, which would tell its host of every visitor,
    /// becomes a link to it.
    fn image(&mut self, link: &Link<'_>, title: &str, alt: &str) {
        match link.leads {
            Leads::Within if !link.address.is_empty() => {
                let source = link.attribute();
                self.html(format!("<img src=\"{source}\" alt=\"{}\"{}>", escape(alt), title_attribute(title)));
            }
            // A link within a link would be no HTML.
            Leads::Away if !self.links.contains(&true) => {
                self.anchor(link, title);
                self.html(escape(if alt.is_empty() { &link.address } else { alt }));
                self.html("</a>");
            }
            _ => self.html(escape(alt)),
        }
    }

    fn html(&mut self, html: impl Into<CowStr<'a>>) {
        self.events.push(Event::Html(html.into()));
    }
}

fn title_attribute(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(&clean(title.into()))) }
}

/// The words up to the end of the image that has just begun.
fn description(events: &mut dyn Iterator<Item = Event<'_>>) -> String {
    let mut words = String::new();
    let mut depth = 1;
    for event in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => words.push_str(&clean(text)),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    words
}
