use crate::diff::Change;

/// A part of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Our own words, which mean nothing special anywhere.
    Ours(String),
    /// What people wrote, which may try to mean anything.
    Theirs(String),
}

/// Some words on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase(pub Vec<Piece>);

impl Phrase {
    pub fn ours(words: impl Into<String>) -> Self {
        Self::default().and(words)
    }

    pub fn theirs(words: impl Into<String>) -> Self {
        Self::default().and_theirs(words)
    }

    /// Adds words of ours.
    pub fn and(mut self, words: impl Into<String>) -> Self {
        self.0.push(Piece::Ours(words.into()));
        self
    }

    /// Adds what people wrote.
    pub fn and_theirs(mut self, words: impl Into<String>) -> Self {
        self.0.push(Piece::Theirs(words.into()));
        self
    }

    pub fn and_all(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// `what: from → to`, in our words.
    pub fn change<T>(what: &str, change: &Change<T>, told: impl Fn(&T) -> String) -> Self {
        Self::ours(format!("{what}: {} → {}", told(&change.from), told(&change.to)))
    }

    /// `what: from → to`, as people wrote it.
    pub fn change_of_theirs(what: &str, change: &Change<String>) -> Self {
        Self::ours(format!("{what}: ")).and_theirs(&change.from).and(" → ").and_theirs(&change.to)
    }

    /// The same where there may be nothing.
    pub fn change_of_maybe(what: &str, change: &Change<Option<String>>) -> Self {
        let maybe = |phrase: Self, text: &Option<String>| match text {
            Some(text) => phrase.and_theirs(text),
            None => phrase.and("none"),
        };
        maybe(maybe(Self::ours(format!("{what}: ")), &change.from).and(" → "), &change.to)
    }
}
