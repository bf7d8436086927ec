//! A canvas as the tables in which the search looks things up.

use std::cell::RefCell;

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::VOCABULARY_SIZE;
use canvass_plugin::{FactKind, Field, Item, Origin, ValueTag, View};

use crate::pattern::Needs;

/// What the search asks of a canvas.
pub(crate) struct Index<'a> {
    pub(crate) view: &'a View<'a>,
    /// Code of a term and the item that carries it, sorted.
    terms: Vec<(u32, u32)>,
    /// Tags in lower case and the items that carry them.
    tags: Vec<(String, u32)>,
    /// Flags that are stated as true.
    flags: Vec<(Field, u32)>,
    /// Fields that hold a number, with the items that state them, in the order of the items.
    numbers: Vec<(u32, u32)>,
    /// For each kind of fact, its stretch in the table of facts.
    stretches: [(usize, usize); 32],
    /// What occurs at all.
    pub(crate) there: Needs,
    /// For each vocabulary, once asked: whether every item that could carry one of its terms does.
    complete: RefCell<[Option<bool>; 32]>,
    /// Whether the canvas states for whom or from whom anything is: one that does is taken to state what matters.
    pub(crate) worked_out: bool,
}

impl<'a> Index<'a> {
    pub(crate) fn new(view: &'a View<'a>) -> Self {
        let mut terms = Vec::with_capacity(view.attributes.len());
        let mut tags = Vec::new();
        let mut flags = Vec::new();
        let mut numbers = Vec::new();
        let mut there = Needs::default();
        for index in 0..view.items.len() as u32 {
            let Some(item) = view.item(index) else { continue };
            there.blocks |= 1 << item.block() as u32;
            if item.block() == Block::Need {
                continue;
            }
            for row in item.attributes() {
                match row.tag {
                    1 => {
                        terms.push((row.value, index));
                        there.add_term(row.value);
                    }
                    2 if row.value == 1 => {
                        if let Some(field) = Field::from_code(row.field) {
                            flags.push((field, index));
                        }
                    }
                    3 => numbers.push((row.field, index)),
                    4 if row.field == Field::Tags as u32 => tags.push((view.str(row.text).to_lowercase(), index)),
                    _ => {}
                }
            }
        }
        terms.sort_unstable();
        let mut stretches = [(0, 0); 32];
        let mut start = 0;
        while let Some(first) = view.facts.get(start) {
            let end = start + view.facts[start..].partition_point(|row| row.kind <= first.kind);
            if let Some(stretch) = stretches.get_mut(first.kind as usize) {
                *stretch = (start, end);
                there.facts |= 1 << first.kind;
            }
            start = end;
        }
        let worked_out = view.links.iter().any(|link| link.field == Field::For as u32 || link.field == Field::From as u32);
        Self { view, terms, tags, flags, numbers, stretches, there, complete: RefCell::new([None; 32]), worked_out }
    }

    /// Whether every item of the blocks that could carry a term of a vocabulary carries one; a block that is not stated leaves it open.
    pub(crate) fn complete(&self, vocabulary: u32, blocks: impl FnOnce() -> Vec<Block>) -> bool {
        if let Some(Some(known)) = self.complete.borrow().get(vocabulary as usize) {
            return *known;
        }
        let carries = |item: Item<'_>| item.attributes().iter().any(|row| row.tag == ValueTag::Term as u32 && row.value / VOCABULARY_SIZE == vocabulary);
        let answer = blocks().into_iter().all(|block| self.view.states(block) && self.view.block(block).all(carries));
        if let Some(known) = self.complete.borrow_mut().get_mut(vocabulary as usize) {
            *known = Some(answer);
        }
        answer
    }

    /// The items that carry a term.
    pub(crate) fn carrying(&self, code: u32) -> impl Iterator<Item = u32> + Clone + '_ {
        let start = self.terms.partition_point(|&(known, _)| known < code);
        self.terms[start..].iter().take_while(move |(known, _)| *known == code).map(|(_, item)| *item)
    }

    pub(crate) fn carries(&self, item: u32, code: u32) -> bool {
        self.terms.binary_search(&(code, item)).is_ok()
    }

    pub(crate) fn tagged(&self, tag: &str) -> impl Iterator<Item = u32> + Clone + '_ {
        let tag = tag.to_owned();
        self.tags.iter().filter(move |(known, _)| *known == tag).map(|(_, item)| *item)
    }

    pub(crate) fn flagged(&self, field: Field) -> impl Iterator<Item = u32> + Clone + '_ {
        self.flags.iter().filter(move |(known, _)| *known == field).map(|(_, item)| *item)
    }

    /// The items that state a number in a field.
    pub(crate) fn stating(&self, field: Field) -> impl Iterator<Item = u32> + Clone + '_ {
        self.numbers.iter().filter(move |(known, _)| *known == field as u32).map(|(_, item)| *item)
    }

    /// The facts of a kind.
    pub(crate) fn facts(&self, kind: FactKind) -> &'a [canvass_plugin::FactRow] {
        let (start, end) = self.stretches[kind as usize];
        self.view.facts.get(start..end).unwrap_or_default()
    }

    /// How sure an item's facts are at the least: one that rests on words is less sure than one that is stated.
    pub(crate) fn sureness(&self, items: &[u32]) -> f64 {
        let rank = |origin: Origin| match origin {
            Origin::Stated => 1.0,
            Origin::Implied => 0.9,
            Origin::Read => 0.7,
        };
        let about = self.view.facts.iter().filter(|row| items.contains(&row.subject));
        let (sum, count) = about.fold((0.0, 0_u32), |(sum, count), row| (sum + rank(Origin::from_code(row.origin)), count + 1));
        if count == 0 { 1.0 } else { sum / f64::from(count) }
    }

    pub(crate) fn item(&self, index: u32) -> Option<Item<'a>> {
        self.view.item(index)
    }
}
