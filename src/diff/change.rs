use std::collections::HashMap;
use std::hash::Hash;

/// The old and the new value of something that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromTo<T> {
    pub from: T,
    pub to: T,
}

impl<T: PartialEq> FromTo<T> {
    /// Returns the change, or `None` if both values are equal.
    pub fn of(from: T, to: T) -> Option<Self> {
        (from != to).then_some(Self { from, to })
    }
}

/// An item that differs between two lists. `F` describes an item, `C` the changes of an item that is in both lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemChange<F, C> {
    Added(F),
    Removed(F),
    Changed(C),
}

impl<F, C> ItemChange<F, C> {
    /// Returns the new and changed items in the order of `after`, then the removed ones. `key` returns the identity of
    /// an item. `changes` compares the old and the new state of an item that is in both lists.
    pub fn all<K: Eq + Hash>(
        before: Vec<F>,
        after: Vec<F>,
        key: impl Fn(&F) -> K,
        changes: impl Fn(&F, &F) -> Option<C>,
    ) -> Vec<Self> {
        let places: HashMap<K, usize> = before.iter().enumerate().map(|(place, each)| (key(each), place)).collect();
        let mut gone = vec![true; before.len()];
        let mut all = Vec::new();
        for each in after {
            match places.get(&key(&each)) {
                Some(place) => {
                    gone[*place] = false;
                    all.extend(changes(&before[*place], &each).map(Self::Changed));
                }
                None => all.push(Self::Added(each)),
            }
        }
        all.extend(before.into_iter().zip(gone).filter(|(_, gone)| *gone).map(|(each, _)| Self::Removed(each)));
        all
    }
}
