use tera::{Context, Tera};

use super::EmitError;
use super::everywhere::Everywhere;
use crate::view::{PageHead, address, escape};

/// What stands for the parts of a page that differ: characters of Unicode's private use areas.
const SLOTS: [char; 4] = [TITLE, DESCRIPTION, ID, MAIN];
const TITLE: char = '\u{F0000}';
const DESCRIPTION: char = '\u{F0001}';
const ID: char = '\u{F0002}';
const MAIN: char = '\u{F0003}';

/// What stands around the main part of the pages of all incidents and windows, made once for thousands of them.
#[derive(Debug)]
pub(super) struct Frame {
    head: PageHead,
    /// The page around what differs, cut where that stands.
    pieces: Vec<(String, Option<char>)>,
}

impl Frame {
    /// The templates that a frame takes, by name: the frame itself, and the main parts of the pages in it.
    ///
    /// `of` is the text of the template of that name.
    pub fn templates(of: impl Fn(&str) -> Option<String>) -> Vec<(String, String)> {
        let frame = format!("{{% extends \"base.html\" %}}{{% block main %}}{MAIN}{{% endblock main %}}");
        let main = |name: &str| {
            let text = of(name)?;
            let text = text.strip_prefix("{% extends \"base.html\" %}")?.trim();
            // What is included has to be found anew for each update; what stands there need not.
            Some((Self::main(name), text.replace("{% include \"parts/update.html\" %}", &of("parts/update.html")?)))
        };
        let mains = ["incident.html", "window.html"].into_iter().filter_map(main);
        std::iter::once(("frame.html".to_owned(), frame)).chain(mains).collect()
    }

    /// The template of the main part alone of the page that the template `name` makes.
    pub fn main(name: &str) -> String {
        format!("main/{name}")
    }

    /// The frame as the templates make it; none where the site's own texts hold what stands for others.
    pub fn new(templates: &Tera, site: &Everywhere<'_>) -> Result<Option<Self>, EmitError> {
        let path = address::event(&ID.to_string());
        let root = address::root(&path);
        let head =
            PageHead { path, root, title: TITLE.into(), description: DESCRIPTION.into(), feeds: None, preview: None };
        let told = serde_json::to_string(site).map_err(|error| EmitError::new("frame.html", &error))?;
        if told.contains(SLOTS) {
            return Ok(None);
        }
        let mut context = Context::new();
        context.insert("head", &head);
        let html = templates
            .render("frame.html", &context)
            .map_err(|report| EmitError::Template { path: "frame.html".to_owned(), report })?;
        let mut pieces = Vec::new();
        let mut rest = html.as_str();
        while let Some(at) = rest.find(SLOTS) {
            let slot = rest[at..].chars().next();
            pieces.push((rest[..at].to_owned(), slot));
            rest = &rest[at + slot.map_or(0, char::len_utf8)..];
        }
        pieces.push((rest.to_owned(), None));
        Ok(Some(Self { head, pieces }))
    }

    /// Whether the page of the event `id` with this head differs from others only in what a frame can tell.
    pub fn fits(&self, head: &PageHead, id: &str) -> bool {
        let PageHead { path, root, title: _, description: _, feeds, preview } = head;
        *path == address::event(id) && *root == self.head.root && feeds.is_none() && preview.is_none()
    }

    /// The page of the event `id` with the main part `main`.
    pub fn around(&self, head: &PageHead, id: &str, main: &str) -> String {
        let (title, description) = (escape(&head.title), escape(&head.description));
        let of = |slot: Option<char>| match slot {
            Some(TITLE) => &*title,
            Some(DESCRIPTION) => &*description,
            Some(ID) => id,
            Some(_) => main,
            None => "",
        };
        let length = self.pieces.iter().map(|(text, slot)| text.len() + of(*slot).len()).sum();
        let mut html = String::with_capacity(length);
        for (text, slot) in &self.pieces {
            html.push_str(text);
            html.push_str(of(*slot));
        }
        html
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::BuiltIn;

    #[test]
    fn what_each_update_includes_stands_in_its_place() {
        let templates =
            Frame::templates(|name| BuiltIn::at(&format!("templates/{name}")).map(|file| file.text.to_owned()));
        let mains = ["incident.html", "window.html"].map(Frame::main);
        for name in mains {
            let (_, text) = templates.iter().find(|(each, _)| *each == name).unwrap();
            assert!(text.contains("class=\"update-head\"") && !text.contains("parts/update.html"), "{name}");
        }
    }
}
