use crate::diagnostic::{Code, Diagnostic};
use crate::layout::INCIDENTS_FOLDER;

/// The endings of files that are read as incidents, longest first.
const ENDINGS: [&str; 4] = [".md.txt", ".markdown", ".txt", ".md"];

/// What the name of a file below `incidents/` says.
#[derive(Debug)]
pub enum FileName {
    /// The id of an incident or window, and a warning if the name is unusual.
    Event { id: String, problem: Option<Diagnostic> },
    /// The file is no incident; with a warning if its content looks like one.
    Other(Option<Diagnostic>),
}

impl FileName {
    /// Reads the name of the file at `path`. The content decides whether a file without a usual ending is meant.
    pub fn of(path: &str, content: &[u8]) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        let ending = ENDINGS.into_iter().find(|ending| name.to_lowercase().ends_with(ending));
        let is_fenced = content.starts_with(b"---") || content.starts_with(b"\xef\xbb\xbf---");
        let is_meant = is_fenced || content.starts_with(b"## ");
        match ending {
            Some(ending) => Self::event(path, &name[..name.len() - ending.len()], name.ends_with(".md")),
            None if name.contains('.') && is_fenced => {
                let problem =
                    Diagnostic::new(Code::Misnamed, path, format!("`{path}` is not read, because of its ending"));
                Self::Other(Some(problem.hint("rename it so that it ends in `.md` if it is an incident")))
            }
            None if name.contains('.') || !is_meant => Self::Other(None),
            None => Self::event(path, name, false),
        }
    }

    fn event(path: &str, stem: &str, has_usual_ending: bool) -> Self {
        let id = if is_id(stem) { stem.to_owned() } else { id_of(stem) };
        let is_usual = has_usual_ending && id == stem && path.split('/').next() == Some(INCIDENTS_FOLDER);
        let problem = (!is_usual).then(|| {
            let problem = Diagnostic::new(Code::Misnamed, path, format!("`{path}` is read as the incident `{id}`"));
            problem.hint(format!("rename it to `{INCIDENTS_FOLDER}/{id}.md`"))
        });
        Self::Event { id, problem }
    }
}

/// Whether a name can be the id of an incident or window as it is.
pub fn is_id(name: &str) -> bool {
    !name.is_empty() && name.chars().all(is_of_id)
}

const fn is_of_id(character: char) -> bool {
    matches!(character, 'a'..='z' | '0'..='9' | '-' | '_')
}

/// Returns a name in lower case, with every run of characters that no id has as `-`.
fn id_of(name: &str) -> String {
    let lower = name.to_lowercase();
    let parts: Vec<_> = lower.split(|each| !is_of_id(each)).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "incident".to_owned() } else { parts.join("-") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unusual_names_are_read_with_a_warning() {
        let id = |path: &str, content: &str| match FileName::of(path, content.as_bytes()) {
            FileName::Event { id, problem } => (id, problem.is_some()),
            FileName::Other(problem) => (String::new(), problem.is_some()),
        };
        let cases = [
            ("incidents/2026-11-20_a.md", "", "2026-11-20_a", false),
            ("incidents/2026/a.md", "", "a", false),
            ("Incidents/2026-11-20 No Orders.md", "", "2026-11-20-no-orders", true),
            ("incident/Orders.MD", "", "orders", true),
            ("incidents/störung.md", "", "st-rung", true),
            ("incidents/a.md.txt", "", "a", true),
            ("incidents/a", "## 2026-11-20 14:02 UTC - x", "a", true),
            ("incidents/a", "Notes", "", false),
            ("incidents/a.md.orig", "---\n", "", true),
            ("incidents/a.png", "PNG", "", false),
            ("incidents/日本.md", "", "incident", true),
        ];
        for (path, content, expected, warns) in cases {
            assert_eq!(id(path, content), (expected.to_owned(), warns), "{path}");
        }
    }
}
