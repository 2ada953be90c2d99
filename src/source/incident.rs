use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::heading::HeadingProblem;
#[cfg(test)]
use super::schema;
use super::yaml::{Fields, Node, Reader, YamlValue, parse, parse_text};
use super::{NearMiss, OptionalText, RawHeading, SourceText, Spanned};
use crate::diagnostic::{Code, Diagnostic, Problems};

/// A parsed file of `incidents/`, not yet checked.
#[derive(Debug)]
pub struct RawIncident {
    pub front: RawFrontMatter,
    /// The text before the first update.
    pub intro: OptionalText,
    /// The updates, in the order of the file.
    pub updates: Vec<RawUpdate>,
    /// Text that may be meant as an update: all other headings, and lines in paragraphs, unclosed code blocks or unclosed
    /// comments that look like the heading of an update.
    pub near_misses: Vec<NearMiss>,
    /// Links and images with relative addresses.
    pub links: Vec<RawLink>,
    /// The Markdown of all link reference definitions, such as `[a]: URL`.
    pub link_definitions: String,
}

/// The front matter of a file in `incidents/`.
///
/// Editors show the doc comment of a field, here and in nested types, as the description of its key.
#[derive(Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        title = "Front matter of a file in incidents/",
        description = "The properties of an incident or maintenance window.",
        deny_unknown_fields,
        transform = schema::free_keys(&[]),
        transform = schema::incident_or_window
    )
)]
pub struct RawFrontMatter {
    /// What is wrong or planned, in words that visitors understand.
    #[cfg_attr(test, schemars(with = "schema::Name", extend("examples" = ["Card payments are failing"])))]
    pub title: OptionalText,
    /// The affected components: for an incident a map to their statuses, for maintenance a list.
    #[cfg_attr(test, schemars(default))]
    pub affects: RawAffects,
    /// Only for incidents: the time when the problem began, if that was before the first update.
    #[cfg_attr(test, schemars(default, with = "schema::Time"))]
    pub started: OptionalText,
    /// Only for incidents: the impact; by default it follows from the worst status of the affected components.
    #[cfg_attr(test, schemars(default, with = "schema::Impact"))]
    pub impact: OptionalText,
    /// Only for incidents: the promised interval between updates, instead of `incidents.update_every`.
    #[cfg_attr(test, schemars(default, with = "schema::Length"))]
    pub update_every: OptionalText,
    /// Whether the file is a draft, which is not published and does not affect uptime.
    #[cfg_attr(test, schemars(default))]
    pub draft: bool,
    /// The start and end of a maintenance window; a file without this key is an incident.
    #[cfg_attr(test, schemars(default, with = "RawWindow"))]
    pub maintenance: Option<RawWindow>,
}

/// The start and end of a maintenance window.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields, transform = schema::free_keys(&[])))]
pub struct RawWindow {
    /// The byte range of the key `maintenance`.
    #[cfg_attr(test, schemars(skip))]
    pub place: Range<usize>,
    /// The start of the window; from then on its components are under maintenance.
    #[cfg_attr(test, schemars(with = "schema::Time", extend("examples" = ["2026-12-01 22:00 UTC"])))]
    pub starts: OptionalText,
    /// The end of the window, later than `starts`. At this time the window ends by itself, without an update.
    #[cfg_attr(test, schemars(with = "schema::Time", extend("examples" = ["2026-12-02 00:00 UTC"])))]
    pub ends: OptionalText,
}

/// The components that an incident or a window affects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RawAffects {
    #[default]
    None,
    /// For an incident: the byte range of the map, and pairs of component and status.
    Statuses(Range<usize>, Vec<(Spanned<String>, Spanned<String>)>),
    /// For a window: the byte range of the list, and the components.
    Components(Range<usize>, Vec<Spanned<String>>),
}

#[derive(Debug, PartialEq, Eq)]
pub struct RawUpdate {
    pub heading: RawHeading,
    pub text: String,
}

/// The target of a relative link, with the byte range of the link.
pub type RawLink = Spanned<String>;

/// The extensions of CommonMark that texts may use: tables, strikethrough and task lists.
pub const MARKDOWN: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH).union(Options::ENABLE_TASKLISTS);

impl RawIncident {
    /// Parses a file of `incidents/`. Returns the valid parts, or `None` if nothing can be parsed, and the diagnostics.
    pub fn read(source: &SourceText) -> (Option<Self>, Vec<Diagnostic>) {
        let (front, body) = match split_front_matter(source) {
            Ok(parts) => parts,
            Err(problem) => return (None, vec![problem]),
        };
        let (front, found) = RawFrontMatter::read(source, front);
        let Some(front) = front else { return (None, found) };
        let mut incident = Self::of(front);
        let mut problems = Problems::of(&source.path);
        problems.extend(found);
        Body { source, start: body, incident: &mut incident, problems: &mut problems }.read();
        (Some(incident), problems.into_vec())
    }

    /// Creates an incident with this front matter and an empty body.
    const fn of(front: RawFrontMatter) -> Self {
        Self {
            front,
            intro: None,
            updates: Vec::new(),
            near_misses: Vec::new(),
            links: Vec::new(),
            link_definitions: String::new(),
        }
    }
}

impl RawFrontMatter {
    /// Parses the front matter in a byte range of the file. Returns the valid parts, or `None` if nothing can be parsed,
    /// and the diagnostics. A title that YAML cannot read is read to the end of its line.
    pub fn read(source: &SourceText, range: Range<usize>) -> (Option<Self>, Vec<Diagnostic>) {
        let (parsed, title) = match parse(source, range.clone()) {
            Ok(node) if has_text_title(&node) => (Ok(node), None),
            parsed => match parse_without_title(source, &range) {
                Some((node, title)) => (Ok(node), Some(title)),
                None => (parsed, None),
            },
        };
        let mut reader = Reader::new(source);
        let fields = parsed.map(|node| reader.fields(&node, "the front matter"));
        let front = match fields {
            Ok(Some(fields)) => Self::of(&mut reader, fields, title),
            Ok(None) => return (None, reader.problems.into_vec()),
            Err(problem) => return (None, vec![problem]),
        };
        (Some(front), reader.problems.into_vec())
    }

    fn of(reader: &mut Reader<'_>, mut fields: Fields, line: Option<Spanned<String>>) -> Self {
        if let Some(title) = &line {
            reader.report(unquoted_title(reader.source, title));
        }
        let title = line.or_else(|| fields.required_text(reader, "title"));
        let affects = fields.take("affects").map(|node| RawAffects::read(reader, &node)).unwrap_or_default();
        let started = fields.text(reader, "started");
        let impact = fields.text(reader, "impact");
        let draft = fields.take("draft").and_then(|node| reader.truth(&node, "`draft`")).unwrap_or_default();
        let update_every = fields.text(reader, "update_every");
        let maintenance = RawWindow::read(reader, &mut fields);
        let known = ["title", "affects", "started", "impact", "draft", "maintenance", "update_every"];
        fields.finish(reader, &known, &[]);
        Self { title, affects, started, impact, update_every, draft, maintenance }
    }
}

impl RawAffects {
    fn read(reader: &mut Reader<'_>, node: &Node) -> Self {
        match &node.value {
            YamlValue::List(list) => {
                let names = list.iter().filter_map(|each| reader.text(each, "a component in `affects`"));
                Self::Components(node.span.clone(), names.collect())
            }
            YamlValue::Map(_) => {
                let mut statuses = Vec::new();
                for (component, value) in reader.fields(node, "`affects`").iter().flat_map(Fields::all) {
                    let what = format!("the status of `{}`", component.value);
                    statuses.extend(reader.text(value, &what).map(|status| (component, status)));
                }
                Self::Statuses(node.span.clone(), statuses)
            }
            YamlValue::Empty | YamlValue::Text(_) => {
                let wanted = "a map such as `{ api: major_outage }`, or for maintenance a list such as `[api]`";
                reader.wrong_type(node, "`affects`", wanted);
                Self::None
            }
        }
    }
}

impl RawWindow {
    fn read(reader: &mut Reader<'_>, front: &mut Fields) -> Option<Self> {
        let mut window = Self { place: front.place("maintenance")?, starts: None, ends: None };
        let Some(node) = front.take("maintenance") else {
            front.missing(reader, "maintenance", "maintenance: { starts: …, ends: … }");
            return Some(window);
        };
        if let Some(mut fields) = reader.fields(&node, "`maintenance`") {
            window.starts = fields.required_text(reader, "starts");
            window.ends = fields.required_text(reader, "ends");
            fields.finish(reader, &["starts", "ends"], &[]);
        }
        Some(window)
    }
}

/// Whether front matter has a title that YAML reads as text, or none at all.
fn has_text_title(front: &Node) -> bool {
    let YamlValue::Map(entries) = &front.value else { return true };
    let is_title = |key: &Node| matches!(&key.value, YamlValue::Text(name) if name == "title");
    entries.iter().filter(|(key, _)| is_title(key)).all(|(_, value)| matches!(value.value, YamlValue::Text(_)))
}

/// Parses front matter without the line of its title, and returns the title as it is written. Returns `None` if that
/// does not help.
fn parse_without_title(source: &SourceText, range: &Range<usize>) -> Option<(Rc<Node>, Spanned<String>)> {
    const KEY: &str = "title:";
    let text = &source.text[range.clone()];
    let lines = text.split_inclusive('\n').map(|line| (line.as_ptr() as usize - text.as_ptr() as usize, line));
    let mut titles = lines.filter(|(_, line)| line.strip_prefix(KEY).is_some_and(|rest| rest.starts_with([' ', '\t'])));
    let ((at, line), None) = (titles.next()?, titles.next()) else { return None };
    let title = line[KEY.len()..].trim();
    let is_block = title.starts_with(['>', '|']) && title.len() <= 3;
    if title.is_empty() || is_block {
        return None;
    }
    let start = range.start + at;
    let end = start + line.trim_end().len();
    let blank = format!("{}{}{}", &text[..at], " ".repeat(end - start), &text[end - range.start..]);
    let node = parse_text(source, &blank, range.start).ok()?;
    Some((node, Spanned::new(title.to_owned(), end - title.len()..end)))
}

/// Returns the warning about a title that was read to the end of its line.
fn unquoted_title(source: &SourceText, title: &Spanned<String>) -> Diagnostic {
    let message = "YAML cannot read this title without quotes";
    let quoted = title.value.replace('\\', "\\\\").replace('"', "\\\"");
    source.problem(Code::UnquotedTitle, &title.span, message).fix(format!("title: \"{quoted}\""))
}

/// Returns the byte range of the front matter, and the offset of the text after it.
fn split_front_matter(source: &SourceText) -> Result<(Range<usize>, usize), Diagnostic> {
    const FORMAT: &str =
        "begin the file with a line `---` and `title: …`, and end the front matter with another line `---`";
    let first = source.text.split_inclusive('\n').next().unwrap_or_default();
    if first.trim_end() != "---" {
        let span = 0..first.trim_end().len();
        return Err(source.problem(Code::NoFrontMatter, &span, "the file has no front matter").hint(FORMAT));
    }
    let mut at = first.len();
    for line in source.text[at..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Ok((first.len()..at, at + line.len()));
        }
        at += line.len();
    }
    Err(source.problem(Code::NoFrontMatter, &(0..3), "the front matter is not closed").hint(FORMAT))
}

/// The headings of updates, in order, with their byte ranges in the body.
type Headings = Vec<(Range<usize>, RawHeading)>;

/// Parses the text after the front matter.
struct Body<'a, 'b> {
    source: &'a SourceText,
    start: usize,
    incident: &'b mut RawIncident,
    problems: &'b mut Problems,
}

impl<'a> Body<'a, '_> {
    fn read(&mut self) {
        let body: &'a str = &self.source.text[self.start..];
        let headings = self.parse(body);
        self.cut(body, headings);
    }

    /// Parses the body and returns the headings of updates. Stores links, link definitions and near misses: lines that
    /// look like an update but are none.
    fn parse(&mut self, body: &'a str) -> Headings {
        let mut events = Parser::new_ext(body, MARKDOWN).into_offset_iter();
        let mut depth = 0_usize;
        let mut headings = Vec::new();
        for (event, range) in events.by_ref() {
            match event {
                Event::Start(Tag::BlockQuote(_) | Tag::List(_)) => depth += 1,
                Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_)) => depth -= 1,
                Event::Start(Tag::Heading { level, .. }) if depth == 0 => {
                    headings.extend(self.heading(body, range, level));
                }
                Event::Start(Tag::Paragraph) if depth == 0 => self.paragraph(body, range),
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)) | Tag::HtmlBlock) => self.hidden(body, &range),
                Event::Start(Tag::Link { link_type: LinkType::Email, .. }) => {}
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) if is_relative(&dest_url) => {
                    let span = self.start + range.start..self.start + range.end;
                    self.incident.links.push(Spanned::new(dest_url.into_string(), span));
                }
                _ => {}
            }
        }
        let mut definitions: Vec<_> =
            events.reference_definitions().iter().map(|(_, found)| found.span.clone()).collect();
        definitions.sort_by_key(|span| span.start);
        self.incident.link_definitions =
            definitions.into_iter().map(|span| body[span].trim()).collect::<Vec<_>>().join("\n");
        headings
    }

    /// Splits the body into the text before the first update and the texts of the updates.
    fn cut(&mut self, body: &str, headings: Headings) {
        let first = headings.first().map_or(body.len(), |(range, _)| range.start);
        let intro = body[..first].trim();
        if !intro.is_empty() {
            let at = self.start + body.len() - body.trim_start().len();
            self.incident.intro = Some(Spanned::new(intro.to_owned(), at..at + intro.len()));
        }
        let mut headings = headings.into_iter().peekable();
        while let Some((range, heading)) = headings.next() {
            let end = headings.peek().map_or(body.len(), |(next, _)| next.start);
            let text = body[range.end.min(end)..end].trim_matches('\n').trim_end().to_owned();
            self.incident.updates.push(RawUpdate { heading, text });
        }
    }

    fn paragraph(&mut self, body: &str, range: Range<usize>) {
        let at = self.start + range.start;
        self.incident.near_misses.extend(NearMiss::line(&body[range], at));
    }

    fn heading(&mut self, body: &str, range: Range<usize>, level: HeadingLevel) -> Option<(Range<usize>, RawHeading)> {
        let text = heading_text(&body[range.clone()]);
        let at = self.start + text.as_ptr() as usize - body.as_ptr() as usize;
        let span = at..at + text.len();
        if level != HeadingLevel::H2 || !RawHeading::is_meant(text) {
            self.incident.near_misses.push(NearMiss::heading(Spanned::new(text.to_owned(), span), level));
            return None;
        }
        match RawHeading::parse(text, at) {
            Ok(heading) => Some((range, heading)),
            Err(problem) => {
                self.problems.push(self.no_update(&problem, &span));
                None
            }
        }
    }

    fn no_update(&self, problem: &HeadingProblem, span: &Range<usize>) -> Diagnostic {
        const FORMAT: &str = "write `## 2026-11-20 03:12 UTC - Investigating`";
        const TIME: &str = "write `## 2026-11-20 03:12 UTC - Investigating`, with two digits for the hour";
        let (code, message, hint) = match problem {
            HeadingProblem::Zone(zone) => {
                let problem = self.source.problem(Code::BadTime, span, format!("unknown time zone `{zone}`"));
                return problem.hint("use `UTC`, an offset such as `+01:00`, or nothing for the time zone of the page");
            }
            HeadingProblem::Time(_) => (Code::BadTime, "the date is not followed by a time in the form `14:02`", TIME),
            HeadingProblem::NoDash => (Code::NotAnUpdate, "the time is not followed by ` - STATUS`", FORMAT),
            HeadingProblem::NoStatus => (Code::NotAnUpdate, "the status is missing", FORMAT),
            HeadingProblem::Braces(place, message) => {
                let place = span.start + place.start..span.start + place.end;
                let problem = self.source.problem(Code::BadBraces, &place, message.clone());
                return problem.hint("write `{COMPONENT=STATUS COMPONENT=STATUS}`, each component once");
            }
        };
        self.source.problem(code, span, message).hint(hint)
    }

    /// Collects lines that look like updates but are inside an unclosed code or HTML block.
    fn hidden(&mut self, body: &str, range: &Range<usize>) {
        let block = &body[range.clone()];
        let to_the_end = body[range.end..].trim().is_empty();
        let fence = block.trim_start().get(..3).unwrap_or_default();
        let closed = block.trim_end().lines().skip(1).last().is_some_and(|line| line.trim_start().starts_with(fence));
        if !to_the_end || (!fence.starts_with('<') && closed) {
            return;
        }
        let mut at = self.start + range.start;
        for line in block.split_inclusive('\n') {
            let text = line.trim_start_matches('#').trim();
            if line.starts_with("## ") && RawHeading::is_meant(text) {
                let text = Spanned::new(text.to_owned(), at..at + line.trim_end().len());
                self.incident.near_misses.push(NearMiss::heading(text, HeadingLevel::H2));
            }
            at += line.len();
        }
    }
}

/// Returns the text of a heading without its Markdown markers.
pub fn heading_text(source: &str) -> &str {
    let source = source.trim();
    let Some(rest) = source.strip_prefix('#') else {
        // The last line of this heading is a row of `=` or `-`.
        return source.rsplit_once('\n').map_or(source, |(text, _)| text.trim());
    };
    let text = rest.trim_start_matches('#').trim();
    let open = text.trim_end_matches('#');
    // `#` characters at the end are part of the text unless a space or tab precedes them.
    if open.is_empty() || open.ends_with([' ', '\t']) { open.trim_end() } else { text }
}

fn is_relative(address: &str) -> bool {
    let scheme = address.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.chars().all(|each| each.is_ascii_alphanumeric() || "+-.".contains(each))
    });
    !scheme && !address.starts_with("//") && !address.starts_with('#') && !address.is_empty()
}
