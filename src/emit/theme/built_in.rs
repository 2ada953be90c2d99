/// A file of the built-in theme.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    /// The path under `theme/`.
    pub path: &'static str,
    pub text: &'static str,
    /// The purpose, for `theme list` and `docs/theme.md`.
    pub purpose: &'static str,
}

/// Declares the files of the built-in theme with their purposes, sorted by path.
macro_rules! built_in {
    ($($path:literal: $purpose:literal;)+) => {
        /// All files, sorted by path.
        pub const ALL: &[Self] = &[$(Self {
            path: $path,
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/theme/", $path)),
            purpose: $purpose,
        },)+];
    };
}

impl BuiltIn {
    built_in! {
        "assets/embed.css": "the stylesheet of the page for frames on other sites";
        "assets/embed.js": "the script that shows a notice on other sites; served as `embed.js`";
        "assets/page.js": "the script of all pages; they also work without it";
        "assets/style.css": "the stylesheet of all pages; its custom properties set colors and sizes";
        "assets/uptime.css": "the additional stylesheet of the uptime pages";
        "assets/uptime.js": "the script that selects months on the uptime pages";
        "templates/404.html": "the error page for unknown URLs";
        "templates/badges.html": "the list of badges";
        "templates/base.html": "the layout of all pages";
        "templates/component.html": "the page of a component";
        "templates/embed.html": "the page for frames on other sites";
        "templates/history.html": "the incidents of a range of months";
        "templates/incident.html": "the page of an incident";
        "templates/index.html": "the front page";
        "templates/maintenance.html": "the list of maintenance windows";
        "templates/parts/affected-days.html": "the list of days that the days in uptime bars link to";
        "templates/parts/axis.html": "the axis of the uptime bars of many components";
        "templates/parts/banner.html": "the overall status at the top of the front page";
        "templates/parts/bits.html": "components that many templates use, such as a status or a time";
        "templates/parts/footer.html": "the footer of all pages";
        "templates/parts/head.html": "the content of `<head>`";
        "templates/parts/header.html": "the header of all pages: the name, the logo and links";
        "templates/parts/icons.html": "an icon for each kind of status";
        "templates/parts/item.html": "an incident or a window in a list";
        "templates/parts/next-update.html": "when the next update of an incident is due";
        "templates/parts/row.html": "a component on the front page";
        "templates/parts/scheduled-changes.html": "the parts of the front page that change when a maintenance window starts or ends";
        "templates/parts/update.html": "an update of an incident or a window";
        "templates/parts/window-card.html": "a maintenance window that is in progress or scheduled";
        "templates/subscribe.html": "the feeds, the calendar and the other ways to follow the page";
        "templates/uptime.html": "the uptime of every component, month by month";
        "templates/window.html": "the page of a maintenance window";
        "text/ar.ftl": "all texts in Arabic";
        "text/de.ftl": "all texts in German";
        "text/en.ftl": "all texts in English";
        "text/es.ftl": "all texts in Spanish";
        "text/fr.ftl": "all texts in French";
        "text/ja.ftl": "all texts in Japanese";
        "text/pt.ftl": "all texts in Portuguese";
        "text/zh.ftl": "all texts in Simplified Chinese";
    }

    /// Returns the minified version of a stylesheet or script, which pages load. `tests/browser/lean.test.mjs`
    /// generates it and fails if it is out of date.
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

    /// Returns the file at `path` under `theme/`.
    pub fn at(path: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|file| file.path == path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_theme_has_every_file_of_theme_folder() {
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
        assert_eq!(
            found, table,
            "list each file of `theme/` with its purpose in `src/emit/theme/built_in.rs`, sorted by path"
        );
    }
}
