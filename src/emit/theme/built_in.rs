/// A file of the built-in theme.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    /// Under `theme/`.
    pub path: &'static str,
    pub text: &'static str,
    /// What it is for, as a list tells it.
    pub purpose: &'static str,
}

/// Declares the files once, each with its purpose, by path.
macro_rules! built_in {
    ($($path:literal: $purpose:literal;)+) => {
        /// Every file, by path.
        pub const ALL: &[Self] = &[$(Self {
            path: $path,
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/theme/", $path)),
            purpose: $purpose,
        },)+];
    };
}

impl BuiltIn {
    built_in! {
        "assets/embed.css": "the look of the page that other sites show in a frame";
        "assets/embed.js": "the notice for other sites; it stands at the root, at `embed.js`";
        "assets/page.js": "the script, without which every page works too";
        "assets/style.css": "the stylesheet; colours and sizes are its custom properties";
        "assets/uptime.css": "what the pages of uptime have of a look of their own";
        "assets/uptime.js": "the choice of months on the pages of uptime";
        "templates/404.html": "the page of an address that leads nowhere";
        "templates/badges.html": "the page of badges for other sites";
        "templates/base.html": "the frame of every page";
        "templates/component.html": "the page of a component";
        "templates/embed.html": "the page that other sites show in a frame";
        "templates/history.html": "the pages of past months";
        "templates/incident.html": "the page of an incident";
        "templates/index.html": "the front page";
        "templates/maintenance.html": "the list of maintenance windows";
        "templates/parts/affected-days.html": "the days that days in uptime bars link to";
        "templates/parts/axis.html": "the axis of the uptime bars of many components";
        "templates/parts/banner.html": "the one answer at the top of the front page";
        "templates/parts/bits.html": "small pieces that many templates use, such as a status or a time; those of updates and periods stand in their own markup";
        "templates/parts/footer.html": "the foot of every page";
        "templates/parts/head.html": "what stands in `<head>`";
        "templates/parts/header.html": "the name and the links at the top of every page";
        "templates/parts/icons.html": "the drawing of each kind of state";
        "templates/parts/item.html": "an incident or a window in a list";
        "templates/parts/next-update.html": "when the next update of an incident is due";
        "templates/parts/row.html": "a component on the front page";
        "templates/parts/scheduled-changes.html": "what maintenance windows change on the front page";
        "templates/parts/update.html": "an update of an incident or a window";
        "templates/parts/window-card.html": "a window in progress or to come";
        "templates/subscribe.html": "all the ways to hear of news";
        "templates/uptime.html": "the uptime of every component, month by month";
        "templates/window.html": "the page of a maintenance window";
        "text/ar.ftl": "every word in Arabic, from right to left";
        "text/de.ftl": "every word in German";
        "text/en.ftl": "every word in English";
        "text/es.ftl": "every word in Spanish";
        "text/fr.ftl": "every word in French";
        "text/ja.ftl": "every word in Japanese";
        "text/pt.ftl": "every word in Portuguese";
        "text/zh.ftl": "every word in Chinese in simplified characters";
    }

    /// What pages load of it: the same without what only its readers need, for which every visitor would pay.
    /// `tests/browser/lean.test.mjs` makes it, and proves it fresh.
    pub fn lean(&self) -> Option<&'static str> {
        match self.path {
            "assets/embed.css" => Some(include_str!("lean/embed.css")),
            "assets/embed.js" => Some(include_str!("lean/embed.js")),
            "assets/page.js" => Some(include_str!("lean/page.js")),
            "assets/style.css" => Some(include_str!("lean/style.css")),
            "assets/uptime.css" => Some(include_str!("lean/uptime.css")),
            "assets/uptime.js" => Some(include_str!("lean/uptime.js")),
            _ => None,
        }
    }

    /// The file at `path` under `theme/`.
    pub fn at(path: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|file| file.path == path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_and_the_folder_agree() {
        fn walk(folder: &std::path::Path, found: &mut Vec<String>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, found);
                } else {
                    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/theme/");
                    found.push(path.to_str().unwrap().strip_prefix(root).unwrap().to_owned());
                }
            }
        }
        let mut found = Vec::new();
        walk(concat!(env!("CARGO_MANIFEST_DIR"), "/theme").as_ref(), &mut found);
        found.sort();
        let table: Vec<_> = BuiltIn::ALL.iter().map(|file| file.path).collect();
        assert_eq!(found, table, "name each file of `theme/` and its purpose in `src/emit/theme/built_in.rs`, by path");
    }
}
