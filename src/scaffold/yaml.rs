use std::fmt::Write;

/// Words that YAML parsers may read as other types than strings.
const WORDS: &[&str] = &["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// Formats a text as a YAML value on one line, quoted if necessary.
pub fn text(value: &str) -> String {
    if is_plain(value) { value.to_owned() } else { quoted(value) }
}

fn is_plain(value: &str) -> bool {
    let is_quiet = |each: char| each.is_alphanumeric() || " _-./".contains(each);
    // The colon of a URL is part of the text, because no space follows it.
    let inner = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://")).unwrap_or(value);
    value.starts_with(char::is_alphabetic)
        && !value.ends_with(' ')
        && inner.chars().all(is_quiet)
        && !WORDS.contains(&value.to_lowercase().as_str())
}

fn quoted(value: &str) -> String {
    let mut quoted = String::from("\"");
    for each in value.chars() {
        match each {
            '"' | '\\' => quoted.extend(['\\', each]),
            // In YAML these are line breaks, a byte order mark, or not allowed.
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => escape(&mut quoted, each),
            _ if each.is_control() => escape(&mut quoted, each),
            _ => quoted.push(each),
        }
    }
    quoted + "\""
}

fn escape(quoted: &mut String, each: char) {
    // Writing into a string never fails.
    let _ = write!(quoted, "\\u{:04x}", u32::from(each));
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn text_round_trips() {
        for plain in ["Acme", "Acme Inc.", "Główna strona", "https://acme.github.io/status", "API v2"] {
            assert_eq!(text(plain), plain);
        }
        assert_eq!(text("no"), "\"no\"");
        assert_eq!(text("404"), "\"404\"");
        assert_eq!(text("A: \"B\" #c\\"), "\"A: \\\"B\\\" #c\\\\\"");
        assert_eq!(text("a\u{2028}b"), "\"a\\u2028b\"");
        assert_eq!(text("- a"), "\"- a\"");
    }
}
