use std::borrow::Borrow;
use std::hash::Hash;
use std::sync::{PoisonError, RwLock};

use ahash::AHashMap;

/// A cache of texts by key.
#[derive(Debug)]
pub struct Memo<K>(RwLock<AHashMap<K, String>>);

impl<K> Default for Memo<K> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Eq + Hash> Memo<K> {
    /// Returns the text for `key`, which the first call with this key creates with `make`.
    pub fn text<Q>(&self, key: &Q, make: impl FnOnce() -> String) -> String
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ToOwned<Owned = K> + ?Sized,
    {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned();
        known.unwrap_or_else(|| {
            let text = make();
            self.0.write().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), text.clone());
            text
        })
    }
}
