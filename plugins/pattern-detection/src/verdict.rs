//! Match, near, not known, or no.
//!
//! A pattern matches when all that it requires holds for the same items and nothing excludes it. It is near when at least half of that holds
//! and each of the rest could be added without contradicting what is stated. What is missing is *open* when the canvas says nothing about it,
//! and *against* the pattern when the canvas says otherwise: a stream of another kind, a group that is known to pay. Where much is open
//! because little is stated, the answer is not known.

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::{self, Term};
use canvass_plugin::{FactKind, NONE};

use crate::index::Index;
use crate::language::{Atom, Operand, Slot};
use crate::outcome::{Evidence, Found, Thread, Verdict};
use crate::pattern::{Clause, Pattern};
use crate::search::{Binding, Search, UNBOUND, bound};

/// How a condition that does not hold stands to what is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// The canvas says otherwise.
    Against,
    /// The canvas is worked out and does not say it.
    Absent,
    /// The canvas says nothing of the sort.
    Open,
    /// It holds.
    Holds,
}

/// How the canvas stands to a pattern.
pub(crate) fn judge(pattern: &Pattern, index: &Index<'_>) -> Found {
    let search = Search::new(index);
    // Cheap refusal first: a clause of which not even the words occur on the canvas cannot hold.
    let possible = |clause: &Clause| clause.alternatives.iter().any(|alternative| alternative.needs.within(&index.there));
    let half = pattern.required.len().div_ceil(2);
    let hopeful = pattern.required.iter().filter(|clause| possible(clause)).count();
    if hopeful == pattern.required.len() {
        if let Some(binding) = full_match(pattern, &search) {
            return matched(pattern, &search, &binding);
        }
        if search.exhausted() {
            return plain(pattern, Verdict::NotKnown, Vec::new());
        }
    }
    let mut alone: u32 = 0;
    if pattern.required.len() > 1 && hopeful >= half {
        for (at, clause) in pattern.required.iter().enumerate() {
            alone |= u32::from(search.holds(clause, &UNBOUND)) << at;
        }
        if alone.count_ones() as usize >= half {
            let (binding, holding) = best(pattern, &search, alone);
            let count = holding.count_ones() as usize;
            if count < pattern.required.len() && count >= half && !pattern.excluding.iter().any(|clause| search.holds(clause, &binding)) {
                let missing: Vec<&Clause> = pattern.required.iter().enumerate().filter(|(at, _)| holding & (1 << at) == 0).map(|(_, clause)| clause).collect();
                if missing.iter().all(|clause| standing(&search, clause, &binding) > Standing::Against) {
                    return near(pattern, &search, &binding, holding, &missing);
                }
            }
        }
    }
    let mut open = Vec::new();
    for (at, clause) in pattern.required.iter().enumerate() {
        if alone & (1 << at) != 0 {
            continue;
        }
        match standing(&search, clause, &UNBOUND) {
            Standing::Holds => {}
            Standing::Open => open.push(clause.says),
            // A worked-out canvas that does not say one thing is not waiting for another.
            Standing::Against | Standing::Absent => return plain(pattern, Verdict::No, Vec::new()),
        }
    }
    let verdict = if open.is_empty() { Verdict::No } else { Verdict::NotKnown };
    plain(pattern, verdict, open)
}

fn plain(pattern: &Pattern, verdict: Verdict, missing: Vec<&'static str>) -> Found {
    Found { id: pattern.id, verdict, strength: None, name: None, customer: None, evidence: Vec::new(), missing, thread: None }
}

/// A binding under which all required clauses hold and no excluding one does.
fn full_match(pattern: &Pattern, search: &Search<'_, '_>) -> Option<Binding> {
    fn descend(clauses: &[Clause], search: &Search<'_, '_>, binding: &Binding, accept: &mut dyn FnMut(&Binding) -> bool) -> bool {
        match clauses.split_first() {
            None => accept(binding),
            Some((clause, rest)) => search.clause(clause, binding, &mut |extended| descend(rest, search, extended, accept)),
        }
    }
    let mut found = None;
    descend(&pattern.required, search, &UNBOUND, &mut |binding| {
        let excluded = pattern.excluding.iter().any(|clause| search.holds(clause, binding));
        if !excluded {
            found = Some(*binding);
        }
        !excluded
    });
    found
}

/// The binding under which most required clauses hold together, and which those are.
fn best(pattern: &Pattern, search: &Search<'_, '_>, alone: u32) -> (Binding, u32) {
    struct Best {
        binding: Binding,
        holding: u32,
    }
    fn descend(pattern: &Pattern, search: &Search<'_, '_>, alone: u32, at: usize, binding: &Binding, holding: u32, best: &mut Best) {
        let Some(clause) = pattern.required.get(at) else {
            if holding.count_ones() > best.holding.count_ones() {
                *best = Best { binding: *binding, holding };
            }
            return;
        };
        let possible = (alone >> at).count_ones();
        if holding.count_ones() + possible <= best.holding.count_ones() {
            return;
        }
        if alone & (1 << at) != 0 {
            search.clause(clause, binding, &mut |extended| {
                descend(pattern, search, alone, at + 1, extended, holding | (1 << at), best);
                false
            });
        }
        descend(pattern, search, alone, at + 1, binding, holding, best);
    }
    let mut found = Best { binding: UNBOUND, holding: 0 };
    descend(pattern, search, alone, 0, &UNBOUND, 0, &mut found);
    (found.binding, found.holding)
}

fn matched(pattern: &Pattern, search: &Search<'_, '_>, binding: &Binding) -> Found {
    let mut evidence: Vec<Evidence> = pattern.required.iter().map(|clause| shown(search, clause, binding, true)).collect();
    let supporting: Vec<Evidence> =
        pattern.supporting.iter().filter(|clause| search.holds(clause, binding)).map(|clause| shown(search, clause, binding, false)).collect();
    let support = if pattern.supporting.is_empty() { 1.0 } else { supporting.len() as f64 / pattern.supporting.len() as f64 };
    evidence.extend(supporting);
    let items: Vec<u32> = binding.iter().copied().filter(|&item| item != NONE).collect();
    let strength = (0.7 + 0.3 * support) * search.index.sureness(&items);
    Found {
        id: pattern.id,
        verdict: Verdict::Match,
        strength: Some(rounded(strength)),
        name: Some(pattern.name),
        customer: Some(pattern.customer),
        evidence,
        missing: Vec::new(),
        thread: Some(thread(search.index, binding)),
    }
}

fn near(pattern: &Pattern, search: &Search<'_, '_>, binding: &Binding, holding: u32, missing: &[&Clause]) -> Found {
    let held = pattern.required.iter().enumerate().filter(|(at, _)| holding & (1 << at) != 0).map(|(_, clause)| shown(search, clause, binding, true));
    Found {
        id: pattern.id,
        verdict: Verdict::Near,
        strength: Some(rounded(0.6 * f64::from(holding.count_ones()) / pattern.required.len() as f64)),
        name: Some(pattern.name),
        customer: None,
        evidence: held.collect(),
        missing: missing.iter().map(|clause| clause.says).collect(),
        thread: None,
    }
}

fn rounded(strength: f64) -> f64 {
    (strength * 100.0).round() / 100.0
}

/// A clause that holds, with the items of its first way of holding.
fn shown(search: &Search<'_, '_>, clause: &Clause, binding: &Binding, required: bool) -> Evidence {
    let mut items: Vec<u32> = Vec::new();
    for alternative in &clause.alternatives {
        if !alternative.needs.within(&search.index.there) {
            continue;
        }
        let mut extended = None;
        search.conjunction(&alternative.atoms, binding, &mut |found| {
            extended = Some(*found);
            true
        });
        if let Some(extended) = extended {
            for atom in &alternative.atoms {
                for slot in slots(atom) {
                    items.extend(bound(slot, &extended));
                }
            }
            break;
        }
    }
    items.sort_unstable();
    items.dedup();
    let at = items.iter().filter(|&&item| item != 0).filter_map(|&item| search.index.item(item)).map(|item| item.pointer().to_owned()).collect();
    Evidence { says: clause.says, required, at }
}

fn slots(atom: &Atom) -> Vec<Slot> {
    match atom {
        Atom::Of(slot, _) | Atom::Has(slot, _) | Atom::Flag(slot, _) | Atom::Tag(slot, _) => vec![*slot],
        Atom::Fact { subject, object, .. } => vec![*subject, *object],
        Atom::Compare(left, _, right) => [left, right]
            .into_iter()
            .filter_map(|operand| match operand {
                Operand::Field(slot, _) => Some(*slot),
                Operand::Value(_) => None,
            })
            .collect(),
        Atom::Differ(..) | Atom::Not(_) => Vec::new(),
    }
}

fn thread(index: &Index<'_>, binding: &Binding) -> Thread {
    let mut thread = Thread::default();
    let mut items: Vec<u32> = binding.iter().copied().filter(|&item| item != NONE && item != 0).collect();
    items.sort_unstable();
    items.dedup();
    for item in items.into_iter().filter_map(|item| index.item(item)) {
        let list = match item.block() {
            Block::CustomerSegments => &mut thread.segments,
            Block::ValuePropositions => &mut thread.propositions,
            Block::Channels => &mut thread.channels,
            Block::CustomerRelationships => &mut thread.relationships,
            Block::RevenueStreams => &mut thread.streams,
            _ => &mut thread.behind,
        };
        list.push(item.id().to_owned());
    }
    thread
}

/// How a clause stands at best: of its alternatives the most hopeful, of the atoms of each the least.
fn standing(search: &Search<'_, '_>, clause: &Clause, binding: &Binding) -> Standing {
    if clause.alternatives.iter().any(|alternative| alternative.needs.within(&search.index.there)) && search.holds(clause, binding) {
        return Standing::Holds;
    }
    let worst = |atoms: &[Atom]| {
        let mut least = Standing::Holds;
        for atom in atoms {
            least = least.min(stands(search, atom, binding));
            if least == Standing::Against {
                break;
            }
        }
        // Each atom holds by itself but not with the others: nothing stated speaks against it, and it is not there.
        if least == Standing::Holds { Standing::Absent } else { least }
    };
    let mut best = Standing::Against;
    for alternative in &clause.alternatives {
        best = best.max(worst(&alternative.atoms));
        if best == Standing::Open {
            break;
        }
    }
    best
}

fn stands(search: &Search<'_, '_>, atom: &Atom, binding: &Binding) -> Standing {
    if search.atom(atom, binding, &mut |_| true) {
        return Standing::Holds;
    }
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
        Atom::Has(slot, codes) => typed(index, *slot, codes, binding),
        Atom::Fact { kind: FactKind::Free, subject, .. } => {
            let pays = |item: u32| index.facts(FactKind::Pays).iter().any(|row| row.subject == item);
            match bound(*subject, binding) {
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
            let free = bound(*subject, binding).is_some_and(|item| index.facts(FactKind::Free).iter().any(|row| row.subject == item));
            let other = bound(*object, binding).is_some_and(|item| index.facts(FactKind::Pays).iter().any(|row| row.object == item));
            if free || other { Standing::Against } else { silent }
        }
        Atom::Fact { kind: FactKind::BelowCost, .. } => Standing::Open,
        Atom::Compare(left, _, right) => {
            let unknown = |operand: &Operand| match operand {
                Operand::Value(_) => false,
                Operand::Field(slot, field) => match bound(*slot, binding) {
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
fn typed(index: &Index<'_>, slot: Slot, codes: &[u32], binding: &Binding) -> Standing {
    let vocabulary_of = |code: u32| code / vocabulary::VOCABULARY_SIZE;
    let typed_otherwise = |item: u32| {
        index.item(item).is_some_and(|item| {
            item.attributes()
                .iter()
                .any(|row| row.tag == canvass_plugin::ValueTag::Term as u32 && codes.iter().any(|&code| vocabulary_of(code) == vocabulary_of(row.value)))
        })
    };
    if let Some(item) = bound(slot, binding) {
        return if typed_otherwise(item) { Standing::Against } else { Standing::Open };
    }
    let open = codes.iter().any(|&code| !index.complete(vocabulary_of(code), || blocks_of(&[code])));
    if open { Standing::Open } else { Standing::Against }
}

/// The blocks whose items can carry a term of the same vocabulary.
fn blocks_of(codes: &[u32]) -> Vec<Block> {
    use vocabulary::{
        ActivityKind, ChannelKind, CostKind, Economies, Market, Owner, PartnershipKind, PartnershipMotive, Phase, Pricing, Recurrence, RelationshipKind,
        RelationshipMotive, ResourceKind, Role, SegmentKind, StreamKind, ValueKind,
    };
    let mut blocks = Vec::new();
    for &code in codes {
        if SegmentKind::from_code(code).is_some() || Market::from_code(code).is_some() || Role::from_code(code).is_some() {
            blocks.push(Block::CustomerSegments);
        } else if ValueKind::from_code(code).is_some() {
            blocks.push(Block::ValuePropositions);
        } else if ChannelKind::from_code(code).is_some() || Phase::from_code(code).is_some() {
            blocks.push(Block::Channels);
        } else if Owner::from_code(code).is_some() {
            blocks.extend([Block::Channels, Block::KeyResources]);
        } else if RelationshipKind::from_code(code).is_some() || RelationshipMotive::from_code(code).is_some() {
            blocks.push(Block::CustomerRelationships);
        } else if StreamKind::from_code(code).is_some() || Recurrence::from_code(code).is_some() || Pricing::from_code(code).is_some() {
            blocks.push(Block::RevenueStreams);
        } else if ResourceKind::from_code(code).is_some() {
            blocks.push(Block::KeyResources);
        } else if ActivityKind::from_code(code).is_some() {
            blocks.push(Block::KeyActivities);
        } else if PartnershipKind::from_code(code).is_some() || PartnershipMotive::from_code(code).is_some() {
            blocks.push(Block::KeyPartnerships);
        } else if CostKind::from_code(code).is_some() || Economies::from_code(code).is_some() {
            blocks.push(Block::CostStructure);
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use canvass_model::{Canvas, graph};

    use super::*;
    use crate::pattern::read;

    const PATTERN: &str = "id = \"x\"\nname = \"x\"\nfamily = \"own\"\nsource = \"own\"\ncustomer = \"x\"\nrationale = \"x\"\n\
        [[required]]\nsays = \"businesses\"\nwhen = \"is(s, businesses)\"\n\
        [[required]]\nsays = \"a subscription\"\nwhen = \"is(r, subscription_fee)\"\n\
        [[required]]\nsays = \"the web\"\nwhen = \"is(c, web_sales)\"\n";

    fn verdict(canvas: &str) -> (Verdict, Vec<&'static str>) {
        let canvas: Canvas = serde_json::from_str(canvas).unwrap();
        let (graph, _) = graph::build(&canvas);
        let view = graph.view();
        let found = judge(&read(PATTERN).unwrap(), &Index::new(&view));
        (found.verdict, found.missing)
    }

    #[test]
    fn one_thing_against_it_settles_what_others_leave_open() {
        let open = r#"{"customer_segments": ["Firms"], "revenue_streams": ["Fee"]}"#;
        assert_eq!(verdict(open), (Verdict::NotKnown, vec!["businesses", "a subscription", "the web"]));
        let against = r#"{"customer_segments": [{"name": "Firms", "kind": "individuals"}], "revenue_streams": ["Fee"]}"#;
        assert_eq!(verdict(against), (Verdict::No, Vec::new()));
    }
}
