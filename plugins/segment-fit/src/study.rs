//! The table that everything else reads: each segment with what it uses, pays, hears and needs.
//!
//! It is made in one walk over the facts, so that no rule has to search for what another has already found.

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::{NeedKind, SegmentKind};
use canvass_plugin::{Field, Item, View};

use crate::few::Few;
use crate::range::Range;
use crate::sets::{KindSet, ValueSet};

mod reading;

/// How much a need counts whose importance is not stated: the middle of the scale from 1 to 5.
pub const USUAL_IMPORTANCE: u32 = 3;

/// What the analysis knows about a canvas.
pub struct Study<'a> {
    canvas: &'a View<'a>,
    /// The segments, in the order of the document.
    pub segments: Vec<Segment<'a>>,
    /// The propositions, in the order of the document.
    pub propositions: Vec<Proposition<'a>>,
    /// The needs, segment after segment.
    pub needs: Vec<Need<'a>>,
    /// Which need is addressed by which proposition, as positions in the two lists, ordered by need. Empty when no proposition says what it addresses.
    pub answers: Vec<(usize, usize)>,
    /// The contributions and dependences between two segments of different people: who gives, who benefits, and the item that says so.
    pub dependences: Vec<Dependence<'a>>,
    /// The links between propositions: the premium and the basic one, the offer and what one must own first.
    pub built_on: Vec<(usize, usize)>,
    /// How many pay through each stream.
    payers: Vec<(u32, u32)>,
}

/// One segment gives something that another's offer lives on.
#[derive(Debug, Clone, Copy)]
pub struct Dependence<'a> {
    /// The position of the segment that gives.
    pub giver: usize,
    /// The position of the segment that benefits.
    pub receiver: usize,
    /// The segment or the proposition that states it.
    pub by: Item<'a>,
}

/// A segment.
pub struct Segment<'a> {
    /// The segment itself.
    pub item: Item<'a>,
    /// The positions of the propositions that it uses.
    pub uses: Few<usize>,
    /// Whether it uses the offer, be it that nothing says which proposition.
    pub served: bool,
    /// Whether it is known to pay.
    pub pays: bool,
    /// Whether it is known to use without paying.
    pub free: bool,
    /// Whether it is known to play any part at all: it uses, pays, or states a role.
    pub known: bool,
    /// The indices of the streams through which it pays; as all indices, they are read with [`Study::items`].
    pub streams: Few<u32>,
    /// The positions of the propositions for which it pays.
    pub pays_for: Few<usize>,
    /// The indices of the channels that reach it, or the larger segment that it is a part of.
    pub channels: Few<u32>,
    /// The indices of the relationships kept up with it, or with the larger segment that it is a part of.
    pub relationships: Few<u32>,
    /// What sort of group it is.
    pub kind: Option<SegmentKind>,
    /// How many members it has.
    pub size: Option<Range>,
    /// How often a member meets the offer in a year.
    pub meetings: Option<Range>,
    /// The positions of its needs: from the first to behind the last.
    pub needs: (usize, usize),
    /// Equal for segments that are the same people.
    pub people: usize,
    /// Equal for segments that are the same people or where one orders the other's use.
    pub side: usize,
    /// The larger segment of which it is a part.
    whole: Option<usize>,
}

/// A value proposition.
pub struct Proposition<'a> {
    /// The proposition itself.
    pub item: Item<'a>,
    /// The positions of the segments that use it.
    pub users: Few<usize>,
    /// The positions of the segments that pay for it.
    pub payers: Few<usize>,
    /// The kinds of value that it states.
    pub values: ValueSet,
    /// The kinds of the needs that it addresses.
    pub answers: KindSet,
    /// Whether it addresses any need.
    pub addresses: bool,
}

/// A job, a pain or a gain.
pub struct Need<'a> {
    /// The need itself.
    pub item: Item<'a>,
    /// Whether it is a job, a pain or a gain.
    pub kind: Option<NeedKind>,
    /// How much it counts.
    pub weight: u32,
    /// The stated importance.
    pub importance: Option<u32>,
    /// The position of the segment that has it.
    pub segment: usize,
}

/// The position of an item in its block, given the index of the block's first item.
fn position(index: u32, first: Option<u32>, count: usize) -> Option<usize> {
    let at = index.checked_sub(first?)? as usize;
    (at < count).then_some(at)
}

impl<'a> Study<'a> {
    /// Studies a canvas.
    pub fn of(canvas: &'a View<'a>) -> Self {
        let needs = canvas.count(Block::Need);
        let mut study = Self {
            canvas,
            segments: Vec::with_capacity(canvas.count(Block::CustomerSegments)),
            propositions: Vec::with_capacity(canvas.count(Block::ValuePropositions)),
            needs: Vec::with_capacity(needs),
            // Most needs are addressed once.
            answers: Vec::with_capacity(needs),
            dependences: Vec::new(),
            built_on: Vec::new(),
            payers: canvas.block(Block::RevenueStreams).map(|stream| (stream.index(), 0)).collect(),
        };
        study.segments.extend(canvas.block(Block::CustomerSegments).enumerate().map(|(at, item)| Segment::new(item, at)));
        study.propositions.extend(canvas.block(Block::ValuePropositions).map(Proposition::new));
        study.read_needs(canvas);
        study.read_uses(canvas);
        study.read_streams(canvas);
        study.read_ways(canvas);
        study.read_ties(canvas);
        study
    }

    /// The positions of the propositions that address a need.
    pub fn answers_to(&self, need: usize) -> impl Iterator<Item = &Proposition<'a>> + Clone {
        let start = self.answers.partition_point(|&(known, _)| known < need);
        self.answers.iter().skip(start).take_while(move |&&(known, _)| known == need).filter_map(|&(_, proposition)| self.propositions.get(proposition))
    }

    /// Whether a need is addressed by some proposition.
    pub fn is_addressed(&self, need: usize) -> bool {
        self.answers.binary_search_by(|&(known, _)| known.cmp(&need)).is_ok()
    }

    /// The needs of a segment, with their positions.
    pub fn needs_of(&self, segment: &Segment<'_>) -> impl Iterator<Item = (usize, &Need<'a>)> + Clone {
        let (first, behind) = segment.needs;
        self.needs.get(first..behind).unwrap_or_default().iter().enumerate().map(move |(at, need)| (first + at, need))
    }

    /// The item of an index.
    pub fn item(&self, index: u32) -> Option<Item<'a>> {
        self.canvas.item(index)
    }

    /// The items of these indices.
    pub fn items<'s>(&'s self, indices: &'s [u32]) -> impl Iterator<Item = Item<'a>> + Clone + 's {
        indices.iter().filter_map(|&index| self.canvas.item(index))
    }

    /// How many pay through a stream.
    pub fn payers_of(&self, stream: Item<'_>) -> u32 {
        let first = self.payers.first().map(|&(index, _)| index);
        position(stream.index(), first, self.payers.len()).and_then(|at| self.payers.get(at)).map_or(0, |&(_, count)| count)
    }

    /// The segment at a position.
    pub fn segment(&self, at: usize) -> Option<&Segment<'a>> {
        self.segments.get(at)
    }
}

impl<'a> Segment<'a> {
    fn new(item: Item<'a>, at: usize) -> Self {
        // Segments lie in one stretch, so the distance of the indices is the distance of the positions.
        let whole = item.linked(Field::PartOf).next().and_then(|whole| {
            let distance = i64::from(whole.index()) - i64::from(item.index());
            usize::try_from(i64::try_from(at).ok()? + distance).ok()
        });
        Self {
            item,
            uses: Few::default(),
            served: false,
            pays: false,
            free: false,
            known: false,
            streams: Few::default(),
            pays_for: Few::default(),
            channels: Few::default(),
            relationships: Few::default(),
            kind: item.term(Field::Kind),
            size: item.quantity(Field::Size).map(Range::of),
            meetings: item.quantity(Field::Engagement).and_then(Range::yearly),
            needs: (0, 0),
            people: at,
            side: at,
            whole,
        }
    }

    /// Whether it is a group of organizations.
    pub fn is_organizations(&self) -> bool {
        matches!(self.kind, Some(SegmentKind::Businesses | SegmentKind::Government | SegmentKind::Nonprofit))
    }

    /// Whether it has a part in the exchange: it uses or pays.
    pub fn takes_part(&self) -> bool {
        self.served || self.pays
    }
}

impl<'a> Proposition<'a> {
    fn new(item: Item<'a>) -> Self {
        let mut values = ValueSet::default();
        item.terms(Field::Value).for_each(|kind| values.add(kind));
        Self { item, users: Few::default(), payers: Few::default(), values, answers: KindSet::default(), addresses: false }
    }
}
