//! The way to each segment: its channels by phase, its relationships by motive, and what is missing.
//!
//! A phase is missing only where some channel of the segment states phases at all, and a motive only where some relationship does. A segment that
//! uses the offer free needs no channel to buy through and nobody to sell it more, so neither is missing there. A channel or relationship of a larger
//! segment serves its parts as well.

use canvass_plugin::vocabulary::{Phase, RelationshipMotive, Term, VOCABULARY_SIZE};
use canvass_plugin::{Field, Item};
use schemars::JsonSchema;
use serde::Serialize;

use crate::few::Few;
use crate::study::{Segment, Study};

/// The way to a segment.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SegmentPath<'a> {
    /// The id of the segment.
    pub segment: &'a str,
    /// The ids of the channels in each phase; null when no channel of the segment states its phases.
    pub phases: Option<ChannelsByPhase<'a>>,
    /// The phases without a channel; empty when not known.
    pub missing_phases: Vec<Phase>,
    /// The ids of the relationships for each motive; null when no relationship with the segment states its motive.
    pub relationships: Option<RelationshipsByMotive<'a>>,
    /// The motives without a relationship; empty when not known.
    pub missing_motives: Vec<RelationshipMotive>,
    /// The position of the segment.
    #[serde(skip)]
    pub at: usize,
}

/// Channels by the phase that they serve.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct ChannelsByPhase<'a> {
    /// Where they learn of the offer.
    pub awareness: Few<&'a str>,
    /// Where they can judge it.
    pub evaluation: Few<&'a str>,
    /// Where they buy it.
    pub purchase: Few<&'a str>,
    /// Where they receive it.
    pub delivery: Few<&'a str>,
    /// Where they are looked after.
    pub after_sales: Few<&'a str>,
}

/// Relationships by their motive.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct RelationshipsByMotive<'a> {
    /// Those that win customers.
    pub acquisition: Few<&'a str>,
    /// Those that keep them.
    pub retention: Few<&'a str>,
    /// Those that sell them more.
    pub upselling: Few<&'a str>,
}

/// Traces the way to every segment that uses the offer, in the order of the document.
pub fn trace<'a>(study: &Study<'a>) -> Vec<SegmentPath<'a>> {
    let mut paths = Vec::with_capacity(study.segments.len());
    paths.extend(study.segments.iter().enumerate().filter(|(_, segment)| segment.served).map(|(at, segment)| of_segment(study, segment, at)));
    paths
}

fn of_segment<'a>(study: &Study<'a>, segment: &Segment<'a>, at: usize) -> SegmentPath<'a> {
    let phases = by_phase(study, segment);
    let relationships = by_motive(study, segment);
    let mut missing_phases = Vec::new();
    if let Some(phases) = &phases {
        let by_phase = [&phases.awareness, &phases.evaluation, &phases.purchase, &phases.delivery, &phases.after_sales];
        let missing = Phase::ALL.iter().zip(by_phase).filter(|(_, channels)| channels.is_empty()).map(|(&phase, _)| phase);
        missing_phases.extend(missing.filter(|&phase| !(segment.free && phase == Phase::Purchase)));
    }
    let mut missing_motives = Vec::new();
    if let Some(kept) = &relationships {
        let by_motive = [&kept.acquisition, &kept.retention, &kept.upselling];
        let missing = RelationshipMotive::ALL.iter().zip(by_motive).filter(|(_, kept)| kept.is_empty()).map(|(&motive, _)| motive);
        missing_motives.extend(missing.filter(|&motive| !(segment.free && motive == RelationshipMotive::Upselling)));
    }
    SegmentPath { segment: segment.item.id(), phases, missing_phases, relationships, missing_motives, at }
}

fn by_phase<'a>(study: &Study<'a>, segment: &Segment<'a>) -> Option<ChannelsByPhase<'a>> {
    let [awareness, evaluation, purchase, delivery, after_sales] = by_term::<Phase, 5>(study.items(&segment.channels), Field::Phases)?;
    Some(ChannelsByPhase { awareness, evaluation, purchase, delivery, after_sales })
}

fn by_motive<'a>(study: &Study<'a>, segment: &Segment<'a>) -> Option<RelationshipsByMotive<'a>> {
    let [acquisition, retention, upselling] = by_term::<RelationshipMotive, 3>(study.items(&segment.relationships), Field::Motive)?;
    Some(RelationshipsByMotive { acquisition, retention, upselling })
}

/// For each term, in their order, the ids of the items that state it in a field; `None` when no item states the field.
fn by_term<'a, T: Term, const TERMS: usize>(items: impl Iterator<Item = Item<'a>>, field: Field) -> Option<[Few<&'a str>; TERMS]> {
    let bit = |term: T| 1_u32 << (term.code() % VOCABULARY_SIZE);
    let mut lists: Option<[Few<&'a str>; TERMS]> = None;
    for item in items.filter(|item| item.attributes().iter().any(|row| row.field == field as u32)) {
        let stated = item.terms(field).fold(0, |stated, term| stated | bit(term));
        let lists = lists.get_or_insert_with(|| std::array::from_fn(|_| Few::default()));
        for (list, _) in lists.iter_mut().zip(T::ALL).filter(|(_, term)| stated & bit(**term) != 0) {
            list.push(item.id());
        }
    }
    lists
}
