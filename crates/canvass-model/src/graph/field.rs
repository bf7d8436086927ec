//! The fields of the document as numbers, which is how attributes, links and places name them.

macro_rules! fields {
    ($($(#[$meta:meta])* $name:ident = $code:literal $path:literal,)+) => {
        /// A field of an item. The numbers are part of the plugin contract: new fields get new numbers.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u32)]
        pub enum Field {
            $($(#[$meta])* $name = $code,)+
        }

        impl Field {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The field's path below its item, as a JSON Pointer without the leading slash.
            pub fn path(self) -> &'static str {
                match self { $(Self::$name => $path),+ }
            }

            /// The field with that number.
            pub fn from_code(code: u32) -> Option<Self> {
                match code { $($code => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

fields! {
    /// A keyword.
    Tags = 1 "tags",
    /// How far it has been tested.
    Status = 2 "status",
    /// What supports it.
    Evidence = 3 "evidence",
    /// How sure the author is.
    Confidence = 4 "confidence",
    /// The name.
    Name = 5 "name",
    /// The identifier.
    Id = 6 "id",
    /// The kind, out of the vocabulary of the block.
    Kind = 10 "kind",
    /// The kind of market.
    Market = 11 "market",
    /// Roles of a segment.
    Roles = 12 "roles",
    /// Members of a segment.
    Size = 13 "size",
    /// Link: the larger segment.
    PartOf = 14 "part_of",
    /// Link: the segment whose customer this is.
    CustomerOf = 15 "customer_of",
    /// Link: segments whose use this one can order.
    Controls = 16 "controls",
    /// The share of members who pay.
    PayingShare = 17 "paying_share",
    /// The share of members who draw the benefit.
    ClaimingShare = 18 "claiming_share",
    /// Cost per member and period.
    CostToServe = 19 "cost_to_serve",
    /// How often a member meets the offer.
    Engagement = 20 "engagement",
    /// Link with a kind: what is given, to whom.
    Contributes = 21 "contributes",
    /// Link: the needs of a segment.
    Needs = 22 "needs",
    /// How much a need matters.
    Importance = 23 "importance",
    /// Link: whom a proposition is for, or what a stream pays for.
    For = 30 "for",
    /// Link: needs addressed.
    Addresses = 31 "addresses",
    /// Kinds of value.
    Value = 32 "value",
    /// Link: what one must own first.
    Requires = 33 "requires",
    /// Link: the basic proposition of a premium one.
    Extends = 34 "extends",
    /// Link: segments that the offer is made of.
    DependsOn = 35 "depends_on",
    /// How many items a range has.
    AssortmentItems = 36 "assortment/items",
    /// Sales outside the best-selling fifth.
    ShareOutsideTopFifth = 37 "assortment/share_outside_top_fifth",
    /// Link: segments reached.
    Reaches = 40 "reaches",
    /// Link: propositions brought.
    Delivers = 41 "delivers",
    /// Whose it is.
    Owner = 42 "owner",
    /// Phases served.
    Phases = 43 "phases",
    /// Link: segments a relationship is kept up with.
    With = 50 "with",
    /// What it is for.
    Motive = 51 "motive",
    /// Whether leaving is dear.
    LockIn = 52 "lock_in",
    /// Link: who pays.
    From = 60 "from",
    /// How often a payment comes.
    Recurrence = 61 "recurrence",
    /// How the price is found.
    Pricing = 62 "pricing",
    /// Money per unit.
    Price = 63 "price",
    /// Units a year.
    Volume = 64 "volume",
    /// Money per period.
    Amount = 65 "amount",
    /// Share of all revenue, or of all costs.
    Share = 66 "share",
    /// Link: what an item makes possible.
    Supports = 70 "supports",
    /// Whether it lies unused.
    Idle = 71 "idle",
    /// Link: who does it.
    DoneBy = 80 "done_by",
    /// Link: what a partner provides.
    Provides = 90 "provides",
    /// Link: what causes a cost.
    CausedBy = 100 "caused_by",
    /// Link: the segment that drives a cost.
    Driver = 101 "driver",
    /// What makes a cost fall.
    Economies = 102 "economies",
    /// Of the canvas: what the cost structure is after.
    CostOrientation = 110 "cost_orientation",
    /// Of the canvas: explore or exploit.
    Portfolio = 111 "portfolio",
    /// Of the canvas: how far the model has come.
    Stage = 112 "stage",
    /// Of the canvas: its currency.
    Currency = 113 "currency",
    /// Of the canvas: its language.
    Language = 114 "lang",
    /// Of the canvas: the organization.
    Organization = 115 "organization",
}

impl Field {
    /// The last part of the path, as an author writes the key.
    pub fn key(self) -> &'static str {
        let path = self.path();
        path.rsplit_once('/').map_or(path, |(_, key)| key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_found_by_its_number() {
        for &field in Field::ALL {
            assert_eq!(Field::from_code(field as u32), Some(field));
        }
        assert_eq!(Field::from_code(0), None);
        assert_eq!(Field::ShareOutsideTopFifth.key(), "share_outside_top_fifth");
    }
}
