/// The longest slug, in characters: an address that people can still read out.
const LONGEST: usize = 60;

/// Lower-case letters, digits and single dashes that remind of `text`; nothing where no letter can be told.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for each in text.to_lowercase().chars() {
        match plain(each) {
            "" if each.is_ascii_alphanumeric() => slug.push(each),
            // An apostrophe joins what it stands between.
            "" if "'’".contains(each) => {}
            "" if slug.is_empty() || slug.ends_with('-') => {}
            "" => slug.push('-'),
            letters => slug.push_str(letters),
        }
    }
    shortened(slug.trim_end_matches('-')).to_owned()
}

/// Without the words at its end that are too much.
fn shortened(slug: &str) -> &str {
    if slug.len() <= LONGEST {
        return slug;
    }
    let whole_words = slug[..=LONGEST].rfind('-').filter(|at| *at > 0);
    slug[..whole_words.unwrap_or(LONGEST)].trim_end_matches('-')
}

/// What people write for a letter where the keyboard does not have it.
const fn plain(letter: char) -> &'static str {
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
    fn titles_become_addresses() {
        assert_eq!(slug("Card payments are failing!"), "card-payments-are-failing");
        assert_eq!(slug("  Störung: Café & «Straße» "), "stoerung-cafe-strasse");
        assert_eq!(slug("We can't sign you in"), "we-cant-sign-you-in");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("決済の障害"), "");
        assert_eq!(slug(&"long ".repeat(30)), "long-long-long-long-long-long-long-long-long-long-long-long");
        assert_eq!(slug(&"x".repeat(100)).len(), LONGEST);
    }
}
