//! The arrangement between users and payers as a whole.

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::{ContributionKind, Pricing, Recurrence, Role, StreamKind};
use canvass_plugin::{Decimal, FactKind, FactRow, Field, Item, Term};

use crate::outcome::{Configuration, RelationKind};
use crate::relations::Tie;
use crate::situation::{Party, Situation};

/// Every arrangement that holds, the one that carries most money first; in canonical order where shares are not stated.
pub(crate) fn configurations(situation: &Situation<'_>, ties: &[Tie<'_, '_>]) -> Vec<Configuration> {
    let mut found: Vec<(Configuration, Vec<Item<'_>>)> = Vec::new();
    if nobody_pays(situation) {
        return vec![Configuration::NoPayer];
    }
    for tie in ties {
        let streams = &tie.paying.streams;
        match tie.kind {
            RelationKind::Pooled => add(&mut found, Configuration::Pooled, streams),
            RelationKind::Resold => add(&mut found, Configuration::Resold, streams),
            RelationKind::OnBehalf if is_third_party(situation, tie) && !pays_for_audience(situation, ties, tie) => {
                add(&mut found, Configuration::ThirdPartyFunded, streams)
            }
            RelationKind::SamePeople => same_people(streams, &mut found),
            // Who makes what a free audience comes for also looks at it.
            RelationKind::Attracts if makes_for_audience(situation, ties, tie) => {}
            RelationKind::Attracts => {
                let kind = if has_producers(situation, tie.free) { Configuration::AudienceWithProducers } else { Configuration::Audience };
                add(&mut found, kind, streams);
            }
            RelationKind::BelowCost => {
                // Whom one payer is said to carry is carried by the others as well.
                let mut of_theirs = ties.iter().filter(|other| other.kind == RelationKind::BelowCost && other.free.item == tie.free.item);
                let kind = if of_theirs.any(|other| same_offer(situation, other) || carries(situation, other) || is_spared(situation, other)) {
                    Configuration::RobinHood
                } else {
                    Configuration::BothPayOneBelowCost
                };
                add(&mut found, kind, streams);
            }
            RelationKind::OnBehalf | RelationKind::Unrelated => {}
        }
    }
    both_pay(situation, ties, &mut found);
    bait_and_hook(situation, &mut found);
    // What costs nothing in order that something else is bought with it is no free account.
    let divided = |tie: &Tie<'_, '_>| tie.kind == RelationKind::SamePeople && tie.free.item != tie.paying.item;
    if found.iter().any(|(kind, _)| *kind == Configuration::BaitAndHook) && !ties.iter().any(divided) {
        found.retain(|(kind, _)| !matches!(kind, Configuration::SamePeople | Configuration::SplitFreemium));
    }
    resellers(situation, &mut found);
    if found.is_empty() && only_given(situation) {
        add(&mut found, Configuration::ThirdPartyFunded, &[]);
    }
    if found.is_empty() && situation.payers().any(|payer| payer.uses) {
        add(&mut found, Configuration::Direct, &[]);
    }
    order(situation, found)
}

fn add<'a>(found: &mut Vec<(Configuration, Vec<Item<'a>>)>, kind: Configuration, streams: &[Item<'a>]) {
    match found.iter_mut().find(|(known, _)| *known == kind) {
        Some((_, all)) => all.extend(streams.iter().filter(|stream| !all.contains(stream)).copied().collect::<Vec<_>>()),
        None => found.push((kind, streams.to_vec())),
    }
}

/// Users, and a block of streams that is stated to be empty, or whose every stated price is nothing.
pub(crate) fn nobody_pays(situation: &Situation<'_>) -> bool {
    let view = situation.view;
    let free = || {
        let mut prices = view.block(Block::RevenueStreams).filter_map(|stream| stream.quantity(Field::Price)).peekable();
        prices.peek().is_some() && prices.all(|price| price.high().is_zero())
    };
    situation.users().next().is_some()
        && situation.payers().next().is_none()
        && view.states(Block::RevenueStreams)
        && (view.count(Block::RevenueStreams) == 0 || free())
}

/// Whether the payer neither uses anything nor has power over the user nor sells to it nor gets anything from it.
fn is_third_party(situation: &Situation<'_>, tie: &Tie<'_, '_>) -> bool {
    // A sponsor may be offered thanks of its own and still pays for others.
    (!tie.paying.uses || tie.paying.plays(Role::Sponsor))
        && !situation.one_organization(tie.free, tie.paying)
        && !situation.facts.holds(FactKind::CustomerOf, tie.free.item, tie.paying.item)
}

/// Whether the payer pays to reach an audience, or for what it gets out of one that others pay to reach, and gives nothing.
fn pays_for_audience(situation: &Situation<'_>, ties: &[Tie<'_, '_>], tie: &Tie<'_, '_>) -> bool {
    let gives = [StreamKind::Donation, StreamKind::GrantOrTax].iter().any(|&kind| situation.has_stream(tie.paying, kind));
    let reaches = |other: &Tie<'_, '_>| other.paying.item == tie.paying.item || tie.paying.uses && other.free.item == tie.free.item;
    !gives && ties.iter().any(|other| other.kind == RelationKind::Attracts && reaches(other))
}

/// Whether all money is given, by whom is not stated, and nobody who uses pays: then others than the users fund it.
fn only_given(situation: &Situation<'_>) -> bool {
    let given = |stream: Item<'_>| matches!(stream.term::<StreamKind>(Field::Kind), Some(StreamKind::Donation | StreamKind::GrantOrTax));
    let mut streams = situation.view.block(Block::RevenueStreams).peekable();
    let some = streams.peek().is_some();
    let used = situation.free().next().is_some() || situation.segments.iter().any(|party| party.plays(Role::Beneficiary));
    some && streams.all(given) && used && situation.payers().next().is_none()
}

/// Payment by account makes each member free or paying; payment by use makes the same person now the one, now the other.
fn same_people<'a>(streams: &[Item<'a>], found: &mut Vec<(Configuration, Vec<Item<'a>>)>) {
    let (accounts, uses): (Vec<Item<'a>>, Vec<Item<'a>>) = streams.iter().copied().partition(|stream| by_account(*stream));
    if !accounts.is_empty() {
        add(found, Configuration::SplitFreemium, &accounts);
    }
    // Where there are accounts, they divide the free from the paying, whatever members buy besides.
    if accounts.is_empty() {
        add(found, Configuration::SamePeople, &uses);
    }
}

fn by_account(stream: Item<'_>) -> bool {
    match stream.term::<StreamKind>(Field::Kind) {
        Some(StreamKind::SubscriptionFee) => true,
        // A licence for more features divides accounts as a subscription does, unless it is bought once.
        Some(StreamKind::Licensing) if stream.term::<Pricing>(Field::Pricing) == Some(Pricing::FeatureDependent) => {
            stream.term::<Recurrence>(Field::Recurrence) != Some(Recurrence::Transaction)
        }
        Some(StreamKind::UsageFee | StreamKind::AssetSale | StreamKind::BrokerageFee | StreamKind::LendingRentingLeasing) => false,
        _ => stream.term::<Recurrence>(Field::Recurrence) == Some(Recurrence::Recurring),
    }
}

/// Whether another free group makes what this one comes for.
fn has_producers(situation: &Situation<'_>, audience: &Party<'_>) -> bool {
    situation.free().filter(|producer| producer.item != audience.item).any(|producer| makes_for(situation, producer, audience))
}

fn makes_for(situation: &Situation<'_>, producer: &Party<'_>, audience: &Party<'_>) -> bool {
    use ContributionKind::{Content, Labour, Supply};
    situation.facts.of(FactKind::Gives).iter().any(|row| {
        row.subject == producer.item.index()
            && row.object == audience.item.index()
            && matches!(ContributionKind::from_code(row.value), Some(Content | Supply | Labour))
    })
}

/// Whether the free group of a tie makes what a free audience comes for, and who pays is who pays for that audience or the paying part of it.
fn makes_for_audience(situation: &Situation<'_>, ties: &[Tie<'_, '_>], tie: &Tie<'_, '_>) -> bool {
    let audiences = || ties.iter().filter(|other| other.kind == RelationKind::Attracts && other.free.item != tie.free.item);
    audiences()
        .filter(|other| other.paying.item == tie.paying.item || is_one_group(situation, tie.paying, other.free))
        .any(|other| makes_for(situation, tie.free, other.free) && !makes_for(situation, other.free, tie.free))
}

/// Whether both are members of one group.
fn is_one_group(situation: &Situation<'_>, one: &Party<'_>, other: &Party<'_>) -> bool {
    situation.facts.holds(FactKind::SamePeople, one.item, other.item) || situation.facts.holds(FactKind::SamePeople, other.item, one.item)
}

/// Whether both groups pay for one proposition at prices of their own.
fn same_offer(situation: &Situation<'_>, tie: &Tie<'_, '_>) -> bool {
    let poor = situation.bought(tie.free);
    tie.paying
        .streams
        .iter()
        .filter(|stream| stream.term::<Pricing>(Field::Pricing) == Some(Pricing::SegmentDependent))
        .any(|&stream| situation.paid_for(stream).any(|offer| poor.contains(&offer)))
}

/// Whether the dear price is said to carry the cheap one, of two groups that do not come for each other.
fn carries(situation: &Situation<'_>, tie: &Tie<'_, '_>) -> bool {
    tie.paying.item.has_tag("carries_others") && !needs(situation, tie.free, tie.paying) && !needs(situation, tie.paying, tie.free)
}

/// Whether the poor pay less than it costs, and neither group comes for the other.
fn is_spared(situation: &Situation<'_>, tie: &Tie<'_, '_>) -> bool {
    let (poor, rich) = (tie.free, tie.paying);
    poor.item.has_tag("low_income") && !needs(situation, poor, rich) && !needs(situation, rich, poor)
}

/// Who is said to sell on what it buys builds it into its own offer, whether or not its customers are named.
fn resellers<'a>(situation: &Situation<'a>, found: &mut Vec<(Configuration, Vec<Item<'a>>)>) {
    for payer in situation.payers().filter(|payer| payer.item.has_tag("resells")) {
        add(found, Configuration::Resold, &payer.streams);
    }
}

fn both_pay<'a>(situation: &Situation<'a>, ties: &[Tie<'_, 'a>], found: &mut Vec<(Configuration, Vec<Item<'a>>)>) {
    let pays_its_way = |party: &&Party<'a>| !ties.iter().any(|tie| tie.free.item == party.item);
    let sides: Vec<&Party<'a>> = situation.segments.iter().filter(|party| party.pays && party.uses).filter(pays_its_way).collect();
    for (at, first) in sides.iter().enumerate() {
        for second in &sides[at + 1..] {
            let same = is_one_group(situation, first, second);
            // Members of a free audience who pay for more are looked at by those who pay for the audience, and that is all there is between the two.
            let of_audience = part_of_audience(situation, ties, first, second) || part_of_audience(situation, ties, second, first);
            if !same && !of_audience && !share_audience(ties, first, second) && (needs(situation, first, second) || needs(situation, second, first)) {
                let streams: Vec<Item<'a>> = first.streams.iter().chain(&second.streams).copied().collect();
                add(found, Configuration::BothPay, &streams);
            }
        }
    }
}

/// Whether a group is the paying part of a free one that another group pays to reach.
fn part_of_audience(situation: &Situation<'_>, ties: &[Tie<'_, '_>], part: &Party<'_>, paying: &Party<'_>) -> bool {
    let audiences = || ties.iter().filter(|tie| tie.kind == RelationKind::Attracts && tie.paying.item == paying.item);
    audiences().any(|tie| is_one_group(situation, part, tie.free))
}

/// Whether both pay to reach one free audience: then it is what they come for, and not each other.
fn share_audience(ties: &[Tie<'_, '_>], first: &Party<'_>, second: &Party<'_>) -> bool {
    let reaches = |payer: &Party<'_>, free: &Party<'_>| {
        ties.iter().any(|tie| tie.kind == RelationKind::Attracts && tie.paying.item == payer.item && tie.free.item == free.item)
    };
    ties.iter().any(|tie| reaches(first, tie.free) && reaches(second, tie.free))
}

/// Whether what the one buys is made of the other.
pub(crate) fn needs(situation: &Situation<'_>, one: &Party<'_>, other: &Party<'_>) -> bool {
    let made_of = |row: &FactRow| row.object == other.item.index() && situation.view.item(row.subject).is_some_and(|offer| one.uses_offer(offer));
    situation.facts.of(FactKind::DependsOn).iter().any(made_of) || situation.facts.holds(FactKind::Gives, other.item, one.item)
}

fn bait_and_hook<'a>(situation: &Situation<'a>, found: &mut Vec<(Configuration, Vec<Item<'a>>)>) {
    for row in situation.facts.of(FactKind::Requires) {
        let (Some(hook), Some(bait)) = (situation.view.item(row.subject), situation.view.item(row.object)) else { continue };
        for buyer in situation.payers() {
            let for_offer = |offer: Item<'a>| -> Vec<Item<'a>> {
                buyer.streams.iter().copied().filter(|&stream| situation.paid_for(stream).any(|paid| paid == offer)).collect()
            };
            let (hooks, baits) = (for_offer(hook), for_offer(bait));
            let repeated = hooks
                .iter()
                .any(|stream| stream.term::<Recurrence>(Field::Recurrence) == Some(Recurrence::Recurring) || stream.quantity(Field::Price).is_some());
            // What is used up is bought again, whatever the stream says.
            let repeated = repeated || !hooks.is_empty() && hook.has_tag("refill");
            if repeated && buyer.uses_offer(bait) && is_cheap(situation, buyer, bait, &baits, &hooks) {
                let streams: Vec<Item<'a>> = baits.into_iter().chain(hooks).collect();
                add(found, Configuration::BaitAndHook, &streams);
            }
        }
    }
    told_in_streams(situation, found);
}

/// A cheap thing and what only works with it, where they are no offers of their own and the streams alone tell of them.
fn told_in_streams<'a>(situation: &Situation<'a>, found: &mut Vec<(Configuration, Vec<Item<'a>>)>) {
    for buyer in situation.payers() {
        let tagged = |tag: &str| -> Vec<Item<'a>> { buyer.streams.iter().copied().filter(|stream| stream.has_tag(tag)).collect() };
        let (baits, hooks) = (tagged("bait"), tagged("hook"));
        let cheap = !baits.is_empty() || buyer.offers.iter().any(|offer| offer.has_tag("bait"));
        if cheap && !hooks.is_empty() {
            let streams: Vec<Item<'a>> = baits.into_iter().chain(hooks).collect();
            add(found, Configuration::BaitAndHook, &streams);
        }
    }
}

/// Free, below cost, or bringing in less than what follows it.
fn is_cheap(situation: &Situation<'_>, buyer: &Party<'_>, bait_offer: Item<'_>, baits: &[Item<'_>], hooks: &[Item<'_>]) -> bool {
    let free =
        situation.payers_known && baits.is_empty() || baits.iter().any(|stream| stream.quantity(Field::Price).is_some_and(|price| price.high().is_zero()));
    let less = matches!((situation.share(baits), situation.share(hooks)), (Some(bait), Some(hook)) if bait < hook);
    free || less || bait_offer.has_tag("bait") || situation.facts.about(FactKind::BelowCost, buyer.item)
}

fn order(situation: &Situation<'_>, mut found: Vec<(Configuration, Vec<Item<'_>>)>) -> Vec<Configuration> {
    found.sort_by_key(|(kind, _)| *kind);
    let shares: Option<Vec<Decimal>> = found.iter().map(|(_, streams)| situation.share(streams)).collect();
    if let Some(shares) = shares {
        let mut ranked: Vec<(Decimal, Configuration)> = shares.into_iter().zip(found.iter().map(|(kind, _)| *kind)).collect();
        ranked.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(&right.1)));
        return ranked.into_iter().map(|(_, kind)| kind).collect();
    }
    found.into_iter().map(|(kind, _)| kind).collect()
}
