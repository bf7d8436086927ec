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
