//! Numbers for conditions that say the same.
//!
//! Patterns ask much the same of a canvas: `pays(s, r)` in one is `pays(t, u)` in another. Where no variable stands for an item yet, the
//! answer is the same too. Equal conditions get equal numbers here, by which their answers are remembered while a canvas is judged.

use std::collections::HashMap;

use crate::language::{Atom, Conjunction, Operand, Slot};

/// The numbers given so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Numbers {
    atoms: HashMap<Atom, u32>,
    conjunctions: HashMap<Conjunction, u32>,
}

impl Numbers {
    /// No numbers yet, with room for as many conditions.
    pub(crate) fn with_room_for(conditions: usize) -> Self {
        Self { atoms: HashMap::with_capacity(conditions), conjunctions: HashMap::with_capacity(conditions) }
    }

    /// The number of what an atom says by itself.
    pub(crate) fn of_atom(&mut self, atom: &Atom) -> u32 {
        let next = self.atoms.len() as u32;
        *self.atoms.entry(Renaming::default().atom(atom)).or_insert(next)
    }

    /// The number of what atoms say together.
    pub(crate) fn of_conjunction(&mut self, atoms: &[Atom]) -> u32 {
        let next = self.conjunctions.len() as u32;
        let mut renaming = Renaming::default();
        let renamed = atoms.iter().map(|atom| renaming.atom(atom)).collect();
        *self.conjunctions.entry(renamed).or_insert(next)
    }
}

/// Names variables in the order in which they occur.
#[derive(Default)]
struct Renaming(Vec<u8>);

impl Renaming {
    fn slot(&mut self, slot: Slot) -> Slot {
        let Slot::Variable(variable) = slot else { return slot };
        let at = self.0.iter().position(|&known| known == variable).unwrap_or_else(|| {
            self.0.push(variable);
            self.0.len() - 1
        });
        Slot::Variable(at as u8)
    }

    fn operand(&mut self, operand: Operand) -> Operand {
        match operand {
            Operand::Value(_) => operand,
            Operand::Field(slot, field) => Operand::Field(self.slot(slot), field),
        }
    }

    fn atom(&mut self, atom: &Atom) -> Atom {
        match atom {
            Atom::Of(slot, block) => Atom::Of(self.slot(*slot), *block),
            Atom::Has(slot, codes) => Atom::Has(self.slot(*slot), codes.clone()),
            Atom::Flag(slot, field) => Atom::Flag(self.slot(*slot), *field),
            Atom::Tag(slot, tag) => Atom::Tag(self.slot(*slot), tag.clone()),
            Atom::Fact { kind, subject, object, value, either_order } => {
                Atom::Fact { kind: *kind, subject: self.slot(*subject), object: self.slot(*object), value: *value, either_order: *either_order }
            }
            Atom::Compare(left, comparison, right) => Atom::Compare(self.operand(*left), *comparison, self.operand(*right)),
            Atom::Differ(left, right) => Atom::Differ(self.slot(*left), self.slot(*right)),
            Atom::Not(inner) => Atom::Not(Box::new(self.atom(inner))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Variables, parse};

    #[test]
    fn only_conditions_that_say_the_same_share_a_number() {
        let mut numbers = Numbers::default();
        let mut variables = Variables::default();
        let mut number = |text: &str| numbers.of_conjunction(&parse(text, &mut variables).unwrap()[0]);
        let first = number("pays(s, r), not is(r, auction)");
        assert_eq!(number("pays(t, u), not is(u, auction)"), first);
        assert_ne!(number("pays(t, u), not is(t, auction)"), first);
        assert_ne!(number("pays(t, _), not is(u, auction)"), first);
        assert_ne!(number("gives(s, network, s)"), number("gives(s, network, t)"));
    }
}
