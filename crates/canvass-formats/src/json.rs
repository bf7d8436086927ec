//! JSON: strict by serde_json, with places by jsonc-parser.
//!
//! The first decides what is JSON and names the fault where it is not; the second runs only on what has passed and gives the places.

use std::collections::HashMap;

use jsonc_parser::ast::{ObjectPropName, Value as Ast};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions};

use crate::limits::Limits;
use crate::problem::{Fault, Problem};
use crate::tree::{Document, Entry, Node, Value};

/// Parses one JSON document.
///
/// # Errors
/// The first place that is not JSON, or that breaks a limit.
pub fn parse(text: &str, limits: &Limits) -> Result<Document, Problem> {
    serde_json::from_str::<serde_json::Value>(text).map_err(|error| syntax(text, &error))?;
    let options = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let collect = CollectOptions { comments: CommentCollectionStrategy::Off, tokens: false };
    let parsed = jsonc_parser::parse_to_ast(text, &collect, &options).map_err(|error| {
        let range = error.range();
        Problem::new(Fault::Syntax(error.kind().to_string()), range.start..range.end)
    })?;
    let Some(ast) = parsed.value else {
        return Err(Problem::new(Fault::Empty, 0..0));
    };
    let mut builder = Builder { limits, nodes: 0, problems: Vec::new() };
    let root = builder.node(ast, 1)?;
    Ok(Document { root, problems: builder.problems })
}

/// What serde_json has against a text, in our words and with a hint where the slip is a common one.
pub fn syntax(text: &str, error: &serde_json::Error) -> Problem {
    let line_start = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let mut at = (line_start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let full = error.to_string();
    let message = full.rsplit_once(" at line ").map_or(full.as_str(), |(message, _)| message);
    let rest = &text[at..];
    let before = text[..at].trim_end();
    let help = if rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with('#') {
        Some("JSON has no comments; take them out, or write the canvas in YAML")
    } else if rest.starts_with('\'') {
        Some("JSON writes texts in double quotes")
    } else if rest.starts_with("NaN") || rest.starts_with("Infinity") || rest.starts_with("-Infinity") || message.contains("number out of range") {
        Some("numbers must be finite; leave out what is not known")
    } else if before.ends_with(',') && rest.starts_with([']', '}']) {
        Some("take out the comma after the last element")
    } else if before.ends_with([',', '[', '{']) && rest.starts_with(',') {
        Some("take out this comma: nothing stands before it")
    } else if message.contains("recursion limit") {
        Some("lists and objects may nest 127 deep")
    } else if message.contains("trailing characters") {
        Some("one file holds one document; put several canvases into an .ndjson file, one per line")
    } else if message.contains("EOF") {
        Some("the text ends before the document does; is the file complete?")
    } else if message.contains("control character") {
        Some("write line breaks inside a text as \\n and tabs as \\t")
    } else if message.contains("surrogate") || message.contains("hex escape") {
        Some("an escape such as \\ud800 stands for half a character; write the character itself")
    } else {
        None
    };
    let end = rest.chars().next().map_or(at, |first| at + first.len_utf8());
    let fault = if message.contains("recursion limit") {
        Fault::Limit("lists and objects nest too deep".to_owned())
    } else {
        Fault::Syntax(format!("not valid JSON: {message}"))
    };
    Problem { fault, span: at..end, related: None, help: help.map(str::to_owned) }
}

struct Builder<'l> {
    limits: &'l Limits,
    nodes: usize,
    problems: Vec<Problem>,
}

impl Builder<'_> {
    fn node(&mut self, ast: Ast<'_>, depth: usize) -> Result<Node, Problem> {
        let range = ast.range();
        let span = range.start..range.end;
        self.nodes += 1;
        if self.nodes > self.limits.nodes {
            return Err(Problem::new(Fault::Limit(format!("the document holds more than {} values", self.limits.nodes)), span));
        }
        if depth > self.limits.depth {
            return Err(Problem::new(Fault::Limit("lists and objects nest too deep".to_owned()), span));
        }
        let value = match ast {
            Ast::NullKeyword(_) => Value::Null,
            Ast::BooleanLit(literal) => Value::Bool(literal.value),
            Ast::NumberLit(literal) => Value::Number(literal.value.to_owned()),
            Ast::StringLit(literal) => Value::Text(self.text(literal.value.into_owned(), &span)?),
            Ast::Array(array) => Value::List(array.elements.into_iter().map(|element| self.node(element, depth + 1)).collect::<Result<_, _>>()?),
            Ast::Object(object) => {
                let mut entries: Vec<Entry> = Vec::with_capacity(object.properties.len());
                let mut seen: HashMap<String, usize> = HashMap::with_capacity(object.properties.len());
                for property in object.properties {
                    let range = property.name.range();
                    let key_span = range.start..range.end;
                    let key = match property.name {
                        ObjectPropName::String(literal) => literal.value.into_owned(),
                        ObjectPropName::Word(literal) => literal.value.to_owned(),
                    };
                    let key = self.text(key, &key_span)?;
                    let value = self.node(property.value, depth + 1)?;
                    if let Some(&first) = seen.get(&key) {
                        self.problems.push(duplicate(key, key_span, &entries[first]));
                        continue;
                    }
                    seen.insert(key.clone(), entries.len());
                    entries.push(Entry { key, key_span, value });
                }
                Value::Map(entries)
            }
        };
        Ok(Node { span, value })
    }

    fn text(&self, text: String, span: &std::ops::Range<usize>) -> Result<String, Problem> {
        if text.len() > self.limits.text {
            let fault = Fault::Limit(format!("a text is {} bytes long; the limit is {}", text.len(), self.limits.text));
            return Err(Problem::new(fault, span.start..span.start));
        }
        Ok(text)
    }
}

/// A key given twice: where it stands again, and where it stood first.
pub(crate) fn duplicate(key: String, key_span: std::ops::Range<usize>, first: &Entry) -> Problem {
    Problem {
        fault: Fault::DuplicateKey(key),
        span: key_span,
        related: Some((first.key_span.clone(), "first given here".to_owned())),
        help: Some("keep one of the two".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        let problem = parse(text, &Limits::default()).unwrap_err();
        format!("{}..{} {} | {}", problem.span.start, problem.span.end, problem, problem.help.clone().unwrap_or_default())
    }

    #[test]
    fn common_slips_get_a_hint() {
        insta::assert_snapshot!(fault("{\"a\": 1,}"), @"8..9 not valid JSON: trailing comma | take out the comma after the last element");
        insta::assert_snapshot!(fault("{} {}"), @"3..4 not valid JSON: trailing characters | one file holds one document; put several canvases into an .ndjson file, one per line");
        insta::assert_snapshot!(fault("{'a': 1}"), @"1..2 not valid JSON: key must be a string | JSON writes texts in double quotes");
        insta::assert_snapshot!(fault("{\"a\": NaN}"), @"6..7 not valid JSON: expected value | numbers must be finite; leave out what is not known");
        insta::assert_snapshot!(fault("[1,,2]"), @"3..4 not valid JSON: expected value | take out this comma: nothing stands before it");
        insta::assert_snapshot!(fault("{\"a\": 1, b: 2}"), @"9..10 not valid JSON: key must be a string | ");
        insta::assert_snapshot!(fault("{ // why\n}"), @"2..3 not valid JSON: key must be a string | JSON has no comments; take them out, or write the canvas in YAML");
    }

    #[test]
    fn depth_is_bounded_and_needs_no_stack() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(parse(&nested(127), &Limits::default()).is_ok());
        assert!(parse(&nested(128), &Limits::default()).is_err());
        assert!(fault(&nested(1_000_000)).contains("nest too deep"));
    }

    #[test]
    fn a_key_given_twice_keeps_both_places() {
        let document = parse(r#"{"a": 1, "\u0061": 2}"#, &Limits::default()).unwrap();
        let problem = &document.problems[0];
        assert_eq!(problem.to_string(), "the key `a` is given twice");
        assert_eq!((problem.span.clone(), problem.related.as_ref().unwrap().0.clone()), (9..17, 1..4));
    }

    #[test]
    fn a_long_key_given_twice_is_not_quoted_in_full() {
        let key = "k".repeat(10_000);
        let document = parse(&format!("{{\"{key}\": 1, \"{key}\": 2}}"), &Limits::default()).unwrap();
        assert!(document.problems[0].to_string().len() < 200);
    }

    #[test]
    fn sizes_are_bounded() {
        let limits = Limits { nodes: 10, text: 8, ..Limits::default() };
        assert!(parse("[1,2,3,4,5,6,7,8,9,10]", &limits).unwrap_err().to_string().contains("more than 10 values"));
        assert!(parse("\"123456789\"", &limits).unwrap_err().to_string().contains("9 bytes long"));
        let problem = parse("{\"123456789\": 1}", &limits).unwrap_err();
        assert_eq!((problem.to_string().as_str(), problem.span.start), ("a text is 9 bytes long; the limit is 8", 1));
    }
}
