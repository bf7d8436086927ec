//! What holds for every canvas that is read.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use canvass_model::{Canvas, graph};
use canvass_text::read;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const WORDS: [&str; 56] = [
    "free",
    "users",
    "premium",
    "advertisers",
    "hosts",
    "guests",
    "for",
    "commission",
    "10%",
    "$49/month",
    "subscription",
    "no",
    "Phase 2",
    "(later)",
    ":",
    "-",
    "students",
    "companies",
    "freemium",
    "donors",
    "grants",
    "sellers",
    "buyers",
    "connects",
    "免费用户",
    "商家",
    "佣金",
    "会员",
    "訂閱",
    "広告",
    "無料",
    "구독료",
    "판매자",
    "реклама",
    "подписка",
    "abonnement",
    "pour les",
    "vendeurs",
    "gratis",
    "R$ 29,90",
    "Rp 49.000",
    "1.000.000",
    "€",
    "ß",
    "İ",
    "e\u{301}",
    "🎉",
    "ads",
    "customers",
    "readers",
    "3-5% convert",
    "99 元/生/年",
    "iklan",
    "verkopers",
    "\n",
    "0",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::collection::vec(prop::sample::select(WORDS.to_vec()), 1..6).prop_map(|words| words.join(" ")),
        1 => "\\PC{1,24}",
    ]
}

fn note() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => text().prop_map(Value::from),
        1 => (text(), text(), text()).prop_map(|(name, note, tag)| json!({"name": name, "note": note, "tags": [tag]})),
    ]
}

fn block(stated: &'static str) -> impl Strategy<Value = Value> {
    let stated: Value = serde_json::from_str(stated).unwrap();
    (prop::collection::vec(note(), 0..5), prop::bool::weighted(0.1)).prop_map(move |(mut notes, states)| {
        if states {
            notes.push(stated.clone());
        }
        Value::from(notes)
    })
}

fn canvas() -> impl Strategy<Value = Value> {
    let blocks = (
        block(r#"{"name": "Readers", "kind": "individuals", "id": "r"}"#),
        block(r#"{"name": "News", "value": ["price"]}"#),
        block(r#"{"name": "Fee", "kind": "usage_fee"}"#),
        block(r#"{"name": "Shop", "kind": "own_store"}"#),
        block(r#"{"name": "Help", "kind": "community"}"#),
        block(r#"{"name": "Sellers", "kind": "coopetition"}"#),
        block(r#"{"name": "Rent", "kind": "fixed"}"#),
    );
    (blocks, prop::option::of(prop::sample::select(vec!["en", "zh-Hans", "zh-TW", "fr", "es", "pt", "de", "ko", "ja", "ru", "id", "nl", "sw"]))).prop_map(
        |(blocks, language)| {
            let mut canvas = Map::new();
            let (segments, offers, streams, channels, relations, partners, costs) = blocks;
            for (key, block) in [
                ("customer_segments", segments),
                ("value_propositions", offers),
                ("revenue_streams", streams),
                ("channels", channels),
                ("customer_relationships", relations),
                ("key_partnerships", partners),
                ("cost_structure", costs),
            ] {
                canvas.insert(key.to_owned(), block);
            }
            if let Some(language) = language {
                canvas.insert("lang".to_owned(), language.into());
            }
            Value::Object(canvas)
        },
    )
}

/// Whether everything that the one document says is said by the other too.
fn keeps(before: &Value, after: &Value) -> bool {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => before.iter().all(|(key, value)| after.get(key).is_some_and(|other| keeps(value, other))),
        (Value::Array(before), Value::Array(after)) => before.len() <= after.len() && before.iter().zip(after).all(|(one, other)| keeps(one, other)),
        (Value::String(name), Value::Object(after)) => after.get("name") == Some(&Value::from(name.as_str())),
        _ => before == after,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_adds_and_never_changes(json in canvas()) {
        let Ok(canvas) = serde_json::from_value::<Canvas>(json) else { return Ok(()) };
        let (_, before) = graph::build(&canvas);
        if let Some(reading) = read(&canvas) {
            let (one, other) = (serde_json::to_value(&canvas).unwrap(), serde_json::to_value(&reading.canvas).unwrap());
            prop_assert!(keeps(&one, &other), "{one}\n{other}");
            let (_, after) = graph::build_read(&reading.canvas, &reading.marks);
            prop_assert_eq!(before, after, "{}", other);
            // What has been read is stated from then on, or says nothing more.
            prop_assert!(!reading.marks.is_empty());
        }
    }
}
