//! Reading a graph: typed, borrowed, and without any way to run out of bounds.
//!
//! The same view serves the derivation of facts, the host, and analyzers behind the plugin boundary.

use rust_decimal::Decimal;

use super::rows::{AttributeRow, DecimalRow, FactRow, ItemRow, LinkRow, NONE, Place, QuantityRow, RowRange, TextRange, ValueTag};
use super::{Field, Graph};
use crate::blocks::Block;
use crate::facts::{FactKind, Origin};
use crate::vocabulary::{Period, Term};

/// A read-only graph: its text and tables, wherever they lie.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The text that all ranges refer to.
    pub text: &'a str,
    /// The items; item 0 is the canvas.
    pub items: &'a [ItemRow],
    /// The attributes, grouped by item.
    pub attributes: &'a [AttributeRow],
    /// The numbers.
    pub quantities: &'a [QuantityRow],
    /// The links, grouped by the item they start from.
    pub links: &'a [LinkRow],
    /// The facts, grouped by kind.
    pub facts: &'a [FactRow],
    /// The places that facts rest on.
    pub places: &'a [Place],
}

impl Graph {
    /// A view of this graph.
    pub fn view(&self) -> View<'_> {
        View {
            text: &self.text,
            items: &self.items,
            attributes: &self.attributes,
            quantities: &self.quantities,
            links: &self.links,
            facts: &self.facts,
            places: &self.places,
        }
    }
}

fn rows<T>(table: &[T], range: RowRange) -> &[T] {
    let first = range.first as usize;
    table.get(first..first.saturating_add(range.count as usize)).unwrap_or_default()
}

impl<'a> View<'a> {
    /// The text of a range; empty for a range that is none of this graph.
    pub fn str(&self, range: TextRange) -> &'a str {
        let start = range.offset as usize;
        self.text.get(start..start.saturating_add(range.length as usize)).unwrap_or_default()
    }

    /// The item with that index.
    pub fn item(&'a self, index: u32) -> Option<Item<'a>> {
        let row = self.items.get(index as usize)?;
        Some(Item { view: self, row, index })
    }

    /// The canvas itself.
    pub fn canvas(&'a self) -> Option<Item<'a>> {
        self.item(0)
    }

    /// Every item of a block, in the order of the document.
    pub fn block(&'a self, block: Block) -> impl Iterator<Item = Item<'a>> + Clone + 'a {
        // Blocks lie one after the other in the order of their numbers, so one block is one stretch.
        let code = block as u32;
        let start = self.items.partition_point(|row| row.block < code);
        self.items[start..].iter().take_while(move |row| row.block == code).enumerate().map(move |(offset, row)| Item {
            view: self,
            row,
            index: (start + offset) as u32,
        })
    }

    /// How many items a block holds.
    pub fn count(&self, block: Block) -> usize {
        let code = block as u32;
        let start = self.items.partition_point(|row| row.block < code);
        self.items[start..].partition_point(|row| row.block <= code)
    }

    /// Whether the document states the block at all, be it as an empty list.
    pub fn states(&self, block: Block) -> bool {
        self.items.first().is_some_and(|canvas| canvas.flags & (1 << block as u32) != 0)
    }

    /// Every fact of a kind.
    pub fn facts(&'a self, kind: FactKind) -> impl Iterator<Item = Fact<'a>> + Clone + 'a {
        let code = kind as u32;
        let start = self.facts.partition_point(|row| row.kind < code);
        self.facts[start..].iter().take_while(move |row| row.kind == code).map(move |row| Fact { view: self, row })
    }

    /// The JSON Pointer of a place, or `None` when the place is not one of this document.
    pub fn pointer(&self, place: Place) -> Option<String> {
        let row = self.items.get(place.item as usize)?;
        let mut pointer = self.str(row.pointer).to_owned();
        if place.field != NONE {
            pointer.push('/');
            pointer.push_str(Field::from_code(place.field)?.path());
            if place.index != NONE {
                // Only a list that is so long has such an element.
                let attribute = rows(self.attributes, row.attributes).iter().any(|entry| entry.field == place.field && entry.index == place.index);
                let link = rows(self.links, row.links).iter().any(|entry| entry.field == place.field && entry.index == place.index);
                if !attribute && !link {
                    return None;
                }
                pointer.push('/');
                pointer.push_str(&place.index.to_string());
            }
        }
        Some(pointer)
    }
}

/// One item of a graph.
#[derive(Clone, Copy)]
pub struct Item<'a> {
    view: &'a View<'a>,
    row: &'a ItemRow,
    index: u32,
}

impl std::fmt::Debug for Item<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}:{}", self.index, self.id())
    }
}

impl PartialEq for Item<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl Eq for Item<'_> {}

impl PartialOrd for Item<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Item<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.index.cmp(&other.index)
    }
}

impl<'a> Item<'a> {
    /// The item's index in the graph.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// The block it belongs to.
    pub fn block(&self) -> Block {
        Block::from_code(self.row.block).unwrap_or(Block::Canvas)
    }

    /// The identifier.
    pub fn id(&self) -> &'a str {
        self.view.str(self.row.id)
    }

    /// The name; the text of a need.
    pub fn name(&self) -> &'a str {
        self.view.str(self.row.name)
    }

    /// The further explanation, empty when there is none.
    pub fn note(&self) -> &'a str {
        self.view.str(self.row.note)
    }

    /// The JSON Pointer of the item.
    pub fn pointer(&self) -> &'a str {
        self.view.str(self.row.pointer)
    }

    /// The item as a place.
    pub fn place(&self) -> Place {
        Place::item(self.index)
    }

    /// A field of the item as a place.
    pub fn field(&self, field: Field) -> Place {
        Place { item: self.index, field: field as u32, index: NONE }
    }

    /// Every stated value of the item.
    pub fn attributes(&self) -> &'a [AttributeRow] {
        rows(self.view.attributes, self.row.attributes)
    }

    fn attribute(&self, field: Field) -> Option<&'a AttributeRow> {
        self.attributes().iter().find(|row| row.field == field as u32)
    }

    /// Whether the item states the field, as a value or as a link.
    pub fn states(&self, field: Field) -> bool {
        self.attribute(field).is_some() || self.links(field).next().is_some()
    }

    /// The term stated in a field.
    pub fn term<T: Term>(&self, field: Field) -> Option<T> {
        self.attribute(field).filter(|row| row.tag == ValueTag::Term as u32).and_then(|row| T::from_code(row.value))
    }

    /// Every term stated in a field that holds a list.
    pub fn terms<T: Term>(self, field: Field) -> impl Iterator<Item = T> + 'a {
        let code = field as u32;
        self.attributes().iter().filter(move |row| row.field == code && row.tag == ValueTag::Term as u32).filter_map(|row| T::from_code(row.value))
    }

    /// A yes or no stated in a field.
    pub fn flag(&self, field: Field) -> Option<bool> {
        self.attribute(field).filter(|row| row.tag == ValueTag::Flag as u32).map(|row| row.value != 0)
    }

    /// A number, a range or an amount of money stated in a field.
    pub fn quantity(&self, field: Field) -> Option<Amount<'a>> {
        let row = self.attribute(field).filter(|row| row.tag == ValueTag::Quantity as u32)?;
        Some(Amount { view: self.view, row: self.view.quantities.get(row.value as usize)? })
    }

    /// Every text stated in a field, such as tags.
    pub fn texts(self, field: Field) -> impl Iterator<Item = &'a str> + 'a {
        let code = field as u32;
        let view = self.view;
        self.attributes().iter().filter(move |row| row.field == code && row.tag == ValueTag::Text as u32).map(move |row| view.str(row.text))
    }

    /// Whether the item carries a tag; case does not matter.
    pub fn has_tag(&self, tag: &str) -> bool {
        self.texts(Field::Tags).any(|stated| stated.eq_ignore_ascii_case(tag))
    }

    /// Every link that starts here, whatever its field.
    pub fn all_links(self) -> impl Iterator<Item = Link<'a>> + Clone + 'a {
        let view = self.view;
        rows(view.links, self.row.links).iter().map(move |row| Link { view, row })
    }

    /// The links of one field that start here.
    pub fn links(self, field: Field) -> impl Iterator<Item = Link<'a>> + Clone + 'a {
        let code = field as u32;
        self.all_links().filter(move |link| link.row.field == code)
    }

    /// The items to which the links of one field lead.
    pub fn linked(self, field: Field) -> impl Iterator<Item = Item<'a>> + Clone + 'a {
        self.links(field).filter_map(|link| link.to())
    }

    /// The links of one field that lead here.
    pub fn links_to(self, field: Field) -> impl Iterator<Item = Link<'a>> + Clone + 'a {
        let (view, code, index) = (self.view, field as u32, self.index);
        view.links.iter().filter(move |row| row.to == index && row.field == code).map(move |row| Link { view, row })
    }
}

/// A link between two items.
#[derive(Clone, Copy)]
pub struct Link<'a> {
    view: &'a View<'a>,
    row: &'a LinkRow,
}

impl<'a> Link<'a> {
    /// The field that states it.
    pub fn field(&self) -> Option<Field> {
        Field::from_code(self.row.field)
    }

    /// The item that states it.
    pub fn from(&self) -> Option<Item<'a>> {
        self.view.item(self.row.from)
    }

    /// The item it leads to.
    pub fn to(&self) -> Option<Item<'a>> {
        self.view.item(self.row.to)
    }

    /// The kind of contribution.
    pub fn qualifier<T: Term>(&self) -> Option<T> {
        T::from_code(self.row.qualifier)
    }

    /// How the link is known.
    pub fn origin(&self) -> Origin {
        Origin::from_code(self.row.origin)
    }

    /// Where it is stated.
    pub fn place(&self) -> Place {
        Place { item: self.row.from, field: self.row.field, index: self.row.index }
    }
}

/// A number, a range, or an amount of money.
#[derive(Debug, Clone, Copy)]
pub struct Amount<'a> {
    view: &'a View<'a>,
    row: &'a QuantityRow,
}

impl<'a> Amount<'a> {
    /// The lowest plausible value.
    pub fn low(&self) -> Decimal {
        decimal(self.row.low)
    }

    /// The highest plausible value.
    pub fn high(&self) -> Decimal {
        decimal(self.row.high)
    }

    /// The most likely value: as stated, or the middle of the range.
    pub fn likely(&self) -> Decimal {
        if self.row.has_likely != 0 { decimal(self.row.likely) } else { self.low().checked_add(self.high()).unwrap_or_default() / Decimal::TWO }
    }

    /// The lowest, likely and highest value counted by the year, or `None` when it is not counted by a stretch of time.
    pub fn per_year(&self) -> Option<[Decimal; 3]> {
        let times = Decimal::from(self.period()?.per_year()?);
        Some([self.low().checked_mul(times)?, self.likely().checked_mul(times)?, self.high().checked_mul(times)?])
    }

    /// The currency, where the amount or the canvas states one.
    pub fn currency(&self) -> Option<&'a str> {
        Some(self.view.str(self.row.currency)).filter(|code| !code.is_empty())
    }

    /// What it is counted by.
    pub fn period(&self) -> Option<Period> {
        Period::from_code(self.row.period)
    }
}

fn decimal(row: DecimalRow) -> Decimal {
    Decimal::try_from_i128_with_scale(i128::from(row.mantissa), row.scale).unwrap_or_default()
}

/// Something derived from the canvas.
#[derive(Clone, Copy)]
pub struct Fact<'a> {
    view: &'a View<'a>,
    row: &'a FactRow,
}

impl<'a> Fact<'a> {
    /// What sort of fact it is.
    pub fn kind(&self) -> Option<FactKind> {
        FactKind::from_code(self.row.kind)
    }

    /// The item it is about.
    pub fn subject(&self) -> Option<Item<'a>> {
        self.view.item(self.row.subject)
    }

    /// The item it relates the subject to.
    pub fn object(&self) -> Option<Item<'a>> {
        self.view.item(self.row.object)
    }

    /// The index of the subject.
    pub fn subject_index(&self) -> u32 {
        self.row.subject
    }

    /// The index of the object, or [`NONE`].
    pub fn object_index(&self) -> u32 {
        self.row.object
    }

    /// The code of the term it carries, or 0.
    pub fn value_code(&self) -> u32 {
        self.row.value
    }

    /// The term it carries.
    pub fn value<T: Term>(&self) -> Option<T> {
        T::from_code(self.row.value)
    }

    /// How it is known.
    pub fn origin(&self) -> Origin {
        Origin::from_code(self.row.origin)
    }

    /// How sure it is, from 0 to 1.
    pub fn confidence(&self) -> f64 {
        f64::from(self.row.confidence) / 1000.0
    }

    /// The words it was read from; empty unless it was read.
    pub fn words(&self) -> &'a str {
        self.view.str(self.row.words)
    }

    /// What it rests on.
    pub fn evidence(&self) -> &'a [Place] {
        rows(self.view.places, self.row.evidence)
    }
}
