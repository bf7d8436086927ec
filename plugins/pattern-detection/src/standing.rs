//! How what does not hold stands to what is stated.

use canvass_plugin::FactKind;
use canvass_plugin::blocks::Block;

use crate::carriers;
use crate::language::{Atom, Operand, Slot};
use crate::pattern::{Alternative, Clause};
use crate::search::Search;

/// How a condition stands to what is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// The canvas says otherwise.
    Against,
    /// The canvas is worked out and does not say it.
    Absent,
    /// The canvas says nothing of the sort.
    Open,
    /// It holds.
    Holds,
}

/// How a clause stands at best: of its alternatives the most hopeful, of the atoms of each the least.
pub(crate) fn of_clause(search: &mut Search<'_, '_>, clause: &Clause) -> Standing {
    if search.holds(clause) {
        return Standing::Holds;
    }
    let bound = search.bound_variables();
    of_failed_clause(search, clause, bound)
}

/// The same for a clause that does not hold, with the variables that stand for items, as bits.
pub(crate) fn of_failed_clause(search: &mut Search<'_, '_>, clause: &Clause, bound: u32) -> Standing {
    let mut best = Standing::Against;
    for alternative in &clause.alternatives {
        best = best.max(of_alternative(search, alternative, bound));
        if best == Standing::Open {
            break;
        }
    }
    best
}

fn of_alternative(search: &mut Search<'_, '_>, alternative: &Alternative, bound: u32) -> Standing {
    let mut least = Standing::Holds;
    for (at, &number) in alternative.atom_numbers.iter().enumerate() {
        let known = if bound == 0 { search.memories.standings.get(number as usize).copied().flatten() } else { None };
        least = least.min(known.unwrap_or_else(|| of_atom(search, alternative, at, bound)));
        if least == Standing::Against {
            break;
        }
    }
    // Each atom holds by itself but not with the others: nothing stated speaks against it, and it is not there.
    if least == Standing::Holds { Standing::Absent } else { least }
}

/// How one of the atoms of an alternative stands by itself.
fn of_atom(search: &mut Search<'_, '_>, alternative: &Alternative, at: usize, bound: u32) -> Standing {
    let (atom, number, by_itself) = (&alternative.atoms[at], alternative.atom_numbers[at] as usize, &alternative.atoms_alone[at]);
    let alone = by_itself.variables & bound == 0;
    let holds = if alone { search.atom_alone(atom, &by_itself.sieve) } else { search.atom_through(atom, &by_itself.sieve) };
    let standing = if holds { Standing::Holds } else { of_failed_atom(search, atom) };
    // What was asked of a search that was given up is not known.
    if alone && !search.exhausted() {
        let standings = &mut search.memories.standings;
        if number >= standings.len() {
            standings.resize(number + 1, None);
        }
        standings[number] = Some(standing);
    }
    standing
}

fn of_failed_atom(search: &Search<'_, '_>, atom: &Atom) -> Standing {
    let index = search.index;
    let silent = if index.worked_out { Standing::Absent } else { Standing::Open };
    match atom {
        Atom::Of(_, block) => {
            if index.view.states(*block) {
                Standing::Against
            } else {
                Standing::Open
            }
        }
        Atom::Has(slot, codes) => typed(search, *slot, codes),
        Atom::Fact { kind: FactKind::Free, subject, .. } => {
            let pays = |item: u32| index.facts(FactKind::Pays).iter().any(|row| row.subject == item);
            match search.bound(*subject) {
                Some(item) if pays(item) => Standing::Against,
                Some(_) => Standing::Open,
                // Every segment is known to pay: a free one would be another model.
                None if index.view.block(Block::CustomerSegments).all(|segment| pays(segment.index())) && index.view.states(Block::CustomerSegments) => {
                    Standing::Against
                }
                None => Standing::Open,
            }
        }
        Atom::Fact { kind: FactKind::Pays, subject, object, .. } => {
            let free = search.bound(*subject).is_some_and(|item| index.facts(FactKind::Free).iter().any(|row| row.subject == item));
            let other = search.bound(*object).is_some_and(|item| index.facts(FactKind::Pays).iter().any(|row| row.object == item));
            if free || other { Standing::Against } else { silent }
        }
        Atom::Fact { kind: FactKind::BelowCost, .. } => Standing::Open,
        Atom::Compare(left, _, right) => {
            let unknown = |operand: &Operand| match operand {
                Operand::Value(_) => false,
                Operand::Field(slot, field) => match search.bound(*slot) {
                    Some(item) => search.number(item, *field).is_none(),
                    None => true,
                },
            };
            if unknown(left) || unknown(right) { silent } else { Standing::Against }
        }
        Atom::Fact { .. } | Atom::Flag(..) | Atom::Tag(..) => silent,
        Atom::Differ(..) | Atom::Not(_) => Standing::Against,
    }
}

/// An item of another type speaks against; one without a type leaves it open.
fn typed(search: &Search<'_, '_>, slot: Slot, codes: &[u32]) -> Standing {
    let tables = search.index.tables;
    let open = match search.bound(slot) {
        Some(item) => codes.iter().all(|&code| tables.vocabularies(item) & carriers::bit(code) == 0),
        None => codes.iter().any(|&code| tables.open(code)),
    };
    if open { Standing::Open } else { Standing::Against }
}
