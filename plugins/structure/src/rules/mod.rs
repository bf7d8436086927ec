//! The rules, one file each: the words and the page of a rule beside the function that checks it.

use canvass_plugin::Rule;

pub mod advertising_without_audience;
pub mod brokerage_for_one_side;
pub mod community_without_contribution;
pub mod dear_item_without_cost;
pub mod empty_block;
pub mod fee_without_volume;
pub mod future_linked_with_today;
pub mod idle_resource_or_activity;
pub mod licence_of_nothing;
pub mod loose_revenue_stream;
pub mod many_propositions_for_one_segment;
pub mod partner_without_contribution;
pub mod portfolio_without_proof;
pub mod proposition_for_nobody;
pub mod segment_without_relationship;
pub mod several_models;
pub mod subscription_paid_once;
pub mod uncaused_cost;
pub mod unreached_segment;
pub mod unserved_segment;
pub mod unsupported_proposition;

/// Every rule, by code. STR001 to STR003 are what the reader reports before a canvas comes here; those from
/// STR101 on hold what an item is said to be against what stands around it.
pub static ALL: &[&Rule] = &[
    &portfolio_without_proof::RULE,           // PRT001
    &empty_block::RULE,                       // STR004
    &unserved_segment::RULE,                  // STR005
    &proposition_for_nobody::RULE,            // STR006
    &unreached_segment::RULE,                 // STR007
    &segment_without_relationship::RULE,      // STR008
    &loose_revenue_stream::RULE,              // STR009
    &unsupported_proposition::RULE,           // STR010
    &idle_resource_or_activity::RULE,         // STR011
    &partner_without_contribution::RULE,      // STR012
    &uncaused_cost::RULE,                     // STR013
    &dear_item_without_cost::RULE,            // STR014
    &several_models::RULE,                    // STR015
    &many_propositions_for_one_segment::RULE, // STR016
    &future_linked_with_today::RULE,          // STR017
    &subscription_paid_once::RULE,            // STR101
    &fee_without_volume::RULE,                // STR102
    &advertising_without_audience::RULE,      // STR103
    &licence_of_nothing::RULE,                // STR104
    &brokerage_for_one_side::RULE,            // STR105
    &community_without_contribution::RULE,    // STR106
];
