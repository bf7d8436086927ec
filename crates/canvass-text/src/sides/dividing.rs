//! Which groups are the one side of a market and which the other, where their names do not say who sells.

use canvass_model::blocks::Block;
use canvass_model::vocabulary::{SegmentKind, StreamKind};

use crate::blocks::Stream;
use crate::context::Context;
use crate::fill::ALIKE;
use crate::money::percentages;
use crate::plans::Known;
use crate::text::Text;

use super::reached::{come_for_each_other, reached};
use super::{every, has_own_offer, meeting, part_of_dealings};

/// Divides the groups by what each side of a platform is elsewhere.
pub(super) fn divide(context: &Context, known: &Known<'_>, sellers: &mut Vec<usize>, buyers: &mut Vec<usize>) -> bool {
    // Out of whose receipts a commission is paid, sells.
    let share = |text: &Text| !percentages(text, context.language).is_empty();
    let brokerage = |stream: &Stream, text: &Text| !stream.future && stream.kind == Some(StreamKind::BrokerageFee) && share(text);
    let streams = known.streams.iter().zip(context.texts(Block::RevenueStreams)).zip(known.payers);
    let paying = streams.filter(|((stream, text), _)| brokerage(stream, text)).map(|(_, payers)| &payers.groups.groups);
    let one_of_them = |groups: &&Vec<usize>| !groups.is_empty() && !context.served().all(|at| groups.contains(&at));
    if let Some(paying) = paying.filter(one_of_them).min_by_key(|groups| groups.len()) {
        (*sellers, *buyers) = context.served().partition(|at| paying.contains(at));
        return true;
    }
    // Of people who deal with each other, those who pay apart are the sides.
    if let Some((first, second)) = paid_apart(context, known).filter(|_| deal_with_each_other(context, known)) {
        (*sellers, *buyers) = (first, second);
        return true;
    }
    // Between businesses and people, the businesses sell.
    let of = |kind: SegmentKind| every(context, |group| group.is_served() && !group.content && group.kind == Some(kind));
    let (businesses, people) = (of(SegmentKind::Businesses), of(SegmentKind::Individuals));
    let says = meeting(context).is_some()
        || part_of_dealings(context, known).is_some()
        || reached(context, known).is_some()
        || come_for_each_other(context, known).is_some()
        || known.offers.iter().any(|offer| offer.platform && !offer.future && offer.users.groups.len() > 1);
    if says && !businesses.is_empty() && !people.is_empty() {
        (*sellers, *buyers) = (businesses, people);
        return true;
    }
    let served: Vec<usize> = context.served().collect();
    // Of groups under two sub-headings each sub-heading is a side.
    let heading = |at: usize| context.groups.get(at).map(|group| group.heading.as_str()).filter(|heading| !heading.is_empty());
    let mut headings: Vec<&str> = served.iter().filter_map(|&at| heading(at)).collect();
    let all = headings.len() == served.len();
    headings.dedup();
    if let ([first, second], true) = (headings.as_slice(), all && served.len() > 2 && meeting(context).is_some())
        && first != second
    {
        (*sellers, *buyers) = served.iter().partition(|&&at| heading(at) == Some(*first));
        return true;
    }
    // Of two groups to each of which something is offered, the one that comes as a customer buys.
    let [first, second] = served.as_slice() else { return false };
    let offered = [first, second].iter().all(|at| has_own_offer(known, **at)) || come_for_each_other(context, known).is_some();
    if !says || !offered && !deal_with_each_other(context, known) {
        return false;
    }
    let comes = |at: &usize| context.groups.get(*at).is_some_and(|group| group.demand || group.audience);
    let (seller, buyer) = if comes(first) && !comes(second) { (second, first) } else { (first, second) };
    (*sellers, *buyers) = (vec![*seller], vec![*buyer]);
    true
}

/// The two halves of all groups, of which each pays streams of its own, as far as they are told by name.
pub(super) fn paid_apart(context: &Context, known: &Known<'_>) -> Option<(Vec<usize>, Vec<usize>)> {
    let mut paying = paying_groups(known);
    let first = paying.next()?;
    let (here, there): (Vec<usize>, Vec<usize>) = context.served().partition(|at| first.contains(at));
    let pays = |at: &usize| known.is_payer(*at);
    (paying.all(|groups| of_one_side(groups, [&here, &there])) && !there.is_empty() && here.iter().chain(&there).all(pays)).then_some((here, there))
}

/// The groups that pay each stream, as far as more tells of them than that they might pay alike.
pub(super) fn paying_groups<'k>(known: &Known<'k>) -> impl Iterator<Item = &'k [usize]> {
    let streams = known.streams.iter().zip(known.payers).filter(|(stream, payers)| !stream.future && payers.groups.confidence > ALIKE);
    streams.map(|(_, payers)| payers.groups.groups.as_slice()).filter(|groups| !groups.is_empty())
}

/// Whether all of some groups stand on the one side, or all on the other.
pub(super) fn of_one_side(groups: &[usize], sides: [&[usize]; 2]) -> bool {
    sides.iter().any(|side| groups.iter().all(|at| side.contains(at)))
}

/// Whether the one sort of people deals with the other, for a part of what they pay each other: then there is something for each of them.
pub(super) fn deal_with_each_other(context: &Context, known: &Known<'_>) -> bool {
    let fee = |text: &Text, stream: &Stream| {
        let kind = matches!(stream.kind, None | Some(StreamKind::BrokerageFee | StreamKind::LendingRentingLeasing));
        let between = || crate::concepts::says(context, text, "cut") || crate::concepts::says(context, text, "between_them");
        // A percentage of each deal is a fee, though the deal that it speaks of is a sale.
        !text.future && (kind && (stream.kind == Some(StreamKind::BrokerageFee) || between()) || crate::concepts::deal_percent(context, text).is_some())
    };
    let mut streams = context.texts(Block::RevenueStreams).iter().zip(known.streams);
    let people = context.served().all(|at| context.groups.get(at).is_some_and(|group| group.kind == Some(SegmentKind::Individuals)));
    people && meeting(context).is_some() && known.offers.iter().filter(|offer| !offer.future).count() > 1 && streams.any(|(text, stream)| fee(text, stream))
}

#[cfg(test)]
mod tests {
    use canvass_model::vocabulary::ContributionKind;

    use crate::testing::{gives, read_notes, segments};

    /// Whether one group supplies another.
    fn is_market(language: &str, groups: &[&str], offers: &[&str], streams: &[&str], relationships: &[&str]) -> bool {
        let blocks = [("customer_segments", groups), ("value_propositions", offers), ("revenue_streams", streams), ("customer_relationships", relationships)];
        gives(&read_notes(language, &blocks), ContributionKind::Supply)
    }

    #[test]
    fn private_people_who_rate_each_other_deal_with_each_other() {
        let (groups, offers) = (["Pessoas com uma bicicleta encostada", "Pessoas de passagem"], ["Ganhar um troco", "Pedalar por pouco"]);
        let fee = ["De cada aluguel entre eles, 20% ficam conosco"];
        assert!(is_market("pt", &groups, &offers, &fee, &["Avaliação mútua"]));
        assert!(!is_market("pt", &groups, &offers, &["Aluguel da bicicleta"], &["Avaliação na loja"]));
    }

    #[test]
    fn makers_who_all_get_the_same_pay_a_licence_and_no_brokerage() {
        let (makers, fee) = (["Confecções infantis", "Fabricantes de mochila"], ["Recebemos 8% sobre cada peça vendida com ela"]);
        assert!(!is_market("pt", &makers, &["A personagem estampada"], &fee, &["Contrato"]));
    }

    #[test]
    fn whoever_pays_a_part_of_the_price_sells() {
        let groups = ["Weavers", "Households that look for a rug"];
        let fee = ["Weavers pay 12% of each sale", "Households pay for delivery"];
        let blocks = [("customer_segments", &groups[..]), ("value_propositions", &["Meet each other"]), ("revenue_streams", &fee)];
        let canvas = read_notes("en", &blocks);
        let sells: Vec<bool> = segments(&canvas).map(|segment| segment.contributes.iter().any(|gift| gift.kind == ContributionKind::Supply)).collect();
        assert_eq!(sells, [true, false]);
    }

    #[test]
    fn a_fee_that_both_may_pay_leaves_the_businesses_as_sellers() {
        let (groups, offers) = (["Bauherren", "Bauunternehmen mit Resten"], ["Balken, die passen", "Palette los"]);
        assert!(is_market("de", &groups, &offers, &["Von jedem Verkauf behalten wir 9 %"], &["Käufer und Verkäufer bewerten sich"]));
    }
}
