//! What an item of each block may state, beside what every item may.

use canvass_model::blocks::Block;
use canvass_model::graph::{AttributeRow, Field, TextRange, ValueTag};
use canvass_model::vocabulary::{
    ActivityKind, ChannelKind, CostKind, Economies, Market, Owner, PartnershipKind, PartnershipMotive, Phase, Pricing, Recurrence, RelationshipKind,
    RelationshipMotive, ResourceKind, Role, SegmentKind, StreamKind, Term, ValueKind,
};

/// The code of a term of one vocabulary.
type Code = fn(&str) -> Option<u32>;

/// What stands behind a key.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    Term(Code),
    Terms(Code),
    Flag,
    Number,
    Share,
    Money,
    /// The identifier of an item of one of the blocks.
    Link(&'static [Block]),
    /// One such identifier, or a list of them.
    Links(&'static [Block]),
    Engagement,
    Contributions,
    Needs,
    Assortment,
}

/// A key, the field that it states, and what stands behind it.
pub(super) type Known = (&'static str, Field, Shape);

/// The code of a term by its spelling.
pub(super) fn code_of<T: Term>(word: &str) -> Option<u32> {
    T::ALL.iter().find(|term| term.as_str() == word).map(|term| term.code())
}

/// The row of a term.
pub(super) fn term(field: Field, code: u32, index: u32) -> AttributeRow {
    AttributeRow { field: field as u32, tag: ValueTag::Term as u32, value: code, index, text: TextRange::default() }
}

const SEGMENTS: Shape = Shape::Links(&[Block::CustomerSegments]);
const PROPOSITIONS: Shape = Shape::Links(&[Block::ValuePropositions]);
const SEGMENT: Shape = Shape::Link(&[Block::CustomerSegments]);
const PROPOSITION: Shape = Shape::Link(&[Block::ValuePropositions]);
const ANY: Shape = Shape::Links(&Block::NINE);

/// The keys of a block in the canonical order of its fields, which is the order of the rows of an item.
pub(super) fn of_block(block: Block) -> &'static [Known] {
    match block {
        Block::KeyPartnerships => &[
            ("kind", Field::Kind, Shape::Term(code_of::<PartnershipKind>)),
            ("motive", Field::Motive, Shape::Term(code_of::<PartnershipMotive>)),
            ("provides", Field::Provides, Shape::Links(&[Block::KeyResources, Block::KeyActivities])),
        ],
        Block::KeyActivities => &[
            ("kind", Field::Kind, Shape::Term(code_of::<ActivityKind>)),
            ("supports", Field::Supports, ANY),
            ("done_by", Field::DoneBy, Shape::Links(&[Block::KeyPartnerships, Block::CustomerSegments])),
        ],
        Block::KeyResources => &[
            ("kind", Field::Kind, Shape::Term(code_of::<ResourceKind>)),
            ("supports", Field::Supports, ANY),
            ("owner", Field::Owner, Shape::Term(code_of::<Owner>)),
            ("idle", Field::Idle, Shape::Flag),
        ],
        Block::ValuePropositions => &[
            ("for", Field::For, SEGMENTS),
            ("addresses", Field::Addresses, Shape::Links(&[Block::Need])),
            ("value", Field::Value, Shape::Terms(code_of::<ValueKind>)),
            ("requires", Field::Requires, PROPOSITION),
            ("extends", Field::Extends, PROPOSITION),
            ("depends_on", Field::DependsOn, SEGMENTS),
            ("assortment", Field::AssortmentItems, Shape::Assortment),
        ],
        Block::CustomerRelationships => &[
            ("with", Field::With, SEGMENTS),
            ("kind", Field::Kind, Shape::Term(code_of::<RelationshipKind>)),
            ("motive", Field::Motive, Shape::Terms(code_of::<RelationshipMotive>)),
            ("lock_in", Field::LockIn, Shape::Flag),
        ],
        Block::Channels => &[
            ("reaches", Field::Reaches, SEGMENTS),
            ("delivers", Field::Delivers, PROPOSITIONS),
            ("kind", Field::Kind, Shape::Term(code_of::<ChannelKind>)),
            ("owner", Field::Owner, Shape::Term(code_of::<Owner>)),
            ("phases", Field::Phases, Shape::Terms(code_of::<Phase>)),
        ],
        Block::CustomerSegments => &[
            ("kind", Field::Kind, Shape::Term(code_of::<SegmentKind>)),
            ("market", Field::Market, Shape::Term(code_of::<Market>)),
            ("roles", Field::Roles, Shape::Terms(code_of::<Role>)),
            ("size", Field::Size, Shape::Number),
            ("part_of", Field::PartOf, SEGMENT),
            ("customer_of", Field::CustomerOf, SEGMENT),
            ("controls", Field::Controls, SEGMENTS),
            ("paying_share", Field::PayingShare, Shape::Share),
            ("claiming_share", Field::ClaimingShare, Shape::Share),
            ("cost_to_serve", Field::CostToServe, Shape::Money),
            ("engagement", Field::Engagement, Shape::Engagement),
            ("contributes", Field::Contributes, Shape::Contributions),
            ("needs", Field::Needs, Shape::Needs),
        ],
        Block::CostStructure => &[
            ("kind", Field::Kind, Shape::Term(code_of::<CostKind>)),
            ("caused_by", Field::CausedBy, ANY),
            ("driver", Field::Driver, SEGMENT),
            ("economies", Field::Economies, Shape::Terms(code_of::<Economies>)),
            ("amount", Field::Amount, Shape::Money),
            ("share", Field::Share, Shape::Share),
        ],
        Block::RevenueStreams => &[
            ("from", Field::From, Shape::Links(&[Block::CustomerSegments, Block::KeyPartnerships])),
            ("for", Field::For, PROPOSITIONS),
            ("kind", Field::Kind, Shape::Term(code_of::<StreamKind>)),
            ("recurrence", Field::Recurrence, Shape::Term(code_of::<Recurrence>)),
            ("pricing", Field::Pricing, Shape::Term(code_of::<Pricing>)),
            ("price", Field::Price, Shape::Money),
            ("volume", Field::Volume, Shape::Number),
            ("amount", Field::Amount, Shape::Money),
            ("share", Field::Share, Shape::Share),
        ],
        Block::Canvas | Block::Need => &[],
    }
}
