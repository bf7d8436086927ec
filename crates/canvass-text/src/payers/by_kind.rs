//! The groups that the sort of a stream leaves as the only ones that can pay it.

use canvass_model::blocks::Block;
use canvass_model::vocabulary::{Role, SegmentKind, StreamKind};

use crate::blocks::{Offer, Stream, is_of_another};
use crate::context::Context;
use crate::fill::{ALIKE, CALLED, ONLY, SAID};
use crate::groups::Group;
use crate::links::Targets;
use crate::sides::{ENTRY, STALL};
use crate::table::Table;
use crate::text::Text;

use super::{BLOCK, offered_free, paid_out};

/// The side of a platform that a stream speaks of in words that no group's name has: `buyers` for whoever does not sell.
fn by_side(context: &Context, text: &Text) -> Option<Targets> {
    let sides = |supply: bool| -> Vec<usize> {
        context.served().filter(|&at| context.groups.get(at).is_some_and(|group| group.supply == supply && !group.content)).collect()
    };
    let (mut sellers, mut others) = (sides(true), sides(false));
    // Where one pays for a stall and the other comes to look, whoever does not come has the stall.
    let place = || text.of(Table::Meeting).any(|hit| hit.value == STALL || hit.value == ENTRY);
    if sellers.is_empty() && place() {
        (others, sellers) = context.served().partition(|&at| context.groups.get(at).is_some_and(|group| group.demand || group.audience));
    }
    if sellers.is_empty() || others.is_empty() {
        return None;
    }
    let said = |table: Table| text.of(table).find(|hit| (hit.end as usize) <= text.name_range().end);
    let (hit, groups) = match (said(Table::Supply), said(Table::Demand)) {
        (Some(hit), None) => (hit, sellers),
        (None, Some(hit)) => (hit, others),
        _ => match text.of(Table::Meeting).find(|hit| hit.value == STALL || hit.value == ENTRY) {
            Some(hit) if hit.value == STALL => (hit, sellers),
            Some(hit) => (hit, others),
            None => return None,
        },
    };
    Some(Targets { groups, words: text.words(hit).to_owned(), confidence: ONLY })
}

/// A side of a platform, or the other one where what the first gets costs it nothing.
fn that_pays(context: &Context, offers: &[Offer], exempt: &[usize], side: Targets) -> Option<Targets> {
    let offered = offered_free(context, offers);
    let free = |at: &usize| exempt.contains(at) || offered.contains(at) || context.groups.get(*at).is_some_and(|group| group.free);
    if !side.groups.iter().all(free) {
        let groups = side.groups.into_iter().filter(|at| !free(at)).collect();
        return Some(Targets { groups, ..side });
    }
    let groups: Vec<usize> = context.served().filter(|at| !side.groups.contains(at) && !free(at)).collect();
    (!groups.is_empty()).then_some(Targets { groups, ..side })
}

/// Whether all groups are of one sort, which is known.
fn one_sort(context: &Context) -> bool {
    let mut kinds = context.served().filter_map(|at| context.groups.get(at)).map(|group| (group.kind, group.supply, group.content, group.demand));
    kinds.next().is_some_and(|first| first.0.is_some() && kinds.all(|other| other == first))
}

/// Whether no group is anything but a customer, as far as the words go, and some group is known for what it is.
fn only_customers(context: &Context, offers: &[Offer]) -> bool {
    let customer = |group: &Group| {
        !(group.free || group.supply || group.content || group.audience || group.advertisers || group.funders || group.is_funder())
            && ![Role::Beneficiary, Role::User, Role::Sponsor].iter().any(|&role| group.plays(role))
    };
    let belongs = |at: usize| context.texts(Block::CustomerSegments).get(at).is_some_and(|text| text.of(Table::Belongs).next().is_some());
    context.served().any(|at| context.groups.get(at).is_some_and(|group| group.kind.is_some()))
        && context.served().all(|at| context.groups.get(at).is_some_and(customer) && !belongs(at))
        && !offers.iter().any(|offer| offer.free || offer.platform)
        && crate::sides::meeting(context).is_none()
}

/// The groups that the sort of stream leaves as the only ones.
pub(super) fn by_kind(context: &Context, offers: &[Offer], exempt: &[usize], stream: &Stream, text: &Text) -> Option<Targets> {
    if stream.free && !stream.premium && !stream.freemium {
        return None;
    }
    let kind_words = text.leading(Table::StreamKinds).map(|hit| text.words(hit).to_owned()).unwrap_or_else(|| text.name().to_owned());
    let groups = &context.groups;
    let every = |fits: &dyn Fn(&Group) -> bool| -> Vec<usize> {
        groups.iter().enumerate().filter(|(_, group)| !group.future && fits(group)).map(|(at, _)| at).collect()
    };
    let targets = |groups: Vec<usize>, confidence: u32| (!groups.is_empty()).then(|| Targets { groups, words: kind_words.clone(), confidence });
    match stream.kind {
        Some(StreamKind::Advertising) => {
            let businesses = every(&|group| group.kind == Some(SegmentKind::Businesses));
            // Where the others are people who look at it, all businesses may advertise.
            let looked_at = groups.iter().any(|group| group.is_served() && (group.free || group.audience || group.kind == Some(SegmentKind::Individuals)));
            let confidence = if businesses.len() == 1 { ONLY } else { ALIKE };
            let only_ones =
                groups.len() > 1 && businesses.len() < groups.len() && (businesses.len() == 1 || looked_at && text.of(Table::Advertisers).next().is_none());
            // Beside people who look at it, whoever is called by no word for people advertises.
            let looks = |group: &Group| group.free || group.audience || group.demand || group.content || group.kind == Some(SegmentKind::Individuals);
            let rest = || every(&|group| group.is_served() && group.kind.is_none() && !looks(group));
            let unnamed = |targets: &Targets| targets.groups.len() == 1 && businesses.is_empty() && context.served().count() == 2 && looked_at;
            let others = targets(rest(), ONLY).filter(unnamed);
            return targets(every(&|group| group.advertisers), CALLED).or(others).or_else(|| targets(businesses, confidence).filter(|_| only_ones));
        }
        Some(StreamKind::Donation) => {
            let sort = text.of(Table::StreamPayers).next().and_then(|hit| hit.term::<SegmentKind>());
            let companies = || every(&|group| group.kind == sort && !group.plays(Role::Beneficiary));
            if sort == Some(SegmentKind::Businesses)
                && let Some(companies) = targets(companies(), ONLY)
            {
                return Some(companies);
            }
            return targets(every(&|group| group.is_funder() || group.funders && group.kind != Some(SegmentKind::Government)), CALLED);
        }
        Some(StreamKind::GrantOrTax) => return targets(every(&|group| group.is_funder() || group.funders), CALLED),
        Some(StreamKind::BrokerageFee) => {
            if let Some(side) = by_side(context, text).and_then(|side| that_pays(context, offers, exempt, side)) {
                return Some(side);
            }
            let offered = offered_free(context, offers);
            let pays = |at: &usize| !exempt.contains(at) && !offered.contains(at) && groups.get(*at).is_some_and(|group| !group.free);
            let mut supply = every(&|group| group.supply && group.is_served());
            let mut others = every(&|group| !group.supply && group.is_served());
            if !supply.iter().any(pays) && others.iter().any(pays) {
                std::mem::swap(&mut supply, &mut others);
            }
            if supply.iter().any(pays) {
                supply.retain(pays);
            }
            if !supply.is_empty() && !others.is_empty() {
                return targets(supply, ONLY);
            }
        }
        // Beside what is given, nobody who gives also pays what says nothing of itself, nor is it sold to those whom it is given for.
        None | Some(StreamKind::AssetSale) if given(context) && context.served().any(|at| groups.get(at).is_some_and(|group| group.free)) => return None,
        _ => {}
    }
    if is_platform(context, offers)
        && let Some(side) = by_side(context, text).and_then(|side| that_pays(context, offers, exempt, side))
    {
        return Some(side);
    }
    candidates(context, offers, exempt, stream, text, &kind_words)
}

/// Whether some money is given.
fn given(context: &Context) -> bool {
    let gives = |text: &Text| text.of(Table::StreamKinds).any(|hit| matches!(hit.term(), Some(StreamKind::Donation | StreamKind::GrantOrTax)));
    context.present(BLOCK).any(gives)
}

/// The groups that may pay: all that are served and not said to pay nothing; but on a platform the one side or the other, so none where both may.
fn candidates(context: &Context, offers: &[Offer], exempt: &[usize], stream: &Stream, text: &Text, kind_words: &str) -> Option<Targets> {
    let groups = &context.groups;
    // Words that say nothing name nobody either, unless all groups are of one sort or none is anything but a customer.
    if groups.len() > 1 && !context.says_something(BLOCK) && !one_sort(context) && !only_customers(context, offers) {
        return None;
    }
    if let Some(advertisers) = of_advertisers(context, text, kind_words) {
        return Some(advertisers);
    }
    let payer_named = groups.iter().any(|group| group.plays(Role::Payer) || group.plays(Role::Buyer));
    let mut left: Vec<usize> = context
        .served()
        .filter(|&at| {
            groups.get(at).is_some_and(|group| {
                let only_uses = payer_named && group.plays(Role::User) && ![Role::Payer, Role::Buyer].iter().any(|&role| group.plays(role));
                !group.free && !group.plays(Role::Beneficiary) && !only_uses
            })
        })
        .collect();
    let mut free = if stream.premium || stream.freemium { Vec::new() } else { offered_free(context, offers) };
    free.extend(exempt);
    free.extend(paid_out(context, text));
    // The customers and the people of another segment use what that one pays.
    let belongs = |at: &usize| context.texts(Block::CustomerSegments).get(*at).is_some_and(|text| is_of_another(context, text));
    let apart = |at: &usize| !free.contains(at) && !belongs(at);
    if left.iter().any(apart) {
        left.retain(apart);
    } else if !left.is_empty() || !free.is_empty() {
        // Where all whom it serves use it free, whoever wants to reach them pays.
        let advertisers: Vec<usize> = (0..groups.len()).filter(|&at| groups.get(at).is_some_and(|group| group.advertisers && !group.future)).collect();
        if !(advertisers.is_empty() || stream.premium || stream.freemium) {
            return Some(Targets { groups: advertisers, words: kind_words.to_owned(), confidence: ONLY });
        }
    }
    // Who sells it on pays, and not those who buy it there.
    let resells = |at: &usize| context.texts(Block::CustomerSegments).get(*at).is_some_and(|text| text.named(Table::Resale).any(|hit| hit.value == 0));
    let people = |at: &usize| groups.get(*at).is_some_and(|group| !group.is_organised());
    if left.iter().any(resells) && left.iter().all(|at| resells(at) || people(at)) {
        left.retain(resells);
    }
    // Whoever buys in the shop of a franchisee pays there.
    let franchisees = if left.len() > 1 { crate::resale::franchisees(context) } else { Vec::new() };
    if left.iter().any(|at| franchisees.contains(at)) {
        left.retain(|at| franchisees.contains(at));
    }
    // The poor, whom others give money for, pay only what names them.
    let funded = context.groups.iter().any(|group| !group.future && (group.is_funder() || group.funders)) && !left.is_empty();
    if funded && left.iter().all(|&at| crate::prices::is_poor(context, at)) {
        let gives = text.of(Table::StreamKinds).any(|hit| hit.term::<StreamKind>() == Some(StreamKind::Donation));
        let funders: Vec<usize> = (0..groups.len()).filter(|&at| groups.get(at).is_some_and(|group| group.is_funder() && !group.future)).collect();
        return (gives && !funders.is_empty()).then(|| Targets { groups: funders, words: kind_words.to_owned(), confidence: ONLY });
    }
    if left.iter().any(|&at| groups.get(at).is_some_and(|group| !group.content)) {
        left.retain(|&at| groups.get(at).is_some_and(|group| !group.content));
    }
    let mut words = kind_words.to_owned();
    let mut confidence = ONLY;
    let narrow = |left: &mut Vec<usize>, fits: &dyn Fn(&Group) -> bool| -> bool {
        let fitting: Vec<usize> = left.iter().copied().filter(|&at| groups.get(at).is_some_and(fits)).collect();
        let narrows = !fitting.is_empty() && fitting.len() < left.len();
        if narrows {
            *left = fitting;
        }
        narrows
    };
    // Beside those who pay the full price stand the poor, who pay a lower one.
    let poor_pay = left.iter().any(|&at| crate::prices::is_poor(context, at) && groups.get(at).is_some_and(|group| !group.plays(Role::Payer)));
    if !poor_pay {
        narrow(&mut left, &|group| group.plays(Role::Payer));
    }
    // Of people of one sort, those pay who are said to be the paying ones.
    let sort = |at: &usize| groups.get(*at).map(|group| group.kind);
    let alike = left.windows(2).all(|pair| matches!(pair, [one, other] if sort(one) == sort(other)));
    if alike && !poor_pay || stream.premium || stream.freemium || stream.kind == Some(StreamKind::SubscriptionFee) {
        narrow(&mut left, &|group| group.paying);
    }
    if let Some(hit) = text.of(Table::StreamPayers).next() {
        let kind = hit.term::<SegmentKind>();
        if narrow(&mut left, &|group| group.kind == kind) {
            (words, confidence) = (text.words(hit).to_owned(), SAID);
        }
    }
    let first = left.first().and_then(|&at| groups.get(at))?;
    let one_sort = left.iter().filter_map(|&at| groups.get(at)).all(|group| group.supply == first.supply);
    if left.len() > 1 {
        if !one_sort && is_platform(context, offers) {
            return None;
        }
        confidence = confidence.min(ALIKE);
    }
    Some(Targets { groups: left, words, confidence })
}

/// Where most streams are advertising, what says nothing of its sort is paid by the one group that may advertise as well: `lines in the directory`.
fn of_advertisers(context: &Context, text: &Text, words: &str) -> Option<Targets> {
    let advertising = |text: &Text| text.of(Table::StreamKinds).any(|hit| hit.term::<StreamKind>() == Some(StreamKind::Advertising));
    let streams = || context.present(BLOCK);
    if text.anywhere(Table::StreamKinds).next().is_some() || streams().filter(|text| advertising(text)).count() * 2 < streams().count() {
        return None;
    }
    // Who is free looks at it.
    let may = |at: &usize| context.groups.get(*at).is_some_and(|group| !group.free && (group.advertisers || group.kind == Some(SegmentKind::Businesses)));
    let (mut groups, others): (Vec<usize>, Vec<usize>) = context.served().partition(may);
    if groups.is_empty() {
        groups = (0..context.groups.len()).filter(|&at| context.groups.get(at).is_some_and(|group| group.advertisers && !group.future)).collect();
    }
    (groups.len() == 1 && !others.is_empty()).then(|| Targets { groups, words: words.to_owned(), confidence: ONLY })
}

/// Whether the business brings two of its groups together, so that what the one pays says nothing of the other.
fn is_platform(context: &Context, offers: &[Offer]) -> bool {
    let supply = context.served().any(|at| context.groups.get(at).is_some_and(|group| group.supply));
    let meets = || offers.iter().any(|offer| offer.platform && !offer.future) || crate::sides::meeting(context).is_some();
    let brokers =
        || context.present(BLOCK).any(|text| text.leading(Table::StreamKinds).is_some_and(|hit| hit.term::<StreamKind>() == Some(StreamKind::BrokerageFee)));
    supply && (meets() || brokers())
}

#[cfg(test)]
mod tests {
    use crate::testing::{payer_ids, read_notes};

    #[test]
    fn what_stands_beside_advertisements_is_paid_by_no_free_group() {
        let groups = ["找地方吃饭的本地人，全部免费", "探店作者，免费发布", "想让人看见的餐馆（广告主）"];
        let read = read_notes(
            "zh-Hans",
            &[
                ("customer_segments", &groups),
                ("value_propositions", &["真人吃过的评价"]),
                ("revenue_streams", &["信息流广告", "开屏广告", "新店专题 1800 元"]),
            ],
        );
        let from = payer_ids(&read);
        assert!(from[0].is_some());
        assert_eq!(from[2], from[0]);
    }
}
