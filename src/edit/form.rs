use std::ops::Range;
use std::rc::Rc;

use super::compare::only_choices_differ;
use super::source_bytes::SourceBytes;
use crate::diagnostic::{Code, Diagnostic, Failure};
use crate::source::SourceText;
use crate::source::yaml::{Node, parse};

/// The choice for no component; no id has parentheses.
const NO_COMPONENT: &str = "(none)";
/// The maximum number of components to choose from, so that the list stays usable on a phone. Others can be typed.
const MAX_COMPONENTS: usize = 100;

/// The form for incidents, with the list of components to choose from. Two comments enclose the list.
#[derive(Debug)]
pub struct IncidentForm<'a> {
    source: &'a SourceText,
    /// The comment before the choices.
    begin: Range<usize>,
    /// The lines between the two comments.
    choices: Range<usize>,
}

/// The components that a form has to get, and those that it has to lose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormDifference {
    pub added: Vec<String>,
    pub removed: Vec<String>,
}

impl<'a> IncidentForm<'a> {
    /// The comment before the choices. The rest of its line is for people.
    pub const BEGIN: &'static str = "# begin components";
    /// The comment after the choices.
    pub const END: &'static str = "# end components";

    /// Finds the choices in a workflow. Returns `None` if one of the two comments is missing.
    pub fn find(source: &'a SourceText) -> Option<Self> {
        let mut start = 0;
        let mut begin: Option<Range<usize>> = None;
        for line in source.text.split_inclusive('\n') {
            let text = line.trim();
            let indent = line.len() - line.trim_start().len();
            match &begin {
                None if text.starts_with(Self::BEGIN) => begin = Some(start + indent..start + indent + text.len()),
                Some(begin) if text.starts_with(Self::END) => {
                    let first = begin.end + source.text[begin.end..].find('\n')? + 1;
                    return Some(Self { source, begin: begin.clone(), choices: first..start });
                }
                _ => {}
            }
            start += line.len();
        }
        None
    }

    /// Returns how the form differs from one with these components, or `None` if it offers them in this order.
    pub fn difference(&self, ids: &[&str]) -> Option<FormDifference> {
        let (offered, wanted) = (self.offered(), wanted(ids));
        let missing_in = |list: &[&str], all: &[&str]| -> Vec<_> {
            all.iter().filter(|id| !list.contains(id)).map(|id| (*id).to_owned()).collect()
        };
        let (added, removed) = (missing_in(&offered, &wanted), missing_in(&wanted, &offered));
        (offered != wanted).then_some(FormDifference { added, removed })
    }

    /// Creates a diagnostic at the list of components.
    pub fn problem(&self, code: Code, message: String) -> Diagnostic {
        self.source.problem(code, &self.begin, message)
    }

    /// Returns the bytes of the workflow with these components to choose from. `bytes` are its bytes now.
    ///
    /// # Errors
    /// When the workflow is invalid, or other values would change.
    pub fn offer(&self, bytes: &[u8], ids: &[&str]) -> Result<Vec<u8>, Failure> {
        let path = &self.source.path;
        let old = tree(self.source)?;
        let line_start = self.source.text[..self.begin.start].rfind('\n').map_or(0, |newline| newline + 1);
        let indent = &self.source.text[line_start..self.begin.start];
        let new = SourceBytes::new(bytes).replace(&self.choices, &choice_lines(ids, indent));
        let changed = SourceText::new(path, &new).ok().and_then(|source| tree(&source).ok());
        if changed.is_some_and(|changed| only_choices_differ(&old, &changed)) {
            return Ok(new);
        }
        Err(Failure::invalid(format!("could not change the components in `{path}`: other values would change"))
            .hint(format!("put only the list of components between `{}` and `{}`", Self::BEGIN, Self::END)))
    }

    fn offered(&self) -> Vec<&'a str> {
        let lines = self.source.text[self.choices.clone()].lines();
        let items = lines.filter_map(|line| line.trim().strip_prefix('-'));
        items.map(|item| item.trim().trim_matches(['"', '\''])).collect()
    }
}

fn tree(source: &SourceText) -> Result<Rc<Node>, Failure> {
    parse(source, 0..source.text.len()).map_err(|problem| {
        let failure = Failure::invalid(format!("could not read `{}`", source.path));
        failure.diagnostics([&problem]).hint("fix it first")
    })
}

/// Returns the lines of a YAML list with these components to choose from.
pub fn choice_lines(ids: &[&str], indent: &str) -> String {
    let mut lines = String::new();
    for id in wanted(ids) {
        // In quotes, because an id such as `404` or `no` is not text for every YAML parser.
        lines.extend([indent, "- \"", id, "\"\n"]);
    }
    lines
}

fn wanted<'a>(ids: &[&'a str]) -> Vec<&'a str> {
    std::iter::once(NO_COMPONENT).chain(ids.iter().copied().take(MAX_COMPONENTS)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "on:\n  options: # ours\n    # begin components, see there\n    - \"(none)\"\n    - 'api'\n    # end components\n  other: [x] # theirs\n";

    fn offered(text: &str, ids: &[&str]) -> Result<String, Failure> {
        let source = SourceText::new("form.yml", text.as_bytes()).unwrap();
        let form = IncidentForm::find(&source).unwrap();
        form.offer(text.as_bytes(), ids).map(|bytes| String::from_utf8(bytes).unwrap())
    }

    fn difference(text: &str, ids: &[&str]) -> Option<(Vec<String>, Vec<String>)> {
        let source = SourceText::new("form.yml", text.as_bytes()).unwrap();
        let found = IncidentForm::find(&source).unwrap().difference(ids);
        found.map(|FormDifference { added, removed }| (added, removed))
    }

    #[test]
    fn only_lines_between_the_comments_change() {
        let wanted = FORM.replace("    - 'api'\n", "    - \"web\"\n    - \"404\"\n").replace('\n', "\r\n");
        assert_eq!(offered(&FORM.replace('\n', "\r\n"), &["web", "404"]).unwrap(), wanted);
        let deep = FORM.replace("    #", "      #").replace("    - ", "      - ");
        assert_eq!(offered(&deep, &["api"]).unwrap(), deep.replace('\'', "\""));
    }

    #[test]
    fn difference_ignores_quotes_but_not_order() {
        let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        assert_eq!(difference(FORM, &["api"]), None);
        assert_eq!(difference(FORM, &["web"]), Some((owned(&["web"]), owned(&["api"]))));
        let two = offered(FORM, &["api", "web"]).unwrap();
        assert_eq!(difference(&two, &["web", "api"]), Some((Vec::new(), Vec::new())));
    }

    #[test]
    fn form_offers_the_first_hundred_components() {
        let ids: Vec<_> = (0..150).map(|number| format!("c{number}")).collect();
        let ids: Vec<_> = ids.iter().map(String::as_str).collect();
        let text = offered(FORM, &ids).unwrap();
        assert_eq!(text.matches("- \"c").count(), 100);
        assert_eq!(difference(&text, &ids), None);
    }

    #[test]
    fn workflow_without_the_comments_has_no_choices() {
        for text in ["", "on: push\n", "# begin components\n", "# end components\n# begin components"] {
            assert!(IncidentForm::find(&SourceText::new("form.yml", text.as_bytes()).unwrap()).is_none(), "{text}");
        }
    }

    #[test]
    fn comments_around_other_values_are_refused() {
        let around_a_key = FORM.replace("    # end components\n", "") + "# end components\n";
        let failure = offered(&around_a_key, &["web"]).unwrap_err();
        assert!(failure.message.ends_with("other values would change"), "{failure}");
    }

    #[test]
    fn invalid_workflow_is_refused() {
        let failure = offered(&FORM.replace("[x]", "[x"), &["web"]).unwrap_err();
        assert_eq!(failure.message, "could not read `form.yml`");
    }
}
