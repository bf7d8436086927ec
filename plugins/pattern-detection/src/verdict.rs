//! Match, near, not known, or no.
//!
//! A pattern matches when all that it requires holds for the same items and nothing excludes it. It is near when at least half of that holds
//! and each of the rest could be added without contradicting what is stated. What is missing is *open* when the canvas says nothing about it,
//! and *against* the pattern when the canvas says otherwise: a stream of another kind, a group that is known to pay. Where much is open
//! because little is stated, the answer is not known.

use crate::items::Items;
use crate::judged::{Judged, Shown};
use crate::outcome::Verdict;
use crate::pattern::{Clause, Pattern};
use crate::search::{Binding, Goal, Search, UNBOUND};
use crate::standing::{self, Standing};

/// How the canvas stands to a pattern; nothing where it does not follow it.
pub(crate) fn judge<'p>(pattern: &'p Pattern, search: &mut Search<'_, '_>) -> Option<Judged<'p>> {
    search.begin();
    let required = &pattern.required;
    let half = required.len().div_ceil(2);
    let all = (1_u32 << required.len()) - 1;
    // Cheap refusal first: most clauses ask for something that is nowhere on the canvas.
    let possible = pattern.sieves.let_through(&search.index.tables.sets);
    // Most of what holds with others holds by itself, which is found out sooner, and often for another pattern already.
    let is_worth_asking = required.len() > 1 && possible.count_ones() as usize >= half;
    let alone = if is_worth_asking { alone(required, possible, search) } else { 0 };
    let refused = is_worth_asking && required.iter().enumerate().any(|(at, clause)| alone & (1 << at) == 0 && clause.stands_alone);
    if possible == all && !refused && search.clause(&required[0], &mut AllOf { pattern, next: 1 }) {
        return Some(matched(pattern, search));
    }
    if search.exhausted() {
        return Some(Judged::bare(pattern, Verdict::NotKnown));
    }
    if is_worth_asking
        && alone.count_ones() as usize >= half
        && let Some(near) = near(pattern, search, alone, half)
    {
        return Some(near);
    }
    let mut missing = 0;
    for (at, clause) in required.iter().enumerate() {
        let bit = 1 << at;
        if alone & bit != 0 {
            continue;
        }
        let may_hold = !is_worth_asking && possible & bit != 0;
        match if may_hold { standing::of_clause(search, clause) } else { standing::of_failed_clause(search, clause, 0) } {
            Standing::Holds => {}
            Standing::Open => missing |= bit,
            // A worked-out canvas that does not say one thing is not waiting for another.
            Standing::Against | Standing::Absent => return None,
        }
    }
    (missing != 0).then(|| Judged { missing, ..Judged::bare(pattern, Verdict::NotKnown) })
}

/// Which of the clauses that are possible hold by themselves, as bits.
fn alone(clauses: &[Clause], possible: u32, search: &mut Search<'_, '_>) -> u32 {
    let holds = |(at, clause): (usize, &Clause)| u32::from(possible & (1 << at) != 0 && search.holds_alone(clause)) << at;
    clauses.iter().enumerate().map(holds).sum()
}

/// A binding under which all required clauses hold and no excluding one does.
struct AllOf<'p> {
    pattern: &'p Pattern,
    /// The clauses before that one hold.
    next: usize,
}

impl Goal for AllOf<'_> {
    fn reached(&mut self, search: &mut Search<'_, '_>) -> bool {
        let Some(clause) = self.pattern.required.get(self.next) else {
            return !self.pattern.excluding.iter().any(|clause| search.holds(clause));
        };
        self.next += 1;
        let done = search.clause(clause, self);
        self.next -= 1;
        done
    }
}

/// The binding under which most required clauses hold together, and which those are.
struct MostOf<'p> {
    pattern: &'p Pattern,
    /// The clauses that hold by themselves, as bits.
    alone: u32,
    /// The clause to be decided next, and those before it that hold.
    next: usize,
    holding: u32,
    best: (Binding, u32),
}

impl MostOf<'_> {
    fn decide(&mut self, search: &mut Search<'_, '_>) {
        let (at, held) = (self.next, self.holding);
        let best = self.best.1.count_ones();
        let Some(clause) = self.pattern.required.get(at) else {
            if held.count_ones() > best {
                self.best = (search.binding, held);
            }
            return;
        };
        if held.count_ones() + (self.alone >> at).count_ones() <= best {
            return;
        }
        self.next = at + 1;
        if self.alone & (1 << at) != 0 {
            self.holding = held | (1 << at);
            search.clause(clause, self);
            self.holding = held;
        }
        self.decide(search);
        self.next = at;
    }
}

impl Goal for MostOf<'_> {
    fn reached(&mut self, search: &mut Search<'_, '_>) -> bool {
        self.decide(search);
        false
    }
}

fn matched<'p>(pattern: &'p Pattern, search: &mut Search<'_, '_>) -> Judged<'p> {
    let mut evidence = Vec::with_capacity(pattern.required.len() + pattern.supporting.len());
    for clause in &pattern.required {
        evidence.push(Shown { clause, required: true, items: search.shown_of_held(clause).unwrap_or_default() });
    }
    for clause in &pattern.supporting {
        if let Some(items) = search.shown(clause) {
            evidence.push(Shown { clause, required: false, items });
        }
    }
    let supporting = evidence.len() - pattern.required.len();
    let support = if pattern.supporting.is_empty() { 1.0 } else { supporting as f64 / pattern.supporting.len() as f64 };
    let thread = Items::among(search.binding);
    let strength = (0.7 + 0.3 * support) * search.index.sureness(thread.as_slice());
    Judged { strength: hundredths(strength), evidence, thread, ..Judged::bare(pattern, Verdict::Match) }
}

/// The pattern as nearly followed, where at least half of what it requires holds and nothing speaks against the rest.
fn near<'p>(pattern: &'p Pattern, search: &mut Search<'_, '_>, alone: u32, half: usize) -> Option<Judged<'p>> {
    let required = &pattern.required;
    let mut most = MostOf { pattern, alone, next: 0, holding: 0, best: (UNBOUND, 0) };
    most.decide(search);
    let (binding, holding) = most.best;
    let count = holding.count_ones() as usize;
    if count == required.len() || count < half {
        return None;
    }
    search.binding = binding;
    let near = near_under_binding(pattern, search, holding);
    search.binding = UNBOUND;
    near
}

fn near_under_binding<'p>(pattern: &'p Pattern, search: &mut Search<'_, '_>, holding: u32) -> Option<Judged<'p>> {
    let required = &pattern.required;
    let clauses = |wanted: bool| required.iter().enumerate().filter(move |(at, _)| (holding & (1 << at) != 0) == wanted).map(|(_, clause)| clause);
    if pattern.excluding.iter().any(|clause| search.holds(clause)) {
        return None;
    }
    if clauses(false).any(|clause| standing::of_clause(search, clause) == Standing::Against) {
        return None;
    }
    let held = clauses(true).map(|clause| Shown { clause, required: true, items: search.shown_of_held(clause).unwrap_or_default() });
    let evidence = held.collect();
    let strength = 0.6 * f64::from(holding.count_ones()) / required.len() as f64;
    let missing = !holding & ((1 << required.len()) - 1);
    Some(Judged { strength: hundredths(strength), evidence, missing, ..Judged::bare(pattern, Verdict::Near) })
}

fn hundredths(strength: f64) -> u32 {
    (strength * 100.0).round() as u32
}

#[cfg(test)]
mod tests {
    use canvass_model::{Canvas, graph};

    use super::*;
    use crate::index::Index;
    use crate::numbers::Numbers;
    use crate::pattern::read;
    use crate::search::Memories;
    use crate::tables::Tables;

    const PATTERN: &str = "id = \"x\"\nname = \"x\"\nfamily = \"own\"\nsource = \"own\"\ncustomer = \"x\"\nrationale = \"x\"\n\
        [[required]]\nsays = \"businesses\"\nwhen = \"is(s, businesses)\"\n\
        [[required]]\nsays = \"a subscription\"\nwhen = \"is(r, subscription_fee)\"\n\
        [[required]]\nsays = \"the web\"\nwhen = \"is(c, web_sales)\"\n";

    fn verdict(canvas: &str) -> (Verdict, Vec<&'static str>) {
        verdict_of(PATTERN, canvas)
    }

    fn verdict_of(pattern: &str, canvas: &str) -> (Verdict, Vec<&'static str>) {
        let canvas: Canvas = serde_json::from_str(canvas).unwrap();
        let (graph, _) = graph::build(&canvas);
        let view = graph.view();
        let (mut tables, mut memories) = (Tables::default(), Memories::default());
        let index = Index::new(&view, &mut tables);
        let pattern = read(pattern, &mut Numbers::default()).unwrap();
        let judged = judge(&pattern, &mut Search::new(&index, &mut memories));
        judged.map_or((Verdict::No, Vec::new()), |judged| (judged.verdict, judged.missing_clauses().map(|clause| clause.says.as_str()).collect()))
    }

    #[test]
    fn one_thing_against_it_settles_what_others_leave_open() {
        let open = r#"{"customer_segments": ["Firms"], "revenue_streams": ["Fee"]}"#;
        assert_eq!(verdict(open), (Verdict::NotKnown, vec!["businesses", "a subscription", "the web"]));
        let against = r#"{"customer_segments": [{"name": "Firms", "kind": "individuals"}], "revenue_streams": ["Fee"]}"#;
        assert_eq!(verdict(against), (Verdict::No, Vec::new()));
    }

    #[test]
    fn what_is_denied_of_an_item_may_hold_of_others() {
        let (start, _) = PATTERN.split_once("[[required]]").unwrap();
        let clauses = "[[required]]\nsays = \"businesses\"\nwhen = \"is(s, businesses)\"\n\
            [[required]]\nsays = \"they do not pay\"\nwhen = \"is(r, subscription_fee), not pays(s, _)\"\n";
        let canvas = r#"{"customer_segments": [{"name": "Firms", "kind": "businesses"}, {"name": "People", "id": "people", "kind": "individuals"}],
            "revenue_streams": [{"name": "Fee", "kind": "subscription_fee", "from": "people"}]}"#;
        // By itself the second clause denies that anybody pays, and does not hold.
        assert_eq!(verdict_of(&format!("{start}{clauses}"), canvas).0, Verdict::Match);
        assert_eq!(verdict_of(&format!("{start}{clauses}"), &canvas.replace("people\"}", "firms\"}")).0, Verdict::No);
    }
}
