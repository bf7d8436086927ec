//! What differs from a schema, in words: one message for each thing to mend, at its place in the source.

use std::ops::Range;

use canvass_formats::tree::escape;
use canvass_formats::{Node, Value as Tree};
use canvass_model::nearest;
use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

/// How many spellings a message lists before it says how many more there are.
const LISTED: usize = 24;

/// One way in which a document differs from a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The JSON Pointer of the value, or of the key that is not expected.
    pub pointer: String,
    /// Where it stands, in bytes of the text.
    pub span: Range<usize>,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// For a key that is not expected: the key, and the key that was probably meant.
    pub unknown_key: Option<UnknownKey>,
}

/// A key that an object does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKey {
    /// The key as written.
    pub key: String,
    /// The JSON Pointer of the object.
    pub object: String,
    /// The key that was probably meant.
    pub suggestion: Option<String>,
}

/// The violations behind the errors of the validator.
pub(crate) fn violations<'e>(schema: &Value, errors: impl Iterator<Item = ValidationError<'e>>, root: &Node) -> Vec<Violation> {
    let mut collector = Collector { schema, root, missing: Vec::new(), unknown: Vec::new(), out: Vec::new() };
    for error in errors {
        collector.add(&error, "");
    }
    collector.finish()
}

struct Collector<'s> {
    schema: &'s Value,
    root: &'s Node,
    /// Object and key of each required key that is missing.
    missing: Vec<(String, String)>,
    /// Object, key and known keys of each key that is not expected.
    unknown: Vec<(String, String, Vec<String>)>,
    out: Vec<Violation>,
}

impl Collector<'_> {
    /// `base` is the place at which the error's own pointers begin; errors inside alternatives count from there.
    fn add(&mut self, error: &ValidationError<'_>, base: &str) {
        let place = format!("{base}{}", error.instance_path());
        match error.kind() {
            Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
                let known = self.known_keys(&error.schema_path().to_string());
                for key in unexpected {
                    self.unknown.push((place.clone(), key.clone(), known.clone()));
                }
            }
            Kind::Required { property } => {
                self.missing.push((place, property.as_str().unwrap_or_default().to_owned()));
            }
            Kind::AnyOf { context } | Kind::OneOfNotValid { context } => self.alternatives(context, &place, base),
            kind => {
                let (message, help) = self.words(kind, &place);
                self.push(place, message, help);
            }
        }
    }

    /// Of several alternatives none fits: report on the one that was meant, or name them all.
    fn alternatives(&mut self, context: &[Vec<ValidationError<'static>>], place: &str, base: &str) {
        let spellings: Option<Vec<String>> = context.iter().map(|branch| constants(branch)).collect::<Option<Vec<_>>>().map(|lists| lists.concat());
        if let Some(spellings) = spellings.filter(|spellings| !spellings.is_empty()) {
            let (message, help) = one_of(self.at(place), &spellings);
            self.push(place.to_owned(), message, help);
            return;
        }
        // A branch that wants another sort of value altogether was not meant.
        let absolute = |error: &ValidationError<'_>| format!("{base}{}", error.instance_path());
        let shape = |branch: &&Vec<ValidationError<'static>>| branch.iter().any(|error| absolute(error) == place && matches!(error.kind(), Kind::Type { .. }));
        let meant: Vec<&Vec<ValidationError<'static>>> = context.iter().filter(|branch| !shape(branch)).collect();
        if let Some(best) = meant.iter().min_by_key(|branch| branch.len()) {
            for error in *best {
                self.add(error, base);
            }
            return;
        }
        let mut wanted: Vec<String> = Vec::new();
        for error in context.iter().flatten() {
            if let Kind::Type { kind } = error.kind() {
                for word in type_words(kind) {
                    if word != "nothing" && !wanted.contains(&word) {
                        wanted.push(word);
                    }
                }
            }
        }
        let found = self.at(place).map_or("nothing", Node::kind);
        self.push(place.to_owned(), format!("{} is expected here, not {found}", list(&wanted, "or")), None);
    }

    fn words(&self, kind: &Kind, place: &str) -> (String, Option<String>) {
        let node = self.at(place);
        let found = node.map_or("nothing", Node::kind);
        match kind {
            Kind::Type { kind } => {
                let wanted = type_words(kind);
                let help = match node.map(|node| &node.value) {
                    Some(Tree::Number(digits)) if wanted.iter().any(|word| word == "a text") => Some(format!("write \"{digits}\" in quotes")),
                    Some(Tree::Bool(value)) if wanted.iter().any(|word| word == "a text") => Some(format!("write \"{value}\" in quotes")),
                    Some(Tree::Text(text)) if wanted.iter().any(|word| word == "a number") && text.parse::<f64>().is_ok() => Some("take the quotes away".to_owned()),
                    Some(Tree::Text(_) | Tree::Map(_)) if wanted.iter().any(|word| word == "a list") => Some("write a list, even of one".to_owned()),
                    _ => None,
                };
                (format!("{} is expected here, not {found}", list(&wanted, "or")), help)
            }
            Kind::Enum { options } => {
                let spellings: Vec<String> = options.as_array().into_iter().flatten().map(plain).collect();
                one_of(node, &spellings)
            }
            Kind::Constant { expected_value } => one_of(node, &[plain(expected_value)]),
            Kind::MinLength { limit: 1 } => ("the text is empty".to_owned(), Some("write a text or take it out".to_owned())),
            Kind::Minimum { limit } => (format!("the number must be {limit} or more"), None),
            Kind::Maximum { limit } => {
                let help = (limit.as_f64() == Some(1.0)).then(|| "write 25 % as 0.25".to_owned());
                (format!("the number must be {limit} or less"), help)
            }
            Kind::ExclusiveMinimum { limit } => (format!("the number must be more than {limit}"), None),
            Kind::ExclusiveMaximum { limit } => (format!("the number must be less than {limit}"), None),
            Kind::MinItems { limit } => (format!("the list must have {limit} elements or more"), None),
            Kind::MaxItems { limit } => (format!("the list must have {limit} elements or fewer"), None),
            Kind::MinLength { limit } => (format!("the text must have {limit} characters or more"), None),
            Kind::MaxLength { limit } => (format!("the text must have {limit} characters or fewer"), None),
            Kind::UniqueItems => ("the list holds the same value twice".to_owned(), None),
            Kind::Pattern { pattern } => (format!("the text {} does not match the pattern `{pattern}`", shown(node)), None),
            Kind::Format { format } => (format!("the text {} is not a valid {format}", shown(node)), None),
            Kind::MultipleOf { multiple_of } => (format!("the number must be a multiple of {multiple_of}"), None),
            Kind::FalseSchema => ("nothing may stand here".to_owned(), None),
            Kind::Not { .. } => ("this value is excluded by the schema".to_owned(), None),
            Kind::OneOfMultipleValid { .. } => ("the value fits several alternatives of which it may fit only one".to_owned(), None),
            Kind::Contains => ("the list lacks an element of the kind that the schema asks for".to_owned(), None),
            Kind::PropertyNames { error } => (format!("a key is not allowed: {}", error.masked()), None),
            Kind::MinProperties { limit } => (format!("the object must have {limit} keys or more"), None),
            Kind::MaxProperties { limit } => (format!("the object must have {limit} keys or fewer"), None),
            Kind::AdditionalItems { limit } => (format!("the list may have only {limit} elements"), None),
            Kind::UnevaluatedItems { .. } => ("the list holds elements that the schema does not provide for".to_owned(), None),
            Kind::Custom { message, .. } => (message.clone(), None),
            other => (format!("the value does not fit the schema ({})", other.keyword()), None),
        }
    }

    /// Merges what is missing with what is unexpected in the same object where the one was meant by the other, and orders everything.
    fn finish(mut self) -> Vec<Violation> {
        let mut missing = std::mem::take(&mut self.missing);
        missing.dedup();
        let mut unknown = std::mem::take(&mut self.unknown);
        unknown.dedup();
        for (object, key, known) in unknown {
            let mut required = missing.iter().enumerate().filter(|(_, (place, _))| *place == object).map(|(_, (_, name))| name.as_str());
            let renamed = nearest(&key, required.clone()).map(str::to_owned);
            // A single missing key beside a single unexpected one of another spelling may still be two faults; only likeness merges them.
            let meant = renamed.clone().or_else(|| nearest(&key, known.iter().map(String::as_str).filter(|name| !self.has(&object, name))).map(str::to_owned));
            let merged = renamed.as_ref().is_some_and(|name| required.any(|other| other == name));
            if merged {
                missing.retain(|(place, name)| !(*place == object && Some(name) == renamed.as_ref()));
            }
            let span = self.at(&object).and_then(|node| node.entry(&key)).map_or(0..0, |entry| entry.key_span.clone());
            let shown = key.escape_debug();
            let message = if merged { format!("unknown key `{shown}`; the key `{}` is missing", meant.as_deref().unwrap_or_default()) } else { format!("unknown key `{shown}`") };
            let help = match &meant {
                Some(meant) => Some(format!("did you mean `{meant}`?")),
                None if known.is_empty() => None,
                None => Some(format!("known keys: {}", shorten(&known))),
            };
            let unknown_key = Some(UnknownKey { key: key.clone(), object: object.clone(), suggestion: meant });
            self.out.push(Violation { pointer: format!("{object}/{}", escape(&key)), span, message, help, unknown_key });
        }
        for (object, key) in missing {
            let help = Some(format!("add `{key}`"));
            self.push(object, format!("the key `{key}` is missing"), help);
        }
        self.out.sort_by(|left, right| (left.span.start, &left.pointer, &left.message).cmp(&(right.span.start, &right.pointer, &right.message)));
        self.out.dedup();
        self.out
    }

    fn push(&mut self, pointer: String, message: String, help: Option<String>) {
        let span = self.at(&pointer).map_or(0..0, |node| match &node.value {
            // A caret under a whole object says little; its first key says where it begins.
            Tree::Map(entries) => entries.first().map_or(node.span.clone(), |entry| entry.key_span.clone()),
            _ => node.span.clone(),
        });
        self.out.push(Violation { pointer, span, message, help, unknown_key: None });
    }

    fn at(&self, pointer: &str) -> Option<&Node> {
        self.root.pointer(pointer)
    }

    fn has(&self, object: &str, key: &str) -> bool {
        self.at(object).is_some_and(|node| node.get(key).is_some())
    }

    /// The keys that stand beside `additionalProperties` in the schema.
    fn known_keys(&self, keyword: &str) -> Vec<String> {
        let parent = keyword.rsplit_once('/').map_or("", |(parent, _)| parent);
        let properties = self.schema.pointer(&format!("{parent}/properties")).and_then(Value::as_object);
        properties.into_iter().flat_map(|properties| properties.keys().filter(|key| !key.starts_with('$')).cloned()).collect()
    }
}

/// The spellings that a branch allows, when spellings are all that it asks for.
fn constants(branch: &[ValidationError<'static>]) -> Option<Vec<String>> {
    let mut out = Vec::new();
    for error in branch {
        match error.kind() {
            Kind::Constant { expected_value } => out.push(plain(expected_value)),
            Kind::Enum { options } => out.extend(options.as_array().into_iter().flatten().map(plain)),
            Kind::OneOfNotValid { context } | Kind::AnyOf { context } => {
                for inner in context {
                    out.extend(constants(inner)?);
                }
            }
            Kind::Type { kind } if type_words(kind).iter().all(|word| word == "nothing" || word == "a text") => {}
            _ => return None,
        }
    }
    Some(out)
}

fn one_of(node: Option<&Node>, spellings: &[String]) -> (String, Option<String>) {
    let word = match node.map(|node| &node.value) {
        Some(Tree::Text(text)) => text.as_str(),
        _ => "",
    };
    let help = nearest(word, spellings.iter().map(String::as_str)).map(|meant| format!("did you mean `{meant}`?"));
    let message = match spellings {
        [only] => format!("{} is not allowed here; only `{only}` is", shown(node)),
        _ => format!("{} is not one of {}", shown(node), shorten(spellings)),
    };
    (message, help)
}

fn shown(node: Option<&Node>) -> String {
    match node.map(|node| &node.value) {
        Some(Tree::Text(text)) => {
            let short: String = text.chars().take(60).collect();
            let more = if short.len() < text.len() { "…" } else { "" };
            format!("`{}{more}`", short.escape_debug())
        }
        Some(Tree::Number(digits)) => format!("`{}`", digits.chars().take(40).collect::<String>()),
        _ => node.map_or("nothing", Node::kind).to_owned(),
    }
}

fn shorten(words: &[String]) -> String {
    let shown: Vec<String> = words.iter().take(LISTED).map(|word| format!("`{word}`")).collect();
    match words.len().checked_sub(LISTED) {
        Some(more) if more > 0 => format!("{} and {more} more", shown.join(", ")),
        _ => shown.join(", "),
    }
}

fn list(words: &[String], joint: &str) -> String {
    match words {
        [] => "another value".to_owned(),
        [only] => only.clone(),
        [first, second] => format!("{first} {joint} {second}"),
        [head @ .., last] => format!("{}, {joint} {last}", head.join(", ")),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn type_words(kind: &TypeKind) -> Vec<String> {
    let word = |name: &str| match name {
        "string" => "a text",
        "number" => "a number",
        "integer" => "a whole number",
        "boolean" => "true or false",
        "array" => "a list",
        "object" => "an object",
        _ => "nothing",
    };
    let mut words: Vec<String> = match kind {
        TypeKind::Single(one) => vec![word(&one.to_string()).to_owned()],
        TypeKind::Multiple(several) => several.iter().map(|one| word(&one.to_string()).to_owned()).collect(),
    };
    // Nothing at all is allowed for every optional field; naming it would only confuse.
    if words.len() > 1 {
        words.retain(|word| word != "nothing");
    }
    words
}

#[cfg(test)]
mod tests {
    use canvass_formats::{Format, Limits, parse};
    use serde_json::json;

    use super::*;
    use crate::Schema;

    fn check(schema: Value, text: &str) -> String {
        let schema = Schema::compile(schema).unwrap();
        let document = parse(text, Format::Yaml, &Limits::default()).unwrap();
        let lines: Vec<String> = schema
            .check(&document.root)
            .into_iter()
            .map(|violation| format!("{} `{}`: {} | {}", violation.pointer, &text[violation.span], violation.message, violation.help.unwrap_or_default()))
            .collect();
        lines.join("\n")
    }

    #[test]
    fn a_missing_and_an_unexpected_key_become_one_message() {
        let schema = json!({ "type": "object", "required": ["title"], "properties": { "title": {}, "size": {} }, "additionalProperties": false });
        insta::assert_snapshot!(check(schema, "titel: x\nsise: 2\n"), @r"
        /titel `titel`: unknown key `titel`; the key `title` is missing | did you mean `title`?
        /sise `sise`: unknown key `sise` | did you mean `size`?
        ");
    }

    #[test]
    fn of_alternatives_the_one_that_was_meant_is_reported() {
        let schema = json!({ "items": { "anyOf": [{ "type": "string" }, { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } }, "additionalProperties": false }] } });
        insta::assert_snapshot!(check(schema, "- {name: 3}\n- [1]\n- 名\n- {nam: x}\n"), @r#"
        /0/name `3`: a text is expected here, not a number | write "3" in quotes
        /1 `[1]`: a text or an object is expected here, not a list | 
        /3/nam `nam`: unknown key `nam`; the key `name` is missing | did you mean `name`?
        "#);
    }

    #[test]
    fn of_spellings_the_nearest_is_suggested() {
        let described = json!({ "anyOf": [{ "oneOf": [{ "const": "fixed", "type": "string" }, { "const": "variable", "type": "string" }] }, { "type": "null" }] });
        insta::assert_snapshot!(check(described.clone(), "varible"), @" `varible`: `varible` is not one of `fixed`, `variable` | did you mean `variable`?");
        insta::assert_snapshot!(check(described, "7"), @" `7`: `7` is not one of `fixed`, `variable` | ");
        insta::assert_snapshot!(check(json!({ "enum": ["a", 1] }), "b"), @" `b`: `b` is not one of `a`, `1` | ");
    }
}
