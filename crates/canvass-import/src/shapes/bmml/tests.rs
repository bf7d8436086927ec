//! Documents of bmml with their typed links.

use super::*;
use crate::shapes::data;
use canvass_model::Canvas;
use proptest::prelude::*;

fn read(text: &str) -> Vec<Draft> {
    of(text, data(text).as_ref())
}

const MODEL: &str = r#"version: "2.0"
meta: {name: Mill, tagline: Bread of the valley, updated: "2026-03-01", portfolio: exploit, stage: grow}
customer_segments:
  - id: cs-families
    name: Families
    description: of the valley
    pains: [{id: pain-stale, description: Stale bread}]
    jobs: [{id: job-eat, description: Eat well}]
value_propositions:
  - id: vp-bread
    name: Fresh bread
    products_services: [{id: ps-loaf, name: Loaf}]
    pain_relievers: [{id: pr-daily, name: Baked daily}]
fits:
  - {id: fit-one, for: {value_propositions: [vp-bread], customer_segments: [cs-families]}, mappings: [[pr-daily, pain-stale], [pr-daily, pain-none]]}
channels:
  - {id: ch-stall, name: Stall, for: {value_propositions: [vp-bread], customer_segments: [cs-families, cs-gone]}}
customer_relationships:
  - {id: cr-talk, name: Talk, for: {customer_segments: [cs-families]}}
revenue_streams:
  - {id: rs-loaves, name: Loaves, from: {customer_segments: [cs-families]}, for: {value_propositions: [vp-bread]}, price: {amount: 4.5, currency: CHF, per: unit}}
key_resources:
  - {id: kr-oven, name: Oven, for: {value_propositions: [vp-bread]}}
key_partnerships:
  - {id: kp-growers, name: Growers, for: {key_resources: [kr-oven]}}
costs:
  - {id: cost-wood, name: Wood, for: {key_resources: [kr-oven]}}
"#;

fn canvas(text: &str) -> (Canvas, Vec<String>) {
    let mut drafts = read(text);
    assert_eq!(drafts.len(), 1);
    let imported = drafts.remove(0).finish("bmml").unwrap();
    assert!(canvass_model::graph::build(&imported.canvas).1.is_empty());
    (imported.canvas, imported.remarks.into_iter().map(|remark| remark.says).collect())
}

#[test]
fn links_arrive_in_the_fields_of_our_format() {
    let (canvas, remarks) = canvas(MODEL);
    let json = serde_json::to_value(&canvas).unwrap();
    for (pointer, expected) in [
        ("/name", json!("Mill")),
        ("/description", json!("Bread of the valley")),
        ("/as_of", json!("2026-03-01")),
        ("/stage", json!("established")),
        ("/customer_segments/0/id", json!("cs-families")),
        ("/customer_segments/0/note", json!("of the valley")),
        ("/customer_segments/0/needs/0", json!({"id": "job-eat", "kind": "job", "text": "Eat well"})),
        ("/value_propositions/0/for", json!(["cs-families"])),
        ("/value_propositions/0/addresses", json!(["pain-stale"])),
        ("/value_propositions/0/note", json!("products and services: Loaf; relieves: Baked daily")),
        ("/channels/0/reaches", json!(["cs-families"])),
        ("/channels/0/delivers", json!(["vp-bread"])),
        ("/customer_relationships/0/with", json!(["cs-families"])),
        ("/revenue_streams/0/from", json!(["cs-families"])),
        ("/revenue_streams/0/for", json!(["vp-bread"])),
        ("/revenue_streams/0/price/amount", json!(4.5)),
        ("/key_resources/0/supports", json!(["vp-bread"])),
        ("/key_partnerships/0/provides", json!(["kr-oven"])),
        ("/cost_structure/0/caused_by", json!(["kr-oven"])),
    ] {
        assert_eq!(json.pointer(pointer), Some(&expected), "{pointer}");
    }
    assert!(remarks.iter().any(|says| says.contains("`cs-gone`")) && remarks.iter().any(|says| says.contains("`pain-none`")) && remarks.len() == 2);
}

#[test]
fn the_first_version_of_the_notation_is_read_too() {
    let text = r#"version: "1.0"
meta: {name: Mill}
customer_segments:
  - {id: cs-a, name: Families, jobs: [{id: job-a, type: functional, description: Eat, importance: high}]}
value_propositions:
  - {id: vp-a, name: Bread}
fits:
  - {value_proposition: vp-a, customer_segment: cs-a, job_addressers: [{job: job-a, through: [ps-a]}]}
channels:
  - {id: ch-a, name: Stall, type: owned, segments: [cs-a]}
revenue_streams:
  - {id: rs-a, name: Loaves, type: recurring, from_segments: [cs-a], for_value: vp-a}
cost_structure: {type: cost_driven, major_costs: [{name: Wood, type: variable, linked_to: [vp-a]}]}
"#;
    let json = serde_json::to_value(canvas(text).0).unwrap();
    for (pointer, expected) in [
        ("/customer_segments/0/needs/0/importance", json!(5)),
        ("/value_propositions/0/addresses", json!(["job-a"])),
        ("/channels/0/owner", json!("own")),
        ("/revenue_streams/0/recurrence", json!("recurring")),
        ("/revenue_streams/0/from", json!(["cs-a"])),
        ("/cost_orientation", json!("cost_driven")),
        ("/cost_structure/0", json!({"name": "Wood", "kind": "variable", "caused_by": ["vp-a"]})),
    ] {
        assert_eq!(json.pointer(pointer), Some(&expected), "{pointer}");
    }
}

#[test]
fn a_plain_canvas_is_no_linked_model() {
    assert!(read("key_partners: [a]\nchannels: [b]\ncosts: [c]\n").is_empty());
}

proptest! {
    #[test]
    fn junk_near_a_model_is_survived(lines in proptest::collection::vec(0_usize..28, 0..28), cut in 0_usize..600) {
        let all: Vec<&str> = MODEL.lines().collect();
        let mut text: String = lines.into_iter().filter_map(|at| all.get(at)).map(|line| format!("{line}\n")).collect();
        text.truncate(cut.max(20).min(text.len()));
        for draft in read(&text).into_iter().chain(read(&MODEL[..cut])) {
            prop_assert!(draft.finish("bmml").is_ok());
        }
    }
}
