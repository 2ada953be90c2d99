/// A stylesheet or a script of ours as it is sent: without indentation, and without the lines that only
/// explain it. Every visitor pays for those, and they can be read in the repository.
pub(super) fn lean(text: &str) -> String {
    let mut sent = String::with_capacity(text.len());
    let mut is_comment = false;
    for line in text.lines().map(str::trim) {
        is_comment |= line.starts_with("/*");
        if !is_comment && !line.is_empty() && !line.starts_with("//") {
            sent.push_str(line);
            sent.push('\n');
        }
        is_comment &= !line.ends_with("*/");
    }
    sent
}

#[cfg(test)]
mod tests {
    use super::super::built_in::BUILT_IN;
    use super::lean;

    #[test]
    fn only_what_is_read_by_people_goes() {
        let text = "/* a\n   b */\n\nhtml {\n  color: red; /* c */\n}\n  // d\n  const e = \"// f\";\n";
        assert_eq!(lean(text), "html {\ncolor: red; /* c */\n}\nconst e = \"// f\";\n");
    }

    #[test]
    fn no_text_of_our_assets_spans_lines() {
        for (path, text) in BUILT_IN.iter().filter(|(path, _)| path.starts_with("assets/")) {
            for line in text.lines() {
                assert_eq!(line.matches('`').count() % 2, 0, "{path}: {line}");
                assert!(!line.trim_end().ends_with('\\'), "{path}: {line}");
            }
        }
    }
}
