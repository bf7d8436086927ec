//! Customer segments: for whom value is created.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::note::item;
use crate::identifier::{Id, Ids};
use crate::quantity::{Money, Quantity, Share};
use crate::vocabulary::{ContributionKind, Market, NeedKind, Period, Role, SegmentKind};

item! {
    /// A group of people or organizations for whom value is created.
    CustomerSegment {
        /// What sort of group it is: individuals, businesses, government or nonprofit.
        kind: Option<SegmentKind> => Kind,
        /// The kind of market: mass, niche, segmented, diversified or multi_sided.
        market: Option<Market> => Market,
        /// The parts this group plays: user, payer, decider, buyer, influencer, sponsor, gatekeeper, beneficiary.
        roles: Vec<Role> => Roles,
        /// How many members the group has.
        size: Option<Quantity> => Size,
        /// The id of the larger segment that this one is a part of, such as paying users within all users.
        part_of: Option<Id> => PartOf [CustomerSegments],
        /// The id of the segment whose customer this one is: you sell to a restaurant, its diners are `customer_of` the restaurant.
        customer_of: Option<Id> => CustomerOf [CustomerSegments],
        /// Ids of segments whose use this one can order: management controls employees.
        controls: Option<Ids> => Controls [CustomerSegments],
        /// The share of members who pay, from 0 to 1. 0.03 means three in a hundred pay and the others use it free.
        paying_share: Option<Share> => PayingShare,
        /// The share of members who draw the benefit in a period, from 0 to 1, as in insurance.
        claiming_share: Option<Share> => ClaimingShare,
        /// What one member costs you per period.
        cost_to_serve: Option<Money> => CostToServe,
        /// How often a member meets the offer.
        engagement: Option<Engagement> => Engagement,
        /// What members give besides money, and to whom.
        contributes: Vec<Contribution> => Contributes,
        /// The jobs, pains and gains of the group.
        needs: Vec<Need> => Needs,
    }
}

/// How often a member meets the offer: `times` per period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Engagement {
    /// How many times; below one where it is rarer than once a period.
    pub times: Quantity,
    /// The period: day, week, month or year.
    pub per: Period,
}

/// Something a segment gives besides money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contribution {
    /// What it gives: attention, content, data, network, supply, referral, labour or conversion_pool.
    pub kind: ContributionKind,
    /// The id of the segment that benefits, or `company` for the business as a whole.
    pub to: Id,
}

/// A job to be done, a pain, or a gain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// The identifier by which propositions say that they address it. Derived from the text when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// Whether it is a job, a pain or a gain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<NeedKind>,
    /// The need in the customer's words.
    #[serde(deserialize_with = "super::note::some_text")]
    #[schemars(length(min = 1))]
    pub text: String,
    /// How much it matters to them, from 1 (little) to 5 (most).
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "importance")]
    #[schemars(range(min = 1, max = 5))]
    pub importance: Option<u8>,
}

fn importance<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    let importance = Option::<u8>::deserialize(deserializer)?;
    match importance.filter(|importance| !(1..=5).contains(importance)) {
        Some(wrong) => Err(serde::de::Error::custom(format_args!("`{wrong}` is not between 1 and 5"))),
        None => Ok(importance),
    }
}
