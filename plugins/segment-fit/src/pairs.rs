//! Are two segments really two? The handbook's five tests, put to each pair.
//!
//! Groups are separate segments if they need a distinct offer, are reached through different channels, want different relationships, are of
//! clearly different profitability, or pay for different aspects of the offer. One *yes* is enough. They should be merged only when all five are
//! answered *no*; what is not known never counts as *no*.

use std::borrow::Cow;

use canvass_plugin::vocabulary::{Period, RelationshipKind, StreamKind, Term};
use canvass_plugin::{Field, Item};
use schemars::JsonSchema;
use serde::Serialize;

use crate::study::{Range, Segment, Study};

/// How many segments are compared with each other. Eight give 28 pairs.
pub const COMPARED: usize = 8;

/// Profits per member differ clearly when the smaller one is at least a third less than the larger.
const CLEARLY: f64 = 1.0 / 3.0;

/// Two segments and whether they are two.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Pair {
    /// The id of the first segment.
    pub a: String,
    /// The id of the second segment.
    pub b: String,
    /// The answers to the five tests.
    pub tests: Tests,
    /// What follows from them.
    pub verdict: Verdict,
    /// The positions of the two.
    #[serde(skip)]
    pub at: (usize, usize),
}

/// The five tests.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Tests {
    /// Do they need a distinct offer?
    pub distinct_offer: Test,
    /// Are they reached through different channels?
    pub different_channels: Test,
    /// Do they want a different relationship?
    pub different_relationship: Test,
    /// Is their profitability clearly different?
    pub different_profitability: Test,
    /// Do they pay for different aspects of the offer?
    pub different_aspects: Test,
}

/// The answer to a test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Test {
    /// Yes, no, or not known.
    pub answer: Answer,
    /// What it rests on, or what is missing.
    pub why: Cow<'static, str>,
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

impl Test {
    fn new(answer: Answer, why: impl Into<Cow<'static, str>>) -> Self {
        Self { answer, why: why.into() }
    }
}

impl Tests {
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

/// Compares every two of the first [`COMPARED`] segments that are not the same people, and says how many pairs were left out.
pub fn compare(study: &Study<'_>) -> (Vec<Pair>, u64) {
    let compared = study.segments.get(..COMPARED.min(study.segments.len())).unwrap_or_default();
    let mut pairs = Vec::new();
    for (at, a) in compared.iter().enumerate() {
        for (other, b) in compared.iter().enumerate().skip(at + 1).filter(|(_, b)| b.people != a.people) {
            let tests = Tests {
                distinct_offer: distinct_offer(study, a, b),
                different_channels: different_channels(a, b),
                different_relationship: different_relationship(a, b),
                different_profitability: different_profitability(study, a, b),
                different_aspects: different_aspects(study, a, b),
            };
            let verdict = tests.verdict();
            pairs.push(Pair { a: a.item.id().to_owned(), b: b.item.id().to_owned(), tests, verdict, at: (at, other) });
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

/// What stands in the first list and not in the second.
fn apart<T: PartialEq + Copy>(one: &[T], other: &[T]) -> Option<T> {
    one.iter().find(|entry| !other.contains(entry)).copied()
}

fn only_one(item: Item<'_>, segment: &Segment<'_>, link: &str) -> Test {
    Test::new(Answer::Yes, format!("`{}` {link} `{}` only", item.id(), segment.item.id()))
}

fn distinct_offer(study: &Study<'_>, a: &Segment<'_>, b: &Segment<'_>) -> Test {
    if a.uses.is_empty() || b.uses.is_empty() {
        return Test::new(Answer::NotKnown, "it is not stated which propositions are for both");
    }
    let own = apart(&a.uses, &b.uses).map(|at| (at, a)).or_else(|| apart(&b.uses, &a.uses).map(|at| (at, b)));
    match own.and_then(|(at, segment)| Some((study.propositions.get(at)?, segment))) {
        Some((proposition, segment)) => only_one(proposition.item, segment, "is for"),
        None => Test::new(Answer::No, "the same propositions are for both"),
    }
}

fn different_channels(a: &Segment<'_>, b: &Segment<'_>) -> Test {
    if a.channels.is_empty() || b.channels.is_empty() {
        return Test::new(Answer::NotKnown, "it is not stated which channels reach both");
    }
    let own = apart(&a.channels, &b.channels).map(|item| (item, a)).or_else(|| apart(&b.channels, &a.channels).map(|item| (item, b)));
    match own {
        Some((channel, segment)) => only_one(channel, segment, "reaches"),
        None => Test::new(Answer::No, "the same channels reach both"),
    }
}

fn different_relationship(a: &Segment<'_>, b: &Segment<'_>) -> Test {
    if a.relationships.is_empty() || b.relationships.is_empty() {
        return Test::new(Answer::NotKnown, "it is not stated which relationships are kept up with both");
    }
    let own = apart(&a.relationships, &b.relationships).map(|item| (item, a)).or_else(|| apart(&b.relationships, &a.relationships).map(|item| (item, b)));
    let Some((relationship, segment)) = own else { return Test::new(Answer::No, "the same relationships are kept up with both") };
    // Two notes may describe one sort of relationship.
    match (kinds(&a.relationships), kinds(&b.relationships)) {
        (Some(one), Some(other)) if one == other => Test::new(Answer::No, "the relationships with both are of the same kinds"),
        _ => only_one(relationship, segment, "is kept up with"),
    }
}

/// The kinds of all these relationships as bits, or `None` when one of them does not state its kind.
fn kinds(relationships: &[Item<'_>]) -> Option<u32> {
    relationships.iter().try_fold(0, |kinds, item| Some(kinds | 1 << item.term::<RelationshipKind>(Field::Kind)? as u32))
}

fn different_profitability(study: &Study<'_>, a: &Segment<'_>, b: &Segment<'_>) -> Test {
    for (payer, free) in [(a, b), (b, a)] {
        if payer.pays && free.free {
            return Test::new(Answer::Yes, format!("`{}` pays and `{}` does not", payer.item.id(), free.item.id()));
        }
    }
    let (Some((one, currency)), Some((other, other_currency))) = (profit(study, a), profit(study, b)) else {
        return Test::new(Answer::NotKnown, "size, revenue and cost to serve are not stated for both");
    };
    if currency != other_currency {
        return Test::new(Answer::NotKnown, "the amounts are in different currencies");
    }
    let larger = one.likely.abs().max(other.likely.abs());
    let differ = larger > 0.0 && (one.likely - other.likely).abs() >= CLEARLY * larger;
    if !differ {
        Test::new(Answer::No, "one member brings about as much profit as one of the other")
    } else if one.high < other.low || other.high < one.low {
        Test::new(Answer::Yes, format!("one member brings about {:.2} a year in `{}` and {:.2} in `{}`", one.likely, a.item.id(), other.likely, b.item.id()))
    } else {
        Test::new(Answer::NotKnown, "the estimates of the profit per member overlap")
    }
}

/// What one member brings in a year after the cost of serving it, and in which currency; `None` when that is not known.
fn profit<'a>(study: &Study<'a>, segment: &Segment<'a>) -> Option<(Range, Option<&'a str>)> {
    let cost = segment.item.quantity(Field::CostToServe)?;
    let (currency, cost) = (cost.currency(), Range::yearly(cost)?);
    let revenue = if segment.free {
        Range { low: 0.0, likely: 0.0, high: 0.0 }
    } else {
        let size = segment.size.filter(|size| size.low > 0.0 && !segment.streams.is_empty())?;
        let mut sum = Range { low: 0.0, likely: 0.0, high: 0.0 };
        for &stream in &segment.streams {
            let (amount, stated_in) = revenue(stream).filter(|_| study.payers_of(stream) == 1)?;
            if stated_in != currency {
                return None;
            }
            sum = Range { low: sum.low + amount.low, likely: sum.likely + amount.likely, high: sum.high + amount.high };
        }
        Range { low: sum.low / size.high, likely: sum.likely / size.likely, high: sum.high / size.low }
    };
    let profit = Range { low: revenue.low - cost.high, likely: revenue.likely - cost.likely, high: revenue.high - cost.low };
    profit.likely.is_finite().then_some((profit, currency))
}

/// What a stream brings in a year: as stated, or price times volume.
fn revenue(stream: Item<'_>) -> Option<(Range, Option<&str>)> {
    if let Some(amount) = stream.quantity(Field::Amount) {
        return Some((Range::yearly(amount)?, amount.currency()));
    }
    let price = stream.quantity(Field::Price).filter(|price| matches!(price.period(), None | Some(Period::Unit | Period::Transaction)))?;
    let (each, volume) = (Range::of(price), Range::of(stream.quantity(Field::Volume)?));
    Some((Range { low: each.low * volume.low, likely: each.likely * volume.likely, high: each.high * volume.high }, price.currency()))
}

fn different_aspects(study: &Study<'_>, a: &Segment<'_>, b: &Segment<'_>) -> Test {
    if a.free && b.free {
        return Test::new(Answer::No, "neither pays for anything");
    }
    for (payer, free) in [(a, b), (b, a)] {
        if payer.pays && free.free {
            return Test::new(Answer::Yes, format!("`{}` pays and `{}` does not", payer.item.id(), free.item.id()));
        }
    }
    if a.pays_for.is_empty() || b.pays_for.is_empty() {
        return Test::new(Answer::NotKnown, "it is not stated what both pay for");
    }
    let own = apart(&a.pays_for, &b.pays_for).map(|at| (at, a)).or_else(|| apart(&b.pays_for, &a.pays_for).map(|at| (at, b)));
    if let Some((proposition, segment)) = own.and_then(|(at, segment)| Some((study.propositions.get(at)?, segment))) {
        return only_one(proposition.item, segment, "is paid for by");
    }
    if a.streams == b.streams {
        return Test::new(Answer::No, "both pay through the same streams for the same propositions");
    }
    match (ways(&a.streams), ways(&b.streams)) {
        (Some(one), Some(other)) if one == other => Test::new(Answer::No, "both pay for the same propositions in the same ways"),
        (Some(_), Some(_)) => Test::new(Answer::Yes, "they pay for the same propositions in different ways"),
        _ => Test::new(Answer::NotKnown, "both pay for the same propositions, but it is not stated by which kinds of stream"),
    }
}

/// The kinds of all these streams as bits, or `None` when one of them does not state its kind.
fn ways(streams: &[Item<'_>]) -> Option<u32> {
    streams.iter().try_fold(0, |ways, item| Some(ways | 1 << (item.term::<StreamKind>(Field::Kind)?.code() % canvass_plugin::vocabulary::VOCABULARY_SIZE)))
}
