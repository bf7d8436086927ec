//! The rules, one file each.
//!
//! | code | name |
//! |---|---|
//! | PAY001 | `no-payer` |
//! | PAY002 | `uncarried-group` |
//! | PAY003 | `payer-without-reason` |
//! | PAY004 | `payer-without-offer` |
//! | PAY005 | `audience-pays-for-advertising` |
//! | PAY007 | `below-break-even` |
//! | PAY008 | `free-cost-unknown` |
//! | PAY009 | `single-payer` |
//! | PAY010 | `payer-steers-offer` |
//! | PAY011 | `one-sided-party` |
//! | PAY012 | `sides-wait-for-each-other` |
//! | PAY013 | `buying-centre-incomplete` |
//! | PAY014 | `resisted-on-roll-out` |
//! | PAY015 | `applauded-not-sold` |
//! | PAY016 | `wrong-customer` |
//! | PAY017 | `roles-differ-from-links` |
//! | PAY018 | `critical-free-group` |
//! | PAY019 | `cannot-break-even` |

use canvass_plugin::{Decimal, Findings, Rule};

use crate::analyzer::Analysis;

mod applauded_not_sold;
mod audience_pays_for_advertising;
mod below_break_even;
mod buying_centre_incomplete;
mod cannot_break_even;
mod critical_free_group;
mod free_cost_unknown;
mod no_payer;
mod one_sided_party;
mod payer_steers_offer;
mod payer_without_offer;
mod payer_without_reason;
mod resisted_on_roll_out;
mod roles_differ_from_links;
mod sides_wait_for_each_other;
mod single_payer;
mod uncarried_group;
mod wrong_customer;

/// Every rule, by code.
pub(crate) const ALL: &[&Rule] = &[
    &no_payer::RULE,
    &uncarried_group::RULE,
    &payer_without_reason::RULE,
    &payer_without_offer::RULE,
    &audience_pays_for_advertising::RULE,
    &below_break_even::RULE,
    &free_cost_unknown::RULE,
    &single_payer::RULE,
    &payer_steers_offer::RULE,
    &one_sided_party::RULE,
    &sides_wait_for_each_other::RULE,
    &buying_centre_incomplete::RULE,
    &resisted_on_roll_out::RULE,
    &applauded_not_sold::RULE,
    &wrong_customer::RULE,
    &roles_differ_from_links::RULE,
    &critical_free_group::RULE,
    &cannot_break_even::RULE,
];

/// Runs every rule.
pub(crate) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    no_payer::check(analysis, findings);
    uncarried_group::check(analysis, findings);
    payer_without_reason::check(analysis, findings);
    payer_without_offer::check(analysis, findings);
    audience_pays_for_advertising::check(analysis, findings);
    below_break_even::check(analysis, findings);
    free_cost_unknown::check(analysis, findings);
    single_payer::check(analysis, findings);
    payer_steers_offer::check(analysis, findings);
    one_sided_party::check(analysis, findings);
    sides_wait_for_each_other::check(analysis, findings);
    buying_centre_incomplete::check(analysis, findings);
    resisted_on_roll_out::check(analysis, findings);
    applauded_not_sold::check(analysis, findings);
    wrong_customer::check(analysis, findings);
    roles_differ_from_links::check(analysis, findings);
    critical_free_group::check(analysis, findings);
    cannot_break_even::check(analysis, findings);
}

/// A share as a percentage, with as many places as it takes to see it.
pub(crate) fn percent(share: Decimal) -> String {
    let percent = share * Decimal::ONE_HUNDRED;
    let places = if percent < Decimal::TEN { 2 } else { 0 };
    format!("{} %", percent.round_dp(places).normalize())
}

#[cfg(test)]
mod tests {
    use canvass_formats::{Format, Limits, decode, parse};
    use canvass_plugin::test_kit;

    use crate::PayerAnalysis;

    #[test]
    fn the_examples_of_every_rule_hold() {
        test_kit::check_examples::<PayerAnalysis>(|text| {
            let document = parse(text, Format::Yaml, &Limits::default()).map_err(|problem| problem.to_string())?;
            decode::from_node(&document.root).map_err(|error| error.to_string())
        });
    }
}
