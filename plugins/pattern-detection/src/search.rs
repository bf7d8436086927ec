//! Finding items that make conditions true.
//!
//! Here is what is asked of a search, and what settles it without one; the search itself is in [`ways`](crate::ways). What is to happen where
//! all atoms hold is a [`Goal`].

use canvass_plugin::{Decimal, Field, NONE};

use crate::index::Index;
use crate::items::Items;
use crate::language::{Atom, MOST_VARIABLES, Slot};
use crate::memory::{Answer, Memory};
use crate::pattern::{Alternative, Clause};
use crate::sieve::Sieve;
use crate::standing::Standing;

/// How many steps the search for one pattern may take. Ordinary canvases take a few dozen; one made to be hard is given up, the same way
/// every time.
const STEPS: u32 = 50_000;

/// Which item each variable stands for; [`NONE`] for none yet.
pub(crate) type Binding = [u32; MOST_VARIABLES];

/// No variable stands for anything.
pub(crate) const UNBOUND: Binding = [NONE; MOST_VARIABLES];

/// What is remembered between the patterns of one canvas.
#[derive(Debug, Default)]
pub(crate) struct Memories {
    /// Whether atoms hold together, by the number of the alternative.
    pub(crate) held: Memory<bool>,
    /// How atoms stand by themselves, by their numbers.
    pub(crate) standings: Vec<Option<Standing>>,
}

/// A search on one canvas, for one pattern after the other.
pub(crate) struct Search<'i, 'a> {
    pub(crate) index: &'i Index<'a>,
    pub(crate) memories: &'i mut Memories,
    /// What the variables of the pattern stand for at the moment.
    pub(crate) binding: Binding,
    steps: u32,
}

/// What to do where all atoms hold.
pub(crate) trait Goal {
    /// Whether the search is at its end; otherwise it goes on with the next way in which the atoms hold. At the end the binding stays as it is.
    fn reached(&mut self, search: &mut Search<'_, '_>) -> bool;
}

/// The first way in which the atoms hold will do.
struct First;

impl Goal for First {
    fn reached(&mut self, _: &mut Search<'_, '_>) -> bool {
        true
    }
}

impl<'i, 'a> Search<'i, 'a> {
    pub(crate) fn new(index: &'i Index<'a>, memories: &'i mut Memories) -> Self {
        memories.held.forget();
        memories.standings.fill(None);
        Self { index, memories, binding: UNBOUND, steps: 0 }
    }

    /// Turns to another pattern.
    pub(crate) fn begin(&mut self) {
        self.binding = UNBOUND;
        self.steps = 0;
    }

    /// Whether the search was given up.
    pub(crate) fn exhausted(&self) -> bool {
        self.steps >= STEPS
    }

    /// Counts steps that need not be made because their outcome is known; `false`, and nothing counted, where the search would not have come
    /// to that outcome.
    pub(crate) fn spend(&mut self, steps: u32) -> bool {
        let spared = self.steps + steps < STEPS;
        if spared {
            self.steps += steps;
        }
        spared
    }

    /// The variables that stand for an item already, as bits.
    pub(crate) fn bound_variables(&self) -> u32 {
        self.binding.iter().rev().fold(0, |bits, &item| bits << 1 | u32::from(item != NONE))
    }

    /// Whether an alternative can hold with what the variables stand for, as far as is seen without a search.
    fn possible_bound(&self, alternative: &Alternative) -> bool {
        alternative.sieve.lets_through_bound(&self.index.tables.sets, &self.binding)
    }

    /// Leads to the goal each way in which the clause holds; whether the goal ended the search.
    pub(crate) fn clause(&mut self, clause: &Clause, goal: &mut impl Goal) -> bool {
        clause.alternatives.iter().any(|alternative| self.possible_bound(alternative) && self.conjunction(&alternative.atoms, goal))
    }

    /// Whether the clause holds, with what the variables stand for.
    pub(crate) fn holds(&mut self, clause: &Clause) -> bool {
        let bound = self.bound_variables();
        clause.alternatives.iter().any(|alternative| {
            if alternative.variables & bound == 0 {
                self.alternative_alone(alternative)
            } else {
                self.possible_bound(alternative) && self.hold(&alternative.atoms)
            }
        })
    }

    /// The same where no variable stands for anything.
    pub(crate) fn holds_alone(&mut self, clause: &Clause) -> bool {
        clause.alternatives.iter().any(|alternative| self.alternative_alone(alternative))
    }

    /// Whether an alternative holds where none of its variables stands for anything.
    fn alternative_alone(&mut self, alternative: &Alternative) -> bool {
        let sets = &self.index.tables.sets;
        if !alternative.sieve.lets_through(sets) {
            return false;
        }
        if alternative.sieve.settles(sets) {
            return true;
        }
        if let Some(Answer { answer, steps }) = self.memories.held.recall(alternative.number)
            && self.spend(steps)
        {
            return answer;
        }
        let before = self.steps;
        let answer = self.hold(&alternative.atoms);
        if !self.exhausted() {
            self.memories.held.keep(alternative.number, Answer { answer, steps: self.steps - before });
        }
        answer
    }

    /// The items in which a clause holds that is known to hold with what the variables stand for.
    pub(crate) fn shown_of_held(&mut self, clause: &Clause) -> Option<Items> {
        match &clause.alternatives[..] {
            // There is one way only, and it is the one that was found.
            [only] if only.shows & !self.bound_variables() == 0 => Some(Items::in_variables(&self.binding, only.shows)),
            _ => self.shown(clause),
        }
    }

    /// The items in which the clause holds: those of the first alternative that does.
    pub(crate) fn shown(&mut self, clause: &Clause) -> Option<Items> {
        let before = self.binding;
        for alternative in &clause.alternatives {
            if self.possible_bound(alternative) && self.conjunction(&alternative.atoms, &mut First) {
                let binding = std::mem::replace(&mut self.binding, before);
                return Some(Items::in_variables(&binding, alternative.shows));
            }
        }
        None
    }

    /// Whether an atom holds by itself.
    pub(crate) fn atom(&mut self, atom: &Atom) -> bool {
        self.hold(std::slice::from_ref(atom))
    }

    /// The same for an atom with its sieve.
    pub(crate) fn atom_through(&mut self, atom: &Atom, sieve: &Sieve) -> bool {
        sieve.lets_through_bound(&self.index.tables.sets, &self.binding) && self.atom(atom)
    }

    /// The same where no variable of the atom stands for anything.
    pub(crate) fn atom_alone(&mut self, atom: &Atom, sieve: &Sieve) -> bool {
        let sets = &self.index.tables.sets;
        sieve.lets_through(sets) && (sieve.settles(sets) || self.atom(atom))
    }

    /// Whether atoms hold together; afterwards the variables stand for what they did before.
    fn hold(&mut self, atoms: &[Atom]) -> bool {
        let before = self.binding;
        let hold = self.conjunction(atoms, &mut First);
        if hold {
            self.binding = before;
        }
        hold
    }

    /// Counts a step; `false` where the search is given up instead.
    pub(crate) fn step(&mut self) -> bool {
        let goes_on = !self.exhausted();
        self.steps += u32::from(goes_on);
        goes_on
    }

    pub(crate) fn number(&self, item: u32, field: Field) -> Option<Decimal> {
        self.index.item(item)?.quantity(field).map(|amount| amount.likely())
    }

    /// The item that a slot stands for already.
    pub(crate) fn bound(&self, slot: Slot) -> Option<u32> {
        Some(self.stands_for(slot)).filter(|&item| item != NONE)
    }

    /// The same, with [`NONE`] where it stands for none yet.
    pub(crate) fn stands_for(&self, slot: Slot) -> u32 {
        match slot {
            Slot::Any => NONE,
            Slot::Canvas => 0,
            Slot::Variable(variable) => self.binding.get(variable as usize).copied().unwrap_or(NONE),
        }
    }
}
