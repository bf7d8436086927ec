//! For whom each proposition is, where its words leave it open.

use canvass_model::blocks::{Block, Note, ValueProposition};
use canvass_model::graph::Field;

use crate::blocks::Offer;
use crate::context::Context;
use crate::fill::{ALIKE, Marks, ONLY, full};
use crate::links::{Targets, ids};
use crate::table::general;

/// How far from its beginning a sentence may name those of whom it goes on to speak, in bytes.
const NEAR_BEGINNING: usize = 8;

/// Links propositions to their users. What names no group is for all groups that are served; with a single group nothing needs to be said.
pub(crate) fn assign(context: &Context, offers: &mut [Offer], notes: &mut [Note<ValueProposition>], marks: &mut Marks) {
    if !context.reads(Block::ValuePropositions) {
        return;
    }
    let served: Vec<usize> = context.served().collect();
    let paying: Vec<usize> = served.iter().copied().filter(|&at| context.groups.get(at).is_some_and(|group| group.paying)).collect();
    for at in 1..offers.len() {
        // What goes on about those for whom the offer before it is, is for them.
        let goes_on = context.texts(Block::ValuePropositions).get(at).is_some_and(|text| {
            let begins = text.name_range().start;
            text.small(general::THEY).any(|word| (word.start as usize) < begins + NEAR_BEGINNING)
        });
        let before = at.checked_sub(1).and_then(|before| offers.get(before)).filter(|offer| !offer.future && !offer.users.is_empty());
        // Where that names nobody, they are those to whom no other offer is addressed.
        let left = || {
            let named = |at: &usize| offers.iter().any(|offer| !offer.future && offer.users.groups.contains(at));
            let rest: Vec<usize> = served.iter().copied().filter(|at| !named(at)).collect();
            let text = context.texts(Block::ValuePropositions).get(at)?;
            (!rest.is_empty() && rest.len() < served.len()).then(|| Targets { groups: rest, words: text.name().to_owned(), confidence: ONLY })
        };
        let users = if goes_on { before.map(|offer| offer.users.clone()).or_else(left) } else { None };
        if let Some(users) = users
            && let Some(offer) = offers.get_mut(at).filter(|offer| !offer.future && offer.users.is_empty())
        {
            offer.users = users;
        }
    }
    free_for_the_rest(context, &served, offers);
    // Where some say for whom they are, the others are left open on purpose or by mistake, and either is for people to decide.
    let linked = notes.iter().any(|note| note.full().is_some_and(|offer| offer.r#for.is_some()));
    for (offer, text) in offers.iter_mut().zip(context.texts(Block::ValuePropositions)).filter(|(offer, _)| !offer.future) {
        if !linked && offer.users.is_empty() && (context.speaks() || served.len() == 1) {
            let everybody = if offer.premium && !paying.is_empty() { &paying } else { &served };
            let confidence = if everybody.len() == 1 { ONLY } else { ALIKE };
            offer.users = Targets { groups: everybody.clone(), words: text.name().to_owned(), confidence };
        }
        if context.groups.len() < 2 {
            continue;
        }
        if let (Some(to), Some(item)) = (offer.users.ids(context), full(notes, text.index))
            && item.r#for.is_none()
        {
            item.r#for = Some(to);
            marks.add(Block::ValuePropositions, text.index, Field::For, &offer.users.words, offer.users.confidence);
        }
    }
    extend(context, offers, notes, marks);
}

/// Where some offers begin with the names of groups, and all the others cost nothing and name nobody, these are for whom no name stands.
fn free_for_the_rest(context: &Context, served: &[usize], offers: &mut [Offer]) {
    let texts = context.texts(Block::ValuePropositions);
    let led = |at: usize| texts.get(at).is_some_and(|text| text.has_lead() || !text.group_range().is_empty());
    let told = |(at, offer): (usize, &Offer)| offer.future || if offer.users.is_empty() { offer.free && !offer.premium } else { led(at) };
    if !offers.iter().enumerate().all(told) {
        return;
    }
    let named: Vec<usize> = offers.iter().filter(|offer| !offer.future).flat_map(|offer| offer.users.groups.clone()).collect();
    let rest: Vec<usize> = served.iter().copied().filter(|at| !named.contains(at)).collect();
    if rest.is_empty() || rest.len() == served.len() {
        return;
    }
    for (offer, text) in offers.iter_mut().zip(texts).filter(|(offer, _)| !offer.future && offer.users.is_empty()) {
        offer.users = Targets { groups: rest.clone(), words: text.name().to_owned(), confidence: ONLY };
    }
}

/// A premium builds on the one free offer.
fn extend(context: &Context, offers: &[Offer], notes: &mut [Note<ValueProposition>], marks: &mut Marks) {
    let mut basics = offers.iter().enumerate().filter(|(_, offer)| offer.free && !offer.premium && !offer.future);
    let (Some((basic, _)), None) = (basics.next(), basics.next()) else { return };
    for (at, _) in offers.iter().enumerate().filter(|(at, offer)| *at != basic && offer.premium && !offer.free && !offer.future) {
        if let (Some(canvass_model::Ids::One(id)), Some(item)) = (ids(&[basic], &context.ids.propositions), full(notes, at)) {
            item.extends = Some(id);
            let words = context.texts(Block::ValuePropositions).get(at).map(|text| text.name().to_owned()).unwrap_or_default();
            marks.add(Block::ValuePropositions, at, Field::Extends, &words, ONLY);
        }
    }
}
