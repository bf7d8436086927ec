//! Free and premium: one group of people of whom some pay.

use canvass_model::Ids;
use canvass_model::blocks::{Block, CustomerSegment, Note, RevenueStream};
use canvass_model::graph::Field;
use canvass_model::vocabulary::{Pricing, Role, SegmentKind, StreamKind};

use crate::blocks::{Offer, Stream, is_of_another};
use crate::concepts::says;
use crate::context::Context;
use crate::fill::{ALIKE, CALLED, Marks, ONLY, full};
use crate::fold::{in_word, runs_on};
use crate::groups::Group;
use crate::links::ids;
use crate::money::figures;
use crate::naming::mentions;
use crate::negation::STAYS;
use crate::payers::{Payers, offered_free, shared};
use crate::table::Table;
use crate::text::Text;

mod allowance;
mod buyers;
mod pool;
mod tiers;

pub(crate) use allowance::LIMIT;
pub(crate) use tiers::UPGRADE;

const SEGMENTS: Block = Block::CustomerSegments;
const STREAMS: Block = Block::RevenueStreams;

/// The keyword of a group of which some members pay and the others do not, where no words say how many.
pub(crate) const SOME_PAY: &str = "some_pay";

/// What is known of streams and offers.
pub(crate) struct Known<'k> {
    pub(crate) offers: &'k [Offer],
    pub(crate) streams: &'k [Stream],
    pub(crate) payers: &'k [Payers],
}

impl Known<'_> {
    /// Whether a group pays a stream.
    pub(crate) fn is_payer(&self, at: usize) -> bool {
        self.payers.iter().any(|payers| payers.groups.groups.contains(&at))
    }

    /// Whether something is offered to a group.
    pub(crate) fn is_user(&self, at: usize) -> bool {
        self.offers.iter().any(|offer| !offer.future && offer.users.groups.contains(&at))
    }
}

/// Links free and paying parts of one group, or says that some of a group pay.
pub(crate) fn assign(context: &Context, known: &Known<'_>, segments: &mut [Note<CustomerSegment>], streams: &mut [Note<RevenueStream>], marks: &mut Marks) {
    let mut free: Vec<usize> = context.groups.iter().enumerate().filter(|(_, group)| group.free && !group.future).map(|(at, _)| at).collect();
    if free.is_empty() {
        free = on_no_plan(context, known);
    }
    let paying: Vec<usize> = context.groups.iter().enumerate().filter(|(_, group)| group.paying && !group.future).map(|(at, _)| at).collect();
    let subscribes = |at: &usize| {
        let mut present = known.streams.iter().zip(known.payers).filter(|(stream, _)| !stream.future && stream.kind == Some(StreamKind::SubscriptionFee));
        present.any(|(_, payers)| payers.groups.groups.contains(at))
    };
    // Readers, players, members who pay, beside others who are free, are the paying part of them; so are those who are called alike and subscribe.
    let alike = |at: &usize| {
        free.iter().any(|whole| {
            context
                .groups
                .get(*whole)
                .zip(context.groups.get(*at))
                .is_some_and(|(whole, part)| part.audience && whole.audience && whole.shares_concept(part) || subscribes(at) && same_head(whole, part))
        })
    };
    let pays = |at: &usize| known.is_payer(*at);
    let gives = |at: &usize| context.groups.get(*at).is_some_and(|group| group.is_funder() || group.kind == Some(SegmentKind::Government));
    let mut paying = paying;
    // So are those who subscribe to a plan by whose name they are told apart.
    if !free.is_empty() {
        for (stream, text) in known.streams.iter().zip(context.texts(STREAMS)) {
            if !stream.future && !stream.nothing && stream.kind == Some(StreamKind::SubscriptionFee) {
                let Some(targets) = shared(context, text) else { continue };
                // What the group itself is called is no plan.
                paying.extend(targets.groups.iter().copied().filter(|&at| !context.groups.get(at).is_some_and(|group| targets.are_called(&group.noun))));
            }
        }
        // Who gives money, or is of another sort than those who use free, is no part of them.
        let sort = |at: usize| context.groups.get(at).and_then(|group| group.kind);
        let alike = |at: usize| free.iter().any(|&whole| sort(whole).is_none() || sort(at).is_none() || sort(whole) == sort(at));
        paying.retain(|at| !free.contains(at) && alike(*at) && !gives(at));
    }
    paying.extend(context.served().filter(|at| !free.contains(at) && !gives(at) && alike(at) && pays(at)).collect::<Vec<usize>>());
    paying.sort_unstable();
    paying.dedup();
    // The whole of which some pay: the free group, or the one other group that is called by the same word.
    let namesake = || {
        let same = |at: &usize| {
            paying.iter().any(|part| context.groups.get(*part).zip(context.groups.get(*at)).is_some_and(|(part, whole)| part.shares_concept(whole)))
        };
        let mut others = context.served().filter(|&at| !paying.contains(&at) && !crate::prices::is_poor(context, at)).filter(same);
        others.next().filter(|_| others.next().is_none())
    };
    if let (Some(whole), false) = (free.first().copied().or_else(namesake), paying.is_empty()) {
        parts(context, whole, &paying, segments, marks);
    }
    for &at in &free {
        uses_free(context, at, segments, marks);
    }
    let mut exempt = free;
    for (stream, text) in
        known.streams.iter().zip(context.texts(STREAMS)).filter(|(stream, _)| stream.free && !stream.freemium && !stream.premium && !stream.future)
    {
        let named: Vec<usize> = mentions(&context.groups, text, text.group_range().start..text.body_range().end).iter().map(|mention| mention.group).collect();
        // What is free for the one group is paid by the others; what is free for all is a plan of theirs.
        if (stream.kind.is_none() || stream.zero) && named.len() < context.served().count() {
            for at in named.into_iter().filter(|at| !pays(at)) {
                uses_free(context, at, segments, marks);
                exempt.push(at);
            }
        }
    }
    let others_pay = known.payers.iter().any(|payers| !payers.groups.groups.is_empty() || !payers.partners.is_empty());
    for at in offered_free(context, known.offers).into_iter().filter(|&at| others_pay && !pays(&at)) {
        uses_free(context, at, segments, marks);
        if !exempt.contains(&at) {
            exempt.push(at);
        }
    }
    buyers::assign(context, known, segments, marks);
    if paying.is_empty() {
        share(context, known, &exempt, segments, streams, marks);
    }
    others_use_free(context, known, segments, marks);
    pool::assign(context, known, &exempt, segments, streams, marks);
}

/// The words that a basic plan costs nothing for good.
fn stays_free(context: &Context) -> Option<String> {
    const SAYS: [Block; 5] = [Block::ValuePropositions, Block::CustomerRelationships, Block::Channels, Block::KeyResources, Block::KeyActivities];
    let stays = |text: &Text| text.anywhere(Table::Charge).find(|hit| hit.value == STAYS).map(|hit| text.words(hit).to_owned());
    context.everywhere(&SAYS).find_map(|(_, text)| stays(text).or_else(|| allowance::free_plan(context, text)))
}

/// The subscription beside a plan that is free for good, where nobody else pays and no group is told to be the free or the paying one.
fn beside_free(context: &Context, known: &Known<'_>) -> Option<usize> {
    let mut present = known.streams.iter().zip(known.payers).enumerate().filter(|(_, (stream, _))| !stream.future && !stream.nothing);
    let told = context.served().any(|at| context.groups.get(at).is_some_and(|group| group.free || group.paying));
    if told || crate::sides::meets(context, known) || stays_free(context).is_none() {
        return None;
    }
    // An offer that is a free plan by its name is one of all plans, whoever pays each.
    let basic = context.present(Block::ValuePropositions).any(|text| allowance::free_plan(context, text).is_some());
    let alike = |payers: &Payers| basic || context.served().all(|at| payers.groups.groups.contains(&at));
    let by_account = |stream: &Stream, text: &Text| {
        let recurring = || text.is_recurring() || counts_time(text);
        stream.kind == Some(StreamKind::SubscriptionFee) || matches!(stream.kind, None | Some(StreamKind::Licensing)) && recurring()
    };
    let own = |(at, (stream, payers)): (usize, (&Stream, &Payers))| {
        context.texts(STREAMS).get(at).is_some_and(|text| by_account(stream, text)).then_some(at).filter(|_| alike(payers))
    };
    let first = present.next().and_then(own)?;
    present.all(|stream| own(stream).is_some()).then_some(first)
}

/// Whether a price is counted by weeks, months or years.
fn counts_time(text: &Text) -> bool {
    text.of(Table::Periods).any(|hit| hit.value >= WEEK)
}

/// The place of a week among periods, behind which the longer ones stand.
const WEEK: u32 = 3;

/// Where it is said to be free and some are told apart by the plan that they pay, the groups that pay nothing.
fn on_no_plan(context: &Context, known: &Known<'_>) -> Vec<usize> {
    if stays_free(context).is_none() {
        return Vec::new();
    }
    let accounts = |stream: &Stream| matches!(stream.kind, Some(StreamKind::SubscriptionFee | StreamKind::Licensing));
    let subscribed = known.streams.iter().zip(context.texts(STREAMS)).filter(|(stream, _)| !stream.future && accounts(stream));
    let planned: Vec<usize> = subscribed.filter_map(|(_, text)| shared(context, text)).flat_map(|targets| targets.groups).collect();
    let pays = |at: &usize| known.payers.iter().any(|payers| payers.groups.confidence > ALIKE && payers.groups.groups.contains(at));
    if planned.is_empty() { Vec::new() } else { context.served().filter(|at| !planned.contains(at) && !pays(at)).collect() }
}

/// Whether two names speak of one sort of people or businesses, on another plan or of another size: they begin or end with one word.
fn same_head(one: &Group, other: &Group) -> bool {
    let words = |group: &Group| -> Vec<String> {
        let words = group.noun.split(|letter: char| !in_word(letter)).filter(|word| word.chars().count() >= 3 && !word.starts_with(runs_on));
        words.map(str::to_owned).collect()
    };
    let (first, second) = (words(one), words(other));
    one.supply == other.supply && !first.is_empty() && (first.first() == second.first() || first.last() == second.last())
}

/// Paying members are a part of those who use it free.
fn parts(context: &Context, whole: usize, paying: &[usize], segments: &mut [Note<CustomerSegment>], marks: &mut Marks) {
    let Some(Ids::One(id)) = ids(&[whole], &context.ids.segments) else { return };
    // Those under a sub-heading for payers are no part of those under one for users.
    let beside = |at: usize| context.groups.get(at).is_some_and(|group| group.beside_payers);
    for &part in paying.iter().filter(|&&part| !beside(whole) || beside(part)) {
        // Nor is a business a part of its own customers or people.
        let people = |segment: &CustomerSegment| context.ids.find_segments(segment.controls.as_ref()).contains(&whole);
        if segments.get(part).and_then(Note::full).is_some_and(people) {
            continue;
        }
        let own = context.ids.segments.get(part).and_then(Option::as_ref);
        if own.is_some() && segments.get(whole).and_then(Note::full).is_some_and(|segment| segment.customer_of.as_ref() == own) {
            continue;
        }
        let Some(text) = context.texts(SEGMENTS).get(part) else { continue };
        let words = text.says(Table::SegmentPlans, 1).map(|hit| text.words(hit).to_owned()).unwrap_or_default();
        if let Some(segment) = full(segments, part) {
            segment.part_of = Some(id.clone());
            marks.add(SEGMENTS, part, Field::PartOf, &words, CALLED);
        }
    }
}

fn uses_free(context: &Context, at: usize, segments: &mut [Note<CustomerSegment>], marks: &mut Marks) {
    let text = context.texts(SEGMENTS).get(at);
    let words = text.map(|text| text.says(Table::SegmentPlans, 0).map_or_else(|| text.name(), |hit| text.words(hit)).to_owned()).unwrap_or_default();
    if let Some(segment) = full(segments, at).filter(|segment| !segment.roles.contains(&Role::User) && context.reads(SEGMENTS)) {
        segment.roles.push(Role::User);
        if !marks.has(SEGMENTS, at, Field::Roles) {
            marks.add(SEGMENTS, at, Field::Roles, &words, CALLED);
        }
    }
}

/// Some of those who pay a premium use the basic offer free.
fn share(
    context: &Context,
    known: &Known<'_>,
    exempt: &[usize],
    segments: &mut [Note<CustomerSegment>],
    streams: &mut [Note<RevenueStream>],
    marks: &mut Marks,
) {
    let present = || known.streams.iter().enumerate().filter(|(_, stream)| !stream.future);
    let offers = || known.offers.iter().filter(|offer| !offer.future);
    // What is free for those who pay nothing anyway, and are of another sort than all who pay, is no plan of the latter.
    let sort = |at: &usize| context.groups.get(*at).and_then(|group| group.kind);
    let unlike = |at: &usize| exempt.contains(at) && context.served().filter(|other| !exempt.contains(other)).all(|other| sort(&other) != sort(at));
    let apart = |offer: &Offer| offer.users.confidence > ALIKE && !offer.users.groups.is_empty() && offer.users.groups.iter().all(unlike);
    // What the customers of a customer get for nothing is a part of what that one pays.
    let resold = context.present(SEGMENTS).any(|text| is_of_another(context, text));
    let free_offer = || !resold && offers().any(|offer| offer.free && !apart(offer));
    let premium = |stream: &Stream| stream.freemium || stream.premium && !matches!(stream.kind, Some(StreamKind::Advertising));
    let stated = |at: usize| full_share(segments, at);
    let by_word = present().find(|(_, stream)| stream.freemium).map(|(at, _)| at);
    let free_plan = present().any(|(at, stream)| stream.free && !stream.freemium && !spares(context, at)) && exempt.is_empty() || free_offer();
    let by_plans =
        present().find(|(_, stream)| free_plan && (premium(stream) || stream.kind == Some(StreamKind::SubscriptionFee) && stream.free)).map(|(at, _)| at);
    let free_offer_paid = free_offer() && present().any(|(_, stream)| stream.kind == Some(StreamKind::SubscriptionFee)) && offers().any(|offer| offer.premium);
    let subscription = present()
        .find(|(_, stream)| (free_offer_paid || free_plan && present().any(|(_, other)| other.free)) && stream.kind == Some(StreamKind::SubscriptionFee));
    let beside = || if exempt.is_empty() { beside_free(context, known) } else { None };
    let Some(first) = by_word.or(by_plans).or(subscription.map(|(at, _)| at)).or_else(beside) else { return };
    let words = known.streams.get(first).map(|stream| stream.plan_words.clone()).filter(|words| !words.is_empty());
    let words = words.unwrap_or_else(|| context.texts(STREAMS).get(first).map(|text| text.name().to_owned()).unwrap_or_default());
    // Who pays for the premium, and for nothing without which it could not be used at all.
    let mut payers: Vec<usize> = Vec::new();
    for (at, _) in present().filter(|(at, stream)| *at == first || premium(stream) || stream.kind == Some(StreamKind::SubscriptionFee) && !stream.free) {
        payers.extend(known.payers.get(at).into_iter().flat_map(|payers| payers.groups.groups.iter().copied()));
    }
    payers.sort_unstable();
    payers.dedup();
    payers.retain(|at| !exempt.contains(at) && context.reads(SEGMENTS) && !stated(*at));
    for &at in &payers {
        if let Some(segment) = full(segments, at) {
            marks.tag(segment, (SEGMENTS, at), SOME_PAY, &words);
        }
    }
    if !context.reads(STREAMS) {
        return;
    }
    for (at, _) in present().filter(|(at, stream)| *at == first || premium(stream) || stream.kind == Some(StreamKind::SubscriptionFee) && !stream.free) {
        if let Some(stream) = full(streams, at).filter(|stream| stream.pricing.is_none()) {
            stream.pricing = Some(Pricing::FeatureDependent);
            marks.add(STREAMS, at, Field::Pricing, &words, ONLY);
        }
    }
}

/// Whether a stream names prices of its own before it says of some that they pay nothing: `car 15, lorry 60, children do not pay`.
fn spares(context: &Context, at: usize) -> bool {
    let Some(text) = context.texts(STREAMS).get(at) else { return false };
    let Some(free) = text.of(Table::StreamPlans).find(|hit| hit.value == 0) else { return false };
    let prices = figures(text, context.language).iter().filter(|figure| !figure.percent && !figure.value.is_zero() && figure.end <= free.start as usize);
    prices.count() > 1
}

fn full_share(segments: &[Note<CustomerSegment>], at: usize) -> bool {
    segments.get(at).and_then(Note::full).is_some_and(|segment| segment.paying_share.is_some())
}

/// Whoever uses an offer and pays none of the streams, of each of which the payer is known, uses it free.
fn others_use_free(context: &Context, known: &Known<'_>, segments: &mut [Note<CustomerSegment>], marks: &mut Marks) {
    let mut present = known.streams.iter().zip(known.payers).filter(|(stream, _)| !stream.future).peekable();
    if present.peek().is_none() || !present.all(|(stream, payers)| stream.nothing || !payers.groups.is_empty() || !payers.partners.is_empty()) {
        return;
    }
    let pays = |at: usize| known.is_payer(at);
    let uses = |at: usize| known.is_user(at);
    for at in context.served().filter(|&at| !pays(at) && uses(at)) {
        uses_free(context, at, segments, marks);
    }
}

/// Whether the business gives away the source of what it sells more of.
pub(crate) fn is_open_source(context: &Context) -> bool {
    let open = |text: &Text| says(context, text, "open_source");
    [Block::ValuePropositions, Block::KeyResources, Block::KeyActivities].iter().any(|&block| context.present(block).any(open))
}
