//! The way to each segment: its channels by phase, its relationships by motive, and what is missing.
//!
//! A phase is missing only where some channel of the segment states phases at all, and a motive only where some relationship does. A segment that
//! uses the offer free needs no channel to buy through and nobody to sell it more, so neither is missing there. A channel or relationship of a larger
//! segment serves its parts as well.

use canvass_plugin::vocabulary::{Phase, RelationshipMotive, Term};
use canvass_plugin::{Field, Item};
use schemars::JsonSchema;
use serde::Serialize;

use crate::study::{Segment, Study};

/// The way to a segment.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SegmentPath {
    /// The id of the segment.
    pub segment: String,
    /// The ids of the channels in each phase; null when no channel of the segment states its phases.
    pub phases: Option<ChannelsByPhase>,
    /// The phases without a channel; empty when not known.
    pub missing_phases: Vec<Phase>,
    /// The ids of the relationships for each motive; null when no relationship with the segment states its motive.
    pub relationships: Option<RelationshipsByMotive>,
    /// The motives without a relationship; empty when not known.
    pub missing_motives: Vec<RelationshipMotive>,
    /// The position of the segment.
    #[serde(skip)]
    pub at: usize,
}

/// Channels by the phase that they serve.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct ChannelsByPhase {
    /// Where they learn of the offer.
    pub awareness: Vec<String>,
    /// Where they can judge it.
    pub evaluation: Vec<String>,
    /// Where they buy it.
    pub purchase: Vec<String>,
    /// Where they receive it.
    pub delivery: Vec<String>,
    /// Where they are looked after.
    pub after_sales: Vec<String>,
}

/// Relationships by their motive.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct RelationshipsByMotive {
    /// Those that win customers.
    pub acquisition: Vec<String>,
    /// Those that keep them.
    pub retention: Vec<String>,
    /// Those that sell them more.
    pub upselling: Vec<String>,
}

/// Traces the way to every segment that uses the offer, in the order of the document.
pub fn trace(study: &Study<'_>) -> Vec<SegmentPath> {
    study.segments.iter().enumerate().filter(|(_, segment)| segment.served).map(|(at, segment)| of_segment(segment, at)).collect()
}

fn of_segment(segment: &Segment<'_>, at: usize) -> SegmentPath {
    let channels = |phase| serving(&segment.channels, Field::Phases, phase);
    let phases = states(&segment.channels, Field::Phases).then(|| ChannelsByPhase {
        awareness: channels(Phase::Awareness),
        evaluation: channels(Phase::Evaluation),
        purchase: channels(Phase::Purchase),
        delivery: channels(Phase::Delivery),
        after_sales: channels(Phase::AfterSales),
    });
    let kept = |motive| serving(&segment.relationships, Field::Motive, motive);
    let relationships = states(&segment.relationships, Field::Motive).then(|| RelationshipsByMotive {
        acquisition: kept(RelationshipMotive::Acquisition),
        retention: kept(RelationshipMotive::Retention),
        upselling: kept(RelationshipMotive::Upselling),
    });
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
    SegmentPath { segment: segment.item.id().to_owned(), phases, missing_phases, relationships, missing_motives, at }
}

fn states(items: &[Item<'_>], field: Field) -> bool {
    items.iter().any(|item| item.attributes().iter().any(|row| row.field == field as u32))
}

fn serving<T: Term + PartialEq>(items: &[Item<'_>], field: Field, term: T) -> Vec<String> {
    items.iter().filter(|item| item.terms::<T>(field).any(|stated| stated == term)).map(|item| item.id().to_owned()).collect()
}
