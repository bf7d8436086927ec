//! What stands beside the blocks: the name of the business, its description, and everything that is no part of the canvas.

use canvass_formats::tree::{Entry, Node, Value};
use serde_json::json;

use super::find::Found;
use super::place::Source;
use super::{tables, typed};
use crate::Why;
use crate::clean;
use crate::draft::Draft;
use crate::labels::foreign;
use crate::shapes::named;

const NAMES: [&str; 22] = [
    "name",
    "title",
    "company",
    "business",
    "organization",
    "organisation",
    "company_name",
    "business_name",
    "project",
    "project_name",
    "product",
    "product_name",
    "startup",
    "startup_name",
    "companyName",
    "businessName",
    "projectName",
    "empresa",
    "nombre",
    "nom",
    "idea",
    "canvas_name",
];
const OTHERS: [(&str, &str); 9] = [
    ("description", "description"),
    ("summary", "description"),
    ("tagline", "description"),
    ("currency", "currency"),
    ("lang", "lang"),
    ("language", "lang"),
    ("as_of", "as_of"),
    ("date", "as_of"),
    ("updated", "as_of"),
];

/// Reads the header of a canvas and leaves what belongs to none.
pub(super) fn read(found: &Found<'_>, single: bool, source: &Source<'_>, draft: &mut Draft) {
    let own = found.key.filter(|_| !single && found.around.last().is_some_and(|parent| matches!(parent.value, Value::Map(_))));
    header(found.node, draft);
    if draft.name.is_none() {
        // A key beside others of its kind is the name of the company.
        draft.name = own.and_then(|key| named::business(&if key.contains('_') { typed::humanised(key) } else { key.to_owned() }));
    }
    for around in found.around.iter().rev() {
        header(around, draft);
    }
    others(found, source, draft);
    if single {
        outside(found, source, draft);
    }
}

fn header(node: &Node, draft: &mut Draft) {
    let Value::Map(entries) = &node.value else { return };
    let nested = entries.iter().filter(|entry| ["meta", "metadata", "header", "info"].contains(&entry.key.as_str())).map(|entry| &entry.value);
    for node in std::iter::once(node).chain(nested) {
        if draft.name.is_none() {
            draft.name = NAMES.iter().find_map(|key| name(node.get(key)?));
        }
        for (key, field) in OTHERS {
            if let Some(Value::Text(text)) = node.get(key).map(|node| &node.value)
                && !text.trim().is_empty()
                && !draft.header.contains_key(field)
                && typed::is_header(field, &json!(text.trim()))
            {
                draft.header.insert(field.to_owned(), json!(text.trim()));
            }
        }
    }
}

fn name(node: &Node) -> Option<String> {
    match &node.value {
        Value::Text(text) if !clean::is_unfilled(text) => named::business(text),
        Value::Map(_) => NAMES.iter().find_map(|key| match &node.get(key)?.value {
            Value::Text(text) => named::business(text),
            _ => None,
        }),
        _ => None,
    }
}

/// Leaves the entries of the canvas itself that name no block.
fn others(found: &Found<'_>, source: &Source<'_>, draft: &mut Draft) {
    let Value::Map(entries) = &found.node.value else { return };
    let holds = |entry: &Entry| found.names(entry) || matches!(&entry.value.value, Value::Map(inside) if inside.iter().any(|inner| found.names(inner)));
    let first = entries.iter().position(holds);
    let last = entries.iter().rposition(holds);
    let (Some(first), Some(last)) = (first, last) else { return };
    for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| !holds(entry)) {
        if NAMES.contains(&entry.key.as_str()) || OTHERS.iter().any(|(key, _)| *key == entry.key) {
            continue;
        }
        let range = source.range(&(entry.key_span.start..entry.value.span.end));
        if foreign(&typed::humanised(&entry.key)).is_some_and(|foreign| foreign.block.is_none()) {
            draft.remark(range.clone(), format!("`{}` is a block of another canvas without a counterpart", canvass_model::excerpt(&entry.key)));
        }
        let why = if at < first {
            Why::Before
        } else if at > last {
            Why::Behind
        } else {
            Why::Decoration
        };
        draft.leave(range, why);
    }
}

/// Leaves what stands around the only canvas of the text.
fn outside(found: &Found<'_>, source: &Source<'_>, draft: &mut Draft) {
    let own = &found.node.span;
    for around in &found.around {
        let parts: Vec<(usize, usize)> = match &around.value {
            Value::Map(entries) => entries
                .iter()
                .filter(|entry| !NAMES.contains(&entry.key.as_str()) && !tables::is_table(&entry.key))
                .map(|entry| (entry.key_span.start, entry.value.span.end))
                .collect(),
            Value::List(items) => items.iter().map(|item| (item.span.start, item.span.end)).collect(),
            _ => Vec::new(),
        };
        for (start, end) in parts {
            if end <= own.start {
                draft.leave(source.range(&(start..end)), Why::Before);
            } else if start >= own.end {
                draft.leave(source.range(&(start..end)), Why::Behind);
            }
        }
    }
}
