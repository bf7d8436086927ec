//! Prices below cost, and dear prices that carry cheap ones.

mod by_price;

use std::ops::Range;

use canvass_model::blocks::{Block, CustomerSegment, Note};
use canvass_model::vocabulary::StreamKind;

use crate::bait::Baits;
use crate::common_words::told_apart;
use crate::context::Context;
use crate::fill::{ALIKE, Marks, full};
use crate::fold::SENTENCE_ENDS;
use crate::matcher::Hit;
use crate::naming::mentions;
use crate::plans::Known;
use crate::table::{Table, general};
use crate::text::Text;

const SEGMENTS: Block = Block::CustomerSegments;
const WHERE: [Block; 7] =
    [SEGMENTS, Block::ValuePropositions, Block::RevenueStreams, Block::CostStructure, Block::CustomerRelationships, Block::KeyResources, Block::KeyActivities];
/// Keywords of segments: one pays less than it costs to serve, one carries others.
const BELOW_COST: &str = "below_cost";
const CARRIES: &str = "carries_others";
/// The concept of a surplus that covers what others pay too little.
const CROSS_SUBSIDY: &str = "cross_subsidy";
/// The place of words by which one price pays for something, which count where others are named behind them.
const PAYS: u32 = 2;
/// The place of words that what is left of one price pays for something.
pub(crate) const PROFIT: u32 = 1;
/// The place of words by which the one price is made up out of the other, which is named behind them.
const OUT_OF: u32 = 4;
/// The place of words that a price does not suffice.
pub(crate) const SHORT: u32 = 4;

/// Marks groups whose price is said to be below cost, and those who are said to carry others.
pub(crate) fn assign(context: &Context, known: &Known<'_>, baits: &Baits, segments: &mut [Note<CustomerSegment>], marks: &mut Marks) {
    if !context.reads(SEGMENTS) {
        return;
    }
    let pays = |at: usize| known.is_payer(at);
    let payers: Vec<usize> = context.served().filter(|&at| pays(at)).collect();
    if let [payer] = payers.as_slice() {
        carries_free(context, *payer, segments, marks);
    }
    if payers.len() < 2 {
        return;
    }
    let mut below: Vec<(usize, String)> = Vec::new();
    let mut dear: Vec<(usize, String)> = Vec::new();
    // A part of each sale is what the seller pays for selling.
    let is_share = |text: &Text| text.of(Table::StreamKinds).any(|hit| hit.term() == Some(StreamKind::BrokerageFee) && text.words(hit).starts_with('%'));
    // What draws buyers to what they buy again is cheap to all of them.
    let of_bait = |text: &Text| baits.speaks(context, text);
    for (block, text) in context.everywhere(&WHERE) {
        let carries = || {
            text.anywhere(Table::Carries)
                .find(|hit| matches!(hit.value, PROFIT | PAYS))
                .filter(|hit| pays_for_others(context, known, block, text, &payers, hit))
        };
        let place = |hit: &Hit| (hit.start as usize, hit.end as usize);
        let by_words = |words: (usize, usize)| carried(context, known, block, text, &payers, words);
        let told = if let Some(hit) = text.says(Table::Carries, OUT_OF) {
            let sides = carried_out_of(context, text, &payers, place(hit)).unwrap_or_else(|| by_words(place(hit)));
            Some((sides, text.words(hit)))
        } else if let Some(hit) = text.says(Table::Carries, 0).filter(|_| !is_share(text)).or_else(carries) {
            Some((by_words(place(hit)), text.words(hit)))
        } else if crate::concepts::says(context, text, CROSS_SUBSIDY) {
            let end = text.body_range().end;
            Some((by_words((end, end)), text.name()))
        } else {
            None
        };
        if let Some(((carrying, carried), words)) = told {
            dear.extend(carrying.into_iter().map(|at| (at, words.to_owned())));
            below.extend(carried.into_iter().map(|at| (at, words.to_owned())));
        } else if let Some(hit) = text
            .anywhere(Table::BelowCost)
            .find(|hit| hit.value == 0 || hit.value == SHORT && block == Block::RevenueStreams || crate::unit_costs::stand_beside(context, text))
            && !of_bait(text)
            && block != Block::KeyResources
        {
            let groups = about(context, known, block, text);
            let some = !groups.is_empty() && payers.iter().any(|payer| !groups.contains(payer));
            below.extend(groups.into_iter().filter(|at| some && payers.contains(at)).map(|at| (at, text.words(hit).to_owned())));
        } else if block == Block::RevenueStreams && !of_bait(text) && crate::unit_costs::exceed(context, text) {
            let groups = about(context, known, block, text);
            let some = payers.iter().any(|payer| !groups.contains(payer));
            below.extend(groups.into_iter().filter(|at| some && payers.contains(at)).map(|at| (at, text.name().to_owned())));
        }
    }
    if (below.is_empty() || dear.is_empty())
        && let Some((carrying, carried, words)) = by_price::told(context, known, baits, &payers)
    {
        dear.extend(carrying.into_iter().map(|at| (at, words.clone())));
        below.extend(carried.into_iter().map(|at| (at, words.clone())));
    }
    // Where every payer is cheap to somebody, nobody is.
    if payers.iter().all(|payer| below.iter().any(|(at, _)| at == payer)) {
        return;
    }
    for (tag, found) in [(BELOW_COST, below), (CARRIES, dear)] {
        for (at, words) in found {
            if let Some(segment) = full(segments, at) {
                marks.tag(segment, (SEGMENTS, at), tag, &words);
            }
        }
    }
}

/// Marks the one who pays as carrying those who pay nothing, where what it pays is said to do so, naming them.
fn carries_free(context: &Context, payer: usize, segments: &mut [Note<CustomerSegment>], marks: &mut Marks) {
    let free: Vec<usize> = context.served().filter(|&at| at != payer && context.groups.get(at).is_some_and(|group| !group.is_organised())).collect();
    let says = |text: &Text| {
        let hit = text.anywhere(Table::Carries).find(|hit| matches!(hit.value, 0 | PROFIT))?;
        let named = mentions(&context.groups, text, hit.end as usize..text.body_range().end);
        named.iter().any(|mention| free.contains(&mention.group)).then(|| text.words(hit).to_owned())
    };
    let words = context.everywhere(&WHERE).filter(|(block, _)| *block != SEGMENTS).find_map(|(_, text)| says(text));
    if let (Some(words), Some(segment)) = (words, full(segments, payer)) {
        marks.tag(segment, (SEGMENTS, payer), CARRIES, &words);
    }
}

/// Whether what one group pays is said to pay for another that pays too: `two private hours pay for one hour at the low rate`.
fn pays_for_others(context: &Context, known: &Known<'_>, block: Block, text: &Text, payers: &[usize], hit: &Hit) -> bool {
    // One letter may be a part of another word, and who belongs to whom says nothing of prices.
    if block == SEGMENTS || text.words(hit).chars().count() < 2 {
        return false;
    }
    let rest = text.folded().get(hit.end as usize..).unwrap_or_default();
    let end = hit.end as usize + rest.find(SENTENCE_ENDS).unwrap_or(rest.len());
    let named = |from: usize, to: usize| meant(context, if hit.value == PROFIT { payers } else { &[] }, text, from..to);
    let (before, behind) = (named(text.body_range().start, hit.start as usize), named(hit.end as usize, end));
    let counted = text.small(general::EACH).any(|word| word.start >= hit.end && (word.end as usize) <= end);
    let own = about(context, known, block, text);
    let carries = |at: &usize| !behind.contains(at) && payers.contains(at);
    !counted
        && !behind.is_empty()
        && behind.iter().all(|at| payers.contains(at))
        && (hit.value == PROFIT || before.iter().any(carries) || block == Block::RevenueStreams && own.iter().any(carries))
}

/// The groups that a part of a note names, or whose note has a word in common with it where none is named.
fn meant(context: &Context, payers: &[usize], text: &Text, part: Range<usize>) -> Vec<usize> {
    let named: Vec<usize> = mentions(&context.groups, text, part.clone()).iter().map(|mention| mention.group).collect();
    if named.is_empty() { alike(context, payers, text, part) } else { named }
}

/// Those who pay and whose note has a word in common with a part of another, unless all of them do.
fn alike(context: &Context, payers: &[usize], text: &Text, part: Range<usize>) -> Vec<usize> {
    let groups: Vec<&Text> = payers.iter().filter_map(|&at| context.texts(SEGMENTS).get(at)).collect();
    let told = told_apart(text, part, &groups);
    let found: Vec<usize> = payers.iter().zip(told).filter(|(_, told)| *told).map(|(&at, _)| at).collect();
    if found.len() == payers.len() { Vec::new() } else { found }
}

/// The groups that a note is about.
fn about(context: &Context, known: &Known<'_>, block: Block, text: &Text) -> Vec<usize> {
    let named = || mentions(&context.groups, text, 0..text.body_range().end).iter().map(|mention| mention.group).collect();
    match block {
        SEGMENTS => vec![text.index],
        Block::ValuePropositions => known.offers.get(text.index).map(|offer| offer.users.groups.clone()).unwrap_or_default(),
        Block::RevenueStreams => {
            let payers = known.payers.get(text.index).map(|payers| payers.groups.clone()).unwrap_or_default();
            // A price that names nobody and is too low is that of the poor.
            let poor: Vec<usize> = payers.groups.iter().copied().filter(|&at| is_poor(context, at)).collect();
            if payers.confidence <= ALIKE && !poor.is_empty() { poor } else { payers.groups }
        }
        _ => named(),
    }
}

/// Who carries and who is carried: whoever stands behind the words is carried; of several before them the nearest carries; else those who pay
/// other streams are carried, the poor among them first.
fn carried(context: &Context, known: &Known<'_>, block: Block, text: &Text, payers: &[usize], words: (usize, usize)) -> (Vec<usize>, Vec<usize>) {
    let named = |from: usize, to: usize| meant(context, payers, text, from..to);
    let (before, behind) = (named(text.body_range().start, words.0), named(words.1, text.body_range().end));
    let poor = |at: &usize| is_poor(context, *at);
    let mut carrying: Vec<usize> = match before.last() {
        Some(&nearest) => vec![nearest],
        None => about(context, known, block, text).into_iter().filter(|at| !behind.contains(at)).collect(),
    };
    if carrying.iter().all(poor) || carrying.len() == payers.len() {
        carrying = payers.iter().copied().filter(|at| !poor(at)).collect();
    }
    let mut carried: Vec<usize> = payers.iter().copied().filter(|at| !carrying.contains(at)).collect();
    if carried.iter().any(|at| behind.contains(at)) {
        carried.retain(|at| behind.contains(at));
    } else if carried.iter().any(poor) {
        carried.retain(poor);
    }
    if carrying.is_empty() || carried.is_empty() { (Vec::new(), Vec::new()) } else { (carrying, carried) }
}

/// Who carries and who is carried where the words say out of what a price is made up: whoever is named behind them carries, whoever before them is
/// carried; where one of the two is not named it is the others. Nothing where neither is.
fn carried_out_of(context: &Context, text: &Text, payers: &[usize], words: (usize, usize)) -> Option<(Vec<usize>, Vec<usize>)> {
    let named = |from: usize, to: usize| -> Vec<usize> { meant(context, payers, text, from..to).into_iter().filter(|at| payers.contains(at)).collect() };
    let (mut carried, mut carrying) = (named(text.body_range().start, words.0), named(words.1, text.body_range().end));
    carrying.truncate(1);
    carried.retain(|at| !carrying.contains(at));
    let others = |some: &[usize]| -> Vec<usize> { payers.iter().copied().filter(|at| !some.contains(at)).collect() };
    match (carried.is_empty(), carrying.is_empty()) {
        (true, false) => carried = others(&carrying),
        (false, true) => carrying = others(&carried),
        _ => {}
    }
    (!carrying.is_empty() && !carried.is_empty()).then_some((carrying, carried))
}

/// Whether a segment is said to have little money.
pub(crate) fn is_poor(context: &Context, at: usize) -> bool {
    let tags = |text: &Text| text.of(Table::SegmentTags).any(|hit| context.matcher.name(hit.value) == "low_income");
    context.texts(SEGMENTS).get(at).is_some_and(tags)
}

#[cfg(test)]
mod tests {
    use crate::testing::{is_tagged, read_notes, segments};

    /// Which groups pay less than it costs.
    fn below(cost: &str) -> Vec<bool> {
        let read = read_notes(
            "en",
            &[
                ("customer_segments", &["Hotels on the coast", "Schools inland"]),
                ("value_propositions", &["Clean linen for everyone"]),
                ("revenue_streams", &["Hotels, $9 per sack", "Schools, $2 per sack"]),
                ("cost_structure", &[cost]),
            ],
        );
        segments(&read).map(|segment| is_tagged(segment, "below_cost")).collect()
    }

    #[test]
    fn what_is_paid_out_of_the_other_price_is_carried_by_it() {
        let carried = |language: &str, groups: [&str; 2], activity: &str| -> Vec<bool> {
            let streams: Vec<String> = groups.iter().map(|group| format!("{group}: 9 €")).collect();
            let streams: Vec<&str> = streams.iter().map(String::as_str).collect();
            let blocks: [(&str, &[&str]); 4] =
                [("customer_segments", &groups), ("value_propositions", &["Curso"]), ("revenue_streams", &streams), ("key_activities", &[activity])];
            segments(&read_notes(language, &blocks)).map(|segment| is_tagged(segment, "below_cost")).collect()
        };
        assert_eq!(carried("es", ["Hoteles", "Escuelas"], "El curso de las escuelas se paga con el margen de los hoteles"), [false, true]);
        assert_eq!(carried("es", ["Hoteles", "Escuelas"], "El curso de las escuelas se paga con tarjeta"), [false, false]);
    }

    #[test]
    fn a_price_under_the_cost_of_one_is_below_cost() {
        assert_eq!(below("Washing: $5 per sack"), [false, true]);
        assert_eq!(below("Washing: $1 per sack"), [false, false]);
        assert_eq!(below("Washing: $5 a month per sack"), [false, false]);
    }
}
