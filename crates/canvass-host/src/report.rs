//! The report of one canvas, written straight from the tables: the published shape, without a second copy of it in memory.

use std::fmt::Write;

use canvass_model::blocks::Block;
use canvass_model::facts::{FactKind, Origin};
use canvass_model::finding::{Finding, Span};
use canvass_model::graph::{Field, Graph, NONE, Place, ValueTag, View};
use canvass_model::report::{Failure, Outcome};
use canvass_model::vocabulary;
use canvass_schema::Source;

use crate::written::quote;

/// Everything that was found out about one canvas.
pub struct CanvasReport<'t> {
    /// The file it was read from.
    pub source_name: String,
    /// The line of the file that holds it, in a file of one canvas per line.
    pub line: Option<u64>,
    /// How it ended.
    pub outcome: Outcome,
    /// Whether the document could not even be read, rather than being read and found wrong.
    pub unreadable: bool,
    /// The canvas as a graph with its facts, unless it was refused.
    pub graph: Option<Graph>,
    /// The result of each analyzer as JSON, by the analyzer's name.
    pub results: Vec<(String, String)>,
    /// What the reader and the analyzers have to say.
    pub findings: Vec<Finding>,
    /// For findings of the reader, what to do about them, in the order of those findings.
    pub helps: Vec<(usize, String)>,
    /// Analyzers that failed.
    pub failures: Vec<Failure>,
    /// The text it was read from, for excerpts.
    pub source: Option<Source<'t>>,
}

impl CanvasReport<'_> {
    /// A report in which nothing is said yet.
    pub(crate) fn empty(source_name: String, line: Option<u64>) -> Self {
        Self {
            source_name,
            line,
            outcome: Outcome::Analyzed,
            unreadable: false,
            graph: None,
            results: Vec::new(),
            findings: Vec::new(),
            helps: Vec::new(),
            failures: Vec::new(),
            source: None,
        }
    }

    /// The result of an analyzer as JSON.
    pub fn result(&self, analyzer: &str) -> Option<&str> {
        self.results.iter().find(|(name, _)| name == analyzer).map(|(_, json)| json.as_str())
    }

    /// Fills in where findings and their evidence stand in the source.
    pub(crate) fn locate(&mut self) {
        let Some(source) = &self.source else { return };
        let mut pointers: Vec<&str> = Vec::new();
        for finding in &self.findings {
            if finding.span.is_none() {
                pointers.extend(finding.at.first().map(String::as_str));
            }
            pointers.extend(finding.evidence.iter().map(|evidence| evidence.at.as_str()));
        }
        let mut spans = source.spans(&pointers).into_iter();
        for finding in &mut self.findings {
            if finding.span.is_none() && !finding.at.is_empty() {
                finding.span = spans.next().flatten();
            }
            for evidence in &mut finding.evidence {
                evidence.span = spans.next().flatten();
            }
        }
    }
}

impl CanvasReport<'_> {
    /// Writes the report as one line of JSON, without a line break.
    pub fn write_json(&self, out: &mut String) {
        let view = self.graph.as_ref().map(Graph::view);
        out.push_str("{\"canvas\":{");
        if let Some(canvas) = view.as_ref().and_then(|view| view.canvas()) {
            let language = canvas.texts(Field::Language).next().unwrap_or_default();
            for (key, text) in [("id", canvas.id()), ("name", canvas.name()), ("language", language)] {
                if !text.is_empty() {
                    member(out, key, text);
                    out.push(',');
                }
            }
        }
        member(out, "source", &self.source_name);
        if let Some(line) = self.line {
            out.push_str(",\"line\":");
            number(out, line);
        }
        out.push_str(",\"items\":{");
        let blocks = view.iter().flat_map(|view| Block::NINE.into_iter().filter(|&block| view.states(block)).map(|block| (block, view.count(block))));
        for (at, (block, count)) in blocks.enumerate() {
            comma(out, at);
            out.push('"');
            out.push_str(block.key());
            out.push_str("\":");
            number(out, count as u64);
        }
        out.push_str("}},\"outcome\":\"");
        out.push_str(self.outcome.as_str());
        out.push_str("\",\"facts\":{\"kinds\":[");
        for (at, kind) in kinds(view.as_ref()).into_iter().enumerate() {
            comma(out, at);
            quote(out, kind);
        }
        out.push_str("],\"list\":[");
        if let Some(view) = &view {
            facts(view, out);
        }
        out.push_str("]},\"results\":{");
        for (at, (name, json)) in self.results.iter().enumerate() {
            comma(out, at);
            quote(out, name);
            out.push(':');
            out.push_str(json);
        }
        out.push_str("},\"findings\":[");
        for (at, finding) in self.findings.iter().enumerate() {
            comma(out, at);
            write_finding(out, finding);
        }
        out.push(']');
        if !self.failures.is_empty() {
            out.push_str(",\"failures\":[");
            for (at, failure) in self.failures.iter().enumerate() {
                comma(out, at);
                out.push('{');
                member(out, "analyzer", &failure.analyzer);
                out.push(',');
                member(out, "reason", &failure.reason);
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

fn member(out: &mut String, key: &str, text: &str) {
    out.push('"');
    out.push_str(key);
    out.push_str("\":");
    quote(out, text);
}

fn number(out: &mut String, value: u64) {
    let _infallible = write!(out, "{value}");
}

fn facts(view: &View<'_>, out: &mut String) {
    for (at, row) in view.facts.iter().enumerate() {
        let Some(kind) = FactKind::from_code(row.kind) else { continue };
        comma(out, at);
        out.push_str("{\"fact\":\"");
        out.push_str(kind.as_str());
        out.push_str("\",\"subject\":");
        quote(out, name(view, row.subject));
        if row.object != NONE {
            out.push_str(",\"object\":");
            quote(out, name(view, row.object));
        }
        if let Some(value) = vocabulary::spelling(row.value) {
            member(out.extend_with(","), "value", value);
        }
        out.push_str(",\"origin\":\"");
        out.push_str(Origin::from_code(row.origin).as_str());
        out.push('"');
        // What is stated is certain; only the rest says how sure it is.
        if row.confidence != 1000 {
            let _infallible = write!(out, ",\"confidence\":{}", f64::from(row.confidence) / 1000.0);
        }
        out.push_str(",\"at\":[");
        let places = view.places.get(row.evidence.first as usize..).unwrap_or_default();
        for (at, place) in places.iter().take(row.evidence.count as usize).enumerate() {
            comma(out, at);
            pointer(out, view, *place);
        }
        out.push(']');
        let words = view.str(row.words);
        if !words.is_empty() {
            member(out.extend_with(","), "words", words);
        }
        out.push('}');
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
                out.push('/');
                number(out, place.index.into());
            }
        }
    }
    out.push('"');
}

fn write_finding(out: &mut String, finding: &Finding) {
    out.push('{');
    member(out, "code", &finding.code);
    member(out.extend_with(","), "severity", finding.severity.as_str());
    member(out.extend_with(","), "message", &finding.message);
    member(out.extend_with(","), "key", &finding.key);
    if !finding.arguments.is_empty() {
        out.push_str(",\"arguments\":[");
        for (at, argument) in finding.arguments.iter().enumerate() {
            comma(out, at);
            out.push('{');
            member(out, "name", &argument.name);
            member(out.extend_with(","), "value", &argument.value);
            out.push('}');
        }
        out.push(']');
    }
    out.push_str(",\"at\":[");
    for (at, pointer) in finding.at.iter().enumerate() {
        comma(out, at);
        quote(out, pointer);
    }
    out.push(']');
    if let Some(span) = finding.span {
        write_span(out, span);
    }
    if !finding.evidence.is_empty() {
        out.push_str(",\"evidence\":[");
        for (at, evidence) in finding.evidence.iter().enumerate() {
            comma(out, at);
            out.push('{');
            member(out, "at", &evidence.at);
            member(out.extend_with(","), "says", &evidence.says);
            if let Some(span) = evidence.span {
                write_span(out, span);
            }
            out.push('}');
        }
        out.push(']');
    }
    let _infallible = write!(out, ",\"confidence\":{}", finding.confidence);
    if let Some(change) = &finding.would_change_if {
        member(out.extend_with(","), "would_change_if", change);
    }
    if !finding.fix.is_empty() {
        let _infallible = write!(out, ",\"fix\":{}", serde_json::to_string(&finding.fix).unwrap_or_else(|_| "[]".to_owned()));
    }
    out.push('}');
}

fn write_span(out: &mut String, span: Span) {
    out.push_str(",\"span\":{");
    for (key, position) in [("\"start\":", span.start), (",\"end\":", span.end)] {
        out.push_str(key);
        for (key, value) in [("{\"line\":", position.line), (",\"column\":", position.column), (",\"offset\":", position.offset)] {
            out.push_str(key);
            number(out, value.into());
        }
        out.push('}');
    }
    out.push('}');
}

/// Appends and goes on.
trait ExtendWith {
    fn extend_with(&mut self, text: &str) -> &mut Self;
}

impl ExtendWith for String {
    fn extend_with(&mut self, text: &str) -> &mut Self {
        self.push_str(text);
        self
    }
}

/// Every typed value that occurs on a canvas, sorted.
pub fn kinds(view: Option<&View<'_>>) -> Vec<&'static str> {
    let Some(view) = view else { return Vec::new() };
    let typed = view.facts(FactKind::Typed).chain(view.facts(FactKind::Gives)).map(|fact| fact.value_code());
    let roles = view.attributes.iter().filter(|row| row.field == Field::Roles as u32 && row.tag == ValueTag::Term as u32).map(|row| row.value);
    let mut codes: Vec<u32> = typed.chain(roles).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut words: Vec<&'static str> = codes.into_iter().filter_map(vocabulary::spelling).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The id of an item; the canvas itself stands for the company.
fn name<'r>(view: &'r View<'r>, index: u32) -> &'r str {
    match view.item(index) {
        Some(item) if item.block() != Block::Canvas => item.id(),
        _ => "company",
    }
}
