use crate::diagnostic::render::plain;

/// Returns a code span. Its fence has one backtick more than the longest run of backticks in the text.
pub fn code_span(text: &str) -> String {
    let text = plain(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let longest = text.split(|each| each != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    // The spaces separate backticks at the ends of the text from the fence. Markdown removes these spaces.
    if text.starts_with('`') || text.ends_with('`') {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

#[cfg(test)]
mod tests {
    use super::code_span;

    #[test]
    fn backticks_and_control_characters_in_code_span_are_escaped() {
        assert_eq!(code_span("a"), "`a`");
        assert_eq!(code_span("a`b"), "``a`b``");
        assert_eq!(code_span("``"), "``` `` ```");
        assert_eq!(code_span("a\n\n# b\r\n\tc"), "`a # b c`");
        assert_eq!(code_span("\u{1b}[31m\u{202e}"), "`\\u{1b}[31m\\u{202e}`");
    }

    #[test]
    fn markdown_in_code_span_stays_literal() {
        use pulldown_cmark::{Event, Parser};
        for hostile in
            ["@everyone", "[a](javascript:b)", "![x](http://x.y)", "<img src=x>", "a`b``c```", "`", "|a|b|", "&amp;"]
        {
            let line = format!("- {} → {}\n", code_span(hostile), code_span("b"));
            let events: Vec<_> = Parser::new(&line).collect();
            let spans: Vec<_> = events
                .iter()
                .filter_map(|each| if let Event::Code(code) = each { Some(&**code) } else { None })
                .collect();
            assert_eq!(spans, [hostile, "b"], "{line}");
        }
    }
}
