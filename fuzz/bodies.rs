//! What each fuzz target does with its bytes: read them, and hold what was read against what must always be true of it.
//!
//! The targets in `targets/` hand over to one function here each; a test of the workspace suite runs the same functions over canvases that
//! are in the repository, and over halves of them.

use std::ops::Range;
use std::path::Path;

use canvass_formats::lines::Lines;
use canvass_formats::skim::{Flaw, skim};
use canvass_formats::tree::{Node, Value};
use canvass_formats::{Format, Limits, parse};
use canvass_import::import;
use canvass_import::labels::{block_of, foreign, key_block};
use canvass_model::Canvas;
use canvass_model::graph::{self, FactRow, Graph, LinkRow};
use canvass_plugin::Analyzer;
use canvass_schema::{Schema, read_canvas, read_directly};
use pattern_detection::{PatternDetection, Settings};

/// A function of this file.
pub type Body = fn(&[u8]);

/// Every target with its name.
pub const ALL: [(&str, Body); 10] = [
    ("canvas_yaml", canvas_yaml),
    ("canvas_json", canvas_json),
    ("ndjson_lines", ndjson_lines),
    ("import_text", import_text),
    ("import_shape", import_shape),
    ("label_lookup", label_lookup),
    ("text_reading", text_reading),
    ("result_skim", result_skim),
    ("pattern_file", pattern_file),
    ("schema_check", schema_check),
];

/// Reads a canvas of our own format, written in YAML.
pub fn canvas_yaml(bytes: &[u8]) {
    canvas(bytes, Format::Yaml);
}

/// Reads a canvas of our own format, written in JSON.
pub fn canvas_json(bytes: &[u8]) {
    canvas(bytes, Format::Json);
}

fn canvas(bytes: &[u8], format: Format) {
    let reading = read_canvas(bytes, Some(format), 1, &Limits::default());
    assert!(reading.canvas.is_some() || !reading.faults.is_empty(), "what cannot be read has a fault");
    if let Some((short, _)) = read_directly(bytes, Some(format), 1, &Limits::default()) {
        let canvas = reading.canvas.as_ref().filter(|_| reading.faults.is_empty()).expect("both readers take it");
        let (long, problems) = graph::build(canvas);
        assert!(problems.is_empty() && says(&short) == says(&long), "both readers understand the same");
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(document) = parse(text, format, &Limits::default())
    {
        inside(&document.root, text);
    }
}

/// The items of a graph by their texts, and what links them.
fn says(graph: &Graph) -> (Vec<[&str; 4]>, &[LinkRow], &[FactRow]) {
    let view = graph.view();
    (view.items.iter().map(|row| [row.id, row.name, row.note, row.pointer].map(|range| view.str(range))).collect(), view.links, view.facts)
}

/// Every value stands where it says.
fn inside(node: &Node, text: &str) {
    stands(&node.span, text);
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| inside(item, text)),
        Value::Map(entries) => {
            for entry in entries {
                stands(&entry.key_span, text);
                inside(&entry.value, text);
            }
        }
        _ => {}
    }
}

fn stands(range: &Range<usize>, text: &str) {
    assert!(text.get(range.clone()).is_some(), "{range:?} is no part of a text of {} bytes", text.len());
}

/// Reads a file of one document per line.
pub fn ndjson_lines(bytes: &[u8]) {
    let mut lines = Lines::new(bytes, 4_096);
    let mut count = 0;
    while let Ok(Some(_)) = lines.next_line() {
        count += 1;
        assert!(count <= bytes.len(), "a line has at least one byte");
    }
    for line in bytes.split(|byte| *byte == b'\n') {
        let _ = read_canvas(line, Some(Format::NdJson), 1, &Limits::default());
    }
}

/// Takes the canvases out of any text.
pub fn import_text(bytes: &[u8]) {
    imported(&String::from_utf8_lossy(bytes));
}

/// Beginnings and ends of texts of one shape each, between which anything may stand.
const FRAMES: [(&str, &str); 14] = [
    ("# Mill\n\n## Channels\n- Shop\n\n## Key Partners\n- ", "\n\n## Cost Structure\n- Flour\n"),
    ("**Channels:** Shop\n\n**Key Partners:** ", "\n\n**Cost Structure:** Flour\n\n**Key Resources:** Oven\n"),
    ("| Block | Content |\n|---|---|\n| Channels | Shop |\n| Key Partners | ", " |\n| Cost Structure | Flour |\n| Key Resources | Oven |\n"),
    ("Channels\nShop\n\nKey Partners\n", "\n\nCost Structure\nFlour\n"),
    ("{\"channels\": [\"Shop\"], \"key_partners\": ", ", \"cost_structure\": [\"Flour\"]}"),
    ("channels:\n  - Shop\nkey_partners:\n  - ", "\ncost_structure:\n  - Flour\n"),
    ("channels = [\"Shop\"]\nkey_partners = ", "\ncost_structure = [\"Flour\"]\n"),
    ("Block,Item\nChannels,Shop\nKey Partners,", "\nCost Structure,Flour\n"),
    ("<html><body><h2>Channels</h2><ul><li>Shop</li></ul><h2>Key Partners</h2>", "<h2>Cost Structure</h2><p>Flour</p></body></html>"),
    ("<map><channels><i>Shop</i></channels><keyPartners>", "</keyPartners><costStructure><i>Flour</i></costStructure></map>"),
    ("<mxfile><diagram><mxGraphModel><root><mxCell id=\"1\" value=\"Channels\"/>", "</root></mxGraphModel></diagram></mxfile>"),
    ("mindmap\n  root\n    Channels\n      Shop\n    Key Partners\n      ", "\n    Cost Structure\n      Flour\n"),
    ("@startmindmap\n* Mill\n** Channels\n*** Shop\n** Key Partners\n*** ", "\n** Cost Structure\n*** Flour\n@endmindmap\n"),
    ("┌──────┬──────┐\n│Channels│Key Partners│\n│Shop│", "│\n├──────┴──────┤\n│Cost Structure│\n└──────┘\n"),
];

/// Takes the canvas out of a text of one shape, of which the first byte tells which.
pub fn import_shape(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let Some((before, behind)) = FRAMES.get(usize::from(*first) % FRAMES.len()) else { return };
    imported(&format!("{before}{}{behind}", String::from_utf8_lossy(rest)));
}

fn imported(text: &str) {
    match import(text) {
        Ok(all) => {
            assert!(!all.is_empty(), "there is a canvas or a reason");
            for imported in all {
                imported.places.iter().for_each(|(_, range)| stands(range, text));
                imported.remarks.iter().for_each(|remark| stands(&remark.range, text));
                imported.left.iter().for_each(|left| stands(&left.range, text));
            }
        }
        Err(none) => {
            assert!(!none.says.is_empty() && !none.help.is_empty(), "a refusal says why and what to do");
        }
    }
}

/// Looks a label up, as a heading and as a key.
pub fn label_lookup(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let first = block_of(&text);
    assert_eq!(first, block_of(&text), "what is remembered is what was found");
    let _ = (key_block(&text), foreign(&text));
}

/// Reads facts from the words of a canvas, be it our own format or imported.
pub fn text_reading(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let canvases: Vec<Canvas> = match serde_json::from_str(&text) {
        Ok(canvas) => vec![canvas],
        Err(_) => import(&text).map(|all| all.into_iter().map(|imported| imported.canvas).collect()).unwrap_or_default(),
    };
    for canvas in canvases {
        let _ = canvass_text::read(&canvas);
    }
}

/// Reads the result of a plugin through, and holds that against a parser of JSON.
pub fn result_skim(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let skimmed = skim(text, 64);
    let parsed = serde_json::from_str::<serde_json::Value>(text);
    match skimmed {
        Ok(()) => assert!(parsed.is_ok(), "what is no JSON is refused"),
        Err(Flaw::NotJson) => assert!(parsed.is_err(), "JSON is accepted"),
        Err(Flaw::TooDeep) => {}
    }
}

/// Reads a pattern file.
pub fn pattern_file(bytes: &[u8]) {
    let Ok(folder) = tempfile::tempdir() else { return };
    if std::fs::write(folder.path().join("pattern.toml"), bytes).is_ok() {
        let _ = PatternDetection::new(settings(folder.path()));
    }
}

fn settings(folder: &Path) -> Settings {
    Settings { patterns: vec![folder.display().to_string()] }
}

/// Compiles a schema and checks a document by it: the schema stands before the first line break, the document behind it.
pub fn schema_check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (schema, document) = text.split_once('\n').unwrap_or((&text, "{}"));
    let Ok(source) = serde_json::from_str(schema) else { return };
    let Ok(schema) = Schema::compile(source) else { return };
    if let Ok(document) = parse(document, Format::Json, &Limits::default()) {
        let _ = schema.check(&document.root);
    }
}
