//! What a schema's references lead to: nothing may lead back to itself without a step into the value, nor multiply beyond bounds.
//!
//! A schema *applies in place* to another when both judge the same value: through a reference, or through `allOf` and its like. The
//! schemas and these steps form a graph; a circle in it would be followed for ever, and a small graph can have more paths than there is
//! time for.

use std::collections::HashMap;
use std::rc::Rc;

use jsonschema::{Uri, uri};
use serde_json::{Map, Value};

use crate::compile::SchemaError;

/// How many schemas may apply to one value.
const APPLIED: u64 = 100_000;
/// How long a chain of schemas may be of which each applies the next in place.
const CHAIN: usize = 4096;

/// Keywords whose value is a schema for the same value.
const IN_PLACE: [&str; 2] = ["not", "if"];
/// Keywords whose value is a list of schemas for the same value.
const IN_PLACE_LISTS: [&str; 3] = ["allOf", "anyOf", "oneOf"];
/// Keywords whose value maps names to schemas for the same value.
const IN_PLACE_MAPS: [&str; 2] = ["dependentSchemas", "dependencies"];
/// Keywords whose value is a schema, or a list of schemas, for parts of the value.
const PARTS: [&str; 9] = [
    "items",
    "prefixItems",
    "additionalItems",
    "contains",
    "additionalProperties",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
];
/// Keywords whose value maps names to schemas for parts of the value, or for none.
const PART_MAPS: [&str; 4] = ["properties", "patternProperties", "$defs", "definitions"];

/// Refuses references that lead back to where they began without a step into the value, or that multiply beyond bounds.
pub(crate) fn check_references(root: &Value) -> Result<(), SchemaError> {
    let Some(graph) = Graph::of(root) else { return Ok(()) };
    graph.check()
}

/// A schema within the schema.
struct Place<'s> {
    value: &'s Map<String, Value>,
    base: Rc<Uri<String>>,
}

/// A step to a schema that applies in place, with the reference that makes it.
#[derive(Clone, Copy)]
struct Step<'s> {
    to: usize,
    reference: Option<&'s str>,
}

#[derive(Default)]
struct Graph<'s> {
    /// `$ref` displaces all keywords beside it, and `$id` may be a mere anchor: drafts 4, 6 and 7.
    old: bool,
    places: Vec<Place<'s>>,
    by_address: HashMap<*const Map<String, Value>, usize>,
    /// Documents by their addresses, without fragment.
    resources: HashMap<String, &'s Value>,
    anchors: HashMap<(String, String), usize>,
    /// Every `$dynamicAnchor` of a name, and under the empty name every `$recursiveAnchor`: which one is meant shows only during a check.
    dynamic: HashMap<String, Vec<usize>>,
    steps: Vec<Vec<Step<'s>>>,
}

impl<'s> Graph<'s> {
    fn of(root: &'s Value) -> Option<Self> {
        let base = Rc::new(uri::from_str("").ok()?);
        let dialect = root.get("$schema").and_then(Value::as_str).unwrap_or_default();
        let old = ["draft-03", "draft-04", "draft-06", "draft-07"].iter().any(|draft| dialect.contains(draft));
        let mut graph = Self { old, ..Self::default() };
        graph.resources.insert(address(&base).to_owned(), root);
        graph.enter(root, &base);
        let mut next = 0;
        // A reference may lead to where no keyword expects a schema; such places are entered when they are met.
        while next < graph.places.len() {
            let steps = graph.steps_from(next);
            graph.steps.push(steps);
            next += 1;
        }
        Some(graph)
    }

    /// Takes note of a schema and all within it. Schemas nest no deeper than has been checked before.
    fn enter(&mut self, value: &'s Value, base: &Rc<Uri<String>>) -> Option<usize> {
        let schema = value.as_object()?;
        if let Some(&known) = self.by_address.get(&std::ptr::from_ref(schema)) {
            return Some(known);
        }
        let text = |key: &str| schema.get(key).and_then(Value::as_str);
        let index = self.places.len();
        let mut base = Rc::clone(base);
        let id = text("$id").or_else(|| if self.old { text("id") } else { None }).filter(|_| !(self.old && schema.contains_key("$ref")));
        if let Some(id) = id
            && let Ok(own) = uri::resolve_against(&base.borrow(), id)
        {
            match id.strip_prefix('#') {
                Some(anchor) => drop(self.anchors.insert((address(&base).to_owned(), anchor.to_owned()), index)),
                None => {
                    base = Rc::new(own);
                    self.resources.insert(address(&base).to_owned(), value);
                }
            }
        }
        for keyword in ["$anchor", "$dynamicAnchor"] {
            if let Some(name) = text(keyword) {
                self.anchors.insert((address(&base).to_owned(), name.to_owned()), index);
            }
        }
        if let Some(name) = text("$dynamicAnchor") {
            self.dynamic.entry(name.to_owned()).or_default().push(index);
        }
        if schema.get("$recursiveAnchor") == Some(&Value::Bool(true)) {
            self.dynamic.entry(String::new()).or_default().push(index);
        }
        self.by_address.insert(std::ptr::from_ref(schema), index);
        self.places.push(Place { value: schema, base: Rc::clone(&base) });
        for inner in within(schema) {
            self.enter(inner, &base);
        }
        Some(index)
    }

    fn steps_from(&mut self, index: usize) -> Vec<Step<'s>> {
        let Place { value: schema, base } = &self.places[index];
        let (schema, base) = (*schema, Rc::clone(base));
        let mut steps = Vec::new();
        for keyword in ["$ref", "$dynamicRef", "$recursiveRef"] {
            let Some(reference) = schema.get(keyword).and_then(Value::as_str) else { continue };
            let target = self.resolve(reference, &base);
            steps.extend(target.map(|to| Step { to, reference: Some(reference) }));
            let name = match keyword {
                "$dynamicRef" => reference.rsplit_once('#').map(|(_, name)| name),
                "$recursiveRef" => Some(""),
                _ => None,
            };
            let others = name.and_then(|name| self.dynamic.get(name)).into_iter().flatten();
            steps.extend(others.filter(|&&other| Some(other) != target).map(|&to| Step { to, reference: Some(reference) }));
        }
        if !(self.old && schema.contains_key("$ref")) {
            for inner in in_place(schema) {
                steps.extend(self.enter(inner, &base).map(|to| Step { to, reference: None }));
            }
        }
        steps
    }

    fn resolve(&mut self, reference: &str, base: &Rc<Uri<String>>) -> Option<usize> {
        let target = uri::resolve_against(&base.borrow(), reference).ok()?;
        let resource = address(&target).to_owned();
        let fragment = percent_decoded(target.as_str().split_once('#').map_or("", |(_, fragment)| fragment))?;
        let root = *self.resources.get(&resource)?;
        if fragment.is_empty() || fragment.starts_with('/') {
            let base = Rc::new(uri::from_str(&resource).ok()?);
            return self.enter(root.pointer(&fragment)?, &base);
        }
        self.anchors.get(&(resource, fragment)).copied()
    }

    /// Follows every step once, without recursion: chains may be long.
    fn check(&self) -> Result<(), SchemaError> {
        /// A schema on the way: its index, how many of its steps have been followed, and the reference by which it was reached.
        struct Open<'s> {
            index: usize,
            followed: usize,
            reference: Option<&'s str>,
        }

        // Of each schema that is done: how many schemas it applies, itself included, and how long the longest chain from it is.
        let mut done: Vec<Option<(u64, usize)>> = vec![None; self.places.len()];
        let mut on_the_way = vec![false; self.places.len()];
        for start in 0..self.places.len() {
            if done[start].is_some() {
                continue;
            }
            let mut way = vec![Open { index: start, followed: 0, reference: None }];
            on_the_way[start] = true;
            while let Some(open) = way.last_mut() {
                let steps = &self.steps[open.index];
                if let Some(step) = steps.get(open.followed) {
                    open.followed += 1;
                    if on_the_way[step.to] {
                        // At least one step of the circle is a reference; all others lead inwards.
                        let circle = way.iter().rev().take_while(|open| open.index != step.to).find_map(|open| open.reference);
                        return Err(SchemaError::CircularReference(step.reference.or(circle).unwrap_or_default().to_owned()));
                    }
                    if done[step.to].is_none() {
                        on_the_way[step.to] = true;
                        way.push(Open { index: step.to, followed: 0, reference: step.reference });
                    }
                    continue;
                }
                let below = || steps.iter().filter_map(|step| done[step.to]);
                let applied = below().fold(1_u64, |sum, (applied, _)| sum.saturating_add(applied));
                let chain = 1 + below().map(|(_, chain)| chain).max().unwrap_or_default();
                if applied > APPLIED {
                    return Err(SchemaError::TooManyReferences(APPLIED));
                }
                if chain > CHAIN {
                    return Err(SchemaError::TooLongAChain(CHAIN));
                }
                done[open.index] = Some((applied, chain));
                on_the_way[open.index] = false;
                way.pop();
            }
        }
        Ok(())
    }
}

/// The schemas that apply to the same value as the schema in which they stand.
fn in_place(schema: &Map<String, Value>) -> impl Iterator<Item = &Value> {
    // Without `if`, neither `then` nor `else` says anything.
    let branches = ["then", "else"].iter().filter(|_| schema.contains_key("if"));
    let single = IN_PLACE.iter().chain(branches).filter_map(|&keyword| schema.get(keyword));
    let lists = IN_PLACE_LISTS.iter().filter_map(|&keyword| schema.get(keyword)?.as_array()).flatten();
    let maps = IN_PLACE_MAPS.iter().filter_map(|&keyword| schema.get(keyword)?.as_object()).flat_map(Map::values);
    single.chain(lists).chain(maps)
}

/// Every schema that stands directly within a schema.
fn within(schema: &Map<String, Value>) -> impl Iterator<Item = &Value> {
    let branches = ["then", "else"].iter().filter_map(|&keyword| schema.get(keyword));
    let parts = PARTS.iter().filter_map(|&keyword| schema.get(keyword)).flat_map(|part| part.as_array().map_or(std::slice::from_ref(part), Vec::as_slice));
    let maps = PART_MAPS.iter().filter_map(|&keyword| schema.get(keyword)?.as_object()).flat_map(Map::values);
    in_place(schema).chain(branches).chain(parts).chain(maps)
}

/// An address without its fragment.
fn address(uri: &Uri<String>) -> &str {
    uri.as_str().split('#').next().unwrap_or_default()
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [char::from(rest.next()?), char::from(rest.next()?)];
                u8::try_from(digits[0].to_digit(16)? * 16 + digits[1].to_digit(16)?).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn refused(schema: &Value) -> String {
        check_references(schema).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn circles_are_found_by_whatever_way_they_run() {
        for schema in [
            json!({ "$ref": "#" }),
            json!({ "$ref": "#a", "$defs": { "a": { "$anchor": "a", "$ref": "#a" } } }),
            json!({ "$id": "https://example.invalid/a", "$ref": "https://example.invalid/a" }),
            json!({ "$id": "https://example.invalid/a/b", "$defs": { "c": { "$id": "c", "$ref": "b" } }, "$ref": "c" }),
            json!({ "allOf": [{ "$ref": "#" }] }),
            json!({ "anyOf": [{ "type": "string" }, { "not": { "$ref": "#" } }] }),
            json!({ "if": { "type": "object" }, "then": { "$ref": "#/$defs/a" }, "$defs": { "a": { "oneOf": [{ "$ref": "#" }] } } }),
            json!({ "if": { "$ref": "#" } }),
            json!({ "$dynamicAnchor": "a", "$dynamicRef": "#a" }),
            json!({ "$schema": "https://json-schema.org/draft/2019-09/schema", "$recursiveAnchor": true, "allOf": [{ "$recursiveRef": "#" }] }),
            json!({ "$ref": "#/%24defs/a", "$defs": { "a": { "$ref": "#/%24defs/a" } } }),
            json!({ "dependentSchemas": { "a": { "$ref": "#" } } }),
            json!({ "properties": { "a": { "allOf": [{ "$ref": "#/properties/a" }] } } }),
            json!({ "$ref": "#/elsewhere/a", "elsewhere": { "a": { "allOf": [{ "$ref": "#/elsewhere/a" }] } } }),
            json!({ "$ref": "#/$defs/a/allOf/0", "$defs": { "a": { "allOf": [{ "$ref": "#/$defs/a" }] } } }),
            json!({ "$schema": "http://json-schema.org/draft-04/schema#", "id": "http://example.invalid/x", "allOf": [{ "$ref": "http://example.invalid/x#" }] }),
        ] {
            let message = refused(&schema);
            assert!(message.starts_with("the reference `") && message.ends_with("` runs in a circle") && !message.contains("``"), "{schema}: {message}");
        }
    }

    #[test]
    fn what_steps_into_the_value_is_no_circle() {
        for schema in [
            json!({ "properties": { "child": { "$ref": "#" } } }),
            json!({ "items": { "$ref": "#" }, "additionalProperties": { "$dynamicRef": "#node" }, "$dynamicAnchor": "node" }),
            json!({ "properties": { "$ref": { "type": "string" } }, "const": { "$ref": "#" }, "enum": [{ "$ref": "#" }], "default": { "$ref": "#" } }),
            json!({ "then": { "$ref": "#" } }),
            json!({ "$schema": "http://json-schema.org/draft-07/schema#", "$ref": "#/definitions/a", "allOf": [{ "$ref": "#" }], "definitions": { "a": {} } }),
            json!({ "anyOf": [{ "$ref": "#/$defs/a" }, { "$ref": "#/$defs/a" }], "$defs": { "a": { "type": "string" } } }),
            json!({ "$ref": "https://json-schema.org/draft/2020-12/schema" }),
            json!(true),
        ] {
            assert_eq!(refused(&schema), "", "{schema}");
        }
    }

    fn doubling(levels: usize, through: impl Fn(Value) -> Value) -> Value {
        let mut definitions = Map::new();
        for level in 1..=levels {
            let next = json!({ "$ref": format!("#/$defs/d{}", level + 1) });
            definitions.insert(format!("d{level}"), through(next));
        }
        definitions.insert(format!("d{}", levels + 1), json!({ "type": "object" }));
        json!({ "$ref": "#/$defs/d1", "$defs": definitions })
    }

    #[test]
    fn references_that_multiply_or_go_on_and_on_are_refused() {
        let start = std::time::Instant::now();
        assert!(refused(&doubling(60, |next| json!({ "allOf": [next, next] }))).contains("multiply beyond bounds"));
        assert_eq!(refused(&doubling(10, |next| json!({ "allOf": [next, next] }))), "");
        assert_eq!(refused(&doubling(1000, |next| next)), "");
        assert!(refused(&doubling(50_000, |next| next)).contains("a chain of more than 4096"));
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }

    #[test]
    fn a_schema_that_is_not_refused_can_be_compiled_in_bounded_time_and_stack() {
        let start = std::time::Instant::now();
        assert!(crate::Schema::compile(doubling(CHAIN - 10, |next| next)).is_ok());
        assert!(crate::Schema::compile(doubling(40, |next| json!({ "properties": { "a": next, "b": next } }))).is_ok());
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }
}
