/// The maximum number of bytes in a line, without its line break.
const MAX_LINE: usize = 75;

/// Folds `lines` again, because the crate `icalendar` makes some lines one byte too long: it does not count the space
/// at the start of a continuation line.
///
/// Source: RFC 5545, section 3.1, <https://www.rfc-editor.org/rfc/rfc5545#section-3.1>.
pub(super) fn fold(lines: &str) -> String {
    let mut folded = String::with_capacity(lines.len() + lines.len() / 32);
    for line in lines.replace("\r\n ", "").split_terminator("\r\n") {
        let (mut rest, mut room) = (line, MAX_LINE);
        while rest.len() > room {
            let end = (0..=room).rev().find(|end| rest.is_char_boundary(*end)).unwrap_or(room);
            let (part, more) = rest.split_at(end);
            folded.push_str(part);
            folded.push_str("\r\n ");
            (rest, room) = (more, MAX_LINE - 1);
        }
        folded.push_str(rest);
        folded.push_str("\r\n");
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn folded_lines_have_at_most_75_bytes_and_no_split_characters() {
        for character in ["a", "é", "維", "😀", " "] {
            for length in 0..200 {
                let line = format!("SUMMARY:x{}", character.repeat(length));
                let folded = fold(&format!("{line}\r\nEND:VEVENT\r\n"));
                assert!(folded.split("\r\n").all(|line| line.len() <= 75), "{folded}");
                assert_eq!(folded.replace("\r\n ", ""), format!("{line}\r\nEND:VEVENT\r\n"));
            }
        }
    }

    #[test]
    fn line_that_was_folded_too_early_is_joined() {
        let short = "SUMMARY:a\r\n b\r\n  c\r\n";
        assert_eq!(fold(short), "SUMMARY:ab c\r\n");
    }
}
