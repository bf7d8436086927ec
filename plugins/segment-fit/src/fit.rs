//! How far the offer meets the needs of each segment.
//!
//! Coverage is the weight of the needs that some proposition addresses, divided by the weight of all needs. A need weighs its importance, from 1
//! to 5; where no importance is stated it weighs 3, the middle. Where no proposition of the canvas says what it addresses, coverage is not known.

use canvass_plugin::vocabulary::NeedKind;
use schemars::JsonSchema;
use serde::Serialize;

use crate::study::{Segment, Study};

/// How far the offer meets the needs of a segment.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SegmentFitness<'a> {
    /// The id of the segment.
    pub segment: &'a str,
    /// The share of the needs, weighted by importance (3 where none is stated), that some proposition addresses: from 0 to 1, or null when not known.
    pub coverage: Option<f64>,
    /// The same for jobs, pains and gains apart.
    pub by_kind: CoverageByKind,
    /// The ids of the needs that nothing addresses; empty when coverage is not known.
    pub unaddressed: Vec<&'a str>,
    /// The id of the best-served need: the most important one that is addressed, and of several the one that most propositions address.
    pub best: Option<&'a str>,
    /// The position of the best-served need.
    #[serde(skip)]
    pub best_at: Option<usize>,
}

/// Coverage of each kind of need; null where the segment states none of that kind.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, JsonSchema)]
pub struct CoverageByKind {
    /// Coverage of the jobs.
    pub job: Option<f64>,
    /// Coverage of the pains.
    pub pain: Option<f64>,
    /// Coverage of the gains.
    pub gain: Option<f64>,
}

/// Measures every segment, in the order of the document.
pub fn measure<'a>(study: &Study<'a>) -> Vec<SegmentFitness<'a>> {
    study.segments.iter().map(|segment| of_segment(study, segment)).collect()
}

fn of_segment<'a>(study: &Study<'a>, segment: &Segment<'a>) -> SegmentFitness<'a> {
    let mut fitness =
        SegmentFitness { segment: segment.item.id(), coverage: None, by_kind: CoverageByKind::default(), unaddressed: Vec::new(), best: None, best_at: None };
    if study.answers.is_empty() {
        return fitness;
    }
    let mut all = Weights::default();
    let mut kinds = [Weights::default(); 3];
    let mut best: Option<((u32, usize), usize)> = None;
    for (at, need) in study.needs_of(segment) {
        let answers = study.answers_to(at).count();
        all.add(need.weight, answers > 0);
        if let Some(weights) = need.kind.and_then(|kind| kinds.get_mut(kind as usize)) {
            weights.add(need.weight, answers > 0);
        }
        if answers == 0 {
            fitness.unaddressed.push(need.item.id());
        } else if best.is_none_or(|(so_far, _)| (need.weight, answers) > so_far) {
            best = Some(((need.weight, answers), at));
        }
    }
    let of = |kind: NeedKind| kinds.get(kind as usize).and_then(|weights| weights.coverage());
    fitness.coverage = all.coverage();
    fitness.by_kind = CoverageByKind { job: of(NeedKind::Job), pain: of(NeedKind::Pain), gain: of(NeedKind::Gain) };
    fitness.best_at = best.map(|(_, at)| at);
    fitness.best = fitness.best_at.and_then(|at| study.needs.get(at)).map(|need| need.item.id());
    fitness
}

#[derive(Clone, Copy, Default)]
struct Weights {
    addressed: u32,
    all: u32,
}

impl Weights {
    fn add(&mut self, weight: u32, addressed: bool) {
        self.all = self.all.saturating_add(weight);
        if addressed {
            self.addressed = self.addressed.saturating_add(weight);
        }
    }

    /// The share, to four digits.
    fn coverage(self) -> Option<f64> {
        (self.all > 0).then(|| (f64::from(self.addressed) / f64::from(self.all) * 10_000.0).round() / 10_000.0)
    }
}
