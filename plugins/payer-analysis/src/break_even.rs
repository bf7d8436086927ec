//! The share of users who must pay where some members pay for all.
//!
//! With a free user's cost c_f, a paying user's cost c_p, a price p, fixed costs F and N users, all by the year, income x·N·p covers
//! (1 − x)·N·c_f + x·N·c_p + F when x ≥ (c_f + F/N) / (p − c_p + c_f). (Derived from the freemium table in Osterwalder & Pigneur,
//! Business Model Generation, 2010, p. 102, solved for the share.) When p ≤ c_p, every further payer loses money and no share will do.

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::CostKind;
use canvass_plugin::{Amount, Decimal, Field, Item};

use crate::outcome::{BreakEven, RelationKind};
use crate::relations::Tie;
use crate::situation::Situation;

/// What is known of the break-even of a group in which some pay for all.
pub(crate) struct Balance<'a> {
    /// The group of all users.
    pub(crate) users: Item<'a>,
    /// The share that must pay; `None` when not known.
    pub(crate) needed: Option<Decimal>,
    /// The share that pays, as stated.
    pub(crate) stated: Option<Decimal>,
    /// The price is not above the cost of serving a paying user: price and cost by the year.
    pub(crate) hopeless: Option<(Decimal, Decimal)>,
    /// The cost of serving a free user is not stated.
    pub(crate) free_cost_unknown: bool,
    /// Others carry the free members as well, so that the payers need not carry all.
    pub(crate) others_carry: bool,
    why_not: Option<String>,
}

impl<'a> Balance<'a> {
    pub(crate) fn enough(&self) -> Option<bool> {
        if self.hopeless.is_some() {
            return Some(false);
        }
        if self.others_carry {
            return None;
        }
        Some(self.stated? >= self.needed?)
    }

    pub(crate) fn describe(&self) -> BreakEven<'a> {
        BreakEven {
            segment: self.users.id(),
            paying_share_needed: self.needed.map(number),
            paying_share: self.stated.map(number),
            enough: self.enough(),
            why_not: self.why_not.clone(),
        }
    }
}

/// A decimal for the report, rounded to six places.
fn number(value: Decimal) -> f64 {
    value.round_dp(6).to_string().parse().unwrap_or_default()
}

/// The balance of every group in which some members pay for the others.
pub(crate) fn balances<'a>(situation: &Situation<'a>, ties: &[Tie<'_, 'a>]) -> Vec<Balance<'a>> {
    let others = |tie: &Tie<'_, 'a>| {
        let carries = |other: &Tie<'_, 'a>| !matches!(other.kind, RelationKind::SamePeople | RelationKind::Unrelated);
        ties.iter().any(|other| other.free.item == tie.free.item && other.paying.item != tie.paying.item && carries(other))
    };
    let same = ties.iter().filter(|tie| tie.kind == RelationKind::SamePeople);
    same.map(|tie| Balance { others_carry: others(tie), ..balance(situation, tie) }).collect()
}

fn balance<'a>(situation: &Situation<'a>, tie: &Tie<'_, 'a>) -> Balance<'a> {
    let users = tie.free.item;
    let payers = tie.paying.item;
    let mut balance = Balance { users, needed: None, stated: stated_share(tie), hopeless: None, free_cost_unknown: false, others_carry: false, why_not: None };
    let yearly = |amount: Option<Amount<'_>>| amount.and_then(|amount| amount.per_year()).map(|[_, likely, _]| likely);
    let free_cost = yearly(users.quantity(Field::CostToServe));
    let paying_cost = yearly(payers.quantity(Field::CostToServe)).or(free_cost);
    let price = tie.paying.streams.iter().try_fold(Decimal::ZERO, |sum, stream| sum.checked_add(yearly(stream.quantity(Field::Price))?));
    let price = price.filter(|price| !price.is_zero());
    balance.free_cost_unknown = users.quantity(Field::CostToServe).is_none();
    if let (Some(price), Some(cost)) = (price, yearly(payers.quantity(Field::CostToServe)))
        && price <= cost
    {
        balance.hopeless = Some((price, cost));
        balance.why_not = Some("the price is not above the cost of serving a paying user, so no share can break even".to_owned());
        return balance;
    }
    let members = users.quantity(Field::Size).map(|size| size.likely()).filter(|size| !size.is_zero());
    let figures = [
        (free_cost.is_none(), "cost_to_serve of a free user by the year"),
        (price.is_none(), "price by the year"),
        (members.is_none(), "size of the group of users"),
    ];
    let missing: Vec<&str> = figures.into_iter().filter(|(absent, _)| *absent).map(|(_, what)| what).collect();
    let fixed = fixed_costs(situation);
    if let (Some(free_cost), Some(paying_cost), Some(price), Some(members), Ok(fixed)) = (free_cost, paying_cost, price, members, &fixed)
        && one_currency(situation, tie)
    {
        let above = fixed.checked_div(members).and_then(|each| each.checked_add(free_cost));
        let below = price.checked_sub(paying_cost).and_then(|margin| margin.checked_add(free_cost)).filter(|below| !below.is_zero());
        balance.needed = above.zip(below).and_then(|(above, below)| above.checked_div(below));
    }
    if balance.needed.is_none() {
        let mut missing = missing;
        missing.extend(fixed.err());
        balance.why_not = Some(if missing.is_empty() {
            "the amounts are in different currencies".to_owned()
        } else {
            format!("not known: state the {}", missing.join(", the "))
        });
    }
    balance
}

fn stated_share(tie: &Tie<'_, '_>) -> Option<Decimal> {
    if let Some(share) = tie.free.paying_share {
        return Some(share);
    }
    let (all, paying) = (tie.free.item.quantity(Field::Size)?.likely(), tie.paying.item.quantity(Field::Size)?.likely());
    let is_part = tie.paying.item.linked(Field::PartOf).any(|whole| whole == tie.free.item);
    let all = if is_part { all } else { all.checked_add(paying)? };
    paying.checked_div(all)
}

/// The fixed costs by the year: known only when every fixed cost states its amount, and at least one is stated.
fn fixed_costs(situation: &Situation<'_>) -> Result<Decimal, &'static str> {
    const MISSING: &str = "amount of every fixed cost by the year";
    let mut any = false;
    let mut sum = Decimal::ZERO;
    for cost in situation.view.block(Block::CostStructure) {
        if cost.term::<CostKind>(Field::Kind) == Some(CostKind::Fixed) {
            any = true;
            let amount = cost.quantity(Field::Amount).and_then(|amount| amount.per_year()).ok_or(MISSING)?;
            sum = sum.checked_add(amount[1]).ok_or(MISSING)?;
        }
    }
    if any { Ok(sum) } else { Err(MISSING) }
}

/// Amounts in different currencies are never added.
fn one_currency(situation: &Situation<'_>, tie: &Tie<'_, '_>) -> bool {
    let own = [tie.free.item.quantity(Field::CostToServe), tie.paying.item.quantity(Field::CostToServe)];
    let prices = tie.paying.streams.iter().map(|stream| stream.quantity(Field::Price));
    let fixed = situation.view.block(Block::CostStructure).map(|cost| cost.quantity(Field::Amount));
    let mut currencies = own.into_iter().chain(prices).chain(fixed).flatten().map(|amount| amount.currency());
    let first = currencies.next();
    currencies.all(|currency| Some(currency) == first)
}
