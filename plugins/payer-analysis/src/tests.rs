//! Tests of the analyzer as a whole.

use std::collections::BTreeSet;

use canvass_formats::{Format, Limits, decode, parse};
use canvass_model::graph;
use canvass_plugin::test_kit;

use crate::PayerAnalysis;
use crate::analyzer::Analysis;
use crate::situation::Situation;

#[test]
fn the_result_is_written_as_serde_writes_it() {
    let gallery = concat!(env!("CARGO_MANIFEST_DIR"), "/../../crates/canvass-cli/gallery");
    let mut seen = BTreeSet::new();
    let entries = std::fs::read_dir(gallery).expect("the gallery is there");
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.to_string_lossy().ends_with(".canvas.yaml")) {
        let text = std::fs::read_to_string(&path).expect("the file can be read");
        let document = parse(&text, Format::Yaml, &Limits::default()).expect("the canvas can be parsed");
        let canvas = decode::from_node(&document.root).expect("the canvas can be read");
        let (written, _) = test_kit::run::<PayerAnalysis>(&canvas);
        let (graph, _) = graph::build(&canvas);
        let view = graph.view();
        let situation = Situation::gather(&view);
        let outcome = Analysis::of(&situation).outcome();
        let (by_hand, by_serde) = (written.as_str(), serde_json::to_string(&outcome).expect("it can be written"));
        assert_eq!(by_hand, by_serde, "{}", path.display());
        seen.extend(outcome.configuration.iter().map(|configuration| configuration.as_str()));
        seen.extend(outcome.segments.iter().map(|segment| segment.stance.as_str()));
        seen.extend(outcome.relations.iter().map(|relation| relation.relation.as_str()));
        seen.extend(outcome.alignment.iter().map(|alignment| alignment.verdict.as_str()));
        if !outcome.break_even.is_empty() {
            seen.insert("break_even");
        }
    }
    assert!(seen.len() > 20, "the gallery shows only {seen:?}");
    assert!(seen.contains("break_even"));
}

#[test]
fn members_who_pay_for_more_are_no_second_side_of_their_audience() {
    let text = "\
customer_segments:
  - { name: Viewers, id: viewers, contributes: [{ kind: attention, to: advertisers }] }
  - { name: Members, id: members, part_of: viewers, contributes: [{ kind: attention, to: advertisers }] }
  - { name: Film makers, id: makers, contributes: [{ kind: content, to: viewers }, { kind: content, to: members }] }
  - { name: Advertisers, id: advertisers }
value_propositions:
  - { name: Films, id: films, for: viewers, depends_on: makers }
  - { name: Films without breaks, id: more, for: members, depends_on: makers }
  - { name: A stage, id: stage, for: makers }
  - { name: Reach, id: reach, for: advertisers, depends_on: [viewers, members] }
revenue_streams:
  - { name: Membership, from: members, for: more, kind: subscription_fee }
  - { name: Spots, from: advertisers, for: reach, kind: advertising }
";
    let configurations = |text: &str| {
        let document = parse(text, Format::Yaml, &Limits::default()).expect("the canvas can be parsed");
        let canvas = decode::from_node(&document.root).expect("the canvas can be read");
        let (graph, _) = graph::build(&canvas);
        let view = graph.view();
        let situation = Situation::gather(&view);
        Analysis::of(&situation).outcome().configuration.iter().map(|configuration| configuration.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(configurations(text), ["split_freemium", "audience_with_producers"]);
    let strangers = text.replace(", part_of: viewers", "");
    assert!(configurations(&strangers).contains(&"both_pay"), "{:?}", configurations(&strangers));
}
