use crate::model::Instant;

/// How many of the updates right before `place` have the same time: ids and anchors count them.
pub(super) fn nth<T>(updates: &[T], place: usize, at: impl Fn(&T) -> Instant) -> usize {
    let time = at(&updates[place]);
    updates[..place].iter().rev().take_while(|update| at(update) == time).count()
}
