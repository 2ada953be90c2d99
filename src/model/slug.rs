use deunicode::deunicode_char;

/// The maximum length of a short slug in characters, so that people can read a URL aloud.
const LONGEST: usize = 60;

/// Converts `text` to lowercase ASCII letters and digits, with single dashes between words. Letters of other scripts
/// are transliterated. The result is empty if `text` has no letter and no digit.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for each in text.to_lowercase().chars() {
        for letter in transliterated(each).chars() {
            match letter.to_ascii_lowercase() {
                letter if letter.is_ascii_alphanumeric() => slug.push(letter),
                // Apostrophes are dropped: they occur within words and in some transliterations.
                '\'' => {}
                _ if slug.is_empty() || slug.ends_with('-') => {}
                _ => slug.push('-'),
            }
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Returns the slug of `text`, cut to at most 60 characters, if possible after a whole word.
pub fn short_slug(text: &str) -> String {
    let mut slug = slug(text);
    if slug.len() > LONGEST {
        let whole_words = slug[..=LONGEST].rfind('-').filter(|at| *at > 0);
        slug.truncate(whole_words.unwrap_or(LONGEST));
    }
    slug
}

/// Returns ASCII text for a lowercase character. Characters that are neither letters nor digits separate words.
fn transliterated(character: char) -> &'static str {
    match character {
        // The usual ASCII spelling of these letters; `deunicode` would only drop the dots and the stroke.
        'ä' => "ae",
        'ö' | 'ø' => "oe",
        'ü' => "ue",
        '\'' | '’' => "'",
        other if other.is_alphanumeric() => deunicode_char(other).unwrap_or(" "),
        _ => " ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_lowercase_ascii() {
        assert_eq!(slug("Card payments are failing!"), "card-payments-are-failing");
        assert_eq!(slug("  Störung: Café & «Straße» "), "stoerung-cafe-strasse");
        assert_eq!(slug("Blåbærsyltetøy, Œuvre, Łódź, þing, Iğdır"), "blabaersyltetoey-oeuvre-lodz-thing-igdir");
        assert_eq!(slug("We can't sign you in"), "we-cant-sign-you-in");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("[ a -> f ]"), "a-f");
        assert_eq!(slug("🔥 …"), "");
    }

    #[test]
    fn long_slugs_end_with_a_whole_word() {
        assert_eq!(short_slug(&"long ".repeat(30)), "long-long-long-long-long-long-long-long-long-long-long-long");
        assert_eq!(short_slug(&"x".repeat(100)).len(), LONGEST);
    }

    #[test]
    fn other_scripts_are_transliterated() {
        assert_eq!(slug("支付故障"), "zhi-fu-gu-zhang");
        assert_eq!(slug("Сбой оплаты"), "sboi-oplaty");
    }
}
