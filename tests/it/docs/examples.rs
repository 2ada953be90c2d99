use pulldown_cmark::{CodeBlockKind, CowStr, Event, Parser, Tag, TagEnd};

/// A fenced block of a page: ```` ```yaml status.yaml ````.
pub struct Example {
    pub language: String,
    /// The rest of the line after the language: a path, or `at` and a time; may be empty.
    pub of: String,
    pub text: String,
}

/// Returns the fenced blocks of a page, by section.
pub fn sections(page: &str) -> Vec<Vec<Example>> {
    let mut sections = vec![Vec::new()];
    let mut open = None;
    for event in Parser::new(page) {
        match event {
            Event::Start(Tag::Heading { .. }) => sections.push(Vec::new()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => open = Some(Example::begun(&info)),
            Event::Text(text) => open.iter_mut().for_each(|example| example.text.push_str(&text)),
            Event::End(TagEnd::CodeBlock) => sections.last_mut().unwrap().extend(open.take()),
            _ => {}
        }
    }
    sections
}

impl Example {
    fn begun(info: &CowStr<'_>) -> Self {
        let (language, of) = info.split_once(' ').unwrap_or((info, ""));
        Self { language: language.to_owned(), of: of.to_owned(), text: String::new() }
    }
}
