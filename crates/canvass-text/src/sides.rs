//! What groups give each other: attention to advertisers, supply to those who come for it, content to those who look at it.

mod dividing;
mod makers;
mod reached;

use canvass_model::blocks::{Block, Contribution, CustomerSegment, Note, ValueProposition};
use canvass_model::graph::Field;
use canvass_model::vocabulary::{ContributionKind, Role, SegmentKind, StreamKind};
use canvass_model::{Decimal, Id};

use crate::blocks::Stream;
use crate::context::Context;
use crate::fill::{ALIKE, CALLED, Marks, ONLY, full};
use crate::groups::Group;
use crate::links::ids;
use crate::matcher::Hit;
use crate::money::percentages;
use crate::naming::mentions;
use crate::payers::{Payers, offered_free};
use crate::plans::Known;
use crate::table::Table;
use crate::table::belongs::{CUSTOMERS, STAFF};
use crate::text::Text;

use dividing::divide;
use makers::tellers;
use reached::{come_for_each_other, free_side, reached, reached_free};

const SEGMENTS: Block = Block::CustomerSegments;
const OFFERS: Block = Block::ValuePropositions;

/// What one group gives another, or the company.
struct Gift {
    giver: usize,
    kind: ContributionKind,
    receiver: Option<usize>,
    words: String,
    confidence: u32,
}

/// Finds what groups give each other, and which offers are made of it.
pub(crate) fn assign(context: &Context, known: &Known<'_>, segments: &mut [Note<CustomerSegment>], offers: &mut [Note<ValueProposition>], marks: &mut Marks) {
    let mut gifts = Vec::new();
    attention(context, known, &mut gifts);
    supply(context, known, &mut gifts);
    content(context, known, &mut gifts);
    // The free and the paying part of one group are no two sides.
    gifts.retain(|gift| {
        gift.kind == ContributionKind::Attention || !gift.receiver.is_some_and(|receiver| of_one_group(context, segments, gift.giver, receiver))
    });
    // Whoever works with what their employer pays for is no side of a market either.
    gifts.retain(|gift| {
        !gift.receiver.is_some_and(|receiver| employs(context, segments, gift.giver, receiver) || employs(context, segments, receiver, gift.giver))
    });
    // Nor are the customers of a customer who pay nothing themselves: they come to it and not to a market.
    let brought = |at: usize| !known.is_payer(at) && segments.get(at).and_then(Note::full).is_some_and(|segment| segment.customer_of.is_some());
    gifts.retain(|gift| {
        !matches!(gift.kind, ContributionKind::Supply | ContributionKind::Network)
            || !gift.receiver.is_some_and(|receiver| brought(gift.giver) || brought(receiver))
    });
    if context.reads(SEGMENTS) {
        write(context, &gifts, segments, marks);
    }
    if context.reads(OFFERS) {
        made_of(context, known, &gifts, offers, marks);
    }
}

/// Whether the members of the one group are the people of the other, which orders their use.
fn employs(context: &Context, segments: &[Note<CustomerSegment>], owner: usize, staff: usize) -> bool {
    let controls = segments.get(owner).and_then(Note::full).and_then(|segment| segment.controls.as_ref());
    context.ids.find_segments(controls).contains(&staff)
}

/// Whether one of two groups is a part of the other.
fn of_one_group(context: &Context, segments: &[Note<CustomerSegment>], one: usize, other: usize) -> bool {
    let part = |part: usize, whole: usize| {
        let larger = segments.get(part).and_then(Note::full).and_then(|segment| segment.part_of.as_ref());
        larger.is_some() && larger == context.ids.segments.get(whole).and_then(Option::as_ref)
    };
    part(one, other) || part(other, one)
}

fn every(context: &Context, fits: impl Fn(&Group) -> bool) -> Vec<usize> {
    context.groups.iter().enumerate().filter(|(_, group)| !group.future && fits(group)).map(|(at, _)| at).collect()
}

/// Who looks at advertisements gives attention to those who pay for them.
fn attention(context: &Context, known: &Known<'_>, gifts: &mut Vec<Gift>) {
    for (at, _) in known.streams.iter().enumerate().filter(|(_, stream)| stream.is_advertising()) {
        let advertisers = known.payers.get(at).map(|payers| payers.groups.groups.clone()).unwrap_or_default();
        // Beside donations a sponsor gives for the cause too.
        let gives = |at: &usize| context.groups.get(*at).is_some_and(|group| group.plays(Role::Sponsor));
        let given = known.streams.iter().any(Stream::is_given);
        let thanked = |at: &usize| gives(at) || !is_offered_apart(context, known, *at);
        if given && !advertisers.is_empty() && advertisers.iter().all(thanked) {
            continue;
        }
        let text = context.texts(Block::RevenueStreams).get(at);
        let words = text.and_then(|text| text.leading(Table::StreamKinds).map(|hit| text.words(hit).to_owned())).unwrap_or_default();
        let free = offered_free(context, known.offers);
        // A business that is said to pay nothing looks at them too; one that is only offered something free may be what others look at.
        let looks = |at: usize| context.groups.get(at).is_some_and(|group| group.free || group.kind != Some(SegmentKind::Businesses) && free.contains(&at));
        let people = |group: &Group| group.audience || group.demand || matches!(group.kind, Some(SegmentKind::Individuals));
        let fits = |group: &Group| group.is_served() && !group.content && (group.kind != Some(SegmentKind::Businesses) || group.free);
        // Who offers its work and pays nothing looks at them as others do.
        // So does who would supply others on a marketplace, where there is none.
        let market = meets(context, known);
        let supplies = |at: &usize| context.groups.get(*at).is_some_and(|group| group.supply) && !looks(*at) && (market || known.is_payer(*at));
        let audience = every(context, fits).into_iter().filter(|at| !supplies(at)).filter(|&at| looks(at) || context.groups.get(at).is_some_and(people));
        let advertises = |at: &usize| {
            let mut streams = known.streams.iter().zip(known.payers).filter(|(stream, _)| stream.is_advertising());
            streams.any(|(_, payers)| payers.groups.confidence > ALIKE && payers.groups.groups.contains(at))
        };
        for giver in audience.filter(|giver| !advertisers.contains(giver) && !advertises(giver)) {
            let mut receivers: Vec<Option<usize>> = advertisers.iter().copied().map(Some).collect();
            if receivers.is_empty() {
                receivers.push(None);
            }
            for receiver in receivers {
                push(gifts, Gift { giver, kind: ContributionKind::Attention, receiver, words: words.clone(), confidence: ONLY });
            }
        }
    }
}

/// Whether something is offered to a group and not as well to those who give, or to all.
fn is_offered_apart(context: &Context, known: &Known<'_>, at: usize) -> bool {
    let giver = |other: &usize| *other != at && context.groups.get(*other).is_some_and(crate::funding::gives);
    let apart = |users: &[usize]| users.contains(&at) && !users.iter().any(giver);
    known.offers.iter().any(|offer| !offer.future && offer.users.confidence > ALIKE && apart(&offer.users.groups))
        || context.present(OFFERS).any(|text| text.says(Table::OfferAdvertising, 0).is_some())
}

fn push(gifts: &mut Vec<Gift>, gift: Gift) {
    if !gifts.iter().any(|known| (known.giver, known.kind, known.receiver) == (gift.giver, gift.kind, gift.receiver)) {
        gifts.push(gift);
    }
}

/// With fewer offers a canvas does not tell whether each side has its own.
const SAYS_FOR_WHOM: usize = 3;

/// The words that show that the business brings groups together.
fn platform_words(context: &Context, known: &Known<'_>) -> Option<String> {
    let offer = known.offers.iter().position(|offer| offer.platform && !offer.future);
    let by_offer = offer.and_then(|at| context.texts(OFFERS).get(at)).and_then(|text| Some(text.words(text.says(Table::OfferPlatform, 0)?).to_owned()));
    let stream = known.streams.iter().position(|stream| stream.kind == Some(StreamKind::BrokerageFee));
    let by_stream =
        || stream.and_then(|at| context.texts(Block::RevenueStreams).get(at)).and_then(|text| Some(text.words(text.leading(Table::StreamKinds)?).to_owned()));
    // A part of what a customer takes in from its own customers is a price like others, and so is one of what several makers sell, who are all offered
    // the same.
    // Single words such as `per trip` say it only where something is offered to a side of its own, or the sides deal with each other.
    let unsaid = || known.offers.len() < SAYS_FOR_WHOM;
    let has_sides = || unsaid() || context.served().any(|at| has_own_offer(known, at)) || dividing::deal_with_each_other(context, known);
    by_offer.or_else(|| meeting(context).filter(|_| has_sides())).or_else(|| if sells_on(context) || makers_alone(context, known) { None } else { by_stream() })
}

/// Whether all are businesses to which one and the same thing is offered, and to none by its name: a part of their sales is a licence fee.
fn makers_alone(context: &Context, known: &Known<'_>) -> bool {
    let business = |at: usize| context.groups.get(at).is_some_and(|group| group.kind == Some(SegmentKind::Businesses));
    context.served().all(|at| business(at) && !has_own_offer(known, at)) && known.offers.iter().filter(|offer| !offer.future).count() == 1
}

/// Whether the business brings groups together.
pub(crate) fn meets(context: &Context, known: &Known<'_>) -> bool {
    platform_words(context, known).is_some()
}

/// Places of words for what the one side pays for its place at an event, and for what the other pays to come.
pub(crate) const STALL: u32 = 1;
pub(crate) const ENTRY: u32 = 2;
/// The place of words that the one side comes the more, the more there is of the other.
pub(crate) const MORE: u32 = 3;

/// Blocks in which a business says that it brings groups together: to sell on somebody else's marketplace is a channel.
const WHERE: [Block; 5] = [OFFERS, Block::RevenueStreams, Block::KeyActivities, Block::CustomerRelationships, Block::KeyResources];

/// Words that only a business says that brings two sides together.
pub(crate) fn meeting(context: &Context) -> Option<String> {
    let says = |text: &Text| text.anywhere(Table::Meeting).find(|hit| !matches!(hit.value, ENTRY | MORE)).map(|hit| text.words(hit).to_owned());
    context.everywhere(&WHERE).filter(|&(block, text)| block != Block::RevenueStreams || !sells(context, text)).find_map(|(_, text)| says(text))
}

/// Whether a stream is a sale of the business's own goods, which others as well count by orders, and no part of a price.
fn sells(context: &Context, text: &Text) -> bool {
    let sale = || text.leading(Table::StreamKinds).is_some_and(|hit| hit.term::<StreamKind>() == Some(StreamKind::AssetSale));
    text.says(Table::Meeting, 0).is_some() && sale() && percentages(text, context.language).is_empty()
}

/// Groups to whom customers, orders or an income are offered, while something else is offered to others.
fn gainers(context: &Context, known: &Known<'_>) -> (Vec<usize>, String) {
    let (mut found, mut words) = (Vec::new(), String::new());
    for (offer, text) in known.offers.iter().zip(context.texts(OFFERS)).filter(|(offer, _)| !offer.future && offer.users.confidence > ALIKE) {
        // What makes up for the one price out of the other is no income.
        let carried = |hit: &Hit| text.of(Table::Carries).any(|other| other.start < hit.end && hit.start < other.end);
        let Some(hit) = text.of(Table::Gain).find(|hit| !carried(hit)) else { continue };
        found.extend(offer.users.groups.iter().copied());
        words = if words.is_empty() { text.words(hit).to_owned() } else { words };
    }
    (one_side(context, known, found), words)
}

/// Groups that the business recruits, or counts among what it has.
fn recruited(context: &Context, known: &Known<'_>) -> Vec<usize> {
    let texts = context.everywhere(&[Block::KeyActivities, Block::KeyResources]).filter(|(_, text)| text.says(Table::Recruit, 0).is_some());
    let named = texts.flat_map(|(_, text)| mentions(&context.groups, text, text.body_range())).map(|mention| mention.group).collect();
    one_side(context, known, named)
}

/// The most that is asked as a part of what two sides deal, in hundredths.
const MOST: i64 = 35;

/// A fee that is a part of what one group deals with another: a percentage that one of several groups pays.
fn part_of_dealings(context: &Context, known: &Known<'_>) -> Option<String> {
    let texts = || context.texts(Block::RevenueStreams).iter().zip(known.streams.iter().zip(known.payers));
    let part = |text: &Text| {
        let (quantity, start, end) = percentages(text, context.language).into_iter().next()?;
        let bracketed = text.folded().get(..start).is_some_and(|before| before.trim_end().ends_with('('));
        // Nor is a detail: `82% of sales`.
        let detail = start >= text.name_range().end;
        (!bracketed && !detail && quantity.high.value() <= Decimal::new(MOST, 2)).then(|| text.stretch(start, end).to_owned())
    };
    // Beside what is given, a part of what little is sold is a share of revenue.
    if known.streams.iter().any(Stream::is_given) {
        return None;
    }
    // Where each stream has its percentage, they are shares of revenue.
    if texts().count() > 1 && texts().all(|(text, _)| part(text).is_some()) && texts().count() != 2 {
        return None;
    }
    texts()
        .filter(|(text, (stream, payers))| {
            let given = matches!(stream.kind, Some(StreamKind::Donation | StreamKind::GrantOrTax | StreamKind::Advertising | StreamKind::Licensing));
            !text.future && !given && payers.groups.confidence > ALIKE && payers.groups.groups.len() == 1
        })
        .find_map(|(text, _)| part(text))
}

/// The groups among some that can be one side of a platform: none where they are all, or where nothing of their own is offered to the others.
fn one_side(context: &Context, known: &Known<'_>, mut groups: Vec<usize>) -> Vec<usize> {
    groups.retain(|&at| context.groups.get(at).is_some_and(|group| group.is_served() && !group.content));
    groups.sort_unstable();
    groups.dedup();
    let mut others = context.served().filter(|at| !groups.contains(at)).peekable();
    if others.peek().is_none() || !others.all(|at| has_own_offer(known, at)) || !groups.iter().any(|&at| has_own_offer(known, at)) {
        groups.clear();
    }
    groups
}

/// Whether something is offered to a group by its name.
pub(crate) fn has_own_offer(known: &Known<'_>, at: usize) -> bool {
    known.offers.iter().any(|offer| !offer.future && offer.users.confidence > ALIKE && offer.users.groups.contains(&at))
}

/// Whether the customers of those who gain are their own: then the offer is part of theirs.
fn of_their_own(context: &Context) -> bool {
    context.texts(SEGMENTS).iter().any(|text| text.of(Table::Belongs).any(|hit| matches!(hit.value, CUSTOMERS | STAFF)))
        || crate::resale::words(context).is_some()
}

/// Whether customers of a customer use what it has bought, or it sells it under its own name.
pub(crate) fn sells_on(context: &Context) -> bool {
    let belongs = |text: &Text| text.of(Table::Belongs).any(|hit| hit.value == CUSTOMERS);
    context.texts(SEGMENTS).iter().any(belongs) || context.present(OFFERS).any(|text| text.says(Table::Resale, 0).is_some())
}

/// On a platform sellers supply what buyers come for, and buyers are whom sellers come for.
fn supply(context: &Context, known: &Known<'_>, gifts: &mut Vec<Gift>) {
    if only_givers_pay(context, known) {
        return;
    }
    let mut sellers = every(context, |group| group.is_served() && group.supply && !group.demand);
    let mut buyers = every(context, |group| group.is_served() && !group.supply && !group.content);
    let (gainers, gain) = gainers(context, known);
    let recruits = recruited(context, known);
    let side = |groups: &[usize], words: String| (!groups.is_empty() && !of_their_own(context)).then_some(words);
    let words = platform_words(context, known);
    // Those who use what others pay, each under a sub-heading of their own, are no two sides of a market unless it is called one.
    if words.is_none() && context.groups.iter().any(|group| group.beside_payers) {
        return;
    }
    let words = words.or_else(|| reached_free(context, known, &sellers, &buyers));
    let dealings = || part_of_dealings(context, known).filter(|_| !of_their_own(context) && context.served().all(|at| has_own_offer(known, at)));
    // Customers that advertising brings are no side of a market.
    let advertised = known.streams.iter().any(Stream::is_advertising);
    let words = words.or_else(|| if advertised { None } else { side(&gainers, gain) }).or_else(dealings).or_else(|| reached(context, known));
    let words = words.or_else(|| come_for_each_other(context, known));
    let Some(words) = words else { return };
    // Sides that a word for one of them tears apart are those that pay apart.
    if let Some((first, second)) = dividing::paid_apart(context, known)
        && [&first, &second].iter().any(|side| side.iter().any(|at| sellers.contains(at)) && side.iter().any(|at| buyers.contains(at)))
    {
        (sellers, buyers) = (first, second);
    }
    if sellers.is_empty() || buyers.is_empty() {
        let suppliers = if gainers.is_empty() { &recruits } else { &gainers };
        if !suppliers.is_empty() {
            (sellers, buyers) = context.served().partition(|at| suppliers.contains(at));
        } else if !divide(context, known, &mut sellers, &mut buyers) {
            return;
        }
    }
    if let Some((free, paying)) =
        free_side(context, known).filter(|(_, paying)| [&sellers, &buyers].iter().all(|side| side.iter().any(|at| paying.contains(at))))
    {
        (sellers, buyers) = (paying, free);
    }
    // Two who are both free come for the same ones who pay.
    let free = |at: &usize| !known.is_payer(*at) && context.groups.get(*at).is_some_and(|group| group.free);
    let paid_by_buyers = buyers.iter().any(|at| known.is_payer(*at));
    for &seller in &sellers {
        for &buyer in buyers.iter().filter(|buyer| !(paid_by_buyers && free(buyer) && free(&seller))) {
            push(gifts, Gift { giver: seller, kind: ContributionKind::Supply, receiver: Some(buyer), words: words.clone(), confidence: CALLED });
            push(gifts, Gift { giver: buyer, kind: ContributionKind::Network, receiver: Some(seller), words: words.clone(), confidence: ONLY });
        }
    }
}

/// Whether all that is paid comes from public bodies and others who give, for what the rest use: these are no side of a market.
fn only_givers_pay(context: &Context, known: &Known<'_>) -> bool {
    // A partner who pays beside grants and donations gives as well, whatever its money is called.
    let by_partner = |payers: &Payers| payers.groups.is_empty() && !payers.partners.is_empty();
    let partners_give = known.streams.iter().any(Stream::is_given) && known.payers.iter().any(by_partner);
    let mut streams = known.streams.iter().zip(known.payers);
    let brokers = streams.any(|(stream, payers)| !stream.future && stream.kind == Some(StreamKind::BrokerageFee) && !(partners_give && by_partner(payers)));
    let gives = |at: &usize| context.groups.get(*at).is_some_and(crate::funding::gives);
    let mut paying = known.payers.iter().flat_map(|payers| payers.groups.groups.iter()).peekable();
    let named = partners_give || paying.peek().is_some();
    !brokers && !known.offers.iter().any(|offer| offer.platform && !offer.future) && named && paying.all(gives)
}

/// Creators make what others look at.
fn content(context: &Context, known: &Known<'_>, gifts: &mut Vec<Gift>) {
    let creators = every(context, |group| group.is_served() && group.content);
    let free = offered_free(context, known.offers);
    let looks = |group: &Group| {
        group.audience || group.demand || group.free || group.plays(Role::User) && !group.plays(Role::Payer) || group.kind == Some(SegmentKind::Individuals)
    };
    let mut audience = every(context, |group| group.is_served() && !group.content && (!group.supply || group.free));
    audience.retain(|at| free.contains(at) || context.groups.get(*at).is_some_and(looks));
    let meets =
        platform_words(context, known).is_some() || known.streams.iter().any(Stream::is_advertising) || context.groups.iter().any(|group| group.audience);
    if !meets {
        return;
    }
    let creators = if creators.is_empty() { tellers(context, known, &audience, gifts) } else { creators };
    for &giver in &creators {
        let words = context.texts(SEGMENTS).get(giver).map(|text| text.name().to_owned()).unwrap_or_default();
        for &receiver in audience.iter().filter(|receiver| **receiver != giver) {
            push(gifts, Gift { giver, kind: ContributionKind::Content, receiver: Some(receiver), words: words.clone(), confidence: ONLY });
        }
    }
}

fn write(context: &Context, gifts: &[Gift], segments: &mut [Note<CustomerSegment>], marks: &mut Marks) {
    for gift in gifts {
        let to = match gift.receiver {
            Some(receiver) => context.ids.segments.get(receiver).cloned().flatten(),
            None => Id::try_from("company".to_owned()).ok(),
        };
        if let (Some(to), Some(segment)) = (to, full(segments, gift.giver)) {
            segment.contributes.push(Contribution { kind: gift.kind, to });
            if !marks.has(SEGMENTS, gift.giver, Field::Contributes) {
                marks.add(SEGMENTS, gift.giver, Field::Contributes, &gift.words, gift.confidence);
            }
        }
    }
}

/// An offer to those who receive is made of those who give and do not use it themselves.
fn made_of(context: &Context, known: &Known<'_>, gifts: &[Gift], notes: &mut [Note<ValueProposition>], marks: &mut Marks) {
    for (at, offer) in known.offers.iter().enumerate().filter(|(_, offer)| !offer.future) {
        // What is alike for all is made of none of them.
        let made_of = offer.made_of.iter().copied().filter(|giver| offer.platform || !offer.users.groups.contains(giver));
        let mut givers: Vec<usize> = made_of.collect();
        for gift in gifts {
            let receives = gift.receiver.is_some_and(|receiver| offer.users.groups.contains(&receiver));
            let uses = offer.users.groups.contains(&gift.giver);
            if receives && (!uses || offer.platform && offer.users.groups.len() > 1) && gift.kind != ContributionKind::Referral && !givers.contains(&gift.giver)
            {
                givers.push(gift.giver);
            }
        }
        givers.sort_unstable();
        let words = gifts.iter().find(|gift| givers.contains(&gift.giver)).map(|gift| gift.words.clone());
        let words = words.or_else(|| context.texts(OFFERS).get(at).map(|text| text.name().to_owned())).unwrap_or_default();
        if let (Some(from), Some(item)) = (ids(&givers, &context.ids.segments), if givers.is_empty() { None } else { full(notes, at) }) {
            item.depends_on = Some(from);
            marks.add(OFFERS, at, Field::DependsOn, &words, ONLY);
        }
    }
}
