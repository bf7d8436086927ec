//! The quick ways against the plain one, over generated canvases.
//!
//! What is remembered, what is refused by its needs, and what the tables answer must never change a verdict.

use canvass_model::{Canvas, graph};
use canvass_plugin::{FactKind, NONE, View};

use crate::index::Index;
use crate::judged::Judged;
use crate::language::{Atom, MOST_VARIABLES, Slot};
use crate::outcome::Verdict;
use crate::pattern::{Clause, Pattern, embedded};
use crate::search::{Memories, Search, UNBOUND};
use crate::tables::Tables;
use crate::verdict::judge;

/// Numbers that look like chance and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    fn one<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }

    /// A further field, half of the time.
    fn maybe(&mut self, field: &str, value: impl FnOnce(&mut Self) -> String) -> String {
        if self.below(2) == 0 { format!(", \"{field}\": \"{}\"", value(self)) } else { String::new() }
    }
}

/// A canvas of a few groups, offers, streams, channels and relationships, linked and typed at random.
fn generated(seed: u64) -> Canvas {
    let mut dice = Dice(seed);
    let (segments, propositions) = (1 + dice.below(4), 1 + dice.below(4));
    let mut lists = [const { Vec::new() }; 5];
    for at in 0..segments {
        let other = dice.below(segments);
        let mut item = format!("{{\"name\": \"S{at}\", \"id\": \"s{at}\"");
        item += &dice.maybe("kind", |dice| dice.one(&["individuals", "businesses", "government"]).to_owned());
        if dice.below(3) == 0 {
            let kind = dice.one(&["attention", "supply", "labour", "network", "data", "content"]);
            item += &format!(
                ", \"contributes\": [{{\"kind\": \"{kind}\", \"to\": \"{}\"}}]",
                if dice.below(2) == 0 { format!("s{other}") } else { "company".to_owned() }
            );
        }
        if other != at && dice.below(3) == 0 {
            item += &format!(", \"{}\": \"s{other}\"", dice.one(&["customer_of", "controls"]));
        }
        if dice.below(3) == 0 {
            item += &format!(", \"paying_share\": 0.{}", dice.below(9) + 1);
        }
        lists[0].push(item + "}");
    }
    for at in 0..propositions {
        let mut item = format!("{{\"name\": \"V{at}\", \"id\": \"v{at}\"");
        item += &dice.maybe("for", |dice| format!("s{}", dice.below(segments)));
        if at > 0 && dice.below(2) == 0 {
            item += &format!(", \"{}\": \"v{}\"", dice.one(&["extends", "requires"]), dice.below(at));
        }
        if dice.below(3) == 0 {
            item += &format!(", \"tags\": [\"{}\"]", dice.one(&["Digital", "finance", "EXPERIENCE"]));
        }
        lists[1].push(item + "}");
    }
    for at in 0..dice.below(5) {
        let mut item = format!("{{\"name\": \"R{at}\", \"id\": \"r{at}\"");
        item += &dice.maybe("from", |dice| format!("s{}", dice.below(segments)));
        item += &dice.maybe("for", |dice| format!("v{}", dice.below(propositions)));
        item += &dice.maybe("kind", |dice| dice.one(&["asset_sale", "subscription_fee", "advertising", "brokerage_fee", "licensing"]).to_owned());
        lists[2].push(item + "}");
    }
    for at in 0..dice.below(4) {
        let mut item = format!("{{\"name\": \"C{at}\", \"id\": \"c{at}\", \"reaches\": [\"s{}\"]", dice.below(segments));
        item += &dice.maybe("kind", |dice| dice.one(&["web_sales", "own_store", "partner_store"]).to_owned());
        item += &dice.maybe("owner", |dice| dice.one(&["own", "partner"]).to_owned());
        lists[3].push(item + "}");
    }
    for at in 0..dice.below(4) {
        let mut item = format!("{{\"name\": \"Q{at}\", \"id\": \"q{at}\", \"with\": [\"s{}\"]", dice.below(segments));
        item += &dice.maybe("kind", |dice| dice.one(&["community", "self_service", "co_creation", "dedicated_personal_assistance"]).to_owned());
        lists[4].push(item + "}");
    }
    let keys = ["customer_segments", "value_propositions", "revenue_streams", "channels", "customer_relationships"];
    // An empty block is left out half of the time: not to state it is something else than to state that there is none.
    let blocks = keys.iter().zip(&lists).filter(|(_, list)| !list.is_empty() || dice.below(2) == 0);
    let blocks: Vec<String> = blocks.map(|(key, list)| format!("\"{key}\": [{}]", list.join(", "))).collect();
    let text = format!("{{{}}}", blocks.join(", "));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn with_view<T>(canvas: &Canvas, look: impl FnOnce(&View<'_>) -> T) -> T {
    let (graph, problems) = graph::build(canvas);
    assert!(problems.is_empty());
    look(&graph.view())
}

/// What each pattern gives on a canvas: with answers remembered from one to the next, or each by itself.
fn both_ways(view: &View<'_>) -> Vec<Verdict> {
    let (mut tables, mut shared) = (Tables::default(), Memories::default());
    let index = Index::new(view, &mut tables);
    let mut search = Search::new(&index, &mut shared);
    let patterns: &[Pattern] = &embedded().0;
    let found = |judged: Option<Judged<'_>>| judged.map(|judged| judged.found(view));
    let remembering: Vec<_> = patterns.iter().map(|pattern| found(judge(pattern, &mut search))).collect();
    let forgetting = patterns.iter().map(|pattern| found(judge(pattern, &mut Search::new(&index, &mut Memories::default()))));
    for (pattern, (remembered, fresh)) in patterns.iter().zip(remembering.iter().zip(forgetting)) {
        assert_eq!(*remembered, fresh, "{}", pattern.id.as_str());
    }
    remembering.iter().map(|found| found.as_ref().map_or(Verdict::No, |found| found.verdict)).collect()
}

#[test]
fn what_other_patterns_asked_before_changes_nothing() {
    let mut verdicts: Vec<Verdict> = (0..300).flat_map(|seed| with_view(&generated(seed), both_ways)).collect();
    verdicts.sort_unstable();
    verdicts.dedup();
    assert_eq!(verdicts, [Verdict::Match, Verdict::Near, Verdict::NotKnown, Verdict::No]);
}

#[test]
fn a_canvas_made_to_be_hard_is_given_up_the_same_way() {
    let ids = |letter: &str| (0..40).map(|at| format!("\"{letter}{at}\"")).collect::<Vec<_>>().join(", ");
    let list =
        |letter: &str, rest: &str| (0..40).map(|at| format!("{{\"name\": \"{letter}{at}\", \"id\": \"{letter}{at}\"{rest}}}")).collect::<Vec<_>>().join(", ");
    let text = format!(
        "{{\"customer_segments\": [{}], \"value_propositions\": [{}], \"revenue_streams\": [{}, {{\"name\": \"x\", \"from\": [{}], \"for\": \"v39\"}}], \"customer_relationships\": [{}]}}",
        list("s", ", \"kind\": \"businesses\""),
        list("v", &format!(", \"for\": [{}]", ids("s"))),
        list("r", &format!(", \"from\": [{}]", ids("s"))),
        ids("s"),
        list("q", &format!(", \"kind\": \"dedicated_personal_assistance\", \"motive\": [\"upselling\"], \"with\": [{}]", ids("s"))),
    );
    let canvas: Canvas = serde_json::from_str(&text).unwrap();
    with_view(&canvas, |view| {
        both_ways(view);
        let (mut tables, mut memories) = (Tables::default(), Memories::default());
        let index = Index::new(view, &mut tables);
        let mut search = Search::new(&index, &mut memories);
        let is_bare = |judged: &Judged<'_>| judged.verdict == Verdict::NotKnown && judged.missing == 0;
        let given_up = embedded().0.iter().filter_map(|pattern| judge(pattern, &mut search)).filter(is_bare);
        assert!(given_up.count() > 0);
    });
}

/// Whether an atom holds for items, by what the view says; `None` for atoms that this test does not check.
fn plainly(view: &View<'_>, atom: &Atom, items: &[u32; MOST_VARIABLES]) -> Option<bool> {
    let item = |slot: Slot| match slot {
        Slot::Any => None,
        Slot::Canvas => Some(0),
        Slot::Variable(variable) => Some(items[variable as usize]),
    };
    match atom {
        Atom::Of(slot, block) => Some(view.item(item(*slot)?)?.block() == *block),
        Atom::Has(slot, codes) => Some(view.item(item(*slot)?)?.attributes().iter().any(|row| row.tag == 1 && codes.contains(&row.value))),
        Atom::Tag(slot, tag) => Some(view.item(item(*slot)?)?.has_tag(tag)),
        Atom::Fact { kind, subject, object, value, either_order: false } if *kind != FactKind::Free => {
            let fits = |slot: Slot, index: u32| item(slot).is_none_or(|item| item == index);
            let known = |slot: Slot, index: u32| slot == Slot::Any || index != NONE;
            Some(view.facts(*kind).any(|fact| {
                fits(*subject, fact.subject_index())
                    && fits(*object, fact.object_index())
                    && known(*object, fact.object_index())
                    && value.is_none_or(|value| fact.value_code() == value)
            }))
        }
        Atom::Differ(left, right) => Some(item(*left)? != item(*right)?),
        _ => None,
    }
}

#[test]
fn the_search_finds_what_trying_every_item_finds() {
    let (mut compared, mut held) = (0, 0);
    let clauses: Vec<&Clause> = embedded().0.iter().flat_map(|pattern| pattern.required.iter().chain(&pattern.supporting)).collect();
    for seed in 0..40 {
        with_view(&generated(seed), |view| {
            let (mut tables, mut memories) = (Tables::default(), Memories::default());
            let index = Index::new(view, &mut tables);
            let mut search = Search::new(&index, &mut memories);
            for clause in &clauses {
                let [alternative] = &clause.alternatives[..] else { continue };
                let variables: Vec<usize> = (0..MOST_VARIABLES).filter(|variable| alternative.shows & (1 << variable) != 0).collect();
                if variables.len() > 3 || alternative.atoms.iter().any(|atom| plainly(view, atom, &[0; MOST_VARIABLES]).is_none()) {
                    continue;
                }
                let count = view.items.len();
                let found = (0..count.pow(variables.len() as u32)).any(|mut choice| {
                    let mut items = UNBOUND;
                    for &variable in &variables {
                        items[variable] = (choice % count) as u32;
                        choice /= count;
                    }
                    alternative.atoms.iter().all(|atom| plainly(view, atom, &items).unwrap_or_default())
                });
                search.begin();
                assert_eq!(search.holds(clause), found, "{}", clause.says.as_str());
                compared += 1;
                held += u32::from(found);
            }
        });
    }
    assert!(compared > 1000 && held > 100, "{held} of {compared}");
}
