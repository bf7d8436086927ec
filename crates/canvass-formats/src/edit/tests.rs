use canvass_model::finding::PatchOperation;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::patched;
use crate::{Format, Limits, parse};

fn edited(text: &str, format: Format, patch: &Json) -> Option<String> {
    let patch: Vec<PatchOperation> = serde_json::from_value(patch.clone()).unwrap();
    patched(text, format, &Limits::default(), &patch)
}

const CANVAS: &str = "# ours\ncustomer_segment: # who\n  - Readers   # all of them\n  - name: 'Firms'\n    pays: \"no\"  # yet\n\nvalue_propositions: [News, { name: Space }] # two\n";

#[test]
fn comments_order_and_quotes_stay() {
    let patch = json!([
        { "op": "move", "from": "/customer_segment", "path": "/customer_segments" },
        { "op": "replace", "path": "/customer_segments/1/name", "value": "L'État" },
        { "op": "replace", "path": "/customer_segments/1/pays", "value": "yes" },
        { "op": "add", "path": "/customer_segments/1/note", "value": "a: b" },
        { "op": "add", "path": "/customer_segments/-", "value": "Students" },
        { "op": "add", "path": "/value_propositions/1/for", "value": ["readers"] },
        { "op": "remove", "path": "/value_propositions/0" },
    ]);
    insta::assert_snapshot!(edited(CANVAS, Format::Yaml, &patch).unwrap(), @r#"
    # ours
    customer_segments: # who
      - Readers   # all of them
      - name: 'L''État'
        pays: "yes"  # yet
        note: "a: b"
      - Students

    value_propositions: [{ name: Space, for: ["readers"] }] # two
    "#);
}

#[test]
fn json_keeps_its_lines() {
    let text = "{\n  \"customer_segment\": [\n    \"Readers\",\n    {\"name\": \"Firms\"}\n  ],\n  \"name\": \"x\"\n}\n";
    let patch = json!([
        { "op": "move", "from": "/customer_segment", "path": "/customer_segments" },
        { "op": "add", "path": "/customer_segments/1/kind", "value": "businesses" },
        { "op": "add", "path": "/customer_segments/-", "value": "Students" },
        { "op": "remove", "path": "/name" },
    ]);
    insta::assert_snapshot!(edited(text, Format::Json, &patch).unwrap(), @r#"
    {
      "customer_segments": [
        "Readers",
        {"name": "Firms", "kind": "businesses"},
        "Students"
      ]
    }
    "#);
}

#[test]
fn entries_and_items_of_blocks_are_taken_out_with_their_lines() {
    let remove = |path: &str| edited(CANVAS, Format::Yaml, &json!([{ "op": "remove", "path": path }]));
    assert!(remove("/customer_segment/0").unwrap().starts_with("# ours\ncustomer_segment: # who\n  - name: 'Firms'\n"));
    assert!(remove("/customer_segment/1").unwrap().starts_with("# ours\ncustomer_segment: # who\n  - Readers   # all of them\n\nvalue"));
    assert!(remove("/customer_segment/1/name").unwrap().contains("  - pays: \"no\"  # yet\n"));
    assert!(!remove("/customer_segment/1/pays").unwrap().contains("    pays"));
}

#[test]
fn a_value_that_is_missing_gets_its_place() {
    let replaced = edited("a:\nb:  # open\n", Format::Yaml, &json!([{ "op": "replace", "path": "/b", "value": "x" }]));
    assert_eq!(replaced.as_deref(), Some("a:\nb: x  # open\n"));
    let windows = edited("a: 1\r\nb: 2\r\n", Format::Yaml, &json!([{ "op": "add", "path": "/c", "value": true }]));
    assert_eq!(windows.as_deref(), Some("a: 1\r\nb: 2\r\nc: true\r\n"));
}

#[test]
fn an_edit_that_would_reach_further_is_refused() {
    // The alias shows the same text: to change one would change both.
    assert_eq!(edited("a: &x [1]\nb: *x\n", Format::Yaml, &json!([{ "op": "add", "path": "/b/-", "value": 2 }])), None);
    // The name is taken.
    assert_eq!(edited("a: 1\nb: 2\n", Format::Yaml, &json!([{ "op": "move", "from": "/a", "path": "/b" }])), None);
    assert_eq!(edited("a: 1\n", Format::Yaml, &json!([{ "op": "replace", "path": "/b", "value": 2 }])), None);
}

fn any_value() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![Just(Json::Null), any::<bool>().prop_map(Json::from), (0..999_i64).prop_map(Json::from), "[a-c客#: '\"-]{0,5}".prop_map(Json::from)];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::btree_map("[a-d]", inner, 0..4).prop_map(|map| Json::Object(map.into_iter().collect())),
        ]
    })
}

/// Every pointer into a value.
fn pointers(value: &Json, at: &str, out: &mut Vec<String>) {
    let below: Vec<(String, &Json)> = match value {
        Json::Array(items) => items.iter().enumerate().map(|(at, item)| (at.to_string(), item)).collect(),
        Json::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        _ => Vec::new(),
    };
    for (name, value) in below {
        let pointer = format!("{at}/{name}");
        out.push(pointer.clone());
        pointers(value, &pointer, out);
    }
}

proptest! {
    /// In JSON every operation is possible, and gives what RFC 6902 says.
    #[test]
    fn json_is_always_edited(document in any_value(), new in any_value(), pretty: bool, pick: prop::sample::Index, operation in 0..2) {
        let mut all = Vec::new();
        pointers(&document, "", &mut all);
        prop_assume!(!all.is_empty());
        let path = &all[pick.index(all.len())];
        let text = if pretty { serde_json::to_string_pretty(&document).unwrap() } else { document.to_string() };
        let patch = if operation == 0 { json!([{ "op": "replace", "path": path, "value": new }]) } else { json!([{ "op": "remove", "path": path }]) };
        // What is replaced by nothing is no value of an operation that carries one.
        prop_assume!(operation == 1 || !new.is_null());
        let edited = edited(&text, Format::Json, &patch);
        prop_assert!(edited.is_some(), "{text} {patch}");
        let after = parse(&edited.unwrap(), Format::Json, &Limits::default()).unwrap().root.to_json();
        let mut wanted = document;
        json_patch::patch(&mut wanted, &serde_json::from_value::<json_patch::Patch>(patch).unwrap()).unwrap();
        prop_assert_eq!(after, wanted);
    }
}
