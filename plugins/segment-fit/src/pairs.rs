//! Are two segments really two? The handbook's five tests, put to each pair.
//!
//! Groups are separate segments if they need a distinct offer, are reached through different channels, want different relationships, are of
//! clearly different profitability, or pay for different aspects of the offer. One *yes* is enough. They should be merged only when all five are
//! answered *no*; what is not known never counts as *no*.

use canvass_plugin::vocabulary::{RelationshipKind, StreamKind, Term};
use canvass_plugin::{Field, Item};
use schemars::JsonSchema;
use serde::Serialize;

use crate::profit::profit;
use crate::range::Range;
use crate::study::{Segment, Study};
use crate::why::Why;

/// How many segments are compared with each other. Eight give 28 pairs.
pub const COMPARED: usize = 8;

/// Profits per member differ clearly when the smaller one is at least a third less than the larger.
const CLEARLY: f64 = 1.0 / 3.0;

/// Two segments and whether they are two.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Pair<'a> {
    /// The id of the first segment.
    pub a: &'a str,
    /// The id of the second segment.
    pub b: &'a str,
    /// The answers to the five tests.
    pub tests: Tests<'a>,
    /// What follows from them.
    pub verdict: Verdict,
    /// The positions of the two.
    #[serde(skip)]
    pub at: (usize, usize),
}

/// The five tests.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Tests<'a> {
    /// Do they need a distinct offer?
    pub distinct_offer: Test<'a>,
    /// Are they reached through different channels?
    pub different_channels: Test<'a>,
    /// Do they want a different relationship?
    pub different_relationship: Test<'a>,
    /// Is their profitability clearly different?
    pub different_profitability: Test<'a>,
    /// Do they pay for different aspects of the offer?
    pub different_aspects: Test<'a>,
}

/// The answer to a test.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Test<'a> {
    /// Yes, no, or not known.
    pub answer: Answer,
    /// What it rests on, or what is missing.
    pub why: Why<'a>,
}

/// Yes, no, or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// They differ.
    Yes,
    /// They do not.
    No,
    /// The canvas does not say enough.
    NotKnown,
}

/// What follows from the five tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// They differ in at least one respect.
    Separate,
    /// They differ in none.
    Merge,
    /// No difference is known, and not every test could be answered.
    NotKnown,
}

impl Answer {
    /// The answer as the result spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotKnown => "not_known",
        }
    }
}

impl Verdict {
    /// The verdict as the result spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Separate => "separate",
            Self::Merge => "merge",
            Self::NotKnown => "not_known",
        }
    }
}

impl<'a> Test<'a> {
    fn new(answer: Answer, why: Why<'a>) -> Self {
        Self { answer, why }
    }
    fn plain(answer: Answer, why: &'static str) -> Self {
        Self::new(answer, Why::Plain(why))
    }
}

impl Tests<'_> {
    /// What follows.
    fn verdict(&self) -> Verdict {
        let answers = [&self.distinct_offer, &self.different_channels, &self.different_relationship, &self.different_profitability, &self.different_aspects]
            .map(|test| test.answer);
        if answers.contains(&Answer::Yes) {
            Verdict::Separate
        } else if answers.contains(&Answer::NotKnown) {
            Verdict::NotKnown
        } else {
            Verdict::Merge
        }
    }
}

/// A segment with what the tests ask of it in every pair.
struct Compared<'s, 'a> {
    segment: &'s Segment<'a>,
    /// The kinds of its relationships as bits, or `None` when one of them does not state its kind.
    kinds: Option<u32>,
    /// The kinds of its streams as bits, or `None` when one of them does not state its kind.
    ways: Option<u32>,
    /// What one member brings in a year, and in which currency; `None` when that is not known.
    profit: Option<(Range, Option<&'a str>)>,
}

impl<'s, 'a> Compared<'s, 'a> {
    fn new(study: &Study<'a>, segment: &'s Segment<'a>) -> Self {
        let bits = |indices, code: fn(Item<'a>) -> Option<u32>| {
            study.items(indices).try_fold(0, |bits, item| Some(bits | 1 << (code(item)? % canvass_plugin::vocabulary::VOCABULARY_SIZE)))
        };
        Self {
            segment,
            kinds: bits(&segment.relationships, |item| item.term::<RelationshipKind>(Field::Kind).map(Term::code)),
            ways: bits(&segment.streams, |item| item.term::<StreamKind>(Field::Kind).map(Term::code)),
            profit: profit(study, segment),
        }
    }

    fn id(&self) -> &'a str {
        self.segment.item.id()
    }
}

/// Compares every two of the first [`COMPARED`] segments that are not the same people, and says how many pairs were left out.
pub fn compare<'a>(study: &Study<'a>) -> (Vec<Pair<'a>>, u64) {
    let compared: Vec<Compared<'_, 'a>> = study.segments.iter().take(COMPARED).map(|segment| Compared::new(study, segment)).collect();
    let mut pairs = Vec::with_capacity(compared.len() * compared.len().saturating_sub(1) / 2);
    for (at, a) in compared.iter().enumerate() {
        for (other, b) in compared.iter().enumerate().skip(at + 1).filter(|(_, b)| b.segment.people != a.segment.people) {
            let tests = Tests {
                distinct_offer: distinct_offer(study, a, b),
                different_channels: different_channels(study, a, b),
                different_relationship: different_relationship(study, a, b),
                different_profitability: different_profitability(a, b),
                different_aspects: different_aspects(study, a, b),
            };
            let verdict = tests.verdict();
            pairs.push(Pair { a: a.id(), b: b.id(), tests, verdict, at: (at, other) });
        }
    }
    let left_out = all_pairs(study).saturating_sub(pairs.len() as u64);
    (pairs, left_out)
}

/// How many pairs there are that are not the same people.
fn all_pairs(study: &Study<'_>) -> u64 {
    let mut members = vec![0u64; study.segments.len()];
    for segment in &study.segments {
        if let Some(count) = members.get_mut(segment.people) {
            *count += 1;
        }
    }
    let of = |count: u64| count * count.saturating_sub(1) / 2;
    of(study.segments.len() as u64).saturating_sub(members.into_iter().map(of).sum())
}

/// What is only in one of the two lists, and whose list that is.
fn apart<'s, 'a, T: PartialEq + Copy>(one: (&[T], &'s Compared<'s, 'a>), other: (&[T], &'s Compared<'s, 'a>)) -> Option<(T, &'s Compared<'s, 'a>)> {
    let missing = |one: &[T], other: &[T]| one.iter().find(|entry| !other.contains(entry)).copied();
    missing(one.0, other.0).map(|entry| (entry, one.1)).or_else(|| missing(other.0, one.0).map(|entry| (entry, other.1)))
}

fn only_one<'a>(item: Item<'a>, link: &'static str, owner: &Compared<'_, 'a>) -> Test<'a> {
    Test::new(Answer::Yes, Why::OnlyOne { item: item.id(), link, segment: owner.id() })
}

/// What sets two apart of whom one pays and the other is known not to.
fn pays_alone<'a>(a: &Compared<'_, 'a>, b: &Compared<'_, 'a>) -> Option<Test<'a>> {
    let (payer, free) = [(a, b), (b, a)].into_iter().find(|(payer, free)| payer.segment.pays && free.segment.free)?;
    Some(Test::new(Answer::Yes, Why::PaysAlone { payer: payer.id(), free: free.id() }))
}

fn distinct_offer<'a>(study: &Study<'a>, a: &Compared<'_, 'a>, b: &Compared<'_, 'a>) -> Test<'a> {
    let (one, other) = (&a.segment.uses, &b.segment.uses);
    if one.is_empty() || other.is_empty() {
        return Test::plain(Answer::NotKnown, "it is not stated which propositions are for both");
    }
    match apart((one, a), (other, b)).and_then(|(at, owner)| Some((study.propositions.get(at)?, owner))) {
        Some((proposition, owner)) => only_one(proposition.item, "is for", owner),
        None => Test::plain(Answer::No, "the same propositions are for both"),
    }
}

fn different_channels<'a>(study: &Study<'a>, a: &Compared<'_, 'a>, b: &Compared<'_, 'a>) -> Test<'a> {
    let (one, other) = (&a.segment.channels, &b.segment.channels);
    if one.is_empty() || other.is_empty() {
        return Test::plain(Answer::NotKnown, "it is not stated which channels reach both");
    }
    match apart((one, a), (other, b)).and_then(|(channel, owner)| Some((study.item(channel)?, owner))) {
        Some((channel, owner)) => only_one(channel, "reaches", owner),
        None => Test::plain(Answer::No, "the same channels reach both"),
    }
}

fn different_relationship<'a>(study: &Study<'a>, a: &Compared<'_, 'a>, b: &Compared<'_, 'a>) -> Test<'a> {
    let (one, other) = (&a.segment.relationships, &b.segment.relationships);
    if one.is_empty() || other.is_empty() {
        return Test::plain(Answer::NotKnown, "it is not stated which relationships are kept up with both");
    }
    let own = apart((one, a), (other, b)).and_then(|(relationship, owner)| Some((study.item(relationship)?, owner)));
    let Some((relationship, owner)) = own else { return Test::plain(Answer::No, "the same relationships are kept up with both") };
    // Two notes may describe one sort of relationship.
    if a.kinds.is_some() && a.kinds == b.kinds {
        return Test::plain(Answer::No, "the relationships with both are of the same kinds");
    }
    only_one(relationship, "is kept up with", owner)
}

fn different_profitability<'a>(a: &Compared<'_, 'a>, b: &Compared<'_, 'a>) -> Test<'a> {
    if let Some(test) = pays_alone(a, b) {
        return test;
    }
    let (Some((one, currency)), Some((other, other_currency))) = (a.profit, b.profit) else {
        return Test::plain(Answer::NotKnown, "size, revenue and cost to serve are not stated for both");
    };
    if currency != other_currency {
        return Test::plain(Answer::NotKnown, "the amounts are in different currencies");
    }
    let larger = one.likely.abs().max(other.likely.abs());
    let differ = larger > 0.0 && (one.likely - other.likely).abs() >= CLEARLY * larger;
    if !differ {
        Test::plain(Answer::No, "one member brings about as much profit as one of the other")
    } else if one.high < other.low || other.high < one.low {
        Test::new(Answer::Yes, Why::Profits([(one.likely, a.id()), (other.likely, b.id())]))
    } else {
        Test::plain(Answer::NotKnown, "the estimates of the profit per member overlap")
    }
}

fn different_aspects<'a>(study: &Study<'a>, a: &Compared<'_, 'a>, b: &Compared<'_, 'a>) -> Test<'a> {
    if a.segment.free && b.segment.free {
        return Test::plain(Answer::No, "neither pays for anything");
    }
    if let Some(test) = pays_alone(a, b) {
        return test;
    }
    let (one, other) = (&a.segment.pays_for, &b.segment.pays_for);
    if one.is_empty() || other.is_empty() {
        return Test::plain(Answer::NotKnown, "it is not stated what both pay for");
    }
    let own = apart((one, a), (other, b)).and_then(|(at, owner)| Some((study.propositions.get(at)?, owner)));
    if let Some((proposition, owner)) = own {
        return only_one(proposition.item, "is paid for by", owner);
    }
    if a.segment.streams == b.segment.streams {
        return Test::plain(Answer::No, "both pay through the same streams for the same propositions");
    }
    match (a.ways, b.ways) {
        (Some(one), Some(other)) if one == other => Test::plain(Answer::No, "both pay for the same propositions in the same ways"),
        (Some(_), Some(_)) => Test::plain(Answer::Yes, "they pay for the same propositions in different ways"),
        _ => Test::plain(Answer::NotKnown, "both pay for the same propositions, but it is not stated by which kinds of stream"),
    }
}
