//! A list that is short on nearly every canvas, and then needs no memory of its own.

use smallvec::SmallVec;

/// A list of which the first four entries lie within it.
pub(crate) type Few<T> = SmallVec<[T; 4]>;

/// Adds an entry that is not yet there.
pub(crate) fn push_once<T: PartialEq>(few: &mut Few<T>, entry: T) {
    if !few.contains(&entry) {
        few.push(entry);
    }
}
