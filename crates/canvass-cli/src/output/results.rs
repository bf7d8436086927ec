//! What the page for readers shows of the results of the bundled analyzers. Everything else in them is passed over unread.

use std::borrow::Cow;

use canvass_host::CanvasReport;
use serde::Deserialize;

/// The result of an analyzer, unless there is none or it is not what was expected.
pub(crate) fn result<'r, T: Deserialize<'r>>(report: &'r CanvasReport<'_>, analyzer: &str) -> Option<T> {
    serde_json::from_str(report.result(analyzer)?).ok()
}

/// What a result asks for.
#[derive(Deserialize)]
pub(crate) struct Asked<'r> {
    #[serde(borrow, default)]
    pub(crate) not_known: Vec<Cow<'r, str>>,
}

/// Of pattern detection.
#[derive(Deserialize)]
pub(crate) struct Patterns<'r> {
    #[serde(borrow, default)]
    pub(crate) patterns: Vec<Pattern<'r>>,
}

/// A pattern and how the canvas stands to it.
#[derive(Deserialize)]
pub(crate) struct Pattern<'r> {
    #[serde(borrow)]
    pub(crate) id: Cow<'r, str>,
    #[serde(borrow)]
    pub(crate) verdict: Cow<'r, str>,
    #[serde(borrow, default)]
    pub(crate) name: Cow<'r, str>,
    #[serde(default)]
    pub(crate) strength: f64,
    #[serde(borrow, default)]
    pub(crate) evidence: Vec<Holds<'r>>,
    #[serde(borrow, default)]
    pub(crate) missing: Vec<Cow<'r, str>>,
}

/// Something that holds.
#[derive(Deserialize)]
pub(crate) struct Holds<'r> {
    #[serde(borrow)]
    pub(crate) says: Cow<'r, str>,
    #[serde(default)]
    pub(crate) required: bool,
}

/// Of segment fit.
#[derive(Deserialize)]
pub(crate) struct Fit<'r> {
    #[serde(borrow)]
    pub(crate) market: Market<'r>,
}

/// The kind of market.
#[derive(Deserialize)]
pub(crate) struct Market<'r> {
    #[serde(borrow)]
    pub(crate) kind: Cow<'r, str>,
    #[serde(borrow, default)]
    pub(crate) evidence: Vec<Cow<'r, str>>,
}

/// Of payer analysis.
#[derive(Deserialize)]
pub(crate) struct Payers<'r> {
    #[serde(borrow, default)]
    pub(crate) sentence: Cow<'r, str>,
    #[serde(borrow, default)]
    pub(crate) segments: Vec<Segment<'r>>,
    #[serde(borrow, default)]
    pub(crate) relations: Vec<Relation<'r>>,
    #[serde(borrow, default)]
    pub(crate) break_even: Vec<BreakEven<'r>>,
}

/// What a segment does.
#[derive(Deserialize)]
pub(crate) struct Segment<'r> {
    #[serde(borrow)]
    pub(crate) id: Cow<'r, str>,
    #[serde(borrow, default)]
    pub(crate) stance: Cow<'r, str>,
    #[serde(borrow, default)]
    pub(crate) roles: Vec<Cow<'r, str>>,
}

/// What ties a free group to a paying one.
#[derive(Deserialize)]
pub(crate) struct Relation<'r> {
    #[serde(borrow)]
    pub(crate) free: Cow<'r, str>,
    #[serde(borrow)]
    pub(crate) paying: Cow<'r, str>,
    #[serde(borrow)]
    pub(crate) relation: Cow<'r, str>,
    #[serde(borrow, default)]
    pub(crate) evidence: Cow<'r, str>,
}

/// How many must pay.
#[derive(Deserialize)]
pub(crate) struct BreakEven<'r> {
    #[serde(borrow)]
    pub(crate) segment: Cow<'r, str>,
    pub(crate) paying_share_needed: Option<f64>,
    pub(crate) paying_share: Option<f64>,
    #[serde(borrow, default)]
    pub(crate) why_not: Option<Cow<'r, str>>,
}

/// Of the economics.
#[derive(Deserialize)]
pub(crate) struct Economics<'r> {
    #[serde(borrow, default)]
    pub(crate) currency: Option<Cow<'r, str>>,
    #[serde(borrow, default)]
    pub(crate) accounts: Vec<Account<'r>>,
    pub(crate) joint_revenue: Option<Figure>,
    pub(crate) fixed_costs: Option<Figure>,
    #[serde(borrow, default)]
    pub(crate) transfers: Vec<Transfer<'r>>,
    pub(crate) uncarried: Option<f64>,
    pub(crate) result: Option<Figure>,
    pub(crate) coverage: Option<Figure>,
    #[serde(borrow, default)]
    pub(crate) without: Vec<Without<'r>>,
    #[serde(borrow, default)]
    pub(crate) sensitivity: Vec<Influence<'r>>,
    pub(crate) simulation: Option<Simulation>,
}

/// A number by its lowest, likely and highest value.
#[derive(Deserialize, Clone, Copy)]
pub(crate) struct Figure {
    pub(crate) low: Option<f64>,
    pub(crate) likely: f64,
    pub(crate) high: Option<f64>,
}

/// What a group brings and costs.
#[derive(Deserialize)]
pub(crate) struct Account<'r> {
    #[serde(borrow)]
    pub(crate) party: Cow<'r, str>,
    #[serde(borrow)]
    pub(crate) members: Cow<'r, str>,
    pub(crate) size: Option<Figure>,
    pub(crate) revenue: Option<Figure>,
    pub(crate) cost_to_serve: Option<Figure>,
    pub(crate) surplus: Option<Figure>,
}

/// Money that one surplus gives to another deficit.
#[derive(Deserialize)]
pub(crate) struct Transfer<'r> {
    #[serde(borrow)]
    pub(crate) from: Cow<'r, str>,
    #[serde(borrow)]
    pub(crate) to: Cow<'r, str>,
    pub(crate) amount: f64,
}

/// What would be left without a payer.
#[derive(Deserialize)]
pub(crate) struct Without<'r> {
    #[serde(borrow)]
    pub(crate) payer: Cow<'r, str>,
    pub(crate) result: Option<Figure>,
    pub(crate) uncarried: Option<f64>,
    #[serde(borrow, default)]
    pub(crate) may_follow: Vec<Cow<'r, str>>,
}

/// How the result moves with a number.
#[derive(Deserialize)]
pub(crate) struct Influence<'r> {
    #[serde(borrow)]
    pub(crate) item: Cow<'r, str>,
    #[serde(borrow)]
    pub(crate) field: Cow<'r, str>,
    pub(crate) by_range: bool,
    pub(crate) at_low: f64,
    pub(crate) at_high: f64,
    pub(crate) decides: bool,
    pub(crate) turns_at: Option<f64>,
}

/// The result with every range drawn at random.
#[derive(Deserialize)]
pub(crate) struct Simulation {
    pub(crate) samples: usize,
    pub(crate) settled: bool,
    pub(crate) p10: f64,
    pub(crate) p50: f64,
    pub(crate) p90: f64,
    pub(crate) goal_reached: f64,
}
