//! Who makes what a free audience comes for, where only what is offered to it and what is told of them say so.

use canvass_model::vocabulary::ContributionKind;

use crate::common_words::share_word_of;
use crate::context::Context;
use crate::fill::ALIKE;
use crate::payers::offered_free;
use crate::plans::Known;

use super::{Gift, OFFERS, SEGMENTS};

/// How long what describes a group is at least, in bytes.
const DESCRIBED: usize = 12;

/// Free groups of whom it is told that they bring what is offered to others who are looked for: `squads that send in their reports` where readers
/// are offered reports.
pub(super) fn tellers(context: &Context, known: &Known<'_>, audience: &[usize], gifts: &[Gift]) -> Vec<usize> {
    let free = offered_free(context, known.offers);
    let is_free = |at: &usize| free.contains(at) || context.groups.get(*at).is_some_and(|group| group.free);
    let looks = |at: &usize| gifts.iter().any(|gift| gift.giver == *at && gift.kind == ContributionKind::Attention);
    let segment = |at: usize| context.texts(SEGMENTS).get(at);
    let described = |at: usize| segment(at).is_some_and(|text| text.noun_end() + DESCRIBED < text.name_range().end);
    let brings = |giver: usize| {
        let offers = known.offers.iter().zip(context.texts(OFFERS)).filter(|(offer, _)| !offer.future && offer.users.confidence > ALIKE);
        let mut to_others = offers.filter(|(offer, _)| !offer.users.groups.contains(&giver) && offer.users.groups.iter().any(|at| audience.contains(at)));
        to_others.any(|(offer, text)| {
            let from = if text.has_lead() { text.head_range().end } else { text.name_range().start };
            let said = from..text.name_range().end;
            let says = |at: usize| segment(at).is_some_and(|segment| share_word_of(text, said.clone(), segment));
            says(giver) && !offer.users.groups.iter().any(|&at| says(at))
        })
    };
    let heading = |at: usize| context.groups.get(at).map(|group| group.heading.as_str()).filter(|heading| !heading.is_empty());
    let apart = |one: usize, other: usize| one != other && (heading(one).is_none() || heading(one) != heading(other));
    let others = |giver: usize| audience.iter().any(|&at| apart(at, giver) && is_free(&at) && looks(&at));
    context.served().filter(|&at| is_free(&at) && described(at) && others(at) && brings(at)).collect()
}
