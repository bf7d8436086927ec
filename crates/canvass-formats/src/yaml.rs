//! YAML 1.2, read event by event into the tree.
//!
//! The parser of events stands behind this module alone, so that it can be exchanged.

use std::collections::HashMap;
use std::ops::Range;

use canvass_model::excerpt;
use granit_parser::{Event, Options, Parser, ScalarStyle, Tag};

use crate::json::duplicate;
use crate::limits::Limits;
use crate::problem::{Fault, Problem};
use crate::tree::{Document, Entry, Node, Value};

/// What is said where a second document begins: a file of ours holds one.
pub const SECOND_DOCUMENT: &str = "a second document begins here";

/// Parses one YAML document. Aliases are resolved, tags other than those of the core schema refused.
///
/// # Errors
/// The first place that is not YAML, or that breaks a limit.
pub fn parse(text: &str, limits: &Limits) -> Result<Document, Problem> {
    let mut options = Options::default();
    options.flow_nesting_limit = limits.depth;
    options.block_nesting_limit = limits.depth;
    let mut builder = Builder { text, limits, nodes: 0, open: Vec::new(), anchors: HashMap::new(), root: None, problems: Vec::new() };
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|error| {
            let at = error.marker().byte_offset().unwrap_or_default().min(text.len());
            syntax(text, &error, at)
        })?;
        let span = span.byte_range().unwrap_or_default();
        if matches!(event, Event::DocumentStart(..)) {
            documents += 1;
            if documents > 1 {
                let fault = Fault::Syntax(SECOND_DOCUMENT.to_owned());
                return Err(Problem::new(fault, span).help("one file holds one document; put several canvases into several files, or into an .ndjson file"));
            }
        }
        builder.event(event, span)?;
    }
    match builder.root {
        Some(root) => Ok(Document { root, problems: builder.problems }),
        None => Err(Problem::new(Fault::Empty, 0..0).help("`canvass init` writes a canvas to start from")),
    }
}

fn syntax(text: &str, error: &granit_parser::ScanError, at: usize) -> Problem {
    let info = error.info();
    if info.contains("ecursion limit") || info.contains("nesting") {
        return Problem::new(Fault::Limit("lists and objects nest too deep".to_owned()), at..at);
    }
    let line = text[..text.floor_char_boundary(at)].rsplit('\n').next().unwrap_or_default();
    let help = if line.contains('\t') || info.contains("tab") {
        Some("indent with spaces, not with tabs")
    } else if info.contains("mapping values are not allowed") || info.contains("colon") {
        Some("put a text that contains `: ` into quotes")
    } else if info.contains("anchor") {
        Some("an alias (*name) needs an anchor (&name) before it; put a text that begins with * or & into quotes")
    } else {
        None
    };
    let end = text[text.floor_char_boundary(at)..].chars().next().map_or(at, |next| at + next.len_utf8());
    Problem { fault: Fault::Syntax(format!("not valid YAML: {info}")), span: at..end, related: None, help: help.map(str::to_owned) }
}

/// A list or object whose end has not come yet.
enum Open {
    List { start: Range<usize>, anchor: usize, items: Vec<Node> },
    Map { start: Range<usize>, anchor: usize, entries: Vec<Entry>, seen: HashMap<String, usize>, key: Option<(String, Range<usize>)> },
}

struct Builder<'t> {
    text: &'t str,
    limits: &'t Limits,
    nodes: usize,
    open: Vec<Open>,
    anchors: HashMap<usize, Node>,
    root: Option<Node>,
    problems: Vec<Problem>,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, span: Range<usize>) -> Result<(), Problem> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let value = self.scalar(&text, style, tag.as_deref(), &span)?;
                self.finish(Node { span, value }, anchor)
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), "seq", &span)?;
                self.enter(Open::List { start: span, anchor, items: Vec::new() })
            }
            Event::MappingStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), "map", &span)?;
                self.enter(Open::Map { start: span, anchor, entries: Vec::new(), seen: HashMap::new(), key: None })
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::List { start, anchor, items }) => {
                    let end = if span.end > span.start { span.end } else { items.last().map_or(start.end, |last| last.span.end) };
                    self.finish(Node { span: start.start..end, value: Value::List(items) }, anchor)
                }
                Some(Open::Map { start, anchor, entries, .. }) => {
                    let end =
                        if span.end > span.start { span.end } else { entries.last().map_or(start.end, |last| last.value.span.end.max(last.key_span.end)) };
                    self.finish(Node { span: start.start..end, value: Value::Map(entries) }, anchor)
                }
                None => Ok(()),
            },
            Event::Alias(anchor) => {
                let Some(node) = self.anchors.get(&anchor).cloned() else {
                    let fault = Fault::Syntax("an alias stands inside the value that it stands for".to_owned());
                    return Err(Problem::new(fault, span).help("write the value out"));
                };
                self.count(count(&node), &span)?;
                self.place(node)
            }
            _ => Ok(()),
        }
    }

    fn enter(&mut self, open: Open) -> Result<(), Problem> {
        if self.open.len() >= self.limits.depth {
            let (Open::List { start, .. } | Open::Map { start, .. }) = open;
            return Err(Problem::new(Fault::Limit("lists and objects nest too deep".to_owned()), start));
        }
        self.open.push(open);
        Ok(())
    }

    fn finish(&mut self, node: Node, anchor: usize) -> Result<(), Problem> {
        self.count(1, &node.span)?;
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        self.place(node)
    }

    fn count(&mut self, nodes: usize, span: &Range<usize>) -> Result<(), Problem> {
        self.nodes += nodes;
        if self.nodes > self.limits.nodes {
            let fault = Fault::Limit(format!("the document holds more than {} values once its aliases are resolved", self.limits.nodes));
            return Err(Problem::new(fault, span.clone()));
        }
        Ok(())
    }

    fn place(&mut self, node: Node) -> Result<(), Problem> {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { entries, seen, key, .. }) => match key.take() {
                None => {
                    let text = match node.value {
                        Value::Text(text) | Value::Number(text) => text,
                        Value::Bool(value) => value.to_string(),
                        Value::Null => "null".to_owned(),
                        Value::List(_) | Value::Map(_) => {
                            let fault = Fault::Syntax("a key must be a plain text".to_owned());
                            return Err(Problem::new(fault, node.span).help("put a text that begins with [ or { into quotes"));
                        }
                    };
                    *key = Some((text, node.span));
                }
                Some((text, key_span)) => {
                    if let Some(first) = seen.get(&text).and_then(|&first| entries.get(first)) {
                        self.problems.push(duplicate(text, key_span, first));
                    } else {
                        seen.insert(text.clone(), entries.len());
                        entries.push(Entry { key: text, key_span, value: node });
                    }
                }
            },
        }
        Ok(())
    }

    fn check_tag(&self, tag: Option<&Tag>, expected: &str, span: &Range<usize>) -> Result<(), Problem> {
        match tag {
            None => Ok(()),
            Some(tag) if tag.core_suffix() == Some(expected) => Ok(()),
            Some(tag) => Err(unknown_tag(tag, span)),
        }
    }

    fn scalar(&self, text: &str, style: ScalarStyle, tag: Option<&Tag>, span: &Range<usize>) -> Result<Value, Problem> {
        if text.len() > self.limits.text {
            let fault = Fault::Limit(format!("a text is {} bytes long; the limit is {}", text.len(), self.limits.text));
            return Err(Problem::new(fault, span.start..span.start));
        }
        // In a text the parser may give us more than the source holds only by escapes; the span is that of the source.
        debug_assert!(span.end <= self.text.len(), "a span lies within its text");
        match tag {
            Some(tag) => match tag.core_suffix() {
                Some("str") => Ok(Value::Text(text.to_owned())),
                Some("int" | "float" | "bool" | "null") => Ok(plain(text)),
                _ => Err(unknown_tag(tag, span)),
            },
            None if style == ScalarStyle::Plain => Ok(plain(text)),
            None => Ok(Value::Text(text.to_owned())),
        }
    }
}

fn unknown_tag(tag: &Tag, span: &Range<usize>) -> Problem {
    let fault = Fault::Syntax(format!("unknown tag `{}`", excerpt(&tag.original())));
    Problem::new(fault, span.clone()).help("take the tag out; put a text that begins with ! into quotes")
}

fn count(node: &Node) -> usize {
    1 + match &node.value {
        Value::List(items) => items.iter().map(count).sum(),
        Value::Map(entries) => entries.iter().map(|entry| count(&entry.value)).sum(),
        _ => 0,
    }
}

/// Whether a plain scalar is read as a text.
pub(crate) fn is_text(text: &str) -> bool {
    matches!(plain(text), Value::Text(_))
}

/// The value of a plain scalar by the core schema of YAML 1.2.2, section 10.3.2. Numbers that JSON cannot write stay texts.
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    match json_number(text) {
        Some(digits) => Value::Number(digits),
        None => Value::Text(text.to_owned()),
    }
}

/// A YAML number in the spelling of JSON: no leading plus or zeros, digits on both sides of a point.
fn json_number(text: &str) -> Option<String> {
    let (negative, rest) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let (mantissa, exponent) = match rest.find(['e', 'E']) {
        Some(at) => (&rest[..at], Some(&rest[at + 1..])),
        None => (rest, None),
    };
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(whole, fraction)| (whole, Some(fraction)));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction.unwrap_or_default()) || whole.len() + fraction.map_or(0, str::len) == 0 {
        return None;
    }
    let mut out = String::with_capacity(text.len() + 2);
    if negative {
        out.push('-');
    }
    let significant = whole.trim_start_matches('0');
    out.push_str(if significant.is_empty() { "0" } else { significant });
    if let Some(fraction) = fraction.filter(|fraction| !fraction.is_empty()) {
        out.push('.');
        out.push_str(fraction);
    }
    if let Some(exponent) = exponent {
        let unsigned = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        if unsigned.is_empty() || !digits(unsigned) {
            return None;
        }
        out.push('e');
        out.push_str(exponent);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tree(text: &str) -> Document {
        parse(text, &Limits::default()).unwrap()
    }

    fn fault(text: &str) -> String {
        let problem = parse(text, &Limits::default()).unwrap_err();
        format!("{}..{} {} | {}", problem.span.start, problem.span.end, problem, problem.help.clone().unwrap_or_default())
    }

    #[test]
    fn places_are_bytes_also_in_chinese() {
        let text = "客户细分:\n  - 名称: 免费用户\n    note: 多\n";
        let document = tree(text);
        let node = document.root.pointer("/客户细分/0/名称").unwrap();
        assert_eq!(&text[node.span.clone()], "免费用户");
        let entry = document.root.pointer("/客户细分/0").unwrap().entry("note").unwrap();
        assert_eq!(&text[entry.key_span.clone()], "note");
    }

    #[test]
    fn plain_scalars_follow_the_core_schema() {
        let json = tree("[no, yes, 'true', true, ~, 017, +1.50, .5, 1., 0x1F, 1_000, .nan, 1e3, -x, 12 users]").root.to_json();
        insta::assert_snapshot!(json, @r#"["no","yes","true",true,null,17,1.5,0.5,1,"0x1F","1_000",".nan",1000.0,"-x","12 users"]"#);
    }

    #[test]
    fn aliases_are_resolved_and_counted() {
        assert_eq!(tree("a: &x [1, 2]\nb: *x\n").root.to_json().to_string(), r#"{"a":[1,2],"b":[1,2]}"#);
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..9 {
            let earlier = level - 1;
            bomb.push_str(&format!("a{level}: &a{level} [{}]\n", format!("*a{earlier}, ").repeat(10)));
        }
        assert!(fault(&bomb).contains("more than 200000 values"));
    }

    #[test]
    fn what_is_not_data_is_refused() {
        assert!(fault("a: !!python/object x").contains("unknown tag"));
        assert!(fault("a: 1\n---\nb: 2\n").contains("a second document begins here"));
        assert!(fault("a: *nowhere").contains("an alias (*name) needs an anchor"));
        assert!(fault(&"[".repeat(200_000)).contains("nest too deep"));
        assert!(fault("a:\n\t- b").contains("tab"));
    }

    #[test]
    fn a_key_given_twice_is_reported_and_the_first_kept() {
        let document = tree("a: 1\nb: 2\na: 3\n");
        assert_eq!(document.problems[0].to_string(), "the key `a` is given twice");
        assert_eq!(document.problems[0].span, 10..11);
        assert_eq!(document.root.get("a").unwrap().value, Value::Number("1".to_owned()));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic_and_spans_stay_inside(text in "\\PC{0,60}|[-:\\[\\]{}&*!|>'\"\n #,a-c客]{0,60}") {
            if let Ok(document) = parse(&text, &Limits::default()) {
                fn check(node: &Node, text: &str) {
                    assert!(text.get(node.span.clone()).is_some(), "{:?} in {text:?}", node.span);
                    match &node.value {
                        Value::List(items) => items.iter().for_each(|item| check(item, text)),
                        Value::Map(entries) => entries.iter().for_each(|entry| check(&entry.value, text)),
                        _ => {}
                    }
                }
                check(&document.root, &text);
            }
        }

        #[test]
        fn json_reads_the_same_as_yaml(texts in proptest::collection::vec("[a-z客\\\\\" ]{0,8}", 0..6)) {
            let json = serde_json::json!({ "items": texts, "n": 12.5 }).to_string();
            prop_assert_eq!(tree(&json).root.to_json(), crate::json::parse(&json, &Limits::default()).unwrap().root.to_json());
        }
    }
}
