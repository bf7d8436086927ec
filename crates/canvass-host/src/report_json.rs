//! A report as JSON, written straight from the tables: the published shape, without a second copy of it in memory.

use std::fmt::Write;

use canvass_model::blocks::Block;
use canvass_model::facts::{FactKind, Origin};
use canvass_model::finding::{Finding, Span};
use canvass_model::graph::{Field, Graph, NONE, Place, View};
use canvass_model::vocabulary;
use canvass_plugin::json::quote;

use crate::report::{CanvasReport, kinds};

impl CanvasReport<'_> {
    /// Writes the report as one line of JSON, without a line break.
    pub fn write_json(&self, out: &mut String) {
        let view = self.graph.as_ref().map(Graph::view);
        out.push_str(r#"{"canvas":{"#);
        if let Some(canvas) = view.as_ref().and_then(|view| view.canvas()) {
            let language = canvas.texts(Field::Language).next().unwrap_or_default();
            for (key, value) in [(r#""id":"#, canvas.id()), (r#""name":"#, canvas.name()), (r#""language":"#, language)] {
                if !value.is_empty() {
                    text(out, key, value);
                    out.push(',');
                }
            }
        }
        text(out, r#""source":"#, &self.source_name);
        if let Some(line) = self.line {
            number(out, r#","line":"#, line);
        }
        if let Some(number_of) = self.import.as_ref().and_then(|import| import.number) {
            number(out, r#","number":"#, number_of.into());
        }
        out.push_str(r#","items":{"#);
        let blocks = view.iter().flat_map(|view| Block::NINE.into_iter().filter(|&block| view.states(block)).map(|block| (block, view.count(block))));
        for (at, (block, count)) in blocks.enumerate() {
            comma(out, at);
            out.push('"');
            out.push_str(block.key());
            number(out, "\":", count as u64);
        }
        out.push_str(r#"}},"outcome":""#);
        out.push_str(self.outcome.as_str());
        out.push('"');
        if let Some(import) = &self.import {
            text(out, r#","import":{"shape":"#, import.shape);
            out.push_str(r#","left":["#);
            for (at, (place, why)) in import.left.iter().enumerate() {
                comma(out, at);
                text(out, r#"{"why":"#, why.as_str());
                span(out, *place);
                out.push('}');
            }
            out.push_str("]}");
        }
        out.push_str(r#","facts":{"kinds":["#);
        for (at, kind) in view.iter().flat_map(|view| kinds(view)).enumerate() {
            comma(out, at);
            quote(out, kind);
        }
        out.push_str(r#"],"list":["#);
        if let Some(view) = &view {
            facts(out, view);
        }
        out.push_str(r#"]},"results":{"#);
        for (at, (name, json)) in self.results.iter().enumerate() {
            comma(out, at);
            quote(out, name);
            out.push(':');
            out.push_str(json);
        }
        out.push_str(r#"},"findings":["#);
        for (at, one) in self.findings.iter().enumerate() {
            comma(out, at);
            finding(out, one);
        }
        out.push(']');
        if !self.failures.is_empty() {
            out.push_str(r#","failures":["#);
            for (at, failure) in self.failures.iter().enumerate() {
                comma(out, at);
                text(out, r#"{"analyzer":"#, &failure.analyzer);
                text(out, r#","reason":"#, &failure.reason);
                out.push('}');
            }
            out.push(']');
        }
        out.push('}');
    }
}

fn comma(out: &mut String, at: usize) {
    if at > 0 {
        out.push(',');
    }
}

/// Writes what stands before a text, and the text as JSON.
fn text(out: &mut String, before: &str, text: &str) {
    out.push_str(before);
    quote(out, text);
}

/// Writes what stands before a number, and the number.
fn number(out: &mut String, before: &str, value: u64) {
    out.push_str(before);
    out.push_str(itoa::Buffer::new().format(value));
}

/// Writes what stands before a share, and the share; most are whole.
fn share(out: &mut String, before: &str, value: f64) {
    out.push_str(before);
    if value == 1.0 {
        out.push('1');
    } else {
        let _infallible = write!(out, "{value}");
    }
}

fn facts(out: &mut String, view: &View<'_>) {
    for (at, row) in view.facts.iter().enumerate() {
        let Some(kind) = FactKind::from_code(row.kind) else { continue };
        // Identifiers and terms hold nothing that JSON would escape.
        out.push_str(if at > 0 { r#",{"fact":""# } else { r#"{"fact":""# });
        out.push_str(kind.as_str());
        out.push_str(r#"","subject":""#);
        out.push_str(name(view, row.subject));
        if row.object != NONE {
            out.push_str(r#"","object":""#);
            out.push_str(name(view, row.object));
        }
        if let Some(value) = vocabulary::spelling(row.value) {
            out.push_str(r#"","value":""#);
            out.push_str(value);
        }
        out.push_str(r#"","origin":""#);
        out.push_str(Origin::from_code(row.origin).as_str());
        // What is stated is certain; only the rest says how sure it is.
        if row.confidence == 1000 {
            out.push_str(r#"","at":["#);
        } else {
            share(out, r#"","confidence":"#, f64::from(row.confidence) / 1000.0);
            out.push_str(r#","at":["#);
        }
        let places = view.places.get(row.evidence.first as usize..).unwrap_or_default();
        for (at, place) in places.iter().take(row.evidence.count as usize).enumerate() {
            comma(out, at);
            pointer(out, view, *place);
        }
        let words = view.str(row.words);
        if words.is_empty() {
            out.push_str("]}");
        } else {
            text(out, r#"],"words":"#, words);
            out.push('}');
        }
    }
}

/// Writes the JSON Pointer of a place. Keys of the format need no escapes.
fn pointer(out: &mut String, view: &View<'_>, place: Place) {
    out.push('"');
    if let Some(row) = view.items.get(place.item as usize) {
        out.push_str(view.str(row.pointer));
        if let Some(field) = Field::from_code(place.field) {
            out.push('/');
            out.push_str(field.path());
            if place.index != NONE {
                number(out, "/", place.index.into());
            }
        }
    }
    out.push('"');
}

fn finding(out: &mut String, finding: &Finding) {
    text(out, r#"{"code":"#, &finding.code);
    text(out, r#","severity":"#, finding.severity.as_str());
    text(out, r#","message":"#, &finding.message);
    text(out, r#","key":"#, &finding.key);
    if !finding.arguments.is_empty() {
        out.push_str(r#","arguments":["#);
        for (at, argument) in finding.arguments.iter().enumerate() {
            comma(out, at);
            text(out, r#"{"name":"#, &argument.name);
            text(out, r#","value":"#, &argument.value);
            out.push('}');
        }
        out.push(']');
    }
    out.push_str(r#","at":["#);
    for (at, pointer) in finding.at.iter().enumerate() {
        comma(out, at);
        quote(out, pointer);
    }
    out.push(']');
    span(out, finding.span);
    if !finding.evidence.is_empty() {
        out.push_str(r#","evidence":["#);
        for (at, evidence) in finding.evidence.iter().enumerate() {
            comma(out, at);
            text(out, r#"{"at":"#, &evidence.at);
            text(out, r#","says":"#, &evidence.says);
            span(out, evidence.span);
            out.push('}');
        }
        out.push(']');
    }
    share(out, r#","confidence":"#, finding.confidence);
    if let Some(change) = &finding.would_change_if {
        text(out, r#","would_change_if":"#, change);
    }
    if !finding.fix.is_empty() {
        let _infallible = write!(out, ",\"fix\":{}", serde_json::to_string(&finding.fix).unwrap_or_else(|_| "[]".to_owned()));
    }
    if let Some(applicability) = finding.applicability {
        text(out, r#","applicability":"#, applicability.as_str());
    }
    out.push('}');
}

fn span(out: &mut String, span: Option<Span>) {
    let Some(span) = span else { return };
    let mut begin = r#","span":{"start":{"line":"#;
    for position in [span.start, span.end] {
        number(out, begin, position.line.into());
        number(out, r#","column":"#, position.column.into());
        number(out, r#","offset":"#, position.offset.into());
        begin = r#"},"end":{"line":"#;
    }
    out.push_str("}}");
}

/// The id of an item; the canvas itself stands for the company.
fn name<'r>(view: &'r View<'r>, index: u32) -> &'r str {
    match view.item(index) {
        Some(item) if item.block() != Block::Canvas => item.id(),
        _ => "company",
    }
}
