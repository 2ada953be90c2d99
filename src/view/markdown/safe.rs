use std::collections::VecDeque;

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::{Base, Link, Target, clean};
use crate::escape::escape;

/// An iterator over Markdown events that are safe to render: this module creates all `Html` events in it.
pub(super) struct Safe<'a, 'e> {
    events: &'a mut dyn Iterator<Item = Event<'e>>,
    base: Base<'a>,
    /// The Markdown events that replace the last one read from `events` and that `next` has not returned yet.
    waiting: VecDeque<Event<'e>>,
    /// The levels, in the Markdown, of the current heading and its parent headings.
    headings: Vec<HeadingLevel>,
    /// One for each link that has not ended yet: true if its start was rendered, false if the link was rejected.
    links: Vec<bool>,
    alignments: Vec<Alignment>,
    /// The index of the next table cell in its row.
    column: usize,
    in_table_head: bool,
}

impl<'e> Iterator for Safe<'_, 'e> {
    type Item = Event<'e>;

    fn next(&mut self) -> Option<Event<'e>> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some(event);
            }
            let event = self.events.next()?;
            if let Some(event) = self.sanitize(event) {
                return Some(event);
            }
        }
    }
}

impl<'a, 'e> Safe<'a, 'e> {
    pub fn new(events: &'a mut dyn Iterator<Item = Event<'e>>, base: Base<'a>) -> Self {
        Self {
            events,
            base,
            waiting: VecDeque::new(),
            headings: Vec::new(),
            links: Vec::new(),
            alignments: Vec::new(),
            column: 0,
            in_table_head: false,
        }
    }

    /// Returns the safe form of an event of the Markdown parser. If it is several events, they are queued in `waiting`.
    fn sanitize(&mut self, event: Event<'e>) -> Option<Event<'e>> {
        Some(match event {
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let alt = alt_text(self.events);
                self.image(&Link::new(&dest_url).resolved_from(self.base), &title, &alt);
                return None;
            }
            Event::Start(tag) => return self.start(tag),
            Event::End(end) => return self.end(end),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => Event::Text(clean(text)),
            Event::Code(text) => Event::Code(clean(text)),
            Event::HardBreak => html("<br>\n"),
            Event::Rule => html("\n<hr>\n"),
            // Screen readers announce a character, but not what a disabled checkbox means.
            Event::TaskListMarker(true) => html("\u{2611} "),
            Event::TaskListMarker(false) => html("\u{2610} "),
            other => other,
        })
    }

    fn start(&mut self, tag: Tag<'e>) -> Option<Event<'e>> {
        Some(Event::Start(match tag {
            Tag::HtmlBlock => Tag::Paragraph,
            Tag::CodeBlock(CodeBlockKind::Fenced(language)) => Tag::CodeBlock(CodeBlockKind::Fenced(clean(language))),
            Tag::Heading { level, .. } => {
                self.headings.retain(|above| *above < level);
                self.headings.push(level);
                Tag::Heading { level: self.level(), id: None, classes: vec![], attrs: vec![] }
            }
            Tag::Link { dest_url, title, link_type, .. } => {
                let address = if link_type == LinkType::Email { format!("mailto:{dest_url}").into() } else { dest_url };
                let link = Link::new(&address).resolved_from(self.base);
                self.links.push(link.target != Target::Rejected);
                return anchor(&link, &title);
            }
            Tag::Table(alignments) => {
                self.alignments = alignments;
                Tag::Table(vec![])
            }
            Tag::TableHead | Tag::TableRow => {
                self.column = 0;
                self.in_table_head = tag == Tag::TableHead;
                tag
            }
            Tag::TableCell => return Some(self.cell()),
            other => other,
        }))
    }

    fn end(&mut self, end: TagEnd) -> Option<Event<'e>> {
        Some(match end {
            TagEnd::HtmlBlock => Event::End(TagEnd::Paragraph),
            TagEnd::Heading(_) => Event::End(TagEnd::Heading(self.level())),
            TagEnd::Link => return (self.links.pop() == Some(true)).then(|| html("</a>")),
            TagEnd::TableCell => html(if self.in_table_head { "</th>" } else { "</td>" }),
            other => Event::End(other),
        })
    }

    /// Returns the level that the current heading gets in the HTML.
    fn level(&self) -> HeadingLevel {
        match self.headings.len() {
            0 | 1 => HeadingLevel::H3,
            2 => HeadingLevel::H4,
            3 => HeadingLevel::H5,
            _ => HeadingLevel::H6,
        }
    }

    fn cell(&mut self) -> Event<'e> {
        let name = if self.in_table_head { "th" } else { "td" };
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            _ => "",
        };
        self.column += 1;
        html(format!("<{name}{class}>"))
    }

    /// Renders an image. An image on another host becomes a link to it, so that the host does not see visitors.
    fn image(&mut self, link: &Link<'_>, title: &str, alt: &str) {
        match link.target {
            Target::Site if !link.address.is_empty() => {
                let source = link.attribute();
                let title = title_attribute(title);
                self.waiting.push_back(html(format!("<img src=\"{source}\" alt=\"{}\"{title}>", escape(alt))));
            }
            // HTML does not allow a link within a link.
            Target::External if !self.links.contains(&true) => {
                let text = html(escape(if alt.is_empty() { &link.address } else { alt }).into_owned());
                self.waiting.extend(anchor(link, title).into_iter().chain([text, html("</a>")]));
            }
            _ => self.waiting.push_back(html(escape(alt).into_owned())),
        }
    }
}

/// Returns the start tag of a link, or `None` if the link is rejected.
fn anchor<'e>(link: &Link<'_>, title: &str) -> Option<Event<'e>> {
    let rel = match link.target {
        Target::Rejected => return None,
        Target::External => " rel=\"nofollow noopener\"",
        Target::Site | Target::Program => "",
    };
    Some(html(["<a href=\"", &link.attribute(), "\"", &title_attribute(title), rel, ">"].concat()))
}

fn html<'e>(html: impl Into<CowStr<'e>>) -> Event<'e> {
    Event::Html(html.into())
}

fn title_attribute(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(&clean(title.into()))) }
}

/// Reads the parser's events up to the end of the image that has just started, and returns their text.
fn alt_text(events: &mut dyn Iterator<Item = Event<'_>>) -> String {
    let mut alt = String::new();
    let mut depth = 1;
    for event in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => alt.push_str(&clean(text)),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    alt
}
