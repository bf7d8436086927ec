//! What each party does: gathered once from the facts, for all steps and rules.

use std::cell::OnceCell;

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::{Role, StreamKind};
use canvass_plugin::{Decimal, FactKind, Field, Item, Term, View};

use crate::facts::Facts;
use crate::outcome::{Roles, Stance};

/// The canvas as this analysis sees it.
pub(crate) struct Situation<'a> {
    pub(crate) view: &'a View<'a>,
    pub(crate) facts: Facts<'a>,
    /// Every segment.
    pub(crate) segments: Vec<Party<'a>>,
    /// Partners that pay.
    pub(crate) partners: Vec<Party<'a>>,
    /// Whether the canvas says at all for whom some proposition is.
    pub(crate) uses_known: bool,
    /// Whether the payer of every stream is known, and the block is stated.
    pub(crate) payers_known: bool,
}

/// A segment, or a partner that pays.
pub(crate) struct Party<'a> {
    pub(crate) item: Item<'a>,
    /// Propositions it uses.
    pub(crate) offers: Vec<Item<'a>>,
    /// Streams it pays.
    pub(crate) streams: Vec<Item<'a>>,
    pub(crate) uses: bool,
    pub(crate) pays: bool,
    /// It uses and is known not to pay.
    pub(crate) free: bool,
    /// The share of members who pay, where it is less than all.
    pub(crate) paying_share: Option<Decimal>,
    /// Bits of stated roles.
    roles: u32,
    /// What [`Situation::coverage`] has found.
    coverage: OnceCell<Option<Decimal>>,
}

impl<'a> Party<'a> {
    pub(crate) fn plays(&self, role: Role) -> bool {
        self.roles & (1 << role as u32) != 0
    }

    /// The roles that it plays, as stated and as its links show.
    pub(crate) fn all_roles(&self) -> Roles {
        Roles(self.roles | u32::from(self.uses) << Role::User as u32 | u32::from(self.pays) << Role::Payer as u32)
    }

    pub(crate) fn states_roles(&self) -> bool {
        self.roles != 0
    }

    pub(crate) fn uses_offer(&self, offer: Item<'_>) -> bool {
        self.offers.contains(&offer)
    }

    pub(crate) fn id(&self) -> &'a str {
        self.item.id()
    }

    pub(crate) fn name(&self) -> &'a str {
        self.item.name()
    }

    /// Whether some of its members pay and others do not.
    pub(crate) fn is_split(&self) -> bool {
        self.pays && (self.paying_share.is_some() || self.item.has_tag("some_pay"))
    }
}

impl<'a> Situation<'a> {
    pub(crate) fn gather(view: &'a View<'a>) -> Self {
        let facts = Facts::new(view);
        let mut segments: Vec<Party<'a>> = Vec::with_capacity(view.count(Block::CustomerSegments));
        segments.extend(view.block(Block::CustomerSegments).map(party));
        let mut partners: Vec<Party<'a>> = Vec::new();
        // Segments lie together, so the place of one in the list follows from its index.
        let first = segments.first().map_or(0, |segment| segment.item.index());
        let at = |index: u32| index.checked_sub(first).map(|offset| offset as usize);
        for row in facts.of(FactKind::Role) {
            if let (Some(segment), Some(role)) = (at(row.subject).and_then(|at| segments.get_mut(at)), Role::from_code(row.value)) {
                segment.roles |= 1 << role as u32;
            }
        }
        for row in facts.of(FactKind::Uses) {
            if let Some(segment) = at(row.subject).and_then(|at| segments.get_mut(at)) {
                segment.uses = true;
                segment.offers.extend(view.item(row.object));
            }
        }
        for row in facts.of(FactKind::Pays) {
            let Some(payer) = view.item(row.subject) else { continue };
            let party = if payer.block() == Block::CustomerSegments {
                at(payer.index()).and_then(|at| segments.get_mut(at))
            } else {
                if !partners.iter().any(|partner| partner.item == payer) {
                    partners.push(party(payer));
                }
                partners.last_mut()
            };
            if let Some(party) = party {
                party.pays = true;
                party.streams.extend(view.item(row.object));
            }
        }
        for row in facts.of(FactKind::Free) {
            if let Some(segment) = at(row.subject).and_then(|at| segments.get_mut(at)) {
                segment.free = true;
            }
        }
        let payers_known = view.states(Block::RevenueStreams) && view.block(Block::RevenueStreams).all(|stream| facts.lead_to(FactKind::Pays, stream));
        let uses_known = !facts.of(FactKind::Uses).is_empty();
        Self { view, facts, segments, partners, uses_known, payers_known }
    }

    /// Segments and partners that pay.
    pub(crate) fn payers(&self) -> impl Iterator<Item = &Party<'a>> + Clone {
        self.segments.iter().chain(&self.partners).filter(|party| party.pays)
    }

    /// Segments that use.
    pub(crate) fn users(&self) -> impl Iterator<Item = &Party<'a>> + Clone {
        self.segments.iter().filter(|party| party.uses)
    }

    /// Segments that use and are known not to pay.
    pub(crate) fn free(&self) -> impl Iterator<Item = &Party<'a>> + Clone {
        self.segments.iter().filter(|party| party.free)
    }

    pub(crate) fn segment(&self, item: Item<'_>) -> Option<&Party<'a>> {
        self.segments.iter().find(|party| party.item == item)
    }

    pub(crate) fn stance(&self, party: &Party<'_>) -> Stance {
        match (party.uses, party.pays) {
            (true, true) => Stance::UserAndPayer,
            (true, false) if party.free => Stance::UserOnly,
            (false, true) if self.uses_known => Stance::PayerOnly,
            (false, false) if self.uses_known && (self.payers_known || party.states_roles()) => Stance::Neither,
            _ => Stance::NotKnown,
        }
    }

    /// The propositions that a stream is paid for.
    pub(crate) fn paid_for(&self, stream: Item<'a>) -> impl Iterator<Item = Item<'a>> + Clone {
        let view = self.view;
        self.facts.of(FactKind::PaidFor).iter().filter(move |row| row.subject == stream.index()).filter_map(|row| view.item(row.object))
    }

    /// Whether a party pays for a proposition.
    pub(crate) fn buys(&self, party: &Party<'a>, offer: Item<'_>) -> bool {
        party.streams.iter().any(|&stream| self.paid_for(stream).any(|paid| paid == offer))
    }

    /// The propositions that a party pays for.
    pub(crate) fn bought(&self, party: &Party<'a>) -> Vec<Item<'a>> {
        let mut offers: Vec<Item<'a>> = party.streams.iter().flat_map(|&stream| self.paid_for(stream)).collect();
        offers.sort_unstable();
        offers.dedup();
        offers
    }

    /// Whether the payer and the user belong to one organization: the payer orders the use, or the user is part of the payer.
    pub(crate) fn one_organization(&self, user: &Party<'_>, payer: &Party<'_>) -> bool {
        self.facts.holds(FactKind::Controls, payer.item, user.item) || user.item.linked(Field::PartOf).any(|whole| whole == payer.item)
    }

    /// The share of all revenue that a party brings, where all its streams state theirs.
    pub(crate) fn share(&self, streams: &[Item<'_>]) -> Option<Decimal> {
        if streams.is_empty() {
            return None;
        }
        streams.iter().try_fold(Decimal::ZERO, |sum, stream| sum.checked_add(stream.quantity(Field::Share)?.likely()))
    }

    /// The share of the needs of a segment that are addressed, weighted by importance; `None` when it states no needs.
    ///
    /// A need without importance counts 3, the middle of the scale. Several pairs may ask about one segment, so it is computed once.
    pub(crate) fn coverage(&self, party: &Party<'_>) -> Option<Decimal> {
        *party.coverage.get_or_init(|| {
            let three = Decimal::from(3);
            let (mut all, mut met) = (Decimal::ZERO, Decimal::ZERO);
            for need in party.item.links_to(Field::Needs).filter_map(|link| link.from()) {
                let weight = need.quantity(Field::Importance).map_or(three, |importance| importance.likely());
                all += weight;
                if self.facts.lead_to(FactKind::Addresses, need) {
                    met += weight;
                }
            }
            if all.is_zero() { None } else { met.checked_div(all) }
        })
    }

    /// Whether any stream has that kind.
    pub(crate) fn has_stream(&self, party: &Party<'_>, kind: StreamKind) -> bool {
        party.streams.iter().any(|stream| stream.term::<StreamKind>(Field::Kind) == Some(kind))
    }
}

fn party(item: Item<'_>) -> Party<'_> {
    let share = item.quantity(Field::PayingShare).map(|share| share.likely()).filter(|share| *share < Decimal::ONE && !share.is_zero());
    Party { item, offers: Vec::new(), streams: Vec::new(), uses: false, pays: false, free: false, paying_share: share, roles: 0, coverage: OnceCell::new() }
}
