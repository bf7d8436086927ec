//! The rules about money, one file each.
//!
//! | code | name |
//! |---|---|
//! | FIN001 | `shares-do-not-add-up` |
//! | FIN002 | `mixed-units` |
//! | FIN003 | `more-than-there-are` |
//! | FIN004 | `variable-cost-without-driver` |
//! | FIN005 | `goal-out-of-reach` |
//! | FIN006 | `nothing-recurs` |
//! | FIN007 | `key-figures` |
//! | FIN008 | `orientation-contradicted` |
//! | PAY006 | `subsidy-not-covered` |

use canvass_plugin::{Decimal, Findings, Rule};

use super::analyzer::Analysis;

mod goal_out_of_reach;
mod key_figures;
mod mixed_units;
mod more_than_there_are;
mod nothing_recurs;
mod orientation_contradicted;
mod shares_do_not_add_up;
mod subsidy_not_covered;
mod variable_cost_without_driver;

/// Every rule, by code.
pub(crate) const ALL: &[&Rule] = &[
    &shares_do_not_add_up::RULE,
    &mixed_units::RULE,
    &more_than_there_are::RULE,
    &variable_cost_without_driver::RULE,
    &goal_out_of_reach::RULE,
    &nothing_recurs::RULE,
    &key_figures::RULE,
    &orientation_contradicted::RULE,
    &subsidy_not_covered::RULE,
];

/// Runs every rule.
pub(crate) fn check(analysis: &Analysis<'_, '_>, findings: &mut Findings<'_>) {
    shares_do_not_add_up::check(analysis, findings);
    mixed_units::check(analysis, findings);
    more_than_there_are::check(analysis, findings);
    variable_cost_without_driver::check(analysis, findings);
    goal_out_of_reach::check(analysis, findings);
    nothing_recurs::check(analysis, findings);
    key_figures::check(analysis, findings);
    orientation_contradicted::check(analysis, findings);
    subsidy_not_covered::check(analysis, findings);
}

/// An amount in whole units of its currency where it is large, else in hundredths, with the thousands set apart.
fn money(amount: Decimal, currency: Option<&str>) -> String {
    let places = if amount.abs() >= Decimal::ONE_THOUSAND { 0 } else { 2 };
    let digits = amount.abs().round_dp(places).normalize().to_string();
    let (whole, fraction) = digits.split_once('.').map_or((digits.as_str(), None), |(whole, fraction)| (whole, Some(fraction)));
    let mut text = String::with_capacity(digits.len() + 8);
    if amount.is_sign_negative() && !amount.is_zero() {
        text.push('−');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            text.push(' ');
        }
        text.push(digit);
    }
    for part in fraction.into_iter().flat_map(|fraction| [".", fraction]).chain(currency.into_iter().flat_map(|currency| [" ", currency])) {
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use canvass_formats::{Format, Limits, decode, parse};
    use canvass_plugin::test_kit;

    use super::*;
    use crate::economics::Economics;

    #[test]
    fn the_examples_of_every_rule_hold() {
        test_kit::check_examples::<Economics>(|text| {
            let document = parse(text, Format::Yaml, &Limits::default()).map_err(|problem| problem.to_string())?;
            decode::from_node(&document.root).map_err(|error| error.to_string())
        });
    }

    #[test]
    fn money_is_written_to_be_read() {
        assert_eq!(money(Decimal::new(123_456_789, 2), Some("EUR")), "1 234 568 EUR");
        assert_eq!(money(Decimal::new(-2495, 2), None), "−24.95");
        assert_eq!(money(Decimal::from(-300_000), Some("USD")), "−300 000 USD");
        assert_eq!(money(Decimal::ZERO, None), "0");
    }
}
