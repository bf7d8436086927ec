//! A cheap thing and another, bought again and again, that works with it alone.

use canvass_model::Ids;
use canvass_model::blocks::{Block, Note, ValueProposition};
use canvass_model::graph::Field;
use canvass_model::vocabulary::Recurrence;

use crate::context::Context;
use crate::fill::{Marks, ONLY, full};
use crate::fold::runs_on;
use crate::links::ids;
use crate::matcher::Hit;
use crate::money::{Figure, figures};
use crate::plans::Known;
use crate::table::Table;
use crate::text::Text;

const OFFERS: Block = Block::ValuePropositions;
const STREAMS: Block = Block::RevenueStreams;
/// Blocks that may say that the one works with the other alone.
const WHERE: [Block; 5] = [OFFERS, STREAMS, Block::CustomerRelationships, Block::KeyResources, Block::KeyActivities];
/// The keyword of what is given away or sold below cost.
const BAIT: &str = "bait";
/// The concept of what is used up and bought again.
const REFILL: &str = "refill";
/// The place of words before what something costs the business itself.
const OUR_COST: u32 = 1;
/// How far behind such words the amount may stand, in bytes.
const NEAR: usize = 16;

/// Links what is bought again to the cheap thing that it works with, and says which that is.
pub(crate) fn assign(context: &Context, known: &Known<'_>, notes: &mut [Note<ValueProposition>], marks: &mut Marks) -> Option<usize> {
    if !context.reads(OFFERS) {
        return None;
    }
    // What is used up and bought again ties its buyer to the cheap thing as well as words that say so.
    let refill = |text: &Text| text.concepts().iter().any(|hit| context.matcher.name(hit.value) == REFILL);
    let used_up = || context.present(OFFERS).find(|text| refill(text)).filter(|_| context.present(STREAMS).any(refill)).map(|text| text.name().to_owned());
    let words = context.words(Table::OnlyFits, &WHERE).or_else(used_up)?;
    let texts = || context.texts(OFFERS).iter().zip(known.offers).filter(|(_, offer)| !offer.future);
    let fits = |text: &Text| text.says(Table::OnlyFits, 0).is_some() || refill(text) && !lent(context, text);
    // What is cheap stands in the offer, or in a stream that speaks of the same thing.
    let cheap = |text: &Text| text.says(Table::BelowCost, 0).is_some() || costs_more(context, text);
    let sold_cheap = |offer: &Text| context.present(STREAMS).any(|stream| cheap(stream) && share_word(offer, stream));
    let mut baits = texts().filter(|(text, offer)| !fits(text) && (offer.free || cheap(text) || sold_cheap(text))).map(|(text, _)| text);
    let (Some(bait), None) = (baits.next(), baits.next()) else { return None };
    let again = |stream: &Text| fits(stream) || stream.anywhere(Table::Recurrences).any(|hit| hit.term::<Recurrence>() == Some(Recurrence::Recurring));
    let bought_again = |offer: &Text| context.present(STREAMS).any(|stream| again(stream) && !cheap(stream) && share_word(offer, stream));
    let hooks: Vec<usize> = texts().filter(|(text, _)| text.index != bait.index && (fits(text) || bought_again(text))).map(|(text, _)| text.index).collect();
    let Some(Ids::One(id)) = ids(&[bait.index], &context.ids.propositions).filter(|_| !hooks.is_empty()) else { return None };
    for &hook in &hooks {
        if let Some(offer) = full(notes, hook).filter(|offer| offer.requires.is_none()) {
            offer.requires = Some(id.clone());
            marks.add(OFFERS, hook, Field::Requires, &words, ONLY);
        }
    }
    if let Some(offer) = full(notes, bait.index) {
        marks.tag(offer, (OFFERS, bait.index), BAIT, bait.name());
    }
    Some(bait.index)
}

/// Whether an offer is itself the thing that is given away.
fn lent(context: &Context, text: &Text) -> bool {
    text.says(Table::OfferPlans, 0).is_some() || text.says(Table::BelowCost, 0).is_some() || costs_more(context, text)
}

/// Whether a note names a price and, beside it, a higher cost of one's own.
pub(crate) fn costs_more(context: &Context, text: &Text) -> bool {
    let amounts = figures(text, context.language);
    // `1万4千` is more than `1980`.
    let value = |figure: &Figure| {
        let scale = text.anywhere(Table::Scales).find(|hit| text.gap(figure.end, hit.start as usize).is_some_and(str::is_empty));
        let factor = scale.and_then(|hit| context.matcher.name(hit.value).parse().ok()).unwrap_or(canvass_model::Decimal::ONE);
        figure.value.checked_mul(factor).unwrap_or(figure.value)
    };
    let own = |hit: &Hit| {
        let cost = amounts.iter().find(|figure| !figure.percent && figure.start >= hit.end as usize);
        let price = amounts.iter().rev().find(|figure| !figure.percent && figure.end <= hit.start as usize);
        matches!((price, cost), (Some(price), Some(cost)) if value(price) < value(cost) && cost.start <= hit.end as usize + NEAR)
    };
    text.anywhere(Table::BelowCost).filter(|hit| hit.value == OUR_COST).any(own)
}

/// Whether some letters of a word stand in another text.
fn shares(word: &str, other: &str, letters: &[(usize, char)]) -> bool {
    let (Some((from, _)), Some((to, last))) = (letters.first(), letters.last()) else { return false };
    word.get(*from..to + last.len_utf8()).is_some_and(|part| part.chars().all(char::is_alphabetic) && other.contains(part))
}

/// Whether two notes share a word that is long enough to mean a thing.
pub(crate) fn share_word(one: &Text, other: &Text) -> bool {
    let (one, other) = (one.folded().get(one.name_range()).unwrap_or_default(), other.folded().get(other.body_range()).unwrap_or_default());
    let mut words = one.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| {
        if word.starts_with(runs_on) {
            let letters: Vec<(usize, char)> = word.char_indices().collect();
            // Two letters of Chinese or Japanese are a word; of scripts of sounds it takes three.
            let sounds = |letter: char| ('\u{3040}'..='\u{30ff}').contains(&letter) || ('\u{ac00}'..='\u{d7af}').contains(&letter);
            return letters.windows(3).any(|part| shares(word, other, part))
                || letters.windows(2).any(|part| !part.iter().any(|(_, letter)| sounds(*letter)) && shares(word, other, part));
        }
        let stem = word.char_indices().nth(5).map(|(at, _)| word.get(..at).unwrap_or(word));
        stem.or_else(|| (word.chars().count() >= 4).then_some(word))
            .is_some_and(|stem| other.split(|letter: char| !letter.is_alphanumeric()).any(|word| word.starts_with(stem)))
    })
}
