//! The search: going through the ways in which atoms hold together.
//!
//! It takes the atoms one after the other and tries every item that makes an atom true before it goes on with the next, so it goes through the
//! ways always in the same order. An atom of which all variables stand for items already is only checked.

use canvass_plugin::{Decimal, FactRow, NONE};

use crate::language::{Atom, Comparison, Operand, Slot};
use crate::search::{Goal, Search};

/// A variable that has just been bound, to be let go again.
type Taken = Option<u8>;

impl Search<'_, '_> {
    /// Leads to the goal each binding under which all atoms hold; whether the goal ended the search.
    pub(crate) fn conjunction<G: Goal>(&mut self, mut atoms: &[Atom], goal: &mut G) -> bool {
        while let Some((atom, rest)) = atoms.split_first() {
            if !self.step() {
                return false;
            }
            match self.plain(atom) {
                Some(true) => atoms = rest,
                Some(false) => return false,
                None => return self.each_way(atom, rest, goal),
            }
        }
        goal.reached(self)
    }

    /// Whether an atom holds, where that takes no further item for a variable.
    // It is asked of every atom that the search comes to: as a function of its own it costs a tenth of the search.
    #[inline(always)]
    fn plain(&mut self, atom: &Atom) -> Option<bool> {
        let index = self.index;
        match atom {
            Atom::Has(slot, codes) => self.bound(*slot).map(|item| codes.iter().any(|&code| index.carries(item, code))),
            Atom::Of(slot, block) => self.bound(*slot).map(|item| index.view.items.get(item as usize).is_some_and(|row| row.block == *block as u32)),
            Atom::Fact { kind, subject, object, value, either_order: false } => {
                let (known_subject, known_object) = (self.stands_for(*subject), self.stands_for(*object));
                let is_settled = (known_subject != NONE || *subject == Slot::Any) && (known_object != NONE || *object == Slot::Any);
                let fits = |row: &FactRow| {
                    (known_subject == NONE || known_subject == row.subject)
                        && if *object == Slot::Any { true } else { row.object == known_object }
                        && value.is_none_or(|value| row.value == value)
                };
                is_settled.then(|| index.facts(*kind).iter().any(fits))
            }
            Atom::Differ(left, right) => Some(match (self.bound(*left), self.bound(*right)) {
                (Some(left), Some(right)) => left != right,
                _ => true,
            }),
            // A search that was given up has not shown that something does not hold.
            Atom::Not(inner) => Some(!self.atom(inner) && !self.exhausted()),
            Atom::Fact { .. } | Atom::Flag(..) | Atom::Tag(..) | Atom::Compare(..) => None,
        }
    }

    /// Goes on with the rest in each way in which the atom holds.
    fn each_way<G: Goal>(&mut self, atom: &Atom, rest: &[Atom], goal: &mut G) -> bool {
        let index = self.index;
        match atom {
            Atom::Has(slot, codes) => codes.iter().any(|&code| self.each(*slot, index.carrying(code), rest, goal)),
            Atom::Fact { kind, subject, object, value, either_order } => {
                let facts = index.facts(*kind);
                let wanted = facts.iter().filter(|row| value.is_none_or(|value| row.value == value));
                if *either_order { self.pairs_either_order(wanted, *subject, *object, rest, goal) } else { self.pairs(wanted, *subject, *object, rest, goal) }
            }
            Atom::Of(slot, block) => self.each(*slot, index.view.block(*block).map(|item| item.index()), rest, goal),
            Atom::Flag(slot, field) => self.each(*slot, index.tables.flagged(*field), rest, goal),
            Atom::Tag(slot, tag) => self.each(*slot, index.tables.tagged(tag), rest, goal),
            Atom::Compare(left, comparison, right) => self
                .each_value(*left, |search, first| search.each_value(*right, |search, second| compare(first, *comparison, second) && search.go_on(rest, goal))),
            // These never take a further item.
            Atom::Differ(..) | Atom::Not(_) => false,
        }
    }

    /// Goes on with the atoms that are left, or to the goal: a call less where there are none.
    #[inline]
    fn go_on<G: Goal>(&mut self, rest: &[Atom], goal: &mut G) -> bool {
        if rest.is_empty() { goal.reached(self) } else { self.conjunction(rest, goal) }
    }

    /// Goes on with the rest for each item that the slot can stand for.
    fn each<G: Goal>(&mut self, slot: Slot, mut items: impl Iterator<Item = u32>, rest: &[Atom], goal: &mut G) -> bool {
        items.any(|item| {
            let Some(taken) = self.take(slot, item) else { return false };
            self.go_on(rest, goal) || self.release(taken)
        })
    }

    /// Goes on with the rest for each fact whose subject and object the slots can stand for.
    fn pairs<'f, G: Goal>(&mut self, facts: impl Iterator<Item = &'f FactRow>, subject: Slot, object: Slot, rest: &[Atom], goal: &mut G) -> bool {
        // Most facts are about other items than those that the slots stand for already.
        let (known_subject, known_object) = (self.stands_for(subject), self.stands_for(object));
        let fits = |known: u32, item: u32| known == item || known == NONE;
        facts
            .filter(|row| fits(known_subject, row.subject) && fits(known_object, row.object))
            .any(|row| self.pair((subject, row.subject), (object, row.object), rest, goal))
    }

    /// The same for facts that hold in both directions.
    fn pairs_either_order<'f, G: Goal>(
        &mut self,
        mut facts: impl Iterator<Item = &'f FactRow>,
        subject: Slot,
        object: Slot,
        rest: &[Atom],
        goal: &mut G,
    ) -> bool {
        facts.any(|row| {
            self.pair((subject, row.subject), (object, row.object), rest, goal) || self.pair((subject, row.object), (object, row.subject), rest, goal)
        })
    }

    /// Goes on with the rest where the slots can stand for the items.
    #[inline(always)]
    fn pair<G: Goal>(&mut self, subject: (Slot, u32), object: (Slot, u32), rest: &[Atom], goal: &mut G) -> bool {
        let Some(taken) = self.take(subject.0, subject.1) else { return false };
        let done = match object {
            // Some facts have no object; only "any" accepts that.
            (Slot::Any, _) => self.go_on(rest, goal),
            (_, NONE) => false,
            (slot, item) => match self.take(slot, item) {
                Some(taken) => self.go_on(rest, goal) || self.release(taken),
                None => false,
            },
        };
        done || self.release(taken)
    }

    /// Lets the slot stand for the item, where it can: the variable to let go again, if one had to be bound for that.
    fn take(&mut self, slot: Slot, item: u32) -> Option<Taken> {
        match slot {
            Slot::Any => Some(None),
            Slot::Canvas => (item == 0).then_some(None),
            Slot::Variable(variable) => match self.binding.get_mut(variable as usize) {
                Some(there) if *there == item => Some(None),
                Some(there) if *there == NONE => {
                    *there = item;
                    Some(Some(variable))
                }
                _ => None,
            },
        }
    }

    /// Lets a variable go; `false`, as the search then goes on.
    fn release(&mut self, taken: Taken) -> bool {
        if let Some(there) = taken.and_then(|variable| self.binding.get_mut(variable as usize)) {
            *there = NONE;
        }
        false
    }

    /// Each item that states the number, where the operand does not stand for one yet. A number that is not stated compares with nothing.
    fn each_value(&mut self, operand: Operand, mut found: impl FnMut(&mut Self, Decimal) -> bool) -> bool {
        let (slot, field) = match operand {
            Operand::Value(value) => return found(self, value),
            Operand::Field(slot, field) => (slot, field),
        };
        if let Some(item) = self.bound(slot) {
            return self.number(item, field).is_some_and(|value| found(self, value));
        }
        self.index.tables.stating(field).any(|item| {
            let Some(value) = self.number(item, field) else { return false };
            let Some(taken) = self.take(slot, item) else { return false };
            found(self, value) || self.release(taken)
        })
    }
}

fn compare(first: Decimal, comparison: Comparison, second: Decimal) -> bool {
    match comparison {
        Comparison::Less => first < second,
        Comparison::AtMost => first <= second,
        Comparison::More => first > second,
        Comparison::AtLeast => first >= second,
        Comparison::Equal => first == second,
    }
}
