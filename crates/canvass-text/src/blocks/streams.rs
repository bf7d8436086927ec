//! Revenue streams: kind, recurrence, pricing, price, share, and the plan that a stream belongs to.

use canvass_model::blocks::{Block, Note, RevenueStream};
use canvass_model::graph::Field;
use canvass_model::vocabulary::{Period, Pricing, Recurrence, StreamKind};
use canvass_model::{Decimal, Money, Number, Quantity, Share};

use super::{BUYING, share_beside};
use crate::concepts::says;
use crate::context::Context;
use crate::fill::{Marks, ONLY, SAID, full};
use crate::matcher::Hit;
use crate::money::{figures, percentages, price};
use crate::naming::mentions;
use crate::negation::{COSTS, STAYS};
use crate::table::{Table, general};
use crate::text::Text;

const BLOCK: Block = Block::RevenueStreams;

/// The place of words that say that nobody pays.
const NONE: u32 = 3;

/// A stream as other blocks need it.
#[derive(Debug, Default)]
pub(crate) struct Stream {
    pub(crate) kind: Option<StreamKind>,
    pub(crate) free: bool,
    pub(crate) premium: bool,
    pub(crate) freemium: bool,
    /// Whether its price is nothing.
    pub(crate) zero: bool,
    /// Whether it names a price that is more than nothing.
    pub(crate) priced: bool,
    /// Whether the words say that there is no revenue.
    pub(crate) nothing: bool,
    pub(crate) future: bool,
    /// The words that say which plan it is.
    pub(crate) plan_words: String,
}

impl Stream {
    /// Whether it is money that is given, now and not later.
    pub(crate) fn is_given(&self) -> bool {
        !self.future && matches!(self.kind, Some(StreamKind::Donation | StreamKind::GrantOrTax))
    }

    /// Whether it is advertising, now and not later.
    pub(crate) fn is_advertising(&self) -> bool {
        !self.future && self.kind == Some(StreamKind::Advertising)
    }
}

/// Reads what each stream says of itself.
pub(crate) fn streams(context: &Context, notes: &mut [Note<RevenueStream>], marks: &mut Marks) -> Vec<Stream> {
    if !context.reads(BLOCK) {
        return notes.iter().map(|note| Stream { kind: note.full().and_then(|stream| stream.kind), ..Stream::default() }).collect();
    }
    let mut streams: Vec<Stream> = Vec::with_capacity(notes.len());
    let nobody_pays = context.present(BLOCK).find_map(|text| text.says(Table::StreamPlans, NONE).map(|hit| text.words(hit).to_owned()));
    let denied = || context.present(BLOCK).all(|text| denies_all(context, text)).then(|| context.texts(BLOCK).first().map(|text| text.name().to_owned()));
    let nobody_pays = nobody_pays.or_else(|| denied().flatten());
    for text in context.texts(BLOCK) {
        // Where nobody pays, what stands beside that is no revenue either, unless it says what is sold or for how much.
        let silent = || {
            denies_all(context, text)
                || text.says(Table::StreamPlans, NONE).is_none()
                    && text.anywhere(Table::StreamKinds).next().is_none()
                    && price(text, context.matcher, context.language).is_none()
        };
        streams.push(match &nobody_pays {
            _ if text.future => Stream { future: true, ..Stream::default() },
            _ if charges_nobody(context, text) => {
                let words = text.of(Table::Charge).next().map(|hit| text.words(hit)).unwrap_or_default();
                costs_nothing(notes, text.index, words, marks);
                Stream { free: true, nothing: true, ..Stream::default() }
            }
            Some(words) if silent() => {
                costs_nothing(notes, text.index, words, marks);
                Stream { free: true, nothing: true, ..Stream::default() }
            }
            // `No ads` beside what is sold.
            None if denies_all(context, text) => Stream { nothing: true, ..Stream::default() },
            _ => stream(context, text, notes, marks),
        });
    }
    shares(context, notes, marks);
    streams
}

/// Whether all that a note says is what there is not: `nothing sold, no advertising, no donations`.
fn denies_all(context: &Context, text: &Text) -> bool {
    let folded = text.folded();
    let name = folded.get(text.name_range()).unwrap_or_default();
    let denies = |clause: &str| {
        let start = clause.as_ptr() as usize - folded.as_ptr() as usize;
        let end = start + clause.len();
        text.small(general::NEGATION).any(|word| word.start as usize == start) || text.small(general::NEGATION_AFTER).any(|word| word.end as usize == end)
    };
    let mut clauses = name.split([',', '.', ';']).map(str::trim).filter(|clause| !clause.is_empty()).peekable();
    clauses.peek().is_some()
        && clauses.all(denies)
        && price(text, context.matcher, context.language).is_none()
        && percentages(text, context.language).is_empty()
}

/// Whether a note says of somebody that they are charged nothing, and of nobody that they pay.
fn charges_nobody(context: &Context, text: &Text) -> bool {
    // What costs nothing may be a cost of ours, unless it is said whom: `it costs the growers nothing`.
    let named = || !mentions(&context.groups, text, text.body_range()).is_empty();
    text.of(Table::Charge).any(|hit| hit.value != STAYS && (hit.value != COSTS || named()))
        && text.anywhere(Table::StreamKinds).next().is_none()
        && price(text, context.matcher, context.language).is_none()
        && percentages(text, context.language).is_empty()
}

/// How far behind the word for what is counted the period may stand, in bytes.
const FAR: u32 = 16;

/// The concept of what is paid by how much is used.
const METERED: &str = "metered";
/// The keyword of what is paid by its result.
const OUTCOME: &str = "outcome";
/// Words for what a customer saves.
const SAVED: &str = "word_saved";
/// The keyword of what is paid each time, of which the words do not say that use is measured.
const COUNTED: &str = "counted";

fn stream(context: &Context, text: &Text, notes: &mut [Note<RevenueStream>], marks: &mut Marks) -> Stream {
    let at = text.index;
    let plan = |value: u32| text.says(Table::StreamPlans, value);
    let plan_words = plan(2).or(plan(1)).or(plan(0)).map(|hit| text.words(hit).to_owned()).unwrap_or_default();
    let mut stream = Stream { free: plan(0).is_some(), premium: plan(1).is_some(), freemium: plan(2).is_some(), plan_words, ..Stream::default() };
    let price = price(text, context.matcher, context.language);
    let nothing = price.as_ref().is_some_and(|(money, _)| money.amount.high.value().is_zero());
    stream.nothing = plan(NONE).is_some() && price.is_none();
    stream.zero = nothing;
    stream.priced = price.is_some() && !nothing;
    stream.free |= nothing || stream.nothing;
    // How many buy in a month says nothing of a fee by the month.
    let counted = price.is_none() && kind(text).is_none() && share_beside(context, text, BUYING).is_some();
    let recurrence = text.leading(Table::Recurrences).filter(|_| !counted).map(|hit| (hit.term::<Recurrence>(), text.words(hit).to_owned()));
    let timed = price.as_ref().filter(|(money, _)| matches!(money.per, Some(Period::Month | Period::Year | Period::Week)) && !nothing);
    // What has its price by the month and also speaks of what is free is the paid plan beside a free one.
    stream.premium |= plan(0).is_some() && timed.is_some() && context.groups.iter().any(|group| group.free);
    // Behind its head a stream that has its price by the month may count anything: `2,600 accounts of 40,000 installations`.
    let counts = |kind: StreamKind, hit: &Hit| kind == StreamKind::UsageFee && timed.is_some() && text.has_lead() && hit.start as usize > text.head_range().end;
    // Between a price and its month or year stands by what it is counted: `29 per engineer per month`.
    let measured = |kind: StreamKind, hit: &Hit| {
        let first = figures(text, context.language).first().map(|figure| figure.end);
        let weak = matches!(kind, StreamKind::AssetSale | StreamKind::UsageFee | StreamKind::BrokerageFee);
        let behind = || text.of(Table::Periods).any(|period| period.start >= hit.end && period.start - hit.end <= FAR);
        weak && timed.is_some() && !says(context, text, METERED) && first.is_some_and(|end| end <= hit.start as usize) && behind()
    };
    // What is sold has no price by the month.
    let lent = |kind: StreamKind| kind == StreamKind::AssetSale && timed.is_some_and(|(money, _)| money.per != Some(Period::Week));
    // A part of what somebody saves is no part of what two sides deal.
    let by_result = || text.of(Table::StreamTags).any(|hit| context.matcher.name(hit.value) == OUTCOME) || says(context, text, SAVED);
    let saved = |kind: StreamKind| kind == StreamKind::BrokerageFee && by_result();
    // Whoever signs something once does not subscribe.
    let once = recurrence.as_ref().is_some_and(|(recurrence, _)| *recurrence == Some(Recurrence::Transaction)) && timed.is_none() && !text.is_recurring();
    let signed = |kind: StreamKind| kind == StreamKind::SubscriptionFee && once;
    let kind = kind(text)
        .filter(|&(kind, hit)| !signed(kind) && !counts(kind, hit) && !measured(kind, hit) && !saved(kind) && !lent(kind))
        .map(|(kind, hit)| (kind, text.words(hit).to_owned(), SAID));
    // A price by the month is paid for access.
    let by_week = |money: &Money| money.per == Some(Period::Week);
    let kind = kind.or_else(|| timed.filter(|(money, _)| !by_week(money)).map(|(_, words)| (StreamKind::SubscriptionFee, words.clone(), ONLY)));
    let recurring = |hit: &Option<(Option<Recurrence>, String)>| hit.as_ref().is_some_and(|(recurrence, _)| *recurrence == Some(Recurrence::Recurring));
    let kind = kind.or_else(|| {
        let (_, words) = recurrence.clone().filter(|_| recurring(&recurrence))?;
        // What is billed each month is no fee by the month where it is counted.
        let fee = if says(context, text, METERED) { StreamKind::UsageFee } else { StreamKind::SubscriptionFee };
        // A part of what somebody earns each month is no fee by the month.
        let part = price.is_none() && !percentages(text, context.language).is_empty();
        (!stream.free && !part).then_some((fee, words, ONLY))
    });
    let kind = kind.or_else(|| stream.premium.then(|| (StreamKind::SubscriptionFee, stream.plan_words.clone(), ONLY)));
    if let (Some((kind, words, confidence)), Some(item)) = (&kind, kind.as_ref().and_then(|_| full(notes, at))) {
        item.kind = Some(*kind);
        stream.kind = Some(*kind);
        marks.add(BLOCK, at, Field::Kind, words, *confidence);
        if *kind == StreamKind::UsageFee && !says(context, text, METERED) {
            marks.tag(item, (BLOCK, at), COUNTED, words);
        }
    }
    let recurrence = match (recurrence, timed, stream.kind) {
        (Some((Some(recurrence), words)), _, _) => Some((recurrence, words)),
        (_, Some((_, words)), _) => Some((Recurrence::Recurring, words.clone())),
        (_, _, Some(StreamKind::SubscriptionFee)) => kind.map(|(_, words, _)| (Recurrence::Recurring, words)),
        _ => None,
    };
    if let (Some((recurrence, words)), Some(item)) = (&recurrence, recurrence.as_ref().and_then(|_| full(notes, at))) {
        item.recurrence = Some(*recurrence);
        marks.add(BLOCK, at, Field::Recurrence, words, SAID);
    }
    if let Some((hit, pricing)) = text.leading(Table::Pricings).and_then(|hit| Some((hit, hit.term::<Pricing>()?)))
        && let Some(item) = full(notes, at)
    {
        item.pricing = Some(pricing);
        marks.add(BLOCK, at, Field::Pricing, text.words(hit), SAID);
    }
    match price {
        Some((money, words)) => {
            if let Some(item) = full(notes, at) {
                item.price = Some(money);
                marks.add(BLOCK, at, Field::Price, &words, SAID);
            }
        }
        None if stream.nothing => costs_nothing(notes, at, plan(NONE).map(|hit| text.words(hit)).unwrap_or_default(), marks),
        None => {}
    }
    for hit in text.of(Table::StreamTags) {
        if let Some(item) = full(notes, at) {
            marks.tag(item, (BLOCK, at), context.matcher.name(hit.value), text.words(hit));
        }
    }
    stream
}

/// Writes that the price is nothing.
fn costs_nothing(notes: &mut [Note<RevenueStream>], at: usize, words: &str, marks: &mut Marks) {
    if let (Some(amount), Some(item)) = (Number::new(Decimal::ZERO), full(notes, at)) {
        item.price = Some(Money { amount: Quantity::exact(amount), currency: None, per: None });
        marks.add(BLOCK, at, Field::Price, words, SAID);
    }
}

/// What sort of stream it is: a word in the head before one behind it, and one that says how before one that only says that something is sold.
fn kind(text: &Text) -> Option<(StreamKind, &Hit)> {
    let head = text.head_range().end;
    // What part of all revenue it is says nothing of its sort: `82% of sales` behind it.
    let part = |hit: &Hit| hit.start as usize >= text.name_range().end && text.words(hit).starts_with('%');
    let kinds = || text.anywhere(Table::StreamKinds).filter(move |hit| !part(hit)).filter_map(|hit| Some((hit.term::<StreamKind>()?, hit)));
    let advertised = kinds().any(|(kind, hit)| kind == StreamKind::Advertising && hit.end as usize <= text.name_range().end);
    let rank = |&(kind, hit): &(StreamKind, &Hit)| {
        let weak = matches!(kind, StreamKind::AssetSale | StreamKind::UsageFee);
        // A sub-heading says least, since several sorts may stand under it. What stands before a comma may be the first of several things that are
        // advertised: `tyre, oil brands' banners`.
        let enumerated = weak && advertised && text.folded().get(head..).is_some_and(|rest| rest.starts_with(','));
        let place = if (hit.start as usize) < text.body_range().start { 2 } else { u32::from(hit.end as usize > head || enumerated) };
        (place, weak, hit.start)
    };
    kinds().min_by_key(rank)
}

/// How far the shares of all streams may be from the whole together.
const SLACK: (i64, i64) = (90, 110);

/// Shares of revenue, where every stream states one and together they make the whole.
fn shares(context: &Context, notes: &mut [Note<RevenueStream>], marks: &mut Marks) {
    let texts = context.texts(BLOCK);
    if texts.len() < 2 || texts.iter().any(|text| text.future) {
        return;
    }
    let found: Option<Vec<_>> = texts
        .iter()
        .map(|text| {
            let all = percentages(text, context.language);
            let [(quantity, start, end)] = all.as_slice() else { return None };
            let share = Share::new(quantity.likely?)?;
            Some((share, text.stretch(*start, *end).to_owned()))
        })
        .collect();
    let Some(found) = found else { return };
    let sum: Decimal = found.iter().map(|(share, _)| share.number().value()).sum();
    if sum < Decimal::new(SLACK.0, 2) || sum > Decimal::new(SLACK.1, 2) {
        return;
    }
    for (at, (share, words)) in found.into_iter().enumerate() {
        if let Some(item) = full(notes, at) {
            item.share = Some(share);
            marks.add(BLOCK, at, Field::Share, &words, SAID);
        }
    }
}

#[cfg(test)]
mod tests {
    use canvass_model::vocabulary::StreamKind;

    use crate::testing::read_notes;

    #[test]
    fn what_is_sold_has_no_price_by_the_month() {
        let kind = |stream: &str| {
            let read = read_notes("en", &[("customer_segments", &["Kitchens"]), ("revenue_streams", &[stream])]);
            read.revenue_streams.iter().flatten().next().and_then(|note| note.full()?.kind)
        };
        assert_eq!(kind("Kitchens pay £25 a month for their page"), Some(StreamKind::SubscriptionFee));
        assert_eq!(kind("Kitchens at £25 each"), Some(StreamKind::AssetSale));
    }

    #[test]
    fn what_is_hired_by_the_week_or_a_part_of_earnings_is_no_subscription() {
        let kind = |stream: &str| {
            let read = read_notes("en", &[("customer_segments", &["Builders"]), ("revenue_streams", &[stream])]);
            read.revenue_streams.iter().flatten().next().and_then(|note| note.full()?.kind)
        };
        assert_eq!(kind("Small diggers £240 a week"), None);
        assert_eq!(kind("Small diggers £240 a month"), Some(StreamKind::SubscriptionFee));
        assert_eq!(kind("6% of what builders earn every month"), None);
        assert_eq!(kind("What builders pay every month"), Some(StreamKind::SubscriptionFee));
    }

    #[test]
    fn who_signs_once_does_not_subscribe() {
        let kind = |stream: &str| {
            let read = read_notes("pt", &[("customer_segments", &["Estudantes"]), ("revenue_streams", &[stream])]);
            read.revenue_streams.iter().flatten().next().and_then(|note| note.full()?.kind)
        };
        assert_eq!(kind("95 € uma única vez, quando assinam o acordo"), None);
        assert_eq!(kind("Estudantes assinam o plano"), Some(StreamKind::SubscriptionFee));
    }
}
