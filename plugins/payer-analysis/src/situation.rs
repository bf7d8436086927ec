//! What each party does: gathered once from the facts, for all steps and rules.

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::{Role, StreamKind};
use canvass_plugin::{Decimal, FactKind, Field, Item, View};

use crate::outcome::Stance;

/// The canvas as this analysis sees it.
pub(crate) struct Situation<'a> {
    pub(crate) view: &'a View<'a>,
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
}

impl<'a> Party<'a> {
    pub(crate) fn plays(&self, role: Role) -> bool {
        self.roles & (1 << role as u32) != 0
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
        self.pays && self.paying_share.is_some()
    }
}

impl<'a> Situation<'a> {
    pub(crate) fn gather(view: &'a View<'a>) -> Self {
        let mut segments: Vec<Party<'a>> = view.block(Block::CustomerSegments).map(party).collect();
        let mut partners: Vec<Party<'a>> = Vec::new();
        // Segments lie together, so the place of one in the list follows from its index.
        let first = segments.first().map_or(0, |segment| segment.item.index());
        let at = |index: u32| index.checked_sub(first).map(|offset| offset as usize);
        for fact in view.facts(FactKind::Role) {
            if let (Some(segment), Some(role)) = (at(fact.subject_index()).and_then(|at| segments.get_mut(at)), fact.value::<Role>()) {
                segment.roles |= 1 << role as u32;
            }
        }
        for fact in view.facts(FactKind::Uses) {
            if let Some(segment) = at(fact.subject_index()).and_then(|at| segments.get_mut(at)) {
                segment.uses = true;
                segment.offers.extend(fact.object());
            }
        }
        for fact in view.facts(FactKind::Pays) {
            let Some(payer) = fact.subject() else { continue };
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
                party.streams.extend(fact.object());
            }
        }
        for fact in view.facts(FactKind::Free) {
            if let Some(segment) = at(fact.subject_index()).and_then(|at| segments.get_mut(at)) {
                segment.free = true;
            }
        }
        let payers_known = view.states(Block::RevenueStreams)
            && view.block(Block::RevenueStreams).all(|stream| view.facts(FactKind::Pays).any(|fact| fact.object_index() == stream.index()));
        Self { view, segments, partners, uses_known: view.facts(FactKind::Uses).next().is_some(), payers_known }
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

    /// Whether a fact of that kind holds between two items.
    pub(crate) fn holds(&self, kind: FactKind, subject: Item<'_>, object: Item<'_>) -> bool {
        self.view.facts(kind).any(|fact| fact.subject_index() == subject.index() && fact.object_index() == object.index())
    }

    /// Whether a fact of that kind is about an item, whatever its object.
    pub(crate) fn is(&self, kind: FactKind, subject: Item<'_>) -> bool {
        self.view.facts(kind).any(|fact| fact.subject_index() == subject.index())
    }

    /// The propositions that a stream is paid for.
    pub(crate) fn paid_for(&self, stream: Item<'a>) -> impl Iterator<Item = Item<'a>> + Clone {
        self.view.facts(FactKind::PaidFor).filter(move |fact| fact.subject_index() == stream.index()).filter_map(|fact| fact.object())
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
        self.holds(FactKind::Controls, payer.item, user.item) || user.item.linked(Field::PartOf).any(|whole| whole == payer.item)
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
    /// A need without importance counts 3, the middle of the scale.
    pub(crate) fn coverage(&self, segment: Item<'_>) -> Option<Decimal> {
        let three = Decimal::from(3);
        let (mut all, mut met) = (Decimal::ZERO, Decimal::ZERO);
        for need in segment.links_to(Field::Needs).filter_map(|link| link.from()) {
            let weight = need.quantity(Field::Importance).map_or(three, |importance| importance.likely());
            all += weight;
            if self.view.facts(FactKind::Addresses).any(|fact| fact.object_index() == need.index()) {
                met += weight;
            }
        }
        if all.is_zero() { None } else { met.checked_div(all) }
    }

    /// Whether any stream has that kind.
    pub(crate) fn has_stream(&self, party: &Party<'_>, kind: StreamKind) -> bool {
        party.streams.iter().any(|stream| stream.term::<StreamKind>(Field::Kind) == Some(kind))
    }
}

fn party(item: Item<'_>) -> Party<'_> {
    let share = item.quantity(Field::PayingShare).map(|share| share.likely()).filter(|share| *share < Decimal::ONE && !share.is_zero());
    Party { item, offers: Vec::new(), streams: Vec::new(), uses: false, pays: false, free: false, paying_share: share, roles: 0 }
}
