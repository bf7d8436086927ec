//! Propositions: kinds of value, for whom, free or premium, and of which group an offer is made.

use canvass_model::Ids;
use canvass_model::blocks::{Block, Note, ValueProposition};
use canvass_model::graph::Field;
use canvass_model::vocabulary::ValueKind;

use crate::context::Context;
use crate::fill::{Marks, SAID, full};
use crate::links::{Targets, addressed};
use crate::money::{figures, price};
use crate::naming::{Mention, mentions};
use crate::table::Table;
use crate::text::Text;

const BLOCK: Block = Block::ValuePropositions;

/// A proposition as other blocks need it.
#[derive(Debug, Default)]
pub(crate) struct Offer {
    /// For whom it is, as far as the words say.
    pub(crate) users: Targets,
    /// Groups that the offer is made of.
    pub(crate) made_of: Vec<usize>,
    pub(crate) free: bool,
    pub(crate) premium: bool,
    pub(crate) platform: bool,
    pub(crate) future: bool,
}

/// Reads what each proposition says of itself.
pub(crate) fn propositions(context: &Context, notes: &mut [Note<ValueProposition>], marks: &mut Marks) -> Vec<Offer> {
    if !context.reads(BLOCK) {
        return notes.iter().map(|note| stated(context, note)).collect();
    }
    let mut offers = Vec::with_capacity(notes.len());
    for text in context.texts(BLOCK) {
        let at = text.index;
        let values = text.terms::<ValueKind>(Table::ValueKinds);
        if let (Some((_, hit)), Some(offer)) = (values.first(), if values.is_empty() || text.future { None } else { full(notes, at) }) {
            offer.value = values.iter().map(|(value, _)| *value).collect();
            marks.add(BLOCK, at, Field::Value, text.words(hit), SAID);
        }
        for hit in text.of(Table::OfferTags).filter(|_| !text.future) {
            if let Some(offer) = full(notes, at) {
                marks.tag(offer, (BLOCK, at), context.matcher.name(hit.value), text.words(hit));
            }
        }
        let mut offer = offer(context, text);
        if let Some(note) = notes.get(at).filter(|note| note.full().is_some_and(|offer| offer.r#for.is_some())) {
            offer.users = stated(context, note).users;
        }
        offers.push(offer);
    }
    offers
}

/// A proposition whose words are not read, by the links that it states.
fn stated(context: &Context, note: &Note<ValueProposition>) -> Offer {
    let of = |ids: Option<&Ids>| note.full().map(|_| context.ids.find_segments(ids)).unwrap_or_default();
    let users = Targets { groups: of(note.full().and_then(|offer| offer.r#for.as_ref())), ..Targets::default() };
    let made_of = of(note.full().and_then(|offer| offer.depends_on.as_ref()));
    Offer { users, made_of, premium: note.full().is_some_and(|offer| offer.extends.is_some()), ..Offer::default() }
}

fn offer(context: &Context, text: &Text) -> Offer {
    let mut offer = Offer {
        free: text.says(Table::OfferPlans, 0).is_some() || costs_nothing(context, text),
        premium: text.says(Table::OfferPlans, 1).is_some(),
        platform: text.says(Table::OfferPlatform, 0).is_some(),
        future: text.future,
        ..Offer::default()
    };
    if text.future {
        return offer;
    }
    offer.users = addressed(context, text);
    let groups = &context.groups;
    // Who is offered the attention of others is whoever advertises.
    if offer.users.is_empty()
        && let Some(hit) = text.says(Table::OfferAdvertising, 0)
    {
        let advertisers: Vec<usize> = (0..groups.len()).filter(|&at| groups.get(at).is_some_and(|group| group.advertisers)).collect();
        if !advertisers.is_empty() {
            offer.users = Targets { groups: advertisers, words: text.words(hit).to_owned(), confidence: SAID };
            return offer;
        }
    }
    let all = mentions(groups, text, text.body_range());
    let (objects, subjects): (Vec<Mention>, Vec<Mention>) = all.iter().copied().partition(|mention| {
        text.of(Table::OfferMadeOf)
            .any(|hit| (hit.end as usize) <= mention.start && mention.start <= hit.end as usize + 24 && clause(text, hit.end as usize, mention.start))
    });
    offer.made_of = objects.iter().map(|mention| mention.group).filter(|group| !offer.users.groups.contains(group)).collect();
    if offer.users.is_empty() {
        let starts = subjects.first().is_some_and(|mention| mention.start <= text.body_range().start + 2);
        if offer.platform && all.len() > 1 {
            offer.users = Targets::of(text, &all);
            offer.made_of.clear();
        } else if starts || objects.is_empty() {
            offer.users = Targets::of(text, &subjects);
        }
    }
    // What is made of the one of two groups is for the other.
    if let ([object], true, 2) = (offer.made_of.as_slice(), offer.users.is_empty(), context.groups.iter().filter(|group| !group.future).count())
        && let Some(other) = (0..groups.len()).find(|at| at != object && groups.get(*at).is_some_and(|group| !group.future))
    {
        offer.users = Targets { groups: vec![other], ..Targets::of(text, &objects) };
    }
    offer
}

/// Whether the price that an offer names is nothing, and no other stands beside it.
fn costs_nothing(context: &Context, text: &Text) -> bool {
    let zero = price(text, context.matcher, context.language).is_some_and(|(money, _)| money.amount.high.value().is_zero());
    zero && figures(text, context.language).iter().filter(|figure| !figure.value.is_zero()).count() < 2
}

/// Whether two places belong to one clause.
fn clause(text: &Text, from: usize, to: usize) -> bool {
    !text.folded().get(from..to).unwrap_or_default().contains(['.', ';', ':', ',', '\n', '('])
}
