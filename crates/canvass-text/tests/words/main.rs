//! What is read from the words of small canvases in many languages.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod arrangements;
mod both_at_once;
mod reading;
mod told_apart;
mod trades;
mod who_is_who;
mod who_pays;

use canvass_model::blocks::Block;
use canvass_model::facts::FactKind;
use canvass_model::graph;
use canvass_text::{Reading, read};
use serde_json::Value;

/// What is read from a canvas, of which a graph can be made.
fn reading(json: &Value) -> Reading {
    let reading = read(&serde_json::from_value(json.clone()).unwrap()).unwrap();
    let (_, problems) = graph::build_read(&reading.canvas, &reading.marks);
    assert!(problems.is_empty(), "{problems:?}");
    reading
}

/// Where in the list of segments those stand about whom there is a fact.
fn segments(reading: &Reading, kind: FactKind) -> Vec<usize> {
    let (graph, _) = graph::build_read(&reading.canvas, &reading.marks);
    let view = graph.view();
    let all: Vec<u32> = view.block(Block::CustomerSegments).map(|segment| segment.index()).collect();
    let mut found: Vec<usize> = view.facts(kind).filter_map(|fact| all.iter().position(|&at| Some(at) == fact.subject().map(|item| item.index()))).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// A field of an item of what was read.
fn field(reading: &Reading, block: &str, item: usize, field: &str) -> Value {
    serde_json::to_value(&reading.canvas).unwrap()[block][item][field].clone()
}
