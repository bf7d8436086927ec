//! The rules of segment fit, one file each.
//!
//! | code | reports |
//! |---|---|
//! | FIT001 | [`unaddressed_need`]: a job, pain or gain that nothing addresses |
//! | FIT002 | [`addresses_nothing`]: a proposition that addresses no stated need |
//! | FIT003 | [`wrong_remedy`]: a pain answered by a gain creator, or the reverse |
//! | FIT004 | [`merge_segments`]: two segments that fail all five tests of difference |
//! | FIT005 | [`split_segment`]: one segment that is really two |
//! | FIT006 | [`market_contradicted`]: the stated kind of market contradicts the structure |
//! | FIT007 | [`missing_phase`]: a phase without a channel |
//! | FIT008 | [`missing_motive`]: no relationship to win, keep or grow a segment |
//! | FIT009 | [`never_met_again`]: a paying segment that is never met after the sale |
//! | FIT010 | [`unfitting_service`]: dedicated assistance for a mass market, or self-service for a few large customers |
//! | FIT011 | [`well_served`]: a segment whose needs are covered |

use canvass_plugin::{Findings, Rule};

use crate::analyzer::Outcome;
use crate::study::Study;

pub mod addresses_nothing;
pub mod market_contradicted;
pub mod merge_segments;
pub mod missing_motive;
pub mod missing_phase;
pub mod never_met_again;
pub mod split_segment;
pub mod unaddressed_need;
pub mod unfitting_service;
pub mod well_served;
pub mod wrong_remedy;

/// Every rule, in the order of the codes.
pub static ALL: &[&Rule] = &[
    &unaddressed_need::RULE,
    &addresses_nothing::RULE,
    &wrong_remedy::RULE,
    &merge_segments::RULE,
    &split_segment::RULE,
    &market_contradicted::RULE,
    &missing_phase::RULE,
    &missing_motive::RULE,
    &never_met_again::RULE,
    &unfitting_service::RULE,
    &well_served::RULE,
];

/// Lets every rule report.
pub fn check(study: &Study<'_>, outcome: &Outcome<'_>, findings: &mut Findings<'_>) {
    unaddressed_need::check(study, findings);
    addresses_nothing::check(study, findings);
    wrong_remedy::check(study, findings);
    merge_segments::check(study, &outcome.pairs, findings);
    split_segment::check(study, findings);
    market_contradicted::check(study, &outcome.market, findings);
    missing_phase::check(study, &outcome.path, findings);
    missing_motive::check(study, &outcome.path, findings);
    never_met_again::check(study, &outcome.path, findings);
    unfitting_service::check(study, findings);
    well_served::check(study, &outcome.fit, findings);
}

/// Words as a list of a sentence: "buying, delivery and after-sales".
fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}
