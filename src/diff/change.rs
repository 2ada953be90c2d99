use std::collections::HashMap;
use std::hash::Hash;

/// What was one thing and is another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<T> {
    pub from: T,
    pub to: T,
}

impl<T: PartialEq> Change<T> {
    /// None where nothing has changed.
    pub fn of(from: T, to: T) -> Option<Self> {
        (from != to).then_some(Self { from, to })
    }
}

/// How a thing that has a key differs: `F` holds what is true of it, `C` what has changed of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference<F, C> {
    Added(F),
    Removed(F),
    Changed(C),
}

impl<F, C> Difference<F, C> {
    /// How two lists differ: what is there now in its order, then what is gone. `changes` tells what has changed of
    /// a thing that is in both, if anything has.
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
