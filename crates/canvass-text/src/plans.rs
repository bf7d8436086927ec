//! Free and premium: one group of people of whom some pay.

use canvass_model::blocks::{Block, CustomerSegment, Note, RevenueStream};
use canvass_model::graph::Field;
use canvass_model::vocabulary::{Pricing, Role, StreamKind};
use canvass_model::{Decimal, Ids, Number, Share};

use crate::blocks::{Offer, Stream};
use crate::context::Context;
use crate::fill::{CALLED, Marks, ONLY, full};
use crate::links::ids;
use crate::naming::mentions;
use crate::payers::Payers;
use crate::table::Table;

const SEGMENTS: Block = Block::CustomerSegments;
const STREAMS: Block = Block::RevenueStreams;

/// How sure a paying share is that only the word freemium tells, in thousandths.
const USUAL: u32 = 300;

/// The share of payers that the word freemium implies: it is used where less than a tenth pays (Osterwalder & Pigneur 2010, p. 96),
/// so the middle between that and none.
fn usual_share() -> Option<Share> {
    Share::new(Number::new(Decimal::new(5, 2))?)
}

/// What is known of streams and offers.
pub(crate) struct Known<'k> {
    pub(crate) offers: &'k [Offer],
    pub(crate) streams: &'k [Stream],
    pub(crate) payers: &'k [Payers],
}

/// Links free and paying parts of one group, or says that some of a group pay.
pub(crate) fn assign(context: &Context, known: &Known<'_>, segments: &mut [Note<CustomerSegment>], streams: &mut [Note<RevenueStream>], marks: &mut Marks) {
    let free: Vec<usize> = context.groups.iter().enumerate().filter(|(_, group)| group.free && !group.future).map(|(at, _)| at).collect();
    let paying: Vec<usize> = context.groups.iter().enumerate().filter(|(_, group)| group.paying && !group.future).map(|(at, _)| at).collect();
    // The whole of which some pay: the free group, or the one other group that is called by the same word.
    let namesake = || {
        let same = |at: &usize| {
            paying.iter().any(|part| context.groups.get(*part).zip(context.groups.get(*at)).is_some_and(|(part, whole)| part.shares_concept(whole)))
        };
        let mut others = context.served().filter(|at| !paying.contains(at)).filter(same);
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
        let pays = |at: &usize| known.payers.iter().any(|payers| payers.groups.groups.contains(at));
        if stream.kind.is_none() && named.len() < context.served().count() {
            for at in named.into_iter().filter(|at| !pays(at)) {
                uses_free(context, at, segments, marks);
                exempt.push(at);
            }
        }
    }
    if paying.is_empty() {
        share(context, known, &exempt, segments, streams, marks);
    }
}

/// Paying members are a part of those who use it free.
fn parts(context: &Context, whole: usize, paying: &[usize], segments: &mut [Note<CustomerSegment>], marks: &mut Marks) {
    let Some(Ids::One(id)) = ids(&[whole], &context.ids.segments) else { return };
    for &part in paying {
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
    let premium = |stream: &Stream| stream.freemium || stream.premium && !matches!(stream.kind, Some(StreamKind::Advertising));
    let stated = |at: usize| full_share(segments, at);
    let by_word = present().find(|(_, stream)| stream.freemium).map(|(at, _)| at);
    let free_plan = present().any(|(_, stream)| stream.free && !stream.freemium) && exempt.is_empty() || offers().any(|offer| offer.free);
    let by_plans =
        present().find(|(_, stream)| free_plan && (premium(stream) || stream.kind == Some(StreamKind::SubscriptionFee) && stream.free)).map(|(at, _)| at);
    let free_offer_paid = offers().any(|offer| offer.free)
        && present().any(|(_, stream)| stream.kind == Some(StreamKind::SubscriptionFee))
        && offers().any(|offer| offer.premium);
    let subscription = present()
        .find(|(_, stream)| (free_offer_paid || free_plan && present().any(|(_, other)| other.free)) && stream.kind == Some(StreamKind::SubscriptionFee));
    let Some(first) = by_word.or(by_plans).or(subscription.map(|(at, _)| at)) else { return };
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
            segment.paying_share = usual_share();
            marks.add(SEGMENTS, at, Field::PayingShare, &words, USUAL);
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

fn full_share(segments: &[Note<CustomerSegment>], at: usize) -> bool {
    segments.get(at).and_then(Note::full).is_some_and(|segment| segment.paying_share.is_some())
}
