//! What each party gives and what it gets: money, value, and what is given besides money.
//!
//! (Reciprocity of value exchange: Gordijn & Akkermans, Value-based requirements engineering, Requirements Engineering 8(2), 2003: an actor that gives
//! gets something for it.)

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::ContributionKind;
use canvass_plugin::{Decimal, FactKind, Field, Item, Term};

use super::books::Books;
use crate::situation::Situation;

/// What goes between a party and the business.
pub(crate) struct Flow<'a> {
    pub(crate) party: Item<'a>,
    /// Money to the business by the year, where that is known.
    pub(crate) pays: Option<Decimal>,
    /// Money from the business by the year, where any is stated.
    pub(crate) is_paid: Option<Decimal>,
    /// What it gives besides money.
    pub(crate) gives: Vec<&'static str>,
    /// Propositions that it uses, and what a partner provides.
    pub(crate) offers: Vec<&'a str>,
    pub(crate) provides: Vec<&'a str>,
    /// Whether it both gives and gets something; `None` where that is not known.
    pub(crate) reciprocal: Option<bool>,
}

/// For so many parties it is said what they give and get.
const PARTIES: usize = 64;

/// The flows of every segment and every partner, as far as there are not too many, and how many are left out.
pub(crate) fn flows<'a>(situation: &Situation<'a>, books: &Books<'a>) -> (Vec<Flow<'a>>, usize) {
    let segments = situation.segments.iter().map(|party| party.item);
    let parties = segments.chain(situation.view.block(Block::KeyPartnerships));
    let left_out = parties.clone().count().saturating_sub(PARTIES);
    (parties.take(PARTIES).map(|party| flow(situation, books, party)).collect(), left_out)
}

fn flow<'a>(situation: &Situation<'a>, books: &Books<'a>, party: Item<'a>) -> Flow<'a> {
    let facts = &situation.facts;
    let ledger = &books.ledger;
    let own = ledger.accounts.iter().zip(&books.closed).filter(|(account, _)| account.party == party);
    let pays_at_all = facts.about(FactKind::Pays, party);
    let pays = if pays_at_all && !books.closed.is_empty() {
        own.map(|(_, closed)| closed.revenue.map(|revenue| revenue.likely)).sum::<Option<Decimal>>()
    } else {
        None
    };
    let costs = situation.view.block(Block::CostStructure).filter(|cost| {
        let mut causes = cost.linked(Field::CausedBy);
        causes.next() == Some(party) && causes.next().is_none()
    });
    let yearly = |cost: Item<'_>| cost.quantity(Field::Amount).and_then(|amount| amount.per_year()).map(|[_, likely, _]| likely);
    let paid: Vec<Option<Decimal>> = costs.map(yearly).collect();
    let is_paid = if paid.is_empty() || !books.ledger.is_in_one_currency() { None } else { paid.iter().copied().sum::<Option<Decimal>>() };
    let mut gives: Vec<&'static str> = Vec::new();
    for row in facts.of(FactKind::Gives).iter().filter(|row| row.subject == party.index()) {
        if let Some(kind) = ContributionKind::from_code(row.value).map(ContributionKind::as_str).filter(|kind| !gives.contains(kind)) {
            gives.push(kind);
        }
    }
    let objects = |kind: FactKind| {
        let mut ids: Vec<&'a str> = Vec::new();
        for item in facts.of(kind).iter().filter(|row| row.subject == party.index()).filter_map(|row| situation.view.item(row.object)) {
            if !ids.contains(&item.id()) {
                ids.push(item.id());
            }
        }
        ids
    };
    let (offers, provides) = (objects(FactKind::Uses), objects(FactKind::Provides));
    let gives_something = pays_at_all || !gives.is_empty() || !provides.is_empty() || facts.lead_to(FactKind::DependsOn, party);
    let gets_something = facts.about(FactKind::Uses, party) || !paid.is_empty();
    let reciprocal = match (gives_something, gets_something) {
        (true, true) => Some(true),
        // What a partner gets for what it provides is seldom stated, and who uses without giving may give what is not stated.
        (true, false) if party.block() == Block::CustomerSegments && situation.uses_known => Some(false),
        (false, true) if situation.payers_known => Some(false),
        _ => None,
    };
    Flow { party, pays, is_paid, gives, offers, provides, reciprocal }
}
