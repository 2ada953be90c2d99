use crate::diff::FromTo;

/// A part of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text that allgreen itself writes. It has no markup.
    Ours(String),
    /// Text from the files of the site. It may contain markup.
    Theirs(String),
}

/// One line of text, in pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase(pub Vec<Piece>);

impl Phrase {
    pub fn ours(words: impl Into<String>) -> Self {
        Self::default().and(words)
    }

    pub fn theirs(words: impl Into<String>) -> Self {
        Self::default().and_theirs(words)
    }

    /// Appends text that allgreen itself writes.
    pub fn and(mut self, words: impl Into<String>) -> Self {
        self.0.push(Piece::Ours(words.into()));
        self
    }

    /// Appends text from the files of the site.
    pub fn and_theirs(mut self, words: impl Into<String>) -> Self {
        self.0.push(Piece::Theirs(words.into()));
        self
    }

    pub fn and_all(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Returns `what: from → to`. Both values are text of this program, not of the site.
    pub fn change<T>(what: &str, change: &FromTo<T>, text: impl Fn(&T) -> String) -> Self {
        Self::ours(format!("{what}: {} → {}", text(&change.from), text(&change.to)))
    }

    /// Returns `what: from → to`. `what` is text of this program; `from` and `to` are text of the site.
    pub fn change_of_theirs(what: &str, change: &FromTo<String>) -> Self {
        Self::ours(format!("{what}: ")).and_theirs(&change.from).and(" → ").and_theirs(&change.to)
    }

    /// Returns `what: from → to`. Both values are text of the site, or `none` for `None`.
    pub fn change_of_maybe(what: &str, change: &FromTo<Option<String>>) -> Self {
        let maybe = |phrase: Self, text: &Option<String>| match text {
            Some(text) => phrase.and_theirs(text),
            None => phrase.and("none"),
        };
        maybe(maybe(Self::ours(format!("{what}: ")), &change.from).and(" → "), &change.to)
    }
}
