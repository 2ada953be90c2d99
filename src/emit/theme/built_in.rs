/// Every file of the built-in theme, by its path under `theme/`.
pub(super) const BUILT_IN: &[(&str, &str)] = &[
    ("assets/page.js", include_str!("../../../theme/assets/page.js")),
    ("assets/style.css", include_str!("../../../theme/assets/style.css")),
    ("templates/404.html", include_str!("../../../theme/templates/404.html")),
    ("templates/base.html", include_str!("../../../theme/templates/base.html")),
    ("templates/component.html", include_str!("../../../theme/templates/component.html")),
    ("templates/history.html", include_str!("../../../theme/templates/history.html")),
    ("templates/incident.html", include_str!("../../../theme/templates/incident.html")),
    ("templates/index.html", include_str!("../../../theme/templates/index.html")),
    ("templates/maintenance.html", include_str!("../../../theme/templates/maintenance.html")),
    ("templates/parts/banner.html", include_str!("../../../theme/templates/parts/banner.html")),
    ("templates/parts/bits.html", include_str!("../../../theme/templates/parts/bits.html")),
    ("templates/parts/due.html", include_str!("../../../theme/templates/parts/due.html")),
    ("templates/parts/footer.html", include_str!("../../../theme/templates/parts/footer.html")),
    ("templates/parts/head.html", include_str!("../../../theme/templates/parts/head.html")),
    ("templates/parts/header.html", include_str!("../../../theme/templates/parts/header.html")),
    ("templates/parts/icons.html", include_str!("../../../theme/templates/parts/icons.html")),
    ("templates/parts/item.html", include_str!("../../../theme/templates/parts/item.html")),
    ("templates/parts/row.html", include_str!("../../../theme/templates/parts/row.html")),
    ("templates/parts/trouble.html", include_str!("../../../theme/templates/parts/trouble.html")),
    ("templates/parts/turns.html", include_str!("../../../theme/templates/parts/turns.html")),
    ("templates/parts/update.html", include_str!("../../../theme/templates/parts/update.html")),
    ("templates/parts/window-card.html", include_str!("../../../theme/templates/parts/window-card.html")),
    ("templates/subscribe.html", include_str!("../../../theme/templates/subscribe.html")),
    ("templates/window.html", include_str!("../../../theme/templates/window.html")),
    ("text/en.ftl", include_str!("../../../theme/text/en.ftl")),
];

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
        assert_eq!(found, BUILT_IN.iter().map(|(path, _)| *path).collect::<Vec<_>>());
    }
}
