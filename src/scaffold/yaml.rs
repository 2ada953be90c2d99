use std::fmt::Write;

/// Words that some YAML parsers read as booleans or null.
const WORDS: &[&str] = &["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// Formats a string as a YAML value on one line, with quotes if it needs them.
pub fn text(value: &str) -> String {
    if is_plain(value) { value.to_owned() } else { quoted(value) }
}

fn is_plain(value: &str) -> bool {
    let is_safe = |each: char| each.is_alphanumeric() || " _-./".contains(each);
    // The colon of a URL needs no quotes, since no space follows.
    let inner = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://")).unwrap_or(value);
    value.starts_with(char::is_alphabetic)
        && !value.ends_with(' ')
        && inner.chars().all(is_safe)
        && !WORDS.contains(&value.to_lowercase().as_str())
}

fn quoted(value: &str) -> String {
    let mut quoted = String::from("\"");
    for each in value.chars() {
        match each {
            '"' | '\\' => quoted.extend(['\\', each]),
            // YAML reads these as line breaks or as a byte order mark, or rejects them.
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
    fn strings_are_quoted_only_if_needed() {
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
