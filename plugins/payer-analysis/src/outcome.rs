//! The result of the analysis, as it stands in the report.

use std::borrow::Cow;

use canvass_plugin::Term;
use canvass_plugin::vocabulary::Role;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

use crate::phrase::Phrase;

/// Who uses, who pays, and who carries whom.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Outcome<'a> {
    /// The arrangements between users and payers, the one that carries most money first. Empty when it is not known.
    pub configuration: Vec<Configuration>,
    /// Every segment.
    pub segments: Vec<SegmentOutcome<'a>>,
    /// Ids of the segments and partners that pay.
    pub payers: Vec<&'a str>,
    /// Ids of the segments that use.
    pub users: Vec<&'a str>,
    /// How each group that does not pay its way stands to those who pay.
    pub relations: Vec<Relation<'a>>,
    /// Where some members pay for all: the share that must pay.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub break_even: Vec<BreakEven<'a>>,
    /// Where users and customers are different people: whether both are served.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alignment: Vec<Alignment<'a>>,
    /// Who pays, for whom, why they would, and what breaks it.
    pub sentence: String,
    /// What to state to know more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_known: Vec<String>,
}

/// A segment and what it does.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SegmentOutcome<'a> {
    /// The id of the segment.
    pub id: &'a str,
    /// Whether it uses, pays, both or neither.
    pub stance: Stance,
    /// The roles that it plays: as stated, and as its links show.
    pub roles: Roles,
}

/// A set of roles, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Roles(pub(crate) u32);

impl Roles {
    /// The roles as a canvas spells them, in the order of the vocabulary.
    pub(crate) fn names(self) -> impl Iterator<Item = &'static str> {
        Role::ALL.iter().filter(move |&&role| self.0 & (1 << role as u32) != 0).map(|role| role.as_str())
    }
}

impl Serialize for Roles {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.names())
    }
}

impl JsonSchema for Roles {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Vec::<String>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<String>::json_schema(generator)
    }
}

/// Whether a segment uses, pays, both or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// It uses and pays.
    UserAndPayer,
    /// It uses and does not pay.
    UserOnly,
    /// It pays and does not use.
    PayerOnly,
    /// It does neither, and matters for another reason.
    Neither,
    /// That is not known.
    NotKnown,
}

/// How a group that does not pay its way stands to one that pays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Relation<'a> {
    /// The id of the free group, or of the one that pays less than it costs.
    pub free: &'a str,
    /// The id of the paying group. The same as `free` where some members pay for the others.
    pub paying: &'a str,
    /// The relation.
    pub relation: RelationKind,
    /// What shows it.
    pub evidence: Phrase<'a>,
}

/// The seven relations between a free group and a paying one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RelationKind {
    /// Both are members of one group, some of whom pay.
    SamePeople,
    /// The free group gives something of which the paying group's offer is made.
    Attracts,
    /// The paying group pays for what the free group uses.
    OnBehalf,
    /// The paying group builds our offer into its own to the free group.
    Resold,
    /// All pay a little, few receive a lot.
    Pooled,
    /// It pays less than it costs to serve, and the other group makes it up.
    BelowCost,
    /// None of these: the free group costs money and gives nothing.
    Unrelated,
}

/// An arrangement between users and payers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Configuration {
    /// Users, but nobody pays.
    NoPayer,
    /// Somebody pays who neither uses nor buys anything made of the users.
    ThirdPartyFunded,
    /// All pay a little, few receive a lot.
    Pooled,
    /// One person is now user, now payer.
    SamePeople,
    /// Each account is either free or paid.
    SplitFreemium,
    /// A free group is what others pay to reach.
    Audience,
    /// The same, and another free group makes what the audience comes for.
    AudienceWithProducers,
    /// Two groups pay, one of them less than it costs.
    BothPayOneBelowCost,
    /// Two groups that need each other both pay.
    BothPay,
    /// A cheap offer is the bait for a repeated one that requires it.
    BaitAndHook,
    /// The rich pay more for the same, so that the poor pay less than it costs.
    RobinHood,
    /// Those who pay build the offer into their own.
    Resold,
    /// Whoever uses pays, or one organization pays for its own people.
    Direct,
}

/// How many must pay where some members pay for all.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct BreakEven<'a> {
    /// The id of the group of all users.
    pub segment: &'a str,
    /// The share of users who must pay, from 0 to 1, at the likely figures; above 1 when even all would not do. Absent when not known, or
    /// when no share can break even.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paying_share_needed: Option<f64>,
    /// The share who pay, as stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paying_share: Option<f64>,
    /// Whether enough pay. Absent when not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enough: Option<bool>,
    /// Why it is not known, or why no share can break even.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_not: Option<String>,
}

/// Whether users and customers are both served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Alignment<'a> {
    /// The id of the group that uses.
    pub user: &'a str,
    /// The id of the group that pays.
    pub customer: &'a str,
    /// The verdict.
    pub verdict: Fitting,
}

/// Whose needs are served, of users and customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fitting {
    /// Both are served.
    WinWin,
    /// Only the customer is served, and the user can resist.
    Resisted,
    /// Only the customer is served, but it controls the user.
    WorksByControl,
    /// Only the user is served.
    ApplaudedNotSold,
    /// Nobody is served.
    Neither,
    /// The needs of one of them are not stated.
    NotKnown,
}

impl Configuration {
    /// The identifier used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoPayer => "no_payer",
            Self::ThirdPartyFunded => "third_party_funded",
            Self::Pooled => "pooled",
            Self::SamePeople => "same_people",
            Self::SplitFreemium => "split_freemium",
            Self::Audience => "audience",
            Self::AudienceWithProducers => "audience_with_producers",
            Self::BothPayOneBelowCost => "both_pay_one_below_cost",
            Self::BothPay => "both_pay",
            Self::BaitAndHook => "bait_and_hook",
            Self::RobinHood => "robin_hood",
            Self::Resold => "resold",
            Self::Direct => "direct",
        }
    }
}

impl Stance {
    /// The identifier used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UserAndPayer => "user_and_payer",
            Self::UserOnly => "user_only",
            Self::PayerOnly => "payer_only",
            Self::Neither => "neither",
            Self::NotKnown => "not_known",
        }
    }
}

impl RelationKind {
    /// The identifier used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SamePeople => "same-people",
            Self::Attracts => "attracts",
            Self::OnBehalf => "on-behalf",
            Self::Resold => "resold",
            Self::Pooled => "pooled",
            Self::BelowCost => "below-cost",
            Self::Unrelated => "unrelated",
        }
    }
}

impl Fitting {
    /// The identifier used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WinWin => "win_win",
            Self::Resisted => "resisted",
            Self::WorksByControl => "works_by_control",
            Self::ApplaudedNotSold => "applauded_not_sold",
            Self::Neither => "neither",
            Self::NotKnown => "not_known",
        }
    }
}
