//! Tests of every catalog in `theme/text/`.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentArgs;

use super::Catalog;
use crate::model::{Date, Instant, Percent, Zone};

/// The text of each message, as written in the catalog, by the name of the message.
type Messages = BTreeMap<String, String>;

fn text(language: &str) -> String {
    std::fs::read_to_string(format!("{}/theme/text/{language}.ftl", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// All languages but English.
fn languages() -> Vec<String> {
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/theme/text")).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut languages: Vec<_> = names.map(|name| name.trim_end_matches(".ftl").to_owned()).collect();
    languages.retain(|language| language != "en");
    languages.sort();
    assert!(languages.len() >= 7, "{languages:?}");
    languages
}

fn catalog(language: &str) -> Catalog {
    Catalog::load(language, &[(language, &text(language))]).unwrap()
}

fn messages(language: &str) -> Messages {
    let mut messages = Messages::new();
    let mut last = String::new();
    for line in text(language).lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, value)) =
            line.split_once(" = ").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            last = key.to_owned();
            assert_eq!(messages.insert(last.clone(), value.to_owned()), None, "{language} has `{last}` twice");
        } else if !line.is_empty() {
            messages.get_mut(&last).unwrap().push_str(line);
        }
    }
    messages
}

fn variables(message: &str) -> BTreeSet<&str> {
    let ends = |c: char| !c.is_ascii_alphanumeric() && c != '-';
    message.split('$').skip(1).map(|rest| &rest[..rest.find(ends).unwrap_or(rest.len())]).collect()
}

#[test]
fn every_language_has_all_messages_and_no_others() {
    let english: BTreeSet<_> = messages("en").into_keys().collect();
    for language in languages() {
        let keys: BTreeSet<_> = messages(&language).into_keys().collect();
        let missing: Vec<_> = english.difference(&keys).collect();
        let unknown: Vec<_> = keys.difference(&english).collect();
        assert!(missing.is_empty() && unknown.is_empty(), "{language} lacks {missing:?}; unknown {unknown:?}");
    }
}

#[test]
fn every_translation_uses_the_variables_of_the_english_message() {
    let english = catalog("en");
    for language in languages() {
        let words = catalog(&language);
        for key in messages(&language).keys() {
            let (used, wanted) = (words.variables(key).unwrap(), english.variables(key).unwrap());
            let offered = english.offered(key).unwrap();
            // If a message offers more variables than English uses, other languages may use any of them.
            let is_valid = if offered == wanted { used == wanted } else { used.is_subset(&offered) };
            assert!(is_valid, "{language}: {key} has {used:?}");
        }
    }
}

/// Messages whose translation may equal the English text.
const SAME: [(&str, &str); 16] = [
    ("de", "badges"),
    ("de", "chat"),
    ("de", "links"),
    ("de", "month-11"),
    ("de", "month-4"),
    ("de", "month-8"),
    ("de", "month-9"),
    ("fr", "badges"),
    ("fr", "incidents-heading"),
    ("fr", "inline-under-maintenance"),
    ("fr", "maintenance"),
    ("fr", "maintenance-is"),
    ("fr", "scheduled-maintenance"),
    ("pt", "chat"),
    ("pt", "links"),
    ("pt", "site-navigation"),
];

#[test]
fn no_message_of_other_languages_is_left_in_english() {
    let english = messages("en");
    let mut same = Vec::new();
    for language in languages() {
        for (key, message) in messages(&language) {
            let names = variables(&message);
            let mut words = message.split(|c: char| !c.is_alphabetic()).filter(|word| !names.contains(word));
            // Abbreviations and messages without words may equal the English text.
            if words.any(|word| word.len() > 3) && message == english[&key] {
                same.push((language.clone(), key));
            }
        }
    }
    assert_eq!(same, SAME.map(|(language, key)| (language.to_owned(), key.to_owned())));
}

#[test]
fn every_message_can_be_formatted_with_every_count() {
    for language in languages().into_iter().chain(["en".to_owned()]) {
        let catalog = catalog(&language);
        for (key, message) in messages(&language) {
            let pattern = catalog.bundle.get_message(&key).and_then(|message| message.value()).unwrap();
            for count in [0, 1, 2, 3, 11, 100] {
                let mut values = FluentArgs::new();
                for name in variables(&message) {
                    values.set(name.to_owned(), count);
                }
                let mut problems = Vec::new();
                let formatted = catalog.bundle.format_pattern(pattern, Some(&values), &mut problems);
                assert!(problems.is_empty(), "{language}: {key}: {problems:?}");
                assert!(!formatted.contains(['{', '}']), "{language}: {key}: {formatted}");
            }
        }
    }
}

#[test]
fn dates_are_formatted_in_each_language() {
    let date = Date::new(2026, 11, 22).unwrap();
    let first = Date::new(2026, 3, 1).unwrap();
    let texts = |language: &str| {
        let words = catalog(language);
        let at = Instant::parse_rfc3339("2026-03-01T09:05:00Z").unwrap();
        [words.date(date), words.month(date), words.day(date), words.date(first), words.time(at, Zone::UTC)]
    };
    let table = [
        ("en", ["22 November 2026", "November 2026", "22 November", "1 March 2026", "1 Mar 2026, 09:05 UTC"]),
        ("de", ["22. November 2026", "November 2026", "22. November", "1. März 2026", "1. März 2026, 09:05 UTC"]),
        ("fr", ["22 novembre 2026", "novembre 2026", "22 novembre", "1er mars 2026", "1er mars 2026, 09:05 UTC"]),
        (
            "es",
            [
                "22 de noviembre de 2026",
                "noviembre de 2026",
                "22 de noviembre",
                "1 de marzo de 2026",
                "1 mar 2026, 09:05 UTC",
            ],
        ),
        (
            "pt",
            [
                "22 de novembro de 2026",
                "novembro de 2026",
                "22 de novembro",
                "1 de março de 2026",
                "1 de mar. de 2026, 09:05 UTC",
            ],
        ),
        ("ja", ["2026年11月22日", "2026年11月", "11月22日", "2026年3月1日", "2026年3月1日 09:05 UTC"]),
        ("zh", ["2026年11月22日", "2026年11月", "11月22日", "2026年3月1日", "2026年3月1日 09:05 UTC"]),
        ("ar", ["22 نوفمبر 2026", "نوفمبر 2026", "22 نوفمبر", "1 مارس 2026", "1 مارس 2026، 09:05 UTC"]),
    ];
    for (language, expected) in table {
        assert_eq!(texts(language), expected, "{language}");
    }
}

#[test]
fn numbers_and_lists_are_formatted_in_each_language() {
    let texts = |language: &str| {
        let words = catalog(language);
        [
            words.percent(Percent::of(9_994, 10_000).unwrap()),
            words.number(12_480),
            words.lasting(2 * 86_400 + 3 * 3_600),
            words.list(&["A", "B", "C"]),
        ]
    };
    let table = [
        ("en", ["99.94\u{a0}%", "12,480", "2 days 3 hours", "A, B and C"]),
        ("de", ["99,94\u{a0}%", "12.480", "2 Tage 3 Stunden", "A, B und C"]),
        ("fr", ["99,94\u{a0}%", "12\u{202f}480", "2 jours 3 heures", "A, B et C"]),
        ("es", ["99,94\u{a0}%", "12.480", "2 días 3 horas", "A, B y C"]),
        ("pt", ["99,94%", "12.480", "2 dias e 3 horas", "A, B e C"]),
        ("ja", ["99.94%", "12,480", "2日3時間", "A、B、C"]),
        ("zh", ["99.94%", "12,480", "2天3小时", "A、B和C"]),
        (
            "ar",
            [
                "99.94\u{200e}%\u{200e}",
                "12,480",
                "يومان و3 ساعات",
                "\u{2068}A\u{2069}، \u{2068}B\u{2069} و\u{2068}C\u{2069}",
            ],
        ),
    ];
    for (language, expected) in table {
        assert_eq!(texts(language), expected, "{language}");
    }
}

#[test]
fn plurals_are_formatted_in_each_language() {
    let days = |language: &str| {
        let words = catalog(language);
        [1, 2, 3, 11, 100].map(|count: u64| words.format_with("days", &[("count", count.into())]))
    };
    assert_eq!(days("ar"), ["يوم واحد", "يومان", "3 أيام", "11 يومًا", "100 يوم"]);
    assert_eq!(days("de"), ["1 Tag", "2 Tage", "3 Tage", "11 Tage", "100 Tage"]);
    assert_eq!(days("ja"), ["1日", "2日", "3日", "11日", "100日"]);
}
