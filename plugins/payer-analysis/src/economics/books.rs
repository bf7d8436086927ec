//! The books closed: what each account comes to, who carries whom, and what is left.

use std::cmp::Reverse;
use std::collections::HashMap;

use canvass_plugin::{Decimal, FactKind, Item};

use super::carrying::{Transfer, carried, carry};
use super::formula::{Product, bounds};
use super::interval::Interval;
use super::ledger::{Account, Ledger, Side, carriers};
use crate::relations::Tie;
use crate::situation::{Party, Situation};

/// What an account comes to, by the year; what is not known is absent.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Closed {
    pub(crate) members: Option<Interval>,
    pub(crate) revenue: Option<Interval>,
    pub(crate) cost: Option<Interval>,
    pub(crate) surplus: Option<Interval>,
}

/// What happens where a payer leaves, its members with it.
pub(crate) struct Leaving<'a> {
    pub(crate) payer: Item<'a>,
    /// Which part of all revenue goes with it.
    pub(crate) share: Option<Decimal>,
    /// What is left of the result.
    pub(crate) result: Option<Interval>,
    /// The deficits that nobody carries any more.
    pub(crate) uncarried: Option<Decimal>,
    /// Payers whose own offer is made of what goes with it: they may leave after it.
    pub(crate) follow: Vec<Item<'a>>,
}

/// For so many payers it is said what would be left without them.
const LEAVING: usize = 16;
/// Out of so many they are chosen.
const MOST_PAYERS: usize = 256;

/// The closed books of a canvas. Sums over different currencies are not made.
pub(crate) struct Books<'a> {
    pub(crate) ledger: Ledger<'a>,
    /// The accounts in the order of the ledger.
    pub(crate) closed: Vec<Closed>,
    pub(crate) joint: Option<Interval>,
    pub(crate) fixed: Option<Interval>,
    /// Which accounts may be carried by which.
    pub(crate) pairs: Vec<(usize, usize)>,
    pub(crate) transfers: Vec<Transfer>,
    /// All that comes in less all that is spent, as what it is made of.
    pub(crate) whole: Option<Vec<Product<'a>>>,
    pub(crate) result: Option<Interval>,
    /// What the surpluses are of the deficits and the fixed costs.
    pub(crate) coverage: Option<Interval>,
    pub(crate) leaving: Vec<Leaving<'a>>,
}

impl<'a> Books<'a> {
    /// Opens and closes the books.
    pub(crate) fn close(situation: &Situation<'a>, ties: &[Tie<'_, 'a>]) -> Self {
        let ledger = Ledger::open(situation, ties);
        let pairs = carriers(&ledger, situation, ties);
        let mut books = Self {
            closed: Vec::new(),
            joint: None,
            fixed: None,
            pairs,
            transfers: Vec::new(),
            whole: None,
            result: None,
            coverage: None,
            leaving: Vec::new(),
            ledger,
        };
        if !books.ledger.is_in_one_currency() {
            return books;
        }
        let figures = &books.ledger.figures;
        let side = |side: &Side<'a>| side.is_known().then(|| bounds(&side.products, figures)).flatten();
        let close = |account: &Account<'a>| Closed {
            members: account.members.as_ref().and_then(|members| bounds(std::slice::from_ref(members), figures)),
            revenue: side(&account.revenue),
            cost: side(&account.cost),
            surplus: account.surplus().and_then(|surplus| bounds(&surplus, figures)),
        };
        books.closed = books.ledger.accounts.iter().map(close).collect();
        (books.joint, books.fixed) = (side(&books.ledger.joint), side(&books.ledger.fixed));
        let likely: Vec<Option<Decimal>> = books.closed.iter().map(|account| account.surplus.map(|surplus| surplus.likely)).collect();
        books.transfers = carry(&likely, &books.pairs);
        books.whole = books.whole_without(None);
        books.result = books.whole.as_deref().and_then(|whole| bounds(whole, figures));
        books.coverage = books.coverage();
        books.leaving = books.leavings(situation, &likely);
        books
    }

    /// All that comes in less all that is spent, but for what goes with a payer; `None` where any of it is not known.
    fn whole_without(&self, payer: Option<Item<'_>>) -> Option<Vec<Product<'a>>> {
        let ledger = &self.ledger;
        if !ledger.joint.is_known() || !ledger.fixed.is_known() {
            return None;
        }
        // Where it is not known who brings how much of a stream, it is in what is brought together, and not missing from the whole.
        let mut all = Vec::new();
        for account in ledger.accounts.iter().filter(|account| Some(account.party) != payer) {
            let shared_only = account.revenue.missing.iter().all(|missing| missing.is_part_of_stream());
            if !account.cost.is_known() || !(shared_only && payer.is_none() || account.revenue.is_known()) {
                return None;
            }
            all.extend(account.revenue.products.iter().cloned());
            all.extend(account.cost.products.iter().cloned().map(Product::negated));
        }
        all.extend(ledger.joint.products.iter().cloned());
        all.extend(ledger.fixed.products.iter().cloned().map(Product::negated));
        // Books in which nothing stands are none.
        (!all.is_empty()).then_some(all)
    }

    /// Surpluses over deficits and fixed costs, where every account is known and there is anything to be covered.
    fn coverage(&self) -> Option<Interval> {
        let (mut surplus, mut open) = (self.joint?, self.fixed?);
        for account in &self.closed {
            surplus = surplus.plus(account.surplus?.above_zero())?;
            open = open.plus(account.surplus?.negated().above_zero())?;
        }
        Some(Interval { low: surplus.low.checked_div(open.high)?, likely: surplus.likely.checked_div(open.likely)?, high: surplus.high.checked_div(open.low)? })
    }

    /// Every deficit that is left when all is carried.
    fn uncarried(surpluses: &[Option<Decimal>], transfers: &[Transfer]) -> Option<Decimal> {
        surpluses
            .iter()
            .zip(carried(transfers, surpluses.len()))
            .try_fold(Decimal::ZERO, |left, (surplus, carried)| left.checked_add((-(*surplus)?).max(Decimal::ZERO))?.checked_sub(carried))
    }

    /// What nobody carries of the deficits, at the likely figures.
    pub(crate) fn open_deficit(&self) -> Option<Decimal> {
        if self.closed.is_empty() {
            return None;
        }
        let likely: Vec<_> = self.closed.iter().map(|account| account.surplus.map(|surplus| surplus.likely)).collect();
        Self::uncarried(&likely, &self.transfers)
    }

    fn leavings(&self, situation: &Situation<'a>, likely: &[Option<Decimal>]) -> Vec<Leaving<'a>> {
        let revenue = self.revenue();
        let of_payer = |payer: Item<'a>| {
            let its = |place: usize| self.ledger.accounts.get(place).is_some_and(|account| account.party == payer);
            let left: Vec<Option<Decimal>> =
                likely.iter().enumerate().map(|(place, surplus)| if its(place) { Some(Decimal::ZERO) } else { *surplus }).collect();
            let own = self.closed.iter().enumerate().filter(|(place, _)| its(*place));
            let brought = own.map(|(_, account)| account.revenue.map(|revenue| revenue.likely)).sum::<Option<Decimal>>();
            Leaving {
                payer,
                share: brought.zip(revenue).and_then(|(brought, all)| brought.checked_div(all)),
                result: self.whole_without(Some(payer)).and_then(|whole| bounds(&whole, &self.ledger.figures)),
                uncarried: Self::uncarried(&left, &carry(&left, &self.pairs)),
                follow: situation.payers().filter(|other| other.item != payer && needs(situation, other, payer)).map(|other| other.item).collect(),
            }
        };
        let known = |leaving: &Leaving<'_>| leaving.share.is_some() || leaving.result.is_some();
        let brought = |payer: Item<'a>| {
            let own = (0..self.closed.len()).filter(|place| self.ledger.accounts.get(*place).is_some_and(|account| account.party == payer));
            own.filter_map(|place| self.closed.get(place)?.revenue).map(|revenue| revenue.likely).sum::<Decimal>()
        };
        let mut payers: Vec<Item<'a>> = situation.payers().map(|payer| payer.item).collect();
        if payers.len() > LEAVING {
            // Each costs as much as the books themselves; those who bring most are told.
            let by_party: HashMap<u32, Decimal> = payers.iter().take(MOST_PAYERS).map(|payer| (payer.index(), brought(*payer))).collect();
            payers.sort_by_key(|payer| Reverse(by_party.get(&payer.index()).copied().unwrap_or_default()));
            payers.truncate(LEAVING);
            payers.sort_unstable();
        }
        payers.into_iter().map(of_payer).filter(known).collect()
    }

    /// All that comes in, at the likely figures, where all of it is known.
    pub(crate) fn revenue(&self) -> Option<Decimal> {
        let shared =
            |place: usize| self.ledger.accounts.get(place).is_some_and(|account| account.revenue.missing.iter().all(|missing| missing.is_part_of_stream()));
        self.closed.iter().enumerate().try_fold(self.joint?.likely, |sum, (place, account)| match account.revenue {
            Some(revenue) => sum.checked_add(revenue.likely),
            None if shared(place) => {
                let known = bounds(&self.ledger.accounts.get(place)?.revenue.products, &self.ledger.figures)?;
                sum.checked_add(known.likely)
            }
            None => None,
        })
    }

    /// What each party that pays brings, at the likely figures, where that is known of all of them.
    pub(crate) fn brought(&self) -> Option<Vec<(Item<'a>, Decimal)>> {
        let mut all: Vec<(Item<'a>, Decimal)> = Vec::new();
        if self.joint? != Interval::ZERO {
            return None;
        }
        for (account, closed) in self.ledger.accounts.iter().zip(&self.closed) {
            let revenue = closed.revenue?.likely;
            // The accounts of a party lie together.
            match all.last_mut().filter(|(party, _)| *party == account.party) {
                Some((_, sum)) => *sum = sum.checked_add(revenue)?,
                None => all.push((account.party, revenue)),
            }
        }
        all.retain(|(_, revenue)| *revenue > Decimal::ZERO);
        Some(all)
    }
}

/// Whether a payer's offer is made of what another party gives.
fn needs(situation: &Situation<'_>, payer: &Party<'_>, other: Item<'_>) -> bool {
    let made_of = |offer: &Item<'_>| situation.facts.holds(FactKind::DependsOn, *offer, other);
    situation.facts.holds(FactKind::Gives, other, payer.item) || payer.offers.iter().any(made_of)
}
