//! What must be there at all for a condition to hold, seen before any search.
//!
//! For each variable, the items that it can stand for are in all the sets that the atoms name for it: in `pays(s, r), is(r, auction)` the
//! variable `r` stands for something through which somebody pays, and that is an auction. Where one variable has no item left, the condition
//! does not hold. In many conditions, such as this one, nothing else is to be asked, so where every variable has an item left it does hold.

use canvass_plugin::{Field, NONE};

use crate::language::{Atom, MOST_VARIABLES, Operand, Slot};
use crate::search::Binding;
use crate::sets::{Set, Sets, bit};

/// What narrows the variables of atoms that are to hold together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sieve {
    /// Grouped by variable, those that carry terms first: those are what is lacking most often.
    bounds: Box<[Bound]>,
    /// Whether what passes holds, as long as no variable stands for an item.
    exact: bool,
}

/// A set in which the item of a variable is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bound {
    set: Set,
    /// The variable; a number that no variable has for an item that has none.
    place: u8,
    /// Whether it is the last of its variable.
    last: bool,
}

impl Sieve {
    pub(crate) fn of(atoms: &[Atom]) -> Self {
        let mut making = Making { atoms, bounds: Vec::new(), exact: true, nameless: MOST_VARIABLES as u8 };
        for atom in atoms {
            making.take(atom);
        }
        let Making { mut bounds, exact, .. } = making;
        bounds.sort_unstable();
        bounds.dedup();
        let carries_term = |place: u8| bounds.iter().any(|(known, set)| *known == place && set.is_of_term());
        let mut places: Vec<u8> = bounds.iter().map(|(place, _)| *place).collect();
        places.dedup();
        places.sort_by_key(|place| !carries_term(*place));
        let mut grouped = Vec::with_capacity(bounds.len());
        for place in places {
            grouped.extend(bounds.iter().filter(|(known, _)| *known == place).map(|(_, set)| Bound { set: *set, place, last: false }));
            if let Some(bound) = grouped.last_mut() {
                bound.last = true;
            }
        }
        Self { bounds: grouped.into(), exact }
    }

    /// Whether the atoms can hold, whatever the variables stand for.
    pub(crate) fn lets_through(&self, sets: &Sets) -> bool {
        lets_through(&self.bounds, sets)
    }

    /// Whether the atoms can hold with what the variables stand for.
    pub(crate) fn lets_through_bound(&self, sets: &Sets, binding: &Binding) -> bool {
        let mut left = u64::MAX;
        for bound in &self.bounds {
            left &= sets.get(bound.set);
            if bound.last {
                left &= match binding.get(usize::from(bound.place)) {
                    Some(&item) if item != NONE => bit(item),
                    _ => u64::MAX,
                };
                if left == 0 {
                    return false;
                }
                left = u64::MAX;
            }
        }
        true
    }

    /// Whether atoms that are let through do hold, as long as no variable stands for an item.
    pub(crate) fn settles(&self, sets: &Sets) -> bool {
        self.exact && sets.are_exact()
    }
}

fn lets_through(bounds: &[Bound], sets: &Sets) -> bool {
    let mut left = u64::MAX;
    for bound in bounds {
        left &= sets.get(bound.set);
        if left == 0 {
            return false;
        }
        if bound.last {
            left = u64::MAX;
        }
    }
    true
}

/// The sieves of several clauses with their alternatives, in one row: most patterns are refused by a look at nothing else.
#[derive(Debug, Default)]
pub(crate) struct Row {
    bounds: Vec<Step>,
    /// The clauses of which nothing is said here, as bits.
    free: u32,
}

/// A bound in a row.
#[derive(Debug)]
struct Step {
    bound: Bound,
    /// How many bounds of the same sieve follow.
    following: u8,
    /// Its clause as a bit.
    clause: u8,
}

impl Row {
    /// The sieves with the numbers of their clauses, of which there are eight at most.
    pub(crate) fn of<'s>(sieves: impl IntoIterator<Item = (usize, &'s Sieve)>) -> Self {
        let mut row = Self::default();
        for (clause, sieve) in sieves {
            // A very long one is not asked here, but when it comes to that.
            let Some(last) = sieve.bounds.len().checked_sub(1).and_then(|last| u8::try_from(last).ok()) else {
                row.free |= 1 << clause;
                continue;
            };
            row.bounds.extend((0..=last).rev().zip(&sieve.bounds).map(|(following, &bound)| Step { bound, following, clause: 1 << clause }));
        }
        row
    }

    /// The clauses of which a sieve lets something through, as bits.
    pub(crate) fn let_through(&self, sets: &Sets) -> u32 {
        let mut clauses = self.free;
        let mut left = u64::MAX;
        let mut at = 0;
        while let Some(Step { bound, following, clause }) = self.bounds.get(at) {
            at += 1;
            left &= sets.get(bound.set);
            if left == 0 {
                at += usize::from(*following);
                left = u64::MAX;
            } else if bound.last {
                left = u64::MAX;
                if *following == 0 {
                    clauses |= u32::from(*clause);
                }
            }
        }
        clauses
    }
}

/// A sieve in the making.
struct Making<'p> {
    atoms: &'p [Atom],
    bounds: Vec<(u8, Set)>,
    exact: bool,
    /// The place of the next item that has no variable.
    nameless: u8,
}

impl Making<'_> {
    fn take(&mut self, atom: &Atom) {
        match atom {
            Atom::Of(slot, block) => self.bound(*slot, Some(Set::block(*block))),
            // Of a spelling with several codes any one will do, which an intersection of sets cannot say.
            Atom::Has(slot, codes) => self.bound(*slot, if let [code] = codes[..] { Set::term(code) } else { None }),
            Atom::Flag(slot, field) => self.bound(*slot, Set::field(*field as u32)),
            Atom::Fact { kind, either_order: true, .. } => {
                self.bound(Slot::Any, Some(Set::subjects(*kind)));
                self.exact = false;
            }
            Atom::Fact { kind, subject, object, value, .. } => {
                let related = *object != Slot::Any;
                // Where both sides are bound by something else as well, they must be bound by the same fact.
                self.exact &= value.is_none() && (self.is_free(*subject) || self.is_free(*object)) && (subject != object || *subject == Slot::Any);
                let place = self.place(*subject);
                self.bound_at(place, *subject, Some(if related { Set::related_subjects(*kind) } else { Set::subjects(*kind) }));
                if let Some(value) = value {
                    self.bound_at(place, *subject, Set::term(*value));
                }
                if related {
                    self.bound(*object, Some(Set::objects(*kind)));
                }
            }
            Atom::Compare(left, _, right) => {
                for operand in [left, right] {
                    if let Operand::Field(slot, field) = operand {
                        self.bound(*slot, Set::field(*field as u32));
                    }
                }
                self.exact = false;
            }
            Atom::Tag(slot, _) => {
                self.bound(*slot, Set::field(Field::Tags as u32));
                self.exact = false;
            }
            Atom::Differ(..) | Atom::Not(_) => self.exact = false,
        }
    }

    /// Whether nothing but one atom says anything of what the slot stands for.
    fn is_free(&self, slot: Slot) -> bool {
        match slot {
            Slot::Any => true,
            Slot::Canvas => false,
            Slot::Variable(variable) => self.atoms.iter().filter(|atom| atom.variables() & (1 << variable) != 0).count() == 1,
        }
    }

    fn place(&mut self, slot: Slot) -> u8 {
        match slot {
            Slot::Variable(variable) => variable,
            Slot::Any | Slot::Canvas => {
                self.nameless += 1;
                self.nameless
            }
        }
    }

    fn bound(&mut self, slot: Slot, set: Option<Set>) {
        let place = self.place(slot);
        self.bound_at(place, slot, set);
    }

    fn bound_at(&mut self, place: u8, slot: Slot, set: Option<Set>) {
        let Some(set) = set else {
            self.exact = false;
            return;
        };
        self.bounds.push((place, set));
        if slot == Slot::Canvas {
            self.bounds.push((place, Set::CANVAS));
        }
    }
}

#[cfg(test)]
mod tests {
    use canvass_plugin::blocks::Block;
    use canvass_plugin::vocabulary::{Pricing, Term};
    use canvass_plugin::{FactKind, FactRow};

    use super::*;
    use crate::language::{Variables, parse};
    use crate::search::UNBOUND;

    fn sieve(text: &str) -> Sieve {
        Sieve::of(&parse(text, &mut Variables::default()).unwrap()[0])
    }

    #[test]
    fn a_condition_needs_its_terms_facts_and_blocks() {
        let sieve = sieve("segment(s), pays(s, r), is(r, auction)");
        let mut sets = Sets::default();
        sets.clear(5);
        sets.add(Set::block(Block::CustomerSegments), 1);
        sets.add_fact(&FactRow { kind: FactKind::Pays as u32, subject: 1, object: 3, ..FactRow::default() });
        assert!(!sieve.lets_through(&sets));
        sets.add(Set::term(Pricing::Auction.code()).unwrap(), 4);
        assert!(!sieve.lets_through(&sets), "what is paid is another stream than the auction");
        sets.add(Set::term(Pricing::Auction.code()).unwrap(), 3);
        assert!(sieve.lets_through(&sets) && sieve.lets_through_bound(&sets, &UNBOUND));
        let mut binding = UNBOUND;
        binding[1] = 4;
        assert!(!sieve.lets_through_bound(&sets, &binding));
        assert!(Sieve::of(&[]).lets_through(&sets));
    }

    #[test]
    fn only_conditions_without_a_further_question_are_settled() {
        for settled in ["is(r, auction)", "pays(s, r), is(r, auction)", "segment(s), pays(s, _), uses(s, v)", "orientation(cost_driven), pays(s, company)"] {
            assert!(sieve(settled).exact, "{settled}");
        }
        for open in [
            "is(s, businesses), pays(s, r), is(r, auction)",
            "uses(s, v), uses(t, v), s != t",
            "gives(s, network, t)",
            "uses(s, s)",
            "same_people(s, t)",
            "size(s) >= 5",
            "tag(s, \"x\")",
            "not is(s, businesses)",
            "pays(s, r), paid_for(r, v), uses(s, v)",
        ] {
            assert!(!sieve(open).exact, "{open}");
        }
    }
}
