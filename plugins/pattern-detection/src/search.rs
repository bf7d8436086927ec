//! Finding items that make conditions true.

use canvass_plugin::{Decimal, Field, NONE};

use crate::index::Index;
use crate::language::{Atom, Comparison, MOST_VARIABLES, Operand, Slot};
use crate::pattern::Clause;

/// How many steps the search for one pattern may take. Ordinary canvases take a few hundred; one made to be hard is given up, the same way
/// every time.
const STEPS: u32 = 50_000;

/// Which item each variable stands for; [`NONE`] for none yet.
pub(crate) type Binding = [u32; MOST_VARIABLES];

/// No variable stands for anything.
pub(crate) const UNBOUND: Binding = [NONE; MOST_VARIABLES];

/// A search on one canvas.
pub(crate) struct Search<'i, 'a> {
    pub(crate) index: &'i Index<'a>,
    steps: std::cell::Cell<u32>,
}

impl<'i, 'a> Search<'i, 'a> {
    pub(crate) fn new(index: &'i Index<'a>) -> Self {
        Self { index, steps: std::cell::Cell::new(0) }
    }

    /// Whether the search was given up.
    pub(crate) fn exhausted(&self) -> bool {
        self.steps.get() >= STEPS
    }

    /// Calls `found` with each binding under which the clause holds, until it answers `true`; whether it did.
    pub(crate) fn clause(&self, clause: &Clause, binding: &Binding, found: &mut dyn FnMut(&Binding) -> bool) -> bool {
        clause
            .alternatives
            .iter()
            .filter(|alternative| alternative.needs.within(&self.index.there))
            .any(|alternative| self.conjunction(&alternative.atoms, binding, found))
    }

    /// Whether the clause holds under some extension of the binding.
    pub(crate) fn holds(&self, clause: &Clause, binding: &Binding) -> bool {
        self.clause(clause, binding, &mut |_| true)
    }

    /// Calls `found` with each binding under which all atoms hold, until it answers `true`; whether it did.
    pub(crate) fn conjunction(&self, atoms: &[Atom], binding: &Binding, found: &mut dyn FnMut(&Binding) -> bool) -> bool {
        match atoms.split_first() {
            None => found(binding),
            Some((atom, rest)) => self.atom(atom, binding, &mut |extended| self.conjunction(rest, extended, found)),
        }
    }

    /// Calls `found` with each binding under which the atom holds, until it answers `true`; whether it did.
    pub(crate) fn atom(&self, atom: &Atom, binding: &Binding, found: &mut dyn FnMut(&Binding) -> bool) -> bool {
        let steps = self.steps.get();
        if steps >= STEPS {
            return false;
        }
        self.steps.set(steps + 1);
        match atom {
            Atom::Of(slot, block) => {
                let code = *block as u32;
                if let Some(item) = bound(*slot, binding) {
                    return self.index.view.items.get(item as usize).is_some_and(|row| row.block == code) && found(binding);
                }
                self.index.view.block(*block).any(|item| self.bind(*slot, item.index(), binding, found))
            }
            Atom::Has(slot, codes) => match bound(*slot, binding) {
                Some(item) => codes.iter().any(|&code| self.index.carries(item, code)) && found(binding),
                None => codes.iter().any(|&code| self.index.carrying(code).any(|item| self.bind(*slot, item, binding, found))),
            },
            Atom::Flag(slot, field) => self.index.flagged(*field).any(|item| self.bind(*slot, item, binding, found)),
            Atom::Tag(slot, tag) => self.index.tagged(tag).any(|item| self.bind(*slot, item, binding, found)),
            Atom::Fact { kind, subject, object, value, either_order } => {
                let wanted = |row: &&canvass_plugin::FactRow| value.is_none_or(|value| row.value == value);
                self.index.facts(*kind).iter().filter(wanted).any(|row| {
                    let mut both = |first: u32, second: u32| {
                        self.bind(*subject, first, binding, &mut |extended| match object {
                            // Some facts have no object; only "any" accepts that.
                            Slot::Any => found(extended),
                            _ if second == NONE => false,
                            object => self.bind(*object, second, extended, found),
                        })
                    };
                    both(row.subject, row.object) || *either_order && both(row.object, row.subject)
                })
            }
            Atom::Compare(left, comparison, right) => self.compare(*left, *comparison, *right, binding, found),
            Atom::Differ(left, right) => match (bound(*left, binding), bound(*right, binding)) {
                (Some(left), Some(right)) => left != right && found(binding),
                _ => found(binding),
            },
            Atom::Not(inner) => !self.atom(inner, binding, &mut |_| true) && found(binding),
        }
    }

    fn bind(&self, slot: Slot, item: u32, binding: &Binding, found: &mut dyn FnMut(&Binding) -> bool) -> bool {
        match slot {
            Slot::Any => found(binding),
            Slot::Canvas => item == 0 && found(binding),
            Slot::Variable(variable) => match binding.get(variable as usize) {
                Some(&there) if there == item => found(binding),
                Some(&NONE) => {
                    let mut extended = *binding;
                    extended[variable as usize] = item;
                    found(&extended)
                }
                _ => false,
            },
        }
    }

    fn compare(&self, left: Operand, comparison: Comparison, right: Operand, binding: &Binding, found: &mut dyn FnMut(&Binding) -> bool) -> bool {
        self.each_value(left, binding, &mut |first, extended| {
            self.each_value(right, extended, &mut |second, extended| {
                let holds = match comparison {
                    Comparison::Less => first < second,
                    Comparison::AtMost => first <= second,
                    Comparison::More => first > second,
                    Comparison::AtLeast => first >= second,
                    Comparison::Equal => first == second,
                };
                holds && found(extended)
            })
        })
    }

    /// Each item that states the number, where the operand does not stand for one yet. A number that is not stated compares with nothing.
    fn each_value(&self, operand: Operand, binding: &Binding, found: &mut dyn FnMut(Decimal, &Binding) -> bool) -> bool {
        match operand {
            Operand::Value(value) => found(value, binding),
            Operand::Field(slot, field) => {
                let value = |item: u32| self.number(item, field);
                match bound(slot, binding) {
                    Some(item) => value(item).is_some_and(|value| found(value, binding)),
                    None => self
                        .index
                        .stating(field)
                        .any(|item| value(item).is_some_and(|value| self.bind(slot, item, binding, &mut |extended| found(value, extended)))),
                }
            }
        }
    }

    pub(crate) fn number(&self, item: u32, field: Field) -> Option<Decimal> {
        self.index.item(item)?.quantity(field).map(|amount| amount.likely())
    }
}

/// The item that a slot stands for already.
pub(crate) fn bound(slot: Slot, binding: &Binding) -> Option<u32> {
    match slot {
        Slot::Any => None,
        Slot::Canvas => Some(0),
        Slot::Variable(variable) => binding.get(variable as usize).copied().filter(|&item| item != NONE),
    }
}
