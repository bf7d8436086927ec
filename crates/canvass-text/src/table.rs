//! The tables of a lexicon: what sorts of things words can say, and in which block.

use canvass_model::blocks::Block;
use canvass_model::vocabulary::{
    ActivityKind, ChannelKind, CostKind, CostOrientation, Economies, Owner, PartnershipKind, PartnershipMotive, Phase, Pricing, Recurrence, RelationshipKind,
    RelationshipMotive, ResourceKind, Role, SegmentKind, StreamKind, ValueKind, code_of,
};

/// Which values a table lists.
pub(crate) enum Values {
    /// Terms of a vocabulary of the canvas, found by their spelling; the value is the term's code.
    Terms(fn(&str) -> Option<u32>),
    /// These words; the value is the place in the list.
    Words(&'static [&'static str]),
    /// Any word; the value is its number in the matcher.
    Any,
}

/// A set of blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Blocks(u16);

impl Blocks {
    /// Every block.
    pub(crate) const ALL: Self = Self(u16::MAX);

    /// These blocks.
    pub(crate) fn of(blocks: impl IntoIterator<Item = Block>) -> Self {
        Self(blocks.into_iter().fold(0, |set, block| set | 1 << block as u16))
    }

    /// Whether a block is one of them.
    pub(crate) fn has(self, block: Block) -> bool {
        self.0 & 1 << block as u16 != 0
    }
}

/// A set of tables.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tables(u128);

impl Tables {
    /// Adds a table.
    pub(crate) fn add(&mut self, table: Table) {
        self.0 |= 1 << table as u32;
    }

    /// Whether a table is one of them.
    pub(crate) fn has(self, table: Table) -> bool {
        self.0 & 1 << table as u32 != 0
    }

    /// Whether any of them names groups of people.
    pub(crate) fn have_groups(self) -> bool {
        const GROUPS: u128 = (2 << Table::OtherGroups as u32) - (1 << Table::Supply as u32);
        self.0 & GROUPS != 0
    }
}

macro_rules! tables {
    ($($name:ident $section:literal $field:literal $block:expr, $values:expr;)+) => {
        /// A table of a lexicon.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Table {
            $($name,)+
        }

        impl Table {
            /// The table of that name.
            pub(crate) fn find(section: &str, field: &str) -> Option<Self> {
                match (section, field) {
                    $(($section, $field) => Some(Self::$name),)+
                    _ => None,
                }
            }

            /// The blocks in whose notes its words are looked for.
            pub(crate) fn blocks(self) -> Blocks {
                let only: Option<Block> = match self { $(Self::$name => $block),+ };
                only.map_or(Blocks::ALL, |block| Blocks::of([block]))
            }

            /// The values it lists.
            pub(crate) fn values(self) -> Values {
                match self { $(Self::$name => $values),+ }
            }
        }
    };
}

const SEGMENTS: Option<Block> = Some(Block::CustomerSegments);
const OFFERS: Option<Block> = Some(Block::ValuePropositions);
const CHANNELS: Option<Block> = Some(Block::Channels);
const RELATIONS: Option<Block> = Some(Block::CustomerRelationships);
const STREAMS: Option<Block> = Some(Block::RevenueStreams);
const RESOURCES: Option<Block> = Some(Block::KeyResources);
const ACTIVITIES: Option<Block> = Some(Block::KeyActivities);
const PARTNERS: Option<Block> = Some(Block::KeyPartnerships);
const COSTS: Option<Block> = Some(Block::CostStructure);

/// The word that turns a flag on.
const YES: Values = Values::Words(&["yes"]);

tables! {
    SegmentKinds "customer_segments" "kind" SEGMENTS, Values::Terms(code_of::<SegmentKind>);
    Roles "customer_segments" "roles" SEGMENTS, Values::Terms(code_of::<Role>);
    SegmentPlans "customer_segments" "plan" SEGMENTS, Values::Words(&["free", "paying"]);
    SegmentTags "customer_segments" "tags" SEGMENTS, Values::Any;
    Makes "customer_segments" "makes" SEGMENTS, Values::Words(&["content"]);
    Belongs "customer_segments" "belongs" SEGMENTS, Values::Words(&["customers", "staff", "same", "again"]);
    Supply "groups" "supply" None, Values::Any;
    Content "groups" "content" None, Values::Any;
    Demand "groups" "demand" None, Values::Any;
    Audience "groups" "audience" None, Values::Any;
    Advertisers "groups" "advertisers" None, Values::Any;
    Funders "groups" "funders" None, Values::Any;
    OtherGroups "groups" "other" None, Values::Any;
    ValueKinds "value_propositions" "value" OFFERS, Values::Terms(code_of::<ValueKind>);
    OfferPlans "value_propositions" "plan" OFFERS, Values::Words(&["free", "premium"]);
    OfferPlatform "value_propositions" "platform" OFFERS, YES;
    OfferMadeOf "value_propositions" "made_of" OFFERS, YES;
    OfferAdvertising "value_propositions" "advertising" OFFERS, YES;
    OfferRange "value_propositions" "range" OFFERS, Values::Words(&["wide"]);
    OfferTags "value_propositions" "tags" OFFERS, Values::Any;
    ChannelKinds "channels" "kind" CHANNELS, Values::Terms(code_of::<ChannelKind>);
    ChannelOwners "channels" "owner" CHANNELS, Values::Terms(code_of::<Owner>);
    Phases "channels" "phases" CHANNELS, Values::Terms(code_of::<Phase>);
    ChannelTags "channels" "tags" CHANNELS, Values::Any;
    RelationKinds "customer_relationships" "kind" RELATIONS, Values::Terms(code_of::<RelationshipKind>);
    RelationMotives "customer_relationships" "motive" RELATIONS, Values::Terms(code_of::<RelationshipMotive>);
    LockIn "customer_relationships" "lock_in" RELATIONS, YES;
    RelationTags "customer_relationships" "tags" RELATIONS, Values::Any;
    StreamKinds "revenue_streams" "kind" STREAMS, Values::Terms(code_of::<StreamKind>);
    Recurrences "revenue_streams" "recurrence" STREAMS, Values::Terms(code_of::<Recurrence>);
    Pricings "revenue_streams" "pricing" STREAMS, Values::Terms(code_of::<Pricing>);
    StreamPlans "revenue_streams" "plan" STREAMS, Values::Words(&["free", "premium", "freemium", "none"]);
    StreamPayers "revenue_streams" "payer" STREAMS, Values::Terms(code_of::<SegmentKind>);
    StreamTags "revenue_streams" "tags" STREAMS, Values::Any;
    ResourceKinds "key_resources" "kind" RESOURCES, Values::Terms(code_of::<ResourceKind>);
    ResourceOwners "key_resources" "owner" RESOURCES, Values::Terms(code_of::<Owner>);
    ResourceTags "key_resources" "tags" RESOURCES, Values::Any;
    ActivityKinds "key_activities" "kind" ACTIVITIES, Values::Terms(code_of::<ActivityKind>);
    ActivityTags "key_activities" "tags" ACTIVITIES, Values::Any;
    PartnershipKinds "key_partnerships" "kind" PARTNERS, Values::Terms(code_of::<PartnershipKind>);
    PartnershipMotives "key_partnerships" "motive" PARTNERS, Values::Terms(code_of::<PartnershipMotive>);
    PartnershipTags "key_partnerships" "tags" PARTNERS, Values::Any;
    CostKinds "cost_structure" "kind" COSTS, Values::Terms(code_of::<CostKind>);
    CostEconomies "cost_structure" "economies" COSTS, Values::Terms(code_of::<Economies>);
    CostTags "cost_structure" "tags" COSTS, Values::Any;
    Orientation "canvas" "cost_orientation" COSTS, Values::Terms(code_of::<CostOrientation>);
    Meeting "arrangement" "meeting" None, Values::Words(&["yes", "stall", "entry", "more"]);
    Recruit "arrangement" "recruit" None, YES;
    Gain "arrangement" "gain" OFFERS, YES;
    BelowCost "arrangement" "below_cost" None, Values::Words(&["yes", "our_cost", "below", "cost", "short"]);
    Carries "arrangement" "carries" None, Values::Words(&["yes", "left", "pays", "rest", "out_of", "each", "several"]);
    Insurance "arrangement" "insurance" None, Values::Words(&["contribution", "claim", "few", "paid_out"]);
    OnlyFits "arrangement" "only_fits" None, Values::Words(&["yes", "other", "not", "only", "ours"]);
    Resale "arrangement" "resale" None, Values::Words(&["yes", "under", "name", "own", "into", "theirs", "within"]);
    Tier "arrangement" "tier" None, Values::Words(&["plan", "upgrade"]);
    Allowance "arrangement" "allowance" None, Values::Words(&["free", "limit", "span"]);
    Charge "arrangement" "charge" None, Values::Words(&["charged", "ours", "nothing", "stays", "spares", "costs"]);
    OnTop "arrangement" "on_top" OFFERS, YES;
    Payout "arrangement" "payout" STREAMS, YES;
    General "words" "general" None, Values::Words(&["negation", "negation_after", "future", "future_in_brackets", "for", "from", "cut", "generic", "and", "they", "each", "everybody", "not_yet", "out_of", "extra", "of_them", "payer_before", "opening"]);
    Ignore "words" "ignore" None, Values::Words(&["anywhere", "customer_segments", "value_propositions", "channels", "customer_relationships",
        "revenue_streams", "key_resources", "key_activities", "key_partnerships", "cost_structure"]);
    Periods "numbers" "period" None, Values::Words(&["unit", "transaction", "day", "week", "month", "year"]);
    Scales "numbers" "scale" None, Values::Any;
    Currencies "numbers" "currency" None, Values::Any;
    NumberWords "numbers" "share" None, Values::Words(&["conversion", "members", "claiming", "buyers", "firms"]);
    Concepts "concepts" "tags" None, Values::Any;
}

/// Places in `customer_segments.belongs`: the customers of another segment, its own people, the very same people, and words
/// that say so where a name begins with them.
pub(crate) mod belongs {
    pub(crate) const CUSTOMERS: u32 = 0;
    pub(crate) const STAFF: u32 = 1;
    pub(crate) const SAME: u32 = 2;
    pub(crate) const AGAIN: u32 = 3;
}

/// Places in `words.general`.
pub(crate) mod general {
    pub(crate) const NEGATION: u32 = 0;
    pub(crate) const NEGATION_AFTER: u32 = 1;
    pub(crate) const FUTURE: u32 = 2;
    pub(crate) const FUTURE_IN_BRACKETS: u32 = 3;
    pub(crate) const FOR: u32 = 4;
    pub(crate) const FROM: u32 = 5;
    pub(crate) const CUT: u32 = 6;
    pub(crate) const GENERIC: u32 = 7;
    pub(crate) const AND: u32 = 8;
    pub(crate) const THEY: u32 = 9;
    pub(crate) const EACH: u32 = 10;
    pub(crate) const EVERYBODY: u32 = 11;
    pub(crate) const NOT_YET: u32 = 12;
    pub(crate) const OUT_OF: u32 = 13;
    pub(crate) const EXTRA: u32 = 14;
    pub(crate) const OF_THEM: u32 = 15;
    pub(crate) const PAYER_BEFORE: u32 = 16;
    pub(crate) const OPENING: u32 = 17;
}

impl Table {
    /// Whether a term may stand under several values of the table.
    #[cfg(test)]
    pub(crate) fn takes_many(self) -> bool {
        use Table::*;
        matches!(self, Roles | ValueKinds | Phases | RelationMotives | Ignore | General)
            || self.is_group()
            || matches!(
                self,
                SegmentTags | OfferTags | ChannelTags | RelationTags | StreamTags | ResourceTags | ActivityTags | PartnershipTags | CostTags | Concepts
            )
    }

    /// Whether a number and one of its words may be written as one: `10k`, `Rp49.000`, `$5mo`.
    pub(crate) fn stands_beside_digits(self) -> bool {
        matches!(self, Self::Currencies | Self::Scales | Self::Periods)
    }

    /// Whether its words name groups of people.
    pub(crate) fn is_group(self) -> bool {
        (Self::Supply..=Self::OtherGroups).contains(&self)
    }

    /// The blocks in whose notes the phrases of `words.ignore` are looked for, value by value.
    pub(crate) fn ignored() -> Vec<Blocks> {
        let Values::Words(words) = Self::Ignore.values() else { return Vec::new() };
        let blocks = |word: &&str| Block::NINE.into_iter().find(|block| block.key() == *word);
        words.iter().map(|word| blocks(word).map_or(Blocks::ALL, |block| Blocks::of([block]))).collect()
    }
}
