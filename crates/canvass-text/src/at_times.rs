//! One group that uses something free and at times buys something else: the same person is now a free user and now a paying one.

use canvass_model::blocks::{Block, CustomerSegment, Note};
use canvass_model::vocabulary::StreamKind;

use crate::blocks::Stream;
use crate::context::Context;
use crate::fill::{Marks, full};
use crate::groups::Group;
use crate::money::figures;
use crate::plans::{Known, SOME_PAY};
use crate::sides::{has_own_offer, meets};
use crate::table::Table;
use crate::text::Text;

const SEGMENTS: Block = Block::CustomerSegments;
const OFFERS: Block = Block::ValuePropositions;

/// Says of groups that some of their uses are paid: of those of whom it is told, and of the only group, or of several that are all offered the same,
/// where one offer costs nothing, another does, and payment is by the piece.
pub(crate) fn assign(context: &Context, known: &Known<'_>, segments: &mut [Note<CustomerSegment>], marks: &mut Marks) {
    if !context.reads(SEGMENTS) {
        return;
    }
    let told = |at: &usize| context.groups.get(*at).is_some_and(|group| group.buys_at_times);
    for at in context.served().filter(told).filter(|at| known.is_payer(*at)) {
        let words = context.texts(SEGMENTS).get(at).and_then(|text| Some(text.words(text.says(Table::SegmentPlans, 0)?).to_owned())).unwrap_or_default();
        tag(segments, marks, at, &words);
    }
    let served: Vec<usize> = context.served().collect();
    if served.is_empty() || tied(context) || !by_piece(context, known) || served.len() > 1 && !of_one_sort(context, known, &served) {
        return;
    }
    let present = || known.offers.iter().zip(context.texts(OFFERS)).filter(|(offer, _)| !offer.future);
    let Some((_, free)) = present().find(|(offer, text)| offer.free && !offer.premium && text.says(Table::OnTop, 0).is_none()) else { return };
    if present().all(|(offer, _)| offer.free && !offer.premium) {
        return;
    }
    let words = free.says(Table::OfferPlans, 0).map_or_else(|| free.name(), |hit| free.words(hit)).to_owned();
    served.into_iter().for_each(|at| tag(segments, marks, at, &words));
}

/// Says of a group that some of its uses are paid, unless it says itself how it is divided.
fn tag(segments: &mut [Note<CustomerSegment>], marks: &mut Marks, at: usize, words: &str) {
    let split = |segment: &CustomerSegment| segment.paying_share.is_some() || segment.part_of.is_some();
    if let Some(segment) = full(segments, at).filter(|segment| !split(segment)) {
        marks.tag(segment, (SEGMENTS, at), SOME_PAY, words);
    }
}

/// Whether several groups are people who are all offered the same, and all pay.
fn of_one_sort(context: &Context, known: &Known<'_>, served: &[usize]) -> bool {
    let people = |at: &usize| {
        let people = |group: &Group| !group.is_organised() && !group.free;
        context.groups.get(*at).is_some_and(people) && known.is_payer(*at) && !has_own_offer(known, *at)
    };
    served.iter().all(people) && !meets(context, known)
}

/// Whether something is paid, and all that is paid is bought by the piece.
fn by_piece(context: &Context, known: &Known<'_>) -> bool {
    let present = || known.streams.iter().zip(context.texts(Block::RevenueStreams)).filter(|(stream, _)| !stream.future);
    let piece = |stream: &Stream, text: &Text| {
        matches!(stream.kind, None | Some(StreamKind::AssetSale | StreamKind::UsageFee)) && !stream.nothing && !text.is_recurring()
    };
    // A stream that says as well what is free names the price of what is not.
    let priced = |text: &Text| figures(text, context.language).iter().any(|figure| !figure.percent && !figure.value.is_zero());
    let paid = known.payers.iter().any(|payers| !payers.groups.groups.is_empty()) || present().any(|(stream, text)| stream.free && priced(text));
    paid && present().all(|(stream, text)| piece(stream, text))
}

/// Whether what is free only works with what is sold, or is given below its cost: then it is a bait.
fn tied(context: &Context) -> bool {
    let says = |text: &Text| text.says(Table::OnlyFits, 0).is_some() || text.says(Table::BelowCost, 0).is_some();
    context.everywhere(&Block::NINE).any(|(_, text)| says(text))
}

#[cfg(test)]
mod tests {
    use crate::testing::{is_tagged, read_notes, segments};

    fn some_pay(language: &str, groups: &[&str], offers: &[&str], streams: &[&str]) -> bool {
        let read = read_notes(language, &[("customer_segments", groups), ("value_propositions", offers), ("revenue_streams", streams)]);
        segments(&read).any(|segment| is_tagged(segment, super::SOME_PAY))
    }

    #[test]
    fn who_uses_free_and_buys_by_the_piece_pays_at_times() {
        assert!(some_pay("en", &["Amateur painters"], &["Library of lessons, free of charge", "A teacher corrects your painting"], &["$9 per correction"]));
        assert!(some_pay("fr", &["Cuisiniers amateurs"], &["Recettes gratuites", "Panier des ingrédients livré"], &["Panier à 24 €"]));
    }

    #[test]
    fn what_people_are_called_makes_no_side_of_them_where_nobody_meets() {
        let groups = ["独居上班族", "刚学做饭的毕业生"];
        assert!(some_pay("zh-Hans", &groups, &["菜谱视频全部免费看", "照着菜谱买净菜包"], &["净菜包每份 16 元"]));
        assert!(!some_pay("zh-Hans", &groups, &["照着菜谱买净菜包"], &["净菜包每份 16 元"]));
    }

    #[test]
    fn who_subscribes_or_is_only_given_a_trial_does_not() {
        let painters = ["Amateur painters"];
        assert!(!some_pay("en", &painters, &["Free trial lesson", "A teacher corrects your painting"], &["$9 per correction"]));
        assert!(!some_pay("en", &painters, &["A teacher corrects your painting, free delivery"], &["$9 per correction"]));
        assert!(!some_pay("en", &painters, &["A first talk, free of charge", "Lessons"], &["$30 a month, subscription"]));
        assert!(!some_pay("en", &painters, &["Library of lessons, free of charge", "A teacher corrects"], &["Sale of brushes, recurring"]));
    }

    #[test]
    fn what_is_given_for_the_sake_of_what_fits_it_is_a_bait() {
        let painters = ["Amateur painters"];
        assert!(!some_pay("en", &painters, &["A frame, free of charge", "Canvas that only fits our frame"], &["$9 per canvas"]));
    }

    #[test]
    fn a_plan_that_is_free_for_good_beside_a_subscription_divides_one_group() {
        let plan = |relationship: &str| {
            let read = read_notes(
                "en",
                &[
                    ("customer_segments", &["Amateur painters"]),
                    ("value_propositions", &["Sketchbook on the phone"]),
                    ("customer_relationships", &[relationship]),
                    ("revenue_streams", &["$4 a month subscription"]),
                ],
            );
            segments(&read).any(|segment| is_tagged(segment, super::SOME_PAY))
        };
        assert!(plan("Ten drawings stay free, no end date"));
        assert!(!plan("Help by mail within a day"));
    }
}
