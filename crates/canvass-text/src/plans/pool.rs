//! Out of a group on the free plan come those on the paid one.

use canvass_model::blocks::{Contribution, CustomerSegment, Note, RevenueStream};
use canvass_model::graph::Field;
use canvass_model::vocabulary::{ContributionKind, Pricing, StreamKind};

use crate::blocks::Stream;
use crate::context::Context;
use crate::fill::{ALIKE, Marks, ONLY, full};

use super::{Known, SEGMENTS, STREAMS, is_open_source, parts, tiers};

/// Says of those on the free plan that they may go over to the paid one.
pub(super) fn assign(
    context: &Context,
    known: &Known<'_>,
    exempt: &[usize],
    segments: &mut [Note<CustomerSegment>],
    streams: &mut [Note<RevenueStream>],
    marks: &mut Marks,
) {
    let present = || known.streams.iter().zip(known.payers).filter(|(stream, _)| !stream.future);
    let other =
        |stream: &Stream| matches!(stream.kind, Some(StreamKind::Advertising | StreamKind::BrokerageFee | StreamKind::Donation | StreamKind::GrantOrTax));
    if !context.reads(SEGMENTS) || present().any(|(stream, _)| other(stream)) || segments.iter().filter_map(Note::full).any(|segment| segment.part_of.is_some())
    {
        return;
    }
    let accounts = |stream: &Stream| !stream.nothing && matches!(stream.kind, Some(StreamKind::SubscriptionFee | StreamKind::Licensing));
    let mut paying: Vec<usize> = present().filter(|(stream, _)| accounts(stream)).flat_map(|(_, payers)| payers.groups.groups.clone()).collect();
    paying.sort_unstable();
    paying.dedup();
    let is_free = |at: &usize| context.groups.get(*at).is_some_and(|group| group.is_served() && (group.free || exempt.contains(at)));
    let mut free: Vec<usize> = (0..context.groups.len()).filter(|at| is_free(at) && !paying.contains(at)).collect();
    // Where it is known of all streams who pays them, whoever else uses it is on the plan that costs nothing.
    let named = || {
        // A price of nothing is paid by nobody.
        present()
            .filter(|(stream, _)| !stream.zero)
            .all(|(_, payers)| !payers.groups.is_empty() && payers.groups.confidence > ALIKE || payers.groups.confidence == 0 && !payers.groups.is_empty())
    };
    let others = free.is_empty() && named();
    if others {
        free = context.served().filter(|&at| !known.is_payer(at) && known.is_user(at)).collect();
    }
    let told = tiers::are_told(context, known, &free, &paying);
    if others && !told {
        return;
    }
    let free_plan = present().any(|(stream, _)| stream.free && !stream.nothing);
    let open_source = is_open_source(context);
    let plans = present().any(|(stream, _)| stream.free && !stream.nothing || stream.premium || stream.freemium)
        || known.offers.iter().any(|offer| !offer.future && offer.premium);
    if !(plans || open_source || told) {
        return;
    }
    if told && !open_source {
        members(context, &free, &paying, segments, marks);
        licences(context, known, streams, marks);
        return;
    }
    for at in free {
        // Without a free plan in so many words, those of the other side of a platform are other people.
        let alike = |to: &&usize| {
            free_plan || open_source || context.groups.get(at).zip(context.groups.get(**to)).is_some_and(|(free, paid)| free.supply == paid.supply)
        };
        for to in paying.iter().filter(alike).filter_map(|&to| context.ids.segments.get(to).cloned().flatten()) {
            let Some(segment) = full(segments, at) else { continue };
            segment.contributes.push(Contribution { kind: ContributionKind::ConversionPool, to });
            if !marks.has(SEGMENTS, at, Field::Contributes) {
                let words = context.texts(SEGMENTS).get(at).map(|text| text.name().to_owned()).unwrap_or_default();
                marks.add(SEGMENTS, at, Field::Contributes, &words, ONLY);
            }
        }
    }
}

/// Those on the paid plan, and all others on the free one, are a part of the first of these.
fn members(context: &Context, free: &[usize], paying: &[usize], segments: &mut [Note<CustomerSegment>], marks: &mut Marks) {
    let Some((&whole, others)) = free.split_first() else { return };
    let all: Vec<usize> = others.iter().chain(paying).copied().collect();
    parts(context, whole, &all, segments, marks);
}

/// A licence beside a plan that costs nothing is for the features that this one lacks.
fn licences(context: &Context, known: &Known<'_>, notes: &mut [Note<RevenueStream>], marks: &mut Marks) {
    if !context.reads(STREAMS) {
        return;
    }
    for (at, _) in known.streams.iter().enumerate().filter(|(_, stream)| !stream.future && stream.kind == Some(StreamKind::Licensing)) {
        if let Some(stream) = full(notes, at).filter(|stream| stream.pricing.is_none()) {
            stream.pricing = Some(Pricing::FeatureDependent);
            marks.add(STREAMS, at, Field::Pricing, context.texts(STREAMS).get(at).map(|text| text.name()).unwrap_or_default(), ONLY);
        }
    }
}
