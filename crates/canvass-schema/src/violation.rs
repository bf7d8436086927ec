//! What differs from a schema, in words: one message for each thing to mend, at its place in the source.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::rc::Rc;

use canvass_formats::tree::{Entry, escape, unescape};
use canvass_formats::{Node, Value as Tree};
use canvass_model::{excerpt, nearest};
use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

/// How many spellings a message lists before it says how many more there are.
const LISTED: usize = 24;

/// For how many unknown keys of a document the key that was meant is searched.
const SUGGESTIONS: usize = 100;

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
    /// Whether the schema knows only that the value is not the right one, so that whoever knows why should say it.
    pub(crate) terse: bool,
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
    let mut collector = Collector { schema, places: Places::new(root), known: HashMap::new(), missing: BTreeMap::new(), unknown: Vec::new(), out: Vec::new() };
    for error in errors {
        collector.add(&error);
    }
    collector.finish()
}

struct Collector<'s> {
    schema: &'s Value,
    places: Places<'s>,
    /// The keys that the schema knows, by the place of the keyword that allows no others.
    known: HashMap<String, Rc<[String]>>,
    /// For each object, the required keys that are missing.
    missing: BTreeMap<String, Vec<String>>,
    unknown: Vec<Unknown>,
    out: Vec<Violation>,
}

/// A key that is not expected.
struct Unknown {
    object: String,
    key: String,
    span: Range<usize>,
    known: Rc<[String]>,
}

impl Collector<'_> {
    fn add(&mut self, error: &ValidationError<'_>) {
        let place = error.instance_path().to_string();
        match error.kind() {
            Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
                self.unexpected(&place, unexpected.iter().map(String::as_str), &error.schema_path().to_string());
            }
            // Where a schema allows no key at all, the validator speaks of the object and not of its keys.
            Kind::FalseSchema if error.schema_path().to_string().ends_with("/additionalProperties") && self.places.at(&place).is_some_and(has_keys) => {
                let keys: Vec<&str> = match self.places.at(&place).map(|node| &node.value) {
                    Some(Tree::Map(entries)) => entries.iter().map(|entry| entry.key.as_str()).collect(),
                    _ => Vec::new(),
                };
                self.unexpected(&place, keys.into_iter(), &error.schema_path().to_string());
            }
            Kind::Required { property } => {
                let property = property.as_str().unwrap_or_default();
                let missing = self.missing.entry(place).or_default();
                if !missing.iter().any(|other| other == property) {
                    missing.push(property.to_owned());
                }
            }
            Kind::AnyOf { context } | Kind::OneOfNotValid { context } => self.alternatives(context, &place),
            kind => {
                let (message, help) = self.words(kind, &place);
                let terse = matches!(kind, Kind::Pattern { .. } | Kind::Format { .. } | Kind::Constant { .. } | Kind::Enum { .. });
                self.push(place, message, help, terse);
            }
        }
    }

    fn unexpected<'k>(&mut self, object: &str, keys: impl Iterator<Item = &'k str>, keyword: &str) {
        let known = match self.known.get(keyword) {
            Some(known) => Rc::clone(known),
            None => {
                let known: Rc<[String]> = self.known_keys(keyword).into();
                self.known.insert(keyword.to_owned(), Rc::clone(&known));
                known
            }
        };
        let node = self.places.at(object);
        for key in keys {
            let span = node.and_then(|node| self.places.entry(node, key)).map_or(0..0, |entry| entry.key_span.clone());
            self.unknown.push(Unknown { object: object.to_owned(), key: key.to_owned(), span, known: Rc::clone(&known) });
        }
    }

    /// Of several alternatives none fits: report on the one that was meant, or name them all.
    fn alternatives(&mut self, context: &[Vec<ValidationError<'static>>], place: &str) {
        let spellings: Option<Vec<String>> = context.iter().map(|branch| constants(branch, place)).collect::<Option<Vec<_>>>().map(|lists| lists.concat());
        if let Some(spellings) = spellings.filter(|spellings| !spellings.is_empty()) {
            let (message, help) = one_of(self.places.at(place), &spellings);
            self.push(place.to_owned(), message, help, true);
            return;
        }
        // A branch that wants another sort of value altogether was not meant.
        let shape = |branch: &&Vec<ValidationError<'static>>| {
            branch.iter().any(|error| error.instance_path().as_str() == place && matches!(error.kind(), Kind::Type { .. }))
        };
        let meant: Vec<&Vec<ValidationError<'static>>> = context.iter().filter(|branch| !shape(branch)).collect();
        if let Some(best) = meant.iter().min_by_key(|branch| branch.len()) {
            for error in *best {
                self.add(error);
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
        let found = self.places.at(place).map_or("nothing", Node::kind);
        self.push(place.to_owned(), format!("{} is expected here, not {found}", list(&wanted, "or")), None, false);
    }

    fn words(&self, kind: &Kind, place: &str) -> (String, Option<String>) {
        let node = self.places.at(place);
        let found = node.map_or("nothing", Node::kind);
        match kind {
            Kind::Type { kind } => {
                let wanted = type_words(kind);
                let help = match node.map(|node| &node.value) {
                    Some(Tree::Number(digits)) if digits.len() > 60 && wanted.iter().any(|word| word == "a text") => {
                        Some("write the number in quotes".to_owned())
                    }
                    Some(Tree::Number(digits)) if wanted.iter().any(|word| word == "a text") => Some(format!("write \"{digits}\" in quotes")),
                    Some(Tree::Bool(value)) if wanted.iter().any(|word| word == "a text") => Some(format!("write \"{value}\" in quotes")),
                    Some(Tree::Text(text)) if wanted.iter().any(|word| word == "a number") && text.parse::<f64>().is_ok() => {
                        Some("take the quotes away".to_owned())
                    }
                    Some(Tree::Text(_) | Tree::Map(_)) if wanted.iter().any(|word| word == "a list") => Some("write a list, even of one".to_owned()),
                    _ => None,
                };
                (format!("{} is expected here, not {found}", list(&wanted, "or")), help)
            }
            Kind::Enum { options } => {
                let spellings: Vec<String> = options.as_array().into_iter().flatten().filter_map(spelling).collect();
                one_of(node, &spellings)
            }
            Kind::Constant { expected_value } => one_of(node, &spelling(expected_value).into_iter().collect::<Vec<_>>()),
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
            Kind::Pattern { pattern } => (format!("the text {} does not match the pattern `{}`", shown(node), cut(pattern)), None),
            Kind::Format { format } => (format!("the text {} is not a valid {}", shown(node), cut(format)), None),
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
            Kind::Custom { message, .. } => (cut(message), None),
            other => (format!("the value does not fit the schema ({})", other.keyword()), None),
        }
    }

    /// Merges what is missing with what is unexpected in the same object where the one was meant by the other, and orders everything.
    fn finish(mut self) -> Vec<Violation> {
        let mut unknown = std::mem::take(&mut self.unknown);
        unknown.sort_by(|left, right| (left.span.start, &left.object, &left.key).cmp(&(right.span.start, &right.object, &right.key)));
        unknown.dedup_by(|left, right| left.key == right.key && left.object == right.object);
        for (index, Unknown { object, key, span, known }) in unknown.into_iter().enumerate() {
            let mut meant = None;
            let mut help = None;
            let mut message = format!("unknown key `{}`", excerpt(&key));
            // Each search looks at every key that is known; a document with more slips than these was not made by hand.
            if index < SUGGESTIONS {
                let node = self.places.at(&object);
                // A single missing key beside a single unexpected one of another spelling may still be two faults; only likeness merges them.
                let missing = self.missing.get_mut(&object);
                let renamed = missing.as_ref().and_then(|missing| nearest(&key, missing.iter().map(String::as_str)).map(str::to_owned));
                if let (Some(missing), Some(renamed)) = (missing, &renamed) {
                    missing.retain(|name| name != renamed);
                    message = format!("{message}; the key `{}` is missing", excerpt(renamed));
                }
                let free = |name: &&str| node.is_none_or(|node| self.places.entry(node, name).is_none());
                meant = renamed.or_else(|| nearest(&key, known.iter().map(String::as_str).filter(free)).map(str::to_owned));
                help = match &meant {
                    Some(meant) => Some(format!("did you mean `{}`?", excerpt(meant))),
                    None if known.is_empty() => None,
                    None => Some(format!("known keys: {}", shorten(&known))),
                };
            }
            let pointer = format!("{object}/{}", escape(&key));
            self.out.push(Violation { pointer, span, message, help, unknown_key: Some(UnknownKey { key, object, suggestion: meant }), terse: false });
        }
        for (object, keys) in std::mem::take(&mut self.missing) {
            for key in keys {
                let key = excerpt(&key);
                self.push(object.clone(), format!("the key `{key}` is missing"), Some(format!("add `{key}`")), false);
            }
        }
        self.out.sort_by(|left, right| (left.span.start, &left.pointer, &left.message).cmp(&(right.span.start, &right.pointer, &right.message)));
        self.out.dedup();
        self.out
    }

    fn push(&mut self, pointer: String, message: String, help: Option<String>, terse: bool) {
        let span = self.places.at(&pointer).map_or(0..0, |node| match &node.value {
            // A caret under a whole object says little; its first key says where it begins.
            Tree::Map(entries) => entries.first().map_or(node.span.clone(), |entry| entry.key_span.clone()),
            _ => node.span.clone(),
        });
        self.out.push(Violation { pointer, span, message, help, unknown_key: None, terse });
    }

    /// The keys that stand beside `additionalProperties` in the schema.
    fn known_keys(&self, keyword: &str) -> Vec<String> {
        let parent = keyword.rsplit_once('/').map_or("", |(parent, _)| parent);
        let properties = self.schema.pointer(&format!("{parent}/properties")).and_then(Value::as_object);
        properties.into_iter().flat_map(|properties| properties.keys().filter(|key| !key.starts_with('$')).cloned()).collect()
    }
}

/// Finds values by their pointers, remembering the keys of large objects: looking through these each time would be quadratic.
struct Places<'s> {
    root: &'s Node,
    large: RefCell<HashMap<*const Node, HashMap<&'s str, &'s Entry>>>,
}

impl<'s> Places<'s> {
    /// Up to how many keys looking through them is cheaper than remembering them.
    const SMALL: usize = 32;

    fn new(root: &'s Node) -> Self {
        Self { root, large: RefCell::default() }
    }

    fn at(&self, pointer: &str) -> Option<&'s Node> {
        pointer.split('/').skip(1).try_fold(self.root, |node, part| match &node.value {
            Tree::List(items) => items.get(part.parse::<usize>().ok()?),
            Tree::Map(_) => self.entry(node, &unescape(part)).map(|entry| &entry.value),
            _ => None,
        })
    }

    fn entry(&self, node: &'s Node, key: &str) -> Option<&'s Entry> {
        let Tree::Map(entries) = &node.value else { return None };
        if entries.len() <= Self::SMALL {
            return entries.iter().find(|entry| entry.key == key);
        }
        let mut large = self.large.borrow_mut();
        let keys = large.entry(std::ptr::from_ref(node)).or_insert_with(|| entries.iter().map(|entry| (entry.key.as_str(), entry)).collect());
        keys.get(key).copied()
    }
}

fn has_keys(node: &Node) -> bool {
    matches!(&node.value, Tree::Map(entries) if !entries.is_empty())
}

/// The spellings that a branch of alternatives at a place allows there, when spellings are all that it asks for.
///
/// What it asks of the parts of the value is another matter: a branch that only wants another word somewhere inside was probably meant.
fn constants(branch: &[ValidationError<'static>], place: &str) -> Option<Vec<String>> {
    let mut out = Vec::new();
    let mut wants_text = false;
    for error in branch {
        if error.instance_path().as_str() != place {
            return None;
        }
        match error.kind() {
            Kind::Constant { expected_value } => out.extend(spelling(expected_value)),
            Kind::Enum { options } => out.extend(options.as_array().into_iter().flatten().filter_map(spelling)),
            Kind::OneOfNotValid { context } | Kind::AnyOf { context } => {
                for inner in context {
                    out.extend(constants(inner, place)?);
                }
            }
            Kind::Type { kind } => match type_words(kind).as_slice() {
                [only] if only == "nothing" => {}
                [only] if only == "a text" => wants_text = true,
                _ => return None,
            },
            _ => return None,
        }
    }
    // A branch that would take any text lists no spellings.
    if wants_text && out.is_empty() { None } else { Some(out) }
}

fn one_of(node: Option<&Node>, spellings: &[String]) -> (String, Option<String>) {
    let word = match node.map(|node| &node.value) {
        Some(Tree::Text(text)) => text.as_str(),
        _ => "",
    };
    let help = nearest(word, spellings.iter().map(String::as_str)).map(|meant| format!("did you mean `{}`?", excerpt(meant)));
    let message = match spellings {
        [] => format!("{} is not allowed here", shown(node)),
        [only] => format!("{} is not allowed here; only `{}` is", shown(node), excerpt(only)),
        _ => format!("{} is not one of {}", shown(node), shorten(spellings)),
    };
    (message, help)
}

fn shown(node: Option<&Node>) -> String {
    match node.map(|node| &node.value) {
        Some(Tree::Text(text)) => format!("`{}`", excerpt(text)),
        Some(Tree::Number(digits)) => format!("`{}`", excerpt(digits)),
        _ => node.map_or("nothing", Node::kind).to_owned(),
    }
}

/// The beginning of a text that stands in the schema, unescaped: a pattern is full of backslashes.
pub(crate) fn cut(text: &str) -> String {
    match text.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn shorten(words: &[String]) -> String {
    let shown: Vec<String> = words.iter().take(LISTED).map(|word| format!("`{}`", excerpt(word))).collect();
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

/// A value that a schema allows, as an author would write it. Nothing at all is no spelling: whoever means it leaves the key out.
fn spelling(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
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
        let described =
            json!({ "anyOf": [{ "oneOf": [{ "const": "fixed", "type": "string" }, { "const": "variable", "type": "string" }] }, { "type": "null" }] });
        insta::assert_snapshot!(check(described.clone(), "varible"), @" `varible`: `varible` is not one of `fixed`, `variable` | did you mean `variable`?");
        insta::assert_snapshot!(check(described, "7"), @" `7`: `7` is not one of `fixed`, `variable` | ");
        insta::assert_snapshot!(check(json!({ "enum": ["a", 1] }), "b"), @" `b`: `b` is not one of `a`, `1` | ");
    }

    #[test]
    fn a_wrong_word_inside_an_alternative_is_reported_at_its_own_place() {
        let kind = json!({ "anyOf": [{ "oneOf": [{ "const": "fixed", "type": "string" }, { "const": "variable", "type": "string" }] }, { "type": "null" }] });
        let note =
            json!({ "anyOf": [{ "type": "string", "minLength": 1 }, { "type": "object", "required": ["name"], "properties": { "name": {}, "kind": kind } }] });
        insta::assert_snapshot!(check(json!({ "items": note }), "- {name: x, kind: varible}"), @"/0/kind `varible`: `varible` is not one of `fixed`, `variable` | did you mean `variable`?");
    }

    #[test]
    fn null_is_never_offered() {
        insta::assert_snapshot!(check(json!({ "enum": ["nul", null] }), "nulll"), @" `nulll`: `nulll` is not allowed here; only `nul` is | ");
        insta::assert_snapshot!(check(json!({ "const": null }), "null_"), @" `null_`: `null_` is not allowed here | ");
        insta::assert_snapshot!(check(json!({ "anyOf": [{ "const": "a" }, { "const": null }] }), "b"), @" `b`: `b` is not allowed here; only `a` is | ");
    }

    #[test]
    fn where_no_key_is_allowed_every_key_is_named() {
        insta::assert_snapshot!(check(json!({ "type": "object", "additionalProperties": false }), "a: 1\nb: 2"), @r"
        /a `a`: unknown key `a` | 
        /b `b`: unknown key `b` | 
        ");
    }

    #[test]
    fn messages_are_bounded_whatever_the_document_says() {
        let long = "x".repeat(100_000);
        let schema =
            json!({ "properties": { "a": { "enum": ["b", "c"] }, "n": { "type": "string" }, "p": { "pattern": "^y$" } }, "additionalProperties": false });
        let text = format!("{{\"a\": \"{long}\", \"p\": \"{long}\", \"n\": {}, \"{long}\": 1}}", "9".repeat(300));
        let document = parse(&text, Format::Json, &Limits::default()).unwrap();
        let violations = Schema::compile(schema).unwrap().check(&document.root);
        assert_eq!(violations.len(), 4);
        for violation in violations {
            assert!(violation.message.len() + violation.help.as_ref().map_or(0, String::len) < 400, "{}", violation.message);
        }
    }

    #[test]
    fn many_faults_take_little_time() {
        let keys: String = (0..50_000).map(|number| format!("k{number}: 1\n")).collect();
        let start = std::time::Instant::now();
        let document = parse(&keys, Format::Yaml, &Limits::default()).unwrap();
        let unknown = Schema::compile(json!({ "properties": { "name": {}, "kind": {} }, "required": ["name"], "additionalProperties": false })).unwrap();
        assert_eq!(unknown.check(&document.root).len(), 50_001);
        let wrong = Schema::compile(json!({ "additionalProperties": { "type": "string" } })).unwrap();
        assert_eq!(wrong.check(&document.root).len(), 50_000);
        assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
    }
}
