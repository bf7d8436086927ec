//! The notes of a canvas, made of the items of a draft.

use canvass_model::Canvas;
use canvass_model::blocks::{
    Block, Channel, Cost, CustomerRelationship, CustomerSegment, KeyActivity, KeyPartnership, KeyResource, Note, RevenueStream, ValueProposition,
};
use serde::de::{DeserializeOwned, Error as _};
use serde_json::{Error, Value};

use crate::draft::DraftItem;

macro_rules! in_block {
    ($canvas:ident, $block:expr, $function:ident($($argument:expr)?), $otherwise:expr) => {
        match $block {
            Block::KeyPartnerships => $function(&mut $canvas.key_partnerships $(, $argument)?),
            Block::KeyActivities => $function(&mut $canvas.key_activities $(, $argument)?),
            Block::KeyResources => $function(&mut $canvas.key_resources $(, $argument)?),
            Block::ValuePropositions => $function(&mut $canvas.value_propositions $(, $argument)?),
            Block::CustomerRelationships => $function(&mut $canvas.customer_relationships $(, $argument)?),
            Block::Channels => $function(&mut $canvas.channels $(, $argument)?),
            Block::CustomerSegments => $function(&mut $canvas.customer_segments $(, $argument)?),
            Block::CostStructure => $function(&mut $canvas.cost_structure $(, $argument)?),
            Block::RevenueStreams => $function(&mut $canvas.revenue_streams $(, $argument)?),
            Block::Canvas | Block::Need => $otherwise,
        }
    };
}

/// Takes note that a canvas has a block of so many items.
pub(crate) fn begin(canvas: &mut Canvas, block: Block, count: usize) {
    in_block!(canvas, block, open(count), ());
}

/// Adds an item to its block; returns its place there.
///
/// # Errors
/// When a field of the item is not one of our format.
pub(crate) fn push(canvas: &mut Canvas, item: DraftItem) -> Result<usize, Error> {
    in_block!(canvas, item.block, add(item), Err(Error::custom("this is no block of a canvas")))
}

fn open<T>(notes: &mut Option<Vec<Note<T>>>, count: usize) {
    notes.get_or_insert_with(|| Vec::with_capacity(count));
}

fn add<T: Noted>(notes: &mut Option<Vec<Note<T>>>, item: DraftItem) -> Result<usize, Error> {
    let notes = notes.get_or_insert_default();
    notes.push(note(item)?);
    Ok(notes.len() - 1)
}

fn note<T: Noted>(item: DraftItem) -> Result<Note<T>, Error> {
    let DraftItem { name, note, group, mut fields, .. } = item;
    if !fields.is_empty() {
        fields.insert("name".to_owned(), Value::from(name));
        if let Some(note) = note {
            fields.entry("note").or_insert_with(|| Value::from(note));
        }
        if let Some(group) = group {
            fields.entry("tags").or_insert_with(|| Value::from(vec![group]));
        }
        return serde_json::from_value(Value::Object(fields));
    }
    if note.is_none() && group.is_none() {
        return Ok(Note::Plain(name));
    }
    Ok(Note::Full(T::noted(name, note, group.map_or_else(Vec::new, |group| vec![group]))))
}

/// An item that can be made of words alone.
trait Noted: DeserializeOwned {
    fn noted(name: String, note: Option<String>, tags: Vec<String>) -> Self;
}

macro_rules! noted {
    ($($item:ident)+) => {
        $(impl Noted for $item {
            fn noted(name: String, note: Option<String>, tags: Vec<String>) -> Self {
                Self { name, note, tags, ..Self::default() }
            }
        })+
    };
}

noted! { Channel Cost CustomerRelationship CustomerSegment KeyActivity KeyPartnership KeyResource RevenueStream ValueProposition }

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn items_become_notes_of_their_block() {
        let mut canvas = Canvas::default();
        begin(&mut canvas, Block::Channels, 0);
        let mut told = DraftItem::new(Block::CostStructure, "Rent", 0..4);
        (told.note, told.group) = (Some("monthly".to_owned()), Some("Fixed".to_owned()));
        let mut typed = DraftItem::new(Block::CostStructure, "Flour", 0..5);
        typed.fields.insert("kind".to_owned(), json!("variable"));
        assert_eq!(push(&mut canvas, told).unwrap(), 0);
        assert_eq!(push(&mut canvas, DraftItem::new(Block::CostStructure, "Staff", 0..5)).unwrap(), 1);
        assert_eq!(push(&mut canvas, typed).unwrap(), 2);
        let expected = json!({
            "channels": [],
            "cost_structure": [{"name": "Rent", "note": "monthly", "tags": ["Fixed"]}, "Staff", {"name": "Flour", "kind": "variable"}]
        });
        assert_eq!(serde_json::to_value(&canvas).unwrap(), expected);
    }

    #[test]
    fn a_field_that_is_none_of_ours_is_refused() {
        let mut item = DraftItem::new(Block::Channels, "Shop", 0..4);
        item.fields.insert("price".to_owned(), json!(3));
        assert!(push(&mut Canvas::default(), item).is_err());
    }
}
