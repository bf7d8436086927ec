//! Wording: notes that say nothing yet, too much at once, or what belongs elsewhere.
//!
//! A canvas is read on a wall, by people who have ten minutes. What its notes say is looked at elsewhere; here it is only how they say it.
//! Words deceive, so nothing here is more than a question, and a note that might be right is left in peace: it takes a whole note, and not a
//! word in it, to be asked about.
//!
//! [`wall`] folds and measures every note once; [`lists`] knows which texts stand in which list of words, one file for each language in the
//! folder `words`; the [`rules`] put the two together.

pub mod outcome;
pub mod rules;

mod lists;
mod measure;
mod parts;
mod quote;
mod wall;

use canvass_plugin::{Analyzer, Findings, NoSettings, Rule, View};

pub use outcome::Outcome;
use wall::Wall;

/// The analyzer: nothing to set, nothing to remember.
pub struct Wording;

impl Analyzer for Wording {
    const NAME: &'static str = "wording";
    const SUMMARY: &'static str = "Asks about notes that say nothing yet, too much at once, or what belongs in another block.";
    const RULES: &'static [&'static Rule] = rules::ALL;
    type Configuration = NoSettings;
    type Outcome = Outcome;

    fn new(_: NoSettings) -> Result<Self, String> {
        Ok(Self)
    }

    fn analyze(&mut self, canvas: &View<'_>, findings: &mut Findings<'_>) -> Outcome {
        let wall = Wall::new(canvas);
        let mut outcome = Outcome::of(&wall);
        outcome.count(&rules::placeholder::RULE, rules::placeholder::check(&wall, findings));
        outcome.count(&rules::several_ideas::RULE, rules::several_ideas::check(&wall, findings));
        outcome.count(&rules::long_title::RULE, rules::long_title::check(&wall, findings));
        outcome.count(&rules::vague_money::RULE, rules::vague_money::check(&wall, findings));
        outcome.count(&rules::everybody::RULE, rules::everybody::check(&wall, findings));
        outcome.count(&rules::feature_as_benefit::RULE, rules::feature_as_benefit::check(&wall, canvas, findings));
        outcome.count(&rules::wrong_block::RULE, rules::wrong_block::check(&wall, canvas, findings));
        outcome
    }
}

canvass_plugin::export! {
    id: "dev.canvass.wording",
    title: "Wording",
    description: "Asks about notes that say nothing yet, too much at once, or what belongs in another block.",
    analyzers: [Wording],
}

#[cfg(test)]
mod tests;
