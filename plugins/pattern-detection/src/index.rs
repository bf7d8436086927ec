//! A canvas as the tables in which the search looks things up.

use canvass_plugin::blocks::Block;
use canvass_plugin::{FactKind, FactRow, Field, Item, Origin, ValueTag, View};

use crate::sets::{Items, Set, bit};
use crate::tables::Tables;

/// What the search asks of a canvas.
pub(crate) struct Index<'a> {
    pub(crate) view: &'a View<'a>,
    /// What its items carry.
    pub(crate) tables: &'a Tables,
    /// For each kind of fact, its stretch in the table of facts.
    facts: [&'a [FactRow]; 32],
    /// Whether the canvas states for whom or from whom anything is: one that does is taken to state what matters.
    pub(crate) worked_out: bool,
}

impl<'a> Index<'a> {
    pub(crate) fn new(view: &'a View<'a>, tables: &'a mut Tables) -> Self {
        tables.fill(view);
        let mut facts: [&[FactRow]; 32] = [&[]; 32];
        for stretch in view.facts.chunk_by(|row, next| row.kind == next.kind) {
            if let Some(of_kind) = facts.get_mut(stretch[0].kind as usize) {
                *of_kind = stretch;
            }
        }
        let worked_out = view.links.iter().any(|link| link.field == Field::For as u32 || link.field == Field::From as u32);
        Self { view, tables, facts, worked_out }
    }

    /// The facts of a kind.
    pub(crate) fn facts(&self, kind: FactKind) -> &'a [FactRow] {
        self.facts[kind as usize]
    }

    /// How sure an item's facts are at the least: one that rests on words is less sure than one that is stated.
    pub(crate) fn sureness(&self, items: &[u32]) -> f64 {
        if self.tables.all_stated(items) {
            return 1.0;
        }
        let rank = |origin: Origin| match origin {
            Origin::Stated => 1.0,
            Origin::Implied => 0.9,
            Origin::Read => 0.7,
        };
        // Most facts are about other items, of which a few bits of their numbers tell most apart.
        let sieve = items.iter().fold(0_u64, |sieve, item| sieve | 1 << (item % 64));
        let about = self.view.facts.iter().filter(|row| sieve & (1 << (row.subject % 64)) != 0 && items.contains(&row.subject));
        let (sum, count) = about.fold((0.0, 0_u32), |(sum, count), row| (sum + rank(Origin::from_code(row.origin)), count + 1));
        if count == 0 { 1.0 } else { sum / f64::from(count) }
    }

    /// Whether an item carries a term.
    pub(crate) fn carries(&self, item: u32, code: u32) -> bool {
        let sets = &self.tables.sets;
        Set::term(code).is_some_and(|set| sets.get(set) & bit(item) != 0) && (sets.are_exact() || self.states_term(item, code))
    }

    /// The same by what the item states; what a need states is no part of the language of patterns.
    fn states_term(&self, item: u32, code: u32) -> bool {
        let states = |item: Item<'_>| item.block() != Block::Need && item.attributes().iter().any(|row| row.tag == ValueTag::Term as u32 && row.value == code);
        self.item(item).is_some_and(states)
    }

    /// The items that carry a term, in their order.
    pub(crate) fn carrying(&self, code: u32) -> impl Iterator<Item = u32> + '_ {
        let sets = &self.tables.sets;
        let items = Set::term(code).map_or_else(Items::default, |set| sets.items(set));
        items.filter(move |&item| sets.are_exact() || self.states_term(item, code))
    }

    pub(crate) fn item(&self, index: u32) -> Option<Item<'a>> {
        self.view.item(index)
    }
}
