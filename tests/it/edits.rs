//! Sets a status in 10,000 generated files in different YAML styles, and checks that no other byte changes.

use std::fmt::Write;

use allgreen::edit::set_status;
use allgreen::source::{RawStatus, SourceText};
use rayon::prelude::*;

const FILES: u64 = 10_000;
const WORDS: [&str; 5] = ["operational", "under_maintenance", "degraded_performance", "partial_outage", "major_outage"];

#[test]
fn set_status_changes_only_the_status() {
    (0..FILES).into_par_iter().for_each(|seed| {
        let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let file = File::random(&mut chance);
        let target = chance.below(file.components.len());
        let word = chance.of(&WORDS);
        let before = file.bytes(None);
        let id = format!("c{target}");
        let edited =
            set_status(&before, &id, word).unwrap_or_else(|error| panic!("{seed}: {error}\n{}", text(&before)));
        let what = || format!("{seed}: {id} {word}\n{}\n-----\n{}", text(&before), text(&edited.bytes));

        assert_eq!(edited.before, file.declared(target), "{}", what());
        let declared = |at: usize| if at == target { word } else { file.declared(at) };
        let wanted: Vec<_> = (0..file.components.len()).map(declared).collect();
        assert_eq!(file.statuses(&edited.bytes), wanted, "{}", what());
        if edited.before == word {
            assert_eq!(text(&edited.bytes), text(&before), "{}", what());
        } else if file.components[target].has_own_status() {
            assert_eq!(text(&edited.bytes), text(&file.bytes(Some((target, word)))), "{}", what());
        } else {
            let added = added(&before, &edited.bytes).unwrap_or_else(|| panic!("{}", what()));
            let plain = added.replace(['"', ',', '\r', '\n', ' '], "");
            assert_eq!(plain, format!("status:{word}"), "{}", what());
        }
        let line = text(&edited.bytes).replace("\r\n", "\n").replace('\r', "\n");
        let line = line.split('\n').nth(edited.line - 1).unwrap().to_owned();
        assert!(edited.before == word || line.contains(word), "{}\nline {}", what(), edited.line);
    });
}

#[test]
fn repeated_edit_of_damaged_file_changes_nothing() {
    (0..FILES / 10).into_par_iter().for_each(|seed| {
        let mut chance = Chance(seed.wrapping_mul(0xD134_2543_DE82_EF95) | 1);
        let mut bytes = File::random(&mut chance).bytes(None);
        for _ in 0..=chance.below(3) {
            let at = chance.below(bytes.len());
            let length = chance.below(4).min(bytes.len() - at);
            let by = chance
                .of(&["", "\n", "'", "\"", "{", "]", "&a ", "*a", "!", "|\n", ": ", "- ", "#", "? ", "\u{e9}", "\t"]);
            bytes.splice(at..at + length, by.bytes());
        }
        let word = chance.of(&WORDS);
        if let Ok(edited) = set_status(&bytes, "c0", word) {
            assert_eq!(set_status(&edited.bytes, "c0", word).unwrap().bytes, edited.bytes);
            assert_eq!(edited.before == word, edited.bytes == bytes);
        }
    });
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Returns the inserted bytes, if the new bytes differ from the old ones by one insertion.
fn added(old: &[u8], new: &[u8]) -> Option<String> {
    let head = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let length = new.len().checked_sub(old.len())?;
    let fits = |head: usize| new[..head] == old[..head] && new[head + length..] == old[head..];
    // Next to equal bytes, several positions of the insertion fit: choose one at which it starts with the key `status`.
    (0..=head).rev().filter(|head| fits(*head)).find_map(|head| {
        let added = String::from_utf8(new[head..head + length].to_vec()).ok()?;
        added.trim_start_matches([',', '\r', '\n', ' ', '"']).starts_with("status").then_some(added)
    })
}

/// A pseudo-random generator with a fixed seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    fn yes(&mut self) -> bool {
        self.below(2) == 0
    }

    fn rarely(&mut self) -> bool {
        self.below(6) == 0
    }
}

struct File {
    bom: bool,
    newline: &'static str,
    final_newline: bool,
    indent: usize,
    page_last: bool,
    components: Vec<Component>,
}

struct Component {
    style: Style,
    status: StatusStyle,
    word: &'static str,
    /// Keys and values in the order of the file. The value of `status` is empty here; `pair` renders it.
    keys: Vec<(&'static str, String)>,
    /// The comment after each key; may be empty.
    comments: Vec<&'static str>,
    /// The lines above the component.
    above: &'static str,
    anchored: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Block,
    /// A block map with the dash on a line of its own.
    Apart,
    Flow,
    /// A flow map over several lines.
    Tall,
    Json,
}

/// How the status of a component is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum StatusStyle {
    Plain,
    Single,
    Double,
    Anchored,
    Tagged,
    Alias,
    NextLine,
    Folded,
    Literal,
    Nothing,
    NullKey,
    Absent,
    Merged,
}

const NAMES: [&str; 6] = ["API", "\"A, B # no comment\"", "'It''s'", "Zahlungen & Käufe", "支付 🙂", "a b  c"];
const COMMENTS: [&str; 5] = ["", "", " # why", "   # status: major_outage", "\t# ü 🙂"];
const ABOVE: [&str; 5] = ["", "", "\n", "# - id: c0\n", "\n  # status: operational\n\n"];

impl File {
    fn random(chance: &mut Chance) -> Self {
        let count = chance.below(3) + 1;
        let components = (0..count).map(|number| Component::random(chance, number)).collect();
        Self {
            bom: chance.rarely(),
            newline: chance.of(&["\n", "\n", "\r\n", "\r\n", "\r"]),
            final_newline: chance.yes(),
            indent: chance.of(&[0, 2, 4]),
            page_last: chance.rarely(),
            components,
        }
    }

    /// Renders the file. `other` is the index of a component and its new status.
    fn bytes(&self, other: Option<(usize, &str)>) -> Vec<u8> {
        let page = "page: { name: Acme, url: \"https://status.acme.example\" }\n";
        let mut text = String::from("# What is now.\n");
        for (number, word) in
            WORDS.iter().enumerate().filter(|(_, word)| self.components.iter().any(|each| each.uses_anchor(word)))
        {
            writeln!(text, "x-word-{number}: &word{number} {word}").unwrap();
            writeln!(text, "x-base-{number}: &base{number} {{ group: G, status: *word{number} }}").unwrap();
        }
        if !self.page_last {
            text += page;
        }
        text += "components:\n";
        for (number, component) in self.components.iter().enumerate() {
            let other = other.filter(|(target, _)| *target == number).map(|(_, word)| word);
            component.write(&mut text, self.indent, other);
        }
        if self.page_last {
            text += page;
        }
        if !self.final_newline {
            text.truncate(text.trim_end_matches('\n').len());
        }
        let bom = if self.bom { "\u{feff}" } else { "" };
        format!("{bom}{}", text.replace('\n', self.newline)).into_bytes()
    }

    fn declared(&self, component: usize) -> &'static str {
        let component = &self.components[component];
        match component.status {
            StatusStyle::Nothing | StatusStyle::NullKey | StatusStyle::Absent => "operational",
            _ => component.word,
        }
    }

    /// Parses the file with the library and returns the status of each component.
    fn statuses(&self, bytes: &[u8]) -> Vec<String> {
        let source = SourceText::new("status.yaml", bytes).unwrap();
        let (raw, problems) = RawStatus::read(&source);
        assert!(problems.is_empty(), "{problems:?}\n{}", source.text);
        let components = raw.unwrap().components;
        assert_eq!(components.len(), self.components.len());
        components.into_iter().map(|each| each.status.map_or("operational".to_owned(), |word| word.value)).collect()
    }
}

impl Component {
    fn random(chance: &mut Chance, number: usize) -> Self {
        use StatusStyle::*;
        let style = chance.of(&[Style::Block, Style::Block, Style::Apart, Style::Flow, Style::Tall, Style::Json]);
        let flow = [Plain, Single, Double, Anchored, Tagged, Alias, Nothing, NullKey, Absent, Merged];
        let block =
            [Plain, Single, Double, Anchored, Tagged, Alias, NextLine, Folded, Literal, Nothing, Absent, Merged];
        let status = match style {
            Style::Block | Style::Apart => chance.of(&block),
            Style::Flow | Style::Tall => chance.of(&flow),
            Style::Json => chance.of(&[Double, Absent]),
        };
        let name = if style == Style::Json { "\"API\"" } else { chance.of(&NAMES) };
        let id = if style == Style::Json || chance.rarely() { format!("\"c{number}\"") } else { format!("c{number}") };
        let mut keys = vec![("id", id), ("name", name.to_owned())];
        if chance.yes() {
            keys.push((
                "x-note",
                if style == Style::Json { "[1, {\"status\": 2}]" } else { "[a, { status: b }]" }.to_owned(),
            ));
        }
        let place = chance.below(WORDS.len());
        match status {
            Absent => {}
            Merged => keys.push(("<<", format!("*base{place}"))),
            _ => keys.push(("status", String::new())),
        }
        for at in (1..keys.len()).rev() {
            keys.swap(at, chance.below(at + 1));
        }
        let comments = keys.iter().map(|_| chance.of(&COMMENTS)).collect();
        let above = chance.of(&ABOVE);
        // JSON has no anchors.
        let anchored = style != Style::Json && chance.rarely();
        Self { style, status, word: WORDS[place], keys, comments, above, anchored }
    }

    /// Whether the component has its own key `status`, whose value `set_status` can replace.
    fn has_own_status(&self) -> bool {
        !matches!(self.status, StatusStyle::Absent | StatusStyle::Merged)
    }

    /// Whether the component gets the status `word` from an anchor at the top of the file.
    fn uses_anchor(&self, word: &str) -> bool {
        self.word == word && matches!(self.status, StatusStyle::Alias | StatusStyle::Merged)
    }

    fn write(&self, text: &mut String, indent: usize, other: Option<&str>) {
        let pad = " ".repeat(indent);
        text.push_str(self.above);
        let anchor = if self.anchored {
            format!("&{} ", self.keys[0].1.trim_matches(['"', '*', '\'', ' ']).len())
        } else {
            String::new()
        };
        let pairs = self.keys.iter().map(|(key, value)| match *key {
            "status" => self.pair(&pad, other),
            key if self.style == Style::Json => format!("\"{key}\":{value}"),
            key => format!("{key}: {value}"),
        });
        let pairs: Vec<_> = pairs.collect();
        match self.style {
            Style::Block | Style::Apart => {
                let apart = self.style == Style::Apart || self.anchored;
                let first = if apart { format!("{pad}- {}\n{pad}  ", anchor.trim_end()) } else { format!("{pad}- ") };
                let lines = pairs.iter().zip(&self.comments).map(|(pair, comment)| match pair.split_once('\n') {
                    Some((first, rest)) => format!("{first}{comment}\n{rest}\n"),
                    None => format!("{pair}{comment}\n"),
                });
                let lines: Vec<_> = lines.collect();
                write!(text, "{first}{}", lines.join(&format!("{pad}  "))).unwrap();
            }
            Style::Flow => writeln!(text, "{pad}- {anchor}{{ {} }}{}", pairs.join(", "), self.comments[0]).unwrap(),
            Style::Json => writeln!(text, "{pad}- {{{}}}", pairs.join(",")).unwrap(),
            Style::Tall => {
                writeln!(text, "{pad}- {anchor}{{").unwrap();
                for (pair, comment) in pairs.iter().zip(&self.comments) {
                    writeln!(text, "{pad}    {pair},{comment}").unwrap();
                }
                writeln!(text, "{pad}  }}").unwrap();
            }
        }
    }

    /// Renders the key `status` with the status of the component, or with `other`.
    fn pair(&self, pad: &str, other: Option<&str>) -> String {
        let word = other.unwrap_or(self.word);
        match self.status {
            StatusStyle::Plain => format!("status: {word}"),
            StatusStyle::Single => format!("status : '{word}'"),
            StatusStyle::Double if self.style == Style::Json => format!("\"status\":\"{word}\""),
            StatusStyle::Double => format!("\"status\": \"{word}\""),
            StatusStyle::Anchored => format!("status: &own {word}"),
            StatusStyle::Tagged => format!("status: !!str  {word}"),
            StatusStyle::Alias => match other {
                Some(word) => format!("status:  {word}"),
                None => format!("status:  *word{}", WORDS.iter().position(|each| *each == word).unwrap()),
            },
            StatusStyle::NextLine => format!("status:\n{pad}    {word}"),
            StatusStyle::Folded => format!("status: >-\n{pad}      {word}\n"),
            StatusStyle::Literal => format!("status: |-\n{pad}    {word}"),
            StatusStyle::Nothing => other.map_or("status:".to_owned(), |word| format!("status: {word}")),
            StatusStyle::NullKey => other.map_or("status".to_owned(), |word| format!("status: {word}")),
            StatusStyle::Absent | StatusStyle::Merged => String::new(),
        }
    }
}
