use std::collections::VecDeque;

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::clean;
use crate::view::base::Base;
use crate::view::link::{Leads, Link};

/// Events that may be written out as they are: the only `Html` among them is our own.
pub(super) struct Safe<'a, 'e> {
    events: &'a mut dyn Iterator<Item = Event<'e>>,
    base: Base<'a>,
    /// What the last event came to, and is not yet written out.
    waiting: VecDeque<Event<'e>>,
    /// The levels of the headings that the present place stands under, as people wrote them.
    headings: Vec<HeadingLevel>,
    /// Whether each link that is open was written out.
    links: Vec<bool>,
    alignments: Vec<Alignment>,
    /// The place of the next cell in its row.
    column: usize,
    in_table_head: bool,
}

impl<'e> Iterator for Safe<'_, 'e> {
    type Item = Event<'e>;

    fn next(&mut self) -> Option<Event<'e>> {
        while self.waiting.is_empty() {
            let event = self.events.next()?;
            self.take(event);
        }
        self.waiting.pop_front()
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

    fn take(&mut self, event: Event<'e>) {
        match event {
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let alt = description(self.events);
                self.image(&Link::new(&dest_url).seen_from(self.base), &title, &alt);
            }
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.waiting.push_back(Event::Text(clean(text)));
            }
            Event::Code(text) => self.waiting.push_back(Event::Code(clean(text))),
            Event::HardBreak => self.html("<br>\n"),
            Event::Rule => self.html("\n<hr>\n"),
            // A sign that is read out says more than a box that nobody can tick.
            Event::TaskListMarker(true) => self.html("\u{2611} "),
            Event::TaskListMarker(false) => self.html("\u{2610} "),
            other => self.waiting.push_back(other),
        }
    }

    fn start(&mut self, tag: Tag<'e>) {
        match tag {
            Tag::HtmlBlock => self.waiting.push_back(Event::Start(Tag::Paragraph)),
            Tag::CodeBlock(CodeBlockKind::Fenced(language)) => {
                let language = clean(language);
                self.waiting.push_back(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))));
            }
            Tag::Heading { level, .. } => self.heading(level),
            Tag::Link { dest_url, title, link_type, .. } => {
                let address = if link_type == LinkType::Email { format!("mailto:{dest_url}").into() } else { dest_url };
                let link = Link::new(&address).seen_from(self.base);
                self.links.push(link.leads != Leads::Nowhere);
                self.anchor(&link, &title);
            }
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.waiting.push_back(Event::Start(Tag::Table(vec![])));
            }
            Tag::TableHead | Tag::TableRow => {
                self.column = 0;
                self.in_table_head = tag == Tag::TableHead;
                self.waiting.push_back(Event::Start(tag));
            }
            Tag::TableCell => self.cell(),
            other => self.waiting.push_back(Event::Start(other)),
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::HtmlBlock => self.waiting.push_back(Event::End(TagEnd::Paragraph)),
            TagEnd::Heading(_) => self.waiting.push_back(Event::End(TagEnd::Heading(self.level()))),
            TagEnd::Link if self.links.pop() == Some(true) => self.html("</a>"),
            TagEnd::Link => {}
            TagEnd::TableCell => self.html(if self.in_table_head { "</th>" } else { "</td>" }),
            other => self.waiting.push_back(Event::End(other)),
        }
    }

    fn heading(&mut self, level: HeadingLevel) {
        self.headings.retain(|above| *above < level);
        self.headings.push(level);
        let level = self.level();
        self.waiting.push_back(Event::Start(Tag::Heading { level, id: None, classes: vec![], attrs: vec![] }));
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
        self.html(["<a href=\"", &link.attribute(), "\"", &title_attribute(title), rel, ">"].concat());
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

    fn html(&mut self, html: impl Into<CowStr<'e>>) {
        self.waiting.push_back(Event::Html(html.into()));
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

/// `text` as it stands in HTML, in attributes too.
fn escape(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}
