//! Figures by which a model is told from another: how much comes again, how much hangs on one payer, at which volume the fixed costs are covered.

use std::collections::BTreeMap;

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::{Recurrence, StreamKind};
use canvass_plugin::{Decimal, Field, Item};

use super::books::Books;
use super::figures::Number;
use crate::situation::Situation;

/// These figures at the likely values; what is not known is absent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measures {
    /// The part of today's volume at which the fixed costs are covered.
    pub(crate) break_even_volume: Option<Decimal>,
    /// The share of revenue that comes again and again.
    pub(crate) recurring_share: Option<Decimal>,
    /// How much hangs on few payers.
    pub(crate) concentration: Option<Decimal>,
}

impl Measures {
    pub(crate) fn of(situation: &Situation<'_>, books: &Books<'_>) -> Self {
        Self { break_even_volume: break_even_volume(books), recurring_share: recurring_share(situation, books), concentration: concentration(books) }
    }
}

/// Whether a stream comes again and again; `None` where that is not said.
pub(crate) fn recurs(stream: Item<'_>) -> Option<bool> {
    match (stream.term::<Recurrence>(Field::Recurrence), stream.term::<StreamKind>(Field::Kind)) {
        (Some(recurrence), _) => Some(recurrence == Recurrence::Recurring),
        (None, Some(StreamKind::SubscriptionFee)) => Some(true),
        (None, _) => None,
    }
}

/// The share of revenue that comes again and again: by what the streams bring, or else by the shares that they state.
fn recurring_share(situation: &Situation<'_>, books: &Books<'_>) -> Option<Decimal> {
    let (mut recurring, mut all) = (Decimal::ZERO, Decimal::ZERO);
    let by_share = situation.view.block(Block::RevenueStreams).all(|stream| stream.quantity(Field::Share).is_some());
    let of_stream = if by_share { BTreeMap::new() } else { brings(books) };
    for stream in situation.view.block(Block::RevenueStreams) {
        let brings = if by_share { stream.quantity(Field::Share)?.likely() } else { *of_stream.get(&stream.index())? };
        all = all.checked_add(brings)?;
        if recurs(stream)? {
            recurring = recurring.checked_add(brings)?;
        }
    }
    recurring.checked_div(all)
}

/// What each stream brings by the year, at the likely figures.
fn brings(books: &Books<'_>) -> BTreeMap<u32, Decimal> {
    let ledger = &books.ledger;
    let mut sums: BTreeMap<u32, Decimal> = BTreeMap::new();
    if books.closed.is_empty() {
        return sums;
    }
    let likely = |number: Number| ledger.figures.get(number).map_or(Decimal::ZERO, |figure| figure.value.likely);
    for product in ledger.accounts.iter().map(|account| &account.revenue).chain([&ledger.joint]).flat_map(|side| &side.products) {
        let items = product.figures().filter_map(|number| ledger.figures.get(number)).map(|figure| figure.item);
        if let Some(stream) = items.into_iter().find(|item| item.block() == Block::RevenueStreams)
            && let Some(amount) = product.at(&likely)
        {
            let sum = sums.entry(stream.index()).or_default();
            *sum = sum.saturating_add(amount);
        }
    }
    sums
}

/// How much hangs on few payers: the sum of the squares of their shares of revenue, one where a single one brings all.
///
/// (The index of Hirschman, The Paternity of an Index, American Economic Review 54(5), 1964, and Herfindahl, here over those who pay.)
fn concentration(books: &Books<'_>) -> Option<Decimal> {
    let brought = books.brought()?;
    let all: Decimal = brought.iter().map(|(_, revenue)| *revenue).sum();
    brought.iter().try_fold(Decimal::ZERO, |sum, (_, revenue)| {
        let share = revenue.checked_div(all)?;
        sum.checked_add(share.checked_mul(share)?)
    })
}

/// At which part of today's volume, all groups alike, what they leave over covers the fixed costs.
fn break_even_volume(books: &Books<'_>) -> Option<Decimal> {
    let left = books.closed.iter().try_fold(books.joint?.likely, |sum, account| sum.checked_add(account.surplus?.likely))?;
    let fixed = books.fixed?.likely;
    if left <= Decimal::ZERO || fixed.is_zero() {
        return None;
    }
    fixed.checked_div(left)
}
