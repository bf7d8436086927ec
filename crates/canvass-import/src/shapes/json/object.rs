//! An object that is one item: its name, what our format takes as fields, and the rest as words.

use canvass_formats::tree::{Entry, Node, Value};
use canvass_model::blocks::Block;
use serde_json::json;

use super::place::Source;
use super::typed;
use crate::draft::DraftItem;
use crate::words::{tells_group, words};

/// Keys of the text of an item, the likeliest first.
const NAMES: [&str; 21] = [
    "name",
    "title",
    "text",
    "label",
    "item",
    "content",
    "heading",
    "value",
    "segment",
    "partner",
    "activity",
    "resource",
    "channel",
    "relationship",
    "proposition",
    "stream",
    "source",
    "cost",
    "customer",
    "persona",
    "category",
];
/// Keys of what explains an item, which is its text where nothing else is.
const EXPLANATIONS: [&str; 10] =
    ["note", "description", "descripción", "descripcion", "descrição", "descricao", "beschreibung", "omschrijving", "описание", "deskripsi"];
/// Keys that tell how a note looks or where it lies, not what it says.
const LOOKS: [&str; 30] = [
    "color",
    "colour",
    "x",
    "y",
    "z",
    "width",
    "height",
    "w",
    "h",
    "rotation",
    "order",
    "index",
    "position",
    "createdAt",
    "updatedAt",
    "created_at",
    "updated_at",
    "created",
    "updated",
    "author",
    "createdBy",
    "uuid",
    "_id",
    "style",
    "icon",
    "zIndex",
    "locked",
    "fontSize",
    "parent",
    "font",
];

/// Whether a key tells how a note looks or where it lies.
pub(super) fn is_look(key: &str) -> bool {
    LOOKS.contains(&key) || words().keys.looks.iter().any(|known| known == key)
}

/// Every key under which the text of an item may stand, the likeliest first: those of English, of any language, and of explanations.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    NAMES.into_iter().chain(words().keys.texts.iter().map(String::as_str)).chain(EXPLANATIONS)
}

/// The item that an object is; nothing where it has no text of its own.
pub(super) fn item(block: Block, node: &Node, entries: &[&Entry], group: Option<&str>, source: &Source<'_>) -> Option<DraftItem> {
    let text = |key: &'static str| {
        entries.iter().find(|entry| entry.key == key).and_then(|entry| match &entry.value.value {
            Value::Text(text) if !text.trim().is_empty() => Some((key, text.trim())),
            _ => None,
        })
    };
    // A row such as `{type: Subscription, price: 9}` is called by its type.
    let by_type = || (entries.len() > 1).then(|| text("type"))?;
    let (name_key, name) = names().find_map(text).or_else(by_type)?;
    Some(called(block, node, entries, (name_key, name), group, source))
}

/// The item that an object is whose text stands under a key.
pub(super) fn called(block: Block, node: &Node, entries: &[&Entry], (name_key, name): (&str, &str), group: Option<&str>, source: &Source<'_>) -> DraftItem {
    let mut item = DraftItem::new(block, name, source.range(&node.span));
    item.group = group.map(str::to_owned);
    let mut notes = Vec::new();
    for entry in entries.iter().filter(|entry: &&&Entry| entry.key != name_key && !is_look(&entry.key)) {
        if entry.key == "id" {
            if let Value::Text(id) = &entry.value.value
                && is_telling(id)
                && typed::is_field(block, "id", &json!(id))
            {
                item.fields.insert("id".to_owned(), json!(id));
            }
            continue;
        }
        let value = entry.value.to_json();
        let term = value.as_str().map(|word| json!(word.trim().to_lowercase().replace([' ', '-'], "_")));
        let fields = [(entry.key.as_str(), Some(value)), (entry.key.as_str(), term.clone()), ("kind", term.filter(|_| entry.key == "type"))];
        let field = fields.into_iter().find_map(|(field, value)| {
            let value = value?;
            (!item.fields.contains_key(field) && typed::is_field(block, field, &value)).then_some((field, value))
        });
        match field {
            Some((field, value)) => {
                item.fields.insert(field.to_owned(), value);
            }
            None => {
                if let Value::Text(whom) = &entry.value.value
                    && tells_group(block, &typed::humanised(&entry.key))
                {
                    item.group.get_or_insert_with(|| whom.trim().to_owned());
                }
                notes.extend(typed::words(&entry.value).map(|words| match entry.key.as_str() {
                    "note" | "notes" | "description" | "details" | "detail" | "explanation" | "comment" => words,
                    key => format!("{}: {words}", typed::humanised(key)),
                }));
            }
        }
    }
    item.note = (!notes.is_empty()).then(|| notes.join("; "));
    item
}

/// Whether an identifier was chosen by a person rather than counted or drawn by a program.
fn is_telling(id: &str) -> bool {
    let letters = id.chars().filter(|character| character.is_alphabetic()).count();
    let digits = id.chars().filter(char::is_ascii_digit).count();
    letters >= 2 && digits * 2 < letters.max(1) && id.len() <= 60
}
