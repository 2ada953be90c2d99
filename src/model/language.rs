/// The ISO 15924 codes of scripts that are written from right to left.
const SCRIPTS: [&str; 9] = ["adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"];
/// Languages that are written from right to left, unless their tag names another script.
const LANGUAGES: [&str; 21] = [
    "ar", "arc", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn", "nqo", "pnb", "ps", "sd",
    "syr", "ug", "ur", "yi",
];

/// The tag of a language, such as `en`, `pt-BR` or `zh-Hans-CN`.
#[derive(Clone, Copy, Debug)]
pub struct Language<'a>(pub &'a str);

impl<'a> Language<'a> {
    /// Returns the tags of catalogs to try, the closest first: `zh-Hans-CN`, `zh-Hans`, `zh`.
    ///
    /// `zh` is left out for Traditional Chinese, because the catalog `zh` is Simplified Chinese. English is used
    /// instead.
    pub fn lookup(self) -> Vec<&'a str> {
        let shorter = |tag: &&'a str| tag.rsplit_once('-').map(|(shorter, _)| shorter);
        let tags = std::iter::successors(Some(self.0), shorter);
        tags.filter(|tag| !(tag.eq_ignore_ascii_case("zh") && self.is_traditional_chinese())).collect()
    }

    /// Whether the language is written from right to left.
    pub fn is_right_to_left(self) -> bool {
        let language = self.0.split('-').next().unwrap_or_default().to_ascii_lowercase();
        match self.script() {
            Some(script) => SCRIPTS.contains(&script.as_str()),
            None => LANGUAGES.contains(&language.as_str()),
        }
    }

    /// Returns the direction of text as in HTML, `ltr` or `rtl`.
    pub fn direction(self) -> &'static str {
        if self.is_right_to_left() { "rtl" } else { "ltr" }
    }

    fn is_traditional_chinese(self) -> bool {
        match self.script() {
            Some(script) => script == "hant",
            None => self.0.split('-').skip(1).any(|part| ["tw", "hk", "mo"].contains(&&*part.to_ascii_lowercase())),
        }
    }

    /// Returns the script that the tag names, such as `hans`, in lower case.
    fn script(self) -> Option<String> {
        let mut parts = self.0.split('-').skip(1);
        parts.find(|part| part.len() == 4 && part.chars().all(char::is_alphabetic)).map(str::to_ascii_lowercase)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lookup_shortens_tag_but_skips_zh_for_traditional_chinese() {
        let cases: [(&str, &[&str]); 7] = [
            ("de", &["de"]),
            ("de-AT", &["de-AT", "de"]),
            ("de-CH-1996", &["de-CH-1996", "de-CH", "de"]),
            ("zh-Hans-CN", &["zh-Hans-CN", "zh-Hans", "zh"]),
            ("zh-Hans-HK", &["zh-Hans-HK", "zh-Hans", "zh"]),
            ("zh-TW", &["zh-TW"]),
            ("zh-Hant-HK", &["zh-Hant-HK", "zh-Hant"]),
        ];
        for (tag, tags) in cases {
            assert_eq!(Language(tag).lookup(), tags);
        }
    }

    #[test]
    fn direction_of_language_follows_its_script() {
        for tag in
            ["ar", "ar-EG", "AR", "fa", "he", "ur-PK", "ps", "dv", "ckb", "yi", "sd", "ug", "pa-Arab-PK", "uz-arab"]
        {
            assert!(Language(tag).is_right_to_left(), "{tag}");
        }
        for tag in ["en", "de", "pa", "uz", "he-Latn", "sd-Deva-IN", "zh-Hant", "ku", ""] {
            assert!(!Language(tag).is_right_to_left(), "{tag}");
        }
    }
}
