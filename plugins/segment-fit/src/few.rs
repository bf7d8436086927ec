//! A list that is short on nearly every canvas, and then needs no memory of its own.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

/// A list whose first `PLACES` entries lie within it. With one more, all of them move to memory of their own.
#[derive(Clone)]
pub struct Few<T, const PLACES: usize = 4> {
    within: [T; PLACES],
    /// How many of the places are taken.
    taken: usize,
    /// Every entry, once there are more than places.
    moved: Vec<T>,
}

impl<T: Copy + Default, const PLACES: usize> Default for Few<T, PLACES> {
    fn default() -> Self {
        Self { within: [T::default(); PLACES], taken: 0, moved: Vec::new() }
    }
}

impl<T: Copy, const PLACES: usize> Few<T, PLACES> {
    /// Adds an entry at the end.
    pub fn push(&mut self, entry: T) {
        match self.within.get_mut(self.taken) {
            Some(place) => {
                *place = entry;
                self.taken += 1;
            }
            None => {
                if self.moved.is_empty() {
                    self.moved.extend_from_slice(&self.within);
                }
                self.moved.push(entry);
            }
        }
    }
}

impl<T: Copy + PartialEq, const PLACES: usize> Few<T, PLACES> {
    /// Adds an entry that is not yet there.
    pub fn push_once(&mut self, entry: T) {
        if !self.contains(&entry) {
            self.push(entry);
        }
    }
}

impl<T, const PLACES: usize> Deref for Few<T, PLACES> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        if self.moved.is_empty() { self.within.get(..self.taken).unwrap_or_default() } else { &self.moved }
    }
}

impl<T: PartialEq, const PLACES: usize> PartialEq for Few<T, PLACES> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: fmt::Debug, const PLACES: usize> fmt::Debug for Few<T, PLACES> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

impl<T: Serialize, const PLACES: usize> Serialize for Few<T, PLACES> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<T: JsonSchema, const PLACES: usize> JsonSchema for Few<T, PLACES> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Vec::<T>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<T>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_beyond_the_places_are_kept_in_order() {
        let mut few = Few::<u32, 2>::default();
        assert!(few.is_empty());
        for (entry, expected) in [(7, &[7][..]), (8, &[7, 8]), (7, &[7, 8]), (9, &[7, 8, 9]), (9, &[7, 8, 9]), (1, &[7, 8, 9, 1])] {
            few.push_once(entry);
            assert_eq!(*few, *expected);
        }
    }
}
