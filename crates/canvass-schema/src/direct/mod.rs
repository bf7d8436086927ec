//! Reading JSON straight into the graph.
//!
//! A batch is mostly sound canvases in JSON. For these there need be neither a tree nor the typed model: one pass over the text writes the
//! rows of the graph, whose names are ranges of that text. What is read so is a part of what the complete reader accepts, and read alike;
//! whatever else stands in a document, be it a fault or only rare, is left to the complete reader, which explains.

mod item;
mod numbers;
mod places;
#[cfg(test)]
mod tests;

use canvass_formats::cursor::Cursor;
use canvass_formats::{Format, Limits, text};
use canvass_model::blocks::Block;
use canvass_model::graph::{AttributeRow, Field, Graph, NONE, RowRange, Stage, StagedItem, TextRange, ValueTag, assemble};
use canvass_model::vocabulary::{CostOrientation, Portfolio, Stage as Maturity, code_of};
use canvass_model::{Currency, Date, Id, Language};

use crate::read::{SHORT_WAY, Source};
pub(crate) use places::Places;
use places::Stretch;

/// Reads a canvas straight into its graph, where it is a sound one in JSON of which all links find their targets.
///
/// `first_line` is the number of the document's first line in its file, for files of one canvas per line. `None` says nothing against the
/// document: [`read_canvas`](crate::read_canvas) reads it.
pub fn read_directly<'t>(bytes: &'t [u8], format: Option<Format>, first_line: u32, limits: &Limits) -> Option<(Graph, Source<'t>)> {
    if bytes.len() > SHORT_WAY.min(limits.text) || format.is_some_and(|format| !matches!(format, Format::Json | Format::NdJson)) {
        return None;
    }
    let text = text::decode(bytes, limits).ok()?;
    if format.is_none() && Format::sniff(text) == Format::Yaml {
        return None;
    }
    let (graph, places) = graph(text)?;
    Some((graph, Source::direct(text, first_line, places)))
}

fn graph(text: &str) -> Option<(Graph, Places)> {
    let mut cursor = Cursor::new(text);
    if cursor.peek()? != b'{' {
        return None;
    }
    let mut out = Out::new(text);
    canvas(&mut cursor, &mut out)?;
    if !cursor.is_at_end() || out.stage.blocks.iter().all(Option::is_none) {
        return None;
    }
    let (stage, places) = out.finish();
    let (graph, problems) = assemble(stage);
    problems.is_empty().then_some((graph, places))
}

/// The rows that have been read.
struct Out {
    stage: Stage,
    /// What needs state: their rows stand behind all others, so that those of a segment stay one stretch.
    of_needs: Vec<AttributeRow>,
    places: Places,
}

impl Out {
    fn new(text: &str) -> Self {
        let mut copy = String::with_capacity(2 * text.len());
        copy.push_str(text);
        // One item takes some hundred bytes, and one value some thirty.
        let (items, values) = (text.len() / 96, text.len() / 32);
        let stage = Stage {
            text: copy,
            items: Vec::with_capacity(items),
            attributes: Vec::with_capacity(values),
            quantities: Vec::with_capacity(items),
            links: Vec::with_capacity(values),
            ..Stage::default()
        };
        let places = Places { items: Vec::with_capacity(items), ..Places::default() };
        Self { stage, of_needs: Vec::new(), places }
    }

    fn finish(mut self) -> (Stage, Places) {
        let first = self.stage.attributes.len() as u32;
        self.stage.attributes.append(&mut self.of_needs);
        for need in &mut self.stage.needs {
            need.item.attributes.first += first;
        }
        self.places.blocks = self.stage.blocks;
        (self.stage, self.places)
    }
}

/// A text, as a range of the text of the graph.
fn text_of(cursor: &mut Cursor<'_>, stage: &mut Stage) -> Option<TextRange> {
    let raw = cursor.string()?;
    if raw.escaped {
        let text: String = serde_json::from_str(&format!("\"{}\"", raw.text)).ok()?;
        return Some(stage.push_text(&text));
    }
    Some(TextRange { offset: raw.offset as u32, length: raw.text.len() as u32 })
}

/// Reads something, and says where it stands.
fn placed<T>(cursor: &mut Cursor<'_>, read: impl FnOnce(&mut Cursor<'_>) -> Option<T>) -> Option<(T, Stretch)> {
    cursor.peek()?;
    let start = cursor.position() as u32;
    let value = read(cursor)?;
    Some((value, (start, cursor.position() as u32)))
}

/// A text that says something.
fn some_text(cursor: &mut Cursor<'_>, stage: &mut Stage) -> Option<TextRange> {
    text_of(cursor, stage).filter(|range| range.length > 0)
}

/// An identifier.
fn id_of(cursor: &mut Cursor<'_>, stage: &mut Stage) -> Option<TextRange> {
    let range = text_of(cursor, stage)?;
    Id::is_well_formed(str_of(stage, range)?).then_some(range)
}

fn str_of(stage: &Stage, range: TextRange) -> Option<&str> {
    stage.text.get(range.offset as usize..(range.offset + range.length) as usize)
}

/// A text without escapes, such as the words of the vocabularies.
fn word<'t>(cursor: &mut Cursor<'t>) -> Option<&'t str> {
    cursor.string().filter(|raw| !raw.escaped).map(|raw| raw.text)
}

/// What a canvas says of itself, in the order of the document.
#[derive(Default)]
struct Header {
    tags: Vec<TextRange>,
    /// Terms by their fields: cost orientation, portfolio, stage.
    terms: [Option<u32>; 3],
    currency: TextRange,
    language: TextRange,
    organization: Option<TextRange>,
}

fn canvas(cursor: &mut Cursor<'_>, out: &mut Out) -> Option<()> {
    let mut header = Header::default();
    let mut known = StagedItem::default();
    let mut seen: Vec<&str> = Vec::with_capacity(16);
    cursor.object(|cursor, key| {
        if seen.contains(&key) {
            return None;
        }
        seen.push(key);
        if let Some(at) = Block::NINE.iter().position(|block| block.key() == key) {
            let first = out.stage.items.len() as u32;
            cursor.list(|cursor, index| {
                let mut name = Stretch::default();
                let (item, whole) = placed(cursor, |cursor| item::read(cursor, out, Block::NINE[at], index, &mut name))?;
                out.stage.items.push(item);
                out.places.items.push((whole, name));
                Some(())
            })?;
            out.stage.blocks[at] = Some(RowRange { first, count: out.stage.items.len() as u32 - first });
            return Some(());
        }
        let stage = &mut out.stage;
        match key {
            "$schema" => drop(text_of(cursor, stage)?),
            "canvass" => drop(cursor.number().filter(|&version| version == "1")?),
            "id" => known.id = id_of(cursor, stage)?,
            "name" => {
                let (name, place) = placed(cursor, |cursor| text_of(cursor, stage))?;
                known.name = name;
                out.places.name = Some(place);
            }
            "description" => known.note = text_of(cursor, stage)?,
            "organization" => header.organization = Some(text_of(cursor, stage)?),
            "as_of" => drop(Date::try_from(word(cursor)?.to_owned()).ok()?),
            "lang" => {
                header.language = text_of(cursor, stage)?;
                Language::try_from(str_of(stage, header.language)?.to_owned()).ok()?;
            }
            "currency" => {
                header.currency = text_of(cursor, stage)?;
                Currency::is_code(str_of(stage, header.currency)?).then_some(())?;
            }
            "tags" => cursor.list(|cursor, _| {
                header.tags.push(text_of(cursor, stage)?);
                Some(())
            })?,
            "sources" => cursor.list(|cursor, _| source(cursor, stage))?,
            "derived_from" => drop(id_of(cursor, stage)?),
            "cost_orientation" => header.terms[0] = Some(code_of::<CostOrientation>(word(cursor)?)?),
            "portfolio" => header.terms[1] = Some(code_of::<Portfolio>(word(cursor)?)?),
            "stage" => header.terms[2] = Some(code_of::<Maturity>(word(cursor)?)?),
            _ => return None,
        }
        Some(())
    })?;
    out.stage.currency = header.currency;
    known.attributes = header.push(&mut out.stage);
    out.stage.canvas = known;
    Some(())
}

impl Header {
    /// Adds the rows in canonical order.
    fn push(&self, stage: &mut Stage) -> RowRange {
        let first = stage.attributes.len() as u32;
        let text = |field: Field, text: TextRange| AttributeRow::text(field, text, NONE);
        stage.attributes.extend(self.tags.iter().map(|&tag| text(Field::Tags, tag)));
        for (field, code) in [Field::CostOrientation, Field::Portfolio, Field::Stage].into_iter().zip(self.terms) {
            stage.attributes.extend(code.map(|code| AttributeRow::new(field, ValueTag::Term, code, NONE)));
        }
        let stated = |range: TextRange| Some(range).filter(|range| range.length > 0);
        stage.attributes.extend(stated(self.currency).map(|code| text(Field::Currency, code)));
        stage.attributes.extend(stated(self.language).map(|tag| text(Field::Language, tag)));
        stage.attributes.extend(self.organization.map(|name| text(Field::Organization, name)));
        RowRange { first, count: stage.attributes.len() as u32 - first }
    }
}

/// A source: a title, and perhaps where it is found. The graph has no place for it.
fn source(cursor: &mut Cursor<'_>, stage: &mut Stage) -> Option<()> {
    let (mut title, mut address) = (false, false);
    cursor.object(|cursor, key| {
        let seen = match key {
            "title" => &mut title,
            "address" => &mut address,
            _ => return None,
        };
        text_of(cursor, stage)?;
        (!std::mem::replace(seen, true)).then_some(())
    })?;
    title.then_some(())
}
