//! The table that everything else reads: each segment with what it uses, pays, hears and needs.
//!
//! It is made in one walk over the facts, so that no rule has to search for what another has already found.

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::{NeedKind, SegmentKind, ValueKind};
use canvass_plugin::{Amount, Decimal, FactKind, Field, Item, View};

/// How much a need counts whose importance is not stated: the middle of the scale from 1 to 5.
pub const USUAL_IMPORTANCE: u32 = 3;

/// How far up the links `part_of` are followed. A deeper nesting, or a circle, adds nothing.
const DEEPEST_PART: usize = 8;

/// What the analysis knows about a canvas.
pub struct Study<'a> {
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
    pub uses: Vec<usize>,
    /// Whether it uses the offer, be it that nothing says which proposition.
    pub served: bool,
    /// Whether it is known to pay.
    pub pays: bool,
    /// Whether it is known to use without paying.
    pub free: bool,
    /// Whether it is known to play any part at all: it uses, pays, or states a role.
    pub known: bool,
    /// The streams through which it pays.
    pub streams: Vec<Item<'a>>,
    /// The positions of the propositions for which it pays.
    pub pays_for: Vec<usize>,
    /// The channels that reach it, or the larger segment that it is a part of.
    pub channels: Vec<Item<'a>>,
    /// The relationships kept up with it, or with the larger segment that it is a part of.
    pub relationships: Vec<Item<'a>>,
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
    pub users: Vec<usize>,
    /// The positions of the segments that pay for it.
    pub payers: Vec<usize>,
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

/// A set of kinds of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ValueSet(u16);

impl ValueSet {
    /// The set of these kinds.
    pub const fn of(kinds: &[ValueKind]) -> Self {
        let mut set = Self(0);
        let mut at = 0;
        while at < kinds.len() {
            set.0 |= 1 << kinds[at] as u16;
            at += 1;
        }
        set
    }
    /// Adds a kind.
    pub fn add(&mut self, kind: ValueKind) {
        self.0 |= 1 << kind as u16;
    }
    /// Both sets together.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// Whether everything in it is in the other as well.
    pub fn within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }
    /// Whether the two have at least half of the smaller one in common.
    pub fn overlaps(self, other: Self) -> bool {
        let common = (self.0 & other.0).count_ones();
        common > 0 && 2 * common >= self.0.count_ones().min(other.0.count_ones())
    }
}

/// A set of kinds of need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KindSet(u8);

impl KindSet {
    /// Adds a kind.
    pub fn add(&mut self, kind: NeedKind) {
        self.0 |= 1 << kind as u8;
    }
    /// Whether the kind is in it.
    pub fn has(self, kind: NeedKind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }
}

/// A number, or a range of them, for estimates; money that is reported is never computed from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The lowest plausible value.
    pub low: f64,
    /// The most likely value.
    pub likely: f64,
    /// The highest plausible value.
    pub high: f64,
}

impl Range {
    /// The range of an amount.
    pub fn of(amount: Amount<'_>) -> Self {
        Self { low: number(amount.low()), likely: number(amount.likely()), high: number(amount.high()) }
    }
    /// The range of an amount per year; `None` when it is not counted by a stretch of time.
    pub fn yearly(amount: Amount<'_>) -> Option<Self> {
        let times = f64::from(amount.period()?.per_year()?);
        let Self { low, likely, high } = Self::of(amount);
        Some(Self { low: low * times, likely: likely * times, high: high * times })
    }
}

fn number(decimal: Decimal) -> f64 {
    f64::try_from(decimal).unwrap_or_default()
}

/// Groups that grow together: each entry leads to the one before it in its group.
pub struct Groups(Vec<usize>);

impl Groups {
    /// As many groups as there are members.
    pub fn new(members: usize) -> Self {
        Self((0..members).collect())
    }
    /// The member that stands for the group of this one.
    pub fn find(&mut self, mut member: usize) -> usize {
        while let Some(&up) = self.0.get(member).filter(|&&up| up != member) {
            let top = self.0.get(up).copied().unwrap_or(up);
            if let Some(entry) = self.0.get_mut(member) {
                *entry = top;
            }
            member = top;
        }
        member
    }
    /// Makes one group of two; the earlier member stands for it.
    pub fn unite(&mut self, one: usize, other: usize) {
        let (one, other) = (self.find(one), self.find(other));
        if let Some(entry) = self.0.get_mut(one.max(other)) {
            *entry = one.min(other);
        }
    }
}

/// The position of an item in its block, given the index of the block's first item.
fn position(index: u32, first: Option<u32>, count: usize) -> Option<usize> {
    let at = index.checked_sub(first?)? as usize;
    (at < count).then_some(at)
}

fn push_once<T: PartialEq>(list: &mut Vec<T>, entry: T) {
    if !list.contains(&entry) {
        list.push(entry);
    }
}

impl<'a> Study<'a> {
    /// Studies a canvas.
    pub fn of(canvas: &'a View<'a>) -> Self {
        let mut study = Self {
            segments: canvas.block(Block::CustomerSegments).enumerate().map(|(at, item)| Segment::new(item, at)).collect(),
            propositions: canvas.block(Block::ValuePropositions).map(Proposition::new).collect(),
            needs: Vec::with_capacity(canvas.count(Block::Need)),
            answers: Vec::new(),
            dependences: Vec::new(),
            built_on: Vec::new(),
            payers: canvas.block(Block::RevenueStreams).map(|stream| (stream.index(), 0)).collect(),
        };
        study.read_needs(canvas);
        study.read_uses(canvas);
        study.read_streams(canvas);
        study.read_ways(canvas);
        study.read_ties(canvas);
        study
    }

    fn segment_at(&self, index: u32) -> Option<usize> {
        position(index, self.segments.first().map(|segment| segment.item.index()), self.segments.len())
    }

    fn proposition_at(&self, index: u32) -> Option<usize> {
        position(index, self.propositions.first().map(|proposition| proposition.item.index()), self.propositions.len())
    }

    fn read_needs(&mut self, canvas: &'a View<'a>) {
        for item in canvas.block(Block::Need) {
            let Some(segment) = item.linked(Field::Needs).next().and_then(|segment| self.segment_at(segment.index())) else { continue };
            let at = self.needs.len();
            if let Some(segment) = self.segments.get_mut(segment) {
                segment.needs = if segment.needs.1 == 0 { (at, at + 1) } else { (segment.needs.0, at + 1) };
            }
            // The format allows whole numbers from 1 to 5.
            let importance = item.quantity(Field::Importance).and_then(|amount| u32::try_from(amount.likely()).ok());
            self.needs.push(Need { item, kind: item.term(Field::Kind), weight: importance.unwrap_or(USUAL_IMPORTANCE), importance, segment });
        }
        let first = self.needs.first().map(|need| need.item.index());
        for fact in canvas.facts(FactKind::Addresses) {
            let (Some(proposition), Some(need)) = (self.proposition_at(fact.subject_index()), position(fact.object_index(), first, self.needs.len())) else {
                continue;
            };
            self.answers.push((need, proposition));
            if let Some(proposition) = self.propositions.get_mut(proposition) {
                proposition.addresses = true;
                if let Some(kind) = self.needs.get(need).and_then(|need| need.kind) {
                    proposition.answers.add(kind);
                }
            }
        }
        self.answers.sort_unstable();
        self.answers.dedup();
    }

    fn read_uses(&mut self, canvas: &'a View<'a>) {
        for fact in canvas.facts(FactKind::Uses) {
            let (user, proposition) = (self.segment_at(fact.subject_index()), self.proposition_at(fact.object_index()));
            let Some(segment) = user.and_then(|user| self.segments.get_mut(user)) else { continue };
            segment.served = true;
            segment.known = true;
            let Some(at) = proposition else { continue };
            push_once(&mut segment.uses, at);
            if let (Some(proposition), Some(user)) = (self.propositions.get_mut(at), user) {
                push_once(&mut proposition.users, user);
            }
        }
        for fact in canvas.facts(FactKind::Free) {
            if let Some(segment) = self.segment_at(fact.subject_index()).and_then(|at| self.segments.get_mut(at)) {
                segment.free = true;
            }
        }
        for fact in canvas.facts(FactKind::Role) {
            if let Some(segment) = self.segment_at(fact.subject_index()).and_then(|at| self.segments.get_mut(at)) {
                segment.known = true;
            }
        }
    }

    fn read_streams(&mut self, canvas: &'a View<'a>) {
        let first_stream = self.payers.first().map(|&(index, _)| index);
        for fact in canvas.facts(FactKind::Pays) {
            if let Some(count) = position(fact.object_index(), first_stream, self.payers.len()).and_then(|at| self.payers.get_mut(at)) {
                count.1 += 1;
            }
            let Some(segment) = self.segment_at(fact.subject_index()).and_then(|at| self.segments.get_mut(at)) else { continue };
            segment.pays = true;
            segment.known = true;
            if let Some(stream) = fact.object() {
                push_once(&mut segment.streams, stream);
            }
        }
        // Facts of one stream stand together, in the order of the streams.
        let paid: Vec<(u32, usize)> =
            canvas.facts(FactKind::PaidFor).filter_map(|fact| Some((fact.subject_index(), self.proposition_at(fact.object_index())?))).collect();
        for (at, segment) in self.segments.iter_mut().enumerate() {
            for stream in &segment.streams {
                let start = paid.partition_point(|&(index, _)| index < stream.index());
                for &(_, proposition) in paid.iter().skip(start).take_while(|&&(index, _)| index == stream.index()) {
                    push_once(&mut segment.pays_for, proposition);
                    if let Some(proposition) = self.propositions.get_mut(proposition) {
                        push_once(&mut proposition.payers, at);
                    }
                }
            }
        }
    }

    fn read_ways(&mut self, canvas: &'a View<'a>) {
        for fact in canvas.facts(FactKind::Reaches) {
            if let (Some(channel), Some(at)) = (fact.subject(), self.segment_at(fact.object_index()))
                && let Some(segment) = self.segments.get_mut(at)
            {
                push_once(&mut segment.channels, channel);
            }
        }
        for fact in canvas.facts(FactKind::With) {
            if let (Some(relationship), Some(at)) = (fact.subject(), self.segment_at(fact.object_index()))
                && let Some(segment) = self.segments.get_mut(at)
            {
                push_once(&mut segment.relationships, relationship);
            }
        }
        // Who reaches the whole reaches its parts.
        for at in 0..self.segments.len() {
            let mut whole = self.segments.get(at).and_then(|segment| segment.whole);
            for _ in 0..DEEPEST_PART {
                let Some(larger) = whole.filter(|&whole| whole != at).and_then(|whole| self.segments.get(whole)) else { break };
                whole = larger.whole;
                let (channels, relationships) = (larger.channels.clone(), larger.relationships.clone());
                if let Some(segment) = self.segments.get_mut(at) {
                    channels.into_iter().for_each(|channel| push_once(&mut segment.channels, channel));
                    relationships.into_iter().for_each(|relationship| push_once(&mut segment.relationships, relationship));
                }
            }
        }
    }

    fn read_ties(&mut self, canvas: &'a View<'a>) {
        let mut people = Groups::new(self.segments.len());
        for fact in canvas.facts(FactKind::SamePeople) {
            if let (Some(one), Some(other)) = (self.segment_at(fact.subject_index()), self.segment_at(fact.object_index())) {
                people.unite(one, other);
            }
        }
        for (at, segment) in self.segments.iter_mut().enumerate() {
            segment.people = people.find(at);
        }
        let mut sides = people;
        for fact in canvas.facts(FactKind::Controls) {
            if let (Some(one), Some(other)) = (self.segment_at(fact.subject_index()), self.segment_at(fact.object_index())) {
                sides.unite(one, other);
            }
        }
        for (at, segment) in self.segments.iter_mut().enumerate() {
            segment.side = sides.find(at);
        }
        self.read_dependences(canvas);
        for fact in canvas.facts(FactKind::Extends).chain(canvas.facts(FactKind::Requires)) {
            if let (Some(upper), Some(lower)) = (self.proposition_at(fact.subject_index()), self.proposition_at(fact.object_index())) {
                self.built_on.push((upper, lower));
            }
        }
    }

    fn read_dependences(&mut self, canvas: &'a View<'a>) {
        let mut found = Vec::new();
        for fact in canvas.facts(FactKind::Gives) {
            // Out of a pool of free members come those who pay: they are not two sides.
            let pool = fact.value::<canvass_plugin::vocabulary::ContributionKind>() == Some(canvass_plugin::vocabulary::ContributionKind::ConversionPool);
            let (giver, receiver) = (self.segment_at(fact.subject_index()), self.segment_at(fact.object_index()));
            if let (false, Some(giver), Some(receiver), Some(by)) = (pool, giver, receiver, fact.subject()) {
                found.push(Dependence { giver, receiver, by });
            }
        }
        for fact in canvas.facts(FactKind::DependsOn) {
            let (Some(proposition), Some(giver), Some(by)) = (self.proposition_at(fact.subject_index()), self.segment_at(fact.object_index()), fact.subject())
            else {
                continue;
            };
            let users = self.propositions.get(proposition).map(|proposition| proposition.users.as_slice()).unwrap_or_default();
            found.extend(users.iter().map(|&receiver| Dependence { giver, receiver, by }));
        }
        found.retain(|tie| self.side(tie.giver) != self.side(tie.receiver));
        self.dependences = found;
    }

    fn side(&self, segment: usize) -> Option<usize> {
        self.segments.get(segment).map(|segment| segment.side)
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
            uses: Vec::new(),
            served: false,
            pays: false,
            free: false,
            known: false,
            streams: Vec::new(),
            pays_for: Vec::new(),
            channels: Vec::new(),
            relationships: Vec::new(),
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
        Self { item, users: Vec::new(), payers: Vec::new(), values, answers: KindSet::default(), addresses: false }
    }
}
