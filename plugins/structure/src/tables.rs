//! What the rules ask again and again, found in one walk over the facts and links.

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::{Role, StreamKind};
use canvass_plugin::{FactKind, Field, Item, NONE, Origin, View};

use crate::bits::Bits;

/// Something known about an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Mark {
    /// A segment that some proposition serves.
    Served = 1,
    /// A segment whose larger segment is served, or a part of it.
    ServedThroughKin = 1 << 1,
    /// A proposition that serves some segment.
    Serves = 1 << 2,
    /// A segment with which a relationship is kept up.
    Kept = 1 << 3,
    /// A segment whose larger segment is in a relationship, or a part of it.
    KeptThroughKin = 1 << 4,
    /// A segment or partner that pays some stream.
    Pays = 1 << 5,
    /// A segment or partner that gives money for what others use.
    Funds = 1 << 6,
    /// A stream that somebody pays.
    Paid = 1 << 7,
    /// A stream that is paid for some proposition.
    PaidForSomething = 1 << 8,
    /// A stream that is paid for a proposition which somebody uses.
    PaidForUsed = 1 << 9,
    /// A resource or activity that supports something.
    Supports = 1 << 10,
    /// An item that a resource or activity supports, or a proposition that comes with one such.
    Supported = 1 << 11,
    /// A partner that provides or does something.
    Provides = 1 << 12,
    /// A cost that has a cause.
    Caused = 1 << 13,
    /// An item that causes a cost.
    Causes = 1 << 14,
    /// An item at either end of a link.
    Linked = 1 << 15,
}

/// A proposition that is for a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The index of the segment.
    pub segment: u32,
    /// The index of the proposition.
    pub proposition: u32,
}

/// What the rules read.
#[derive(Debug)]
pub struct Tables {
    /// How many items each block holds, by the number of the block.
    counts: [usize; BLOCKS],
    marks: Vec<u32>,
    /// Bit n: a fact of kind n is stated, and not only implied.
    stated: u32,
    /// Who is served by what, sorted by segment and without repetition.
    pub pairs: Vec<Pair>,
    /// Each part with each larger segment that holds it.
    kin: Vec<(u32, u32)>,
    /// The index of the first channel.
    first_channel: u32,
    /// Row: a segment. Column: a channel that reaches it.
    reached: Bits,
    /// Row: a proposition. Column: a channel that brings it.
    delivered: Bits,
    /// Row 0: channels of which nothing says what they bring. Row 1: channels of which nothing says whom they reach.
    open: Bits,
}

/// How many blocks there are: the canvas, the nine, and the needs.
const BLOCKS: usize = Block::Need as usize + 1;

/// How far the walk up from a part to its wholes goes, so that a circle of parts ends.
const DEEPEST_PART: usize = 16;

impl Tables {
    /// The tables of a canvas.
    pub fn new(canvas: &View<'_>) -> Self {
        let items = canvas.items.len();
        let mut counts = [0; BLOCKS];
        for row in canvas.items {
            if let Some(count) = counts.get_mut(row.block as usize) {
                *count += 1;
            }
        }
        let channels = counts[Block::Channels as usize];
        let first_channel = canvas.block(Block::Channels).next().map_or(0, |channel| channel.index());
        let mut tables = Self {
            counts,
            marks: vec![0; items],
            stated: 0,
            pairs: Vec::with_capacity(items / 4),
            kin: Vec::new(),
            first_channel,
            reached: Bits::new(items, channels),
            delivered: Bits::new(items, channels),
            open: Bits::new(2, channels),
        };
        tables.walk_facts(canvas);
        tables.walk_kin(canvas);
        tables.walk_links(canvas);
        tables
    }

    /// How many items a block holds.
    pub fn count(&self, block: Block) -> usize {
        self.counts.get(block as usize).copied().unwrap_or_default()
    }

    /// Whether something is known about an item.
    pub fn has(&self, item: u32, mark: Mark) -> bool {
        self.marks.get(item as usize).is_some_and(|marks| marks & mark as u32 != 0)
    }

    /// Whether the canvas states at least one fact of this kind, so that the absence of another one says something.
    pub fn known(&self, kind: FactKind) -> bool {
        self.stated & (1 << kind as u32) != 0
    }

    /// The pairs of each segment that has any, in the order of the document.
    pub fn pairs_by_segment(&self) -> impl Iterator<Item = &[Pair]> {
        self.pairs.chunk_by(|left, right| left.segment == right.segment)
    }

    /// Whether a segment needs no offer of its own: its stated roles are neither to use nor to pay, or it only pays for what others use.
    pub fn stands_aside(&self, segment: Item<'_>) -> bool {
        let mut roles = segment.terms::<Role>(Field::Roles).peekable();
        let states_roles = roles.peek().is_some();
        let (mut user, mut payer) = (false, false);
        for role in roles {
            user |= role == Role::User;
            payer |= role == Role::Payer;
        }
        let index = segment.index();
        let only_funds = self.has(index, Mark::Funds) && !self.has(index, Mark::Served) && !user;
        only_funds || (states_roles && !user && !payer)
    }

    /// How many channels are known to bring the proposition to the segment. A channel that does not say what it brings brings everything.
    pub fn channels(&self, Pair { segment, proposition }: Pair) -> u32 {
        let reached = self.reached.row(segment as usize).iter();
        let delivered = self.delivered.row(proposition as usize).iter().zip(self.open.row(0));
        reached.zip(delivered).map(|(reached, (delivered, brings_all))| (reached & (delivered | brings_all)).count_ones()).sum()
    }

    /// Whether some channel brings, or may bring, the proposition to the segment, to a part of it or to the larger segment that holds it.
    pub fn may_be_reached(&self, pair: Pair) -> bool {
        let unsure =
            self.delivered.row(pair.proposition as usize).iter().zip(self.open.row(1)).any(|(delivered, reaches_unsaid)| delivered & reaches_unsaid != 0);
        let other = |segment| self.channels(Pair { segment, ..pair }) > 0;
        unsure || self.channels(pair) > 0 || self.kin_of(pair.segment).any(other)
    }

    /// The larger segments that hold a segment, and its parts.
    pub fn kin_of(&self, segment: u32) -> impl Iterator<Item = u32> {
        self.kin.iter().filter_map(move |&(part, whole)| if part == segment { Some(whole) } else { (whole == segment).then_some(part) })
    }

    fn mark(&mut self, item: u32, mark: Mark) {
        if let Some(marks) = self.marks.get_mut(item as usize) {
            *marks |= mark as u32;
        }
    }

    fn walk_facts(&mut self, canvas: &View<'_>) {
        for row in canvas.facts.iter().filter(|row| row.origin == Origin::Stated as u32) {
            // A role of user is a use without a proposition, and a role of payer a payment without a stream: neither is a link.
            let a_link = row.object != NONE;
            self.stated |= u32::from(a_link) << (row.kind % u32::BITS);
        }
        self.walk_uses(canvas);
        for fact in canvas.facts(FactKind::With) {
            self.mark(fact.object_index(), Mark::Kept);
        }
        self.walk_money(canvas);
        self.walk_channels(canvas);
        self.walk_infrastructure(canvas);
    }

    fn walk_uses(&mut self, canvas: &View<'_>) {
        for fact in canvas.facts(FactKind::Uses).filter(|fact| fact.object_index() != NONE) {
            self.serve(fact.subject_index(), fact.object_index());
        }
        // A proposition that does not say whom it is for says it by the needs that it addresses.
        let unsaid = canvas.facts(FactKind::Addresses).filter(|fact| !self.has(fact.subject_index(), Mark::Serves));
        let unsaid: Vec<(Option<Item<'_>>, u32)> =
            unsaid.map(|fact| (fact.object().and_then(|need| need.linked(Field::Needs).next()), fact.subject_index())).collect();
        for (owner, proposition) in unsaid {
            if let Some(owner) = owner {
                self.serve(owner.index(), proposition);
            }
        }
        self.pairs.sort_unstable();
        self.pairs.dedup();
    }

    fn serve(&mut self, segment: u32, proposition: u32) {
        self.pairs.push(Pair { segment, proposition });
        self.mark(segment, Mark::Served);
        self.mark(proposition, Mark::Serves);
    }

    fn walk_money(&mut self, canvas: &View<'_>) {
        for fact in canvas.facts(FactKind::PaidFor) {
            self.mark(fact.subject_index(), Mark::PaidForSomething);
            if self.has(fact.object_index(), Mark::Serves) {
                self.mark(fact.subject_index(), Mark::PaidForUsed);
            }
        }
        for fact in canvas.facts(FactKind::Pays) {
            let payer = fact.subject_index();
            self.mark(payer, Mark::Pays);
            let Some(stream) = fact.object() else { continue };
            self.mark(stream.index(), Mark::Paid);
            let gift = matches!(stream.term(Field::Kind), Some(StreamKind::Donation | StreamKind::GrantOrTax));
            if gift || self.has(stream.index(), Mark::PaidForUsed) {
                self.mark(payer, Mark::Funds);
            }
        }
    }

    fn walk_channels(&mut self, canvas: &View<'_>) {
        let first = self.first_channel;
        let column = |channel: u32| channel.checked_sub(first).map_or(usize::MAX, |column| column as usize);
        for fact in canvas.facts(FactKind::Reaches) {
            self.reached.set(fact.object_index() as usize, column(fact.subject_index()));
        }
        for fact in canvas.facts(FactKind::Delivers) {
            self.delivered.set(fact.object_index() as usize, column(fact.subject_index()));
        }
        for (number, channel) in canvas.block(Block::Channels).enumerate() {
            if !channel.states(Field::Delivers) && self.count(Block::ValuePropositions) != 1 {
                self.open.set(0, number);
            }
            if !channel.states(Field::Reaches) && self.count(Block::CustomerSegments) != 1 {
                self.open.set(1, number);
            }
        }
    }

    fn walk_infrastructure(&mut self, canvas: &View<'_>) {
        for fact in canvas.facts(FactKind::Supports) {
            self.mark(fact.subject_index(), Mark::Supports);
            self.mark(fact.object_index(), Mark::Supported);
        }
        // What makes the channel possible makes the proposition possible that it brings, and an extension stands on its basis.
        for kind in [FactKind::Delivers, FactKind::Extends] {
            for fact in canvas.facts(kind) {
                let (support, proposition) = match kind {
                    FactKind::Delivers => (fact.subject_index(), fact.object_index()),
                    _ => (fact.object_index(), fact.subject_index()),
                };
                if self.has(support, Mark::Supported) {
                    self.mark(proposition, Mark::Supported);
                }
            }
        }
        for fact in canvas.facts(FactKind::DoneBy) {
            self.mark(fact.object_index(), Mark::Provides);
        }
        for fact in canvas.facts(FactKind::CausedBy) {
            self.mark(fact.subject_index(), Mark::Caused);
            self.mark(fact.object_index(), Mark::Causes);
        }
        for fact in canvas.facts(FactKind::Provides) {
            self.mark(fact.subject_index(), Mark::Provides);
            // What a partner is paid for may stand as the cost of what it provides.
            if self.has(fact.object_index(), Mark::Causes) {
                self.mark(fact.subject_index(), Mark::Causes);
            }
        }
    }

    fn walk_kin(&mut self, canvas: &View<'_>) {
        for segment in canvas.block(Block::CustomerSegments) {
            let wholes = std::iter::successors(segment.linked(Field::PartOf).next(), |whole| whole.linked(Field::PartOf).next());
            self.kin.extend(wholes.take(DEEPEST_PART).map(|whole| (segment.index(), whole.index())));
        }
        for at in 0..self.kin.len() {
            let Some(&(part, whole)) = self.kin.get(at) else { continue };
            for (one, other) in [(part, whole), (whole, part)] {
                if self.has(one, Mark::Served) {
                    self.mark(other, Mark::ServedThroughKin);
                }
                if self.has(one, Mark::Kept) {
                    self.mark(other, Mark::KeptThroughKin);
                }
            }
        }
    }

    fn walk_links(&mut self, canvas: &View<'_>) {
        for link in canvas.links.iter().filter(|link| link.field != Field::Needs as u32 && link.from != 0 && link.to != 0) {
            self.mark(link.from, Mark::Linked);
            self.mark(link.to, Mark::Linked);
        }
    }
}
