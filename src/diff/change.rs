use std::collections::HashMap;
use std::hash::Hash;

/// A value before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromTo<T> {
    pub from: T,
    pub to: T,
}

impl<T: PartialEq> FromTo<T> {
    /// Returns `None` if both are equal.
    pub fn of(from: T, to: T) -> Option<Self> {
        (from != to).then_some(Self { from, to })
    }
}

/// The change of one item of a list: `F` has the facts of an item, `C` the changes of an item that is in both lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemChange<F, C> {
    Added(F),
    Removed(F),
    Changed(C),
}

impl<F, C> ItemChange<F, C> {
    /// Compares two lists by `key`. Returns the items of `after` in their order, then the removed ones. `changes` compares
    /// an item that is in both.
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
