//! A cheap thing and another, bought again and again, that works with it alone.

mod anywhere;

use canvass_model::Ids;
use canvass_model::blocks::{Block, Note, RevenueStream, ValueProposition};
use canvass_model::graph::Field;

use crate::common_words::share_word;
use crate::concepts::says;
use crate::context::Context;
use crate::fill::{Marks, ONLY, full};
use crate::links::ids;
use crate::plans::Known;
use crate::table::Table;
use crate::text::Text;
use crate::unit_costs;

const OFFERS: Block = Block::ValuePropositions;
const STREAMS: Block = Block::RevenueStreams;
/// Blocks that may say that the one works with the other alone.
const WHERE: [Block; 5] = [OFFERS, STREAMS, Block::CustomerRelationships, Block::KeyResources, Block::KeyActivities];
/// The keyword of what is given away or sold below cost.
const BAIT: &str = "bait";
/// The keyword of what is bought again and again for it.
const HOOK: &str = "hook";
/// The concept of what works with one thing alone.
const TIED: &str = "tied";
/// The words for a device.
const DEVICE: &str = "word_device";
/// The concept of what is used up and bought again.
const REFILL: &str = "refill";

/// The notes that speak of what is cheap.
#[derive(Debug, Default)]
pub(crate) struct Baits(Vec<(Block, usize)>);

impl Baits {
    /// Whether a note speaks of something that is cheap to all so that they buy what goes with it.
    pub(crate) fn speaks(&self, context: &Context, text: &Text) -> bool {
        let notes = || self.0.iter().filter_map(|&(block, at)| context.texts(block).get(at));
        notes().any(|bait| std::ptr::eq(bait, text) || share_word(bait, text))
    }
}

/// Links what is bought again to the cheap thing that it works with, and says which that is.
pub(crate) fn assign(
    context: &Context,
    known: &Known<'_>,
    offers: &mut [Note<ValueProposition>],
    streams: &mut [Note<RevenueStream>],
    marks: &mut Marks,
) -> Baits {
    if let Some(bait) = among_offers(context, known, offers, marks) {
        return Baits(vec![(OFFERS, bait)]);
    }
    let found = in_streams(context, known, offers, streams, marks);
    Baits(if found.is_empty() { anywhere::assign(context, known, offers, streams, marks) } else { found })
}

/// Whether a note says that something works with one thing alone.
fn is_tied(context: &Context, text: &Text) -> bool {
    text.says(Table::OnlyFits, 0).is_some() || says(context, text, TIED)
}

/// Whether a note says that something costs its buyers less than the business.
fn is_cheap(context: &Context, text: &Text) -> bool {
    text.says(Table::BelowCost, 0).is_some() || unit_costs::stand_beside(context, text)
}

/// Both as offers: the one requires the other.
fn among_offers(context: &Context, known: &Known<'_>, notes: &mut [Note<ValueProposition>], marks: &mut Marks) -> Option<usize> {
    if !context.reads(OFFERS) {
        return None;
    }
    // What is used up and bought again ties its buyer to the cheap thing as well as words that say so.
    let refill = |text: &Text| says(context, text, REFILL);
    let used_up = || context.present(OFFERS).find(|text| refill(text)).filter(|_| context.present(STREAMS).any(refill)).map(|text| text.name().to_owned());
    let words = context.words(Table::OnlyFits, &WHERE).or_else(used_up)?;
    let texts = || context.texts(OFFERS).iter().zip(known.offers).filter(|(_, offer)| !offer.future);
    let fits = |text: &Text| text.says(Table::OnlyFits, 0).is_some() || refill(text) && !lent(context, text);
    // What is cheap stands in the offer, or in a stream that speaks of the same thing.
    let cheap = |text: &Text| is_cheap(context, text);
    let sold_cheap = |offer: &Text| context.present(STREAMS).any(|stream| cheap(stream) && share_word(offer, stream));
    let mut baits = texts().filter(|(text, offer)| !fits(text) && (offer.free || cheap(text) || sold_cheap(text))).map(|(text, _)| text);
    let (Some(bait), None) = (baits.next(), baits.next()) else { return None };
    let again = |stream: &Text| fits(stream) || stream.is_recurring();
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

/// Where no offer speaks of the one or of the other, the streams do: one sells something for less than it costs, or the costs say so of it, and
/// another what only works with it or is used up in it.
fn in_streams(
    context: &Context,
    known: &Known<'_>,
    offers: &mut [Note<ValueProposition>],
    notes: &mut [Note<RevenueStream>],
    marks: &mut Marks,
) -> Vec<(Block, usize)> {
    if !context.reads(STREAMS) {
        return Vec::new();
    }
    let tied = |text: &Text| is_tied(context, text);
    let refill = |text: &Text| says(context, text, REFILL);
    let tie = context.everywhere(&WHERE).any(|(_, text)| tied(text));
    let short = |text: &Text| text.says(Table::BelowCost, crate::prices::SHORT).is_some();
    let cheap = |text: &Text| is_cheap(context, text) || says(context, text, BAIT) || short(text);
    let told_in_costs = |stream: &Text| context.present(Block::CostStructure).any(|cost| cheap(cost) && share_word(stream, cost));
    let sold = || context.texts(STREAMS).iter().zip(known.streams).filter(|(_, stream)| !stream.future && !stream.nothing);
    // What is said to go with the cheap thing alone is bought for it, however often.
    let of_tie = |text: &Text| {
        tie && !says(context, text, DEVICE) && context.everywhere(&WHERE).any(|(block, other)| block != STREAMS && tied(other) && share_word(text, other))
    };
    let again = |text: &Text| tied(text) || refill(text) || tie && text.is_recurring();
    let dear = |text: &Text| tie && unit_costs::exceed(context, text);
    let baits: Vec<&Text> = sold().map(|(text, _)| text).filter(|text| cheap(text) || dear(text) || !again(text) && told_in_costs(text)).collect();
    let hooks: Vec<&Text> =
        sold().map(|(text, _)| text).filter(|text| (again(text) || of_tie(text)) && !baits.iter().any(|bait| std::ptr::eq(*bait, *text))).collect();
    let hooks: Vec<&Text> = hooks.into_iter().filter(|hook| have_buyers_in_common(known, &baits, hook)).collect();
    // What all pay less for is no bait, nor is what some are given for the sake of others.
    let lent: Vec<&Text> = context.present(OFFERS).filter(|text| (cheap(text) || dear(text)) && !refill(text)).collect();
    let carried = context.everywhere(&[STREAMS, Block::CostStructure]).any(|(_, text)| text.says(Table::Carries, 0).is_some());
    if hooks.is_empty() || carried || !(tie || hooks.iter().any(|text| refill(text))) || baits.is_empty() && (lent.is_empty() || !context.reads(OFFERS)) {
        return Vec::new();
    }
    let cheap = if baits.is_empty() { lent.into_iter().map(|text| (OFFERS, text)).collect() } else { baits.into_iter().map(|text| (STREAMS, text)).collect() };
    tag(cheap, &hooks, tie, offers, notes, marks)
}

/// Gives cheap things and what is bought again for them their keywords, and says where the cheap things stand.
fn tag(
    baits: Vec<(Block, &Text)>,
    hooks: &[&Text],
    tie: bool,
    offers: &mut [Note<ValueProposition>],
    streams: &mut [Note<RevenueStream>],
    marks: &mut Marks,
) -> Vec<(Block, usize)> {
    for &(block, text) in &baits {
        if block == STREAMS {
            full(streams, text.index).into_iter().for_each(|stream| marks.tag(stream, (block, text.index), BAIT, text.name()));
        } else {
            full(offers, text.index).into_iter().for_each(|offer| marks.tag(offer, (block, text.index), BAIT, text.name()));
        }
    }
    for text in hooks {
        if let Some(stream) = full(streams, text.index) {
            marks.tag(stream, (STREAMS, text.index), HOOK, text.name());
            if tie {
                marks.tag(stream, (STREAMS, text.index), TIED, text.name());
            }
        }
    }
    baits.into_iter().map(|(block, text)| (block, text.index)).collect()
}

/// Whether who buys what is bought again is who got the cheap thing, as far as that is known.
fn have_buyers_in_common(known: &Known<'_>, baits: &[&Text], hook: &Text) -> bool {
    let buyers = |text: &Text| known.payers.get(text.index).map(|payers| payers.groups.groups.as_slice()).unwrap_or_default();
    let of_bait: Vec<usize> = baits.iter().flat_map(|bait| buyers(bait)).copied().collect();
    of_bait.is_empty() || buyers(hook).is_empty() || buyers(hook).iter().any(|buyer| of_bait.contains(buyer))
}

/// Whether an offer is itself the thing that is given away.
fn lent(context: &Context, text: &Text) -> bool {
    text.says(Table::OfferPlans, 0).is_some() || is_cheap(context, text)
}
