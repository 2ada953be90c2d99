/// The most characters of a text that are shown.
const LONGEST: usize = 160;
/// How many words before the first difference are shown.
const BEFORE: usize = 4;

/// Returns the beginning of a text, with all line breaks replaced by spaces.
pub fn of(text: &str) -> String {
    cut(&text.split_whitespace().collect::<Vec<_>>())
}

/// Returns excerpts of two versions of a text, starting shortly before the first difference. The excerpts are equal
/// if the versions differ only in white space.
pub fn of_change(from: &str, to: &str) -> (String, String) {
    let (from, to): (Vec<_>, Vec<_>) = (from.split_whitespace().collect(), to.split_whitespace().collect());
    let same = from.iter().zip(&to).take_while(|(from, to)| from == to).count();
    let start = if same > 2 * BEFORE { same - BEFORE } else { 0 };
    let excerpt = |words: &[&str]| {
        let rest = cut(&words[start.min(words.len())..]);
        if start == 0 { rest } else { format!("… {rest}") }
    };
    (excerpt(&from), excerpt(&to))
}

fn cut(words: &[&str]) -> String {
    let mut text = String::new();
    let mut length = 0;
    for word in words {
        let more = word.chars().count() + 1;
        if length + more > LONGEST {
            // Cut a single word that is too long.
            if text.is_empty() {
                text.extend(word.chars().take(LONGEST));
            }
            return text + "…";
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
        length += more;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpt_of_long_text_is_cut_between_words() {
        assert_eq!(of(" We\nlook.\n"), "We look.");
        assert_eq!(of(""), "");
        assert_eq!(of(&"grün ".repeat(100)).chars().count(), 32 * 5);
        assert_eq!(of(&"x".repeat(500)).chars().count(), LONGEST + 1);
    }

    #[test]
    fn excerpt_of_edit_starts_before_difference() {
        let before = format!("{}end", "word ".repeat(20));
        let after = before.replace("end", "finish");
        let (from, to) = of_change(&before, &after);
        assert_eq!((from.as_str(), to.as_str()), ("… word word word word end", "… word word word word finish"));
        assert_eq!(of_change("a b", "a c"), ("a b".into(), "a c".into()));
        assert_eq!(of_change("a", ""), ("a".into(), String::new()));
    }
}
