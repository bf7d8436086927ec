//! The analyzer as a whole: its pages, its result, and canvases that no author would write.

use canvass_formats::{Format, Limits};
use canvass_model::{Canvas, graph};
use canvass_plugin::test_kit;

use super::*;

fn read(yaml: &str) -> Canvas {
    let document = canvass_formats::parse(yaml, Format::Yaml, &Limits::default()).unwrap_or_else(|problem| panic!("{problem:?} in\n{yaml}"));
    canvass_formats::decode::from_node(&document.root).unwrap_or_else(|error| panic!("{error} in\n{yaml}"))
}

fn run(blocks: &str) -> (Outcome, Vec<String>) {
    test_kit::run::<Structure>(&read(&format!("canvass: 1\nname: test\n{blocks}")))
}

/// What one rule says about a canvas, given without its head.
pub(crate) fn findings_of(code: &str, blocks: &str) -> Vec<String> {
    run(blocks).1.into_iter().filter(|line| line.starts_with(code)).collect()
}

#[test]
fn every_page_shows_what_it_says() {
    for rule in rules::ALL {
        let fences: Vec<&str> = rule.documentation.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        let [with, without] = fences[..] else { panic!("{}: a page shows two canvases", rule.code) };
        let found = |yaml| test_kit::run::<Structure>(&read(yaml)).1.iter().any(|line| line.starts_with(rule.code));
        assert!(found(with), "{}: the first canvas does not have the finding", rule.code);
        assert!(!found(without), "{}: the second canvas has the finding", rule.code);
    }
}

#[test]
fn an_empty_canvas_says_nothing() {
    let (outcome, findings) = run("");
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(outcome.blocks_empty.len(), 9);
    assert_eq!(outcome.not_known, [""; 0]);
}

#[test]
fn sticky_notes_are_asked_and_not_blamed() {
    let (outcome, findings) = run("
key_partnerships: [a, b]
key_activities: [c, d]
key_resources: [e, f]
value_propositions: [g, h]
customer_relationships: [i, j]
channels: [k, l]
customer_segments: [m, n]
cost_structure: [o, p]
revenue_streams: [q, r]
");
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!((outcome.blocks_stated, outcome.threads), (9, 0));
    assert!(outcome.models.is_empty());
    insta::assert_snapshot!(outcome.not_known.join("\n"), @r"
    which segment each proposition is for: state `for` under `value_propositions`
    which segment each channel reaches: state `reaches` under `channels`
    which proposition each channel brings: state `delivers` under `channels`
    with which segment each relationship is kept up: state `with` under `customer_relationships`
    who pays each revenue stream: state `from` under `revenue_streams`
    which proposition each revenue stream is paid for: state `for` under `revenue_streams`
    what each activity and resource makes possible: state `supports` under `key_activities` and `key_resources`
    what each partner provides: state `provides` under `key_partnerships`
    what causes each cost: state `caused_by` under `cost_structure`
    whether this is one business model: link every segment to what it uses, and state `supports` and `reaches`
    ");
}

#[test]
fn the_only_possibility_is_an_answer() {
    let (outcome, findings) = run("
value_propositions: [a]
customer_relationships: [b]
channels: [c, d]
customer_segments: [e]
revenue_streams: [f]
key_resources: []
");
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(outcome.threads, 2, "one segment, one proposition, two channels, one stream");
    assert_eq!((outcome.models, outcome.blocks_stated), (vec![vec!["e".to_owned()]], 6));
    assert_eq!(outcome.blocks_empty, ["key_partnerships", "key_activities", "key_resources", "cost_structure"]);
    assert_eq!(outcome.not_known, [""; 0]);
}

#[test]
fn threads_are_followed_from_end_to_end() {
    let (outcome, _) = run("
value_propositions: [{ name: search, for: searchers }, { name: ads, for: advertisers }]
channels: [{ name: page, reaches: searchers }, { name: sales, reaches: advertisers, delivers: ads }, { name: post, reaches: advertisers, delivers: search }]
customer_segments: [searchers, advertisers]
revenue_streams: [{ name: clicks, from: advertisers, for: ads }, { name: views, from: advertisers, for: ads }]
");
    assert_eq!(outcome.threads, 2, "searchers pay nothing, and the post does not bring what advertisers buy");
}

#[test]
fn the_severity_of_stated_idleness_is_info() {
    let canvas = read("canvass: 1\nname: t\nkey_resources: [{ name: a, supports: c }, { name: b, idle: true }]\nvalue_propositions: [c]");
    let (graph, _) = graph::build(&canvas);
    let mut reports: Vec<canvass_plugin::Report> = Vec::new();
    Structure.analyze(&graph.view(), &mut Findings::new(&mut reports, rules::ALL));
    assert_eq!(reports.first().and_then(|report| report.severity), Some(canvass_plugin::Severity::Info));
}

#[test]
fn tables_that_contradict_each_other_do_no_harm() {
    let canvas = read(
        "
canvass: 1
name: t
key_activities: [{ name: g, supports: a }]
value_propositions: [{ name: a, for: c }, b]
channels: [{ name: e, reaches: c, delivers: a }]
customer_segments: [c, { name: d, part_of: c }]
revenue_streams: [{ name: f, from: c, for: a }]
",
    );
    let (graph, _) = graph::build(&canvas);
    for wrong in [0, 1, 7, 1_000_000, u32::MAX] {
        let mut links = graph.view().links.to_vec();
        let mut facts = graph.view().facts.to_vec();
        for link in &mut links {
            link.to = wrong;
        }
        for fact in &mut facts {
            (fact.subject, fact.object) = (wrong, wrong.wrapping_add(1));
        }
        let mut reports: Vec<canvass_plugin::Report> = Vec::new();
        let view = View { links: &links, facts: &facts, ..graph.view() };
        let _outcome = Structure.analyze(&view, &mut Findings::new(&mut reports, rules::ALL));
        let none = View { items: &[], links: &links, facts: &facts, ..graph.view() };
        let _outcome = Structure.analyze(&none, &mut Findings::new(&mut reports, rules::ALL));
    }
}
