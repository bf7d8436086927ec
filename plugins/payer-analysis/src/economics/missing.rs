//! Numbers that are not stated, and how much each of them would decide.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use canvass_plugin::blocks::Block;
use canvass_plugin::{Field, Item};

use super::ledger::Ledger;

/// A number that something waits for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Missing<'a> {
    /// The item that does not state it; none where it is the canvas as a whole.
    pub(crate) item: Option<Item<'a>>,
    pub(crate) what: What<'a>,
}

/// What it is that is not stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What<'a> {
    /// A field.
    Stated(Field),
    /// The stretch of time by which a field counts.
    ByTime(Field),
    /// What a group pays at all.
    Payment,
    /// Which part of a stream is paid by a group.
    PartOf(Item<'a>),
    /// Any costs.
    Costs,
    /// The currency of some amounts, where that of others is stated.
    Currency,
}

impl<'a> Missing<'a> {
    pub(crate) fn stated(item: Item<'a>, field: Field) -> Self {
        Self { item: Some(item), what: What::Stated(field) }
    }

    pub(crate) fn by_time(item: Item<'a>, field: Field) -> Self {
        Self { item: Some(item), what: What::ByTime(field) }
    }

    pub(crate) fn payment(item: Item<'a>) -> Self {
        Self { item: Some(item), what: What::Payment }
    }

    pub(crate) fn part_of(stream: Item<'a>, payer: Item<'a>) -> Self {
        Self { item: Some(payer), what: What::PartOf(stream) }
    }

    /// Whether it is only not known who pays how much of a stream.
    pub(crate) fn is_part_of_stream(&self) -> bool {
        matches!(self.what, What::PartOf(_))
    }

    /// Costs of a canvas that states none.
    pub(crate) fn costs() -> Self {
        Self { item: None, what: What::Costs }
    }

    /// What tells it from all others.
    fn key(&self) -> (u32, What<'a>) {
        (self.item.map_or(0, |item| item.index()), self.what)
    }

    /// What to state.
    pub(crate) fn describe(&self) -> String {
        let name = self.item.map(|item| item.name()).unwrap_or_default();
        match self.what {
            What::Stated(Field::Amount) if self.item.is_some_and(|item| item.block() == Block::RevenueStreams) => {
                format!("the amount of `{name}` by the year, or its price and volume")
            }
            What::Stated(field) => format!("the {} of `{name}`", words(field)),
            What::ByTime(field) => format!("by the day, month or year the {} of `{name}`", words(field)),
            What::Payment => format!("what `{name}` pays"),
            What::PartOf(stream) => format!("which part of `{}` is paid by `{name}`", stream.name()),
            What::Currency => "the currency of every amount".to_owned(),
            What::Costs => "the costs, with their amounts".to_owned(),
        }
    }
}

fn words(field: Field) -> String {
    field.key().replace('_', " ")
}

/// What to state, that which would decide most first: of how many results it is the last number missing, then of how many it is one.
///
/// The results are the surplus of each account, and the result of the whole.
pub(crate) fn in_order<'a>(ledger: &Ledger<'a>) -> Vec<Missing<'a>> {
    let mut all: Vec<Missing<'a>> = Vec::new();
    // For each number missing: of how many results it is the last one, and of how many it is one.
    let mut places: BTreeMap<(u32, What<'a>), usize> = BTreeMap::new();
    let mut decides: Vec<(usize, usize)> = Vec::new();
    let mut ask = |missing: &[&Missing<'a>], alone: bool| {
        let mut its: Vec<usize> = Vec::with_capacity(missing.len());
        for missing in missing {
            let place = *places.entry(missing.key()).or_insert_with(|| {
                all.push(**missing);
                decides.push((0, 0));
                all.len() - 1
            });
            // The same number may be asked for by both sides.
            if !its.contains(&place) {
                its.push(place);
            }
        }
        for place in &its {
            if let Some((last, one)) = decides.get_mut(*place) {
                *last += usize::from(alone && its.len() == 1);
                *one += 1;
            }
        }
    };
    for account in &ledger.accounts {
        ask(&account.revenue.missing.iter().chain(&account.cost.missing).collect::<Vec<_>>(), true);
    }
    // What is paid together and what is spent anyway decide the whole only.
    for missing in ledger.joint.missing.iter().chain(&ledger.fixed.missing) {
        ask(&[missing], false);
    }
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|place| Reverse(decides.get(*place).copied().unwrap_or_default()));
    let mut all: Vec<Missing<'a>> = order.into_iter().filter_map(|place| all.get(place).copied()).collect();
    if ledger.currencies.len() > 1 && ledger.currencies.contains(&None) {
        all.insert(0, Missing { item: None, what: What::Currency });
    }
    all.truncate(MOST);
    all
}

/// So many numbers are asked for: whoever states those will be asked for the next.
const MOST: usize = 64;
