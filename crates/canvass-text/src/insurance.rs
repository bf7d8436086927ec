//! Insurance and mutual aid: many pay regularly, few draw the benefit.

use canvass_model::blocks::{Block, CustomerSegment, Note};
use canvass_model::graph::Field;
use canvass_model::vocabulary::{SegmentKind, StreamKind};

use crate::blocks::{CLAIMING, share_beside};
use crate::concepts::says;
use crate::context::Context;
use crate::fill::{Marks, SAID, full};
use crate::plans::Known;
use crate::table::Table;

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
const DRAWN: [Block; 4] = [Block::RevenueStreams, Block::CostStructure, Block::KeyResources, Block::ValuePropositions];
/// The keyword of a group of which only some draw the benefit, where no words say how many.
const FEW_CLAIM: &str = "few_claim";

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
    let drawn = || context.everywhere(&DRAWN).find(|(_, text)| says(context, text, "few_draw")).map(|(_, text)| text.name().to_owned());
    let few =
        || context.everywhere(&[Block::RevenueStreams, SEGMENTS]).find_map(|(_, text)| text.says(Table::Insurance, FEW).map(|hit| text.words(hit).to_owned()));
    let parts = || {
        let mut texts = context.everywhere(&[Block::RevenueStreams, SEGMENTS]);
        texts.find_map(|(_, text)| share_beside(context, text, CLAIMING).map(|(_, words)| words))
    };
    let Some(words) = claim.or_else(paid_out).or_else(few).or_else(drawn).or_else(parts) else { return };
    // Who insures others pays for help with claims and bears none of them.
    let insures = |at: usize| context.groups.get(at).is_some_and(|group| group.concepts.iter().any(|&concept| context.matcher.name(concept) == "insurers"));
    // Who pays to be found by others is not insured by it: what is guaranteed to those is theirs.
    let brought = |at: usize| crate::sides::meets(context, known) && crate::sides::has_own_offer(known, at) && context.served().any(|other| other != at);
    let said = context.everywhere(&CLAIMS).find_map(|(_, text)| share_beside(context, text, CLAIMING));
    let several = CLAIMS.iter().filter(|&&block| context.present(block).any(|text| text.says(Table::Insurance, CLAIM).is_some())).count() > 1;
    let few_say = drawn().is_some();
    for (at, stream) in known.streams.iter().enumerate().filter(|(_, stream)| !stream.future) {
        let contribution = context.texts(Block::RevenueStreams).get(at).is_some_and(|text| text.says(Table::Insurance, CONTRIBUTION).is_some());
        let few_draw = matches!(stream.kind, Some(StreamKind::SubscriptionFee))
            && context.texts(Block::RevenueStreams).get(at).is_some_and(|text| text.says(Table::Insurance, FEW).is_some());
        let regular = (several || few_say) && matches!(stream.kind, Some(StreamKind::SubscriptionFee));
        let payers = known.payers.get(at).map(|payers| payers.groups.groups.as_slice()).unwrap_or_default();
        for &payer in payers {
            let people = context.groups.get(payer).is_some_and(|group| group.kind != Some(SegmentKind::Businesses));
            if !(contribution || few_draw || regular && people) || insures(payer) || said.is_none() && brought(payer) {
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
