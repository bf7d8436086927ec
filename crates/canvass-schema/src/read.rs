//! Reading a canvas: from bytes to the typed model, with every fault named in one run.

use std::ops::Range;
use std::sync::OnceLock;

use canvass_formats::locate::Locator;
use canvass_formats::position::LineIndex;
use canvass_formats::tree::{Node, Value};
use canvass_formats::{Format, Limits, decode, parse, text};
use canvass_model::blocks::Block;
use canvass_model::finding::{PatchOperation, Span};
use canvass_model::{Canvas, nearest};

use crate::compile::Schema;
use crate::published::{Dialect, Name, published};

/// JSON documents up to this size take the short way into the typed model; larger ones are counted value by value first.
const SHORT_WAY: usize = 256 << 10;

/// The text of a document, and where its values stand.
pub struct Source<'t> {
    /// The text.
    pub text: &'t str,
    first_line: u32,
    tree: Option<Node>,
}

impl<'t> Source<'t> {
    /// A text that holds one document, whose first line has that number.
    pub fn new(text: &'t str, first_line: u32) -> Self {
        Self { text, first_line, tree: None }
    }

    /// The spans of several JSON Pointers at once.
    ///
    /// The place of an object with a name is that of its name. A pointer that leads nowhere gets the place of what it leads through.
    pub fn spans(&self, pointers: &[&str]) -> Vec<Option<Span>> {
        if pointers.is_empty() {
            return Vec::new();
        }
        let index = LineIndex::new(self.text, self.first_line);
        match &self.tree {
            Some(tree) => pointers.iter().map(|pointer| in_tree(tree, pointer)).map(|range| range.map(|range| index.span(self.text, &range))).collect(),
            None => {
                let mut locator = Locator::new(self.text);
                pointers.iter().map(|pointer| locator.find(pointer)).map(|range| range.map(|range| index.span(self.text, &range))).collect()
            }
        }
    }

    /// The span of a range of bytes.
    pub fn span(&self, range: &Range<usize>) -> Span {
        LineIndex::new(self.text, self.first_line).span(self.text, range)
    }
}

fn in_tree(tree: &Node, pointer: &str) -> Option<Range<usize>> {
    let node = tree.pointer(pointer)?;
    let named = match &node.value {
        Value::Map(_) => node.get("name").or_else(|| node.get("text")),
        _ => None,
    };
    Some(named.unwrap_or(node).span.clone())
}

/// Something wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The stable code: STR003 for an unknown key, DOC001 to DOC004 for what keeps a document from being read.
    pub code: &'static str,
    /// One sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The JSON Pointer, where the document could be parsed.
    pub pointer: String,
    /// Where it stands.
    pub span: Range<usize>,
    /// A second place that belongs to it, with what stands there.
    pub related: Option<(Range<usize>, String)>,
    /// How to mend it.
    pub fix: Vec<PatchOperation>,
}

impl Fault {
    /// Whether the document could not be read at all, rather than being read and found wrong.
    pub fn is_unreadable(&self) -> bool {
        matches!(self.code, "DOC001" | "DOC004")
    }

    fn from_problem(problem: canvass_formats::Problem) -> Self {
        let code = if matches!(problem.fault, canvass_formats::Fault::DuplicateKey(_)) { "DOC003" } else { "DOC001" };
        Self { code, message: problem.fault.to_string(), help: problem.help, pointer: String::new(), span: problem.span, related: problem.related, fix: Vec::new() }
    }
}

/// What came of reading a document.
pub struct Reading<'t> {
    /// The canvas, unless the document is refused.
    pub canvas: Option<Canvas>,
    /// Everything wrong with it. Empty for a sound canvas; a canvas may be there although something is wrong.
    pub faults: Vec<Fault>,
    /// The text, for excerpts and places; absent when the bytes are no text.
    pub source: Option<Source<'t>>,
}

/// Reads a canvas. `first_line` is the number of the document's first line in its file, for files of one canvas per line.
pub fn read_canvas<'t>(bytes: &'t [u8], format: Option<Format>, first_line: u32, limits: &Limits) -> Reading<'t> {
    let text = match text::decode(bytes, limits) {
        Ok(text) => text,
        Err(problem) => return Reading { canvas: None, faults: vec![Fault::from_problem(problem)], source: None },
    };
    let format = format.unwrap_or_else(|| Format::sniff(text));
    let mut source = Source::new(text, first_line);
    if format != Format::Yaml
        && text.len() <= SHORT_WAY
        && let Ok(canvas) = serde_json::from_str::<Canvas>(text)
        && has_blocks(&canvas)
        && !has_long_text(text, limits)
    {
        return Reading { canvas: Some(canvas), faults: Vec::new(), source: Some(source) };
    }
    let (tree, faults) = read_tree(text, format, limits);
    let Some(mut tree) = tree else {
        return Reading { canvas: None, faults, source: Some(source) };
    };
    let (canvas, more) = check(&mut tree);
    source.tree = Some(tree);
    let mut faults: Vec<Fault> = faults.into_iter().chain(more).collect();
    faults.sort_by_key(|fault| fault.span.start);
    Reading { canvas, faults, source: Some(source) }
}

/// Parses a text into its tree; the faults are those of the notation.
pub fn read_tree(text: &str, format: Format, limits: &Limits) -> (Option<Node>, Vec<Fault>) {
    match parse(text, format, limits) {
        Ok(document) => (Some(document.root), document.problems.into_iter().map(Fault::from_problem).collect()),
        Err(problem) => (None, vec![Fault::from_problem(problem)]),
    }
}

/// Whether a text may hold a single string beyond the limit; only then the slow way must find out.
fn has_long_text(text: &str, limits: &Limits) -> bool {
    text.len() > limits.text
}

fn has_blocks(canvas: &Canvas) -> bool {
    Block::NINE.iter().any(|&block| canvas.count(block).is_some())
}

fn check(tree: &mut Node) -> (Option<Canvas>, Vec<Fault>) {
    if !matches!(tree.value, Value::Map(_)) {
        let message = format!("a canvas is an object with blocks such as `customer_segments`; this document is {}", tree.kind());
        return (None, vec![not_a_canvas(message, tree.span.clone(), None)]);
    }
    let mut faults: Vec<Fault> = canvas_schema().check(tree).into_iter().map(fault_of).collect();
    let sound = faults.iter().all(|fault| fault.code == "STR003");
    // An unknown key has been reported; the rest of the canvas is still worth analysing without it.
    for fault in &faults {
        if fault.code == "STR003" {
            remove(tree, &fault.pointer);
        }
    }
    if !sound {
        return (None, faults);
    }
    match decode::from_node::<Canvas>(tree) {
        Ok(canvas) if has_blocks(&canvas) => (Some(canvas), faults),
        Ok(_) => {
            let keys: Vec<&str> = faults.iter().filter_map(|fault| fault.pointer.strip_prefix('/')).collect();
            let near = keys.iter().find_map(|key| nearest(key, Block::NINE.iter().map(|block| block.key())));
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "a canvas has at least one of the blocks customer_segments, value_propositions, channels, customer_relationships, revenue_streams, key_resources, key_activities, key_partnerships, cost_structure".to_owned(),
            };
            faults.push(not_a_canvas("there is no canvas here: none of the nine blocks is stated".to_owned(), 0..0, Some(help)));
            (None, faults)
        }
        Err(error) => {
            faults.push(Fault {
                code: "DOC002",
                message: error.to_string(),
                help: None,
                pointer: pointer_of(tree, &error.span()).unwrap_or_default(),
                span: error.span(),
                related: None,
                fix: Vec::new(),
            });
            (None, faults)
        }
    }
}

fn not_a_canvas(message: String, span: Range<usize>, help: Option<String>) -> Fault {
    let help = help.or_else(|| Some("`canvass init` writes a canvas to start from".to_owned()));
    Fault { code: "DOC004", message, help, pointer: String::new(), span, related: None, fix: Vec::new() }
}

fn fault_of(violation: crate::Violation) -> Fault {
    let fix = match &violation.unknown_key {
        Some(unknown) => unknown
            .suggestion
            .as_ref()
            .map(|meant| PatchOperation { op: "move".to_owned(), path: format!("{}/{meant}", unknown.object), from: Some(violation.pointer.clone()), value: None })
            .into_iter()
            .collect(),
        None => Vec::new(),
    };
    let code = if violation.unknown_key.is_some() { "STR003" } else { "DOC002" };
    Fault { code, message: violation.message, help: violation.help, pointer: violation.pointer, span: violation.span, related: None, fix }
}

fn remove(node: &mut Node, pointer: &str) {
    let Some((parent, key)) = pointer.rsplit_once('/') else { return };
    let key = canvass_formats::tree::unescape(key);
    let mut target = node;
    for part in parent.split('/').skip(1) {
        let name = canvass_formats::tree::unescape(part);
        let next = match &mut target.value {
            Value::List(items) => part.parse::<usize>().ok().and_then(|index| items.get_mut(index)),
            Value::Map(entries) => entries.iter_mut().find(|entry| entry.key == name).map(|entry| &mut entry.value),
            _ => None,
        };
        match next {
            Some(next) => target = next,
            None => return,
        }
    }
    if let Value::Map(entries) = &mut target.value {
        entries.retain(|entry| entry.key != key);
    }
}

/// The JSON Pointer of the value that stands at a place.
fn pointer_of(node: &Node, span: &Range<usize>) -> Option<String> {
    if node.span == *span {
        return Some(String::new());
    }
    match &node.value {
        Value::List(items) => items.iter().enumerate().find_map(|(index, item)| pointer_of(item, span).map(|rest| format!("/{index}{rest}"))),
        Value::Map(entries) => entries
            .iter()
            .find_map(|entry| pointer_of(&entry.value, span).map(|rest| format!("/{}{rest}", canvass_formats::tree::escape(&entry.key)))),
        _ => None,
    }
}

/// The schema of the canvas, compiled when it is first needed: most runs never need it.
fn canvas_schema() -> &'static Schema {
    static SCHEMA: OnceLock<Schema> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        let source = serde_json::from_str(published(Name::Canvas, Dialect::Draft202012)).expect("the published schema is JSON");
        Schema::compile(source).expect("the published schema is a schema")
    })
}
