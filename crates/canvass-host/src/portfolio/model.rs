//! What of a canvas matters where it is compared with another one.

use std::collections::{BTreeMap, BTreeSet};

use canvass_model::Canvas;
use canvass_model::blocks::Block;
use canvass_model::graph::{self, Field, Item, View};
use canvass_model::slug_into;
use canvass_model::vocabulary::{CostOrientation, NeedKind, RelationshipKind, StreamKind, Term};
use rust_decimal::Decimal;

/// Blocks of which two models may share items.
const SHARED: [Block; 5] = [Block::CustomerSegments, Block::Channels, Block::KeyResources, Block::KeyActivities, Block::KeyPartnerships];

/// A canvas, as far as other canvases matter to it.
#[derive(Debug)]
pub(super) struct Model {
    /// The name of its source.
    pub(super) source: String,
    pub(super) id: Option<String>,
    /// The organization, written as ids are, so that capitals and blanks make no difference.
    pub(super) organization: Option<String>,
    pub(super) derived_from: Option<String>,
    pub(super) cost_orientation: Option<CostOrientation>,
    pub(super) segments: Vec<Segment>,
    /// What it is made of: the block and the name of each item.
    pub(super) parts: BTreeSet<(Block, String)>,
}

/// A segment with what can be compared.
#[derive(Debug)]
pub(super) struct Segment {
    pub(super) pointer: String,
    pub(super) name: String,
    pub(super) key: String,
    /// The jobs it wants done: as compared, and as written.
    pub(super) jobs: BTreeMap<String, String>,
    pub(super) prices: Vec<Price>,
    pub(super) relationships: BTreeSet<&'static str>,
}

/// What a segment pays.
#[derive(Debug)]
pub(super) struct Price {
    pub(super) pointer: String,
    pub(super) kind: Option<StreamKind>,
    pub(super) low: Decimal,
    pub(super) high: Decimal,
    pub(super) currency: Option<String>,
    pub(super) period: Option<&'static str>,
}

impl Model {
    pub(super) fn of(canvas: &Canvas, source: &str) -> Self {
        let (graph, _) = graph::build(canvas);
        let view = graph.view();
        let parts = SHARED.iter().flat_map(|&block| view.block(block).map(move |item| (block, key(item.name())))).collect();
        let segments = view.block(Block::CustomerSegments).map(|segment| Segment::of(&view, segment)).collect();
        Self {
            source: source.to_owned(),
            id: canvas.id.as_ref().map(|id| id.as_str().to_owned()),
            organization: canvas.organization.as_deref().map(key),
            derived_from: canvas.derived_from.as_ref().map(|id| id.as_str().to_owned()),
            cost_orientation: canvas.cost_orientation,
            segments,
            parts,
        }
    }

    /// The segments that two models have in common, the own one first.
    pub(super) fn shared_segments<'m>(&'m self, other: &'m Self) -> impl Iterator<Item = (&'m Segment, &'m Segment)> {
        self.segments.iter().filter_map(|own| other.segments.iter().find(|theirs| theirs.key == own.key).map(|theirs| (own, theirs)))
    }
}

impl Segment {
    fn of(view: &View<'_>, segment: Item<'_>) -> Self {
        let below = format!("{}/", segment.pointer());
        let jobs = view
            .block(Block::Need)
            .filter(|need| need.pointer().starts_with(&below) && need.term(Field::Kind) == Some(NeedKind::Job))
            .map(|need| (key(need.name()), need.name().to_owned()))
            .collect();
        let streams = segment.links_to(Field::From).filter_map(|link| link.from());
        let prices = streams.filter_map(|stream| Price::of(view, stream)).collect();
        let relationships = segment.links_to(Field::With).filter_map(|link| link.from()?.term::<RelationshipKind>(Field::Kind));
        let relationships = relationships.map(RelationshipKind::as_str).collect();
        Self { pointer: segment.pointer().to_owned(), name: segment.name().to_owned(), key: key(segment.name()), jobs, prices, relationships }
    }
}

impl Price {
    fn of(view: &View<'_>, stream: Item<'_>) -> Option<Self> {
        let price = stream.quantity(Field::Price)?;
        Some(Self {
            pointer: view.pointer(stream.field(Field::Price))?,
            kind: stream.term(Field::Kind),
            low: price.low(),
            high: price.high(),
            currency: price.currency().map(str::to_owned),
            period: price.period().map(|period| period.as_str()),
        })
    }

    /// The price in words.
    pub(super) fn words(&self) -> String {
        let range = if self.low == self.high { self.low.normalize().to_string() } else { format!("{} to {}", self.low.normalize(), self.high.normalize()) };
        let currency = self.currency.as_deref().map(|currency| format!(" {currency}")).unwrap_or_default();
        let period = self.period.map(|period| format!(" per {period}")).unwrap_or_default();
        format!("{range}{currency}{period}")
    }
}

/// A name, written as ids are.
fn key(name: &str) -> String {
    let mut out = String::new();
    if slug_into(name, &mut out) { out } else { name.trim().to_lowercase() }
}
