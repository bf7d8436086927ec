//! How each group that does not pay its way stands to each group that pays.

use canvass_plugin::vocabulary::ContributionKind;
use canvass_plugin::{FactKind, Field, Item};

use crate::outcome::{Relation, RelationKind};
use crate::situation::{Party, Situation};

/// A relation with its parties.
pub(crate) struct Tie<'s, 'a> {
    pub(crate) free: &'s Party<'a>,
    pub(crate) paying: &'s Party<'a>,
    pub(crate) kind: RelationKind,
    evidence: String,
}

impl Tie<'_, '_> {
    pub(crate) fn describe(&self) -> Relation {
        Relation { free: self.free.id().to_owned(), paying: self.paying.id().to_owned(), relation: self.kind, evidence: self.evidence.clone() }
    }
}

/// Every relation, in the order of the document.
pub(crate) fn relations<'s, 'a>(situation: &'s Situation<'a>) -> Vec<Tie<'s, 'a>> {
    let mut ties = Vec::new();
    for party in &situation.segments {
        if party.is_split() && party.uses {
            push(&mut ties, party, party, RelationKind::SamePeople, "some members pay, the others use it free".to_owned());
        }
        if party.pays && party.item.quantity(Field::ClaimingShare).is_some_and(|share| share.high() < canvass_plugin::Decimal::ONE) {
            push(&mut ties, party, party, RelationKind::Pooled, "all members pay, only some draw the benefit".to_owned());
        }
        if situation.is(FactKind::BelowCost, party.item) {
            for other in situation.payers().filter(|other| other.item != party.item && !situation.is(FactKind::BelowCost, other.item)) {
                push(&mut ties, party, other, RelationKind::BelowCost, format!("the price for `{}` is less than the cost to serve", party.name()));
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
                push(&mut ties, free, paying, RelationKind::Unrelated, "nothing is stated that the one gives the other".to_owned());
            }
        }
    }
    ties
}

fn between<'s, 'a>(situation: &'s Situation<'a>, free: &'s Party<'a>, paying: &'s Party<'a>, ties: &mut Vec<Tie<'s, 'a>>) {
    if let Some(evidence) = same_people(situation, free, paying) {
        push(ties, free, paying, RelationKind::SamePeople, evidence);
        return;
    }
    let attracted = gift(situation, free.item, paying.item);
    if let Some(kind) = attracted {
        push(ties, free, paying, RelationKind::Attracts, format!("{kind} of `{}` goes to `{}`", free.name(), paying.name()));
    }
    let resold = situation.holds(FactKind::CustomerOf, free.item, paying.item);
    if resold {
        push(ties, free, paying, RelationKind::Resold, format!("`{}`: a customer of `{}`", free.name(), paying.name()));
    }
    if attracted.is_none()
        && let Some(evidence) = on_behalf(situation, free, paying)
    {
        push(ties, free, paying, RelationKind::OnBehalf, evidence);
    }
}

/// Both are members of one group: the payers a part of the free group, both parts of a third, or the free group the pool out of which payers come.
fn same_people(situation: &Situation<'_>, free: &Party<'_>, paying: &Party<'_>) -> Option<String> {
    let whole_of = |part: Item<'_>| part.linked(Field::PartOf).next().map(|whole| whole.index());
    if situation.holds(FactKind::SamePeople, paying.item, free.item) {
        return Some(format!("`{}`: a part of `{}`", paying.name(), free.name()));
    }
    let whole = whole_of(free.item);
    if whole.is_some() && whole == whole_of(paying.item) {
        return Some(format!("`{}` and `{}`: parts of one group", free.name(), paying.name()));
    }
    let pool = situation.view.facts(FactKind::Gives).any(|fact| {
        fact.subject_index() == free.item.index()
            && fact.object_index() == paying.item.index()
            && fact.value::<ContributionKind>() == Some(ContributionKind::ConversionPool)
    });
    pool.then(|| format!("out of `{}` come `{}`", free.name(), paying.name()))
}

/// What the one group gives the other, or that the other's offer is stated to be made of it.
fn gift(situation: &Situation<'_>, free: Item<'_>, paying: Item<'_>) -> Option<&'static str> {
    let given = situation
        .view
        .facts(FactKind::Gives)
        .find(|fact| fact.subject_index() == free.index() && fact.object_index() == paying.index())
        .and_then(|fact| fact.value::<ContributionKind>());
    if let Some(kind) = given {
        return Some(match kind {
            ContributionKind::Attention => "the attention",
            ContributionKind::Content => "the content",
            ContributionKind::Data => "the data",
            ContributionKind::Network => "the network",
            ContributionKind::Supply => "the supply",
            ContributionKind::Referral => "the recommendation",
            ContributionKind::Labour => "the work",
            ContributionKind::ConversionPool => "the conversion",
        });
    }
    let made_of = situation.view.facts(FactKind::DependsOn).filter(|fact| fact.object_index() == free.index()).any(|fact| {
        fact.subject()
            .is_some_and(|offer| situation.segment(paying).is_some_and(|party| party.uses_offer(offer)) && !situation.holds(FactKind::Uses, free, offer))
    });
    made_of.then_some("itself")
}

fn on_behalf(situation: &Situation<'_>, free: &Party<'_>, paying: &Party<'_>) -> Option<String> {
    if let Some(offer) = paying.streams.iter().flat_map(|&stream| situation.paid_for(stream)).find(|&offer| free.uses_offer(offer)) {
        return Some(format!("`{}` is paid by `{}` and used by `{}`", offer.name(), paying.name(), free.name()));
    }
    situation.one_organization(free, paying).then(|| format!("`{}`, paying for its own people, `{}`", paying.name(), free.name()))
}

/// Whether a group gives anything to anybody, so that it is part of what makes the model work.
pub(crate) fn gives_anything(situation: &Situation<'_>, segment: Item<'_>) -> bool {
    situation.is(FactKind::Gives, segment) || situation.view.facts(FactKind::DependsOn).any(|fact| fact.object_index() == segment.index())
}

fn push<'s, 'a>(ties: &mut Vec<Tie<'s, 'a>>, free: &'s Party<'a>, paying: &'s Party<'a>, kind: RelationKind, evidence: String) {
    ties.push(Tie { free, paying, kind, evidence });
}
