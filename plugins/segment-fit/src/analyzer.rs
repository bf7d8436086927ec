//! The analyzer: makes the study, answers the five questions, and lets the rules report.

use canvass_plugin::{Analyzer, Findings, Rule, View};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::engagement::{self, Rank};
use crate::fit::{self, SegmentFitness};
use crate::market::{self, MarketVerdict};
use crate::pairs::{self, Pair};
use crate::path::{self, SegmentPath};
use crate::rules;
use crate::study::Study;
use crate::written;
use canvass_plugin::json::Written;

/// The analyzer `segment-fit`.
pub struct SegmentFit;

/// There is nothing to set.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Configuration {}

/// What is known about the fit between the segments and the offer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Outcome<'a> {
    /// The kind of market that the segments form.
    pub market: MarketVerdict,
    /// Every two segments that are not the same people, with the five tests of whether they are separate segments.
    pub pairs: Vec<Pair<'a>>,
    /// How many pairs were left out, because only the first eight segments are compared.
    pub pairs_left_out: u64,
    /// For each segment, how far the offer meets its needs.
    pub fit: Vec<SegmentFitness<'a>>,
    /// For each segment that uses the offer, the way to it.
    pub path: Vec<SegmentPath<'a>>,
    /// The segments by how often they meet the offer, the most engaged first. Only those whose engagement is stated.
    pub engagement: Vec<Rank<'a>>,
}

impl Analyzer for SegmentFit {
    const NAME: &'static str = "segment-fit";
    const SUMMARY: &'static str = "Says what kind of market the segments form, whether they differ, and whether the offer fits their needs.";
    const RULES: &'static [&'static Rule] = rules::ALL;

    type Configuration = Configuration;
    type Outcome = Written<Outcome<'static>>;

    fn new(Configuration {}: Configuration) -> Result<Self, String> {
        Ok(Self)
    }

    fn analyze(&mut self, canvas: &View<'_>, findings: &mut Findings<'_>) -> Self::Outcome {
        let study = Study::of(canvas);
        let outcome = Outcome::of(&study);
        rules::check(&study, &outcome, findings);
        written::write(&outcome)
    }
}

impl<'a> Outcome<'a> {
    /// Asks the five questions.
    pub fn of(study: &Study<'a>) -> Self {
        let (pairs, pairs_left_out) = pairs::compare(study);
        Self { market: market::classify(study), pairs, pairs_left_out, fit: fit::measure(study), path: path::trace(study), engagement: engagement::rank(study) }
    }
}
