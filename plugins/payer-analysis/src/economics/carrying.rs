//! Who carries whose deficit, and with how much.
//!
//! A deficit is carried by the groups that are tied to it, each in proportion to what it has left over. Where several deficits ask one group for
//! more than it has, it gives each the same part of what is asked, and the rest is asked of the others.

use std::collections::BTreeMap;

use canvass_plugin::Decimal;

/// Money that goes from one account to another, by the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Transfer {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) amount: Decimal,
}

/// So often what is left is asked of others; in the last round nothing is rounded.
const ROUNDS: usize = 16;
/// Parts are rounded to so many digits of what is divided, but not below hundredths, so that a table of them is short and adds up.
const DIGITS: u32 = 5;

/// What is carried: `surpluses` by account, negative ones are deficits, and the pairs of accounts of which the second may carry the first.
pub(crate) fn carry(surpluses: &[Option<Decimal>], pairs: &[(usize, usize)]) -> Vec<Transfer> {
    let mut left: Vec<Decimal> = surpluses.iter().map(|surplus| surplus.unwrap_or_default()).collect();
    let mut carriers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (free, paying) in pairs {
        carriers.entry(*free).or_default().push(*paying);
    }
    // By who is carried and who carries.
    let mut carried: BTreeMap<(usize, usize), Decimal> = BTreeMap::new();
    for round in 0..ROUNDS {
        let rounded = round + 1 < ROUNDS;
        let asked = ask(&left, &carriers, rounded);
        if asked.is_empty() {
            break;
        }
        for (carrier, of_it) in asked {
            let amounts: Vec<Decimal> = of_it.iter().map(|(_, amount)| *amount).collect();
            let total: Decimal = amounts.iter().copied().sum();
            let has = left.get(carrier).copied().unwrap_or_default();
            let given = if total > has { divide(has, &amounts, rounded) } else { amounts };
            for ((to, _), amount) in of_it.into_iter().zip(given) {
                for (account, change) in [(carrier, -amount), (to, amount)] {
                    if let Some(left) = left.get_mut(account) {
                        *left += change;
                    }
                }
                *carried.entry((to, carrier)).or_default() += amount;
            }
        }
    }
    carried.into_iter().filter(|(_, amount)| !amount.is_zero()).map(|((to, from), amount)| Transfer { from, to, amount }).collect()
}

/// What is carried of each of so many accounts.
pub(crate) fn carried(transfers: &[Transfer], accounts: usize) -> Vec<Decimal> {
    let mut sums = vec![Decimal::ZERO; accounts];
    for transfer in transfers {
        if let Some(sum) = sums.get_mut(transfer.to) {
            *sum += transfer.amount;
        }
    }
    sums
}

/// By carrier: what each deficit asks of it, in proportion to what those have left who are tied to the deficit.
fn ask(left: &[Decimal], carriers: &BTreeMap<usize, Vec<usize>>, rounded: bool) -> BTreeMap<usize, Vec<(usize, Decimal)>> {
    let of = |account: usize| left.get(account).copied().unwrap_or_default();
    let mut asked: BTreeMap<usize, Vec<(usize, Decimal)>> = BTreeMap::new();
    for (account, its) in carriers.iter().filter(|(account, _)| of(**account) < Decimal::ZERO) {
        let able: Vec<usize> = its.iter().copied().filter(|carrier| of(*carrier) > Decimal::ZERO).collect();
        let amounts = divide(-of(*account), &able.iter().copied().map(of).collect::<Vec<_>>(), rounded);
        for (carrier, amount) in able.into_iter().zip(amounts) {
            asked.entry(carrier).or_default().push((*account, amount));
        }
    }
    asked
}

/// Divides an amount in proportion to some weights; the last part is what the others leave.
fn divide(amount: Decimal, weights: &[Decimal], rounded: bool) -> Vec<Decimal> {
    let total: Decimal = weights.iter().copied().sum();
    let digits = amount.abs().trunc().to_string().len() as u32;
    let step = if digits > DIGITS + 2 { Decimal::from(10_u64.saturating_pow((digits - DIGITS).min(19))) } else { Decimal::new(1, 2) };
    let mut open = amount;
    let part = |weight: Decimal| {
        let part = amount.checked_mul(weight).and_then(|part| part.checked_div(total)).unwrap_or_default();
        if rounded { part.checked_div(step).unwrap_or_default().trunc() * step } else { part }
    };
    let mut parts: Vec<Decimal> = weights.iter().map(|weight| part(*weight)).collect();
    for part in parts.iter().take(weights.len().saturating_sub(1)) {
        open -= *part;
    }
    if let Some(last) = parts.last_mut() {
        *last = open;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carried(surpluses: &[i64], pairs: &[(usize, usize)]) -> Vec<(usize, usize, String)> {
        let surpluses: Vec<_> = surpluses.iter().map(|surplus| Some(Decimal::from(*surplus))).collect();
        carry(&surpluses, pairs).iter().map(|transfer| (transfer.from, transfer.to, transfer.amount.normalize().to_string())).collect()
    }

    #[test]
    fn a_deficit_is_carried_in_proportion_to_what_is_left_over() {
        assert_eq!(carried(&[-90, 100, 200], &[(0, 1), (0, 2)]), [(1, 0, "30".to_owned()), (2, 0, "60".to_owned())]);
        // Thirds do not come out even: the last one takes what is left.
        assert_eq!(
            carried(&[-100, 100, 100, 100], &[(0, 1), (0, 2), (0, 3)]),
            [(1, 0, "33.33".to_owned()), (2, 0, "33.33".to_owned()), (3, 0, "33.34".to_owned())]
        );
    }

    #[test]
    fn whoever_is_asked_for_too_much_gives_each_a_part_and_others_give_the_rest() {
        // Both ask the second for all it has; the first deficit can turn to the third as well.
        assert_eq!(
            carried(&[-60, -100, 100, 50], &[(0, 2), (0, 3), (1, 2)]),
            [(2, 0, "28.57".to_owned()), (3, 0, "31.43".to_owned()), (2, 1, "71.43".to_owned())]
        );
    }

    #[test]
    fn nobody_gives_more_than_it_has_and_nobody_else_gives() {
        assert_eq!(carried(&[-100, 30, 500], &[(0, 1)]), [(1, 0, "30".to_owned())]);
        assert_eq!(carried(&[-100, 30], &[]), []);
        // Who has a deficit of its own is asked for nothing.
        assert_eq!(carried(&[-100, -50, 200], &[(0, 1), (0, 2)]), [(2, 0, "100".to_owned())]);
    }
}
