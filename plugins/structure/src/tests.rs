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

/// The whole findings of one rule about a canvas, given without its head.
pub(crate) fn reports_of(code: &str, blocks: &str) -> Vec<canvass_plugin::Report> {
    let (graph, problems) = graph::build(&read(&format!("canvass: 1\nname: test\n{blocks}")));
    assert!(problems.is_empty(), "{problems:?}");
    let mut reports = Vec::new();
    Structure.analyze(&graph.view(), &mut Findings::new(&mut reports, rules::ALL));
    reports.retain(|report: &canvass_plugin::Report| report.rule.code == code);
    reports
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

/// A canvas with a finding of each rule that holds what an item is said to be against what stands around it. `NAME` stands for any words.
const INCONSISTENT: &str = "
stage: established
key_activities: [{ name: NAME a, id: a, kind: production }]
key_resources: [{ name: NAME b, id: b, kind: human }]
value_propositions: [{ name: NAME c, id: c, for: d }]
customer_relationships: [{ name: NAME e, id: e, with: d, kind: community }]
channels: [{ name: NAME f, id: f, reaches: d, tags: [phase 2] }]
customer_segments: [{ name: NAME d, id: d, kind: businesses }, { name: NAME g, id: g, kind: businesses, contributes: [{ kind: data, to: d }] }]
revenue_streams:
  - { name: NAME h, id: h, from: d, for: c, kind: subscription_fee, recurrence: transaction, price: { amount: 5, per: month } }
  - { name: NAME i, id: i, from: d, for: c, kind: usage_fee }
  - { name: NAME j, id: j, from: [d, g], for: c, kind: advertising }
  - { name: NAME k, id: k, from: d, for: c, kind: licensing }
  - { name: NAME l, id: l, from: d, for: c, kind: brokerage_fee, amount: { amount: 100, per: year } }
";

#[test]
fn names_decide_nothing() {
    let codes = |name: &str| -> Vec<(&str, Vec<canvass_plugin::Place>)> {
        let wanted = |rule: &&&Rule| rule.code >= "STR017";
        let of = |rule: &&'static Rule| reports_of(rule.code, &INCONSISTENT.replace("NAME", name)).into_iter().map(|report| (rule.code, report.at));
        rules::ALL.iter().filter(wanted).flat_map(of).collect()
    };
    let plain = codes("thing");
    assert_eq!(plain.iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["STR017", "STR101", "STR102", "STR103", "STR104", "STR105", "STR106"]);
    for name in ["Subscription paid once to advertise on a platform", "planned patents for brokers", "社区 広告 подписка"] {
        assert_eq!(plain, codes(name), "{name}");
    }
}

#[test]
fn what_was_read_from_words_contradicts_nothing() {
    let canvas = read(&format!("canvass: 1\nname: t\n{INCONSISTENT}"));
    let mark = |item, field| {
        let (block, words) = (canvass_plugin::blocks::Block::RevenueStreams, "words".to_owned());
        graph::ReadMark { block, item, field, index: None, words, confidence: 800 }
    };
    let marks: Vec<graph::ReadMark> = (0..5).map(|item| mark(item, canvass_plugin::Field::Kind)).collect();
    let (graph, _) = graph::build_read(&canvas, &marks);
    let mut reports: Vec<canvass_plugin::Report> = Vec::new();
    Structure.analyze(&graph.view(), &mut Findings::new(&mut reports, rules::ALL));
    let codes: Vec<&str> = reports.iter().map(|report| report.rule.code).filter(|code| *code > "STR017").collect();
    assert_eq!(codes, ["STR103", "STR104", "STR106"], "who pays and which kinds of resources there are is stated");
}
