//! Tests of the analyzer as a whole, and the help that the rules' own tests use.

use canvass_formats::{Format, Limits, decode, parse};
use canvass_model::{Canvas, graph};
use canvass_plugin::test_kit;

use crate::market::MarketKind;
use crate::pairs::{Answer, Verdict};
use crate::study::Study;
use crate::{Outcome, SegmentFit, rules};

fn canvas(text: &str) -> Canvas {
    let document = parse(text, Format::Yaml, &Limits::default()).expect("the canvas can be parsed");
    decode::from_node(&document.root).expect("the canvas can be read")
}

fn run(text: &str) -> (Outcome<'static>, Vec<String>) {
    let canvas = canvas(text);
    let (written, findings) = test_kit::run::<SegmentFit>(&canvas);
    // The outcome borrows from the canvas; a test can leave the canvas where it is.
    let graph: &'static graph::Graph = Box::leak(Box::new(graph::build(&canvas).0));
    let outcome = Outcome::of(&Study::of(Box::leak(Box::new(graph.view()))));
    let (by_hand, by_serde) = (written.as_str(), serde_json::to_string(&outcome).expect("it can be written"));
    assert_eq!(by_hand, by_serde);
    (outcome, findings)
}

/// The findings of one rule on a canvas.
pub(crate) fn findings(text: &str, code: &str) -> Vec<String> {
    run(text).1.into_iter().filter(|line| line.starts_with(code)).collect()
}

fn market(text: &str) -> MarketKind {
    run(text).0.market.kind
}

#[test]
fn every_example_does_what_its_page_says() {
    for rule in rules::ALL {
        let examples: Vec<&str> = rule.documentation.split("```yaml\n").skip(1).filter_map(|part| part.split("```").next()).collect();
        let [with, without] = examples[..] else { panic!("{} needs two examples", rule.code) };
        assert!(!findings(with, rule.code).is_empty(), "{}: {:?}", rule.code, run(with).1);
        assert!(findings(without, rule.code).is_empty(), "{}: {:?}", rule.code, findings(without, rule.code));
    }
}

#[test]
fn bare_sticky_notes_say_nothing() {
    let notes = "customer_segments: [A, B]\nvalue_propositions: [P, Q]\nchannels: [C]\ncustomer_relationships: [R]\nrevenue_streams: [S]";
    let (outcome, findings) = run(notes);
    assert_eq!(findings, [""; 0]);
    assert_eq!(outcome.market.kind, MarketKind::NotKnown);
    assert_eq!(outcome.pairs.first().map(|pair| pair.verdict), Some(Verdict::NotKnown));
    assert_eq!(run("customer_segments: []").1, [""; 0]);
}

#[test]
fn interdependence_is_a_gift_and_not_a_chain_of_trade() {
    let trade =
        "customer_segments: [{ name: A, kind: individuals, customer_of: b }, { name: B }]\nvalue_propositions: [{ name: P, for: a }, { name: Q, for: b }]";
    assert_ne!(market(trade), MarketKind::MultiSided);
    assert_eq!(market(&trade.replace("customer_of: b", "contributes: [{ kind: attention, to: b }]")), MarketKind::MultiSided);
    assert_eq!(market(&trade.replace("for: a }", "for: a, depends_on: b }")), MarketKind::MultiSided);
}

#[test]
fn payers_within_the_users_are_one_group() {
    let freemium = "customer_segments: [{ name: A, kind: individuals, contributes: [{ kind: network, to: b }] }, { name: B, kind: individuals, part_of: a }]\n\
        value_propositions: [{ name: P, for: a }, { name: Q, for: b, extends: p }]";
    let (outcome, _) = run(freemium);
    assert_eq!(outcome.market.kind, MarketKind::Mass);
    assert!(outcome.pairs.is_empty());
}

#[test]
fn shared_offers_make_segments_and_separate_ones_diversity() {
    let groups = "customer_segments: [{ name: A, needs: [{ id: x, text: X }] }, { name: B, needs: [{ id: y, text: Y }] }]\n\
        value_propositions: [{ name: P, for: a, value: [price] }, { name: Q, for: b, value: [design] }]";
    assert_eq!(market(groups), MarketKind::Diversified);
    assert_eq!(market(&groups.replace("for: a,", "for: [a, b],")), MarketKind::Segmented);
    assert_eq!(market(&groups.replace("for: a,", "for: a, addresses: [x, y],")), MarketKind::Segmented);
    assert_eq!(market(&groups.replace("[design]", "[price]")), MarketKind::Segmented);
}

#[test]
fn the_stated_kind_decides_nothing() {
    let plain = "customer_segments: [{ name: A, kind: individuals }]\nvalue_propositions: [P]";
    assert_eq!(market(plain), market(&plain.replace("individuals", "individuals, market: niche")));
}

#[test]
fn at_most_eight_segments_are_compared() {
    let (outcome, _) = run("customer_segments: [A, B, C, D, E, F, G, H, I, { name: J, part_of: i }]");
    assert_eq!((outcome.pairs.len(), outcome.pairs_left_out), (28, 16));
}

#[test]
fn profit_per_member_tells_segments_apart() {
    let text = "currency: EUR\n\
        customer_segments: [{ name: A, size: 10, cost_to_serve: { amount: 1, per: month } }, { name: B, size: 10, cost_to_serve: { amount: 1, per: month } }]\n\
        revenue_streams: [{ name: S, from: a, amount: { amount: 500, per: year } }, { name: T, from: b, amount: { amount: 5000, per: year } }]";
    let (outcome, _) = run(text);
    let test = &outcome.pairs.first().expect("there is one pair").tests.different_profitability;
    assert_eq!((test.answer, test.why.to_string().as_str()), (Answer::Yes, "one member brings about 38.00 a year in `a` and 488.00 in `b`"));
}

#[test]
fn the_whole_answer_of_a_small_canvas() {
    let (outcome, _) = run(include_str!("../tests/newspaper.yaml"));
    insta::assert_debug_snapshot!(outcome);
}

#[test]
fn the_markets_of_the_gallery_follow_from_their_structure() {
    let gallery = concat!(env!("CARGO_MANIFEST_DIR"), "/../../crates/canvass-cli/gallery");
    let mut compared = 0;
    let entries = std::fs::read_dir(gallery).expect("the gallery is there");
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.to_string_lossy().ends_with(".expected.yaml")) {
        let expected = std::fs::read_to_string(&path).expect("the file can be read");
        let Some(kind) = expected.lines().find_map(|line| line.strip_prefix("market: ")) else { continue };
        let text = std::fs::read_to_string(path.to_string_lossy().replace(".expected.", ".canvas.")).expect("the canvas is there");
        let found = format!("{:?}", market(&text));
        assert_eq!(found.to_lowercase(), kind.replace('_', ""), "{}", path.display());
        compared += 1;
    }
    assert!(compared > 20, "only {compared} were compared");
}
