//! The result of the analysis, as it stands in the report.

use canvass_plugin::Decimal;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::interval::Interval;

/// What the groups bring and cost by the year, who carries whom with how much, and what that hangs on. Everything rests on stated numbers; what
/// does not follow from them is absent, and `not_known` says what to state.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Outcome<'a> {
    /// The currency of all amounts, where one is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<&'a str>,
    /// The accounts of the groups, by the year. Empty where the canvas states no money.
    pub accounts: Vec<Account<'a>>,
    /// What comes in of which it is not known who pays how much.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joint_revenue: Option<Figure>,
    /// Costs that no group drives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fixed_costs: Option<Figure>,
    /// Which surplus carries which deficit, at the likely figures, in hundredths of the currency.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub transfers: Vec<Transfer<'a>>,
    /// What of the deficits nobody carries who is tied to them, at the likely figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uncarried: Option<Exact>,
    /// All that comes in less all that is spent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<Figure>,
    /// The surpluses over the deficits and the fixed costs: below 1 the model loses money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<Figure>,
    /// The part of today's volume, all groups alike, at which the fixed costs are covered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub break_even_volume: Option<Exact>,
    /// The share of revenue that comes again and again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recurring_share: Option<Exact>,
    /// The index of Herfindahl and Hirschman over the payers' shares of revenue: 1 where one brings all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concentration: Option<Exact>,
    /// What would be left if a payer left with all its members. Of many payers those who bring most.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<Without<'a>>,
    /// What each party gives and gets. Empty where the canvas states no money.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flows: Vec<Flow<'a>>,
    /// Parties whose flows are left out because there are so many.
    #[serde(skip_serializing_if = "is_zero")]
    pub flows_left_out: usize,
    /// How the result moves with each number, the one that moves it most first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sensitivity: Vec<Influence<'a>>,
    /// The result with every range drawn at random. Absent where no number is a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub simulation: Option<Simulation>,
    /// What to state to know more, what would decide most first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_known: Vec<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// A number, rounded to six places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(transparent)]
pub struct Exact(#[schemars(with = "f64")] pub(crate) Decimal);

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rounded = self.0.round_dp(6).normalize();
        if rounded.scale() == 0
            && let Ok(whole) = i64::try_from(rounded.mantissa())
        {
            return serializer.serialize_i64(whole);
        }
        // Both are exact as doubles, so that their quotient is the double nearest to the number.
        if rounded.mantissa().unsigned_abs() < 1 << 53 {
            return serializer.serialize_f64(rounded.mantissa() as f64 / 10_f64.powi(rounded.scale() as i32));
        }
        serializer.serialize_f64(rounded.to_string().parse().map_err(serde::ser::Error::custom)?)
    }
}

/// A number by its lowest, likely and highest value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Figure {
    /// The lowest value. Absent where the number is known exactly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<Exact>,
    /// The likely value.
    pub likely: Exact,
    /// The highest value. Absent where the number is known exactly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Exact>,
}

impl From<Interval> for Figure {
    fn from(interval: Interval) -> Self {
        let uncertain = |value: Decimal| (!interval.is_exact()).then_some(Exact(value));
        Self { low: uncertain(interval.low), likely: Exact(interval.likely), high: uncertain(interval.high) }
    }
}

/// Which members of a group an account is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Members {
    /// All, but for those of groups within it that have accounts of their own.
    All,
    /// Those who pay.
    Paying,
    /// Those who do not pay.
    Free,
    /// Those who draw the benefit; what serving costs is spent on them.
    Claiming,
    /// Those who do not draw it.
    NotClaiming,
}

/// What a group brings and costs by the year.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Account<'a> {
    /// The id of the segment, or of the partner that pays.
    pub party: &'a str,
    /// Which of its members these are.
    pub members: Members,
    /// How many they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<Figure>,
    /// What they pay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revenue: Option<Figure>,
    /// What serving them costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_to_serve: Option<Figure>,
    /// Revenue less cost: a deficit where it is negative.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surplus: Option<Figure>,
    /// The surplus of one member, at the likely figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contribution_per_member: Option<Exact>,
}

/// Money that one group's surplus gives to another's deficit.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Transfer<'a> {
    /// The id of the group that carries.
    pub from: &'a str,
    /// The id of the group that is carried: the same where some members carry the others.
    pub to: &'a str,
    /// How much by the year.
    pub amount: Exact,
}

/// What would be left without a payer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Without<'a> {
    /// The id of the payer.
    pub payer: &'a str,
    /// The share of revenue that would go with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revenue_share: Option<Exact>,
    /// What would be left of the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<Figure>,
    /// The deficits that nobody would carry any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uncarried: Option<Exact>,
    /// Ids of payers whose own offer is made of what would go with it, and who may leave after it; the result counts them as staying.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub may_follow: Vec<&'a str>,
}

/// What goes between a party and the business.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Flow<'a> {
    /// The id of the segment or partner.
    pub party: &'a str,
    /// Money to the business by the year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pays: Option<Exact>,
    /// Money from the business by the year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_paid: Option<Exact>,
    /// What it gives besides money.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gives: Vec<&'a str>,
    /// Ids of the propositions that it uses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<&'a str>,
    /// Ids of what it provides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub provides: Vec<&'a str>,
    /// Whether it both gives and gets. Absent where that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reciprocal: Option<bool>,
}

/// How the result moves with one number while the others stay.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Influence<'a> {
    /// The id of the item that states the number.
    pub item: &'a str,
    /// The field in which it stands.
    pub field: &'static str,
    /// Whether it is moved within its range; else by a tenth to either side.
    pub by_range: bool,
    /// The result at its lower end.
    pub at_low: Exact,
    /// The result at its upper end.
    pub at_high: Exact,
    /// Whether the verdict, that the goal is reached, hangs on where in between it is.
    pub decides: bool,
    /// The value at which the goal is just reached, counted as it is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turns_at: Option<Exact>,
}

/// The result with every range drawn at random.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Simulation {
    /// The generator of random numbers.
    pub generator: &'static str,
    /// The seed it began with.
    pub seed: u64,
    /// How figures are drawn within their ranges.
    pub distribution: &'static str,
    /// How often they were drawn.
    pub samples: usize,
    /// Whether the percentiles have settled: none moved by more than a fiftieth of their spread when the samples doubled last.
    pub settled: bool,
    /// The result that is missed once in ten.
    pub p10: f64,
    /// The result that is missed every other time.
    pub p50: f64,
    /// The result that is missed nine times in ten.
    pub p90: f64,
    /// How often the goal is reached, from 0 to 1.
    pub goal_reached: f64,
}
