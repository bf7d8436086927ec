//! Who comes for whom without words for a market: those who are reached free, and two sides of which each offer speaks of the other.

use canvass_model::blocks::Block;
use canvass_model::vocabulary::{Role, SegmentKind, StreamKind};

use crate::blocks::Stream;
use crate::context::Context;
use crate::fill::{ALIKE, NAMED};
use crate::naming::mentions;
use crate::payers::{Payers, offered_free};
use crate::plans::Known;
use crate::prices::PROFIT;
use crate::table::Table;
use crate::text::Text;

use super::dividing::{of_one_side, paying_groups};
use super::{MORE, OFFERS, SEGMENTS, has_own_offer, of_their_own, sells_on};

/// Where the one side is said to pay nothing and the other pays for no goods, it pays to reach the free one.
pub(super) fn reached_free(context: &Context, known: &Known<'_>, sellers: &[usize], buyers: &[usize]) -> Option<String> {
    let goods = |stream: &Stream| matches!(stream.kind, Some(StreamKind::AssetSale | StreamKind::Licensing | StreamKind::LendingRentingLeasing));
    if sells_on(context) || crate::plans::is_open_source(context) || known.streams.iter().any(|stream| !stream.future && goods(stream)) {
        return None;
    }
    let offered = |at: usize| known.offers.iter().any(|offer| offer.free && !offer.future && offer.users.groups == [at]);
    let pays = |at: &usize| known.is_payer(*at);
    let free = |at: &usize| !pays(at) && (context.groups.get(*at).is_some_and(|group| group.free) || offered(*at));
    let one_way = |free_side: &[usize], paying_side: &[usize]| free_side.iter().all(free) && paying_side.iter().any(pays);
    let apart = !sellers.is_empty() && !buyers.is_empty() && (one_way(sellers, buyers) || one_way(buyers, sellers));
    let first = sellers.iter().chain(buyers).find(|at| free(at))?;
    // Who is called a user of what others pay is no side of its own.
    if context.groups.get(*first).is_some_and(|group| group.plays(Role::User)) {
        return None;
    }
    apart.then(|| context.texts(SEGMENTS).get(*first).map(|text| text.name().to_owned()).unwrap_or_default())
}

/// Whoever pays, and not for a thing of its own, while others are said to use what is theirs free, pays to reach them.
pub(super) fn reached(context: &Context, known: &Known<'_>) -> Option<String> {
    let present = || known.streams.iter().zip(known.payers).filter(|(stream, _)| !stream.future && !stream.nothing);
    let fee = |stream: &Stream| matches!(stream.kind, None | Some(StreamKind::UsageFee | StreamKind::BrokerageFee | StreamKind::Advertising));
    let said_free = |at: &usize| offered_free(context, known.offers).contains(at) || context.groups.get(*at).is_some_and(|group| group.free);
    let sure = |payers: &Payers| payers.groups.confidence > ALIKE || !payers.groups.is_empty() && context.served().any(|at| said_free(&at));
    if of_their_own(context) || crate::plans::is_open_source(context) || !present().all(|(stream, payers)| fee(stream) && sure(payers)) {
        return None;
    }
    let pays = |at: &usize| known.is_payer(*at);
    let (paying, free): (Vec<usize>, Vec<usize>) = context.served().partition(pays);
    let offered = offered_free(context, known.offers);
    let said = |at: &usize| offered.contains(at) || context.groups.get(*at).is_some_and(|group| group.free);
    let own = |at: &usize| has_own_offer(known, *at);
    let group = |at: &usize| context.groups.get(*at);
    let gives = |at: &usize| group(at).is_some_and(crate::funding::gives);
    let businesses = paying.iter().all(|at| group(at).is_some_and(|group| !matches!(group.kind, Some(SegmentKind::Individuals))));
    let of_theirs = paying
        .iter()
        .any(|payer| free.iter().any(|user| group(payer).zip(group(user)).is_some_and(|(payer, user)| crate::resale::serves(context, payer, user))));
    let apart = !paying.is_empty() && !free.is_empty() && free.iter().all(|at| said(at) && own(at)) && paying.iter().all(|at| own(at) && !gives(at));
    let first = free.first().filter(|_| apart && businesses && !of_theirs)?;
    context.texts(SEGMENTS).get(*first).map(|text| text.name().to_owned())
}

/// People who use it free, where all the others are no people and pay: these come for the free ones, and not for each other.
pub(super) fn free_side(context: &Context, known: &Known<'_>) -> Option<(Vec<usize>, Vec<usize>)> {
    let group = |at: &usize| context.groups.get(*at);
    let offered = offered_free(context, known.offers);
    let free = |at: &usize| group(at).is_some_and(|group| group.kind != Some(SegmentKind::Businesses) && (group.free || offered.contains(at)));
    let pays = |at: &usize| known.payers.iter().any(|payers| payers.groups.confidence > ALIKE && payers.groups.groups.contains(at));
    let (free, others): (Vec<usize>, Vec<usize>) = context.served().partition(free);
    let business = |at: &usize| pays(at) && group(at).is_some_and(|group| group.kind != Some(SegmentKind::Individuals) && !group.content);
    (!free.is_empty() && others.len() > 1 && others.iter().all(business)).then_some((free, others))
}

/// Two sides that each pay in a stream of their own, where what is offered to the one speaks of the other.
pub(super) fn come_for_each_other(context: &Context, known: &Known<'_>) -> Option<String> {
    if of_their_own(context) {
        return None;
    }
    let pays = |at: &usize| known.payers.iter().any(|payers| payers.groups.confidence > ALIKE && payers.groups.groups.contains(at));
    let heading = |at: usize| context.groups.get(at).map(|group| group.heading.as_str()).unwrap_or_default();
    let one_side = |one: usize, other: usize| one == other || !heading(one).is_empty() && heading(one) == heading(other);
    let served: Vec<usize> = context.served().collect();
    let first = *served.first()?;
    let (here, there): (Vec<usize>, Vec<usize>) = served.iter().partition(|&&at| one_side(first, at));
    let second = *there.first()?;
    if !paying_groups(known).all(|groups| of_one_side(groups, [&here, &there]))
        || !there.iter().all(|&at| one_side(second, at))
        || !here.iter().chain(&there).all(pays)
    {
        return None;
    }
    let names_both = |text: &Text, least: u32| {
        let named = mentions(&context.groups, text, text.body_range());
        [&here, &there].iter().all(|side| named.iter().any(|mention| mention.confidence >= least && side.contains(&mention.group)))
    };
    // Where nothing of its own is offered to some, the two are told to come for each other by name.
    if !here.iter().chain(&there).all(|at| has_own_offer(known, *at)) {
        return context.everywhere(&MORE_OF).filter(|(_, text)| names_both(text, 0)).find_map(|(_, text)| needed(context, text));
    }
    // Who pays for whom speaks of the other as well.
    let carried = |text: &Text| text.anywhere(Table::Carries).any(|hit| hit.value <= PROFIT);
    let texts = known.offers.iter().zip(context.texts(OFFERS)).filter(|(offer, text)| !offer.future && offer.users.confidence > ALIKE && !carried(text));
    let mut speaks = texts.filter_map(|(offer, text)| {
        let to = |side: &[usize]| offer.users.groups.iter().all(|at| side.contains(at));
        let other = if to(&here) {
            &there
        } else if to(&there) {
            &here
        } else {
            return None;
        };
        let behind = if text.has_lead() { text.head_range().end } else { text.body_range().start };
        let named = mentions(&context.groups, text, behind..text.body_range().end);
        named.iter().find(|mention| other.contains(&mention.group)).map(|mention| text.stretch(mention.start, mention.end).to_owned())
    });
    // Or it is said that there is the more of the one, the more there is of the other.
    let between = || context.everywhere(&[Block::CustomerRelationships]).find(|(_, text)| names_both(text, NAMED)).map(|(_, text)| text.name().to_owned());
    speaks.next().or_else(|| context.everywhere(&MORE_OF).find_map(|(_, text)| needed(context, text))).or_else(between)
}

/// The words by which neither side comes without the other.
fn needed(context: &Context, text: &Text) -> Option<String> {
    let said = || crate::concepts::says(context, text, "each_needs_other").then(|| text.name().to_owned());
    text.says(Table::Meeting, MORE).map(|hit| text.words(hit).to_owned()).or_else(said)
}

/// Blocks that may say that the one side comes the more, the more there is of the other.
const MORE_OF: [Block; 5] = [OFFERS, Block::KeyResources, Block::KeyActivities, Block::CustomerRelationships, Block::Channels];

#[cfg(test)]
mod tests {
    use canvass_model::vocabulary::ContributionKind;

    use crate::testing::{gives, read_notes};

    #[test]
    fn customers_of_a_customer_are_no_side_of_a_market() {
        let market = |users: &str| {
            let offers = ["A academia ganha um app com o nome dela", "Aluno marca aula, sem pagar nada pelo app"];
            let streams = ["Mensalidade paga pela academia", "Taxa de publicação, R$ 900, paga pela academia"];
            let groups = ["Academias de bairro", users];
            gives(
                &read_notes("pt", &[("customer_segments", &groups), ("value_propositions", &offers), ("revenue_streams", &streams)]),
                ContributionKind::Supply,
            )
        };
        assert!(!market("Alunos dessas academias"));
        assert!(market("Alunos da cidade toda"));
    }

    #[test]
    fn who_pays_nothing_for_open_source_is_no_side_of_a_market() {
        let supplies = |offer: &str| {
            let canvas = read_notes(
                "en",
                &[
                    ("customer_segments", &["Developers who never pay", "Companies"]),
                    ("value_propositions", &[offer, "Companies: an audit log"]),
                    ("revenue_streams", &["Companies pay $18 per seat per month"]),
                ],
            );
            gives(&canvas, ContributionKind::Supply)
        };
        assert!(!supplies("Developers: the whole server under Apache-2.0, open source"));
        assert!(supplies("Developers: a page that companies look at"));
    }
}
