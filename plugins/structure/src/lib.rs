//! Structure: whether the parts of a canvas hold together.
//!
//! A business model is a thread: a segment is served by a proposition, a channel brings it, a stream pays for it, and behind it stand
//! activities, resources and partners, which cost money. Each rule looks for one place where the thread is cut.
//!
//! One principle decides most cases: *unknown is not zero*. A rule about a kind of link is silent until the canvas states one link of that
//! kind, for a wall of sticky notes has no links and is not wrong for it. What had to stay open is said once, in the result.
//!
//! [`tables`] walks the facts and links once and marks every item; the [`rules`] only read the marks. Names and notes are
//! never looked at, and of tags only those that say a time.

pub mod outcome;
pub mod rules;
pub mod tables;

mod bits;
mod parts;
mod times;
mod typed;
mod words;

use canvass_plugin::{Analyzer, Findings, NoSettings, Rule, View};

pub use outcome::Outcome;
use parts::Parts;
use tables::Tables;

/// The analyzer: nothing to set, nothing to remember.
pub struct Structure;

impl Analyzer for Structure {
    const NAME: &'static str = "structure";
    const SUMMARY: &'static str =
        "Says where the parts of a canvas do not hold together: who is not served, what nothing makes possible, what belongs to another model.";
    const RULES: &'static [&'static Rule] = rules::ALL;
    type Configuration = NoSettings;
    type Outcome = Outcome;

    fn new(_: NoSettings) -> Result<Self, String> {
        Ok(Self)
    }

    fn analyze(&mut self, canvas: &View<'_>, findings: &mut Findings<'_>) -> Outcome {
        let tables = Tables::new(canvas);
        let parts = Parts::new(&tables, canvas);
        rules::portfolio_without_proof::check(&tables, canvas, findings);
        rules::empty_block::check(&tables, canvas, findings);
        rules::unserved_segment::check(&tables, canvas, findings);
        rules::proposition_for_nobody::check(&tables, canvas, findings);
        rules::unreached_segment::check(&tables, canvas, findings);
        rules::segment_without_relationship::check(&tables, canvas, findings);
        rules::loose_revenue_stream::check(&tables, canvas, findings);
        rules::unsupported_proposition::check(&tables, canvas, findings);
        rules::idle_resource_or_activity::check(&tables, canvas, findings);
        rules::partner_without_contribution::check(&tables, canvas, findings);
        rules::uncaused_cost::check(&tables, canvas, findings);
        rules::dear_item_without_cost::check(&tables, canvas, findings);
        rules::several_models::check(&tables, &parts, canvas, findings);
        rules::many_propositions_for_one_segment::check(&tables, canvas, findings);
        rules::future_linked_with_today::check(canvas, findings);
        rules::subscription_paid_once::check(canvas, findings);
        rules::fee_without_volume::check(canvas, findings);
        rules::advertising_without_audience::check(&tables, canvas, findings);
        rules::licence_of_nothing::check(canvas, findings);
        rules::brokerage_for_one_side::check(&tables, canvas, findings);
        rules::community_without_contribution::check(&tables, canvas, findings);
        outcome::outcome(&tables, &parts, canvas)
    }
}

canvass_plugin::export! {
    id: "dev.canvass.structure",
    title: "Structure",
    description: "Says where the parts of a canvas do not hold together.",
    analyzers: [Structure],
}

#[cfg(test)]
mod tests;
