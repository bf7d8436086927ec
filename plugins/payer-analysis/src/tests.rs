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

/// The arrangements that hold in a canvas.
fn configurations(text: &str) -> Vec<&'static str> {
    let document = parse(text, Format::Yaml, &Limits::default()).expect("the canvas can be parsed");
    let canvas = decode::from_node(&document.root).expect("the canvas can be read");
    let (graph, _) = graph::build(&canvas);
    let view = graph.view();
    let situation = Situation::gather(&view);
    Analysis::of(&situation).outcome().configuration.iter().map(|configuration| configuration.as_str()).collect()
}

#[test]
fn whose_customers_use_it_does_not_come_out_of_them() {
    let text = "\
customer_segments:
  - { name: Insured, id: insured, roles: [user], customer_of: insurers, contributes: [{ kind: conversion_pool, to: insurers }] }
  - { name: Insurers, id: insurers }
value_propositions:
  - { name: Coaching, id: coaching, for: [insured, insurers] }
revenue_streams:
  - { name: Fee by the month, kind: subscription_fee, from: insurers, for: coaching }
";
    assert_eq!(configurations(text), ["resold"]);
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
    assert_eq!(configurations(text), ["split_freemium", "audience_with_producers"]);
    let strangers = text.replace(", part_of: viewers", "");
    assert!(configurations(&strangers).contains(&"both_pay"), "{:?}", configurations(&strangers));
}

#[test]
fn who_pays_to_reach_one_audience_is_no_side_of_another_payer() {
    let text = "\
customer_segments:
  - { name: Drivers, id: drivers, roles: [user], contributes: [{ kind: attention, to: brands }, { kind: network, to: stops }] }
  - { name: Stops, id: stops, contributes: [{ kind: supply, to: brands }] }
  - { name: Brands, id: brands }
value_propositions:
  - { name: A map, id: map, for: drivers }
  - { name: A place on the map, id: place, for: stops, depends_on: drivers }
  - { name: Reach, id: reach, for: brands, depends_on: drivers }
revenue_streams:
  - { name: Places, from: stops, for: place, kind: usage_fee }
  - { name: Spots, from: brands, for: reach, kind: advertising }
";
    assert_eq!(configurations(text), ["audience"]);
    let strangers = text.replace("{ kind: network, to: stops }", "{ kind: network, to: company }").replace(", for: stops, depends_on: drivers", ", for: stops");
    assert!(configurations(&strangers).contains(&"both_pay"), "{:?}", configurations(&strangers));
}

#[test]
fn the_poor_who_pay_less_than_it_costs_for_what_others_pay_in_full_are_carried_by_them() {
    let text = "\
customer_segments:
  - { name: Families, id: full }
  - { name: Poor families, id: poor, tags: [low_income, below_cost] }
value_propositions:
  - { name: Lessons, id: lessons, for: [full, poor] }
revenue_streams:
  - { name: Full fee, from: full, for: lessons }
  - { name: Low fee, from: poor, for: lessons }
";
    assert_eq!(configurations(text), ["robin_hood"]);
    assert_eq!(configurations(&text.replace("low_income, ", "")), ["both_pay_one_below_cost"]);
}

#[test]
fn streams_alone_tell_of_a_bait_and_its_hook() {
    let text = "\
customer_segments: [{ name: Dairies, id: dairies }]
value_propositions: [{ name: Tests, id: tests, for: dairies }]
revenue_streams:
  - { name: Reader, from: dairies, tags: [bait] }
  - { name: Cartridges, from: dairies, tags: [hook] }
";
    assert_eq!(configurations(text), ["bait_and_hook"]);
    assert_eq!(configurations(&text.replace("tags: [bait]", "tags: []")), ["direct"]);
}

#[test]
fn what_is_only_given_is_given_by_others_than_the_users() {
    let canvas = |kind: &str| {
        format!(
            "name: Shelter\ncustomer_segments:\n  - name: Finders\n    id: finders\n    roles: [user]\nvalue_propositions:\n  - name: Care\n    for: finders\n\
             revenue_streams:\n  - name: Money\n    kind: {kind}\n"
        )
    };
    assert_eq!(configurations(&canvas("donation")), ["third_party_funded"]);
    assert!(!configurations(&canvas("usage_fee")).contains(&"third_party_funded"));
}

#[test]
fn who_is_said_to_carry_those_who_pay_nothing_pays_the_price_of_robin_hood() {
    let canvas = |tags: &str| {
        format!(
            "\
customer_segments:
  - {{ name: Townspeople, id: town{tags} }}
  - {{ name: Villagers, id: village, roles: [user] }}
value_propositions:
  - {{ name: Surgery, id: surgery, for: [town, village] }}
revenue_streams:
  - {{ name: Fee, from: town, for: surgery }}
"
        )
    };
    assert_eq!(configurations(&canvas(", tags: [carries_others]")), ["robin_hood"]);
    assert_ne!(configurations(&canvas("")), ["robin_hood"]);
}

#[test]
fn whom_one_payer_carries_the_others_carry_too() {
    let text = "\
customer_segments:
  - { name: Office workers, id: office, tags: [carries_others] }
  - { name: Domestic helpers, id: helpers }
  - { name: Old people, id: old, tags: [below_cost] }
value_propositions:
  - { name: Teeth, id: teeth, for: [office, helpers, old] }
revenue_streams:
  - { name: Full fee, from: office, for: teeth }
  - { name: Helpers' fee, from: helpers, for: teeth }
  - { name: Low fee, from: old, for: teeth }
";
    assert_eq!(configurations(text), ["robin_hood"]);
    assert_eq!(configurations(&text.replace("carries_others", "near")), ["both_pay_one_below_cost"]);
}

#[test]
fn what_is_free_for_the_sake_of_what_is_sold_with_it_is_no_free_account() {
    let text = "\
customer_segments: [{ name: Farms, id: farms, tags: [some_pay] }]
value_propositions: [{ name: Dispenser, id: dispenser, for: farms, tags: [bait] }]
revenue_streams: [{ name: Pouches, from: farms, kind: subscription_fee, tags: [hook] }]
";
    assert_eq!(configurations(text), ["bait_and_hook"]);
    assert!(configurations(&text.replace("tags: [hook]", "tags: []")).contains(&"split_freemium"));
}

#[test]
fn people_who_are_customers_of_a_business_do_not_become_it() {
    let text = "\
customer_segments:
  - { name: Gyms, id: gyms, kind: businesses }
  - { name: Their members, id: members, kind: individuals, roles: [user], customer_of: gyms, contributes: [{ kind: conversion_pool, to: gyms }] }
value_propositions: [{ name: App, id: app, for: [gyms, members] }]
revenue_streams: [{ name: Fee, from: gyms, for: app, kind: subscription_fee }]
";
    assert_eq!(configurations(text), ["resold"]);
    assert!(configurations(&text.replace(", customer_of: gyms", "")).contains(&"split_freemium"));
}

#[test]
fn rent_divides_no_accounts() {
    let canvas = |kind: &str| {
        format!(
            "customer_segments: [{{ name: Visitors, id: visitors, tags: [some_pay] }}]\nvalue_propositions: [{{ name: Garden, id: garden, for: visitors }}]\n\
             revenue_streams: [{{ name: Fee, from: visitors, for: garden, kind: {kind}, recurrence: recurring }}]\n"
        )
    };
    assert_eq!(configurations(&canvas("lending_renting_leasing")), ["same_people"]);
    assert_eq!(configurations(&canvas("subscription_fee")), ["split_freemium"]);
}

#[test]
fn members_need_not_pay_for_all_whom_others_carry_too() {
    let text = "\
currency: EUR
customer_segments:
  - { name: Viewers, id: viewers, size: 100000, cost_to_serve: { amount: 2, per: year }, contributes: [{ kind: attention, to: advertisers }] }
  - { name: Members, id: members, part_of: viewers, size: 2000, cost_to_serve: { amount: 4, per: year } }
  - { name: Advertisers, id: advertisers }
value_propositions:
  - { name: Films, id: films, for: viewers }
  - { name: Films at once, id: premium, extends: films, for: members }
  - { name: Audience, id: audience, for: advertisers, depends_on: viewers }
revenue_streams:
  - { name: Membership, from: members, for: premium, kind: subscription_fee, price: { amount: 24, per: year } }
  - { name: Advertisements, from: advertisers, for: audience, kind: advertising }
cost_structure: [{ name: Team, kind: fixed, amount: { amount: 100000, per: year } }]
";
    let found = |text: &str| {
        let document = parse(text, Format::Yaml, &Limits::default()).expect("the canvas can be parsed");
        let canvas = decode::from_node(&document.root).expect("the canvas can be read");
        let (_, reports) = test_kit::run::<PayerAnalysis>(&canvas);
        reports.iter().any(|report| report.contains("PAY007"))
    };
    assert!(!found(text));
    // Without advertisers they must carry all, and are too few.
    let alone = text.replace(", contributes: [{ kind: attention, to: advertisers }]", "").replace(", depends_on: viewers", "");
    assert!(found(&alone.lines().filter(|line| !line.contains("dvertise")).collect::<Vec<_>>().join("\n")));
}
