//! Reading facts from the words of sticky notes.
//!
//! Most canvases state nothing but text. [`read`] matches the words of each note against a lexicon of the canvas's language, in the context
//! of the note's block, and fills in what the words say: the kind of a stream, a price, who pays, whom a channel reaches. What is stated is
//! never touched: a note that states a field of its own is not read, nor is a block in which any note does. Links are no such fields: they say
//! who belongs together and not what something is, and stay as they are. Every value that was read is marked with the words it came from.

use canvass_model::Canvas;
use canvass_model::blocks::{Block, Common, Item, Note};
use canvass_model::graph::{Field, ReadMark, View};

pub mod language;

mod addressees;
mod asides;
mod at_times;

mod bait;
mod beginnings;
mod blocks;
mod called;
mod common_words;
mod compose;
mod concepts;
mod context;
mod costs_nothing;
mod fill;
mod fold;
mod funding;
mod groups;
mod headed;
mod ids;
mod insurance;
mod lexicon;
mod links;
mod matcher;
mod money;
mod naming;
mod negation;
#[cfg(test)]
mod notes;
mod paid_for;
mod payers;
mod plans;
mod prices;
mod resale;
mod sides;
mod small_words;
mod spared;
mod table;
#[cfg(test)]
mod term;
#[cfg(test)]
mod testing;
mod text;
mod trie;
mod unit_costs;
mod uses;

use context::Context;
use fill::{Marks, Named, SAID};
use ids::Identifiers;
use language::Language;
use plans::Known;

/// A canvas with what its words say filled in.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The canvas with the values that were read.
    pub canvas: Canvas,
    /// Which values were read, and from which words.
    pub marks: Vec<ReadMark>,
    /// The language of the notes.
    pub language: Language,
}

/// How many notes a canvas may have whose words are read: ten times as many as any that was seen. Each note is held against each group, so
/// that a canvas made to be large would take for ever.
const MOST_NOTES: usize = 1500;

/// How many values are read of most notes at most.
const MARKS_OF_A_NOTE: usize = 4;

/// Whether [`read`] may find anything in the canvas of that graph; where it may not, nobody needs the typed model for it.
pub fn may_read(view: &View<'_>) -> bool {
    const SAYS_NOTHING: [u32; 3] = [Field::Tags as u32, Field::Status as u32, Field::Confidence as u32];
    Block::NINE.iter().any(|&block| {
        let mut items = view.block(block).peekable();
        items.peek().is_some() && items.all(|item| item.attributes().iter().all(|row| SAYS_NOTHING.contains(&row.field)))
    })
}

/// Reads the words of a canvas, or nothing when every block states what it says.
pub fn read(canvas: &Canvas) -> Option<Reading> {
    let readable = [
        bare(&canvas.key_partnerships),
        bare(&canvas.key_activities),
        bare(&canvas.key_resources),
        bare(&canvas.value_propositions),
        bare(&canvas.customer_relationships),
        bare(&canvas.channels),
        bare(&canvas.customer_segments),
        bare(&canvas.cost_structure),
        bare(&canvas.revenue_streams),
    ];
    if readable.iter().all(|readable| *readable != Some(true)) {
        return None;
    }
    let notes: usize = Block::NINE.iter().filter_map(|&block| canvas.count(block)).sum();
    if notes > MOST_NOTES {
        return None;
    }
    let declared = canvas.lang.as_ref().and_then(|tag| Language::declared(tag.as_str()));
    let detected = declared.or_else(|| Language::detect(texts(canvas, notes).into_iter()));
    let language = detected.unwrap_or(Language::English);
    let mut read = canvas.clone();
    if read.lang.is_none() {
        read.lang = detected.and_then(|language| language.tag().to_owned().try_into().ok());
    }
    // Without a stated link nothing can have meant the one of two namesakes.
    let linked = readable.contains(&Some(false));
    let ids = if linked { Identifiers::new(&read) } else { Identifiers::parted(&mut read) };
    let context = Context::new(&read, ids, language, readable.map(|readable| readable == Some(true)));
    let mut marks = Marks(Vec::with_capacity(notes * MARKS_OF_A_NOTE));
    fill(&context, &mut read, &mut marks);
    if marks.0.is_empty() {
        return None;
    }
    Some(Reading { canvas: read, marks: marks.0, language })
}

/// Fills in what the words say, block by block: groups first, since the others speak of them.
fn fill(context: &Context, canvas: &mut Canvas, marks: &mut Marks) {
    fn notes<T>(block: &mut Option<Vec<T>>) -> &mut [T] {
        block.as_deref_mut().unwrap_or_default()
    }
    let (segments, offers, streams) = (notes(&mut canvas.customer_segments), notes(&mut canvas.value_propositions), notes(&mut canvas.revenue_streams));
    if context.reads(Block::CustomerSegments) {
        blocks::segments(context, segments, marks);
        blocks::belonging(context, segments, marks);
    }
    let mut known_offers = blocks::propositions(context, offers, marks);
    uses::assign(context, &mut known_offers, offers, marks);
    let known_streams = blocks::streams(context, streams, marks);
    let payers = payers::assign(context, &known_offers, &known_streams, streams, marks);
    let known = Known { offers: &known_offers, streams: &known_streams, payers: &payers };
    plans::assign(context, &known, segments, streams, marks);
    at_times::assign(context, &known, segments, marks);
    sides::assign(context, &known, segments, offers, marks);
    resale::assign(context, &known, segments, marks);
    let baits = bait::assign(context, &known, offers, streams, marks);
    prices::assign(context, &known, &baits, segments, marks);
    insurance::assign(context, &known, segments, marks);
    funding::assign(context, &known, segments, marks);
    if canvas.lang.is_some() {
        blocks::persons(context, segments, marks);
    }
    paid_for::assign(context, &known, streams, marks);
    blocks::channels(context, notes(&mut canvas.channels), marks);
    blocks::relationships(context, notes(&mut canvas.customer_relationships), marks);
    blocks::resources(context, notes(&mut canvas.key_resources), marks);
    blocks::activities(context, notes(&mut canvas.key_activities), marks);
    blocks::resource_links(context, &known_offers, notes(&mut canvas.key_resources), marks);
    blocks::activity_links(context, &known_offers, notes(&mut canvas.key_activities), marks);
    blocks::channel_links(context, &known_offers, notes(&mut canvas.channels), marks);
    blocks::partnerships(context, notes(&mut canvas.key_partnerships), marks);
    if let Some((orientation, words)) = blocks::costs(context, notes(&mut canvas.cost_structure), marks)
        && canvas.cost_orientation.is_none()
    {
        canvas.cost_orientation = Some(orientation);
        marks.add(Block::Canvas, 0, Field::CostOrientation, &words, SAID);
    }
    concepts::assign(context, canvas, marks);
}

/// Whether no note of a block states a field of its own; `None` for a block without notes.
fn bare<T: Named + PartialEq>(notes: &Option<Vec<Note<T>>>) -> Option<bool> {
    let notes = notes.as_deref().filter(|notes| !notes.is_empty())?;
    Some(notes.iter().all(|note| note.full().is_none_or(Named::is_bare)))
}

/// The texts of all notes.
fn texts(canvas: &Canvas, notes: usize) -> Vec<&str> {
    fn of<'c, T: Item>(notes: &'c Option<Vec<Note<T>>>, out: &mut Vec<&'c str>) {
        for note in notes.iter().flatten() {
            let Common { name, note, .. } = note.common();
            out.push(name);
            out.extend(note);
        }
    }
    let mut out = Vec::with_capacity(2 * notes);
    of(&canvas.customer_segments, &mut out);
    of(&canvas.value_propositions, &mut out);
    of(&canvas.revenue_streams, &mut out);
    of(&canvas.channels, &mut out);
    of(&canvas.customer_relationships, &mut out);
    of(&canvas.key_activities, &mut out);
    of(&canvas.key_resources, &mut out);
    of(&canvas.key_partnerships, &mut out);
    of(&canvas.cost_structure, &mut out);
    out
}
