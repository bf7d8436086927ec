//! Insurance and mutual aid: many pay regularly, few draw the benefit.

use canvass_model::Decimal;
use canvass_model::blocks::{Block, CustomerSegment, Note};
use canvass_model::graph::Field;
use canvass_model::vocabulary::{Period, SegmentKind, StreamKind};

use crate::blocks::{CLAIMING, share_beside};
use crate::concepts::says;
use crate::context::Context;
use crate::fill::{Marks, SAID, full};
use crate::groups::Group;
use crate::matcher::Hit;
use crate::money::{Figure, figures, price};
use crate::naming::mentions;
use crate::plans::Known;
use crate::table::{Table, general};
use crate::text::Text;

const SEGMENTS: Block = Block::CustomerSegments;
/// Blocks that may say what is paid out.
const CLAIMS: [Block; 4] = [Block::ValuePropositions, Block::KeyActivities, Block::KeyResources, Block::CostStructure];
/// Values of the table.
const CONTRIBUTION: u32 = 0;
const CLAIM: u32 = 1;
/// Words that only few of those who pay ever draw on it.
const FEW: u32 = 2;
/// Words for what is paid out, which say it among the costs of a business that takes contributions.
const PAID_OUT: u32 = 3;
/// Blocks that may say that few draw on it.
const DRAWN: [Block; 6] =
    [Block::RevenueStreams, Block::CostStructure, Block::KeyResources, Block::ValuePropositions, Block::KeyActivities, Block::CustomerRelationships];
/// Of how many members one at most draws on it where both are counted.
const ONE_OF: Decimal = Decimal::from_parts(8, 0, 0, false, 0);
/// How far apart the two counts stand at most, in bytes.
const NEAR: usize = 32;
/// The keyword of a group of which only some draw the benefit, where no words say how many.
const FEW_CLAIM: &str = "few_claim";

/// The concept of what is claimed from those who insure.
const CLAIMED: &str = "claims";

/// Says of those who pay contributions that only some draw the benefit.
pub(crate) fn assign(context: &Context, known: &Known<'_>, segments: &mut [Note<CustomerSegment>], marks: &mut Marks) {
    if !context.reads(SEGMENTS) {
        return;
    }
    let contributed = context.present(Block::RevenueStreams).any(|text| text.says(Table::Insurance, CONTRIBUTION).is_some());
    let claim = context.everywhere(&CLAIMS).find_map(|(_, text)| text.says(Table::Insurance, CLAIM).map(|hit| text.words(hit).to_owned()));
    let paid_out = || {
        let texts = context.present(Block::CostStructure);
        texts.filter(|_| contributed).find_map(|text| text.says(Table::Insurance, PAID_OUT).map(|hit| text.words(hit).to_owned()))
    };
    let drawn = || {
        let few = |text: &Text| {
            says(context, text, "few_draw") || is_drawn(context, text) && (few_of_many(context, text) || text.says(Table::Insurance, FEW).is_some())
        };
        // Of those who pay a stream as well few may be told.
        let drawn = |block: Block, text: &Text| few(text) || block != Block::RevenueStreams && few_of_members(context, text);
        context.everywhere(&DRAWN).find(|&(block, text)| drawn(block, text)).map(|(_, text)| text.name().to_owned())
    };
    // That most will never need it says how few draw on it, where something is paid out at all.
    let never = || context.present(Block::CustomerRelationships).any(|text| text.says(Table::Insurance, FEW).is_some());
    let few =
        || context.everywhere(&[Block::RevenueStreams, SEGMENTS]).find_map(|(_, text)| text.says(Table::Insurance, FEW).map(|hit| text.words(hit).to_owned()));
    let parts = || {
        let mut texts = context.everywhere(&[Block::RevenueStreams, SEGMENTS]);
        texts.find_map(|(_, text)| share_beside(context, text, CLAIMING).map(|(_, words)| words))
    };
    // Contributions and claims, wherever the one and the other are spoken of.
    let spoken = || {
        let contributions = context.everywhere(&Block::NINE).any(|(_, text)| text.says(Table::Insurance, CONTRIBUTION).is_some());
        context.everywhere(&CLAIMS).find(|(_, text)| contributions && says(context, text, CLAIMED)).map(|(_, text)| text.name().to_owned())
    };
    let pays_out = claim.is_some();
    let Some(words) = claim.or_else(paid_out).or_else(few).or_else(drawn).or_else(parts).or_else(spoken) else { return };
    // Who insures others pays for help with claims and bears none of them.
    let insures = |at: usize| context.groups.get(at).is_some_and(|group| group.concepts.iter().any(|&concept| context.matcher.name(concept) == "insurers"));
    // Who pays to be found by others is not insured by it: what is guaranteed to those is theirs.
    let brought = |at: usize| crate::sides::meets(context, known) && crate::sides::has_own_offer(known, at) && context.served().any(|other| other != at);
    let said = context.everywhere(&CLAIMS).find_map(|(_, text)| share_beside(context, text, CLAIMING));
    let several = CLAIMS.iter().filter(|&&block| context.present(block).any(|text| text.says(Table::Insurance, CLAIM).is_some())).count() > 1;
    let few_say = drawn().is_some() || pays_out && never() || spoken().is_some();
    for (at, stream) in known.streams.iter().enumerate().filter(|(_, stream)| !stream.future) {
        let contribution = context.texts(Block::RevenueStreams).get(at).is_some_and(|text| text.says(Table::Insurance, CONTRIBUTION).is_some());
        let few_draw = matches!(stream.kind, Some(StreamKind::SubscriptionFee))
            && context.texts(Block::RevenueStreams).get(at).is_some_and(|text| text.says(Table::Insurance, FEW).is_some());
        let regular = several && matches!(stream.kind, Some(StreamKind::SubscriptionFee))
            || few_say && context.texts(Block::RevenueStreams).get(at).is_some_and(|text| is_regular(context, stream.kind, text));
        let payers = known.payers.get(at).map(|payers| payers.groups.groups.as_slice()).unwrap_or_default();
        // What those pay who insure others is not what these are insured by, nor is what other firms pay beside them.
        let beside = |payer: &usize| context.groups.get(*payer).is_some_and(Group::is_organised) && context.served().any(insures);
        if payers.iter().any(|&payer| insures(payer) || beside(&payer)) {
            continue;
        }
        for &payer in payers {
            let people = context.groups.get(payer).is_some_and(|group| group.kind != Some(SegmentKind::Businesses));
            if !(contribution || few_draw || regular && (people || few_say)) || said.is_none() && brought(payer) {
                continue;
            }
            let Some(segment) = full(segments, payer).filter(|segment| segment.claiming_share.is_none()) else { continue };
            match &said {
                Some((share, words)) => {
                    segment.claiming_share = *share;
                    marks.add(SEGMENTS, payer, Field::ClaimingShare, words, SAID);
                }
                None => marks.tag(segment, (SEGMENTS, payer), FEW_CLAIM, &words),
            }
        }
    }
}

/// Whether a stream is paid each month or year.
fn is_regular(context: &Context, kind: Option<StreamKind>, text: &Text) -> bool {
    let each =
        || price(text, context.matcher, context.language).is_some_and(|(money, _)| matches!(money.per, Some(Period::Week | Period::Month | Period::Year)));
    matches!(kind, Some(StreamKind::SubscriptionFee)) || kind.is_none() && text.is_recurring() || each()
}

/// Whether a note speaks of those who draw on it, or of what is paid out.
fn is_drawn(context: &Context, text: &Text) -> bool {
    let drawn = says(context, text, "word_draws");
    drawn || [CLAIM, PAID_OUT].iter().any(|&value| text.says(Table::Insurance, value).is_some())
}

/// Whether a note counts few of those who belong to it, in a stretch of time: `last year 2 of the 46 members`, `a handful of the 800 members`.
fn few_of_members(context: &Context, text: &Text) -> bool {
    // One of these words is needed, and figures are dearer to find.
    if text.small(general::OUT_OF).next().is_none() && text.says(Table::Insurance, FEW).is_none() {
        return false;
    }
    let figures = figures(text, context.language);
    let members = |figure: &Figure| {
        let counted = |hit: &Hit| hit.value == MEMBERS && text.gap(figure.end, hit.start as usize).is_some_and(|gap| gap.len() <= UNIT);
        let group = |end: usize| mentions(&context.groups, text, figure.end..end).iter().any(|mention| mention.start <= figure.end + UNIT);
        !figure.percent && figure.value >= ONE_OF && (text.of(Table::NumberWords).any(counted) || group(text.body_range().end))
    };
    let out_of = |one: &Figure, all: &Figure| {
        let inside = |word: &Hit| one.end <= word.start as usize && word.end as usize <= all.start;
        let near = text.folded().get(one.end..all.start).is_some_and(|gap| gap.len() <= NEAR && !gap.contains(['.', ';', ':']));
        near && !one.percent
            && !one.value.is_zero()
            && one.value.checked_mul(ONE_OF).is_some_and(|most| most <= all.value)
            && text.small(general::OUT_OF).any(inside)
    };
    let yearly = || says(context, text, "word_in_a_year");
    let few = |all: &Figure| {
        let beside = |start: usize, end: usize| end <= all.start && start + 2 * NEAR > all.start;
        text.of(Table::Insurance).any(|hit| hit.value == FEW && beside(hit.start as usize, hit.end as usize))
    };
    figures.iter().enumerate().filter(|(_, all)| members(all)).any(|(at, all)| {
        let before = at.checked_sub(1).and_then(|before| figures.get(before));
        before.is_some_and(|one| out_of(one, all)) && yearly() || few(all)
    })
}

/// The place of words for members among those beside numbers, and how far behind its number such a word may stand, in bytes.
const MEMBERS: u32 = 1;
const UNIT: usize = 4;

/// Whether a note counts few of many: `31 cases among 1,900 members`.
fn few_of_many(context: &Context, text: &Text) -> bool {
    let is_count = |figure: &Figure| !figure.percent && figure.value.is_integer() && figure.value > Decimal::ZERO;
    let few = |pair: &[Figure]| {
        let [one, other] = pair else { return false };
        let (few, all) = (one.value.min(other.value), one.value.max(other.value));
        let near =
            text.folded().get(one.end..other.start).is_some_and(|gap| gap.len() <= NEAR && gap.chars().any(char::is_alphabetic) && !gap.contains(['.', ';']));
        is_count(one) && is_count(other) && near && few.checked_mul(ONE_OF).is_some_and(|most| most <= all)
    };
    price(text, context.matcher, context.language).is_none() && figures(text, context.language).windows(2).any(few)
}

#[cfg(test)]
mod tests {
    use crate::testing::{is_tagged, read_notes, segments};

    fn insured(offer: &str, stream: &str, cost: &str) -> bool {
        let read = read_notes(
            "en",
            &[("customer_segments", &["Owners of horse carts"]), ("value_propositions", &[offer]), ("revenue_streams", &[stream]), ("cost_structure", &[cost])],
        );
        segments(&read).any(|segment| is_tagged(segment, "few_claim"))
    }

    #[test]
    fn few_members_in_a_year_are_told_without_a_word_for_what_befell_them() {
        assert!(insured("Money while you cannot drive", "$40 a month from every owner", "3 in 400 members last year"));
        assert!(!insured("Money while you cannot drive", "$40 a month from every owner", "Staff: 3 for 400 members"));
        assert!(!insured("Money while you cannot drive", "$40 a month from every owner", "300 in 400 members last year"));
    }

    #[test]
    fn few_cases_counted_among_many_who_pay_make_it_an_insurance() {
        assert!(insured("A broken axle mended at the roadside", "$40 a year from every owner", "Call-outs: 12 carts called us of 400"));
        assert!(!insured("A broken axle mended at the roadside", "$40 a year from every owner", "Call-outs: 300 carts called us of 400"));
        assert!(!insured("Axles", "$40 a year from every owner", "12 workshops in 400 towns"));
    }
    #[test]
    fn a_pot_into_which_all_pay_and_out_of_which_some_are_helped_is_one() {
        assert!(insured("Help in an emergency", "$40 a year, into the pot", "Cart shed"));
        assert!(!insured("Help in an emergency", "$40 a year for the workshop", "Cart shed"));
        assert!(!insured("Axles", "$40 a year, into the pot", "Cart shed"));
    }
}
