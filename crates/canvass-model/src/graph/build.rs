//! Building the graph from the typed model.

use super::assemble::assemble;
use super::rows::{AttributeRow, DecimalRow, LinkRow, NONE, QuantityRow, TextRange, ValueTag};
use super::stage::{Stage, StagedItem, StagedLink, StagedNeed, rows};
use super::{Field, Graph, ReadMark, read};
use crate::blocks::{Block, Common, Contribution, Item, Note};
use crate::canvas::Canvas;
use crate::facts::Origin;
use crate::identifier::{Id, Ids};
use crate::problem::Problem;
use crate::quantity::{Money, Number, Quantity, Share};
use crate::vocabulary::{Period, Term};

/// The word that stands for the business as a whole where a segment could be named.
pub const COMPANY: &str = "company";

/// Builds the graph of a canvas with its derived facts, and lists the links that lead nowhere and the identifiers given twice.
///
/// A link that leads nowhere is left out of the graph; the first of several items with one identifier is the one that links find.
pub fn build(canvas: &Canvas) -> (Graph, Vec<Problem>) {
    assemble(staged(canvas))
}

/// Builds the graph of a canvas of which some values were read from words: links and facts that rest on these say so.
pub fn build_read(canvas: &Canvas, marks: &[ReadMark]) -> (Graph, Vec<Problem>) {
    let (mut graph, problems) = build(canvas);
    read::apply(&mut graph, marks);
    (graph, problems)
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

/// The rows of a canvas.
fn staged(canvas: &Canvas) -> Stage {
    let notes: usize = Block::NINE.iter().filter_map(|&block| canvas.count(block)).sum();
    let mut stage = Stage {
        text: String::with_capacity(96 * (notes + 4)),
        items: Vec::with_capacity(notes),
        attributes: Vec::with_capacity(4 * notes + 4),
        quantities: Vec::with_capacity(notes),
        links: Vec::with_capacity(3 * notes),
        ..Stage::default()
    };
    if let Some(currency) = &canvas.currency {
        stage.currency = stage.push_text(currency.as_str());
    }
    let stated = Stated { id: canvas.id.as_ref(), name: canvas.name.as_deref().unwrap_or_default(), note: canvas.description.as_deref() };
    stage.canvas = item(&mut stage, stated, |graph| {
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
    each_block!(canvas, |block, notes| {
        if let Some(notes) = notes {
            let first = stage.items.len();
            for note in notes {
                let staged = note_item(&mut stage, note);
                stage.items.push(staged);
            }
            stage.blocks[block as usize - 1] = Some(rows(first, stage.items.len()));
        }
    });
    for (segment, note) in (0..).zip(canvas.customer_segments.iter().flatten()) {
        for (index, need) in (0..).zip(note.full().map(|segment| segment.needs.as_slice()).unwrap_or_default()) {
            let item = item(&mut stage, Stated { id: need.id.as_ref(), name: &need.text, note: None }, |graph| {
                graph.term(Field::Kind, need.kind);
                graph.number(Field::Importance, need.importance.map(|importance| Quantity::exact(Number::from(i32::from(importance)))));
            });
            stage.needs.push(StagedNeed { item, segment, index });
        }
    }
    stage
}

/// What an item is called.
struct Stated<'a> {
    id: Option<&'a Id>,
    name: &'a str,
    note: Option<&'a str>,
}

fn note_item<T: Item>(stage: &mut Stage, note: &Note<T>) -> StagedItem {
    let common = note.common();
    item(stage, Stated { id: common.id, name: common.name, note: common.note }, |graph| {
        graph.common(&common);
        if let Some(full) = note.full() {
            full.describe(graph);
        }
    })
}

fn item(stage: &mut Stage, stated: Stated<'_>, fill: impl FnOnce(&mut Describer<'_>)) -> StagedItem {
    let (attributes, links) = (stage.attributes.len(), stage.links.len());
    let name = stage.push_text(stated.name);
    let note = stage.push_text(stated.note.unwrap_or_default());
    let id = stage.push_text(stated.id.map_or("", Id::as_str));
    fill(&mut Describer { stage });
    StagedItem { id, name, note, attributes: rows(attributes, stage.attributes.len()), links: rows(links, stage.links.len()) }
}

/// Adds what one item states. Each field that is absent adds nothing.
pub struct Describer<'s> {
    stage: &'s mut Stage,
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
        self.stage.attributes.push(AttributeRow::new(field, tag, value, index));
    }

    fn text_at(&mut self, field: Field, text: &str, index: u32) {
        let text = self.stage.push_text(text);
        self.stage.attributes.push(AttributeRow::text(field, text, index));
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
            let index = self.quantity(quantity, None, None);
            self.push(field, ValueTag::Quantity, index, NONE);
        }
    }

    /// A number or range counted by a period.
    pub fn number_per(&mut self, field: Field, quantity: Quantity, period: Period) {
        let index = self.quantity(quantity, None, Some(period));
        self.push(field, ValueTag::Quantity, index, NONE);
    }

    /// A share from 0 to 1.
    pub fn share(&mut self, field: Field, share: Option<Share>) {
        self.number(field, share.map(|share| Quantity::exact(share.number())));
    }

    /// An amount of money.
    pub fn money(&mut self, field: Field, money: Option<&Money>) {
        if let Some(money) = money {
            let index = self.quantity(money.amount, Some(money), money.per);
            self.push(field, ValueTag::Quantity, index, NONE);
        }
    }

    fn quantity(&mut self, quantity: Quantity, money: Option<&Money>, period: Option<Period>) -> u32 {
        let index = self.stage.quantities.len() as u32;
        let currency = match money.map(|money| &money.currency) {
            Some(Some(currency)) => self.stage.push_text(currency.as_str()),
            Some(None) => {
                self.stage.without_currency.push(index);
                TextRange::default()
            }
            None => TextRange::default(),
        };
        self.stage.quantities.push(QuantityRow {
            low: decimal(quantity.low),
            likely: quantity.likely.map(decimal).unwrap_or_default(),
            high: decimal(quantity.high),
            currency,
            period: period.map_or(0, Term::code),
            has_likely: u32::from(quantity.likely.is_some()),
        });
        index
    }

    fn staged(&mut self, field: Field, id: &Id, qualifier: u32, index: u32, allowed: &'static [Block]) {
        let id = self.stage.push_text(id.as_str());
        let row = LinkRow { field: field as u32, from: NONE, to: NONE, qualifier, index, origin: Origin::Stated as u32 };
        self.stage.links.push(StagedLink { row, id, allowed });
    }

    /// A link to one item of the allowed blocks.
    pub fn link(&mut self, field: Field, id: Option<&Id>, allowed: &'static [Block]) {
        if let Some(id) = id {
            self.staged(field, id, 0, NONE, allowed);
        }
    }

    /// Links to one or several items of the allowed blocks.
    pub fn links(&mut self, field: Field, ids: Option<&Ids>, allowed: &'static [Block]) {
        match ids {
            None => {}
            Some(Ids::One(id)) => self.link(field, Some(id), allowed),
            Some(Ids::Many(ids)) => {
                for (index, id) in ids.iter().enumerate() {
                    self.staged(field, id, 0, index as u32, allowed);
                }
            }
        }
    }

    /// Contributions to segments or, by the word `company`, to the business as a whole.
    pub fn contributions(&mut self, field: Field, contributions: &[Contribution]) {
        for (index, contribution) in contributions.iter().enumerate() {
            let allowed: &'static [Block] = if contribution.to.as_str() == COMPANY { &[] } else { &[Block::CustomerSegments] };
            self.staged(field, &contribution.to, contribution.kind.code(), index as u32, allowed);
        }
    }
}

fn decimal(number: Number) -> DecimalRow {
    let value = number.value();
    // `Number` holds no more digits than an i64 can.
    DecimalRow { mantissa: i64::try_from(value.mantissa()).unwrap_or_default(), scale: value.scale(), reserved: 0 }
}
