//! How each group that does not pay its way stands to each group that pays.

use canvass_plugin::vocabulary::{ContributionKind, SegmentKind};
use canvass_plugin::{Decimal, FactKind, FactRow, Field, Item, Term};

use crate::outcome::{Relation, RelationKind};
use crate::phrase::Phrase;
use crate::situation::{Party, Situation};

/// A relation with its parties.
pub(crate) struct Tie<'s, 'a> {
    pub(crate) free: &'s Party<'a>,
    pub(crate) paying: &'s Party<'a>,
    pub(crate) kind: RelationKind,
    evidence: Phrase<'a>,
}

impl<'a> Tie<'_, 'a> {
    pub(crate) fn describe(&self) -> Relation<'a> {
        Relation { free: self.free.id(), paying: self.paying.id(), relation: self.kind, evidence: self.evidence }
    }
}

/// Every relation, in the order of the document.
pub(crate) fn relations<'s, 'a>(situation: &'s Situation<'a>) -> Vec<Tie<'s, 'a>> {
    let mut ties = Vec::new();
    for party in &situation.segments {
        if party.is_split() && party.uses {
            push(&mut ties, party, party, RelationKind::SamePeople, Phrase::new(["some members pay, the others use it free"]));
        }
        let few_claim = || party.item.quantity(Field::ClaimingShare).is_some_and(|share| share.high() < Decimal::ONE) || party.item.has_tag("few_claim");
        if party.pays && few_claim() {
            push(&mut ties, party, party, RelationKind::Pooled, Phrase::new(["all members pay, only some draw the benefit"]));
        }
        if situation.facts.about(FactKind::BelowCost, party.item) {
            for other in situation.payers().filter(|other| other.item != party.item && !situation.facts.about(FactKind::BelowCost, other.item)) {
                push(&mut ties, party, other, RelationKind::BelowCost, Phrase::new(["the price for `", party.name(), "` is less than the cost to serve"]));
            }
        }
    }
    for free in situation.free() {
        let before = ties.len();
        for paying in situation.payers().filter(|paying| paying.item != free.item) {
            between(situation, free, paying, &mut ties);
        }
        if ties.len() == before && !gives_anything(situation, free.item) {
            for paying in situation.payers().filter(|paying| paying.item != free.item) {
                push(&mut ties, free, paying, RelationKind::Unrelated, Phrase::new(["nothing is stated that the one gives the other"]));
            }
        }
    }
    ties
}

fn between<'s, 'a>(situation: &'s Situation<'a>, free: &'s Party<'a>, paying: &'s Party<'a>, ties: &mut Vec<Tie<'s, 'a>>) {
    let resold = situation.facts.holds(FactKind::CustomerOf, free.item, paying.item);
    // People who are customers of a business become no business, and not the one whose customers they are.
    let others = resold || situation.facts.about(FactKind::CustomerOf, free.item) && !is_organised(free) && is_organised(paying);
    if let Some(evidence) = same_people(situation, free, paying).filter(|_| !others) {
        push(ties, free, paying, RelationKind::SamePeople, evidence);
        return;
    }
    let attracted = gift(situation, free.item, paying.item).filter(|gift| !others || *gift != Gift::Given(ContributionKind::ConversionPool));
    if let Some(gift) = attracted {
        push(ties, free, paying, RelationKind::Attracts, Phrase::new([gift.as_str(), " of `", free.name(), "` goes to `", paying.name(), "`"]));
    }
    if resold {
        push(ties, free, paying, RelationKind::Resold, Phrase::new(["`", free.name(), "`: a customer of `", paying.name(), "`"]));
    }
    // Whoever pays in full for what it uses, and is said to carry others, carries those who get it for nothing.
    if attracted.is_none() && !resold && paying.uses && paying.item.has_tag("carries_others") {
        push(ties, free, paying, RelationKind::BelowCost, Phrase::new(["`", paying.name(), "` are said to pay for `", free.name(), "` too"]));
    } else if attracted.is_none()
        && let Some(evidence) = on_behalf(situation, free, paying)
    {
        push(ties, free, paying, RelationKind::OnBehalf, evidence);
    }
}

/// Both are members of one group: the payers a part of the free group, both parts of a third, or the free group the pool out of which payers come.
fn same_people<'a>(situation: &Situation<'a>, free: &Party<'a>, paying: &Party<'a>) -> Option<Phrase<'a>> {
    let whole_of = |part: Item<'_>| part.linked(Field::PartOf).next().map(|whole| whole.index());
    if situation.facts.holds(FactKind::SamePeople, paying.item, free.item) {
        return Some(Phrase::new(["`", paying.name(), "`: a part of `", free.name(), "`"]));
    }
    let whole = whole_of(free.item);
    if whole.is_some() && whole == whole_of(paying.item) {
        return Some(Phrase::new(["`", free.name(), "` and `", paying.name(), "`: parts of one group"]));
    }
    let pool = situation.facts.of(FactKind::Gives).iter().any(|row| {
        row.subject == free.item.index()
            && row.object == paying.item.index()
            && ContributionKind::from_code(row.value) == Some(ContributionKind::ConversionPool)
    });
    pool.then(|| Phrase::new(["out of `", free.name(), "` come `", paying.name(), "`"]))
}

/// Whether a group is known to be firms or public bodies.
fn is_organised(party: &Party<'_>) -> bool {
    matches!(party.item.term::<SegmentKind>(Field::Kind), Some(SegmentKind::Businesses | SegmentKind::Government))
}

/// What brings one group to pay for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gift {
    /// What the other gives.
    Given(ContributionKind),
    /// The other itself, of which the offer is made.
    Itself,
}

impl Gift {
    fn as_str(self) -> &'static str {
        match self {
            Self::Given(ContributionKind::Attention) => "the attention",
            Self::Given(ContributionKind::Content) => "the content",
            Self::Given(ContributionKind::Data) => "the data",
            Self::Given(ContributionKind::Network) => "the network",
            Self::Given(ContributionKind::Supply) => "the supply",
            Self::Given(ContributionKind::Referral) => "the recommendation",
            Self::Given(ContributionKind::Labour) => "the work",
            Self::Given(ContributionKind::ConversionPool) => "the conversion",
            Self::Itself => "itself",
        }
    }
}

/// What the one group gives the other, or that the other's offer is stated to be made of it.
fn gift(situation: &Situation<'_>, free: Item<'_>, paying: Item<'_>) -> Option<Gift> {
    let given = situation.facts.between(FactKind::Gives, free, paying).and_then(|row| ContributionKind::from_code(row.value));
    let made_of = |row: &FactRow| {
        situation
            .view
            .item(row.subject)
            .is_some_and(|offer| situation.segment(paying).is_some_and(|party| party.uses_offer(offer)) && !situation.facts.holds(FactKind::Uses, free, offer))
    };
    let depends = || situation.facts.of(FactKind::DependsOn).iter().filter(|row| row.object == free.index()).any(made_of);
    given.map(Gift::Given).or_else(|| depends().then_some(Gift::Itself))
}

fn on_behalf<'a>(situation: &Situation<'a>, free: &Party<'a>, paying: &Party<'a>) -> Option<Phrase<'a>> {
    if let Some(offer) = paying.streams.iter().flat_map(|&stream| situation.paid_for(stream)).find(|&offer| free.uses_offer(offer)) {
        return Some(Phrase::new(["`", offer.name(), "` is paid by `", paying.name(), "` and used by `", free.name(), "`"]));
    }
    situation.one_organization(free, paying).then(|| Phrase::new(["`", paying.name(), "`, paying for its own people, `", free.name(), "`"]))
}

/// Whether a group gives anything to anybody, so that it is part of what makes the model work.
pub(crate) fn gives_anything(situation: &Situation<'_>, segment: Item<'_>) -> bool {
    situation.facts.about(FactKind::Gives, segment) || situation.facts.lead_to(FactKind::DependsOn, segment)
}

fn push<'s, 'a>(ties: &mut Vec<Tie<'s, 'a>>, free: &'s Party<'a>, paying: &'s Party<'a>, kind: RelationKind, evidence: Phrase<'a>) {
    ties.push(Tie { free, paying, kind, evidence });
}
