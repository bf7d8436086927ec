//! Reading a canvas: from bytes to the typed model, with every fault named in one run.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::OnceLock;

use canvass_formats::locate::Locator;
use canvass_formats::position::LineIndex;
use canvass_formats::tree::{Entry, Node, Value, escape, unescape};
use canvass_formats::{Format, Limits, decode, parse, text};
use canvass_model::blocks::Block;
use canvass_model::finding::{PatchOperation, Span};
use canvass_model::{Canvas, nearest};

use crate::compile::Schema;
use crate::direct::Places;
use crate::published::{Dialect, Name, published};

/// JSON documents up to this size take the short way into the typed model; larger ones are counted value by value first.
pub(crate) const SHORT_WAY: usize = 256 << 10;

/// How many faults of one document are listed.
const FAULTS: usize = 1000;

/// The text of a document, and where its values stand.
pub struct Source<'t> {
    /// The text.
    pub text: &'t str,
    first_line: u32,
    lines: OnceLock<LineIndex>,
    tree: Option<Node>,
    /// For a text that was read straight into the graph: where the items stand.
    items: Option<Places>,
    /// For a text that was imported: where the items stand, by their JSON Pointers.
    places: Option<HashMap<String, Range<usize>>>,
}

impl<'t> Source<'t> {
    /// A text that holds one document, whose first line has that number.
    pub fn new(text: &'t str, first_line: u32) -> Self {
        Self { text, first_line, lines: OnceLock::new(), tree: None, items: None, places: None }
    }

    /// The number of the text's first line, from 1.
    pub fn first_line(&self) -> u32 {
        self.first_line
    }

    /// A text that was read straight into the graph.
    pub(crate) fn direct(text: &'t str, first_line: u32, items: Places) -> Self {
        Self { items: Some(items), ..Self::new(text, first_line) }
    }

    /// A text from which a canvas was imported, with the places of its items.
    pub fn imported(text: &'t str, first_line: u32, places: Vec<(String, Range<usize>)>) -> Self {
        Self { places: Some(places.into_iter().collect()), ..Self::new(text, first_line) }
    }

    /// The spans of several JSON Pointers at once.
    ///
    /// The place of an object with a name is that of its name. A pointer that leads nowhere gets the place of what it leads through.
    pub fn spans(&self, pointers: &[&str]) -> Vec<Option<Span>> {
        if pointers.is_empty() {
            return Vec::new();
        }
        let places: Vec<Option<Range<usize>>> = match &self.tree {
            _ if self.places.is_some() => pointers.iter().map(|pointer| self.in_places(pointer)).collect(),
            Some(tree) => pointers.iter().map(|pointer| in_tree(tree, pointer)).collect(),
            None => {
                let known = |pointer: &str| self.items.as_ref().and_then(|items| items.find(self.text, pointer));
                let locator = LazyCell::new(|| Locator::new(self.text));
                pointers.iter().map(|pointer| known(pointer).or_else(|| locator.find(pointer))).collect()
            }
        };
        // In the order of the text the characters of a long line are counted once, not once for each place.
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_unstable_by_key(|&at| places[at].as_ref().map(|range| range.start));
        let index = self.lines();
        let mut spans = vec![None; places.len()];
        for at in order {
            spans[at] = places[at].as_ref().map(|range| index.span(self.text, range));
        }
        spans
    }

    /// The place of the item that a pointer leads to or into.
    fn in_places(&self, pointer: &str) -> Option<Range<usize>> {
        let places = self.places.as_ref()?;
        let mut part = pointer;
        loop {
            if let Some(range) = places.get(part) {
                return Some(range.clone());
            }
            part = part.rsplit_once('/')?.0;
        }
    }

    /// The span of a range of bytes.
    pub fn span(&self, range: &Range<usize>) -> Span {
        self.lines().span(self.text, range)
    }

    /// The index of the lines, made when it is first needed: most documents are without fault.
    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(self.text, self.first_line))
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
        matches!(self.code, "DOC001" | "DOC004" | "DOC005")
    }

    fn from_problem(problem: canvass_formats::Problem) -> Self {
        let code = if matches!(problem.fault, canvass_formats::Fault::DuplicateKey(_)) { "DOC003" } else { "DOC001" };
        Self {
            code,
            message: problem.fault.to_string(),
            help: problem.help,
            pointer: String::new(),
            span: problem.span,
            related: problem.related,
            fix: Vec::new(),
        }
    }
}

/// What came of reading a document.
pub struct Reading<'t> {
    /// The canvas, unless the document is refused.
    pub canvas: Option<Canvas>,
    /// Of a refused document, what is left without its faulty values, where that is a canvas: good for nothing but checking its links, so
    /// that one run names every fault.
    pub rest: Option<Canvas>,
    /// Everything wrong with it. Empty for a sound canvas; a canvas may be there although something is wrong.
    pub faults: Vec<Fault>,
    /// The text, for excerpts and places; absent when the bytes are no text.
    pub source: Option<Source<'t>>,
}

/// Reads a canvas. `first_line` is the number of the document's first line in its file, for files of one canvas per line.
pub fn read_canvas<'t>(bytes: &'t [u8], format: Option<Format>, first_line: u32, limits: &Limits) -> Reading<'t> {
    let text = match text::decode(bytes, limits) {
        Ok(text) => text,
        Err(problem) => return Reading { canvas: None, rest: None, faults: vec![Fault::from_problem(problem)], source: None },
    };
    let format = format.unwrap_or_else(|| Format::sniff(text));
    let mut source = Source::new(text, first_line);
    if matches!(format, Format::Json | Format::NdJson)
        && text.len() <= SHORT_WAY
        && let Ok(canvas) = serde_json::from_str::<Canvas>(text)
        && has_blocks(&canvas)
        && !has_long_text(text, limits)
        && !has_long_number(text)
    {
        return Reading { canvas: Some(canvas), rest: None, faults: Vec::new(), source: Some(source) };
    }
    let (tree, faults) = parse_tree(text, format, limits);
    let Some(mut tree) = tree else {
        return Reading { canvas: None, rest: None, faults, source: Some(source) };
    };
    let (canvas, more) = check(&mut tree);
    let rest = if canvas.is_none() { rest(&tree, &more) } else { None };
    source.tree = Some(tree);
    let mut faults: Vec<Fault> = faults.into_iter().chain(more).collect();
    faults.sort_by_key(|fault| fault.span.start);
    let faults = limited(faults);
    Reading { canvas, rest, faults, source: Some(source) }
}

/// Parses a text into its tree; the faults are those of the notation.
pub fn read_tree(text: &str, format: Format, limits: &Limits) -> (Option<Node>, Vec<Fault>) {
    let (tree, faults) = parse_tree(text, format, limits);
    (tree, limited(faults))
}

fn parse_tree(text: &str, format: Format, limits: &Limits) -> (Option<Node>, Vec<Fault>) {
    match parse(text, format, limits) {
        Ok(document) => (Some(document.root), document.problems.into_iter().map(Fault::from_problem).collect()),
        Err(problem) => (None, vec![Fault::from_problem(problem)]),
    }
}

/// Whether a text may hold a single string beyond the limit; only then the slow way must find out.
fn has_long_text(text: &str, limits: &Limits) -> bool {
    text.len() > limits.text
}

/// Whether a text may hold a number with more digits than a double keeps; the slow way reads them as they are written.
fn has_long_number(text: &str) -> bool {
    /// One more than a double keeps whatever the digits are.
    const LONG: usize = 16;
    let numeral = |byte: &u8| matches!(byte, b'0'..=b'9' | b'.');
    let bytes = text.as_bytes();
    // Of so many neighbouring bytes, one stands at a place that is probed.
    (LONG - 1..bytes.len()).step_by(LONG).filter(|&at| numeral(&bytes[at])).any(|at| {
        let before = bytes[..at].iter().rev().take(LONG).take_while(|byte| numeral(byte)).count();
        let after = bytes[at..].iter().take(LONG).take_while(|byte| numeral(byte)).count();
        before + after >= LONG
    })
}

/// The first faults of a document, and how many more there are.
fn limited(mut faults: Vec<Fault>) -> Vec<Fault> {
    let Some(more) = faults.len().checked_sub(FAULTS).filter(|&more| more > 0) else { return faults };
    let rest = faults.split_off(FAULTS);
    if let Some(first) = rest.first() {
        let code = if rest.iter().all(|fault| fault.code == first.code) { first.code } else { "DOC002" };
        let message = if more == 1 { "1 more fault is not listed".to_owned() } else { format!("{more} more faults are not listed") };
        faults.push(Fault { code, message, help: None, pointer: String::new(), span: first.span.clone(), related: None, fix: Vec::new() });
    }
    faults
}

fn has_blocks(canvas: &Canvas) -> bool {
    Block::NINE.iter().any(|&block| canvas.count(block).is_some())
}

fn check(tree: &mut Node) -> (Option<Canvas>, Vec<Fault>) {
    if !matches!(tree.value, Value::Map(_)) {
        let message = format!("a canvas is an object with blocks such as `customer_segments`; this document is {}", tree.kind());
        return (None, vec![not_a_canvas(message, tree.span.clone(), None)]);
    }
    let violations = canvas_schema().check(tree);
    let sentences: Vec<Option<String>> =
        violations.iter().take(FAULTS).map(|violation| if violation.terse { sentence(tree, &violation.pointer) } else { None }).collect();
    let mut faults: Vec<Fault> = violations.into_iter().map(fault_of).collect();
    for (fault, sentence) in faults.iter_mut().zip(sentences) {
        if let Some(sentence) = sentence {
            fault.message = sentence;
            fault.help = None;
        }
    }
    let sound = faults.iter().all(|fault| fault.code == "STR003");
    // An unknown key has been reported; the rest of the canvas is still worth analysing without it.
    if !sound {
        return (None, faults);
    }
    let mut unknown = Unknown::default();
    faults.iter().for_each(|fault| unknown.add(&fault.pointer));
    unknown.remove_from(tree);
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
            .map(|meant| PatchOperation {
                op: "move".to_owned(),
                path: format!("{}/{meant}", unknown.object),
                from: Some(violation.pointer.clone()),
                value: None,
            })
            .into_iter()
            .collect(),
        None => Vec::new(),
    };
    let code = if violation.unknown_key.is_some() { "STR003" } else { "DOC002" };
    Fault { code, message: violation.message, help: violation.help, pointer: violation.pointer, span: violation.span, related: None, fix }
}

/// What the model has to say against the value at a pointer, where the schema knows only that it is wrong.
fn sentence(tree: &Node, pointer: &str) -> Option<String> {
    let alone = path_to(tree, pointer.split('/').skip(1))?;
    let error = decode::from_node::<Canvas>(&alone).err()?;
    let place = tree.pointer(pointer)?.span.clone();
    (error.is_of_the_type() && error.span() == place).then(|| error.to_string())
}

/// The tree with nothing in it but the way to one plain value.
fn path_to<'p>(node: &Node, mut parts: impl Iterator<Item = &'p str>) -> Option<Node> {
    let value = match (parts.next(), &node.value) {
        (None, Value::List(_) | Value::Map(_)) => return None,
        (None, value) => value.clone(),
        (Some(part), Value::List(items)) => Value::List(vec![path_to(items.get(part.parse::<usize>().ok()?)?, parts)?]),
        (Some(part), Value::Map(_)) => {
            let entry = node.entry(&unescape(part))?;
            Value::Map(vec![Entry { key: entry.key.clone(), key_span: entry.key_span.clone(), value: path_to(&entry.value, parts)? }])
        }
        _ => return None,
    };
    Some(Node { span: node.span.clone(), value })
}

/// What is left of a refused canvas without its faulty values; a key that was probably meant otherwise is read as what was meant.
fn rest(tree: &Node, faults: &[Fault]) -> Option<Canvas> {
    // Without its id or its name an item would be missed by links that are right.
    if faults.iter().any(|fault| fault.code != "STR003" && (fault.pointer.ends_with("/id") || fault.pointer.ends_with("/name"))) {
        return None;
    }
    let mut tree = tree.clone();
    let mut unknown = Unknown::default();
    for fault in faults {
        match fault.fix.first() {
            Some(fix) if fix.op == "move" => rename(&mut tree, &fault.pointer, fix.path.rsplit('/').next()?),
            _ => unknown.add(&fault.pointer),
        }
    }
    unknown.remove_from(&mut tree);
    decode::from_node(&tree).ok().filter(has_blocks)
}

fn rename(node: &mut Node, pointer: &str, name: &str) {
    let Some((parent, key)) = pointer.rsplit_once('/') else { return };
    let object = parent.split('/').skip(1).try_fold(node, |node, part| match &mut node.value {
        Value::List(items) => items.get_mut(part.parse::<usize>().ok()?),
        Value::Map(entries) => entries.iter_mut().find(|entry| entry.key == unescape(part)).map(|entry| &mut entry.value),
        _ => None,
    });
    if let Some(Node { value: Value::Map(entries), .. }) = object
        && !entries.iter().any(|entry| entry.key == name)
        && let Some(entry) = entries.iter_mut().find(|entry| entry.key == unescape(key))
    {
        name.clone_into(&mut entry.key);
    }
}

/// Unknown keys by the way to them, so that all are taken out of a tree in one pass.
#[derive(Default)]
struct Unknown {
    keys: HashSet<String>,
    below: HashMap<String, Unknown>,
}

impl Unknown {
    fn add(&mut self, pointer: &str) {
        let Some((parent, key)) = pointer.rsplit_once('/') else { return };
        let object = parent.split('/').skip(1).fold(self, |object, part| object.below.entry(unescape(part).into_owned()).or_default());
        object.keys.insert(unescape(key).into_owned());
    }

    fn remove_from(&self, node: &mut Node) {
        match &mut node.value {
            Value::List(items) if !self.below.is_empty() => {
                for (index, item) in items.iter_mut().enumerate() {
                    if let Some(below) = self.below.get(&index.to_string()) {
                        below.remove_from(item);
                    }
                }
            }
            Value::Map(entries) => {
                entries.retain(|entry| !self.keys.contains(&entry.key));
                for entry in entries {
                    if let Some(below) = self.below.get(&entry.key) {
                        below.remove_from(&mut entry.value);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The JSON Pointer of the value that stands at a place.
fn pointer_of(node: &Node, span: &Range<usize>) -> Option<String> {
    if node.span == *span {
        return Some(String::new());
    }
    match &node.value {
        Value::List(items) => items.iter().enumerate().find_map(|(index, item)| pointer_of(item, span).map(|rest| format!("/{index}{rest}"))),
        Value::Map(entries) => entries.iter().find_map(|entry| pointer_of(&entry.value, span).map(|rest| format!("/{}{rest}", escape(&entry.key)))),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, format: Format) -> Reading<'_> {
        read_canvas(text.as_bytes(), Some(format), 1, &Limits::default())
    }

    fn faults(text: &str) -> String {
        let reading = read(text, Format::Yaml);
        let lines: Vec<String> = reading
            .faults
            .iter()
            .map(|fault| {
                format!("{} {} `{}`: {} | {}", fault.code, fault.pointer, &text[fault.span.clone()], fault.message, fault.help.clone().unwrap_or_default())
            })
            .collect();
        lines.join("\n")
    }

    #[test]
    fn what_the_model_knows_is_said_where_the_schema_says_only_that_it_is_wrong() {
        insta::assert_snapshot!(faults("canvass: 2\nlang: klingon, mostly\nas_of: 2026-02-30\ncurrency: euro\nchannels: [{name: a, id: a→b, reaches: [x, 'y z']}]"), @r"
        DOC002 /canvass `2`: this canvas is written in format 2, this program reads format 1: use a newer canvass | 
        DOC002 /lang `klingon, mostly`: `klingon, mostly` is not a language tag such as en, fr or zh-Hans | 
        DOC002 /as_of `2026-02-30`: `2026-02-30` is not a date; write year-month-day, such as 2026-11-21 | 
        DOC002 /currency `euro`: `euro` is not an ISO 4217 currency code such as EUR, USD or CNY | 
        DOC002 /channels/0/id `a→b`: `a→b` is not an identifier: use letters, digits, `-`, `_` and `.` | 
        DOC002 /channels/0/reaches/1 `'y z'`: `y z` is not an identifier: use letters, digits, `-`, `_` and `.` | 
        ");
        insta::assert_snapshot!(faults("canvass: x\nchannels: []\nstage: ideatio"), @r"
        DOC002 /canvass `x`: `x` is not allowed here; only `1` is | 
        DOC002 /canvass `x`: a whole number is expected here, not a text | 
        DOC002 /stage `ideatio`: `ideatio` is not one of `ideation`, `discovery`, `validation`, `acceleration`, `established`, `renewal` | did you mean `ideation`?
        ");
    }

    #[test]
    fn the_commonest_slip_is_named_at_its_place() {
        insta::assert_snapshot!(faults("customer_segments: [{name: Firms, kind: company}]"), @"DOC002 /customer_segments/0/kind `company`: `company` is not one of `individuals`, `businesses`, `government`, `nonprofit` | ");
    }

    #[test]
    fn both_ways_of_reading_agree() {
        for text in [
            r#"{"customer_segments": [{"name": ""}]}"#,
            r#"{"customer_segments": [{"name": "a", "needs": [{"text": ""}]}]}"#,
            r#"{"customer_segments": [{"name": "a", "needs": [{"text": "b", "importance": 9}]}]}"#,
            r#"{"customer_segments": [{"name": "a", "id": "a→b"}]}"#,
            r#"{"customer_segments": [{"name": "a", "paying_share": 1e-400}]}"#,
            r#"{"customer_segments": [{"name": "a", "size": 1e-40}]}"#,
            r#"{"customer_segments": [{"name": "a", "size": 0.10000000000000000000001}]}"#,
            r#"{"customer_segments": [{"name": "a", "size": 12.5}]}"#,
            r#"{"canvass": 1.0, "customer_segments": ["a"]}"#,
        ] {
            let (short, long) = (read(text, Format::Json), read(text, Format::Yaml));
            assert_eq!((&short.canvas, &short.faults), (&long.canvas, &long.faults), "{text}");
        }
    }

    #[test]
    fn the_model_and_the_schema_allow_the_same_characters_in_an_id() {
        let pattern = |pattern: &str| Schema::compile(serde_json::json!({ "pattern": pattern })).unwrap();
        let (id, unassigned) = (pattern(r"^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.\-]*$"), pattern(r"^_?\p{Cn}$"));
        let fits = |schema: &Schema, text: &str| schema.check(&Node { span: 0..0, value: Value::Text(text.to_owned()) }).is_empty();
        for character in '\0'..=char::MAX {
            for text in [character.to_string(), format!("_{character}")] {
                let model = canvass_model::Id::try_from(text.clone()).is_ok();
                // The two may follow different versions of Unicode: what is new in the one is unassigned in the other.
                assert!(model == fits(&id, &text) || model && fits(&unassigned, &text), "{text:?}");
            }
        }
    }

    #[test]
    fn many_faults_are_counted_and_read_in_time() {
        let start = std::time::Instant::now();
        let keys: Vec<String> = (0..50_000).map(|number| format!("\"k{number}\": 1")).collect();
        let text = format!("{{\"channels\": [\"Shop\"],\n{}}}", keys.join(",\n"));
        let reading = read(&text, Format::Json);
        assert!(reading.canvas.is_some());
        assert_eq!(
            (reading.faults.len(), reading.faults[1000].message.as_str(), reading.faults[1000].code),
            (1001, "49000 more faults are not listed", "STR003")
        );
        let source = reading.source.unwrap();
        assert_eq!(source.span(&reading.faults[999].span).start.line, 1001);
        let text = format!("{{\"channels\": [\"\"{}]}}", ",\"\"".repeat(50_000));
        assert_eq!(read(&text, Format::Json).faults.len(), 1001);
        let text = format!("{{\"channels\": [\"Shop\"]{}}}", ", \"name\": \"x\"".repeat(50_000));
        assert_eq!(read(&text, Format::Json).faults.last().map(|fault| fault.code), Some("DOC003"));
        assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    }

    #[test]
    fn unknown_keys_are_taken_out_wherever_they_stand() {
        let text = "colour: red\ncustomer_segments:\n  - {name: a, colour: red, needs: [{text: b, kolor: red}]}\n  - {name: c, colour: red}\n";
        let reading = read(text, Format::Yaml);
        assert_eq!(reading.faults.len(), 4);
        assert_eq!(reading.canvas.and_then(|canvas| canvas.count(Block::CustomerSegments)), Some(2));
    }
}
