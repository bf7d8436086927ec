//! Items: their names, and what they state.

use canvass_formats::cursor::Cursor;
use canvass_model::blocks::{Block, Known, Shape};
use canvass_model::facts::Origin;
use canvass_model::graph::{
    AttributeRow, COMPANY, Field, LinkRow, NONE, QuantityRow, RowRange, Stage, StagedItem, StagedLink, StagedNeed, TextRange, ValueTag,
};
use canvass_model::vocabulary::{ContributionKind, NeedKind, Period, Status, code_of};

use super::places::Stretch;
use super::{Out, id_of, numbers, placed, some_text, str_of, text_of, word};

/// How many keys every item may have, whatever its block; the others follow them.
const COMMON: usize = 7;

/// The item that comes next, with the position in its block; where its name stands goes into `place_of_name`.
pub(super) fn read(cursor: &mut Cursor<'_>, out: &mut Out, block: Block, position: u32, place_of_name: &mut Stretch) -> Option<StagedItem> {
    let mut item = StagedItem::default();
    let (attributes, links) = (out.stage.attributes.len(), out.stage.links.len());
    if cursor.peek()? == b'"' {
        (item.name, *place_of_name) = placed(cursor, |cursor| some_text(cursor, &mut out.stage))?;
    } else {
        let known = block.known();
        let (mut seen, mut next, mut in_order) = (0_u32, 0, true);
        cursor.object(|cursor, key| {
            let at = place(known, key, next)?;
            let is_new = seen & (1 << at) == 0;
            seen |= 1 << at;
            in_order &= at >= next;
            next = at + 1;
            let stage = &mut out.stage;
            match (key, at) {
                ("id", _) => item.id = id_of(cursor, stage)?,
                ("name", _) => (item.name, *place_of_name) = placed(cursor, |cursor| some_text(cursor, stage))?,
                ("note", _) => item.note = text_of(cursor, stage)?,
                ("tags", _) => cursor.list(|cursor, index| {
                    let text = text_of(cursor, stage)?;
                    stage.attributes.push(AttributeRow::text(Field::Tags, text, index));
                    Some(())
                })?,
                ("status", _) => stage.attributes.push(AttributeRow::new(Field::Status, ValueTag::Term, code_of::<Status>(word(cursor)?)?, NONE)),
                ("evidence", _) => cursor.list(|cursor, _| text_of(cursor, stage).map(drop))?,
                ("confidence", _) => {
                    let share = numbers::share(cursor)?;
                    number(stage, Field::Confidence, share);
                }
                _ => value(cursor, out, known.get(at - COMMON)?, position)?,
            }
            is_new.then_some(())
        })?;
        if item.name.length == 0 {
            return None;
        }
        if !in_order {
            let stage = &mut out.stage;
            stage.attributes[attributes..].sort_by_key(|row| rank(known, row.field));
            stage.links[links..].sort_by_key(|link| rank(known, link.row.field));
        }
    }
    let rows = |first: usize, end: usize| RowRange { first: first as u32, count: (end - first) as u32 };
    item.attributes = rows(attributes, out.stage.attributes.len());
    item.links = rows(links, out.stage.links.len());
    Some(item)
}

/// Where a key stands in the canonical order, looked for first where it mostly stands: behind the one before.
fn place(known: &[Known], key: &str, next: usize) -> Option<usize> {
    let common = match key {
        "id" => 0,
        "name" => 1,
        "note" => 2,
        "tags" => 3,
        "status" => 4,
        "evidence" => 5,
        "confidence" => 6,
        _ => {
            let start = next.saturating_sub(COMMON).min(known.len());
            let (before, behind) = known.split_at(start);
            let found = behind.iter().position(|known| known.key == key).map(|at| at + start);
            return found.or_else(|| before.iter().position(|known| known.key == key)).map(|at| at + COMMON);
        }
    };
    Some(common)
}

/// The place of a row in the canonical order of its item.
fn rank(known: &[Known], field: u32) -> (usize, u32) {
    let own = |field: u32| known.iter().position(|known| known.field as u32 == field);
    // The two fields of an assortment stand in one place.
    let place = if field == Field::ShareOutsideTopFifth as u32 { own(Field::AssortmentItems as u32) } else { own(field) };
    (place.map_or(0, |place| place + 1), field)
}

/// Reads what stands behind a key of a block.
fn value(cursor: &mut Cursor<'_>, out: &mut Out, known: &Known, position: u32) -> Option<()> {
    let (field, stage) = (known.field, &mut out.stage);
    match known.shape {
        Shape::Term(code) => stage.attributes.push(AttributeRow::new(field, ValueTag::Term, code(word(cursor)?)?, NONE)),
        Shape::Terms(code) => cursor.list(|cursor, index| {
            stage.attributes.push(AttributeRow::new(field, ValueTag::Term, code(word(cursor)?)?, index));
            Some(())
        })?,
        Shape::Flag => {
            let value = u32::from(cursor.flag()?);
            stage.attributes.push(AttributeRow::new(field, ValueTag::Flag, value, NONE));
        }
        Shape::Number => {
            let quantity = numbers::quantity(cursor)?;
            number(stage, field, quantity);
        }
        Shape::Share => {
            let share = numbers::share(cursor)?;
            number(stage, field, share);
        }
        Shape::Money => {
            let index = numbers::money(cursor, stage)?;
            stage.attributes.push(numbered(field, index));
        }
        Shape::Link => link(cursor, stage, field, NONE, known.allowed)?,
        Shape::Links if cursor.peek()? == b'"' => link(cursor, stage, field, NONE, known.allowed)?,
        Shape::Links => cursor.list(|cursor, index| link(cursor, stage, field, index, known.allowed))?,
        Shape::Engagement => {
            let (mut times, mut period) = (None, None);
            cursor.object(|cursor, key| match key {
                "times" => times.replace(numbers::quantity(cursor)?).is_none().then_some(()),
                "per" => period.replace(code_of::<Period>(word(cursor)?)?).is_none().then_some(()),
                _ => None,
            })?;
            number(stage, field, QuantityRow { period: period?, ..times? });
        }
        Shape::Contributions => cursor.list(|cursor, index| contribution(cursor, stage, index))?,
        Shape::Needs => cursor.list(|cursor, index| {
            let (item, place) = need(cursor, out)?;
            out.stage.needs.push(StagedNeed { item, segment: position, index });
            out.places.needs.push((position, index, place));
            Some(())
        })?,
        Shape::Assortment => assortment(cursor, stage)?,
    }
    Some(())
}

fn numbered(field: Field, quantity: u32) -> AttributeRow {
    AttributeRow::new(field, ValueTag::Quantity, quantity, NONE)
}

fn number(stage: &mut Stage, field: Field, quantity: QuantityRow) {
    stage.attributes.push(numbered(field, stage.quantities.len() as u32));
    stage.quantities.push(quantity);
}

fn staged(stage: &mut Stage, field: Field, id: TextRange, (qualifier, index): (u32, u32), allowed: &'static [Block]) {
    let row = LinkRow { field: field as u32, from: NONE, to: NONE, qualifier, index, origin: Origin::Stated as u32 };
    stage.links.push(StagedLink { row, id, allowed });
}

fn link(cursor: &mut Cursor<'_>, stage: &mut Stage, field: Field, index: u32, allowed: &'static [Block]) -> Option<()> {
    let id = id_of(cursor, stage)?;
    staged(stage, field, id, (0, index), allowed);
    Some(())
}

fn contribution(cursor: &mut Cursor<'_>, stage: &mut Stage, index: u32) -> Option<()> {
    let (mut kind, mut to) = (None, None);
    cursor.object(|cursor, key| match key {
        "kind" => kind.replace(code_of::<ContributionKind>(word(cursor)?)?).is_none().then_some(()),
        "to" => to.replace(id_of(cursor, stage)?).is_none().then_some(()),
        _ => None,
    })?;
    let to = to?;
    let allowed: &'static [Block] = if str_of(stage, to) == Some(COMPANY) { &[] } else { &[Block::CustomerSegments] };
    staged(stage, Field::Contributes, to, (kind?, index), allowed);
    Some(())
}

/// A need, and where its text stands.
fn need(cursor: &mut Cursor<'_>, out: &mut Out) -> Option<(StagedItem, Stretch)> {
    let (mut item, mut place) = (StagedItem::default(), Stretch::default());
    let (mut kind, mut importance) = (None, None);
    let (mut id, mut text) = (false, false);
    cursor.object(|cursor, key| {
        let is_new = match key {
            "id" => {
                item.id = id_of(cursor, &mut out.stage)?;
                !std::mem::replace(&mut id, true)
            }
            "text" => {
                (item.name, place) = placed(cursor, |cursor| some_text(cursor, &mut out.stage))?;
                !std::mem::replace(&mut text, true)
            }
            "kind" => kind.replace(code_of::<NeedKind>(word(cursor)?)?).is_none(),
            "importance" => importance.replace(numbers::importance(cursor)?).is_none(),
            _ => return None,
        };
        is_new.then_some(())
    })?;
    let first = out.of_needs.len();
    out.of_needs.extend(kind.map(|code| AttributeRow::new(Field::Kind, ValueTag::Term, code, NONE)));
    if let Some(importance) = importance {
        out.of_needs.push(numbered(Field::Importance, out.stage.quantities.len() as u32));
        out.stage.quantities.push(importance);
    }
    item.attributes = RowRange { first: first as u32, count: (out.of_needs.len() - first) as u32 };
    text.then_some((item, place))
}

fn assortment(cursor: &mut Cursor<'_>, stage: &mut Stage) -> Option<()> {
    let [mut items, mut share] = [None, None];
    cursor.object(|cursor, key| match key {
        "items" => items.replace(numbers::quantity(cursor)?).is_none().then_some(()),
        "share_outside_top_fifth" => share.replace(numbers::share(cursor)?).is_none().then_some(()),
        _ => None,
    })?;
    for (field, quantity) in [(Field::AssortmentItems, items), (Field::ShareOutsideTopFifth, share)] {
        if let Some(quantity) = quantity {
            number(stage, field, quantity);
        }
    }
    Some(())
}
