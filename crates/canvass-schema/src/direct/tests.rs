//! The short reader and the complete one must never disagree: whatever the short one takes, the complete one takes as the same.

use canvass_formats::{Format, Limits};
use canvass_model::Canvas;
use canvass_model::graph::{self, Graph, ValueTag, View};
use fastrand::Rng;

use crate::published::{Dialect, Name, published};
use crate::read::read_canvas;

fn direct(text: &str) -> Option<Graph> {
    super::read_directly(text.as_bytes(), Some(Format::Json), 1, &Limits::default()).map(|(graph, _)| graph)
}

/// The graph by way of the complete reader, for a canvas without any fault.
fn complete(text: &str) -> Option<Graph> {
    let reading = read_canvas(text.as_bytes(), Some(Format::Json), 1, &Limits::default());
    let canvas = reading.canvas.filter(|_| reading.faults.is_empty())?;
    let (graph, problems) = graph::build(&canvas);
    problems.is_empty().then_some(graph)
}

/// What a graph says, wherever its texts and numbers lie.
fn meaning(graph: &Graph) -> Vec<String> {
    let view = graph.view();
    let mut said: Vec<String> = view.items.iter().flat_map(|row| of_item(&view, row)).collect();
    said.extend(view.links.iter().map(|row| format!("{row:?}")));
    said.extend(view.facts.iter().map(|row| format!("{row:?}")));
    said.extend(view.places.iter().map(|row| format!("{row:?}")));
    said
}

fn of_item(view: &View<'_>, row: &graph::ItemRow) -> Vec<String> {
    let text = |range| view.str(range);
    let mut said =
        vec![format!("{} {} {:?} {:?} {:?} {:?} {:?}", row.block, row.flags, text(row.id), text(row.name), text(row.note), text(row.pointer), row.links)];
    for row in &view.attributes[row.attributes.first as usize..][..row.attributes.count as usize] {
        let value = if row.tag == ValueTag::Quantity as u32 {
            let number = view.quantities[row.value as usize];
            format!("{:?} {:?} {:?} {:?} {} {}", number.low, number.likely, number.high, text(number.currency), number.period, number.has_likely)
        } else {
            row.value.to_string()
        };
        said.push(format!("  {} {} {value} {} {:?}", row.field, row.tag, row.index, text(row.text)));
    }
    said
}

/// Whether the short reader took the text; the complete one must take it as the same.
#[track_caller]
fn agree(text: &str) -> bool {
    let Some(short) = direct(text) else { return false };
    let long = complete(text).unwrap_or_else(|| panic!("only the short reader takes {text}"));
    assert_eq!(meaning(&short), meaning(&long), "{text}");
    true
}

/// Everything that can be stated, in canonical order.
const WHOLE: &str = include_str!("whole.json");

#[test]
fn whatever_can_be_stated_is_read() {
    assert!(agree(WHOLE));
    let schema: serde_json::Value = serde_json::from_str(published(Name::Canvas, Dialect::Draft202012)).unwrap();
    let objects = schema["$defs"].as_object().unwrap().values().chain([&schema]);
    for key in objects.flat_map(|object| object["properties"].as_object().into_iter().flat_map(|properties| properties.keys())) {
        assert!(WHOLE.contains(&format!("\"{key}\":")), "`{key}` is not tried");
    }
    let compact: Canvas = serde_json::from_str(WHOLE).unwrap();
    assert!(agree(&serde_json::to_string(&compact).unwrap()));
}

#[test]
fn what_is_rare_or_wrong_is_left_to_the_complete_reader() {
    for (text, why) in [
        (r#"{"customer_segments": ["a"], "customer_segments": ["b"]}"#, "a key given twice"),
        (r#"{"customer_segments": [{"name": "a", "name": "b"}]}"#, "a key given twice"),
        (r#"{"customer_segments": [{"name": "a", "id": "x"}, {"name": "b", "id": "x"}]}"#, "an id given twice"),
        (r#"{"customer_segments": [{"name": ""}]}"#, "no text"),
        (r#"{"customer_segments": [{"id": "a"}]}"#, "no name"),
        (r#"{"channels": [{"name": "a", "reaches": "nobody"}]}"#, "a link that leads nowhere"),
        (r#"{"channels": [{"name": "a", "reches": "nobody"}]}"#, "an unknown key"),
        (r#"{"channels": [{"name": "a", "kind": "shop"}]}"#, "an unknown word"),
        (r#"{"channels": null, "customer_segments": []}"#, "null"),
        (r#"{"customer_segments": [{"name": "a", "size": 1e3}]}"#, "an exponent"),
        (r#"{"customer_segments": [{"name": "a", "size": 1234567890123456}]}"#, "sixteen digits"),
        (r#"{"customer_segments": [{"name": "a", "size": {"low": 2, "high": 1}}]}"#, "a range out of order"),
        (r#"{"customer_segments": [{"name": "a", "paying_share": 1.01}]}"#, "more than all"),
        (r#"{"customer_segments": [{"name": "a", "paying_share": -0.01}]}"#, "less than nothing"),
        (r#"{"customer_segments": ["a"], "currency": "euro"}"#, "no currency"),
        (r#"{"customer_segments": ["a"], "canvass": 2}"#, "another format"),
        (r#"{"customer_segments": ["a"], "as_of": "today"}"#, "no date"),
        (r#"{"customer_segments": ["a"]} x"#, "more behind it"),
        (r#"{"name": "a"}"#, "no block"),
        ("{\"customer_segments\": [\"a\tb\"]}", "a control character"),
        (r#"["a"]"#, "no object"),
        ("", "nothing"),
    ] {
        assert!(direct(text).is_none(), "{why}: {text}");
    }
}

#[test]
fn places_are_those_that_a_search_finds() {
    for text in [WHOLE.to_owned(), WHOLE.replace("Machine", "M\\u00e4chine"), serde_json::to_string(&serde_json::from_str::<Canvas>(WHOLE).unwrap()).unwrap()] {
        let (graph, source) = super::read_directly(text.as_bytes(), Some(Format::Json), 1, &Limits::default()).unwrap();
        let view = graph.view();
        let rows = view.items.iter().map(|row| view.str(row.pointer).to_owned());
        let mut pointers: Vec<String> = rows.chain(view.places.iter().filter_map(|&place| view.pointer(place))).collect();
        pointers.extend(
            ["/tags/1", "/channels", "/customer_segments/0/needs", "/channels/9", "/channels/0/kinds", "/customer_segments/0/needs/2/text"].map(str::to_owned),
        );
        let pointers: Vec<&str> = pointers.iter().map(String::as_str).collect();
        let searched = crate::Source::new(&text, 1).spans(&pointers);
        assert_eq!(source.spans(&pointers), searched);
        assert!(searched.iter().flatten().count() > 60);
    }
}

#[test]
fn escapes_are_understood() {
    let text = r#"{"name": "\u8bfb\u8005", "customer_segments": [{"name": "a\"\\b\n", "id": "\u8bfb"}], "channels": [{"name": "c", "reaches": ["\u8bfb"]}]}"#;
    assert!(agree(text));
    let graph = direct(text).unwrap();
    let names: Vec<&str> = graph.view().items.iter().map(|row| graph.view().str(row.name)).collect();
    assert_eq!(names, ["读者", "c", "a\"\\b\n"]);
}

#[test]
fn one_changed_byte_is_judged_alike() {
    let mut taken = 0;
    let compact = serde_json::to_string(&serde_json::from_str::<serde_json::Value>(WHOLE).unwrap()).unwrap();
    for at in 0..compact.len() {
        for change in ["", "\"", "\\", "0", "-", ".", "x", "}", "]", ",", "\u{1}", " "] {
            // Each place with every third change: all of them take a minute.
            if (at + change.len() + usize::from(change.bytes().next().unwrap_or_default())).is_multiple_of(3)
                && let (Some(before), Some(behind)) = (compact.get(..at), compact.get(at + 1..))
            {
                taken += usize::from(agree(&format!("{before}{change}{behind}")));
            }
        }
    }
    assert!(taken > 1000, "{taken}");
}

#[test]
fn documents_in_any_order_and_with_slips_are_judged_alike() {
    let whole: serde_json::Value = serde_json::from_str(WHOLE).unwrap();
    let mut rng = Rng::with_seed(7);
    let (mut sound, mut slipped) = (0, 0);
    for _ in 0..600 {
        let mut text = String::new();
        shuffle(&whole, &mut rng, 0, &mut text);
        assert!(agree(&text), "{text}");
        sound += 1;
        let mut text = String::new();
        shuffle(&whole, &mut rng, 200, &mut text);
        slipped += usize::from(agree(&text));
    }
    assert!(sound == 600 && (20..580).contains(&slipped), "{slipped}");
}

/// Writes a value with the keys of every object in another order and space here and there; one value in `slips` something else, or left out.
fn shuffle(value: &serde_json::Value, rng: &mut Rng, slips: u32, out: &mut String) {
    const OTHER: [&str; 12] =
        ["null", "\"\"", "1.50", "-3", "1e2", "true", "[]", "{}", "\"a\\u00e9\"", "[\"x\"]", "0.123456789012345678", "{\"low\": 1, \"high\": 9}"];
    let space = |rng: &mut Rng, out: &mut String| out.push_str(["", "", " ", "\n\t"][rng.usize(0..4)]);
    space(rng, out);
    if slips > 0 && rng.u32(0..slips) == 0 {
        out.push_str(OTHER[rng.usize(0..OTHER.len())]);
        return;
    }
    match value {
        serde_json::Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            rng.shuffle(&mut entries);
            if slips > 0 && rng.u32(0..slips) == 0 {
                entries.extend(entries.first().copied());
            }
            out.push('{');
            let mut first = true;
            for (key, value) in entries {
                if slips > 0 && rng.u32(0..slips) == 0 {
                    continue;
                }
                if !std::mem::take(&mut first) {
                    out.push(',');
                }
                space(rng, out);
                out.push_str(&format!("\"{key}\""));
                space(rng, out);
                out.push(':');
                shuffle(value, rng, slips, out);
            }
            out.push('}');
        }
        serde_json::Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                shuffle(item, rng, slips, out);
            }
            out.push(']');
        }
        plain => out.push_str(&plain.to_string()),
    }
    space(rng, out);
}
