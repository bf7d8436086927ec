//! Whether customers and users are both served, where they are different people.

use canvass_plugin::{Decimal, FactKind};

use crate::outcome::{Alignment, Fitting, RelationKind};
use crate::relations::Tie;
use crate::situation::{Party, Situation};

/// A user and a customer, and whose needs are served.
pub(crate) struct Pair<'s, 'a> {
    pub(crate) user: &'s Party<'a>,
    pub(crate) customer: &'s Party<'a>,
    pub(crate) verdict: Fitting,
}

impl<'a> Pair<'_, 'a> {
    pub(crate) fn describe(&self) -> Alignment<'a> {
        Alignment { user: self.user.id(), customer: self.customer.id(), verdict: self.verdict }
    }
}

/// Every pair of a group that uses free and one that pays for it or because of it; and, where nobody pays, those who were meant to.
pub(crate) fn pairs<'s, 'a>(situation: &'s Situation<'a>, ties: &[Tie<'s, 'a>]) -> Vec<Pair<'s, 'a>> {
    let mut pairs: Vec<Pair<'s, 'a>> = Vec::new();
    for tie in ties {
        if matches!(tie.kind, RelationKind::OnBehalf | RelationKind::Attracts | RelationKind::Resold)
            && !pairs.iter().any(|pair| pair.user.item == tie.free.item && pair.customer.item == tie.paying.item)
        {
            pairs.push(Pair { user: tie.free, customer: tie.paying, verdict: verdict(situation, tie.free, tie.paying) });
        }
    }
    pairs
}

fn verdict(situation: &Situation<'_>, user: &Party<'_>, customer: &Party<'_>) -> Fitting {
    // Served is to have at least half of one's needs addressed, by weight.
    let served = |party: &Party<'_>| situation.coverage(party).map(|coverage| coverage + coverage >= Decimal::ONE);
    match (served(user), served(customer)) {
        (Some(true), Some(true)) => Fitting::WinWin,
        (Some(false), Some(true)) if situation.facts.holds(FactKind::Controls, customer.item, user.item) => Fitting::WorksByControl,
        (Some(false), Some(true)) => Fitting::Resisted,
        (Some(true), Some(false)) => Fitting::ApplaudedNotSold,
        (Some(false), Some(false)) => Fitting::Neither,
        _ => Fitting::NotKnown,
    }
}
