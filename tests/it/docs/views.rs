//! Parses the view types in `src/view/`, for the reference of templates.

use std::collections::BTreeMap;
use std::fs;

use super::root;

/// A struct or an enum that templates read.
#[derive(Debug, Default)]
pub struct View {
    pub name: String,
    /// The path of the file that declares it.
    pub file: String,
    /// Its doc comment.
    pub words: String,
    pub fields: Vec<Field>,
    /// The variants of an enum, as templates see them.
    pub variants: Vec<String>,
}

#[derive(Debug)]
pub struct Field {
    pub name: String,
    /// The Rust type.
    pub kind: String,
    pub words: String,
}

impl Field {
    /// Returns the name of the type without `Option`, `Vec`, references and lifetimes.
    pub fn inner(&self) -> &str {
        let inner = self.kind.rsplit('<').next().unwrap().trim_end_matches('>');
        inner.rsplit([' ', '&']).next().unwrap()
    }
}

/// Returns the serializable types of `src/view/` and the type of the variable `site`, by name.
pub fn views() -> BTreeMap<String, View> {
    let mut files = Vec::new();
    for folder in ["src/view", "src/view/pages", "src/view/draw"] {
        files.extend(fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path()));
    }
    files.retain(|path| path.extension().is_some_and(|ending| ending == "rs"));
    files.sort();
    files.push(root().join("src/emit/html/site_context.rs"));
    let mut views = BTreeMap::new();
    for path in files {
        let file = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
        for view in declared(&fs::read_to_string(&path).unwrap(), &file) {
            let name = view.name.clone();
            assert!(views.insert(name.clone(), view).is_none(), "two views are called `{name}`: give one another name");
        }
    }
    views
}

fn declared(text: &str, file: &str) -> Vec<View> {
    let mut views = Vec::new();
    let mut open: Option<View> = None;
    let (mut words, mut writes, mut skip) = (Vec::new(), false, false);
    for line in text.lines() {
        let line = line.trim();
        if let Some(comment) = line.strip_prefix("///") {
            words.push(comment.trim().to_owned());
        } else if line.starts_with("#[serde(skip") {
            skip = true;
        } else if line.starts_with("#[") {
            writes |= line.starts_with("#[derive(") && line.contains("Serialize");
            let is_known = !line.starts_with("#[serde(") || line.contains("rename_all = \"lowercase\"");
            assert!(is_known, "{file}: tests/it/docs/views.rs does not know what {line} does");
        } else if let Some(view) = &mut open {
            if line == "}" {
                views.extend(open.take());
            } else if let Some((name, kind)) = line.trim_start_matches("pub ").trim_end_matches(',').split_once(": ") {
                let field = Field { name: name.to_owned(), kind: kind.replace("<'a>", ""), words: words.join(" ") };
                view.fields.extend((!skip).then_some(field));
            } else {
                view.variants.push(format!("`{}`", line.trim_end_matches(',').to_lowercase()));
            }
            (words, skip) = (Vec::new(), false);
        } else {
            let named = ["pub struct ", "pub enum ", "pub(super) struct ", "struct "]
                .iter()
                .find_map(|kind| line.strip_prefix(kind));
            if let Some(name) = named.and_then(|rest| rest.strip_suffix(" {")).filter(|_| writes) {
                let name = name.split('<').next().unwrap().to_owned();
                open = Some(View { name, file: file.to_owned(), words: words.join(" "), ..View::default() });
            }
            (words, writes, skip) = (Vec::new(), false, false);
        }
    }
    views
}
