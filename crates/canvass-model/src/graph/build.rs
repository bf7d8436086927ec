//! Building the graph from a document: items first, then what they state, so that every link finds its target.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use super::rows::{AttributeRow, DecimalRow, ItemRow, LinkRow, NONE, Place, QuantityRow, RowRange, TextRange, ValueTag};
use super::{Field, Graph, ReadMark, read};
use crate::blocks::{Block, Common, Contribution, Item, Note};
use crate::canvas::Canvas;
use crate::facts::{self, Origin};
use crate::identifier::{Id, Ids, nearest, slug_into};
use crate::problem::Problem;
use crate::quantity::{Money, Number, Quantity, Share};
use crate::vocabulary::{Period, Term};

/// For how many problems of a canvas the identifier that was meant is searched.
const SUGGESTIONS: usize = 100;

/// Builds the graph of a canvas with its derived facts, and lists the links that lead nowhere and the identifiers given twice.
///
/// A link that leads nowhere is left out of the graph; the first of several items with one identifier is the one that links find.
pub fn build(canvas: &Canvas) -> (Graph, Vec<Problem>) {
    let mut builder = Builder::new(canvas);
    builder.add_items(canvas);
    builder.derive_identifiers();
    builder.describe_items(canvas);
    let Builder { mut graph, problems, .. } = builder;
    facts::derive(&mut graph);
    (graph, problems)
}

/// Builds the graph of a canvas of which some values were read from words: links and facts that rest on these say so.
pub fn build_read(canvas: &Canvas, marks: &[ReadMark]) -> (Graph, Vec<Problem>) {
    let (mut graph, problems) = build(canvas);
    read::apply(&mut graph, marks);
    (graph, problems)
}

struct Builder<'a> {
    graph: Graph,
    problems: Vec<Problem>,
    /// Indices of items, found by the hash of their identifier.
    by_id: HashTable<u32>,
    hasher: DefaultHashBuilder,
    currency: Option<&'a str>,
    currency_range: TextRange,
}

/// Applies an expression to each of the nine blocks of a canvas in canonical order.
macro_rules! each_block {
    ($canvas:expr, |$block:ident, $notes:ident| $body:expr) => {{
        {
            let ($block, $notes) = (Block::KeyPartnerships, &$canvas.key_partnerships);
            $body
        }
        {
            let ($block, $notes) = (Block::KeyActivities, &$canvas.key_activities);
            $body
        }
        {
            let ($block, $notes) = (Block::KeyResources, &$canvas.key_resources);
            $body
        }
        {
            let ($block, $notes) = (Block::ValuePropositions, &$canvas.value_propositions);
            $body
        }
        {
            let ($block, $notes) = (Block::CustomerRelationships, &$canvas.customer_relationships);
            $body
        }
        {
            let ($block, $notes) = (Block::Channels, &$canvas.channels);
            $body
        }
        {
            let ($block, $notes) = (Block::CustomerSegments, &$canvas.customer_segments);
            $body
        }
        {
            let ($block, $notes) = (Block::CostStructure, &$canvas.cost_structure);
            $body
        }
        {
            let ($block, $notes) = (Block::RevenueStreams, &$canvas.revenue_streams);
            $body
        }
    }};
}

impl<'a> Builder<'a> {
    fn new(canvas: &'a Canvas) -> Self {
        let notes: usize = Block::NINE.iter().filter_map(|&block| canvas.count(block)).sum();
        let graph = Graph {
            text: String::with_capacity(64 * (notes + 4)),
            items: Vec::with_capacity(2 * notes + 1),
            attributes: Vec::with_capacity(4 * notes + 4),
            quantities: Vec::with_capacity(notes),
            links: Vec::with_capacity(3 * notes),
            facts: Vec::new(),
            places: Vec::new(),
        };
        Self {
            graph,
            problems: Vec::new(),
            by_id: HashTable::with_capacity(2 * notes),
            hasher: DefaultHashBuilder::default(),
            currency: canvas.currency.as_ref().map(crate::quantity::Currency::as_str),
            currency_range: TextRange::default(),
        }
    }

    fn push_text(&mut self, text: &str) -> TextRange {
        let offset = self.graph.text.len();
        self.graph.text.push_str(text);
        range(offset, text.len())
    }

    fn add_items(&mut self, canvas: &Canvas) {
        let mut flags = 0;
        each_block!(canvas, |block, notes| {
            if notes.is_some() {
                flags |= 1 << block as u32;
            }
        });
        let canvas_row = ItemRow {
            block: Block::Canvas as u32,
            flags,
            id: self.push_text(canvas.id.as_ref().map_or("", Id::as_str)),
            name: self.push_text(canvas.name.as_deref().unwrap_or_default()),
            note: self.push_text(canvas.description.as_deref().unwrap_or_default()),
            ..ItemRow::default()
        };
        self.graph.items.push(canvas_row);
        each_block!(canvas, |block, notes| {
            for (index, note) in notes.iter().flatten().enumerate() {
                let common = note.common();
                self.add_item(block, common.id, common.name, common.note, |pointer| {
                    pointer.push('/');
                    pointer.push_str(block.key());
                    push_index(pointer, index);
                });
            }
        });
        for (index, segment) in canvas.customer_segments.iter().flatten().enumerate() {
            for (at, need) in segment.full().map(|segment| segment.needs.as_slice()).unwrap_or_default().iter().enumerate() {
                self.add_item(Block::Need, need.id.as_ref(), &need.text, None, |pointer| {
                    pointer.push_str("/customer_segments");
                    push_index(pointer, index);
                    pointer.push_str("/needs");
                    push_index(pointer, at);
                });
            }
        }
    }

    fn add_item(&mut self, block: Block, id: Option<&Id>, name: &str, note: Option<&str>, pointer: impl FnOnce(&mut String)) {
        let index = self.graph.items.len() as u32;
        let name = self.push_text(name);
        let note = self.push_text(note.unwrap_or_default());
        let start = self.graph.text.len();
        pointer(&mut self.graph.text);
        let pointer = range(start, self.graph.text.len() - start);
        let mut row = ItemRow { block: block as u32, name, note, pointer, ..ItemRow::default() };
        if let Some(id) = id {
            row.id = self.push_text(id.as_str());
        }
        self.graph.items.push(row);
        if let Some(id) = id {
            match self.find(id.as_str(), |_| true) {
                Some(first) => self.problems.push(Problem::DuplicateId {
                    id: id.as_str().to_owned(),
                    first: Place { item: first, field: Field::Id as u32, index: NONE },
                    second: Place { item: index, field: Field::Id as u32, index: NONE },
                }),
                None => self.register(index),
            }
        }
    }

    /// Gives every item without an identifier one derived from its name, unique within its block.
    ///
    /// Links name the block they lead to, so items of two blocks may share a derived identifier: "Platform" is often a resource and an offer.
    fn derive_identifiers(&mut self) {
        // The number to try next for each name that has been taken: counting from the beginning each time would be quadratic.
        let mut next: HashMap<(u32, String), u32> = HashMap::new();
        for index in 1..self.graph.items.len() as u32 {
            let row = self.graph.items[index as usize];
            if row.id.length > 0 {
                continue;
            }
            let start = self.graph.text.len();
            let name = self.graph.view().str(row.name).to_owned();
            if !slug_into(&name, &mut self.graph.text) {
                let block = Block::from_code(row.block).unwrap_or(Block::Canvas);
                self.graph.text.push_str(block.key());
            }
            let stem = self.graph.text.len();
            let taken = |builder: &Self| builder.find(&builder.graph.text[start..], |other| other.block == row.block).is_some();
            if taken(self) {
                let copy = next.entry((row.block, self.graph.text[start..].to_owned())).or_insert(2);
                loop {
                    self.graph.text.truncate(stem);
                    self.graph.text.push('-');
                    self.graph.text.push_str(&copy.to_string());
                    *copy += 1;
                    if !taken(self) {
                        break;
                    }
                }
            }
            self.graph.items[index as usize].id = range(start, self.graph.text.len() - start);
            self.register(index);
        }
    }

    fn register(&mut self, index: u32) {
        let Self { graph, by_id, hasher, .. } = self;
        let key = |index: u32| graph.items.get(index as usize).map_or("", |row| graph.view().str(row.id));
        by_id.insert_unique(hasher.hash_one(key(index)), index, |&other| hasher.hash_one(key(other)));
    }

    fn find(&self, id: &str, fits: impl Fn(&ItemRow) -> bool) -> Option<u32> {
        let view = self.graph.view();
        self.by_id.find(self.hasher.hash_one(id), |&index| view.items.get(index as usize).is_some_and(|row| view.str(row.id) == id && fits(row))).copied()
    }

    fn describe_items(&mut self, canvas: &Canvas) {
        if let Some(currency) = self.currency {
            self.currency_range = self.push_text(currency);
        }
        let mut item = 0;
        self.describe(&mut item, |graph| {
            for tag in &canvas.tags {
                graph.text(Field::Tags, tag);
            }
            graph.term(Field::CostOrientation, canvas.cost_orientation);
            graph.term(Field::Portfolio, canvas.portfolio);
            graph.term(Field::Stage, canvas.stage);
            if let Some(currency) = &canvas.currency {
                graph.text(Field::Currency, currency.as_str());
            }
            if let Some(language) = &canvas.lang {
                graph.text(Field::Language, language.as_str());
            }
            if let Some(organization) = &canvas.organization {
                graph.text(Field::Organization, organization);
            }
        });
        each_block!(canvas, |_block, notes| {
            for note in notes.iter().flatten() {
                self.describe_note(&mut item, note);
            }
        });
        let first_need = item;
        for segment in canvas.customer_segments.iter().flatten().filter_map(Note::full) {
            for need in &segment.needs {
                self.describe(&mut item, |graph| {
                    graph.term(Field::Kind, need.kind);
                    graph.number(Field::Importance, need.importance.map(|importance| Quantity::exact(Number::from(i32::from(importance)))));
                });
            }
        }
        self.link_needs(canvas, first_need);
    }

    fn describe_note<T: Item>(&mut self, item: &mut u32, note: &Note<T>) {
        self.describe(item, |graph| {
            graph.common(&note.common());
            if let Some(full) = note.full() {
                full.describe(graph);
            }
        });
    }

    fn describe(&mut self, item: &mut u32, fill: impl FnOnce(&mut Describer<'_>)) {
        let attributes = self.graph.attributes.len();
        let links = self.graph.links.len();
        fill(&mut Describer { builder: self, item: *item });
        let graph = &mut self.graph;
        let row = &mut graph.items[*item as usize];
        row.attributes = rows(attributes, graph.attributes.len());
        row.links = rows(links, graph.links.len());
        *item += 1;
    }

    /// Links each need back to its segment, from the need's side: a segment's own links must stay one stretch.
    fn link_needs(&mut self, canvas: &Canvas, first_need: u32) {
        let mut need = first_need;
        let segments = self.graph.items.partition_point(|row| row.block < Block::CustomerSegments as u32) as u32;
        for (index, segment) in canvas.customer_segments.iter().flatten().enumerate() {
            for at in 0..segment.full().map_or(0, |segment| segment.needs.len()) {
                let first = self.graph.links.len();
                let to = segments + index as u32;
                self.graph.links.push(LinkRow { field: Field::Needs as u32, from: need, to, qualifier: 0, index: at as u32, origin: Origin::Stated as u32 });
                self.graph.items[need as usize].links = rows(first, first + 1);
                need += 1;
            }
        }
    }
}

/// Adds what one item states to the graph. Each field that is absent adds nothing.
pub struct Describer<'b> {
    builder: &'b mut dyn Sink,
    item: u32,
}

/// What a describer writes to; hides the lifetime of the builder from the blocks.
trait Sink {
    fn attribute(&mut self, row: AttributeRow);
    fn text(&mut self, text: &str) -> TextRange;
    fn quantity(&mut self, quantity: Quantity, money: Option<&Money>, period: Option<Period>) -> u32;
    fn link(&mut self, row: LinkRow, id: &Id, allowed: &[Block]);
    fn company_link(&mut self, row: LinkRow);
}

impl Sink for Builder<'_> {
    fn attribute(&mut self, row: AttributeRow) {
        self.graph.attributes.push(row);
    }

    fn text(&mut self, text: &str) -> TextRange {
        self.push_text(text)
    }

    fn quantity(&mut self, quantity: Quantity, money: Option<&Money>, period: Option<Period>) -> u32 {
        let currency = match money {
            None => TextRange::default(),
            Some(money) => match &money.currency {
                Some(currency) => self.push_text(currency.as_str()),
                None => self.currency_range,
            },
        };
        let row = QuantityRow {
            low: decimal(quantity.low),
            likely: quantity.likely.map(decimal).unwrap_or_default(),
            high: decimal(quantity.high),
            currency,
            period: period.map_or(0, Term::code),
            has_likely: u32::from(quantity.likely.is_some()),
        };
        self.graph.quantities.push(row);
        self.graph.quantities.len() as u32 - 1
    }

    fn company_link(&mut self, row: LinkRow) {
        self.graph.links.push(row);
    }

    fn link(&mut self, row: LinkRow, id: &Id, allowed: &[Block]) {
        let fits = |other: &ItemRow| allowed.iter().any(|&block| block as u32 == other.block);
        if let Some(to) = self.find(id.as_str(), fits) {
            self.graph.links.push(LinkRow { to, ..row });
            return;
        }
        let view = self.graph.view();
        let elsewhere = self.find(id.as_str(), |_| true).and_then(|index| view.items.get(index as usize)).and_then(|other| Block::from_code(other.block));
        let candidates = view.items.iter().skip(1).filter(|other| fits(other));
        // A link by name is the commonest slip: the id of the item of that name comes first.
        let near = || {
            let by_name = candidates.clone().find(|other| view.str(other.name) == id.as_str()).map(|other| view.str(other.id));
            by_name.or_else(|| nearest(id.as_str(), candidates.map(|other| view.str(other.id)))).map(str::to_owned)
        };
        // Each search looks at every item: whoever has broken a hundred links has no use for more of them.
        let suggestion = if self.problems.len() < SUGGESTIONS { near() } else { None };
        let place = Place { item: row.from, field: row.field, index: row.index };
        self.problems.push(Problem::BrokenLink { id: id.as_str().to_owned(), place, allowed: allowed.to_vec(), elsewhere, suggestion });
    }
}

impl Describer<'_> {
    fn common(&mut self, common: &Common<'_>) {
        for (index, tag) in common.tags.iter().enumerate() {
            self.text_at(Field::Tags, tag, index as u32);
        }
        self.term(Field::Status, common.status);
        self.share(Field::Confidence, common.confidence);
    }

    fn push(&mut self, field: Field, tag: ValueTag, value: u32, index: u32) {
        self.builder.attribute(AttributeRow { field: field as u32, tag: tag as u32, value, index, text: TextRange::default() });
    }

    fn text_at(&mut self, field: Field, text: &str, index: u32) {
        let text = self.builder.text(text);
        self.builder.attribute(AttributeRow { field: field as u32, tag: ValueTag::Text as u32, value: 0, index, text });
    }

    /// A text.
    pub fn text(&mut self, field: Field, text: &str) {
        self.text_at(field, text, NONE);
    }

    /// A term of a vocabulary.
    pub fn term<T: Term>(&mut self, field: Field, term: Option<T>) {
        if let Some(term) = term {
            self.push(field, ValueTag::Term, term.code(), NONE);
        }
    }

    /// A list of terms.
    pub fn terms<T: Term>(&mut self, field: Field, terms: &[T]) {
        for (index, term) in terms.iter().enumerate() {
            self.push(field, ValueTag::Term, term.code(), index as u32);
        }
    }

    /// A yes or no.
    pub fn flag(&mut self, field: Field, flag: Option<bool>) {
        if let Some(flag) = flag {
            self.push(field, ValueTag::Flag, u32::from(flag), NONE);
        }
    }

    /// A plain number or range.
    pub fn number(&mut self, field: Field, quantity: Option<Quantity>) {
        if let Some(quantity) = quantity {
            let index = self.builder.quantity(quantity, None, None);
            self.push(field, ValueTag::Quantity, index, NONE);
        }
    }

    /// A number or range counted by a period.
    pub fn number_per(&mut self, field: Field, quantity: Quantity, period: Period) {
        let index = self.builder.quantity(quantity, None, Some(period));
        self.push(field, ValueTag::Quantity, index, NONE);
    }

    /// A share from 0 to 1.
    pub fn share(&mut self, field: Field, share: Option<Share>) {
        self.number(field, share.map(|share| Quantity::exact(share.number())));
    }

    /// An amount of money.
    pub fn money(&mut self, field: Field, money: Option<&Money>) {
        if let Some(money) = money {
            let index = self.builder.quantity(money.amount, Some(money), money.per);
            self.push(field, ValueTag::Quantity, index, NONE);
        }
    }

    /// A link to one item of the allowed blocks.
    pub fn link(&mut self, field: Field, id: Option<&Id>, allowed: &[Block]) {
        if let Some(id) = id {
            let row = LinkRow { field: field as u32, from: self.item, to: NONE, qualifier: 0, index: NONE, origin: Origin::Stated as u32 };
            self.builder.link(row, id, allowed);
        }
    }

    /// Links to one or several items of the allowed blocks.
    pub fn links(&mut self, field: Field, ids: Option<&Ids>, allowed: &[Block]) {
        match ids {
            None => {}
            Some(Ids::One(id)) => self.link(field, Some(id), allowed),
            Some(Ids::Many(ids)) => {
                for (index, id) in ids.iter().enumerate() {
                    let row = LinkRow { field: field as u32, from: self.item, to: NONE, qualifier: 0, index: index as u32, origin: Origin::Stated as u32 };
                    self.builder.link(row, id, allowed);
                }
            }
        }
    }

    /// Contributions to segments or, by the word `company`, to the business as a whole.
    pub fn contributions(&mut self, contributions: &[Contribution]) {
        for (index, contribution) in contributions.iter().enumerate() {
            let row = LinkRow {
                field: Field::Contributes as u32,
                from: self.item,
                to: 0,
                qualifier: contribution.kind.code(),
                index: index as u32,
                origin: Origin::Stated as u32,
            };
            if contribution.to.as_str() == "company" {
                self.builder.company_link(row);
            } else {
                self.builder.link(row, &contribution.to, &[Block::CustomerSegments]);
            }
        }
    }
}

fn range(offset: usize, length: usize) -> TextRange {
    TextRange { offset: offset as u32, length: length as u32 }
}

fn rows(first: usize, end: usize) -> RowRange {
    RowRange { first: first as u32, count: (end - first) as u32 }
}

fn decimal(number: Number) -> DecimalRow {
    let value = number.value();
    // `Number` holds no more digits than an i64 can.
    DecimalRow { mantissa: i64::try_from(value.mantissa()).unwrap_or_default(), scale: value.scale(), reserved: 0 }
}

fn push_index(pointer: &mut String, index: usize) {
    pointer.push('/');
    if index < 10 {
        pointer.push(char::from(b'0' + index as u8));
    } else {
        pointer.push_str(&index.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(canvas: &str) -> Vec<String> {
        let canvas: Canvas = serde_json::from_str(canvas).unwrap();
        let (graph, _) = build(&canvas);
        let view = graph.view();
        view.items.iter().skip(1).map(|row| view.str(row.id).to_owned()).collect()
    }

    #[test]
    fn derived_identifiers_are_unique_within_their_block() {
        let canvas = r#"{"key_activities": ["X", "x", {"name": "Other", "id": "x-3"}, "X!", "x 2", "🎉", "🎈"], "channels": ["X", "X"]}"#;
        assert_eq!(ids(canvas), ["x", "x-2", "x-3", "x-4", "x-2-2", "key_activities", "key_activities-2", "x", "x-2"]);
    }

    #[test]
    fn thousands_of_notes_of_one_text_take_no_time() {
        let canvas = serde_json::json!({ "key_activities": vec!["Writing"; 50_000] }).to_string();
        let start = std::time::Instant::now();
        assert_eq!(ids(&canvas).last().map(String::as_str), Some("writing-50000"));
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }
}
