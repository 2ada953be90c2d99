/// The maximum length of a slug in characters: short enough to be read out.
const MAX_LENGTH: usize = 60;

/// Returns `text` as lower-case ASCII letters, digits and single dashes; empty if it has no Latin letter or digit.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for each in text.to_lowercase().chars() {
        match transliterate(each) {
            "" if each.is_ascii_alphanumeric() => slug.push(each),
            // `can't` becomes `cant`.
            "" if "'’".contains(each) => {}
            "" if slug.is_empty() || slug.ends_with('-') => {}
            "" => slug.push('-'),
            letters => slug.push_str(letters),
        }
    }
    truncate(slug.trim_end_matches('-')).to_owned()
}

/// Cuts a slug to the maximum length, between words if possible.
fn truncate(slug: &str) -> &str {
    if slug.len() <= MAX_LENGTH {
        return slug;
    }
    let whole_words = slug[..=MAX_LENGTH].rfind('-').filter(|at| *at > 0);
    slug[..whole_words.unwrap_or(MAX_LENGTH)].trim_end_matches('-')
}

/// Returns the usual ASCII spelling of a letter; empty if there is none.
const fn transliterate(letter: char) -> &'static str {
    match letter {
        'ä' | 'æ' => "ae",
        'ö' | 'ø' | 'œ' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' | 'ľ' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ő' | 'ō' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ţ' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ű' | 'ū' | 'ů' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_slugs() {
        assert_eq!(slug("Card payments are failing!"), "card-payments-are-failing");
        assert_eq!(slug("  Störung: Café & «Straße» "), "stoerung-cafe-strasse");
        assert_eq!(slug("We can't sign you in"), "we-cant-sign-you-in");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("決済の障害"), "");
        assert_eq!(slug(&"long ".repeat(30)), "long-long-long-long-long-long-long-long-long-long-long-long");
        assert_eq!(slug(&"x".repeat(100)).len(), MAX_LENGTH);
    }
}
