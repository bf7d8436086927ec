//! What each stream is paid for: the propositions that its payer uses, or those of the group on whose behalf it pays.

use canvass_model::blocks::{Block, Note, RevenueStream};
use canvass_model::graph::Field;
use canvass_model::vocabulary::StreamKind;

use crate::context::Context;
use crate::fill::{ALIKE, Marks, full};
use crate::links::ids;
use crate::plans::Known;

/// Links streams to propositions. With a single proposition nothing needs to be said.
pub(crate) fn assign(context: &Context, known: &Known<'_>, notes: &mut [Note<RevenueStream>], marks: &mut Marks) {
    if !context.reads(Block::RevenueStreams) || known.offers.len() < 2 {
        return;
    }
    // Where some streams state what they pay for, nothing is guessed of the others.
    if notes.iter().any(|note| note.full().is_some_and(|stream| stream.r#for.is_some())) {
        return;
    }
    for (at, (stream, payers)) in known.streams.iter().zip(known.payers).enumerate() {
        let Some(text) = context.texts(Block::RevenueStreams).get(at).filter(|text| !text.future) else { continue };
        let single = context.groups.len() == 1;
        if stream.free && !stream.premium && !stream.freemium {
            continue;
        }
        let used_by = |group: usize| move |offer: &crate::blocks::Offer| !offer.future && offer.users.groups.contains(&group);
        let funded = crate::funding::is_for_others(context, known, stream, payers);
        let mut offers: Vec<usize> = Vec::new();
        for (offer_at, offer) in known.offers.iter().enumerate() {
            let uses = payers.groups.groups.iter().any(|&group| used_by(group)(offer));
            // Who gives for a cause pays for what others use.
            let others = offer.users.groups.iter().any(|group| !payers.groups.groups.contains(group));
            let for_others = funded && !offer.future && (others || !known.offers.iter().any(|offer| !offer.future && !offer.users.is_empty()));
            if uses && !funded || for_others || single && !offer.future && !is_from_others(stream) {
                offers.push(offer_at);
            }
        }
        if offers.len() > 1 && (stream.premium || stream.freemium) {
            let premium: Vec<usize> = offers.iter().copied().filter(|&at| known.offers.get(at).is_some_and(|offer| offer.premium)).collect();
            if !premium.is_empty() {
                offers = premium;
            }
        }
        if let (Some(to), Some(item)) = (ids(&offers, &context.ids.propositions), if offers.is_empty() { None } else { full(notes, at) })
            && item.r#for.is_none()
        {
            item.r#for = Some(to);
            marks.add(Block::RevenueStreams, at, Field::For, text.name(), ALIKE);
        }
    }
}

fn is_from_others(stream: &crate::blocks::Stream) -> bool {
    matches!(stream.kind, Some(StreamKind::Advertising | StreamKind::Donation | StreamKind::GrantOrTax))
}
