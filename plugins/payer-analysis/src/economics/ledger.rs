//! The books: what each group brings and costs by the year, as sums of products of stated figures.
//!
//! A group of which some pay, or some draw the benefit, is kept in two accounts. Nothing is put in where a number is not stated: then the side of
//! the account is open, and says which numbers it waits for.

use std::collections::{BTreeMap, BTreeSet};

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::{CostKind, SegmentKind};
use canvass_plugin::{Decimal, FactKind, Field, Item};

use super::figures::{Figures, Number, is_by_time};
use super::formula::{Factor, Product};
use super::missing::Missing;
use crate::outcome::{RelationKind, Stance};
use crate::relations::Tie;
use crate::situation::{Party, Situation};

/// One side of an account: what comes in, or what is spent.
#[derive(Debug, Clone, Default)]
pub(crate) struct Side<'a> {
    /// What is known of it.
    pub(crate) products: Vec<Product<'a>>,
    /// The numbers that it waits for; none where it is known.
    pub(crate) missing: Vec<Missing<'a>>,
}

impl Side<'_> {
    pub(crate) fn is_known(&self) -> bool {
        self.missing.is_empty()
    }
}

/// Which members of a group an account is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// All of them, but for those who have an account of their own.
    All,
    /// Those who pay.
    Paying,
    /// Those who do not pay.
    Free,
    /// Those who draw the benefit.
    Claiming,
    /// Those who do not.
    NotClaiming,
}

/// An account of a group, by the year.
#[derive(Debug)]
pub(crate) struct Account<'a> {
    /// The segment, or the partner.
    pub(crate) party: Item<'a>,
    pub(crate) part: Part,
    /// How many members it has, where that is known.
    pub(crate) members: Option<Product<'a>>,
    pub(crate) revenue: Side<'a>,
    pub(crate) cost: Side<'a>,
}

impl<'a> Account<'a> {
    /// Revenue less cost, where both are known.
    pub(crate) fn surplus(&self) -> Option<Vec<Product<'a>>> {
        let both = self.revenue.is_known() && self.cost.is_known();
        both.then(|| self.revenue.products.iter().cloned().chain(self.cost.products.iter().cloned().map(Product::negated)).collect())
    }
}

/// What belongs to an item, by its index: looked up for every group, so gathered once.
struct Index<'s, 'a> {
    /// Who pays a stream.
    payers: BTreeMap<u32, Vec<&'s Party<'a>>>,
    /// The segments that are parts of one and count the same.
    parts: BTreeMap<u32, Vec<Item<'a>>>,
    /// The costs that a segment drives.
    driven: BTreeMap<u32, Vec<Item<'a>>>,
    /// The segments some of whose members pay for the others, and those of which only some draw the benefit.
    within: BTreeSet<(u32, RelationKind)>,
}

impl<'s, 'a> Index<'s, 'a> {
    fn of(situation: &'s Situation<'a>, ties: &[Tie<'_, 'a>]) -> Self {
        let mut index = Self { payers: BTreeMap::new(), parts: BTreeMap::new(), driven: BTreeMap::new(), within: BTreeSet::new() };
        for payer in situation.payers() {
            for stream in &payer.streams {
                let payers: &mut Vec<&Party<'a>> = index.payers.entry(stream.index()).or_default();
                if payers.last().is_none_or(|last| last.item != payer.item) {
                    payers.push(payer);
                }
            }
        }
        for part in situation.segments.iter().map(|party| party.item) {
            for whole in part.linked(Field::PartOf).filter(|whole| count_alike(part, *whole)) {
                index.parts.entry(whole.index()).or_default().push(part);
            }
        }
        for cost in costs(situation) {
            for driver in cost.linked(Field::Driver) {
                index.driven.entry(driver.index()).or_default().push(cost);
            }
        }
        index.within = ties.iter().filter(|tie| tie.free.item == tie.paying.item).map(|tie| (tie.free.item.index(), tie.kind)).collect();
        index
    }
}

/// All accounts of a canvas.
#[derive(Debug, Default)]
pub(crate) struct Ledger<'a> {
    pub(crate) figures: Figures<'a>,
    pub(crate) accounts: Vec<Account<'a>>,
    /// What comes in of which it is not known who brings how much, or that nobody is said to pay.
    pub(crate) joint: Side<'a>,
    /// What is spent whoever is served.
    pub(crate) fixed: Side<'a>,
    /// The currencies of all money that is stated.
    pub(crate) currencies: Vec<Option<&'a str>>,
    /// The segments that are parts of one and count the same, by the index of the whole.
    pub(crate) parts: BTreeMap<u32, Vec<Item<'a>>>,
    /// The streams that more than one party pays.
    pub(crate) shared: BTreeSet<u32>,
    /// Where the accounts of a party begin; they lie together.
    places: BTreeMap<u32, usize>,
}

impl<'a> Ledger<'a> {
    /// Whether all money can be added up.
    pub(crate) fn is_in_one_currency(&self) -> bool {
        self.currencies.len() < 2
    }

    /// The account of a part of a group.
    pub(crate) fn account(&self, party: Item<'_>, part: Part) -> Option<usize> {
        let first = *self.places.get(&party.index())?;
        let its = self.accounts.iter().enumerate().skip(first).take_while(|(_, account)| account.party == party);
        its.into_iter().find(|(_, account)| account.part == part).map(|(place, _)| place)
    }

    /// Opens the books of a canvas.
    pub(crate) fn open(situation: &Situation<'a>, ties: &[Tie<'_, 'a>]) -> Self {
        let mut ledger = Self { currencies: currencies(situation), ..Self::default() };
        let index = Index::of(situation, ties);
        let mut booked = BTreeMap::new();
        for stream in situation.view.block(Block::RevenueStreams) {
            ledger.book(&index, stream, &mut booked);
        }
        for party in situation.segments.iter().chain(&situation.partners) {
            ledger.places.insert(party.item.index(), ledger.accounts.len());
            ledger.enter(situation, &index, party, booked.remove(&party.item.index()).unwrap_or_default());
        }
        ledger.fixed_costs(situation);
        ledger.shared = index.payers.iter().filter(|(_, payers)| payers.len() > 1).map(|(stream, _)| *stream).collect();
        ledger.parts = index.parts;
        ledger
    }

    /// Books a stream: to whoever pays it, where that is one, or where it is known what each of them pays.
    fn book(&mut self, index: &Index<'_, 'a>, stream: Item<'a>, booked: &mut BTreeMap<u32, Vec<Side<'a>>>) {
        let payers = index.payers.get(&stream.index()).map(Vec::as_slice).unwrap_or_default();
        let mut enter = |payer: &Party<'a>, side: Side<'a>| booked.entry(payer.item.index()).or_default().push(side);
        let by_members = stream.quantity(Field::Amount).is_none() && stream.quantity(Field::Volume).is_none();
        let by_time = stream.quantity(Field::Price).and_then(is_by_time) == Some(true);
        match payers {
            [only] => enter(only, self.revenue(index, stream, Some(only))),
            several if several.len() > 1 && by_members && by_time => {
                for payer in several {
                    enter(payer, self.revenue(index, stream, Some(payer)));
                }
            }
            several => {
                let mut side = self.revenue(index, stream, None);
                for payer in several {
                    enter(payer, Side { products: Vec::new(), missing: vec![Missing::part_of(stream, payer.item)] });
                }
                self.joint.products.append(&mut side.products);
                self.joint.missing.append(&mut side.missing);
            }
        }
    }

    /// What a stream brings by the year: as stated, or its price times what is sold.
    fn revenue(&mut self, index: &Index<'_, 'a>, stream: Item<'a>, payer: Option<&Party<'a>>) -> Side<'a> {
        let known = |factors: Vec<Factor>, currency| Side { products: vec![Product { factors, currency, negative: false }], missing: Vec::new() };
        let open = |missing: Vec<Missing<'a>>| Side { products: Vec::new(), missing };
        if let Some(amount) = stream.quantity(Field::Amount) {
            return match self.figures.yearly(stream, Field::Amount) {
                Some(number) => known(vec![Factor::Figure(number)], amount.currency()),
                None => open(vec![Missing::by_time(stream, Field::Amount)]),
            };
        }
        let Some(price) = stream.quantity(Field::Price) else { return open(vec![Missing::stated(stream, Field::Amount)]) };
        // Where it is said how many are sold, the price is that of one.
        let by_piece = || stream.quantity(Field::Volume).map(|_| false);
        let Some(by_time) = is_by_time(price).or_else(by_piece) else { return open(vec![Missing::by_time(stream, Field::Price)]) };
        let number = if by_time { self.figures.yearly(stream, Field::Price) } else { self.figures.plain(stream, Field::Price) };
        let Some(number) = number else { return open(vec![Missing::by_time(stream, Field::Price)]) };
        if let Some(volume) = self.figures.plain(stream, Field::Volume) {
            return known(vec![Factor::Figure(number), Factor::Figure(volume)], price.currency());
        }
        let members = payer.filter(|_| by_time).and_then(|payer| self.members(index, payer));
        match (members, payer) {
            (Some(mut members), Some(payer)) => {
                members.push(Factor::Figure(number));
                members.extend(payer.paying_share.and_then(|_| self.figures.plain(payer.item, Field::PayingShare)).map(Factor::Figure));
                known(members, price.currency())
            }
            (None, Some(payer)) if by_time => open(vec![Missing::stated(payer.item, Field::Size)]),
            _ => open(vec![Missing::stated(stream, Field::Volume)]),
        }
    }

    /// How many members a group has, but for the parts of it that are groups of their own.
    fn members(&mut self, index: &Index<'_, 'a>, party: &Party<'a>) -> Option<Vec<Factor>> {
        let all = self.figures.plain(party.item, Field::Size)?;
        let parts = index.parts.get(&party.item.index()).map(Vec::as_slice).unwrap_or_default();
        let parts: Option<Vec<Number>> = parts.iter().map(|part| self.figures.plain(*part, Field::Size)).collect();
        Some(vec![match parts? {
            none if none.is_empty() => Factor::Figure(all),
            parts => Factor::Less(all, parts),
        }])
    }

    /// Opens the accounts of a group.
    fn enter(&mut self, situation: &Situation<'a>, index: &Index<'_, 'a>, party: &Party<'a>, booked: Vec<Side<'a>>) {
        let stance = situation.stance(party);
        let mut revenue = Side::default();
        let streams = booked.len();
        for side in booked {
            revenue.products.extend(side.products);
            revenue.missing.extend(side.missing);
        }
        if streams == 0 && (party.pays || stance == Stance::NotKnown) {
            revenue.missing.push(Missing::payment(party.item));
        }
        let members = self.members(index, party);
        let cost = self.cost(index, party, members.as_deref(), stance);
        if stance == Stance::Neither && cost.products.is_empty() && cost.missing.is_empty() {
            return;
        }
        let members = members.map(|factors| Product { factors, ..Product::default() });
        let kind = |kind| index.within.contains(&(party.item.index(), kind));
        let share = |field| party.item.quantity(field).is_some().then_some(field);
        let by = if kind(RelationKind::SamePeople) && party.paying_share.is_some() {
            share(Field::PayingShare).map(|field| (field, Part::Paying, Part::Free))
        } else if kind(RelationKind::Pooled) {
            share(Field::ClaimingShare).map(|field| (field, Part::Claiming, Part::NotClaiming))
        } else {
            None
        };
        let split = by.and_then(|(field, one, other)| Some((self.figures.plain(party.item, field)?, one, other)));
        let Some((share, one, other)) = split else {
            self.accounts.push(Account { party: party.item, part: Part::All, members, revenue, cost });
            return;
        };
        let times = |product: &Product<'a>, factor: Factor| Product { factors: product.factors.iter().cloned().chain([factor]).collect(), ..product.clone() };
        let part = |side: &Side<'a>, factor: &Factor| Side {
            products: side.products.iter().map(|product| times(product, factor.clone())).collect(),
            missing: side.missing.clone(),
        };
        let (its, rest) = (Factor::Figure(share), Factor::Rest(share));
        let count = |factor: &Factor| members.as_ref().map(|members| times(members, factor.clone()));
        let pair = if one == Part::Paying {
            // Only those who pay bring anything; serving costs the same for all.
            [(one, &its, revenue, part(&cost, &its)), (other, &rest, Side::default(), part(&cost, &rest))]
        } else {
            // All pay, and what serving costs is spent on those who draw the benefit.
            [(one, &its, part(&revenue, &its), cost), (other, &rest, part(&revenue, &rest), Side::default())]
        };
        for (part, factor, revenue, cost) in pair {
            self.accounts.push(Account { party: party.item, part, members: count(factor), revenue, cost });
        }
    }

    /// What serving a group costs by the year: what one member costs times the members, or the costs that the group drives.
    fn cost(&mut self, index: &Index<'_, 'a>, party: &Party<'a>, members: Option<&[Factor]>, stance: Stance) -> Side<'a> {
        let mut side = Side::default();
        let Some(each) = party.item.quantity(Field::CostToServe) else {
            for cost in index.driven.get(&party.item.index()).into_iter().flatten().copied() {
                match self.figures.yearly(cost, Field::Amount) {
                    Some(number) => {
                        side.products.push(Product { factors: vec![Factor::Figure(number)], currency: currency(cost, Field::Amount), negative: false })
                    }
                    None => side.missing.push(Missing::stated(cost, Field::Amount)),
                }
            }
            // Whoever pays without using is not served.
            let served = party.uses || stance == Stance::NotKnown && party.item.block() == Block::CustomerSegments;
            if side.products.is_empty() && served {
                side.missing = vec![Missing::stated(party.item, Field::CostToServe)];
            }
            return side;
        };
        let Some(by_time) = is_by_time(each) else { return Side { products: Vec::new(), missing: vec![Missing::by_time(party.item, Field::CostToServe)] } };
        let number = if by_time { self.figures.yearly(party.item, Field::CostToServe) } else { self.figures.plain(party.item, Field::CostToServe) };
        let Some(number) = number.map(Factor::Figure) else { return side };
        let product = |mut factors: Vec<Factor>| {
            factors.push(number.clone());
            Product { factors, currency: each.currency(), negative: false }
        };
        // What is sold by the piece costs by the piece.
        let pieces: Vec<Number> = if by_time { Vec::new() } else { self.pieces(party) };
        if !pieces.is_empty() {
            side.products = pieces.into_iter().map(|volume| product(vec![Factor::Figure(volume)])).collect();
            return side;
        }
        match members {
            Some(members) => side.products.push(product(members.to_vec())),
            None => side.missing.push(Missing::stated(party.item, Field::Size)),
        }
        side
    }

    /// How many pieces a group buys by the year, of each stream with a price by the piece.
    fn pieces(&mut self, party: &Party<'a>) -> Vec<Number> {
        let by_piece = party.streams.iter().filter(|stream| stream.quantity(Field::Price).and_then(is_by_time) == Some(false));
        by_piece.filter_map(|stream| self.figures.plain(*stream, Field::Volume)).collect()
    }

    /// Costs that no group drives.
    fn fixed_costs(&mut self, situation: &Situation<'a>) {
        let costs: Vec<Item<'a>> = costs(situation).collect();
        if costs.is_empty() {
            self.fixed.missing.push(Missing::costs());
        }
        for cost in costs {
            let driven = cost.linked(Field::Driver).next().is_some() || cost.term::<CostKind>(Field::Kind) == Some(CostKind::Variable);
            // Variable costs are those of the groups: they are in what a member costs, or driven by one.
            if driven {
                continue;
            }
            match self.figures.yearly(cost, Field::Amount) {
                Some(number) => {
                    self.fixed.products.push(Product { factors: vec![Factor::Figure(number)], currency: currency(cost, Field::Amount), negative: false });
                }
                None => self.fixed.missing.push(Missing::stated(cost, Field::Amount)),
            }
        }
    }
}

/// Whether a part counts the same as its whole: employees are a part of firms, but no number of firms.
fn count_alike(part: Item<'_>, whole: Item<'_>) -> bool {
    let kind = |item: Item<'_>| item.term::<SegmentKind>(Field::Kind);
    kind(part).zip(kind(whole)).is_none_or(|(part, whole)| part == whole)
}

/// Every cost that the business bears: what society bears is none of its books.
fn costs<'a>(situation: &Situation<'a>) -> impl Iterator<Item = Item<'a>> {
    situation.view.block(Block::CostStructure).filter(|cost| !cost.has_tag("social_cost"))
}

fn currency<'a>(item: Item<'a>, field: Field) -> Option<&'a str> {
    item.quantity(field).and_then(|amount| amount.currency())
}

/// Every currency in which money is stated.
fn currencies<'a>(situation: &Situation<'a>) -> Vec<Option<&'a str>> {
    const MONEY: [Field; 3] = [Field::Price, Field::Amount, Field::CostToServe];
    let blocks = [Block::CustomerSegments, Block::RevenueStreams, Block::CostStructure];
    let items = blocks.into_iter().flat_map(|block| situation.view.block(block));
    let amounts = items.flat_map(|item| MONEY.into_iter().filter_map(move |field| item.quantity(field)));
    let mut all: Vec<_> = amounts.filter(|amount| amount.high() != Decimal::ZERO).map(|amount| amount.currency()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Between which accounts money is carried: who is carried, and who carries.
pub(crate) fn carriers(ledger: &Ledger<'_>, situation: &Situation<'_>, ties: &[Tie<'_, '_>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut known = BTreeSet::new();
    let mut add = |pairs: &mut Vec<(usize, usize)>, free: usize, paying: usize| {
        if free != paying && known.insert((free, paying)) {
            pairs.push((free, paying));
        }
    };
    for tie in ties.iter().filter(|tie| tie.kind != RelationKind::Unrelated) {
        for free in [Part::Free, Part::Claiming, Part::All].into_iter().filter_map(|part| ledger.account(tie.free.item, part)) {
            for paying in [Part::Paying, Part::NotClaiming, Part::All].into_iter().filter_map(|part| ledger.account(tie.paying.item, part)) {
                add(&mut pairs, free, paying);
            }
        }
    }
    // A group that gives to one that is carried, and is carried by nobody itself, is carried by those who carry that one.
    let mut carriers: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (free, paying) in &pairs {
        if let Some(account) = ledger.accounts.get(*free) {
            carriers.entry(account.party.index()).or_default().push(*paying);
        }
    }
    for row in situation.facts.of(FactKind::Gives) {
        let Some(giver) = situation.view.item(row.subject).filter(|giver| !carriers.contains_key(&giver.index())) else { continue };
        for free in [Part::Free, Part::All].into_iter().filter_map(|part| ledger.account(giver, part)) {
            for paying in carriers.get(&row.object).into_iter().flatten() {
                add(&mut pairs, free, *paying);
            }
        }
    }
    pairs
}
