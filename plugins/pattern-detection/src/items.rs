//! A small set of items.

use canvass_plugin::{Item, NONE, View};

use crate::language::MOST_VARIABLES;

/// Items in the order of the canvas, each once; as many as a pattern has variables at most.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Items {
    list: [u32; MOST_VARIABLES],
    count: usize,
}

impl Items {
    /// The items among those, without the places that stand for none.
    pub(crate) fn among(items: impl IntoIterator<Item = u32>) -> Self {
        let mut set = Self::default();
        for item in items.into_iter().filter(|&item| item != NONE) {
            set.add(item);
        }
        set
    }

    /// The items that variables stand for, the variables given as bits.
    pub(crate) fn in_variables(binding: &[u32; MOST_VARIABLES], variables: u32) -> Self {
        let following = |left: &u32| Some(left & (left - 1)).filter(|&left| left != 0);
        let left = std::iter::successors(Some(variables).filter(|&left| left != 0), following);
        Self::among(left.filter_map(|left| binding.get(left.trailing_zeros() as usize).copied()))
    }

    fn add(&mut self, item: u32) {
        let at = self.as_slice().iter().rposition(|&known| known <= item).map_or(0, |before| before + 1);
        if self.count < MOST_VARIABLES && (at == 0 || self.list[at - 1] != item) {
            self.list.copy_within(at..self.count, at + 1);
            self.list[at] = item;
            self.count += 1;
        }
    }

    /// The items themselves, without the canvas.
    pub(crate) fn notes<'a>(&self, view: &'a View<'a>) -> impl Iterator<Item = Item<'a>> {
        self.as_slice().iter().filter(|&&item| item != 0).filter_map(move |&item| view.item(item))
    }

    pub(crate) fn as_slice(&self) -> &[u32] {
        &self.list[..self.count]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_sorted_and_none_stands_twice() {
        assert_eq!(Items::among([7, NONE, 3, 7, 0, 9, 3]).as_slice(), [0, 3, 7, 9]);
        assert_eq!(Items::among((0..MOST_VARIABLES as u32).rev()).as_slice().len(), MOST_VARIABLES);
        assert!(Items::among([NONE]).as_slice().is_empty());
        let mut binding = [NONE; MOST_VARIABLES];
        (binding[0], binding[2], binding[15]) = (8, 5, 1);
        assert_eq!(Items::in_variables(&binding, 0b1000_0000_0000_0110).as_slice(), [1, 5]);
        assert!(Items::in_variables(&binding, 0).as_slice().is_empty());
    }
}
