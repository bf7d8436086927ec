//! The rules, one file each: the words and the page of a rule beside the function that checks it. Each check says how many notes it asks about.

use canvass_plugin::Rule;

pub mod everybody;
pub mod feature_as_benefit;
pub mod long_title;
pub mod placeholder;
pub mod several_ideas;
pub mod vague_money;
pub mod wrong_block;

mod price;

/// Every rule, by code.
pub static ALL: &[&Rule] = &[
    &placeholder::RULE,        // TXT001
    &several_ideas::RULE,      // TXT002
    &long_title::RULE,         // TXT003
    &vague_money::RULE,        // TXT004
    &everybody::RULE,          // TXT005
    &feature_as_benefit::RULE, // TXT006
    &wrong_block::RULE,        // TXT007
];
