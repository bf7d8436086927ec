//! What follows from a canvas: derived once, shared by every analyzer.
//!
//! A fact keeps how it is known. **Stated**: a field says it. **Implied**: nothing says it, but there is only one possibility, such as a
//! proposition without `for` on a canvas with a single segment. **Read**: the words of a note say it. What is not known gives no fact at all,
//! so the absence of a fact never means "no" by itself.

mod below_cost;
mod derive;

pub(crate) use derive::derive;

/// How something is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u32)]
pub enum Origin {
    /// A field of the document says it.
    Stated = 1,
    /// It is the only possibility.
    Implied = 2,
    /// The words of a note say it.
    Read = 3,
}

impl Origin {
    /// The word used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Implied => "implied",
            Self::Read => "read",
        }
    }

    /// The origin with that number; what is unknown counts as the weakest.
    pub fn from_code(code: u32) -> Self {
        match code {
            1 => Self::Stated,
            2 => Self::Implied,
            _ => Self::Read,
        }
    }
}

macro_rules! fact_kinds {
    ($($(#[$meta:meta])* $name:ident = $code:literal $word:literal,)+) => {
        /// A kind of fact. The numbers are part of the plugin contract.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u32)]
        pub enum FactKind {
            $($(#[$meta])* $name = $code,)+
        }

        impl FactKind {
            /// Every kind of fact.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The word used in reports.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }

            /// The kind with that number.
            pub fn from_code(code: u32) -> Option<Self> {
                match code { $($code => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

fact_kinds! {
    /// The subject carries a typed value: a stream is a `subscription_fee`.
    Typed = 1 "typed",
    /// The subject, a segment, plays a role.
    Role = 2 "role",
    /// The subject, a segment, uses the object, a proposition; without an object it uses the offer as a whole.
    Uses = 3 "uses",
    /// The subject, a segment or a partner, pays through the object, a stream; without an object it pays in a way not stated.
    Pays = 4 "pays",
    /// The subject, a stream, is paid for the object, a proposition.
    PaidFor = 5 "paid_for",
    /// The subject, a segment, uses and does not pay.
    Free = 6 "free",
    /// The subject, a segment, gives something other than money to the object, a segment or the company.
    Gives = 7 "gives",
    /// The subject, a proposition, is made of what the object, a segment, gives.
    DependsOn = 8 "depends_on",
    /// The subject and the object are members of one group.
    SamePeople = 9 "same_people",
    /// The subject, a segment, is the customer of the object, a segment.
    CustomerOf = 10 "customer_of",
    /// The subject, a segment, can order the object's use.
    Controls = 11 "controls",
    /// The subject, a proposition, is the premium of the object.
    Extends = 12 "extends",
    /// The subject, a proposition, needs the object to be owned first.
    Requires = 13 "requires",
    /// The subject, a channel, reaches the object, a segment.
    Reaches = 14 "reaches",
    /// The subject, a channel, brings the object, a proposition.
    Delivers = 15 "delivers",
    /// The subject, a relationship, is kept up with the object, a segment.
    With = 16 "with",
    /// The subject, a resource or an activity, makes the object possible.
    Supports = 17 "supports",
    /// The subject, a partner, provides the object.
    Provides = 18 "provides",
    /// The subject, a proposition, addresses the object, a need.
    Addresses = 19 "addresses",
    /// The subject, a cost, is caused by the object.
    CausedBy = 20 "caused_by",
    /// The subject, an activity, is done by the object, a partner or a segment.
    DoneBy = 21 "done_by",
    /// The subject, a segment, pays less than it costs to serve, by stated prices and costs.
    BelowCost = 22 "below_cost",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_number() {
        for &kind in FactKind::ALL {
            assert_eq!(FactKind::from_code(kind as u32), Some(kind));
        }
        assert_eq!(FactKind::from_code(0), None);
    }
}
